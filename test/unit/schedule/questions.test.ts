import { describe, expect, it } from 'vitest';
import { differencesOf } from '../../../src/schedule/differences.ts';
import { driversOf } from '../../../src/schedule/drivers.ts';
import { effectOfDelay } from '../../../src/schedule/effect-of-delay.ts';
import { explain } from '../../../src/schedule/explanation.ts';
import { floatPaths } from '../../../src/schedule/float-paths.ts';
import { latestFor, latestIfMoved } from '../../../src/schedule/latest-for.ts';
import { openEnds } from '../../../src/schedule/open-ends.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { isoOfInstant } from '../../../src/time/day.ts';
import { at, type Board, edit, link, MONDAY, newBoard, put, task } from './board.ts';

const scheduled = (board: Board) => scheduleOf(board.plan);

describe('what sets a date', () => {
  const drivers = (board: Board, id: string): string[] => {
    const { calculated, links, outline, indexOf } = scheduled(board);
    return driversOf(calculated, indexOf(id)!).map(({ kind, link: k, holder }) =>
      k < 0 ? `${kind} ${outline.ids[holder]}` : `${links[k]!.id} ${outline.ids[holder]}`,
    );
  };

  it('is every link that asks for just that, and no other', () => {
    const board = newBoard();
    task(board, 'a', 2);
    task(board, 'b', 2);
    task(board, 'c', 1);
    task(board, 'd', 1);
    for (const id of ['a', 'b', 'c']) link(board, id, 'd');
    expect(drivers(board, 'd')).toEqual(['ad d', 'bd d']);
    expect(drivers(board, 'a')).toEqual(['project-start a']);
  });

  it('is a link into the summary above, too', () => {
    const board = newBoard();
    task(board, 'a', 2);
    task(board, 's', 1);
    task(board, 't', 1, { place: { parent: 's', order: 'a' } });
    link(board, 'a', 's');
    expect(drivers(board, 't')).toEqual(['as s']);
    expect(drivers(board, 's')).toEqual(['summary-start t']);
  });

  it.each([
    ['constraint', { constraint: { type: 'SNET', atMin: at(3, 8) } }],
    ['constraint', { constraint: { type: 'MSO', atMin: at(3, 8) } }],
    ['manual', { mode: 'manual', manualDates: { startMin: at(3, 8), finishMin: null } }],
    ['actual', { actual: { startMin: at(3, 8), finishMin: null } }],
    ['levelling', { levelingDelayMin: 1440 }],
    ['late', { constraint: { type: 'ALAP', atMin: null } }],
  ] as const)('is %s', (kind, cells) => {
    const board = newBoard();
    task(board, 'a', 1, cells);
    task(board, 'b', 9);
    expect(drivers(board, 'a')).toEqual([`${kind} a`]);
  });

  it('is the date of a summary above', () => {
    const board = newBoard();
    task(board, 's', 1, { constraint: { type: 'SNET', atMin: at(2, 8) } });
    task(board, 't', 1, { place: { parent: 's', order: 'a' } });
    expect(drivers(board, 't')).toEqual(['constraint s']);
    task(board, 't', 1, { place: { parent: 's', order: 'a' }, levelingDelayMin: 1440 });
    expect(drivers(board, 't')).toEqual(['constraint s', 'levelling t']);
  });

  it('is a date and the levelling that puts the task off beyond it, but for a date that stands above levelling', () => {
    const board = newBoard();
    task(board, 'a', 1, { constraint: { type: 'SNET', atMin: at(3, 8) }, levelingDelayMin: 1440 });
    task(board, 'b', 1, { constraint: { type: 'MSO', atMin: at(3, 8) }, levelingDelayMin: 1440 });
    expect(drivers(board, 'a')).toEqual(['constraint a', 'levelling a']);
    expect(drivers(board, 'b')).toEqual(['constraint b']);
    const { reasons } = explain(scheduled(board), 'a', 'start', 5);
    expect(reasons.map(({ kind }) => kind)).toEqual(['constraint', 'levelling']);
  });

  it('is the status date', () => {
    const board = newBoard({ statusMin: at(2, 8), rescheduleAfterStatus: true });
    task(board, 'a', 1);
    expect(drivers(board, 'a')).toEqual(['status-date a']);
  });
});

describe('float paths', () => {
  it('are the driving chain first, then the others by their float', () => {
    const board = newBoard();
    task(board, 'a', 2);
    task(board, 'b', 2);
    task(board, 'c', 1);
    task(board, 'd', 3);
    task(board, 'e', 1);
    link(board, 'a', 'b');
    link(board, 'b', 'e');
    link(board, 'c', 'e');
    link(board, 'd', 'e');
    const { calculated, outline, indexOf } = scheduled(board);
    const paths = floatPaths(calculated, indexOf('e')!, 9).map(({ tasks, floatMin }) => [
      tasks.map((i) => outline.ids[i]).join(''),
      floatMin / 480,
    ]);
    expect(paths).toEqual([
      ['abe', 0],
      ['d', 1],
      ['c', 3],
    ]);
    expect(floatPaths(calculated, indexOf('e')!, 1)).toHaveLength(1);
  });
});

describe('from a required date backwards', () => {
  const board = newBoard();
  task(board, 'a', 2);
  task(board, 'b', 2);
  task(board, 'c', 1);
  task(board, 'z', 9, { deadlineMin: at(0, 9) });
  link(board, 'a', 'b');
  link(board, 'b', 'c');
  link(board, 'b', 'z');
  const shown = (goal: number) => {
    const found = latestFor(scheduled(board), { taskId: 'c', atMin: goal }, at(0, 8))!;
    return {
      ...found,
      tasks: found.tasks.map((t) => [t.taskId, isoOfInstant(t.latestStartMin), t.slackMin / 480, t.fromNowMin / 480]),
      first: found.first?.taskId,
    };
  };

  it('gives the latest dates of all that comes before, the slack and what must happen first', () => {
    // Ten working days from Monday 22 March; other tasks and their deadlines do not count.
    expect(shown(at(11, 17))).toEqual({
      tasks: [
        ['a', '2027-03-29T08:00', 5, 5],
        ['b', '2027-03-31T08:00', 5, 7],
        ['c', '2027-04-02T08:00', 5, 9],
      ],
      first: 'a',
      holds: true,
    });
  });

  it('says when it is too late', () => {
    expect(shown(at(3, 17))).toMatchObject({
      holds: false,
      first: 'a',
      tasks: [['a', '2027-03-19T08:00', -1, -1], {}, {}],
    });
  });

  it('compares with the goal some weeks later', () => {
    const moved = latestIfMoved(scheduled(board), { taskId: 'c', atMin: at(3, 17) }, 1, at(0, 8))!;
    expect([moved.before.holds, moved.after.holds]).toEqual([false, true]);
    expect(moved.after.first!.latestStartMin - moved.before.first!.latestStartMin).toBe(7 * 1440);
    expect(latestFor(scheduled(board), { taskId: 'nobody', atMin: 0 }, 0)).toBeNull();
  });

  it('looks through summaries both ways', () => {
    const deep = newBoard();
    task(deep, 'a', 1);
    task(deep, 's', 1);
    task(deep, 't', 1, { place: { parent: 's', order: 'a' } });
    task(deep, 'u', 2, { place: { parent: 's', order: 'b' } });
    task(deep, 'z', 1);
    link(deep, 'a', 's');
    link(deep, 's', 'z');
    const found = latestFor(scheduled(deep), { taskId: 'z', atMin: at(4, 17) }, at(0, 8))!;
    expect(found.tasks.map((one) => one.taskId)).toEqual(['a', 'u', 't', 'z']);
    const below = latestFor(scheduled(deep), { taskId: 't', atMin: at(4, 17) }, at(0, 8))!;
    expect(below.tasks.map((one) => one.taskId)).toEqual(['a', 't']);
  });
});

describe('what a delay moves', () => {
  it('are the task, those after it and their summaries, and nothing with room', () => {
    const board = newBoard();
    task(board, 'a', 1);
    task(board, 'b', 1);
    task(board, 'c', 1, { constraint: { type: 'SNET', atMin: at(8, 8) } });
    link(board, 'a', 'b');
    link(board, 'b', 'c');
    expect(effectOfDelay(scheduled(board), 'a', 1440)).toEqual([
      { taskId: 'a', startByMin: 1440, finishByMin: 1440 },
      { taskId: 'b', startByMin: 1440, finishByMin: 1440 },
    ]);
    expect(effectOfDelay(scheduled(board), 'nobody', 1440)).toEqual([]);
  });
});

describe('loose ends', () => {
  it('are starts and finishes that no link holds, of tasks that have links', () => {
    const board = newBoard();
    task(board, 'a', 2);
    task(board, 'b', 2);
    task(board, 'c', 2);
    task(board, 'd', 2);
    link(board, 'a', 'b', { type: 'SS' });
    link(board, 'b', 'c', { type: 'FF' });
    const { outline } = scheduled(board);
    expect(openEnds(scheduled(board)).map(({ id, task: i }) => `${outline.ids[i]} ${id}`)).toEqual([
      'a schedule.dangling-finish',
      'c schedule.dangling-start',
    ]);
  });
});

describe('people', () => {
  const withPerson = (): Board => {
    const board = newBoard();
    put(board, 'calendar', 'hers', { week: board.rows.calendar.get('office')!.week });
    put(board, 'calendarException', 'off', { calendarId: 'hers', days: { fromDay: MONDAY + 1, toDay: MONDAY + 1 } });
    put(board, 'party', 'x', { name: 'x', calendarId: 'hers' });
    task(board, 'a', 2);
    put(board, 'assignment', 'ax', { taskId: 'a', partyId: 'x' });
    return board;
  };
  const finish = (board: Board): string => isoOfInstant(scheduled(board).datesOf('a')!.finishMin);

  it('move a task by their days off, unless it ignores them', () => {
    const board = withPerson();
    expect(finish(board)).toBe('2027-03-24T17:00');
    edit(board, 'task', 'a', { ignoreResourceCalendar: true });
    expect(finish(board)).toBe('2027-03-23T17:00');
  });

  it('work within the calendar of the task', () => {
    const board = withPerson();
    put(board, 'calendar', 'mornings', {
      week: board.rows.calendar.get('office')!.week.map((list) => list.slice(0, 1)),
    });
    edit(board, 'task', 'a', { calendarId: 'mornings' });
    expect(finish(board)).toBe('2027-03-26T12:00');
    expect(scheduled(board).workBetween('a', at(0, 8), at(2, 17))).toBe(480);
  });

  it('without a calendar, or gone, change nothing', () => {
    const board = withPerson();
    edit(board, 'party', 'x', { calendarId: null });
    expect(finish(board)).toBe('2027-03-23T17:00');
    board.rows.party.delete('x');
    board.plan.revision++;
    expect(finish(board)).toBe('2027-03-23T17:00');
  });

  it('each take as long as their work by their units', () => {
    const board = withPerson();
    put(board, 'party', 'y', { name: 'y', calendarId: 'office' });
    put(board, 'assignment', 'ay', { taskId: 'a', partyId: 'y', workMin: 960, unitsPermille: 500 });
    // Half of somebody needs four days for two days of work.
    expect(finish(board)).toBe('2027-03-25T17:00');
    edit(board, 'assignment', 'ay', { unitsPermille: 1000, contour: 'bell' });
    expect(finish(board)).toBe('2027-03-25T17:00');
    edit(board, 'assignment', 'ay', { contour: 'flat', delayMin: 480 });
    expect(finish(board)).toBe('2027-03-24T17:00');
  });
});

describe('calendars that build on others', () => {
  it('take over days off and, if they say so, the week; nearer days win', () => {
    const board = newBoard();
    put(board, 'calendar', 'hers', { baseId: 'office', weekFromBase: true });
    task(board, 'a', 2, { calendarId: 'hers' });
    const finish = (): string => isoOfInstant(scheduled(board).datesOf('a')!.finishMin);
    expect(finish()).toBe('2027-03-23T17:00');
    const tuesday = { fromDay: MONDAY + 1, toDay: MONDAY + 1 };
    put(board, 'calendarException', 'z', { calendarId: 'office', days: tuesday });
    expect(finish()).toBe('2027-03-24T17:00');
    put(board, 'calendarException', 'a', {
      calendarId: 'hers',
      days: tuesday,
      periods: [{ startMin: 480, endMin: 960 }],
    });
    expect(finish()).toBe('2027-03-23T16:00');
    put(board, 'workWeek', 'w', {
      calendarId: 'office',
      days: { fromDay: MONDAY, toDay: MONDAY + 6 },
      week: [[{ startMin: 480, endMin: 720 }], [], [], [], [], [], []],
      unsaid: 0b1111110,
    });
    expect(finish()).toBe('2027-03-24T12:00');
    edit(board, 'calendar', 'hers', { week: board.rows.calendar.get('office')!.week, weekFromBase: false });
    edit(board, 'calendar', 'office', { baseId: 'hers' });
    expect(finish()).toBe('2027-03-24T12:00');
  });
});

describe('recorded dates', () => {
  const recordedBoard = (): Board => {
    const board = newBoard({ datesAsRecorded: true });
    task(board, 'a', 1, { recorded: { startMin: at(1, 8), finishMin: at(1, 17) } });
    task(board, 'b', 1, { recorded: { startMin: at(2, 8), finishMin: at(2, 17) } });
    task(board, 'c', 1, { recorded: { startMin: at(0, 8), finishMin: at(0, 17) } });
    task(board, 'n', 1);
    link(board, 'a', 'b');
    return board;
  };

  it('are shown until the plan is recalculated, and told', () => {
    const board = recordedBoard();
    const { datesOf, result, calculated } = scheduled(board);
    expect([datesOf('a')!.startMin, datesOf('n')!.startMin]).toEqual([at(1, 8), at(0, 8)]);
    expect([result.projectFinish, calculated.projectFinish]).toEqual([at(2, 17), at(1, 17)]);
    expect(result.findings.map(({ id }) => id)).toEqual(['schedule.recorded-differs', 'schedule.recorded-differs']);
    edit(board, 'project', 'p', { datesAsRecorded: false });
    expect(scheduled(board).datesOf('a')!.startMin).toBe(at(0, 8));
    expect(scheduled(board).result.findings).toEqual([]);
  });

  it('are compared with the calculated ones, with the rule that moves each', () => {
    const board = recordedBoard();
    expect(differencesOf(board.plan, scheduled(board))).toEqual([
      {
        taskId: 'a',
        recorded: { startMin: at(1, 8), finishMin: at(1, 17) },
        calculated: { startMin: at(0, 8), finishMin: at(0, 17) },
        reason: 'project-start',
        predecessorId: null,
      },
      {
        taskId: 'b',
        recorded: { startMin: at(2, 8), finishMin: at(2, 17) },
        calculated: { startMin: at(1, 8), finishMin: at(1, 17) },
        reason: 'predecessor-moved',
        predecessorId: 'a',
      },
    ]);
  });

  it.each([
    ['constraint', { constraint: { type: 'SNET', atMin: at(3, 8) } }],
    ['levelling', { levelingDelayMin: 1440 }],
    ['manual', { mode: 'manual', manualDates: { startMin: at(3, 8), finishMin: at(3, 17) } }],
    ['actual', { actual: { startMin: at(3, 8), finishMin: null } }],
    ['late', { constraint: { type: 'ALAP', atMin: null } }],
  ] as const)('%s', (reason, cells) => {
    const board = newBoard();
    task(board, 'a', 1, { recorded: { startMin: at(0, 10), finishMin: at(0, 17) }, ...cells });
    task(board, 'z', 9);
    expect(differencesOf(board.plan, scheduled(board)).map((one) => one.reason)).toEqual([reason]);
  });

  it('duration, where only the finish moves', () => {
    const board = newBoard();
    task(board, 'a', 2, { recorded: { startMin: at(0, 8), finishMin: at(0, 17) } });
    expect(differencesOf(board.plan, scheduled(board)).map((one) => one.reason)).toEqual(['duration']);
  });
});
