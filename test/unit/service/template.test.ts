import { describe, expect, test } from 'vitest';
import { foundProject } from '../../../main/service/template.ts';
import { parseTemplate, type Template } from '../../../main/service/template-schema.ts';
import { admitOps } from '../../../main/store/admit-ops.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { shippedTemplates } from './scratch-service.ts';

const both = (text: string) => ({ da: `${text} da`, en: `${text} en` });
const MONDAY = dayNumberOf(2027, 4, 5);
const OFFICE = [{ startMin: 480, endMin: 960 }];

const template: Template = {
  id: 'own',
  name: both('Skabelon'),
  description: both('Beskrivelse'),
  calendar: {
    name: both('Kalender'),
    week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
    holidaySets: ['da-public'],
  },
  parties: [{ key: 'pm', kind: 'person', name: both('Leder'), role: both('Rolle') }],
  stages: [
    { key: 's1', name: both('Fase 1'), color: 1 },
    { key: 's2', name: both('Fase 2'), color: 2 },
  ],
  tasks: [
    { key: 'a', name: both('A'), stage: 's1', responsible: 'pm', note: both('Note') },
    { key: 'a1', parent: 'a', name: both('A1'), duration: { minutes: 960, unit: 'day' }, startOffsetDays: 2 },
    { key: 'a2', parent: 'a', name: both('A2'), mode: 'manual', startOffsetDays: 1 },
    { key: 'b', name: both('B'), kind: 'milestone', constraint: { type: 'MSO', offsetDays: 10, minute: 720 } },
  ],
  links: [{ from: 'a1', to: 'b', type: 'FS', lag: { amount: 480, kind: 'working', unit: 'day' } }],
  gates: [{ key: 'g', name: both('Gate'), stage: 's1', task: 'b', items: [{ kind: 'question', text: both('Klar?') }] }],
};

/** Rows by their name (or the id of what has none), from ops of which none may be refused. */
const founded = (from: Template, startDay: number | null) => {
  let next = 0;
  const ops = foundProject(from, {
    projectId: 'p',
    name: null,
    startDay,
    today: MONDAY,
    language: 'da',
    author: 'Kim',
    newId: () => `id${next++}`,
    linkId: (predecessor, successor, type) => `${predecessor}-${successor}-${type}`,
  });
  expect(admitOps(ops).ok).toBe(true);
  const rows = new Map<string, Record<string, unknown>>();
  for (const op of ops) {
    if (op.kind !== 'set') throw new Error('only sets');
    const row = rows.get(op.id) ?? { entity: op.entity, id: op.id };
    rows.set(op.id, { ...row, [op.cell]: op.value });
  }
  const list = [...rows.values()];
  return { list, named: (name: string) => list.find((row) => row.name === name) as Record<string, unknown> };
};

describe('a project from a template', () => {
  test('has the texts of one language, references by new ids, and dates from the start day', () => {
    const { named, list } = founded(template, MONDAY + 7);
    const start = (MONDAY + 7) * 1440;
    expect(named('Skabelon da')).toMatchObject({
      entity: 'project',
      id: 'p',
      templateId: 'own',
      startMin: start,
      author: 'Kim',
    });
    expect(named('Skabelon da').description).toBeUndefined();
    expect(named('Skabelon da').calendarId).toBe(named('Kalender da').id);
    expect(named('A da')).toMatchObject({ stageId: named('Fase 1 da').id, responsibleId: named('Leder da').id });
    expect(named('A1 da')).toMatchObject({
      place: { parent: named('A da').id },
      constraint: { type: 'SNET', atMin: start + 2 * 1440 },
      duration: { minutes: 960, unit: 'day', elapsed: false, estimated: false },
    });
    expect(named('A2 da')).toMatchObject({
      mode: 'manual',
      manualDates: { startMin: start + 1440 + 480, finishMin: null },
    });
    expect(named('B da')).toMatchObject({
      kind: 'milestone',
      duration: { minutes: 0 },
      constraint: { type: 'MSO', atMin: start + 10 * 1440 + 720 },
    });
    const link = list.find(({ entity }) => entity === 'link');
    expect(link).toMatchObject({
      predecessorId: named('A1 da').id,
      successorId: named('B da').id,
      lag: { amount: 480 },
    });
    expect(list.find(({ entity }) => entity === 'gateItem')).toMatchObject({
      gateId: named('Gate da').id,
      text: 'Klar? da',
    });
    expect(list.find(({ entity }) => entity === 'note')).toMatchObject({
      subject: { entity: 'task', id: named('A da').id },
      text: 'Note da',
    });
    const orderOf = (name: string) => (named(name).place as { order: string }).order;
    expect(orderOf('A da') < orderOf('B da') && orderOf('A1 da') < orderOf('A2 da')).toBe(true);
  });

  test.each([
    ['today, where neither says a day', template, null, MONDAY],
    ['the day of an example', { ...template, projectStart: '2023-01-02' }, null, dayNumberOf(2023, 1, 2)],
    ['the day that the person chose', { ...template, projectStart: '2023-01-02' }, MONDAY + 1, MONDAY + 1],
  ])('begins on %s', (_title, from, startDay, day) => {
    expect(founded(from, startDay).named('Skabelon da').startMin).toBe(day * 1440);
  });

  test('an example says in the project what it is', () => {
    expect(founded({ ...template, projectStart: '2023-01-02' }, null).named('Skabelon da').description).toBe(
      'Beskrivelse da',
    );
  });
});

describe('a template from a file', () => {
  test('that is shipped is in order', () => {
    for (const value of shippedTemplates()) expect(parseTemplate(value)).toMatchObject({ ok: true });
  });

  test.each([
    ['no object', 7, ''],
    ['a missing part', { ...template, name: undefined }, 'name'],
    ['an unknown part', { ...template, colour: 1 }, 'colour'],
    [
      'a name in one language',
      { ...template, stages: [{ key: 's', name: { da: 'x' }, color: 0 }] },
      'stages.0.name.en',
    ],
    [
      'a colour that there is not',
      { ...template, stages: [{ key: 's1', name: both('x'), color: 99 }] },
      'stages.0.color',
    ],
    ['a key used twice', { ...template, parties: [...template.parties, ...template.parties] }, 'parties'],
    [
      'a parent that comes later',
      { ...template, tasks: [{ key: 'x', parent: 'a', name: both('x') }, ...template.tasks] },
      'tasks.parent',
    ],
    [
      'a stage that is not there',
      { ...template, tasks: [{ key: 'x', stage: 's9', name: both('x') }], links: [], gates: [] },
      'tasks.stage',
    ],
    [
      'a responsible who is not there',
      { ...template, tasks: [{ key: 'x', responsible: 'q', name: both('x') }], links: [], gates: [] },
      'tasks.responsible',
    ],
    ['a link to nothing', { ...template, links: [{ from: 'a1', to: 'z', type: 'FS' }] }, 'links'],
    ['a gate at nothing', { ...template, gates: [{ key: 'g', name: both('g'), task: 'z', items: [] }] }, 'gates'],
  ])('with %s is refused and the place named', (_title, value, place) => {
    expect(parseTemplate(value)).toMatchObject({ ok: false, error: { id: 'template.invalid', params: { place } } });
  });
});
