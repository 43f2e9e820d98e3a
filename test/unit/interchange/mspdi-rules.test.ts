import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Task } from '../../../src/model/row.ts';
import { instantOfIso } from '../../../src/time/day.ts';
import { type ContentMap, projectXml, standardCalendar, task } from './mspdi-text.ts';
import { countingEnv, planFrom } from './plan-from.ts';

const at = (iso: string): number => {
  const instant = instantOfIso(iso);
  if (!instant.ok) throw new Error(iso);
  return instant.value;
};

/** The one task of a file that says these things of it. */
const oneTask = (more: ContentMap): { row: Task; notes: string[] } => {
  const { rows, plan } = planFrom(projectXml({}, [task(1, more)]));
  expect(rows.task).toHaveLength(1);
  return { row: rows.task[0]!, notes: plan.notes.filter(({ severity }) => severity !== 'taken').map(({ id }) => id) };
};

describe('a Danish plan', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../fixtures/import/dansk-plan.xml'), 'utf8');
  const { rows, note, plan } = planFrom(text);
  const named = (name: string) => rows.task.find((row) => row.name === name)!;

  it('takes the project', () => {
    expect(rows.project[0]).toMatchObject({
      name: 'Genudbud af fælles løsning',
      author: 'Åse Ærø Østergård',
      description: 'Opstart aftalt på møde i Århus.',
      startMin: at('2027-04-05T08:00'),
      statusMin: at('2027-05-01T17:00'),
      honourConstraints: true,
      workUnits: { minutesPerDay: 444, minutesPerWeek: 2220, daysPerMonth: 20 },
      calendarId: rows.calendar[0]!.id,
    });
  });

  it('takes tasks with outline, units and progress', () => {
    expect(rows.task.map(({ name }) => name)).toEqual([
      'Forberedelse',
      'Behovsafdækning',
      'Udbudsmateriale godkendt',
      'Ansøgningsfrist',
    ]);
    expect(named('Behovsafdækning')).toMatchObject({
      place: { parent: named('Forberedelse').id },
      duration: { minutes: 2220, unit: 'week', elapsed: false, estimated: false },
      percentComplete: 50,
      actual: { startMin: at('2027-04-05T08:00'), finishMin: null },
      responsibleId: rows.party.find(({ name }) => name === 'Åse Ærø Østergård')!.id,
    });
    expect(named('Udbudsmateriale godkendt')).toMatchObject({ kind: 'milestone', deadlineMin: at('2027-05-14T17:00') });
    expect(named('Ansøgningsfrist')).toMatchObject({
      duration: { minutes: 43_200, unit: 'day', elapsed: true },
      constraint: { type: 'SNET', atMin: at('2027-05-18T08:00') },
    });
  });

  it('takes lags in their units', () => {
    expect(rows.link.map(({ lag }) => lag)).toEqual([
      { amount: 4440, kind: 'working', unit: 'week' },
      { amount: 1440, kind: 'elapsed', unit: 'day' },
    ]);
  });

  it('takes notes, people and the baseline, and says what it leaves', () => {
    expect(rows.note.map(({ text: written }) => written)).toEqual(['Spørg de største kommuner først.\nHusk § 48 a.']);
    expect(rows.party.map(({ name, email, role }) => [name, email, role])).toEqual([
      ['Søren Sæby', 'soren@example.dk', 'Jura'],
      ['Åse Ærø Østergård', '', ''],
    ]);
    expect(rows.baseline.map(({ name }) => name)).toEqual(['Basisplan']);
    expect(rows.baselineTask).toHaveLength(1);
    expect(rows.assignment.map(({ taskId, partyId, unitsPermille }) => [taskId, partyId, unitsPermille])).toHaveLength(
      note('assignments')!.count,
    );
    expect(note('assignments')).toMatchObject({ severity: 'taken' });
    expect(note('material-resources')).toMatchObject({ severity: 'left-out', examples: ['Papir'] });
    expect(plan.notes.map(({ severity }) => severity)).toEqual(
      [...plan.notes.map(({ severity }) => severity)].sort(
        (a, b) => ['taken', 'changed', 'left-out'].indexOf(a) - ['taken', 'changed', 'left-out'].indexOf(b),
      ),
    );
  });

  it('takes the calendar with its days off and adds none', () => {
    expect(rows.calendar[0]).toMatchObject({ name: '37 timer', holidaySets: [] });
    expect(rows.calendar[0]!.week.map((day) => day.reduce((sum, p) => sum + p.endMin - p.startMin, 0))).toEqual([
      450, 450, 450, 450, 420, 0, 0,
    ]);
    expect(rows.calendarException.map(({ name, days }) => [name, days.fromDay! * 1440, days.toDay! * 1440])).toEqual([
      ['Grundlovsdag', at('2027-06-05'), at('2030-06-05')],
      ['Kristi himmelfartsdag', at('2027-05-06'), at('2027-05-06')],
    ]);
    expect(rows.calendarException[0]!.recurrence).toMatchObject({ pattern: 'yearlyDay', month: 6, day: 5 });
  });

  it('gives the same ops again', () => {
    expect(planFrom(text).plan).toEqual(plan);
  });
});

describe('durations', () => {
  it.each<[string, ContentMap, Partial<Task['duration']>, string[]]>([
    ['minutes', { Duration: 'PT0H30M0S', DurationFormat: 3 }, { minutes: 30, unit: 'min' }, []],
    ['elapsed hours', { Duration: 'PT5H0M0S', DurationFormat: 6 }, { minutes: 300, unit: 'hour', elapsed: true }, []],
    [
      'estimated weeks',
      { Duration: 'PT80H0M0S', DurationFormat: 41 },
      { minutes: 4800, unit: 'week', estimated: true },
      [],
    ],
    ['estimated by its own flag', { Estimated: 1 }, { estimated: true }, []],
    ['not estimated by its own flag', { DurationFormat: 39, Estimated: 0 }, { estimated: false }, []],
    [
      'elapsed months',
      { Duration: 'PT720H0M0S', DurationFormat: 12 },
      { minutes: 43_200, unit: 'month', elapsed: true },
      [],
    ],
    ['no unit', { DurationFormat: 53 }, { unit: 'day', estimated: true }, []],
    ['seconds are rounded', { Duration: 'PT1H0M30S' }, { minutes: 61 }, []],
    ['unreadable', { Duration: 'otte timer' }, { minutes: 480 }, ['values-unreadable', 'durations-missing']],
    ['negative', { Duration: '-PT8H0M0S' }, { minutes: 480 }, ['values-unreadable', 'durations-missing']],
    ['absurd', { Duration: 'PT99999999H0M0S' }, { minutes: 100_000_000 }, ['values-clamped']],
    [
      'beyond numbers',
      { Duration: `PT${'9'.repeat(30)}H0M0S` },
      { minutes: 480 },
      ['values-unreadable', 'durations-missing'],
    ],
  ])('%s', (_, more, duration, notes) => {
    const read = oneTask(more);
    expect(read.row.duration).toMatchObject(duration);
    expect(read.notes).toEqual(notes);
  });
});

describe('kinds, modes and dates', () => {
  const start = '2027-05-03T08:00:00';
  const finish = '2027-05-07T17:00:00';
  it.each<[string, ContentMap, Partial<Task>, string[]]>([
    ['milestone', { Milestone: 1, Duration: 'PT0H0M0S' }, { kind: 'milestone' }, []],
    ['milestone with duration', { Milestone: 1 }, { kind: 'task' }, ['milestones-with-duration']],
    ['no time but no milestone', { Duration: 'PT0H0M0S' }, { kind: 'task' }, []],
    ['inactive', { Active: 0 }, { inactive: true }, []],
    [
      'manual',
      { Manual: 1, ManualStart: start, ManualFinish: finish },
      { mode: 'manual', manualDates: { startMin: at(start), finishMin: at(finish) } },
      [],
    ],
    [
      'manual, dates only as calculated',
      { Manual: 1, Start: start, Finish: finish },
      { manualDates: { startMin: at(start), finishMin: at(finish) } },
      [],
    ],
    ['manual without dates', { Manual: 1 }, { mode: 'manual', manualDates: { startMin: null, finishMin: null } }, []],
    [
      'manual, reversed',
      { Manual: 1, ManualStart: finish, ManualFinish: start },
      { manualDates: { startMin: at(finish), finishMin: null } },
      ['dates-reversed'],
    ],
    [
      'not manual',
      { Start: start, Finish: finish },
      { mode: 'auto', manualDates: { startMin: null, finishMin: null } },
      ['dates-differ'],
    ],
    ['deadline', { Deadline: finish }, { deadlineMin: at(finish) }, []],
    ['a date that does not exist', { Deadline: '2027-02-30T08:00:00' }, { deadlineMin: null }, ['values-unreadable']],
    ['a date too late', { Deadline: '2999-02-03T08:00:00' }, { deadlineMin: null }, ['values-unreadable']],
    ['a date with a zone', { Deadline: `${finish}+02:00` }, { deadlineMin: at(finish) }, []],
    [
      'done',
      { PercentComplete: 100, ActualStart: start, ActualFinish: finish },
      { percentComplete: 100, actual: { startMin: at(start), finishMin: at(finish) } },
      [],
    ],
    ['more than done', { PercentComplete: 250 }, { percentComplete: 100 }, ['values-clamped']],
    ['less than nothing', { PercentComplete: -3 }, { percentComplete: 0 }, ['values-clamped']],
  ])('%s', (_, more, row, notes) => {
    const read = oneTask(more);
    expect(read.row).toMatchObject(row);
    expect(read.notes).toEqual(notes);
  });

  it.each([
    [0, 'ASAP', false],
    [1, 'ALAP', false],
    [2, 'MSO', true],
    [3, 'MFO', true],
    [4, 'SNET', true],
    [5, 'SNLT', true],
    [6, 'FNET', true],
    [7, 'FNLT', true],
  ])('constraint %s is %s', (ConstraintType, type, dated) => {
    expect(oneTask({ ConstraintType, ConstraintDate: start }).row.constraint).toEqual({
      type,
      atMin: dated ? at(start) : null,
    });
  });

  it.each<ContentMap>([{ ConstraintType: 4 }, { ConstraintType: 99, ConstraintDate: start }, { ConstraintType: -1 }])(
    'drops a constraint that says nothing: %o',
    (more) => {
      const read = oneTask(more);
      expect(read.row.constraint).toEqual({ type: 'ASAP', atMin: null });
      expect(read.notes).toEqual(['constraints-dropped']);
    },
  );
});

describe('the outline', () => {
  const outline = (levels: readonly (number | string)[]) => {
    const tasks = levels.map((level, i) =>
      task(i + 1, typeof level === 'number' ? { OutlineLevel: level } : { OutlineLevel: '', OutlineNumber: level }),
    );
    const { rows, note } = planFrom(projectXml({}, tasks));
    const nameOf = new Map(rows.task.map(({ id, name }) => [id, Number(name.slice('Opgave '.length))]));
    return {
      parents: rows.task.map(({ place }) => (place.parent === null ? 0 : nameOf.get(place.parent))),
      changed: note('outline-levels')?.count ?? 0,
      rows,
    };
  };

  it.each<[string, (number | string)[], number[], number]>([
    ['levels', [1, 2, 3, 2, 1, 2], [0, 1, 2, 1, 0, 5], 0],
    ['a level skipped', [1, 4, 4, 2], [0, 1, 1, 1], 2],
    ['levels below one', [1, 0, -5], [0, 0, 0], 2],
    ['begins deep', [3, 3, 1], [0, 0, 0], 2],
    ['by outline number', ['1', '1.1', '1.1.1', '2'], [0, 1, 2, 0], 0],
  ])('%s', (_, levels, parents, changed) => {
    expect(outline(levels)).toMatchObject({ parents, changed });
  });

  it('orders siblings as the file does', () => {
    const { rows } = outline([1, 2, 2, 2, ...Array.from({ length: 300 }, () => 1)]);
    for (const parent of new Set(rows.task.map(({ place }) => place.parent))) {
      const orders = rows.task.filter(({ place }) => place.parent === parent).map(({ place }) => place.order);
      expect([...orders].sort((a, b) => (a < b ? -1 : 1))).toEqual(orders);
      expect(new Set(orders).size).toBe(orders.length);
    }
  });

  it('takes an outline 5,000 deep', () => {
    const { parents } = outline(Array.from({ length: 5000 }, (_, i) => i + 1));
    expect(parents).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  });

  it('leaves out the line of the project, blank rows and tasks of others', () => {
    const { rows, note } = planFrom(
      projectXml({}, [
        task(0, { OutlineLevel: 0, Name: 'Hele projektet' }),
        task(1),
        { UID: 2, IsNull: 1 },
        task(3, { ExternalTask: 1 }),
        task(4, { IsSubproject: 1 }),
      ]),
    );
    expect(rows.task.map(({ name }) => name)).toEqual(['Opgave 1', 'Opgave 4']);
    expect(rows.project[0]!.name).toBe('Hele projektet');
    expect(note('blank-rows')?.count).toBe(1);
    expect(note('external-tasks')?.examples).toEqual(['Opgave 3']);
    expect(note('subprojects')?.examples).toEqual(['Opgave 4']);
  });
});

describe('links', () => {
  const link = (PredecessorUID: number, more: ContentMap = {}): ContentMap => ({ PredecessorUID, Type: 1, ...more });
  const linked = (...links: ContentMap[]) =>
    planFrom(projectXml({}, [task(1), task(2, { PredecessorLink: links }), task(3), task(4)]));

  it.each([
    [0, 'FF'],
    [1, 'FS'],
    [2, 'SF'],
    [3, 'SS'],
  ])('type %s is %s', (Type, type) => {
    expect(linked(link(1, { Type })).rows.link).toMatchObject([{ type }]);
  });

  it.each<[ContentMap, object, string | null]>([
    [{ LinkLag: 4800, LagFormat: 7 }, { amount: 480, kind: 'working', unit: 'day' }, null],
    [{ LinkLag: -24_000, LagFormat: 9 }, { amount: -2400, kind: 'working', unit: 'week' }, null],
    [{ LinkLag: 14_400, LagFormat: 8 }, { amount: 1440, kind: 'elapsed', unit: 'day' }, null],
    [{ LinkLag: 600, LagFormat: 37 }, { amount: 60, kind: 'working', unit: 'hour' }, null],
    [{ LinkLag: -75, LagFormat: 19 }, { amount: -75, kind: 'percent', unit: 'day' }, null],
    [{ LinkLag: 50, LagFormat: 20 }, { amount: 50, kind: 'percent', unit: 'day' }, 'lags-elapsed-percent'],
    [{ LinkLag: 4800 }, { amount: 480, kind: 'working', unit: 'day' }, null],
    [
      { LinkLag: 99_999_999_999_999, LagFormat: 7 },
      { amount: 100_000_000, kind: 'working', unit: 'day' },
      'values-clamped',
    ],
    [{ LinkLag: 'to dage', LagFormat: 7 }, { amount: 0, kind: 'working', unit: 'day' }, 'values-unreadable'],
  ])('lag %o', (more, lag, changed) => {
    const { rows, plan } = linked(link(1, more));
    expect(rows.link).toMatchObject([{ lag }]);
    expect(plan.notes.filter(({ severity }) => severity === 'changed').map(({ id }) => id)).toEqual(
      changed ? [changed] : [],
    );
  });

  it.each<[string, ContentMap[], number, string, string]>([
    ['to itself', [link(2)], 0, 'links-to-self', 'Opgave 2'],
    ['to nothing', [link(77)], 0, 'links-to-nothing', 'Opgave 2'],
    [
      'to another project',
      [link(1, { CrossProject: 1, CrossProjectName: 'C:\\andet.mpp\\7' })],
      0,
      'links-cross-project',
      'Opgave 2',
    ],
    ['twice', [link(1), link(1)], 1, 'links-twice', 'Opgave 1 → Opgave 2'],
    ['of an unknown type', [link(1, { Type: 9 })], 1, 'link-types', 'Opgave 1 → Opgave 2'],
  ])('%s', (_, links, kept, id, example) => {
    const { rows, note } = linked(...links);
    expect(rows.link).toHaveLength(kept);
    expect(note(id)).toMatchObject({ count: 1, examples: [example] });
  });

  it('keeps two links of different types between the same tasks', () => {
    expect(linked(link(1), link(1, { Type: 0 })).rows.link).toHaveLength(2);
  });

  it('leaves out of each circle the link that closes it', () => {
    const { rows, note } = planFrom(
      projectXml({}, [
        task(1, { PredecessorLink: link(3) }),
        task(2, { PredecessorLink: link(1) }),
        task(3, { PredecessorLink: link(2) }),
        task(4, { PredecessorLink: link(3) }),
      ]),
    );
    expect(rows.link).toHaveLength(3);
    expect(note('links-in-circle')).toMatchObject({ count: 1, examples: ['Opgave 2 → Opgave 3'] });
  });

  it('sees circles through summaries and links to the own summary', () => {
    const { rows, note } = planFrom(
      projectXml({}, [
        task(1),
        task(2, { OutlineLevel: 2, PredecessorLink: [link(1), link(3)] }),
        task(3, { PredecessorLink: link(1) }),
      ]),
    );
    expect(note('links-to-summary')).toMatchObject({ count: 1, examples: ['Opgave 1 → Opgave 2'] });
    expect(note('links-in-circle')).toMatchObject({ count: 1, examples: ['Opgave 1 → Opgave 3'] });
    expect(rows.link).toHaveLength(1);
  });

  it('gives links to a number that several tasks have to the first', () => {
    const { rows, note } = planFrom(
      projectXml({}, [task(1, { Name: 'A' }), task(1, { Name: 'B' }), task(2, { PredecessorLink: link(1) })]),
    );
    expect(rows.task).toHaveLength(3);
    expect(rows.link[0]!.predecessorId).toBe(rows.task[0]!.id);
    expect(note('duplicate-uids')).toMatchObject({ examples: ['B'] });
  });
});

describe('the project', () => {
  const project = (parts: ContentMap, more: ContentMap = {}) => planFrom(projectXml(parts, [task(1, more)]));

  it.each<[ContentMap, string]>([
    [{ Title: 'Titel' }, 'Titel'],
    [{ Name: 'Plan 2027.mpp' }, 'Plan 2027'],
    [{ Name: '' }, 'uden navn'],
    [{ Title: `${'å'.repeat(600)}` }, 'å'.repeat(500)],
  ])('name of %o', (parts, name) => expect(project(parts).rows.project[0]!.name).toBe(name));

  it('begins with the earliest task where it has no start', () => {
    const { rows, note } = project({ StartDate: '' }, { Start: '2027-05-03T09:00:00' });
    expect(rows.project[0]!.startMin).toBe(at('2027-05-03T09:00'));
    expect(note('project-start-missing')?.severity).toBe('changed');
    expect(
      planFrom(projectXml({ StartDate: '' }), countingEnv({ fallbackStartMin: 1440 })).rows.project[0]!.startMin,
    ).toBe(1440);
  });

  it('tells of a plan scheduled from its finish', () => {
    const { rows, note } = project({ ScheduleFromStart: 0, FinishDate: '2027-12-31T17:00:00' });
    expect(rows.project[0]!.scheduleFrom).toBe('finish');
    expect(note('scheduled-from-finish')?.examples).toEqual(['2027-12-31']);
  });

  it('bounds absurd units', () => {
    const { rows, note } = project({ MinutesPerDay: 0, MinutesPerWeek: -5, DaysPerMonth: 900 });
    expect(rows.project[0]!.workUnits).toEqual({ minutesPerDay: 1, minutesPerWeek: 1, daysPerMonth: 31 });
    expect(note('values-clamped')?.count).toBe(3);
  });

  it('finds a calendar where its own is missing', () => {
    const other = { ...standardCalendar(), UID: 9, Name: 'Nat' };
    const { rows, note } = project({ CalendarUID: 4, Calendars: { Calendar: other } }, { CalendarUID: 5 });
    expect(rows.project[0]!.calendarId).toBe(rows.calendar[0]!.id);
    expect(rows.task[0]!.calendarId).toBe(null);
    expect(note('project-calendar-missing')).toBeDefined();
    expect(note('task-calendar-missing')?.count).toBe(1);
    const none = project({ Calendars: '' });
    expect(none.rows.calendar).toMatchObject([{ name: 'Standard', holidaySets: [] }]);
    expect(none.rows.project[0]!.calendarId).toBe(none.rows.calendar[0]!.id);
  });
});

describe('texts', () => {
  it('cuts names between characters and puts them on one line', () => {
    const { row, notes } = oneTask({ Name: `to\nlinjer ${'🙂'.repeat(400)}` });
    expect(row.name.startsWith('to linjer 🙂')).toBe(true);
    expect(row.name.length).toBeLessThanOrEqual(500);
    expect(encodeURIComponent(row.name)).toContain('%F0%9F%99%82');
    expect(notes).toEqual(['names-cut']);
  });

  it('takes control characters out', () => {
    expect(oneTask({ Name: 'a\u0085b\u007fc' })).toMatchObject({ row: { name: 'abc' }, notes: ['characters-removed'] });
  });

  it('cuts notes of more than a million characters', () => {
    const { rows, note } = planFrom(projectXml({}, [task(1, { Notes: 'n'.repeat(1_200_000) })]));
    expect(rows.note[0]!.text).toHaveLength(1_000_000);
    expect(note('texts-cut')?.count).toBe(1);
  });

  it('counts what it does not take', () => {
    const { note } = planFrom(
      projectXml({}, [
        task(1, {
          WBS: 'A-7',
          OutlineNumber: '1',
          Priority: 900,
          Cost: 1200,
          LevelingDelay: 50,
          Hyperlink: 'https://example.dk',
          ExtendedAttribute: [{ FieldID: 1 }, { FieldID: 2 }],
          OutlineCode: { FieldID: 3 },
          TimephasedData: { Type: 1 },
        }),
      ]),
    );
    const left = ['wbs-codes', 'priorities', 'costs', 'hyperlinks', 'custom-fields', 'outline-codes', 'timephased'];
    expect(left.map((id) => note(id)?.count)).toEqual([1, 1, 1, 1, 2, 1, 1]);
    expect(left.every((id) => note(id)?.severity === 'left-out')).toBe(true);
  });
});
