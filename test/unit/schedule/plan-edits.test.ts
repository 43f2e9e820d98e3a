import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyRows } from '../../../src/model/plan.ts';
import { CONSTRAINT_TYPES, ENTITY_NAMES, LINK_TYPES } from '../../../src/model/schema.ts';
import { type PlanSchedule, scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { ROUND_THE_CLOCK_CALENDAR } from '../../../src/time/calendar.ts';
import { at, type Board, days, edit, link, MONDAY, newBoard, put, task } from './board.ts';

const TASKS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const PEOPLE = ['x', 'y'];

const someTask = fc.constantFrom(...TASKS);
const instant = fc
  .tuple(fc.integer({ min: -2, max: 15 }), fc.constantFrom(0, 8, 10, 12, 13, 17))
  .map(([d, h]) => at(d, h));

/** One edit of a plan, as a function that makes it. */
type Edit = { readonly what: string; readonly make: (board: Board) => void };
const named = (what: string, make: (board: Board) => void): Edit => ({ what, make });

const drawLink = fc
  .tuple(someTask, someTask, fc.constantFrom(...LINK_TYPES), fc.constantFrom(0, 0, 480, -240))
  .map(([a, b, type, amount]): Edit => {
    const [first, second] = a < b ? [a, b] : [b, a];
    return named(`link ${first}${second} ${type} ${amount}`, (board) => {
      if (first === second) return;
      if (board.rows.link.has(first + second)) board.rows.link.delete(first + second);
      else link(board, first, second, { type, lag: { amount, kind: 'working', unit: 'day' } });
      board.plan.revision++;
    });
  });

const cellEdits = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 2, 5).map((n) => ({ duration: days(n) })),
  fc.tuple(fc.constantFrom(...CONSTRAINT_TYPES), instant).map(([type, atMin]) => ({ constraint: { type, atMin } })),
  fc.constantFrom(0, 50, 100).map((percentComplete) => ({ percentComplete })),
  fc.option(instant).map((startMin) => ({ actual: { startMin, finishMin: null } })),
  fc.option(instant).map((startMin) => ({ manualDates: { startMin, finishMin: null } })),
  fc.constantFrom('auto' as const, 'manual' as const).map((mode) => ({ mode })),
  fc.constantFrom([], [{ workMin: 240, gapMin: 480 }]).map((splits) => ({ splits })),
  fc.constantFrom(null, 60, 480).map((remainingMin) => ({ remainingMin })),
  fc.constantFrom(0, 0, 1440).map((levelingDelayMin) => ({ levelingDelayMin })),
  fc.option(instant).map((deadlineMin) => ({ deadlineMin })),
  fc.boolean().map((inactive) => ({ inactive })),
  fc.constantFrom(null, 'office', 'night').map((calendarId) => ({ calendarId })),
  fc.boolean().map((ignoreResourceCalendar) => ({ ignoreResourceCalendar })),
);

const edits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 3, arbitrary: drawLink },
  {
    weight: 6,
    arbitrary: fc
      .tuple(someTask, cellEdits)
      .map(([id, cells]) => named(`${id} ${JSON.stringify(cells)}`, (board) => edit(board, 'task', id, cells))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(someTask, someTask).map(([a, b]) => {
      // Links run forwards in the alphabet and parents stand before their children, so nothing goes in circles by itself.
      const [first, second] = a < b ? [a, b] : [b, a];
      return named(`${second} below ${first}`, (board) => {
        const place = { parent: first === second ? null : first, order: second };
        edit(board, 'task', second, { place });
      });
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(someTask, fc.constantFrom(...PEOPLE), fc.constantFrom(null, 240, 960), fc.constantFrom(500, 1000))
      .map(([taskId, partyId, workMin, unitsPermille]) =>
        named(`${partyId} on ${taskId} ${workMin} ${unitsPermille}`, (board) => {
          if (board.rows.assignment.has(taskId + partyId)) board.rows.assignment.delete(taskId + partyId);
          else put(board, 'assignment', taskId + partyId, { taskId, partyId, workMin, unitsPermille });
          board.plan.revision++;
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('office', 'own'), fc.integer({ min: 0, max: 12 })).map(([calendarId, day]) =>
      named(`${calendarId} off ${day}`, (board) => {
        put(board, 'calendarException', `o${day}`, {
          calendarId,
          days: { fromDay: MONDAY + day, toDay: MONDAY + day },
        });
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        { honourConstraints: false },
        { honourConstraints: true },
        { splitInProgress: false },
        { rescheduleAfterStatus: true, statusMin: at(3, 8) },
        { rescheduleAfterStatus: false },
        { scheduleFrom: 'finish' as const, finishMin: at(18, 17) },
        { scheduleFrom: 'start' as const },
        { startMin: at(1, 8) },
      )
      .map((cells) => named(JSON.stringify(cells), (board) => edit(board, 'project', 'p', cells))),
  },
);

const firstBoard = (): Board => {
  const board = newBoard();
  put(board, 'calendar', 'night', { week: ROUND_THE_CLOCK_CALENDAR.week });
  put(board, 'calendar', 'own', { week: board.rows.calendar.get('office')!.week });
  put(board, 'party', 'x', { name: 'x', calendarId: 'own' });
  put(board, 'party', 'y', { name: 'y', calendarId: 'night' });
  for (const id of TASKS) task(board, id, 1);
  return board;
};

/** The same rows in a plan that nobody has seen. */
const fromNothing = ({ rows, plan }: Board): PlanSchedule => {
  const fresh = emptyRows();
  for (const entity of ENTITY_NAMES) {
    const copy = fresh[entity] as Map<string, unknown>;
    for (const [id, row] of rows[entity]) copy.set(id, row);
  }
  return scheduleOf({ projectId: plan.projectId, revision: 0, rows: fresh });
};

const figures = ({ calculated: r, freeSlackAt }: PlanSchedule) => ({
  dates: [r.start, r.finish, r.earlyStart, r.earlyFinish, r.lateStart, r.lateFinish].map((list) => [...list]),
  slack: [
    [...r.totalSlackMin],
    [...r.start.keys()].map(freeSlackAt),
    [...r.critical],
    [...r.percentComplete],
    [...r.drivingLink],
  ],
  findings: r.findings,
  project: [r.projectStart, r.projectFinish],
});

const shown = (list: Edit[]): Edit[] =>
  Object.assign(list, { [fc.toStringMethod]: () => list.map(({ what }) => what).join('\n') });

describe('a plan edited step by step', () => {
  it('is the same plan calculated from nothing, after each of more than 6,000 edits', () => {
    fc.assert(
      fc.property(fc.array(edits, { minLength: 30, maxLength: 40 }).map(shown), (list) => {
        const board = firstBoard();
        for (const { make } of list) {
          make(board);
          const [edited, fresh] = [figures(scheduleOf(board.plan)), figures(fromNothing(board))];
          // Thousands of figures are compared as one text, which is much quicker; only what differs is looked into.
          if (JSON.stringify(edited) !== JSON.stringify(fresh)) expect(edited).toEqual(fresh);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the passes', () => {
  const plain = fc.array(
    fc.oneof(
      { weight: 2, arbitrary: drawLink },
      {
        weight: 1,
        arbitrary: fc
          .tuple(someTask, fc.constantFrom(0, 0.5, 1, 2))
          .map(([id, n]) => named(`${id} ${n}d`, (board) => edit(board, 'task', id, { duration: days(n) }))),
      },
    ),
    { maxLength: 25 },
  );

  it('agree: nothing is early after it is late, and what a link asks for is met', () => {
    fc.assert(
      fc.property(plain.map(shown), (list) => {
        const board = firstBoard();
        for (const { make } of list) make(board);
        const { calculated: r, input, freeSlackAt } = scheduleOf(board.plan);
        for (let i = 0; i < input.size; i++) {
          // A finish may be shown where the next work begins, so what counts is that no work lies between.
          expect(r.totalSlackMin[i]).toBeGreaterThanOrEqual(0);
          expect(r.lateStart[i]).toBeGreaterThanOrEqual(r.earlyStart[i]!);
          expect(freeSlackAt(i)).toBeLessThanOrEqual(r.totalSlackMin[i]!);
        }
        for (let k = 0; k < input.linkPred.length; k++) {
          const [pred, succ] = [input.linkPred[k]!, input.linkSucc[k]!];
          // What asks for a finish may be held up by the project's start.
          if (input.lag[k] !== 0 || input.linkType[k]! > 1) continue;
          const from = input.linkType[k] === 0 ? r.finish[pred]! : r.start[pred]!;
          expect(r.start[succ]).toBeGreaterThanOrEqual(from);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('give a plan from its finish that begins as late as it may', () => {
    fc.assert(
      fc.property(plain.map(shown), (list) => {
        const board = firstBoard();
        for (const { make } of list) make(board);
        const forwards = scheduleOf(board.plan).calculated;
        const length = forwards.projectFinish;
        for (const id of TASKS) edit(board, 'task', id, { constraint: { type: 'ALAP', atMin: null } });
        edit(board, 'project', 'p', { scheduleFrom: 'finish', finishMin: length });
        const back = scheduleOf(board.plan).calculated;
        expect(back.projectFinish).toBeLessThanOrEqual(length);
        expect(back.projectStart).toBeGreaterThanOrEqual(Math.min(...forwards.start));
      }),
      { numRuns: 300 },
    );
  });
});
