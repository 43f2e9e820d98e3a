import { describe, expect, it } from 'vitest';
import { commandById } from '../../../src/commands/index.ts';
import type { CommandEnv } from '../../../src/model/command.ts';
import { assignmentLength, workOfLength } from '../../../src/model/contour.ts';
import { type Effort, withDuration, withPeople, withUnits, withWork } from '../../../src/model/effort.ts';
import { emptyRows } from '../../../src/model/plan.ts';
import { makeRow } from '../../../src/model/row.ts';
import { CONTOURS, type EntityName, type TaskType } from '../../../src/model/schema.ts';

const plan = (taskType: TaskType, days: number, effortDriven = false) => ({
  taskType,
  effortDriven,
  duration: { minutes: days * 480, unit: 'day', elapsed: false, estimated: false } as const,
});
const share = (id: string, units: number, work: number | null = null) => ({
  id,
  unitsPermille: units * 10,
  workMin: work === null ? null : work * 480,
  contour: 'flat' as const,
});
/** `5d a 50% 2.5d`: duration, then who with what units and how much work. */
const told = ({ durationMin, assigned }: Effort): string =>
  [
    `${durationMin / 480}d`,
    ...assigned.map(({ id, unitsPermille, workMin }) => `${id} ${unitsPermille / 10}% ${workMin / 480}d`),
  ].join(' ');

describe('duration, units and work', () => {
  it.each<[string, Effort, string]>([
    ['fixed units, half the units', withUnits(plan('fixedUnits', 4), [share('a', 100)], 'a', 500), '8d a 50% 4d'],
    ['fixed work, half the units', withUnits(plan('fixedWork', 4), [share('a', 100)], 'a', 500), '8d a 50% 4d'],
    ['fixed duration, half the units', withUnits(plan('fixedDuration', 4), [share('a', 100)], 'a', 500), '4d a 50% 2d'],
    ['fixed units, twice the work', withWork(plan('fixedUnits', 4), [share('a', 100)], 'a', 3840), '8d a 100% 8d'],
    ['fixed work, twice the work', withWork(plan('fixedWork', 4), [share('a', 100)], 'a', 3840), '8d a 100% 8d'],
    [
      'fixed duration, twice the work',
      withWork(plan('fixedDuration', 4), [share('a', 100)], 'a', 3840),
      '4d a 200% 8d',
    ],
    ['fixed units, half the duration', withDuration(plan('fixedUnits', 4), [share('a', 100)], 960), '2d a 100% 2d'],
    ['fixed work, half the duration', withDuration(plan('fixedWork', 4), [share('a', 100)], 960), '2d a 200% 4d'],
    [
      'fixed duration, half the duration',
      withDuration(plan('fixedDuration', 4), [share('a', 100)], 960),
      '2d a 100% 2d',
    ],
    [
      'the longest of several sets the duration',
      withWork(plan('fixedUnits', 4), [share('a', 100), share('b', 100)], 'a', 480),
      '4d a 100% 1d b 100% 4d',
    ],
    [
      'somebody comes, the work is shared',
      withPeople(plan('fixedUnits', 4, true), [share('a', 100)], [share('a', 100), share('b', 100)]),
      '2d a 100% 2d b 100% 2d',
    ],
    [
      'somebody comes half the time',
      withPeople(plan('fixedUnits', 3, true), [share('a', 100)], [share('a', 100), share('b', 50)]),
      '2d a 100% 2d b 50% 1d',
    ],
    [
      'somebody comes, the duration is fixed',
      withPeople(plan('fixedDuration', 4, true), [share('a', 100)], [share('a', 100), share('b', 100)]),
      '4d a 50% 2d b 50% 2d',
    ],
    [
      'somebody comes, effort drives nothing',
      withPeople(plan('fixedUnits', 4), [share('a', 100)], [share('a', 100), share('b', 100)]),
      '4d a 100% 4d b 100% 4d',
    ],
    [
      'fixed work is always driven by effort',
      withPeople(plan('fixedWork', 4), [share('a', 100)], [share('a', 100), share('b', 100)]),
      '2d a 100% 2d b 100% 2d',
    ],
    [
      'somebody goes',
      withPeople(plan('fixedUnits', 2, true), [share('a', 100, 2), share('b', 100, 2)], [share('a', 100, 2)]),
      '4d a 100% 4d',
    ],
    ['the first who comes', withPeople(plan('fixedUnits', 4, true), [], [share('a', 50)]), '4d a 50% 2d'],
    ['the last who goes', withPeople(plan('fixedUnits', 4, true), [share('a', 50)], []), '4d'],
  ])('%s', (_name, effort, wanted) => expect(told(effort)).toBe(wanted));

  it('a shape stretches an assignment, and work fits back into it', () => {
    const lengths = CONTOURS.map((contour) => assignmentLength(2400, 1000, contour));
    expect(lengths).toEqual([2400, 4000, 4000, 4800, 4800, 4800, 4800, 3429, null]);
    CONTOURS.forEach((contour, i) => {
      if (lengths[i] !== null) expect(Math.abs(workOfLength(lengths[i]!, 1000, contour) - 2400)).toBeLessThanOrEqual(1);
    });
    expect(assignmentLength(0, 1000, 'flat')).toBeNull();
    expect(assignmentLength(480, 0, 'flat')).toBeNull();
  });
});

describe('commands about assignments', () => {
  const board = () => {
    const rows = emptyRows();
    const place = (entity: EntityName, id: string, cells: Record<string, unknown>): void => {
      (rows[entity] as Map<string, unknown>).set(id, makeRow(entity, id, cells));
    };
    place('project', 'p', { datesAsRecorded: true });
    place('task', 't', { duration: plan('fixedUnits', 4).duration, effortDriven: true, remainingMin: 480 });
    place('party', 'x', { name: 'x' });
    place('party', 'y', { name: 'y' });
    place('assignment', 'a', { taskId: 't', partyId: 'x', workMin: 1920 });
    return { projectId: 'p', revision: 0, rows };
  };
  const env = { rowId: () => 'new' } as unknown as CommandEnv;
  const run = (id: string, input: unknown): string[] | string => {
    const result = commandById(id)!.run(board(), input as never, env);
    if (!result.ok) return result.error.id;
    return result.value.ops.map((op) =>
      op.kind === 'set' ? `${op.id} ${op.cell} ${JSON.stringify(op.value)}` : `${op.kind} ${op.id}`,
    );
  };
  const twoDays = 't duration {"minutes":960,"unit":"day","elapsed":false,"estimated":false}';

  it.each<[string, string, unknown, string[] | string]>([
    [
      'adds a person, who takes over half of the work',
      'assignment.add',
      { taskId: 't', partyId: 'y' },
      ['new taskId "t"', 'new partyId "y"', 'new workMin 960', twoDays, 't remainingMin null', 'a workMin 960'],
    ],
    ['refuses somebody twice', 'assignment.add', { taskId: 't', partyId: 'x' }, 'assignment.exists'],
    ['refuses nobody', 'assignment.add', { taskId: 't', partyId: 'z' }, 'row.unknown'],
    ['refuses no task', 'assignment.add', { taskId: 'u', partyId: 'x' }, 'task.unknown'],
    ['takes the last person away', 'assignment.delete', { ids: ['a'] }, ['delete a']],
    [
      'doubles units, which halves the duration',
      'assignment.setUnits',
      { id: 'a', unitsPermille: 2000 },
      [twoDays, 't remainingMin null', 'a unitsPermille 2000'],
    ],
    [
      'halves work, which halves the duration',
      'assignment.setWork',
      { id: 'a', workMin: 960 },
      [twoDays, 't remainingMin null', 'a workMin 960'],
    ],
    ['refuses an assignment that is gone', 'assignment.setWork', { id: 'b', workMin: 960 }, 'row.unknown'],
    [
      'halves the duration, which halves the work',
      'task.setDuration',
      { id: 't', duration: plan('fixedUnits', 2).duration },
      [twoDays, 'a workMin 960', 't remainingMin null'],
    ],
    ['has the plan recalculated', 'project.recalculate', {}, ['p datesAsRecorded false']],
  ])('%s', (_name, id, input, wanted) => expect(run(id, input)).toEqual(wanted));
});
