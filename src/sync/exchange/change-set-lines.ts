import { cellSpec, isEntityName } from '../../model/schema.ts';
import { ID_PATTERN, MAX_DAY, MIN_DAY } from '../../model/validate.ts';
import { err, ok, type Result } from '../../result.ts';
import { canonicalText } from '../canonical-json.ts';
import type { CellValue, ChangeSet, Op, VersionVector } from '../change-set.ts';
import { vectorFromDeps } from '../version-vector.ts';
import { COMMAND_PATTERN, LINE_GOAL_CHARS, MAX_NOTE, MAX_PERSON, MAX_STRING, NAME_PATTERN } from './bounds.ts';
import { listFromVector, vectorFromList } from './envelope.ts';
import { type ExchangeError, invalid, tooLarge } from './exchange-error.ts';

/** Ops of one row in a line: entity, row id, and its cells, or that it was deleted or brought back. */
type Group = readonly [string, string, Readonly<Record<string, CellValue>> | 'delete' | 'restore'];

/** Where a line belongs: places of the space and the replica in the header, and what the author's line before it had. */
export interface LineContext {
  readonly space: number;
  readonly placeOf: ReadonlyMap<string, number>;
  /** Vector of the author's previous change set in this file; null before the first, which tells its whole vector. */
  readonly previous: VersionVector | null;
  /** Whether no later change set of the author follows: that one tells the hash to which the chain must come. */
  readonly isLast: boolean;
}

/** Texts of groups as they stand in a line; a cell that is set twice begins a new group, so that the order of ops stays. */
function* groupTexts(ops: readonly Op[]): Generator<string> {
  let open: { readonly entity: string; readonly id: string; readonly cells: Set<string>; text: string } | null = null;
  for (const op of ops) {
    const fits = open !== null && open.entity === op.entity && open.id === op.id;
    if (op.kind === 'set' && open !== null && fits && !open.cells.has(op.cell)) {
      open.cells.add(op.cell);
      open.text += `,${JSON.stringify(op.cell)}:${canonicalText(op.value)}`;
      continue;
    }
    if (open !== null) yield `${open.text}}]`;
    open = null;
    const name = `[${JSON.stringify(op.entity)},${JSON.stringify(op.id)},`;
    if (op.kind !== 'set') yield `${name}"${op.kind}"]`;
    else {
      const text = `${name}{${JSON.stringify(op.cell)}:${canonicalText(op.value)}`;
      open = { entity: op.entity, id: op.id, cells: new Set([op.cell]), text };
    }
  }
  if (open !== null) yield `${open.text}}]`;
}

/**
 * The lines of one change set, without line feeds: one that tells all about it, and more of nothing but ops where there
 * are many.
 */
export function* linesOf(changeSet: ChangeSet, context: LineContext): Generator<string> {
  const { replica, seq, lamport, wallMs, person, command, commandId, schemaVersion, minReader, prevHash, hash } =
    changeSet;
  const { space, placeOf, previous, isLast } = context;
  const told: Record<string, number> = {};
  for (const other of Object.keys(changeSet.vector)) {
    const known = changeSet.vector[other]!;
    if (other !== replica && (previous === null || previous[other] !== known)) told[other] = known;
  }
  const deps = listFromVector(told, placeOf);
  const head = JSON.stringify({
    r: placeOf.get(replica),
    s: seq,
    x: space === 0 ? undefined : space,
    l: lamport,
    t: wallMs,
    a: person,
    c: command,
    i: commandId,
    v: schemaVersion,
    m: minReader,
    d: deps.length === 0 ? undefined : deps,
    p: previous !== null || prevHash === '' ? undefined : prevHash,
    h: isLast ? hash : undefined,
  });
  let line = `${head.slice(0, -1)},"o":[`;
  let count = 0;
  for (const group of groupTexts(changeSet.ops)) {
    if (count > 0 && line.length + group.length > LINE_GOAL_CHARS) {
      yield `${line}]}`;
      line = '{"o":[';
      count = 0;
    }
    line += count > 0 ? `,${group}` : group;
    count++;
  }
  yield `${line}]}`;
}

/** A change set that is being read; more ops may follow in the next line. */
export interface OpenChangeSet {
  readonly space: number;
  /** Its hash is known when its ops are complete. */
  readonly draft: Omit<ChangeSet, 'ops' | 'hash'> & { readonly ops: Op[]; hash: string };
  /** What its hash must be; left out where a later change set of the author follows in the file. */
  readonly claimed: string | undefined;
}

/** The author's change set before, as it was read from this file. */
export interface BeforeInFile {
  readonly hash: string;
  readonly vector: VersionVector;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;
const HASH = /^[0-9a-f]{64}$/;
/** Control characters but tab and line breaks. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
/** Most text is plain letters, which this finds faster than the pattern above does. */
const PLAIN = /^[ -~\u00a0-\u02ff]*$/;

const isClean = (text: string): boolean => PLAIN.test(text) || !CONTROL.test(text);

/** Days that a cell of this program's schema holds are within its bounds; instants are minutes of such days. */
const isDayWithin = (entity: string, cell: string, value: number): boolean => {
  const spec = isEntityName(entity) ? cellSpec(entity, cell) : undefined;
  if (spec?.type === 'day') return value >= MIN_DAY && value <= MAX_DAY;
  return spec?.type !== 'instant' || (value >= MIN_DAY * 1440 && value <= (MAX_DAY + 1) * 1440);
};

/** Why a value may not be in a file; null if it may. Depth, numbers and Unicode form are checked with the hash. */
const faultOfValue = (entity: string, cell: string, value: unknown): ExchangeError | string | null => {
  if (typeof value === 'string') {
    if (value.length > MAX_NOTE) return tooLarge('text', MAX_NOTE);
    return isClean(value) ? null : 'control character';
  }
  if (typeof value === 'number') return isDayWithin(entity, cell, value) ? null : 'day out of range';
  if (typeof value !== 'object' || value === null) return null;
  const stack: object[] = [value];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const isList = Array.isArray(item);
    for (const key of Object.keys(item)) {
      if (!isList && (key.length > MAX_STRING || !isClean(key))) return 'name in a value';
      const part = (item as Readonly<Record<string, unknown>>)[key];
      if (typeof part === 'object' && part !== null) stack.push(part);
      else if (typeof part !== 'string') continue;
      else if (part.length > MAX_STRING) return tooLarge('text', MAX_STRING);
      else if (!isClean(part)) return 'control character';
    }
  }
  return null;
};

const isLong = (entity: string, cell: string, schema: number, known: number): boolean => {
  if (!isEntityName(entity)) return schema > known;
  const spec = cellSpec(entity, cell);
  return spec === undefined ? schema > known : spec.type === 'text' && spec.max > MAX_STRING;
};

/** Reads groups into ops. The schemas decide how long a text may be: what a newer one calls a note is not known here. */
const readGroups = (
  groups: unknown,
  into: Op[],
  place: string,
  schema: { readonly written: number; readonly known: number },
): ExchangeError | null => {
  if (!Array.isArray(groups)) return invalid(place, 'ops');
  for (const group of groups as readonly unknown[]) {
    if (!Array.isArray(group) || group.length !== 3) return invalid(place, 'group of ops');
    const [entity, id, cells] = group as unknown as Group;
    if (typeof entity !== 'string' || !NAME_PATTERN.test(entity)) return invalid(place, 'entity');
    if (typeof id !== 'string' || !ID_PATTERN.test(id)) return invalid(place, 'row id');
    if (cells === 'delete' || cells === 'restore') {
      into.push({ kind: cells, entity, id });
      continue;
    }
    if (typeof cells !== 'object' || cells === null || Array.isArray(cells)) return invalid(place, 'cells');
    for (const cell of Object.keys(cells)) {
      if (!NAME_PATTERN.test(cell)) return invalid(place, 'cell');
      const value = cells[cell]!;
      const fault = faultOfValue(entity, cell, value);
      if (typeof fault === 'string') return invalid(place, `${entity}.${cell}: ${fault}`);
      if (fault !== null) return fault;
      if (typeof value === 'string' && value.length > MAX_STRING) {
        if (!isLong(entity, cell, schema.written, schema.known)) return tooLarge('text', MAX_STRING);
      }
      into.push({ kind: 'set', entity, id, cell, value });
    }
  }
  return null;
};

/** What the reader knows when a line comes. */
export interface ReadContext {
  readonly spaces: readonly { readonly id: string }[];
  readonly replicas: readonly { readonly id: string }[];
  readonly previousOf: (space: number, replica: string) => BeforeInFile | undefined;
  readonly knownSchema: number;
}

const MEMBERS = new Set(['r', 's', 'x', 'l', 't', 'a', 'c', 'i', 'v', 'm', 'd', 'p', 'h', 'o']);

const faultOfMembers = (line: Readonly<Record<string, unknown>>): string | null => {
  for (const key of Object.keys(line)) if (!MEMBERS.has(key)) return `member ${key.slice(0, 20)}`;
  if (!isCount(line.s)) return 's';
  if (!isCount(line.l)) return 'l';
  if (!Number.isSafeInteger(line.t)) return 't';
  if (typeof line.a !== 'string' || line.a.length > MAX_PERSON || !isClean(line.a)) return 'a';
  if (typeof line.c !== 'string' || !COMMAND_PATTERN.test(line.c)) return 'c';
  if (typeof line.i !== 'string' || !ID_PATTERN.test(line.i)) return 'i';
  if (!isCount(line.v)) return 'v';
  if (line.m !== undefined && !isCount(line.m)) return 'm';
  if (line.p !== undefined && (typeof line.p !== 'string' || !HASH.test(line.p))) return 'p';
  if (line.h !== undefined && (typeof line.h !== 'string' || !HASH.test(line.h))) return 'h';
  return null;
};

const depsIn = (list: unknown, replicas: ReadContext['replicas']): VersionVector | null => {
  if (list === undefined) return {};
  if (!Array.isArray(list) || !list.every((n) => Number.isSafeInteger(n) && n >= 0)) return null;
  return vectorFromList(list as number[], replicas);
};

/** Begins a change set with its first line. That its hash and chain are right is seen when its ops are complete. */
export const beginChangeSet = (
  line: Readonly<Record<string, unknown>>,
  place: string,
  context: ReadContext,
): Result<OpenChangeSet, ExchangeError> => {
  const fault = faultOfMembers(line);
  if (fault !== null) return err(invalid(place, fault));
  const replica = context.replicas[line.r as number]?.id;
  if (replica === undefined) return err(invalid(place, 'r'));
  const space = (line.x ?? 0) as number;
  const spaceId = context.spaces[space]?.id;
  if (spaceId === undefined) return err(invalid(place, 'x'));
  const deps = depsIn(line.d, context.replicas);
  if (deps === null || Object.hasOwn(deps, replica)) return err(invalid(place, 'd'));
  const seq = line.s as number;
  const before = context.previousOf(space, replica);
  // The chain goes on by itself within a file; a line that says otherwise is no better than one that says it twice.
  if (before !== undefined && line.p !== undefined) return err(invalid(place, 'p'));
  const vector = vectorFromDeps(replica, seq, deps, before?.vector ?? {});
  const ops: Op[] = [];
  const wrong = readGroups(line.o, ops, place, { written: line.v as number, known: context.knownSchema });
  if (wrong !== null) return err(wrong);
  const draft: OpenChangeSet['draft'] = {
    space: spaceId,
    replica,
    seq,
    lamport: line.l as number,
    vector,
    commandId: line.i as string,
    command: line.c as string,
    person: line.a as string,
    wallMs: line.t as number,
    schemaVersion: line.v as number,
    ...(line.m === undefined ? {} : { minReader: line.m as number }),
    prevHash: before?.hash ?? ((line.p ?? '') as string),
    hash: '',
    ops,
  };
  return ok({ space, draft, claimed: line.h as string | undefined });
};

/** Adds the ops of a line that has nothing else. */
export const continueChangeSet = (
  open: OpenChangeSet,
  groups: unknown,
  place: string,
  knownSchema: number,
): ExchangeError | null =>
  readGroups(groups, open.draft.ops, place, { written: open.draft.schemaVersion, known: knownSchema });
