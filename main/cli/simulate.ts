import { existsSync } from 'node:fs';
import type { DateOdds, Odds, OddsRun } from '../../src/model/odds-result.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ESTIMATE_SPREADS, type EstimateSpread } from '../../src/model/schema.ts';
import { ok, type Result } from '../../src/result.ts';
import { assuming, hasEstimates } from '../../src/schedule/odds/assumed.ts';
import { isoOfInstant } from '../../src/time/day.ts';
import { simulate as runSimulation } from '../jobs/simulate.ts';
import { openPlan } from './find-project.ts';
import { scheduledTasks } from './plan-text.ts';
import { readPlan } from './schedule.ts';
import type { Arguments } from './usage.ts';
import { done, type Failure, fault, type Verb, type VerbContext } from './verb.ts';
import { wholeOption } from './whole-option.ts';

const MOST_ITERATIONS = 100_000;
const MOST_SEED = 4_294_967_295;
/** Without a seed of one's own the figures are the same every time. */
const DEFAULTS = { iterations: 10_000, seed: 1, correlation: 50 };
const PERCENTS = [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95];
/** Lines for people name this many tasks. */
const MOST_LINES = 15;

const wantedRun = (args: Arguments): Result<OddsRun, Failure> => {
  const iterations = wholeOption(args, 'iterations', [1, MOST_ITERATIONS], DEFAULTS.iterations);
  if (!iterations.ok) return iterations;
  const seed = wholeOption(args, 'seed', [0, MOST_SEED], DEFAULTS.seed);
  if (!seed.ok) return seed;
  const correlation = wholeOption(args, 'correlation', [0, 100], DEFAULTS.correlation);
  if (!correlation.ok) return correlation;
  return ok({ iterations: iterations.value, seed: seed.value, correlationPercent: correlation.value });
};

/** The class that tasks without an estimate are taken to be of; in a plan that has none at all, medium. */
const wantedClass = ({ options }: Arguments, plan: Plan): Result<EstimateSpread | null, Failure> => {
  const { assume } = options;
  if (assume === undefined) return ok(hasEstimates(plan) ? null : 'medium');
  const spread = ESTIMATE_SPREADS.find((each) => each === assume);
  if (spread === undefined)
    return fault('usage.choice', { option: 'assume', value: assume, known: ESTIMATE_SPREADS.join(', ') });
  return ok(spread);
};

interface GivenPlan {
  readonly plan: Plan;
  /** The number that a task has in its file. */
  readonly uidOf: (taskId: string) => number | null;
}

/** A file where there is one of that name, else a project in the store. */
const givenPlan = async (wanted: string, context: VerbContext): Promise<Result<GivenPlan, Failure>> => {
  if (!existsSync(wanted)) {
    const opened = await openPlan(context, wanted);
    return opened.ok ? ok({ plan: opened.value, uidOf: () => null }) : opened;
  }
  const read = await readPlan(wanted, context);
  if (!read.ok) return read;
  const uids = new Map(read.value.filed.map(({ taskId, uid }) => [taskId, uid]));
  return ok({ plan: read.value.plan, uidOf: (taskId) => uids.get(taskId) ?? null });
};

const rounded = (share: number): number => Math.round(share * 1000) / 1000;
const roundedOrNull = (share: number | null): number | null => (share === null ? null : rounded(share));
const isoOrNothing = (instant: number | null): string | null => (instant === null ? null : isoOfInstant(instant));

const dateJson = ({ plannedMin, plannedShare, meanMin, percentiles }: DateOdds) => ({
  planned: isoOfInstant(plannedMin),
  plannedShare: rounded(plannedShare),
  mean: isoOfInstant(meanMin),
  percentiles: Object.fromEntries(PERCENTS.map((percent) => [`p${percent}`, isoOfInstant(percentiles[percent]!)])),
});

const jsonOf = (odds: Odds, assumed: EstimateSpread | null, { plan, uidOf }: GivenPlan) => {
  const named = new Map(scheduledTasks(plan).map(({ id, wbs, row }) => [id, { wbs, name: row.name }]));
  // What is read from a file has other ids every time, and the same numbers.
  const nameOf = (taskId: string) => {
    const uid = uidOf(taskId);
    return { ...(uid === null ? { id: taskId } : { uid }), ...named.get(taskId)! };
  };
  return {
    iterations: odds.iterations,
    seed: odds.seed,
    correlation: odds.correlationPercent,
    assumed,
    varyingTasks: odds.varyingCount,
    finish: dateJson(odds.finish),
    milestones: odds.targets.map((target) => ({
      ...nameOf(target.taskId),
      ...dateJson(target),
      deadline: isoOrNothing(target.deadlineMin),
      deadlineShare: roundedOrNull(target.deadlineShare),
    })),
    tasks: odds.tasks.map(({ taskId, criticalShare, correlation, shortMin, longMin }) => ({
      ...nameOf(taskId),
      criticality: rounded(criticalShare),
      correlation: roundedOrNull(correlation),
      finishWhenShort: isoOrNothing(shortMin),
      finishWhenLong: isoOrNothing(longMin),
    })),
  };
};

const day = (iso: string): string => iso.slice(0, 10);
const percentText = (share: number): string => `${Math.round(share * 100)} %`;

const linesOf = (json: ReturnType<typeof jsonOf>, { text }: VerbContext): string[] => {
  const line = (name: string, { planned, plannedShare, percentiles }: ReturnType<typeof dateJson>): string =>
    text('cli:simulate.date', {
      name,
      p10: day(percentiles.p10!),
      p50: day(percentiles.p50!),
      p90: day(percentiles.p90!),
      planned: day(planned),
      share: percentText(plannedShare),
    });
  const driving = json.tasks
    .filter(({ criticality }) => criticality > 0)
    .sort((a, b) => b.criticality - a.criticality)
    .slice(0, MOST_LINES);
  return [
    text('cli:simulate.run', { iterations: json.iterations, seed: json.seed, tasks: json.varyingTasks }),
    ...(json.assumed === null
      ? []
      : [text('cli:simulate.assumed', { spread: text(`fields:task.estimate.spread.${json.assumed}`) })]),
    line(text('cli:simulate.finish'), json.finish),
    ...json.milestones.map((milestone) => line(milestone.name, milestone)),
    ...driving.map(({ name, criticality }) => text('cli:simulate.task', { name, share: percentText(criticality) })),
  ];
};

const simulate: Verb = {
  name: 'simulate',
  usage: {
    positions: ['FILE|PROJECT'],
    options: { iterations: 'N', seed: 'N', correlation: '0..100', assume: ESTIMATE_SPREADS.join('|') },
    flags: [],
  },
  run: async (args, context) => {
    const run = wantedRun(args);
    if (!run.ok) return run;
    const found = await givenPlan(args.positions[0]!, context);
    if (!found.ok) return found;
    const assumed = wantedClass(args, found.value.plan);
    if (!assumed.ok) return assumed;
    const plan = assumed.value === null ? found.value.plan : assuming(found.value.plan, assumed.value);
    const odds = await runSimulation(context.workerFile('simulate-worker'), {
      plan,
      run: run.value,
      targetIds: null,
    });
    if (!odds.ok) return odds;
    const json = jsonOf(odds.value, assumed.value, found.value);
    return done(json, linesOf(json, context));
  },
};

/** Verbs that tell odds. */
export const simulateVerbs: readonly Verb[] = [simulate];
