import { planOver } from '../../src/api.ts';
import { type MutableRows, type Plan, patchRows, type RowChange } from '../../src/model/plan.ts';

interface OpenPlan {
  readonly rows: MutableRows;
  plan: Plan;
}

/** The plans that windows have open, as the database has them. */
export class OpenPlans {
  readonly #open = new Map<string, OpenPlan>();
  /** Last revision of every plan that was ever open: windows must never see a number for two states. */
  readonly #revisions = new Map<string, number>();

  find(projectId: string): Plan | null {
    return this.#open.get(projectId)?.plan ?? null;
  }

  add(projectId: string, rows: MutableRows): Plan {
    const plan = planOver(projectId, this.#nextRevision(projectId), rows);
    this.#open.set(projectId, { rows, plan });
    return plan;
  }

  /** Carries committed changes into an open plan and gives its new revision; 0 if it is not open. */
  patch(projectId: string, changes: readonly RowChange[]): number {
    const open = this.#open.get(projectId);
    if (open === undefined) return 0;
    patchRows(open.rows, changes);
    open.plan = planOver(projectId, this.#nextRevision(projectId), open.rows);
    return open.plan.revision;
  }

  #nextRevision(projectId: string): number {
    const revision = (this.#revisions.get(projectId) ?? 0) + 1;
    this.#revisions.set(projectId, revision);
    return revision;
  }

  close(projectId: string): void {
    this.#open.delete(projectId);
  }

  closeAll(): void {
    this.#open.clear();
  }
}
