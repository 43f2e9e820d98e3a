import type { OddsRun } from '../../model/odds-result.ts';
import { MAX_DURATION_MIN } from '../../model/schema.ts';
import { NO_TIME, workBetween } from '../../time/calendar.ts';
import { backwardPass } from '../backward-pass.ts';
import { forwardPass, isAsLateAsPossible } from '../forward-pass.ts';
import { calendarFor, createWorkspace, given, isDone, prepare, type Workspace } from '../pass.ts';
import { markPlain } from '../plain-task.ts';
import { EDGE, STEPS_PER_DEVIATION, TABLE_LENGTH } from './distribution.ts';
import { createGenerator, type Generator } from './generator.ts';
import { movingSteps } from './moving-steps.ts';
import type { OddsInput, VaryingTask } from './odds-input.ts';

/** Iterations from one on up to but not another. */
export interface IterationRange {
  readonly from: number;
  readonly to: number;
}

/**
 * What a range of iterations gave, as counts and samples. All sums are of whole numbers, so that they come to the same in
 * whatever order and in however many parts they are added up.
 */
export interface OddsSamples extends IterationRange {
  /** Finish of the project in every iteration of the range, instants. */
  readonly finish: Int32Array;
  /** Finish of every target: those of target k from k times the length of the range on. */
  readonly targets: Int32Array;
  /** In how many of `countedCritical` iterations each task was critical. */
  readonly critical: Uint32Array;
  countedCritical: number;
  /**
   * Per varying task: sums over its normal scores (in units of 1 / SCORE_SCALE) that give the correlation of its length with
   * the finish, and the finish when it is short or long. Finishes count in minutes from the project's start.
   */
  readonly sumScore: Float64Array;
  readonly sumScoreSquare: Float64Array;
  readonly sumProduct: Float64Array;
  readonly shortSum: Float64Array;
  readonly shortCount: Uint32Array;
  readonly longSum: Float64Array;
  readonly longCount: Uint32Array;
}

export interface Simulation {
  readonly samples: OddsSamples;
  /** Carries out up to `count` more iterations of the range; gives how many of it are done. */
  readonly step: (count: number) => number;
}

/** A fifth of normal numbers lie below minus this, a fifth above it. */
const FIFTH = 0.8416212335729143;
/** Iterations that tell how often tasks are critical: enough for a percentage point or two, and the backward pass is half the time. */
const CRITICAL_SAMPLE = 1000;
/**
 * Normal scores are rounded to this part before they are summed. Finishes of 200 years times scores of 100,000 iterations
 * then stay below 2^53, up to where whole numbers are exact; the rounding moves no correlation by more than a millionth.
 */
export const SCORE_SCALE = 1024;

const blankSamples = (range: IterationRange, tasks: number, varying: number, targets: number): OddsSamples => {
  const count = range.to - range.from;
  return {
    ...range,
    finish: new Int32Array(count),
    targets: new Int32Array(count * targets),
    critical: new Uint32Array(tasks),
    countedCritical: 0,
    sumScore: new Float64Array(varying),
    sumScoreSquare: new Float64Array(varying),
    sumProduct: new Float64Array(varying),
    shortSum: new Float64Array(varying),
    shortCount: new Uint32Array(varying),
    longSum: new Float64Array(varying),
    longCount: new Uint32Array(varying),
  };
};

const SUMS = [
  'critical',
  'sumScore',
  'sumScoreSquare',
  'sumProduct',
  'shortSum',
  'shortCount',
  'longSum',
  'longCount',
] as const satisfies readonly (keyof OddsSamples)[];

/** The samples of ranges that follow each other without a gap, in any order, as those of the whole. */
export const joinSamples = (parts: readonly OddsSamples[]): OddsSamples => {
  if (parts.length === 1) return parts[0]!;
  const from = Math.min(...parts.map((part) => part.from));
  const to = Math.max(...parts.map((part) => part.to));
  const { critical, sumScore, targets, finish } = parts[0]!;
  const targetCount = targets.length / finish.length;
  const whole = blankSamples({ from, to }, critical.length, sumScore.length, targetCount);
  for (const part of parts) {
    const count = part.to - part.from;
    whole.finish.set(part.finish, part.from - from);
    for (let k = 0; k < targetCount; k++)
      whole.targets.set(part.targets.subarray(k * count, (k + 1) * count), k * (to - from) + part.from - from);
    whole.countedCritical += part.countedCritical;
    for (const name of SUMS) for (let i = 0; i < whole[name].length; i++) whole[name][i] += part[name][i]!;
  }
  return whole;
};

/** What is known of the varying tasks beforehand, one entry a task: numbers side by side are read without a detour. */
const varyingArrays = ({ input, varying }: OddsInput) => {
  const count = varying.length;
  const names = new Map<Float64Array, number>();
  for (const { quantile } of varying) if (!names.has(quantile.table)) names.set(quantile.table, names.size);
  const tables = new Float64Array(names.size * TABLE_LENGTH);
  for (const [table, number] of names) tables.set(table, number * TABLE_LENGTH);
  const whole = (value: (one: VaryingTask) => number): Int32Array => Int32Array.from(varying, value);
  return {
    count,
    tables,
    tableFrom: whole(({ quantile }) => names.get(quantile.table)! * TABLE_LENGTH),
    offset: Float64Array.from(varying, ({ quantile }) => quantile.offset),
    scale: Float64Array.from(varying, ({ quantile }) => quantile.scale),
    task: whole(({ task }) => task),
    group: whole(({ group }) => group),
    leastMin: whole(({ doneMin }) => Math.max(1, doneMin)),
    breaksMin: whole(({ task }) => input.breaks[task]!),
    baseMin: whole(({ task }) => input.durationMin[task]!),
    doneMin: whole(({ doneMin }) => doneMin),
    begun: whole(({ task }) => (given(input.actualStart[task]!) ? 1 : 0)),
  };
};

/** Draws a length for every task that varies and writes it where the passes read it. */
const lengthSetter = (odds: OddsInput, space: Workspace, run: OddsRun) => {
  const { input, groups } = odds;
  const { count, tables, tableFrom, offset, scale, task, group, leastMin, breaksMin, baseMin, doneMin, begun } =
    varyingArrays(odds);
  const generator: Generator = createGenerator();
  const factors = new Float64Array(groups.length);
  const normals = new Float64Array(count);
  const baseCrew = input.crewLength.slice();
  const { lengthMin } = space;
  const { crewFrom, crewLength, remaining } = input;
  const common = Math.sqrt(Math.min(100, Math.max(0, run.correlationPercent)) / 100);
  const own = Math.sqrt(1 - common * common);
  const set = (iteration: number): void => {
    generator.begin(run.seed, iteration);
    generator.normals(factors);
    generator.normals(normals);
    for (let k = 0; k < count; k++) {
      if (group[k]! >= 0) normals[k] = common * factors[group[k]!]! + own * normals[k]!;
      const place = (Math.min(EDGE, Math.max(-EDGE, normals[k]!)) + EDGE) * STEPS_PER_DEVIATION;
      const step = Math.floor(place);
      const low = tables[tableFrom[k]! + step]!;
      const value = low + (tables[tableFrom[k]! + step + 1]! - low) * (place - step);
      const drawn = Math.round(offset[k]! + scale[k]! * value);
      const minutes = Math.min(MAX_DURATION_MIN, Math.max(leastMin[k]!, drawn));
      const at = task[k]!;
      lengthMin[at] = minutes + breaksMin[k]!;
      // What is behind a task stays so, however long the rest takes.
      if (begun[k] === 1) remaining[at] = minutes - doneMin[k]!;
      for (let member = crewFrom[at]!; member < crewFrom[at + 1]!; member++)
        crewLength[member] = Math.round((baseCrew[member]! * minutes) / baseMin[k]!);
    }
  };
  return { set, normals };
};

/** Tasks by which the project's finish goes. */
const countedTasks = ({ network, inactive }: Workspace): Int32Array =>
  Int32Array.from(inactive.keys()).filter((i) => !network.isSummary[i] && !inactive[i]);

/** Finish of the last task that counts. */
const finishOf = (space: Workspace, counted: Int32Array): number => {
  let last = NO_TIME;
  for (let k = 0; k < counted.length; k++) {
    const finish = space.finish[counted[k]!]!;
    if (finish > last) last = finish;
  }
  return given(last) ? last : space.input.projectStart;
};

const countCritical = (space: Workspace, counts: Uint32Array): void => {
  const { network, inactive, earlyFinish, lateFinish, input } = space;
  for (let i = 0; i < network.size; i++) {
    if (network.isSummary[i] || inactive[i] || isDone(space, i)) continue;
    const slack = workBetween(calendarFor(space, i), earlyFinish[i]!, lateFinish[i]!);
    if (slack <= input.criticalSlack) counts[i] = counts[i]! + 1;
  }
};

const addToSums = (samples: OddsSamples, normals: Float64Array, later: number): void => {
  const { sumScore, sumScoreSquare, sumProduct, shortSum, shortCount, longSum, longCount } = samples;
  for (let k = 0; k < normals.length; k++) {
    const z = normals[k]!;
    const score = Math.round(z * SCORE_SCALE);
    sumScore[k]! += score;
    sumScoreSquare[k]! += score * score;
    sumProduct[k]! += score * later;
    if (z < -FIFTH) {
      shortSum[k]! += later;
      shortCount[k]!++;
    } else if (z > FIFTH) {
      longSum[k]! += later;
      longCount[k]!++;
    }
  }
};

const hasLateTasks = (space: Workspace): boolean => {
  for (let i = 0; i < space.network.size; i++) if (isAsLateAsPossible(space, i)) return true;
  return false;
};

/**
 * Calculates a plan over and over with lengths drawn anew (Monte Carlo), by the same rules as its schedule: network and
 * workspace are used again, so an iteration costs no memory. Progress counts; what is done already does not vary. Every
 * iteration has random numbers of its own, so that it gives the same whichever range it belongs to.
 */
export const createSimulation = (odds: OddsInput, run: OddsRun, range: IterationRange): Simulation => {
  const { input, network, varying, targets, requiredFinish } = odds;
  const count = range.to - range.from;
  const space = createWorkspace(network, input);
  prepare(space);
  markPlain(space);
  const lengths = lengthSetter(odds, space, run);
  const samples = blankSamples(range, network.size, varying.length, targets.length);
  const late = hasLateTasks(space);
  const every = Math.max(1, Math.floor(run.iterations / CRITICAL_SAMPLE));
  const steps = movingSteps(odds, space);
  const counted = countedTasks(space);
  let done = 0;
  const iterate = (at: number): void => {
    const iteration = range.from + at;
    lengths.set(iteration);
    space.found.length = 0;
    const isCounted = iteration % every === 0;
    // What never moves was placed by the first iteration, which goes through everything.
    forwardPass(space, false, late || isCounted || at === 0 ? network.order : steps);
    if (late || isCounted) {
      space.projectFinish = Math.max(requiredFinish, finishOf(space, counted));
      backwardPass(space);
      if (late) forwardPass(space, true);
    }
    if (isCounted) {
      countCritical(space, samples.critical);
      samples.countedCritical++;
    }
    const finish = finishOf(space, counted);
    samples.finish[at] = finish;
    for (let k = 0; k < targets.length; k++) samples.targets[k * count + at] = space.finish[targets[k]!]!;
    addToSums(samples, lengths.normals, finish - input.projectStart);
  };
  return {
    samples,
    step: (more) => {
      const end = Math.min(count, done + more);
      for (; done < end; done++) iterate(done);
      return done;
    },
  };
};
