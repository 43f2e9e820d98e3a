import type { OddsRun } from '../../model/odds-result.ts';
import { NO_TIME, workBetween } from '../../time/calendar.ts';
import { backwardPass } from '../backward-pass.ts';
import { forwardPass, isAsLateAsPossible } from '../forward-pass.ts';
import { calendarFor, createWorkspace, given, isDone, prepare, type Workspace } from '../pass.ts';
import { createGenerator, type Generator } from './generator.ts';
import type { OddsInput } from './odds-input.ts';

/** What the iterations gave, as counts and samples. */
export interface OddsSamples {
  readonly iterations: number;
  /** Finish of the project in every iteration, instants. */
  readonly finish: Int32Array;
  /** Finish of every target: those of target k from k * iterations on. */
  readonly targets: Int32Array;
  /** In how many of `countedCritical` iterations each task was critical. */
  readonly critical: Uint32Array;
  countedCritical: number;
  /** Per varying task: sums that give the correlation of its length with the finish, and the finish when it is short or long. */
  readonly sumNormal: Float64Array;
  readonly sumNormalSquare: Float64Array;
  readonly sumProduct: Float64Array;
  readonly shortSum: Float64Array;
  readonly shortCount: Uint32Array;
  readonly longSum: Float64Array;
  readonly longCount: Uint32Array;
}

export interface Simulation {
  readonly samples: OddsSamples;
  /** Carries out up to `count` more iterations; gives how many are done. */
  readonly step: (count: number) => number;
}

/** A fifth of normal numbers lie below minus this, a fifth above it. */
const FIFTH = 0.8416212335729143;
/** Iterations that tell how often tasks are critical: enough for a percentage point or two, and the backward pass is half the time. */
const CRITICAL_SAMPLE = 1000;

const blankSamples = (iterations: number, tasks: number, varying: number, targets: number): OddsSamples => ({
  iterations,
  finish: new Int32Array(iterations),
  targets: new Int32Array(iterations * targets),
  critical: new Uint32Array(tasks),
  countedCritical: 0,
  sumNormal: new Float64Array(varying),
  sumNormalSquare: new Float64Array(varying),
  sumProduct: new Float64Array(varying),
  shortSum: new Float64Array(varying),
  shortCount: new Uint32Array(varying),
  longSum: new Float64Array(varying),
  longCount: new Uint32Array(varying),
});

/** Draws a length for every task that varies and writes it where the passes read it. */
const lengthSetter = ({ input, varying, groups }: OddsInput, space: Workspace, run: OddsRun) => {
  const generator: Generator = createGenerator();
  const factors = new Float64Array(groups.length);
  const normals = new Float64Array(varying.length);
  const baseMin = Float64Array.from(varying, ({ task }) => input.durationMin[task]!);
  const baseCrew = input.crewLength.slice();
  const common = Math.sqrt(Math.min(100, Math.max(0, run.correlationPercent)) / 100);
  const own = Math.sqrt(1 - common * common);
  const set = (iteration: number): void => {
    generator.begin(run.seed, iteration);
    for (let g = 0; g < factors.length; g++) factors[g] = generator.normal();
    for (let k = 0; k < varying.length; k++) {
      const { task, quantile, group, doneMin } = varying[k]!;
      const drawn = generator.normal();
      const z = group < 0 ? drawn : common * factors[group]! + own * drawn;
      normals[k] = z;
      const minutes = Math.max(1, doneMin, Math.round(quantile(z)));
      space.lengthMin[task] = minutes + input.breaks[task]!;
      // What is behind a task stays so, however long the rest takes.
      if (given(input.actualStart[task]!)) input.remaining[task] = minutes - doneMin;
      for (let at = input.crewFrom[task]!; at < input.crewFrom[task + 1]!; at++)
        input.crewLength[at] = Math.round((baseCrew[at]! * minutes) / baseMin[k]!);
    }
  };
  return { set, normals };
};

/** Finish of the last task that counts. */
const finishOf = (space: Workspace): number => {
  const { network, inactive, finish } = space;
  let last = NO_TIME;
  for (let i = 0; i < network.size; i++)
    if (!network.isSummary[i] && !inactive[i] && finish[i]! > last) last = finish[i]!;
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

const addToSums = (samples: OddsSamples, normals: Float64Array, finish: number, origin: number): void => {
  const later = finish - origin;
  for (let k = 0; k < normals.length; k++) {
    const z = normals[k]!;
    samples.sumNormal[k] = samples.sumNormal[k]! + z;
    samples.sumNormalSquare[k] = samples.sumNormalSquare[k]! + z * z;
    samples.sumProduct[k] = samples.sumProduct[k]! + z * later;
    if (z < -FIFTH) {
      samples.shortSum[k] = samples.shortSum[k]! + later;
      samples.shortCount[k] = samples.shortCount[k]! + 1;
    } else if (z > FIFTH) {
      samples.longSum[k] = samples.longSum[k]! + later;
      samples.longCount[k] = samples.longCount[k]! + 1;
    }
  }
};

const hasLateTasks = (space: Workspace): boolean => {
  for (let i = 0; i < space.network.size; i++) if (isAsLateAsPossible(space, i)) return true;
  return false;
};

/**
 * Calculates a plan over and over with lengths drawn anew (Monte Carlo), by the same rules as its schedule: network and
 * workspace are used again, so an iteration costs no memory. Progress counts; what is done already does not vary.
 */
export const createSimulation = (odds: OddsInput, run: OddsRun): Simulation => {
  const { input, network, varying, targets, requiredFinish } = odds;
  const { iterations } = run;
  const space = createWorkspace(network, input);
  prepare(space);
  const lengths = lengthSetter(odds, space, run);
  const samples = blankSamples(iterations, network.size, varying.length, targets.length);
  const late = hasLateTasks(space);
  const every = Math.max(1, Math.floor(iterations / CRITICAL_SAMPLE));
  let done = 0;
  const iterate = (iteration: number): void => {
    lengths.set(iteration);
    space.found.length = 0;
    forwardPass(space, false);
    const isCounted = iteration % every === 0;
    if (late || isCounted) {
      space.projectFinish = Math.max(requiredFinish, finishOf(space));
      backwardPass(space);
      if (late) forwardPass(space, true);
    }
    if (isCounted) {
      countCritical(space, samples.critical);
      samples.countedCritical++;
    }
    const finish = finishOf(space);
    samples.finish[iteration] = finish;
    for (let k = 0; k < targets.length; k++) samples.targets[k * iterations + iteration] = space.finish[targets[k]!]!;
    addToSums(samples, lengths.normals, finish, input.projectStart);
  };
  return {
    samples,
    step: (count) => {
      const end = Math.min(iterations, done + count);
      for (; done < end; done++) iterate(done);
      return done;
    },
  };
};
