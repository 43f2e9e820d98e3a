import type { Plan } from '../../src/model/plan.ts';

/** What a bare pass makes of a task. Minutes of work since the project's start, and instants in five-day weeks. */
export interface BareDates {
  readonly id: string;
  readonly start: number;
  readonly finish: number;
  readonly lateStart: number;
  readonly lateFinish: number;
}

const DAY_WORK = 480;
const WEEK_WORK = 5 * DAY_WORK;

/** The instant after so much work, in five days a week of eight hours each: the only calendar of a bare pass. */
const instantAfter = (originMin: number, workMin: number): number => {
  const weeks = Math.floor(workMin / WEEK_WORK);
  const rest = workMin - weeks * WEEK_WORK;
  const days = Math.floor(rest / DAY_WORK);
  return originMin + (weeks * 7 + days) * 1440 + (rest - days * DAY_WORK);
};

/**
 * The least that any scheduler over typed arrays must do, from plan objects to dates on objects: look up both ends of each
 * link, order the tasks (Kahn), go forwards and backwards. Every link is finish to start and has no lag, every week has
 * five days; no summaries, constraints, calendars, slack, criticality or findings.
 */
export const bareSchedule = ({ rows }: Plan, originMin: number): BareDates[] => {
  const size = rows.task.size;
  const links = rows.link.size;
  const position = new Map<string, number>();
  const durationMin = new Int32Array(size);
  for (const { id, duration } of rows.task.values()) {
    durationMin[position.size] = duration.minutes;
    position.set(id, position.size);
  }
  const pred = new Int32Array(links);
  const succ = new Int32Array(links);
  const outFrom = new Int32Array(size + 1);
  const waits = new Int32Array(size);
  let filled = 0;
  for (const { predecessorId, successorId } of rows.link.values()) {
    const from = position.get(predecessorId!)!;
    const to = position.get(successorId!)!;
    pred[filled] = from;
    succ[filled++] = to;
    outFrom[from + 1] = outFrom[from + 1]! + 1;
    waits[to] = waits[to]! + 1;
  }
  for (let i = 0; i < size; i++) outFrom[i + 1] = outFrom[i + 1]! + outFrom[i]!;
  const next = outFrom.slice();
  const out = new Int32Array(links);
  for (let k = 0; k < links; k++) {
    const from = pred[k]!;
    out[next[from]!] = succ[k]!;
    next[from] = next[from]! + 1;
  }
  const order = new Int32Array(size);
  let ordered = 0;
  for (let i = 0; i < size; i++) if (waits[i] === 0) order[ordered++] = i;
  const start = new Int32Array(size);
  let end = 0;
  for (let at = 0; at < ordered; at++) {
    const task = order[at]!;
    const finish = start[task]! + durationMin[task]!;
    if (finish > end) end = finish;
    for (let k = outFrom[task]!; k < outFrom[task + 1]!; k++) {
      const after = out[k]!;
      if (finish > start[after]!) start[after] = finish;
      waits[after] = waits[after]! - 1;
      if (waits[after] === 0) order[ordered++] = after;
    }
  }
  const late = new Int32Array(size).fill(end);
  for (let at = ordered - 1; at >= 0; at--) {
    const task = order[at]!;
    for (let k = outFrom[task]!; k < outFrom[task + 1]!; k++) {
      const after = out[k]!;
      const allowed = late[after]! - durationMin[after]!;
      if (allowed < late[task]!) late[task] = allowed;
    }
  }
  const dates: BareDates[] = [];
  let at = 0;
  for (const id of position.keys()) {
    const duration = durationMin[at]!;
    dates.push({
      id,
      start: instantAfter(originMin, start[at]!),
      finish: instantAfter(originMin, start[at]! + duration),
      lateStart: instantAfter(originMin, late[at]! - duration),
      lateFinish: instantAfter(originMin, late[at]!),
    });
    at++;
  }
  return dates;
};
