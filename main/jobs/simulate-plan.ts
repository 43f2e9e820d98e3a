import type { Odds, OddsRun } from '../../src/model/odds-result.ts';
import { ok, type Result } from '../../src/result.ts';
import { oddsFrom, samplesOf } from '../../src/schedule/odds/odds.ts';
import type { IterationRange, OddsSamples } from '../../src/schedule/odds/simulation.ts';
import { planOfCopy, type RowsByEntity } from './plan-copy.ts';

/** What a worker is told. */
export interface SimulateInput {
  readonly projectId: string;
  readonly rows: RowsByEntity;
  readonly run: OddsRun;
  readonly targetIds: readonly string[] | null;
  readonly range: IterationRange;
  /** Whether this worker makes the odds: it asks for the samples of the others when it has its own. */
  readonly gathers: boolean;
}

/** What a worker gives: the odds, or the samples of its range for the one that gathers. */
export type SimulateOutput = Odds | OddsSamples;

/** The worker's job: a share of the iterations of a copy of a plan, and of one worker the odds of them all. */
export const simulatePlan = async (
  { projectId, rows, run, targetIds, range, gathers }: SimulateInput,
  progress: (done: number, total: number) => void,
  ask: (question: unknown) => Promise<unknown>,
): Promise<Result<SimulateOutput, never>> => {
  const plan = planOfCopy(projectId, rows);
  const own = samplesOf(plan, run, targetIds, range, (done) => progress(done, range.to - range.from));
  if (!gathers) return ok(own);
  const others = (await ask('samples')) as readonly OddsSamples[];
  return ok(oddsFrom(plan, run, targetIds, [own, ...others]));
};
