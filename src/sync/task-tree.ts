import { byTotalOrder, type CellValue, dotOf, type Stamp } from './change-set.ts';

/** Where a task stands: under which parent (null = top level) and by which order key among its siblings. */
export interface Place {
  readonly parent: string | null;
  readonly order: string;
}

/** Reads a value of the place cell; undefined if it is none, then it moves nothing. */
export function placeFrom(value: CellValue): Place | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { parent, order } = value as { readonly [k: string]: CellValue };
  if ((parent !== null && typeof parent !== 'string') || typeof order !== 'string') return undefined;
  return { parent, order };
}

interface Move extends Stamp {
  readonly id: string;
  readonly to: Place;
  /** Where the task stood before the move, for taking it back. */
  from: Place | undefined;
  skipped: boolean;
}

/** What a replay changed: ids whose place is another now, and ids of which a move was newly judged to close a cycle. */
export interface TreeChange {
  readonly moved: ReadonlySet<string>;
  readonly judged: ReadonlySet<string>;
}

/**
 * The tree of tasks: all moves of the log in total order, less those that would have made a task its own ancestor.
 * Moves later than all known ones are appended; for an older one the later ones are taken back and made again
 * (Kleppmann et al., A highly-available move operation for replicated trees, 2022).
 */
export class TaskTree {
  readonly #places = new Map<string, Place>();
  readonly #children = new Map<string, Set<string>>();
  readonly #moves: Move[] = [];
  readonly #skipped = new Set<string>();
  #pending: Move[] = [];

  /** Notes a move; it takes effect on the next `replay`. */
  add(changeSet: Stamp, id: string, to: Place): void {
    const { replica, seq, lamport } = changeSet;
    this.#pending.push({ replica, seq, lamport, id, to, from: undefined, skipped: false });
  }

  placeOf(id: string): Place | undefined {
    return this.#places.get(id);
  }

  childrenOf(id: string): Iterable<string> {
    return this.#children.get(id) ?? [];
  }

  /** Whether that change set's move of the task, the last where it has several, was left out because it closed a cycle. */
  isSkipped(id: string, by: Stamp): boolean {
    return this.#skipped.size > 0 && this.#skipped.has(moveKey(id, by));
  }

  /** Brings the tree up to date with the moves noted. Costs as much as there are moves later than the oldest of them. */
  replay(): TreeChange {
    const before = new Map<string, Place | undefined>();
    const judged = new Set<string>();
    if (this.#pending.length === 0) return { moved: new Set(), judged };
    // Sorting is stable, so moves of one change set keep their order.
    const pending = this.#pending.sort(byTotalOrder);
    this.#pending = [];
    const oldest = pending[0] as Move;
    const later: Move[] = [];
    for (
      let last = this.#moves.at(-1);
      last !== undefined && byTotalOrder(oldest, last) < 0;
      last = this.#moves.at(-1)
    ) {
      later.push(last);
      this.#moves.pop();
      if (!before.has(last.id)) before.set(last.id, this.#places.get(last.id));
      this.#takeBack(last, judged);
    }
    for (const move of later.length === 0 ? pending : [...later.reverse(), ...pending].sort(byTotalOrder)) {
      if (!before.has(move.id)) before.set(move.id, this.#places.get(move.id));
      this.#make(move, judged);
    }
    const moved = new Set<string>();
    for (const [id, place] of before) if (!samePlace(place, this.#places.get(id))) moved.add(id);
    return { moved, judged };
  }

  #make(move: Move, judged: Set<string>): void {
    move.from = this.#places.get(move.id);
    move.skipped = this.#closesCycle(move.id, move.to.parent);
    this.#moves.push(move);
    if (move.skipped) {
      this.#skipped.add(moveKey(move.id, move));
      judged.add(move.id);
    } else {
      this.#put(move.id, move.to);
      // Of several moves of one change set the last stands for it; an earlier one that was left out is nobody's wish any more.
      if (this.#skipped.size > 0) this.#skipped.delete(moveKey(move.id, move));
    }
  }

  #takeBack(move: Move, judged: Set<string>): void {
    if (move.skipped) {
      this.#skipped.delete(moveKey(move.id, move));
      judged.add(move.id);
    } else {
      this.#put(move.id, move.from);
    }
  }

  #put(id: string, place: Place | undefined): void {
    const old = this.#places.get(id)?.parent ?? null;
    const parent = place?.parent ?? null;
    if (old !== parent) {
      if (old !== null) this.#children.get(old)?.delete(id);
      if (parent !== null) {
        const siblings = this.#children.get(parent);
        if (siblings === undefined) this.#children.set(parent, new Set([id]));
        else siblings.add(id);
      }
    }
    if (place === undefined) this.#places.delete(id);
    else this.#places.set(id, place);
  }

  #closesCycle(id: string, parent: string | null): boolean {
    if (parent === id) return true;
    // What has no children is nobody's ancestor: building a deep tree from the top costs nothing per task.
    if ((this.#children.get(id)?.size ?? 0) === 0) return false;
    for (let at = parent; at !== null; at = this.#places.get(at)?.parent ?? null) if (at === id) return true;
    return false;
  }
}

const moveKey = (id: string, by: Stamp): string => `${dotOf(by.replica, by.seq)}/${id}`;

const samePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.parent === b.parent && a.order === b.order);
