/**
 * What taking in a file would do or has done (made by src/sync/exchange/dry-run.ts) and what is then left to decide (made by
 * src/sync/open-conflicts.ts), as windows and the command line tell it.
 */
import type { CellValue } from './change.ts';

/**
 * What people should look at: `value` different concurrent values of a cell; `edit-delete` edited here, deleted there;
 * `place` moved under two parents; `cycle` a move left out because of another; `kept-parent` deleted but something under
 * it lives; `link-cycle` a link left out because it closes a cycle; `duplicate` added by two people apart, under one name
 * in one place.
 */
export type ConflictKind = 'value' | 'edit-delete' | 'place' | 'cycle' | 'kept-parent' | 'link-cycle' | 'duplicate';

/** Why a change set waits: something before it is not here, it needs a newer program, or it is a second branch. */
export type WaitingReason = 'missing' | 'min-reader' | 'fork';

/** A run of change sets of one replica, both ends included. */
export interface SeqRange {
  readonly replica: string;
  readonly fromSeq: number;
  readonly toSeq: number;
}

export interface RowNote {
  readonly entity: string;
  readonly id: string;
  /** What people know the row by; of a link the names of its ends. */
  readonly label: string;
  /** Cells whose shown value changes. */
  readonly cells: readonly string[];
}

/** All rows of a kind counted, the first of them named. */
export interface RowNotes {
  readonly count: number;
  readonly rows: readonly RowNote[];
}

export interface ConflictNote {
  readonly id: string;
  readonly kind: ConflictKind;
  readonly entity: string;
  readonly rowId: string;
  readonly cell: string | null;
  readonly label: string;
}

/** One way out of a conflict, as the command `conflict.settle` takes it. */
export type Decision =
  | {
      readonly do: 'set';
      readonly entity: string;
      readonly id: string;
      readonly cell: string;
      readonly value: CellValue;
      /** That a conflict of the cell is settled; it is open again when this is taken back. */
      readonly settles?: 'value';
    }
  | {
      readonly do: 'keep';
      readonly entity: string;
      readonly id: string;
      /** That a row which was edited and deleted is settled; it is open again when this is taken back. */
      readonly settles?: 'edit-delete';
      /** What went with it when it was deleted, and comes back with it. */
      readonly rows?: readonly { readonly entity: string; readonly id: string }[];
      /** Cells that were emptied when it went, and the row that each pointed at. */
      readonly refs?: readonly {
        readonly entity: string;
        readonly id: string;
        readonly cell: string;
        readonly to: string;
      }[];
    }
  | { readonly do: 'delete'; readonly entity: string; readonly id: string; readonly settles?: 'edit-delete' }
  /** Keeps the first of two, which takes over what belongs to the other; or both, as two different things. */
  | { readonly do: 'one' | 'both'; readonly entity: string; readonly id: string; readonly otherId: string };

/** Who brought a value about, and when by their own clock; only for people. */
export interface ConflictAuthor {
  readonly person: string;
  readonly replica: string;
  readonly seq: number;
  readonly wallMs: number;
  /** Written by this copy. */
  readonly isMine: boolean;
}

/** One of the things that cannot all be so. */
export interface ConflictSide {
  readonly value: CellValue;
  /** Of an edit against a delete: the cells that were edited. */
  readonly cells: readonly string[];
  /** What the plan shows until somebody decides. */
  readonly isShown: boolean;
  readonly authors: readonly ConflictAuthor[];
  /** What makes this side the one that holds. */
  readonly decision: Decision;
}

/** Something that people have to decide, with all that they need to know for it. */
export interface OpenConflict extends ConflictNote {
  /** The task that it is about; null where it is about none. */
  readonly taskId: string | null;
  readonly taskLabel: string;
  /** What stood in the cell when all sides last agreed; null where nothing did. */
  readonly base: { readonly value: CellValue } | null;
  readonly isMine: boolean;
  readonly sides: readonly ConflictSide[];
}

export interface AuthorNote {
  readonly person: string;
  readonly replica: string;
  readonly changeSets: number;
  /** Wall clock of the author at the first and the last of them; only for people. */
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface WaitingNote {
  readonly replica: string;
  readonly seq: number;
  readonly person: string;
  readonly reason: WaitingReason;
  readonly missing: readonly SeqRange[];
}

/** What taking in change sets of one space would do. */
export interface SpacePreview {
  readonly id: string;
  readonly name: string;
  /** Nothing of it is held yet. */
  readonly isNew: boolean;
  readonly taken: number;
  readonly known: number;
  readonly authors: readonly AuthorNote[];
  readonly added: RowNotes;
  readonly changed: RowNotes;
  readonly moved: RowNotes;
  readonly deleted: RowNotes;
  readonly conflicts: readonly ConflictNote[];
  readonly waiting: readonly WaitingNote[];
  /** Change sets of a newer schema: kept, and shown as far as this program knows their cells. */
  readonly newer: number;
  readonly rowsBefore: number;
  /** Whether so much would go that a person has to say yes. */
  readonly asks: boolean;
}

/**
 * How sure it is who sent a file: signed with a key that is known here, with one that is new, with another one than the
 * same copy used before, or not signed.
 */
export type SenderTrust = 'known' | 'new' | 'changed' | 'unsigned';

/** What a file is for; see src/sync/exchange/envelope.ts. */
export const EXCHANGE_KINDS = ['full', 'delta', 'receipt', 'snapshot'] as const;
export type ExchangeKind = (typeof EXCHANGE_KINDS)[number];
