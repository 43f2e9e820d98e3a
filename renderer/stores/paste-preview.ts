import type { CallError } from '../../src/api.ts';
import type { PlanColumnId } from '../../src/reading/plan-columns.ts';

/** A cell with the text that it is to take; null clears it. */
export interface CellWrite {
  readonly taskId: string;
  readonly column: PlanColumnId;
  readonly text: string | null;
}

/** What a paste would do, for the person to see before it is done. */
export interface PastePreview {
  readonly taken: readonly CellWrite[];
  readonly refused: readonly { readonly write: CellWrite; readonly reason: Pick<CallError, 'id' | 'params'> }[];
  /** Pasted lines for which there is no row. */
  readonly beyond: number;
  /** Writes into the cells that can take it. */
  readonly carryOut: () => void;
  /** Makes new rows of what was pasted instead. */
  readonly asRows: () => void;
}
