import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  PRESETS,
  presetOf,
  printOptionsOf,
  readSettings,
  type ScreenState,
  USUAL_SETTINGS,
} from '../../../../renderer/app/print/print-settings.ts';
import { printOptionsSchema } from '../../../../src/api.ts';

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
