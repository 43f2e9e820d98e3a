import type { Op } from '../model/change.ts';

export type { CellValue, Op } from '../model/change.ts';

/** Replica id -> highest sequence number seen. Nothing seen of a replica = no entry. */
export type VersionVector = Readonly<Record<string, number>>;

/** Position of a change set in the total order that every copy agrees on. */
export interface Stamp {
  readonly replica: string;
  readonly seq: number;
  readonly lamport: number;
}

/** A change set as far as the merge of single rows needs it: where it stands, and what its author had seen. */
export interface Act extends Stamp {
  /** What the author had seen before this one, own previous included. */
  readonly vector: VersionVector;
}

/** One user action in one space: immutable, numbered by its author, with what the author had seen. */
export interface ChangeSet extends Act {
  readonly space: string;
  /** One user action; shared by the change sets of several spaces. */
  readonly commandId: string;
  readonly command: string;
  /** For people only, never for ordering; so is `wallMs`. */
  readonly person: string;
  readonly wallMs: number;
  readonly schemaVersion: number;
  /** Declared by a change set that would mislead who takes only half of it: programs of a lower level let it wait. */
  readonly minReader?: number;
  /** Hash of the author's previous change set in this space; empty for the first. */
  readonly prevHash: string;
  readonly hash: string;
  readonly ops: readonly Op[];
}

/** Compares by UTF-16 code unit, the same on every machine and in every language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The total order: Lamport counter, then replica id, then sequence number. Never a wall clock. */
export const byTotalOrder = (a: Stamp, b: Stamp): number =>
  a.lamport - b.lamport || compareText(a.replica, b.replica) || a.seq - b.seq;

/** Name of one change set within its space. */
export const dotOf = (replica: string, seq: number): string => `${replica}:${seq}`;
