import { canonicalText } from '../../src/sync/canonical-json.ts';
import { type ChangeSet, compareText, type VersionVector } from '../../src/sync/change-set.ts';
import type { Tried } from '../../src/sync/exchange/dry-run.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';
import type { RowRecord } from '../../src/sync/merge-state.ts';
import { type Head, rowKey } from '../../src/sync/row-state.ts';
import { depsOf } from '../../src/sync/version-vector.ts';
import type { Arrivals, Arriving, ArrivingChangeSet, ArrivingRow, GoneHead } from './arrivals.ts';
import type { HeldState } from './held-log.ts';
import { type Numbers, storedRowOf } from './merged-rows.ts';
import type { EntityTable } from './tables.ts';

/**
 * What taking in change sets of one space writes into the log and into the tables, worked out by the merge of the dry run.
 * All of it that is long stands among the arrivals, which SQLite copies: as objects twenty thousand change sets take as long to hand
 * over as to write, and a call into SQLite for each row takes as long again as its writing.
 */
export interface ImportDraft {
  /** What was held when it was worked out (`Store.markOf`); it is true of nothing else. */
  readonly mark: string;
  /** Everything held afterwards. */
  readonly vector: VersionVector;
  readonly taken: number;
  /** Its tables among the arrivals; null where nothing was taken. */
  readonly arriving: Arriving | null;
  readonly waiting: readonly Waiting[];
  /** Whether anything waited before. */
  readonly hadWaiting: boolean;
}

const arrivingChangeSets = (
  taken: readonly ChangeSet[],
  vectors: Map<string, VersionVector>,
): readonly ArrivingChangeSet[] =>
  taken.map((changeSet) => {
    const { replica, seq, vector } = changeSet;
    const deps = depsOf(replica, seq, vector, vectors.get(replica) ?? {});
    // The gate lets no vector through that forgets what the author had seen.
    if (!deps.ok) throw new Error(deps.error.id);
    vectors.set(replica, vector);
    return { changeSet, deps: canonicalText(deps.value) };
  });

/** Ops of one row that follow each other in a change set of several. */
interface Run {
  readonly changeSet: number;
  readonly from: number;
  readonly to: number;
}

/** Finds the ops whose values stand in the cells of a row, by their numbers through all change sets that are taken. */
class StandingOps {
  readonly #taken: readonly ChangeSet[];
  /** Of each change set the number of its first op. */
  readonly #firstOps: number[] = [];
  /** Of each author the change sets, from the first that is taken. */
  readonly #byAuthor = new Map<string, { readonly firstSeq: number; readonly changeSets: number[] }>();
  readonly #runs = new Map<string, Run[]>();

  constructor(taken: readonly ChangeSet[]) {
    this.#taken = taken;
    let ops = 0;
    for (const [i, changeSet] of taken.entries()) {
      const { replica, seq } = changeSet;
      this.#firstOps.push(ops);
      ops += changeSet.ops.length;
      const known = this.#byAuthor.get(replica);
      if (known === undefined) this.#byAuthor.set(replica, { firstSeq: seq, changeSets: [i] });
      else known.changeSets.push(i);
      if (changeSet.ops.length > 1) this.#noteRuns(changeSet, i);
    }
  }

  /** In the order of the cells' names, and of ops within a cell. */
  of({ entity, id, cells }: RowRecord): readonly number[] {
    const found: number[] = [];
    let opsOf: ReadonlyMap<number, ReadonlyMap<string, number>> | null = null;
    for (const cell of [...cells.keys()].sort()) {
      const heads = cells.get(cell)!;
      const first = found.length;
      for (const head of heads) {
        const changeSet = this.#numberOf(head);
        if (changeSet === undefined) continue;
        if (this.#taken[changeSet]!.ops.length === 1) {
          found.push(this.#firstOps[changeSet]!);
          continue;
        }
        opsOf ??= this.#opsOf(this.#runs.get(rowKey(entity, id))!);
        found.push(opsOf.get(changeSet)!.get(cell)!);
      }
      if (found.length - first > 1) found.push(...found.splice(first).sort((a, b) => a - b));
    }
    return found;
  }

  #noteRuns({ ops }: ChangeSet, changeSet: number): void {
    for (let from = 0; from < ops.length; ) {
      const { entity, id } = ops[from]!;
      let to = from + 1;
      while (to < ops.length && ops[to]!.id === id && ops[to]!.entity === entity) to++;
      const key = rowKey(entity, id);
      const known = this.#runs.get(key);
      if (known === undefined) this.#runs.set(key, [{ changeSet, from, to }]);
      else known.push({ changeSet, from, to });
      from = to;
    }
  }

  /** Undefined of what was held before. */
  #numberOf({ replica, seq }: Head): number | undefined {
    const author = this.#byAuthor.get(replica);
    return author?.changeSets[seq - author.firstSeq];
  }

  /** Ops by change set and cell: of several values that one change set gives a cell, the last one stands. */
  #opsOf(runs: readonly Run[]): ReadonlyMap<number, ReadonlyMap<string, number>> {
    const found = new Map<number, Map<string, number>>();
    for (const { changeSet, from, to } of runs) {
      const { ops } = this.#taken[changeSet]!;
      const byCell = found.get(changeSet) ?? new Map<string, number>();
      found.set(changeSet, byCell);
      for (let n = from; n < to; n++) {
        const op = ops[n]!;
        if (op.kind === 'set') byCell.set(op.cell, this.#firstOps[changeSet]! + n);
      }
    }
    return found;
  }
}

const goneHeads = (record: RowRecord, before: ReadonlyMap<string, readonly Head[]>, numbers: Numbers): GoneHead[] => {
  const { entity, id, cells } = record;
  const gone: GoneHead[] = [];
  for (const [cell, was] of before) {
    const is = cells.get(cell);
    if (is === was) continue;
    for (const head of was) {
      const isThere = is?.some(({ replica, seq }) => seq === head.seq && replica === head.replica) ?? false;
      if (!isThere) gone.push({ entity, id, cell, changeSet: numbers.of(head) });
    }
  }
  return gone;
};

/** What is to be written after a dry run; `mark` says what was held, `waited` what waited. What is long is put among the arrivals. */
export const draftOf = (
  held: HeldState,
  run: Tried,
  { mark, waited }: { readonly mark: string; readonly waited: readonly Waiting[] },
  arrivals: Arrivals,
): ImportDraft => {
  const { state, numbers, vectors } = held;
  const { before, taken, waiting } = run;
  const heads: number[] = [];
  const gone: GoneHead[] = [];
  const rows: { readonly table: EntityTable; readonly rows: ArrivingRow[] }[] = [];
  const standing = new StandingOps(taken);
  // In the order of the tables' keys, in which their pages fill one after the other.
  const changed = [...run.changed].sort((a, b) => compareText(a.entity, b.entity) || compareText(a.id, b.id));
  for (const { entity, id } of changed) {
    const record = state.record(entity, id)!;
    const key = rowKey(entity, id);
    for (const op of standing.of(record)) heads.push(op);
    const cellsBefore = before.heads.get(key);
    if (cellsBefore !== undefined) gone.push(...goneHeads(record, cellsBefore, numbers));
    const stored = storedRowOf(record);
    if (stored === null) continue;
    const { table, row } = stored;
    if (rows.at(-1)?.table !== table) rows.push({ table, rows: [] });
    rows.at(-1)!.rows.push({ id, ...row });
  }
  const changeSets = arrivingChangeSets(taken, new Map(vectors));
  return {
    mark,
    vector: state.vector,
    taken: taken.length,
    arriving: taken.length === 0 ? null : arrivals.add({ changeSets, heads, gone, rows }),
    waiting,
    hadWaiting: waited.length > 0,
  };
};
