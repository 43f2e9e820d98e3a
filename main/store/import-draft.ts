import type { EntityName } from '../../src/model/schema.ts';
import { canonicalText } from '../../src/sync/canonical-json.ts';
import { type CellValue, type ChangeSet, compareText, type Op, type VersionVector } from '../../src/sync/change-set.ts';
import type { Tried } from '../../src/sync/exchange/dry-run.ts';
import type { Waiting } from '../../src/sync/exchange/offer-all.ts';
import type { MergeState, RowRecord } from '../../src/sync/merge-state.ts';
import { type Head, rowKey } from '../../src/sync/row-state.ts';
import { depsOf } from '../../src/sync/version-vector.ts';
import type { ArrivingChangeSet, ArrivingOps } from './change-log.ts';
import type { HeldState } from './held-log.ts';
import { type Numbers, storedRowOf } from './merged-rows.ts';
import type { StoredRow } from './row-tables.ts';
import { type EntityTable, type Life, type SqlValue, tableOf } from './tables.ts';

/** A value that no longer stands among those of a cell. */
export interface GoneHead {
  readonly entity: string;
  readonly id: string;
  readonly cell: string;
  /** Number here of the change set that brought it. */
  readonly changeSet: number;
}

export interface DraftRow extends StoredRow {
  readonly table: EntityTable;
  readonly id: string;
}

/** Kinds of ops by their numbers in a draft. */
const KINDS: readonly Op['kind'][] = ['set', 'delete', 'restore'];
const [SET, DELETE, RESTORE] = [0, 1, 2];
const NO_CELLS: RowRecord['cells'] = new Map();
const NO_HEADS: number[] = [];

/** Numbers of a change set and of an op in the columns of a draft. */
const CHANGE_SET_WIDTH = 10;
const OP_WIDTH = 6;
const NO_CELL = 0xffff_ffff;

/**
 * What taking in change sets of one space writes into the log and into the tables, worked out by the merge of the dry run. It
 * goes from the worker to the thread of the store in columns: a text that occurs often is told once, and values, which
 * are canonical JSON and so have no line feed in them, are one text of lines. Twenty thousand change sets as objects
 * would take as long to hand over as to write.
 */
export interface ImportDraft {
  /** What was held when it was worked out (`Store.markOf`); it is true of nothing else. */
  readonly mark: string;
  /** Everything held afterwards. */
  readonly vector: VersionVector;
  readonly taken: number;
  readonly names: readonly string[];
  readonly changeSets: Float64Array;
  readonly commandIds: string;
  readonly prevHashes: string;
  readonly hashes: string;
  readonly ops: Uint32Array;
  readonly values: string;
  /** Ops whose values stand in their cells from now on, in the order of the key of their table. */
  readonly heads: Uint32Array;
  readonly gone: readonly GoneHead[];
  /** Rows as they are shown from now on, each as JSON, in the order of the keys of their tables. */
  readonly rows: string;
  readonly waiting: readonly Waiting[];
  /** Whether anything waited before. */
  readonly hadWaiting: boolean;
}

/** Texts and the numbers that stand for them. */
class Names {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.list.length;
    this.#numbers.set(text, number);
    this.list.push(text);
    return number;
  }
}

const changeSetColumns = (taken: readonly ChangeSet[], names: Names, vectors: Map<string, VersionVector>) => {
  const columns = new Float64Array(taken.length * CHANGE_SET_WIDTH);
  for (const [i, changeSet] of taken.entries()) {
    const { replica, seq, lamport, wallMs, person, command, schemaVersion, minReader, vector, ops } = changeSet;
    const deps = depsOf(replica, seq, vector, vectors.get(replica) ?? {});
    // The gate lets no vector through that forgets what the author had seen.
    if (!deps.ok) throw new Error(deps.error.id);
    vectors.set(replica, vector);
    columns.set(
      [
        names.of(replica),
        seq,
        lamport,
        wallMs,
        names.of(person),
        names.of(command),
        schemaVersion,
        minReader ?? 0,
        names.of(canonicalText(deps.value)),
        ops.length,
      ],
      i * CHANGE_SET_WIDTH,
    );
  }
  return columns;
};

/** Whether the value of an op is among those that stand in its cell. */
const stands = (heads: readonly Head[] | undefined, { replica, seq }: ChangeSet, value: CellValue): boolean => {
  if (heads === undefined) return false;
  for (const head of heads) {
    // Of two values that one change set gives a cell, the later one stands.
    if (head.seq === seq && head.value === value && head.replica === replica) return true;
  }
  return false;
};

/** Ops in columns, their values as lines, and those whose values stand by the key of their row. */
const opColumns = (state: MergeState, taken: readonly ChangeSet[], names: Names) => {
  const columns = new Uint32Array(taken.reduce((sum, { ops }) => sum + ops.length, 0) * OP_WIDTH);
  const values: string[] = [];
  const heads = new Map<string, number[]>();
  // Ops of one row follow each other.
  let row = { entity: '', id: '', entityNumber: 0, idNumber: 0, cells: NO_CELLS, heads: NO_HEADS };
  let at = 0;
  for (let i = 0; i < taken.length; i++) {
    const changeSet = taken[i]!;
    const { ops } = changeSet;
    for (let n = 0; n < ops.length; n++) {
      const op = ops[n]!;
      if (op.id !== row.id || op.entity !== row.entity) {
        const { entity, id } = op;
        const key = rowKey(entity, id);
        const known = heads.get(key);
        const ofRow = known ?? [];
        if (known === undefined) heads.set(key, ofRow);
        const cells = state.cellsOf(entity, id);
        row = { entity, id, entityNumber: names.of(entity), idNumber: names.of(id), cells, heads: ofRow };
      }
      const number = values.length;
      columns[at] = i;
      columns[at + 1] = n;
      columns[at + 3] = row.entityNumber;
      columns[at + 4] = row.idNumber;
      if (op.kind === 'set') {
        columns[at + 2] = SET;
        columns[at + 5] = names.of(op.cell);
        values.push(canonicalText(op.value));
        if (stands(row.cells.get(op.cell), changeSet, op.value)) row.heads.push(number);
      } else {
        columns[at + 2] = op.kind === 'delete' ? DELETE : RESTORE;
        columns[at + 5] = NO_CELL;
        values.push('');
      }
      at += OP_WIDTH;
    }
  }
  return { columns, values, heads };
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

/** What is to be written after a dry run; `mark` says what was held, `waited` what waited. */
export const draftOf = (held: HeldState, run: Tried, mark: string, waited: readonly Waiting[]): ImportDraft => {
  const { state, numbers, vectors } = held;
  const { before, taken, waiting } = run;
  const names = new Names();
  const changeSets = changeSetColumns(taken, names, new Map(vectors));
  const ops = opColumns(state, taken, names);
  const cellOf = (op: number): string => names.list[ops.columns[op * OP_WIDTH + 5]!]!;
  const heads: number[] = [];
  const gone: GoneHead[] = [];
  const rows: string[] = [];
  // In the order of the tables' keys, in which their pages fill one after the other.
  const changed = [...run.changed].sort((a, b) => compareText(a.entity, b.entity) || compareText(a.id, b.id));
  for (const { entity, id } of changed) {
    const record = state.record(entity, id)!;
    const key = rowKey(entity, id);
    const ofRow = ops.heads.get(key);
    if (ofRow !== undefined) {
      for (const op of ofRow.sort((a, b) => compareText(cellOf(a), cellOf(b)) || a - b)) heads.push(op);
    }
    const cellsBefore = before.heads.get(key);
    if (cellsBefore !== undefined) gone.push(...goneHeads(record, cellsBefore, numbers));
    const stored = storedRowOf(record);
    if (stored !== null) rows.push(JSON.stringify([entity, id, stored.row.life, stored.row.values]));
  }
  return {
    mark,
    vector: state.vector,
    taken: taken.length,
    names: names.list,
    changeSets,
    commandIds: taken.map(({ commandId }) => commandId).join('\n'),
    prevHashes: taken.map(({ prevHash }) => prevHash).join('\n'),
    hashes: taken.map(({ hash }) => hash).join('\n'),
    ops: ops.columns,
    values: ops.values.join('\n'),
    heads: Uint32Array.from(heads),
    gone,
    rows: rows.join('\n'),
    waiting,
    hadWaiting: waited.length > 0,
  };
};

/** The change sets of a draft, in a causal order. */
export const changeSetsIn = (draft: ImportDraft): readonly ArrivingChangeSet[] => {
  const { taken, names, changeSets } = draft;
  if (taken === 0) return [];
  const [commandIds, prevHashes, hashes] = [draft.commandIds, draft.prevHashes, draft.hashes].map((text) =>
    text.split('\n'),
  ) as [string[], string[], string[]];
  return Array.from({ length: taken }, (_, i) => {
    const at = i * CHANGE_SET_WIDTH;
    return {
      replica: names[changeSets[at]!]!,
      seq: changeSets[at + 1]!,
      lamport: changeSets[at + 2]!,
      wallMs: changeSets[at + 3]!,
      person: names[changeSets[at + 4]!]!,
      command: names[changeSets[at + 5]!]!,
      commandId: commandIds[i]!,
      schemaVersion: changeSets[at + 6]!,
      minReader: changeSets[at + 7]!,
      deps: names[changeSets[at + 8]!]!,
      prevHash: prevHashes[i]!,
      hash: hashes[i]!,
      opCount: changeSets[at + 9]!,
    };
  });
};

/** Reads the ops of a draft by their numbers, without making an object of each. */
export const opsIn = ({ ops, names, values }: ImportDraft): ArrivingOps => {
  const count = ops.length / OP_WIDTH;
  const texts = count === 0 ? [] : values.split('\n');
  const isSet = (op: number): boolean => ops[op * OP_WIDTH + 5]! !== NO_CELL;
  return {
    count,
    changeSet: (op) => ops[op * OP_WIDTH]!,
    n: (op) => ops[op * OP_WIDTH + 1]!,
    kind: (op) => KINDS[ops[op * OP_WIDTH + 2]!]!,
    entity: (op) => names[ops[op * OP_WIDTH + 3]!]!,
    id: (op) => names[ops[op * OP_WIDTH + 4]!]!,
    cell: (op) => (isSet(op) ? names[ops[op * OP_WIDTH + 5]!]! : null),
    value: (op) => (isSet(op) ? texts[op]! : null),
  };
};

/** The rows of a draft, in the order of the keys of their tables. */
export const rowsIn = ({ rows }: ImportDraft): readonly DraftRow[] =>
  rows === ''
    ? []
    : rows.split('\n').map((text) => {
        const [entity, id, life, values] = JSON.parse(text) as [EntityName, string, Life, SqlValue[]];
        return { table: tableOf(entity)!, id, life, values };
      });
