import { planOver } from '../../src/api.ts';
import type { Past } from '../../src/model/command.ts';
import { readHeld } from '../../src/model/held-text.ts';
import type { HistoryPoint, RowDelta } from '../../src/model/history-result.ts';
import type { MutableRows, Plan, PlanRows } from '../../src/model/plan.ts';
import { ENTITY_NAMES, type EntityName } from '../../src/model/schema.ts';
import { atOnce, type Steps } from '../../src/steps.ts';
import type { VersionVector } from '../../src/sync/change-set.ts';
import { rowDeltasOf } from '../../src/sync/history/row-deltas.ts';
import { type CutLog, rowsAt } from '../../src/sync/history/rows-at.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { coversAll, mergeVectors } from '../../src/sync/version-vector.ts';
import type { SpaceHistory } from '../store/history-log.ts';
import type { Store } from '../store/store.ts';

interface Kept {
  readonly projectId: string;
  readonly vector: VersionVector;
  readonly plan: Plan;
}

/** What a point includes never changes, so its plan is kept for whoever asks again; the oldest goes. */
const MOST_KEPT = 4;
/** More than any command does to a plan in one change. */
const ALL_OPS = 1_000_000;

const sameVector = (a: VersionVector, b: VersionVector): boolean => coversAll(a, b) && coversAll(b, a);

/** What a change set and all that its author had seen include. */
const vectorWith = (past: SpaceHistory, number: number): VersionVector | null => {
  const line = past.find(number);
  if (line === null) return null;
  const { vector } = past.deed(line, []);
  return mergeVectors(vector, { [line.replica]: line.seq });
};

const copyOf = (rows: PlanRows): MutableRows =>
  Object.fromEntries(
    ENTITY_NAMES.map((name) => [name, new Map(rows[name] as Map<string, unknown>)]),
  ) as unknown as MutableRows;

/** What is there already, as work that is done. */
// biome-ignore lint/correctness/useYield: there is nothing to pause for
function* known<T>(value: T): Steps<T> {
  return value;
}

/** Plans as they were at points of their history. */
export class PastPlans {
  #kept: Kept[] = [];
  #store: Store | null = null;

  /** What a point includes, as a version vector; null where there is no such point. */
  vectorAt(store: Store, plan: Plan, point: HistoryPoint): VersionVector | null {
    const { projectId } = plan;
    const past = store.past(projectId);
    if (past === null) return null;
    const since = (number: number | null): VersionVector =>
      number === null ? store.vector(projectId) : past.vectorBefore(number);
    switch (point.kind) {
      case 'now':
        return store.vector(projectId);
      case 'time':
        return since(past.firstSince(point.atMs));
      case 'import': {
        const entry = store.findImport(point.importId);
        if (entry === null) return null;
        // What brought nothing new has no change set of its own, only a moment.
        return since(past.firstOfImport(point.importId) ?? past.firstSince(entry.atMs));
      }
      case 'change':
        return past.find(point.number) === null ? null : past.vectorBefore(point.number + 1);
      case 'version': {
        const row = plan.rows.planVersion.get(point.id);
        return row === undefined ? null : readHeld(row.held);
      }
      case 'baseline': {
        const first = plan.rows.baseline.has(point.id) ? past.firstOf('baseline', point.id) : null;
        return first === null ? null : vectorWith(past, first);
      }
    }
  }

  /**
   * Puts the plan at a point together; gives null where there is no such point, or not all of it is held here. What is held now
   * is taken at once, so that what changes during a pause is not in it.
   */
  planAt(store: Store, plan: Plan, point: HistoryPoint): Steps<Plan | null> {
    const vector = this.vectorAt(store, plan, point);
    if (vector === null) return known(null);
    const { projectId } = plan;
    const held = store.vector(projectId);
    if (sameVector(vector, held)) return known(planOver(projectId, plan.revision, copyOf(plan.rows)));
    // Another store may mean something else by the same numbers.
    if (this.#store !== store) this.#kept = [];
    this.#store = store;
    const kept = this.#kept.find((each) => each.projectId === projectId && sameVector(each.vector, vector));
    if (kept !== undefined) return known(kept.plan);
    const log = store.past(projectId)!.cutAt(vector, held);
    return log === null ? known(null) : this.#found(store, projectId, vector, copyOf(plan.rows), log);
  }

  *#found(store: Store, projectId: string, vector: VersionVector, rows: MutableRows, log: CutLog): Steps<Plan> {
    yield* rowsAt(rows, log, policy);
    const plan = planOver(projectId, 0, rows);
    if (this.#store === store) this.#kept = [...this.#kept, { projectId, vector, plan }].slice(-MOST_KEPT);
    return plan;
  }

  /** What commands may ask about the past of a plan. */
  pastOf(store: Store, plan: Plan): Past {
    const { projectId } = plan;
    return {
      heldAt: (point) => this.vectorAt(store, plan, point),
      rowsAt: (point) => atOnce(this.planAt(store, plan, point))?.rows ?? null,
      rowOf: (entity, id) => store.rowOf(projectId, entity, id),
      isKept: (taskId) => store.isKept(projectId, taskId),
      deletionOf: (entity, id) => deletionOf(store.past(projectId), entity, id),
    };
  }
}

const deletionOf = (past: SpaceHistory | null, entity: EntityName, id: string): readonly RowDelta[] | null => {
  const number = past?.lastDelete(entity, id) ?? null;
  const line = number === null ? null : past!.find(number);
  if (line === null) return null;
  return rowDeltasOf(past!.deed(line, past!.opsOf(line.number, 0, ALL_OPS, null)), past!.touches);
};
