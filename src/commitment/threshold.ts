import { derived, type Plan } from '../model/plan.ts';
import type { JoinThreshold } from '../model/row.ts';
import { instantOf } from '../time/day.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { type Answer, type Standing, standingOf, tallyOf } from './standing.ts';
import { type Condition, fewestToReach, isReached, measured, neededFor, rulesOf } from './threshold-rule.ts';

/** How far a condition is met, in municipalities or inhabitants. */
export interface ConditionState {
  readonly condition: Condition;
  readonly have: number;
  readonly need: number;
  readonly all: number;
  /** What is wanting; 0 when the condition is met. */
  readonly lacking: number;
  /** What there would be if everybody joined who still may. */
  readonly possible: number;
}

export interface ThresholdState {
  readonly threshold: JoinThreshold;
  readonly standing: Standing;
  /** One of these is enough; in each all must be met. */
  readonly alternatives: readonly (readonly ConditionState[])[];
  readonly isReached: boolean;
  /** Reached, or still within reach. */
  readonly isPossible: boolean;
  /** The fewest municipalities whose yes would be enough, the largest first; null where it is out of reach. */
  readonly smallest: readonly Answer[] | null;
  readonly forecast: Forecast;
}

const stateOf = (plan: Plan, threshold: JoinThreshold): ThresholdState | null => {
  const rule = rulesOf(plan).get(threshold.id);
  const standing = threshold.roundId === null ? undefined : standingOf(plan, threshold.roundId, threshold.moduleId);
  if (!rule || !standing) return null;
  const { all, joined } = standing;
  const open = standing.answers.filter((answer) => answer.isOpen).sort((a, b) => b.inhabitants - a.inhabitants);
  const coming = tallyOf(open);
  const fewest = fewestToReach(
    rule,
    joined,
    all,
    open.map(({ inhabitants }) => inhabitants),
  );
  return {
    threshold,
    standing,
    alternatives: rule.map((conditions) =>
      conditions.map((condition) => {
        const have = measured(condition, joined);
        const need = neededFor(condition, all);
        return {
          condition,
          have,
          need,
          all: measured(condition, all),
          lacking: Math.max(0, need - have),
          possible: have + measured(condition, coming),
        };
      }),
    ),
    isReached: isReached(rule, joined, all),
    isPossible: fewest !== null,
    smallest: fewest === null ? null : open.slice(0, fewest),
    forecast: forecastOf(plan, standing, rule),
  };
};

/** Every threshold that has a round and a rule, in an order that is the same everywhere; worked out once per revision. */
export const thresholdStates: (plan: Plan) => readonly ThresholdState[] = derived((plan) =>
  [...plan.rows.joinThreshold.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((threshold) => stateOf(plan, threshold))
    .filter((state): state is ThresholdState => state !== null),
);

/** The day before which the decision that waits for a threshold cannot be made; null where nothing says when. */
export const decidableDay = ({ forecast }: ThresholdState): number | null =>
  forecast.reachedDay ?? forecast.expectedDay ?? forecast.possibleDay;

/** Before which instant a gate's milestone cannot be, and the threshold that says so. */
export interface GateFloor {
  readonly atMin: number;
  readonly thresholdId: string;
}

/** What thresholds ask of the milestones of open gates, by task. A gate that is decided waits for nothing. */
export const gateFloors: (plan: Plan) => ReadonlyMap<string, GateFloor> = derived((plan) => {
  const floors = new Map<string, GateFloor>();
  if (plan.rows.joinThreshold.size === 0) return floors;
  for (const state of thresholdStates(plan)) {
    const gate = plan.rows.gate.get(state.threshold.gateId ?? '');
    const day = decidableDay(state);
    if (gate?.decision !== 'open' || gate.taskId === null || day === null) continue;
    const atMin = instantOf(day, 0);
    const known = floors.get(gate.taskId);
    if (!known || known.atMin < atMin) floors.set(gate.taskId, { atMin, thresholdId: state.threshold.id });
  }
  return floors;
});
