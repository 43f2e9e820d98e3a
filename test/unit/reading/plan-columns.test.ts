import { describe, expect, it } from 'vitest';
import da from '../../../assets/texts/da/table.json' with { type: 'json' };
import { createRow } from '../../../src/model/change.ts';
import { GROUP_KEYS } from '../../../src/reading/arrange.ts';
import { parseColumns, parseFilter, parseGroup, parseSort } from '../../../src/reading/filter-text.ts';
import { columnText, PLAN_COLUMN_IDS, type PlanColumnId, sortValueOf } from '../../../src/reading/plan-columns.ts';
import { FILTER_FLAGS } from '../../../src/reading/plan-filter.ts';
import { TASK_STATUSES } from '../../../src/reading/task-status.ts';
import { READY_VIEWS, readSetup, STANDARD_SETUP, writeSetup } from '../../../src/reading/view-setup.ts';
import { march, readingPlan, sourcesOn } from './reading-plan.ts';

describe('columns', () => {
  it.each([
    ['stage', 'Analyse', 'Forberedelse'],
    ['kind', 'Udbud', 'table:kind.summary'],
    ['kind', 'Offentliggørelse', 'fields:task.kind.milestone'],
    ['status', 'Materiale', 'table:status.late'],
    ['status', 'Analyse', 'table:status.done'],
    ['deadline', 'Materiale', '10.3.2027'],
    ['deadline', 'Notat', ''],
    ['totalSlack', 'Notat', '3d'],
    ['critical', 'Materiale', 'table:yes'],
    ['critical', 'Notat', ''],
    ['successors', 'Analyse', '1.2'],
    ['constraintType', 'Notat', ''],
    ['remaining', 'Materiale', '10d'],
    ['remaining', 'Analyse', '0d'],
    ['baselineStart', 'Notat', ''],
    ['findings', 'Materiale', 'findings:schedule.deadline-missed.title; findings:schedule.negative-slack.title'],
    ['percentComplete', 'Analyse', '100 %'],
    ['name', 'nothing of that id', ''],
  ] as const)('%s of %s: %s', (column, taskId, text) => {
    expect(columnText(sourcesOn(3), column, taskId)).toBe(text);
  });

  it('tell the drift since the newest baseline, or the one that is shown', () => {
    const plan = readingPlan();
    const dates = (from: number, to: number) => ({
      startMin: march(from),
      finishMin: march(to, 1020),
      durationMin: 480,
    });
    plan.apply([
      ...createRow('baseline', 'old', { name: 'Gammel', takenMin: 1 }),
      ...createRow('baseline', 'new', { name: 'Ny', takenMin: 2 }),
      ...createRow('baselineTask', 'o', { baselineId: 'old', taskId: 'Notat', dates: dates(1, 2) }),
      ...createRow('baselineTask', 'n', { baselineId: 'new', taskId: 'Notat', dates: dates(9, 10) }),
    ]);
    const texts = (baselineId: string | null) =>
      (['baselineStart', 'startVariance', 'finishVariance', 'durationVariance'] as const).map((column) =>
        columnText({ ...sourcesOn(3, plan), baselineId }, column, 'Notat'),
      );
    expect(texts(null)).toEqual(['9.3.2027', '-1d', '-1d', '+1d']);
    expect(texts('old')).toEqual(['1.3.2027', '+5d', '+5d', '+1d']);
    expect(texts('gone')).toEqual(texts(null));
  });

  it('tell work, people, notes and what a file said', () => {
    const plan = readingPlan();
    plan.apply([
      ...createRow('assignment', 'x', { taskId: 'Notat', partyId: 'bo', unitsPermille: 500 }),
      ...createRow('note', 'n', { subject: { entity: 'task', id: 'Notat' }, text: 'Husk\nbilag' }),
    ]);
    const sources = sourcesOn(3, plan);
    expect(columnText(sources, 'assigned', 'Notat')).toBe('Bo Bæk 50 %');
    expect(columnText(sources, 'work', 'Notat')).toBe('1d');
    expect(columnText(sources, 'work', 'Forberedelse')).toBe('1d');
    expect(columnText(sources, 'note', 'Notat')).toBe('Husk bilag');
  });

  it('have a text and a value to sort by for every task, and a title', () => {
    const sources = sourcesOn(3);
    for (const column of PLAN_COLUMN_IDS) {
      expect(da).toHaveProperty([`column.${column}`]);
      for (const at of sources.schedule.outline.ids.keys()) {
        expect(typeof columnText(sources, column, sources.schedule.outline.ids[at]!)).toBe('string');
        expect(sortValueOf(sources, column, at)).not.toBeUndefined();
      }
    }
    for (const flag of FILTER_FLAGS) expect(da).toHaveProperty([`filter.${flag}`]);
    for (const status of TASK_STATUSES) expect(da).toHaveProperty([`status.${status}`]);
    for (const key of GROUP_KEYS) expect(da).toHaveProperty([`group.${key}`]);
    for (const { id } of READY_VIEWS) expect(da).toHaveProperty([`view.${id}`]);
  });
});

describe('what is written on the command line', () => {
  const plan = readingPlan();
  it.each([
    ['late;critical', { flags: ['late', 'critical'] }],
    ['responsible=bo bæk; stage=Udbud', { responsibleIds: ['bo'], stageIds: ['s2'] }],
    ['responsible=-;text=to ord;text=tre', { responsibleIds: [''], text: 'to ord tre' }],
    ['', { flags: [] }],
  ])('filter %s', (text, filter) => {
    expect(parseFilter(text, plan)).toMatchObject({ ok: true, value: filter });
  });

  it.each([
    [() => parseFilter('sent', plan), 'filter.unknown', 'sent'],
    [() => parseFilter('late=yes', plan), 'filter.unknown', 'late=yes'],
    [() => parseFilter('stage=Ukendt', plan), 'filter.name-unknown', 'stage=Ukendt'],
    [() => parseColumns('name,naem'), 'column.unknown', 'naem'],
    [() => parseSort('name:up'), 'column.unknown', 'name:up'],
    [() => parseSort('naem'), 'column.unknown', 'naem'],
    [() => parseGroup('people'), 'group.unknown', 'people'],
  ])('refuses what it does not know and names it (%#)', (read, id, part) => {
    expect(read()).toMatchObject({ ok: false, error: { id, params: { part } } });
  });

  it('reads columns and order', () => {
    expect(parseColumns('name, finish,name')).toEqual({ ok: true, value: ['name', 'finish'] satisfies PlanColumnId[] });
    expect(parseSort('finish:desc')).toEqual({ ok: true, value: { column: 'finish', descending: true } });
    expect(parseGroup('month')).toEqual({ ok: true, value: 'month' });
  });
});

describe('saved views', () => {
  it('are read back as they were written', () => {
    for (const { setup } of READY_VIEWS) expect(readSetup(writeSetup(setup))).toEqual(setup);
  });

  it.each([
    ['', STANDARD_SETUP],
    ['[]', STANDARD_SETUP],
    ['{"columns":"all","arrangement":7,"frozen":"x","pxPerDay":-1}', STANDARD_SETUP],
    [
      '{"columns":[{"id":"finish","widthPx":5},{"id":"finish"},{"id":"later"},null],"frozen":99}',
      {
        ...STANDARD_SETUP,
        columns: [
          { id: 'name', widthPx: null },
          { id: 'finish', widthPx: 28 },
        ],
        frozen: 2,
      },
    ],
    [
      '{"arrangement":{"group":"colour","sort":{"column":"x"},"filter":{"flags":["late","soon"],"text":4}}}',
      {
        ...STANDARD_SETUP,
        arrangement: {
          group: null,
          sort: null,
          filter: { flags: ['late'], responsibleIds: [], stageIds: [], text: '' },
        },
      },
    ],
  ])('of another version or hand are as usual where they cannot be understood (%#)', (text, setup) => {
    expect(readSetup(text)).toEqual(setup);
  });
});
