import type { Odds, OddsRun } from '../../src/model/odds-result.ts';
import { ok, type Result } from '../../src/result.ts';
import { oddsOf } from '../../src/schedule/odds/odds.ts';
import { planOfCopy, type RowsByEntity } from './plan-copy.ts';

/** What the worker is told. */
export interface SimulateInput {
  readonly projectId: string;
  readonly rows: RowsByEntity;
  readonly run: OddsRun;
  readonly targetIds: readonly string[] | null;
}

/** The worker's job: the odds of a copy of a plan. */
export const simulatePlan = async (
  { projectId, rows, run, targetIds }: SimulateInput,
  progress: (done: number, total: number) => void,
): Promise<Result<Odds, never>> => ok(oddsOf(planOfCopy(projectId, rows), run, targetIds, progress));
