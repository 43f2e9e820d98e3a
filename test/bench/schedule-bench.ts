import { calculate } from '../../src/schedule/calculate.ts';
import { buildNetwork } from '../../src/schedule/network.ts';
import { blankInput, CONSTRAINT_CODES, LINK_CODES, type NetworkInput } from '../../src/schedule/network-input.ts';
import {
  compileCalendar,
  DANISH_CALENDAR,
  ROUND_THE_CLOCK_CALENDAR,
  STANDARD_CALENDAR,
} from '../../src/time/calendar.ts';
import { dayNumberOf } from '../../src/time/day.ts';
import { timed } from './figures.ts';

/** Times of one size in milliseconds. */
export interface ScheduleTiming {
  readonly links: number;
  /** Building the network and calculating it. */
  readonly times: readonly number[];
  /** Calculating again on the network already built: what an edit of a date or duration costs. */
  readonly againTimes: readonly number[];
  /** Forward and backward over typed arrays without calendars: what no engine can go below. */
  readonly bareTimes: readonly number[];
}

const START = dayNumberOf(2027, 1, 4);

/** A plan as people make them: summaries of ten, each task after one or two earlier ones, three calendars, some constraints. */
export function benchInput(size: number): NetworkInput {
  let state = 42;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  const isLeaf = (i: number): boolean => i % 10 !== 0;
  const ends: [number, number][] = [];
  for (let i = 2; i < size; i++) {
    if (!isLeaf(i)) continue;
    for (let k = i % 3 === 0 ? 1 : 2; k > 0; k--) {
      const near = i - 1 - random(Math.min(i - 1, 200));
      ends.push([isLeaf(near) ? near : near + 1 < i ? near + 1 : near - 1, i]);
    }
  }
  const calendars = [STANDARD_CALENDAR, DANISH_CALENDAR, ROUND_THE_CLOCK_CALENDAR].map((definition) =>
    compileCalendar(definition, START - 366, START + 3660),
  );
  const input = blankInput(size, ends.length, {
    calendars,
    projectCalendar: 0,
    projectStart: START * 1440 + 480,
    honourConstraints: true,
  });
  for (let i = 0; i < size; i++) {
    if (!isLeaf(i)) continue;
    input.parent[i] = i - (i % 10);
    input.durationMin[i] = 60 * (1 + random(40));
    input.calendarOf[i] = i % 7 === 0 ? 1 : i % 31 === 0 ? 2 : -1;
    if (i % 25 === 1) {
      input.constraintType[i] = CONSTRAINT_CODES.SNET;
      input.constraintAt[i] = (START + random(600)) * 1440 + 480;
    }
  }
  ends.forEach(([pred, succ], k) => {
    input.linkPred[k] = pred;
    input.linkSucc[k] = succ;
    input.linkType[k] = k % 10 === 0 ? LINK_CODES.SS : k % 17 === 0 ? LINK_CODES.FF : LINK_CODES.FS;
    input.lag[k] = k % 5 === 0 ? 480 : 0;
  });
  return input;
}

/** Forward and backward over the same links, every day a working day, tasks already in order; gives the finish. */
export function barePass(input: NetworkInput): number {
  const { size, linkPred, linkSucc, durationMin, lag } = input;
  const start = new Int32Array(size);
  const late = new Int32Array(size);
  let finish = 0;
  for (let k = 0; k < linkPred.length; k++) {
    const pred = linkPred[k]!;
    const asked = start[pred]! + durationMin[pred]! + lag[k]!;
    if (asked > start[linkSucc[k]!]!) start[linkSucc[k]!] = asked;
  }
  for (let i = 0; i < size; i++) finish = Math.max(finish, start[i]! + durationMin[i]!);
  late.fill(finish);
  for (let k = linkPred.length - 1; k >= 0; k--) {
    const succ = linkSucc[k]!;
    const allowed = late[succ]! - durationMin[succ]! - lag[k]!;
    if (allowed < late[linkPred[k]!]!) late[linkPred[k]!] = allowed;
  }
  return finish - late[0]!;
}

/** Runs of the engine and of the bare pass at one size, one after another in the same process. */
export async function scheduleBench(size: number, runs: number): Promise<ScheduleTiming> {
  const input = benchInput(size);
  const network = buildNetwork(input);
  return {
    links: input.linkPred.length,
    times: await timed(runs, () => calculate(buildNetwork(input), input)),
    againTimes: await timed(runs, () => calculate(network, input)),
    bareTimes: await timed(runs, () => barePass(input)),
  };
}
