import { err, ok, type Result } from '../result.ts';
import { type ChangeSet, compareText, dotOf, type VersionVector } from './change-set.ts';
import { FIRST_PREV_HASH } from './hash-chain.ts';
import { coversAll, missingRanges, type SeqRange, seqOf } from './version-vector.ts';

/**
 * Why a change set can never be taken: of another space; a vector or counter that no honest author writes; or a second
 * branch of a replica (another hash for a known number, or a chain that does not continue what is held).
 */
export interface Refusal {
  readonly id: 'sync.otherSpace' | 'sync.badVector' | 'sync.badLamport' | 'sync.fork';
  readonly params: { readonly replica: string; readonly seq: number };
}

/** A change set that waits, with the ones before it that are neither applied nor waiting here. */
export interface Parked {
  readonly changeSet: ChangeSet;
  readonly missing: readonly SeqRange[];
}

export type Offer =
  | { readonly status: 'known' }
  /** What the offered one still needs; some of it may be here, waiting as well (see `parked`). */
  | { readonly status: 'parked'; readonly missing: readonly SeqRange[] }
  /** In causal order: the offered one and those that had waited for it. */
  | { readonly status: 'ready'; readonly changeSets: readonly ChangeSet[]; readonly refused: readonly Refusal[] };

/** How far a counter may run ahead of all that is held: a poisoned one must not use up the numbers of all. */
export const MAX_LAMPORT_JUMP = 10_000_000;

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 1;

/** Lets change sets through in causal order; what comes too early waits, what comes twice is dropped. */
export class CausalGate {
  readonly space: string;
  readonly #held = new Map<string, ChangeSet[]>();
  readonly #vector: Record<string, number> = {};
  readonly #parked = new Map<string, ChangeSet>();
  /** By the one change set each waits for next, so that an arrival wakes only those it may free. */
  readonly #waiting = new Map<string, ChangeSet[]>();
  #lamport = 0;

  constructor(space: string) {
    this.space = space;
  }

  /** What has been let through; a copy. */
  get vector(): VersionVector {
    return { ...this.#vector };
  }

  /** Highest Lamport counter let through; the next local change set takes one more. */
  get lamport(): number {
    return this.#lamport;
  }

  /** What waits, and for what, by replica and number. */
  parked(): readonly Parked[] {
    const inOrder = [...this.#parked.values()].sort((a, b) => compareText(a.replica, b.replica) || a.seq - b.seq);
    const seqs = new Map<string, number[]>();
    for (const { replica, seq } of inOrder) seqs.get(replica)?.push(seq) ?? seqs.set(replica, [seq]);
    return inOrder.map((changeSet) => ({
      changeSet,
      missing: missingRanges(this.#vector, changeSet.vector).flatMap((range) =>
        without(range, seqs.get(range.replica) ?? []),
      ),
    }));
  }

  /** Takes one change set in; duplicates and arrivals in any order are harmless. */
  offer(changeSet: ChangeSet): Result<Offer, Refusal> {
    const fault = this.#faultAtSight(changeSet);
    if (fault !== null) return err(fault);
    const twin = this.#held.get(changeSet.replica)?.[changeSet.seq - 1] ?? this.#parkedTwin(changeSet);
    if (twin !== undefined) {
      return twin.hash === changeSet.hash ? ok({ status: 'known' }) : err(refusal('sync.fork', changeSet));
    }
    if (!this.#park(changeSet)) return ok({ status: 'parked', missing: missingRanges(this.#vector, changeSet.vector) });
    const { changeSets, refused } = this.#release(changeSet);
    if (changeSets.length === 0) return err(refused[0] as Refusal);
    return ok({ status: 'ready', changeSets, refused });
  }

  /** Names are made only where something waits: most change sets come when everything before them is here. */
  #parkedTwin({ replica, seq }: ChangeSet): ChangeSet | undefined {
    return this.#parked.size === 0 ? undefined : this.#parked.get(dotOf(replica, seq));
  }

  #release(first: ChangeSet): { readonly changeSets: readonly ChangeSet[]; readonly refused: readonly Refusal[] } {
    const changeSets: ChangeSet[] = [];
    const refused: Refusal[] = [];
    const queue = [first];
    for (let next = 0; next < queue.length; next++) {
      const changeSet = queue[next] as ChangeSet;
      if (this.#parked.size > 0) this.#parked.delete(dotOf(changeSet.replica, changeSet.seq));
      const fault = this.#faultWhenReady(changeSet);
      if (fault !== null) {
        refused.push(fault);
        continue;
      }
      this.#hold(changeSet);
      changeSets.push(changeSet);
      if (this.#waiting.size === 0) continue;
      const dot = dotOf(changeSet.replica, changeSet.seq);
      const woken = this.#waiting.get(dot) ?? [];
      this.#waiting.delete(dot);
      for (const waiter of woken) if (this.#park(waiter)) queue.push(waiter);
    }
    return { changeSets, refused };
  }

  #hold(changeSet: ChangeSet): void {
    const line = this.#held.get(changeSet.replica);
    if (line === undefined) this.#held.set(changeSet.replica, [changeSet]);
    else line.push(changeSet);
    this.#vector[changeSet.replica] = changeSet.seq;
    this.#lamport = Math.max(this.#lamport, changeSet.lamport);
  }

  /** True if nothing is missing; otherwise the change set now waits for the first thing it lacks. */
  #park(changeSet: ChangeSet): boolean {
    for (const replica in changeSet.vector) {
      const seq = changeSet.vector[replica] as number;
      if (seqOf(this.#vector, replica) >= seq) continue;
      const awaited = dotOf(replica, seq);
      const queue = this.#waiting.get(awaited);
      if (queue === undefined) this.#waiting.set(awaited, [changeSet]);
      else queue.push(changeSet);
      this.#parked.set(dotOf(changeSet.replica, changeSet.seq), changeSet);
      return false;
    }
    return true;
  }

  #faultAtSight(changeSet: ChangeSet): Refusal | null {
    if (changeSet.space !== this.space) return refusal('sync.otherSpace', changeSet);
    if (!isCount(changeSet.lamport)) return refusal('sync.badLamport', changeSet);
    const { seq, replica, vector } = changeSet;
    let isWellFormed = isCount(seq) && seqOf(vector, replica) === seq - 1;
    for (const other of Object.keys(vector)) isWellFormed &&= isCount(vector[other]!);
    return isWellFormed ? null : refusal('sync.badVector', changeSet);
  }

  /** What shows only beside the predecessors: a broken chain, forgotten knowledge, a counter that runs backwards. */
  #faultWhenReady(changeSet: ChangeSet): Refusal | null {
    const previous = this.#held.get(changeSet.replica)?.[changeSet.seq - 2];
    if (changeSet.prevHash !== (previous?.hash ?? FIRST_PREV_HASH)) return refusal('sync.fork', changeSet);
    if (previous !== undefined && !coversAll(changeSet.vector, previous.vector)) {
      return refusal('sync.badVector', changeSet);
    }
    if (changeSet.lamport > this.#lamport + MAX_LAMPORT_JUMP) return refusal('sync.badLamport', changeSet);
    for (const replica in changeSet.vector) {
      const seen = this.#held.get(replica)?.[(changeSet.vector[replica] as number) - 1];
      if (seen !== undefined && seen.lamport >= changeSet.lamport) return refusal('sync.badLamport', changeSet);
    }
    return null;
  }
}

const refusal = (id: Refusal['id'], changeSet: ChangeSet): Refusal => ({
  id,
  params: { replica: changeSet.replica, seq: changeSet.seq },
});

/** The range less the given numbers, which are ascending. */
function without(range: SeqRange, seqs: readonly number[]): SeqRange[] {
  const left: SeqRange[] = [];
  let fromSeq = range.fromSeq;
  for (const seq of seqs) {
    if (seq < fromSeq || seq > range.toSeq) continue;
    if (fromSeq < seq) left.push({ ...range, fromSeq, toSeq: seq - 1 });
    fromSeq = seq + 1;
  }
  if (fromSeq <= range.toSeq) left.push({ ...range, fromSeq });
  return left;
}
