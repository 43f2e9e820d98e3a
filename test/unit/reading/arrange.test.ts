import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSummary } from '../../../src/model/outline.ts';
import { type Arrangement, AS_PLANNED, arrangedRows, GROUP_KEYS } from '../../../src/reading/arrange.ts';
import { PLAN_COLUMN_IDS, sortValueOf } from '../../../src/reading/plan-columns.ts';
import { FILTER_FLAGS, matchesOf, NO_FILTER, type PlanFilter } from '../../../src/reading/plan-filter.ts';
import { tableLines } from '../../../src/reading/plan-table.ts';
import { sourcesOn } from './reading-plan.ts';

const NONE: ReadonlySet<string> = new Set();

const rowsOf = (arrangement: Partial<Arrangement>, day = 3): string[] => {
  const sources = sourcesOn(day);
  return tableLines(sources, ['name'], { ...AS_PLANNED, ...arrangement }).map((line) =>
    line.kind === 'group' ? `${line.title}: ${line.count}` : line.cells[0]!,
  );
};

const filter = (given: Partial<PlanFilter>): Partial<Arrangement> => ({ filter: { ...NO_FILTER, ...given } });

describe('filters', () => {
  it.each([
    [filter({}), ['Forberedelse', 'Analyse', 'Notat', 'Udbud', 'Materiale', 'Offentliggørelse']],
    [filter({ flags: ['milestones'] }), ['Udbud', 'Offentliggørelse']],
    [filter({ flags: ['unfinished'], stageIds: ['s1'] }), ['Forberedelse', 'Notat']],
    [filter({ responsibleIds: ['bo', 'aase'] }), ['Forberedelse', 'Analyse', 'Udbud', 'Materiale']],
    [filter({ responsibleIds: [''], flags: ['unfinished'] }), ['Forberedelse', 'Notat', 'Udbud', 'Offentliggørelse']],
    [filter({ text: 'mat' }), ['Udbud', 'Materiale']],
    [filter({ text: 'ÅSE' }), ['Udbud', 'Materiale']],
    [filter({ text: 'forb' }), ['Forberedelse']],
    [filter({ text: '1.2' }), ['Forberedelse', 'Notat']],
    [filter({ flags: ['critical', 'late'], text: 'mat' }), ['Udbud', 'Materiale']],
    [filter({ flags: ['findings'] }), ['Udbud', 'Materiale']],
    [filter({ stageIds: ['gone'] }), []],
  ])('%o', (arrangement, names) => {
    expect(rowsOf(arrangement)).toEqual(names);
  });

  it.each([
    [3, ['Udbud', 'Materiale']],
    [9, ['Forberedelse', 'Notat', 'Udbud', 'Materiale']],
    [31, ['Forberedelse', 'Notat', 'Udbud', 'Materiale', 'Offentliggørelse']],
  ])('late on 3/%i is what has missed a date', (day, names) => {
    expect(rowsOf(filter({ flags: ['late'] }), day)).toEqual(names);
  });

  it('months are those of the day on which the plan is judged', () => {
    expect(rowsOf(filter({ flags: ['thisMonth'] }))).toHaveLength(6);
    expect(rowsOf(filter({ flags: ['nextMonth'] }))).toEqual([]);
    expect(rowsOf(filter({ flags: ['thisMonth', 'nextMonth', 'milestones'] }))).toEqual(['Udbud', 'Offentliggørelse']);
  });

  it('keep what has just been edited, until they are asked anew', () => {
    const sources = sourcesOn(3);
    const shown = arrangedRows(sources, { ...AS_PLANNED, ...filter({ text: 'mat' }) }, NONE, new Set(['Notat']));
    expect([...shown.indexOf.keys()]).toEqual(['Forberedelse', 'Notat', 'Udbud', 'Materiale']);
    expect(shown.matchCount).toBe(2);
  });
});

describe('sorting and grouping', () => {
  it('sorts siblings and keeps the outline', () => {
    expect(rowsOf({ sort: { column: 'name', descending: true } })).toEqual([
      'Udbud',
      'Offentliggørelse',
      'Materiale',
      'Forberedelse',
      'Notat',
      'Analyse',
    ]);
  });

  it.each([
    ['stage', ['Forberedelse: 2', 'Analyse', 'Notat', 'Udbud: 2', 'Materiale', 'Offentliggørelse']],
    [
      'responsible',
      ['Bo Bæk: 1', 'Analyse', 'Åse Ærø: 1', 'Materiale', 'table:group.nobody: 2', 'Notat', 'Offentliggørelse'],
    ],
    [
      'status',
      [
        'table:status.late: 1',
        'Materiale',
        'table:status.notBegun: 2',
        'Notat',
        'Offentliggørelse',
        'table:status.done: 1',
        'Analyse',
      ],
    ],
    ['month', ['marts 2027: 4', 'Analyse', 'Notat', 'Materiale', 'Offentliggørelse']],
  ] as const)('groups by %s', (group, names) => {
    expect(rowsOf({ group })).toEqual(names);
  });

  it('folds groups, sorts inside them, and tells from when to when they go', () => {
    const sources = sourcesOn(3);
    const arrangement: Arrangement = { ...AS_PLANNED, group: 'stage', sort: { column: 'finish', descending: true } };
    const all = arrangedRows(sources, arrangement, NONE, NONE);
    expect([...all.indexOf.keys()]).toEqual([
      'group:s1',
      'Notat',
      'Analyse',
      'group:s2',
      'Materiale',
      'Offentliggørelse',
    ]);
    expect(all.groups[0]).toMatchObject({
      startMin: sources.schedule.datesOf('Analyse')!.startMin,
      finishMin: sources.schedule.datesOf('Notat')!.finishMin,
    });
    const folded = arrangedRows(sources, arrangement, new Set(['group:s1']), NONE);
    expect([...folded.indexOf.keys()]).toEqual(['group:s1', 'group:s2', 'Materiale', 'Offentliggørelse']);
  });

  it('puts every matching task in one place only, whatever is asked for; empty values last', () => {
    const sources = sourcesOn(9);
    const { outline } = sources.schedule;
    fc.assert(
      fc.property(
        fc.record({
          filter: fc.record({
            flags: fc.uniqueArray(fc.constantFrom(...FILTER_FLAGS), { maxLength: 2 }),
            responsibleIds: fc.uniqueArray(fc.constantFrom('bo', 'aase', ''), { maxLength: 2 }),
            stageIds: fc.uniqueArray(fc.constantFrom('s1', 's2', ''), { maxLength: 2 }),
            text: fc.constantFrom('', 'a', 'o'),
          }),
          sort: fc.option(fc.record({ column: fc.constantFrom(...PLAN_COLUMN_IDS), descending: fc.boolean() })),
          group: fc.option(fc.constantFrom(...GROUP_KEYS)),
        }),
        (arrangement) => {
          const shown = arrangedRows(sources, arrangement, NONE, NONE);
          const tasks = [...shown.positions].filter((at) => at >= 0);
          expect(new Set(tasks).size).toBe(tasks.length);
          const matches = matchesOf(sources, arrangement.filter);
          const wanted = outline.ids
            .map((_, at) => at)
            .filter((at) => matches[at] && !(arrangement.group && isSummary(outline, at)));
          expect(wanted.filter((at) => !tasks.includes(at))).toEqual([]);
          for (const at of tasks)
            if (!matches[at]) expect(wanted.some((below) => below > at && below < outline.subtreeEnd[at]!)).toBe(true);
          const { sort } = arrangement;
          if (!sort || arrangement.group) return;
          const top = tasks.filter((at) => outline.depth[at] === 0).map((at) => sortValueOf(sources, sort.column, at));
          expect(top.slice(0, Math.max(0, top.indexOf(null))).includes(null)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});
