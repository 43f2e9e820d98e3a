import { canonicalText } from '../../src/sync/canonical-json.ts';
import { type CellValue, type ChangeSet, compareText, type VersionVector } from '../../src/sync/change-set.ts';
import type { Tried } from '../../src/sync/exchange/dry-run.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';
import type { MergeState, RowRecord } from '../../src/sync/merge-state.ts';
import { type Head, rowKey } from '../../src/sync/row-state.ts';
import { depsOf } from '../../src/sync/version-vector.ts';
import type { Arrivals, Arriving, ArrivingChangeSet, ArrivingRow, GoneHead } from './arrivals.ts';
import type { HeldState } from './held-log.ts';
import { type Numbers, storedRowOf } from './merged-rows.ts';
import type { EntityTable } from './tables.ts';

const NO_CELLS: RowRecord['cells'] = new Map();
const NO_OPS: StandingOp[] = [];

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

/** Whether the value of an op is among those that stand in its cell. */
const stands = (heads: readonly Head[] | undefined, { replica, seq }: ChangeSet, value: CellValue): boolean => {
  if (heads === undefined) return false;
  for (const head of heads) {
    // Of two values that one change set gives a cell, the later one stands.
    if (head.seq === seq && head.value === value && head.replica === replica) return true;
  }
  return false;
};

interface StandingOp {
  readonly cell: string;
  readonly op: number;
}

/** Of each row, by its key, the ops whose values stand in its cells, by their numbers through all change sets. */
const standingOps = (state: MergeState, taken: readonly ChangeSet[]): ReadonlyMap<string, StandingOp[]> => {
  const found = new Map<string, StandingOp[]>();
  // Ops of one row follow each other.
  let row = { entity: '', id: '', cells: NO_CELLS, ops: NO_OPS };
  let number = 0;
  for (const changeSet of taken) {
    for (const op of changeSet.ops) {
      if (op.id !== row.id || op.entity !== row.entity) {
        const { entity, id } = op;
        const key = rowKey(entity, id);
        const known = found.get(key);
        const ops = known ?? [];
        if (known === undefined) found.set(key, ops);
        row = { entity, id, cells: state.cellsOf(entity, id), ops };
      }
      if (op.kind === 'set' && stands(row.cells.get(op.cell), changeSet, op.value)) {
        row.ops.push({ cell: op.cell, op: number });
      }
      number++;
    }
  }
  return found;
};

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
  const standing = standingOps(state, taken);
  // In the order of the tables' keys, in which their pages fill one after the other.
  const changed = [...run.changed].sort((a, b) => compareText(a.entity, b.entity) || compareText(a.id, b.id));
  for (const { entity, id } of changed) {
    const record = state.record(entity, id)!;
    const key = rowKey(entity, id);
    const ops = standing.get(key);
    if (ops !== undefined) {
      for (const { op } of ops.sort((a, b) => compareText(a.cell, b.cell) || a.op - b.op)) heads.push(op);
    }
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
