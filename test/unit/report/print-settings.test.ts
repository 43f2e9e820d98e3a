import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { printOptionsSchema } from '../../../src/api.ts';
import {
  OWN,
  PRESETS,
  presetOf,
  printOptionsOf,
  readPresets,
  readSettings,
  type ScreenState,
  USUAL_SETTINGS,
  withPreset,
} from '../../../src/report/print-settings.ts';

const screen: ScreenState = {
  columns: ['name', 'start'],
  arrangement: '{"sort":null}',
  collapsed: ['a'],
  selectedIds: ['b'],
  pxPerDay: 4,
  criticalPath: true,
  slack: true,
  links: false,
  look: '{"colorBy":"status"}',
  baselineId: 'base',
  planDays: { fromDay: 100, toDay: 200 },
};

const options = (changes: object) => printOptionsOf({ ...USUAL_SETTINGS, ...changes }, screen, 'da');

describe('what is chosen of a print', () => {
  it.each(PRESETS.map((preset) => [preset.id, preset.settings] as const))(
    '%s is a print that the service takes',
    (id, settings) => {
      const all = { ...USUAL_SETTINGS, ...settings };
      expect(presetOf(all)).toBe(id);
      expect(v.safeParse(printOptionsSchema, printOptionsOf(all, screen, 'da')).success).toBe(true);
    },
  );

  it('has no name once something is chosen otherwise', () => {
    expect(presetOf({ ...USUAL_SETTINGS, ...PRESETS[0]!.settings, overlapMm: 3 })).toBeNull();
  });

  it("is kept under a name of one's own for any plan, and known again", () => {
    const wall = { ...USUAL_SETTINGS, paper: 'A2', across: 3, baselineId: 'of this plan' } as const;
    const kept = readPresets(JSON.stringify(withPreset(withPreset([], 'Væg', USUAL_SETTINGS), 'Væg', wall)));
    expect(kept).toEqual([{ name: 'Væg', settings: { ...wall, baselineId: null } }]);
    expect(presetOf(wall, kept)).toBe(`${OWN}Væg`);
    expect(presetOf({ ...wall, across: 2 }, kept)).toBeNull();
    // What stands there of another version, or of another program, does no harm.
    expect(readPresets('{')).toEqual([]);
    expect(readPresets('{"name":"a"}')).toEqual([]);
    expect(readPresets('[null, 3, {"name":""}, {"name":"b"}]')).toEqual([{ name: 'b', settings: USUAL_SETTINGS }]);
  });

  it('folds nothing away in lists', () => {
    for (const view of ['findings', 'changes'])
      expect(options({ view, rows: 'shown' })).toMatchObject({ collapsed: ['a'], arrangement: null });
    expect(options({ view: 'findings', rows: 'filtered' })).toMatchObject({ arrangement: '{"sort":null}' });
  });

  it('is read back as it was kept, part by part; what does not fit is as usual', () => {
    expect(readSettings(null)).toEqual(USUAL_SETTINGS);
    expect(readSettings('{')).toEqual(USUAL_SETTINGS);
    expect(readSettings('[]')).toEqual(USUAL_SETTINGS);
    const kept = { ...USUAL_SETTINGS, paper: 'A1', down: 4, columns: ['name'], fromDay: 7 };
    expect(readSettings(JSON.stringify(kept))).toEqual(kept);
    expect(readSettings('{"paper":"B5","across":0,"down":3}')).toEqual({ ...USUAL_SETTINGS, down: 3 });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = readSettings(JSON.stringify(value));
        expect(v.safeParse(printOptionsSchema, printOptionsOf(read, screen, 'da')).success).toBe(true);
      }),
    );
  });

  it('puts in what is on screen', () => {
    expect(options({ rows: 'shown' })).toMatchObject({
      collapsed: ['a'],
      arrangement: '{"sort":null}',
      taskIds: null,
      columns: ['name', 'start'],
    });
    expect(options({ rows: 'filtered' })).toMatchObject({ collapsed: [], arrangement: '{"sort":null}' });
    expect(options({ rows: 'all' })).toMatchObject({ collapsed: [], arrangement: null, taskIds: null });
    expect(options({ rows: 'selected' })).toMatchObject({ taskIds: ['b'], arrangement: null });
    expect(options({ columns: ['wbs'] }).columns).toEqual(['wbs']);
    expect(options({})).toMatchObject({
      criticalPath: true,
      slack: true,
      links: false,
      baselineId: 'base',
      look: screen.look,
    });
    const own = { asOnScreen: false, critical: false, slack: false, links: true, baselineId: null };
    expect(options(own)).toMatchObject({
      criticalPath: false,
      slack: false,
      links: true,
      baselineId: null,
      look: null,
    });
  });

  it('shows the time of the rows, of the plan, or from one day to another', () => {
    expect(options({ time: 'fit', fromDay: 1, toDay: 2 })).toMatchObject({ fromDay: null, toDay: null });
    expect(options({ time: 'all', rows: 'selected' })).toMatchObject({ fromDay: 100, toDay: 200 });
    expect(options({ time: 'all', rows: 'all' })).toMatchObject({ fromDay: null, toDay: null });
    expect(options({ time: 'range', fromDay: 1, toDay: 2 })).toMatchObject({ fromDay: 1, toDay: 2 });
  });

  it('is scaled as on screen, or to pages', () => {
    expect(options({ scale: 'percent', percent: 80 }).scale).toEqual({ kind: 'percent', percent: 80, pxPerDay: 4 });
    expect(options({ across: 2, down: 3 }).scale).toEqual({ kind: 'fit', pagesAcross: 2, pagesDown: 3 });
    expect(options({ layout: 'one', down: 3 }).scale).toEqual({ kind: 'fit', pagesAcross: 1, pagesDown: null });
  });
});
