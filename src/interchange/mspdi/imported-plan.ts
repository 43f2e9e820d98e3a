import type { ImportNote } from '../../api.ts';
import type { Op } from '../../model/change.ts';

/** What the file itself says of a task that was taken: for comparing, never part of the plan. */
export interface FiledTask {
  readonly taskId: string;
  /** The number of the task in the file. */
  readonly uid: number | null;
  /** Dates that the other program had calculated; instants. */
  readonly startMin: number | null;
  readonly finishMin: number | null;
}

/** What a file came to: ops that make the plan, and what to tell the person. */
export interface ImportedPlan {
  readonly projectName: string;
  readonly ops: readonly Op[];
  readonly notes: readonly ImportNote[];
  /** Only where it was wanted. */
  readonly filed?: readonly FiledTask[];
}
