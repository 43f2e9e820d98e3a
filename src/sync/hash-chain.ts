import type { Sha256Hex } from '../model/row-id.ts';
import { err, ok, type Result } from '../result.ts';
import { canonicalJson, type NotCanonical, plainCanonical } from './canonical-json.ts';
import type { CellValue, ChangeSet, Op } from './change-set.ts';

/** `prevHash` of an author's first change set in a space. */
export const FIRST_PREV_HASH = '';

export interface HashMismatch {
  readonly id: 'sync.hashMismatch';
  readonly params: { readonly replica: string; readonly seq: number };
}

/** Canonical text of a list whose members hold no list or record within another; null where one does, or may not be. */
const plainList = (members: readonly CellValue[]): string | null => {
  let text = '';
  for (const member of members) {
    const part = plainCanonical(member);
    if (part === null) return null;
    text += text === '' ? part : `,${part}`;
  }
  return `[${text}]`;
};

const listText = (members: readonly CellValue[]): Result<string, NotCanonical> => {
  const plain = plainList(members);
  return plain === null ? canonicalJson(members) : ok(plain);
};

/** Names of entities, cells and rows as nearly all are: JSON leaves them as they are. */
const PLAIN_NAME = /^[\w.-]*$/;

const namesText = (op: Op): Result<string, NotCanonical> => {
  const { kind, entity, id } = op;
  const cell = op.kind === 'set' ? op.cell : null;
  if (PLAIN_NAME.test(entity) && PLAIN_NAME.test(id) && (cell === null || PLAIN_NAME.test(cell))) {
    return ok(`["${kind}","${entity}","${id}",${cell === null ? 'null' : `"${cell}"`}]`);
  }
  return canonicalJson([kind, entity, id, cell]);
};

/** Checked part by part, so that the depth bound counts from the cell value and not from the envelope. */
function textOf(draft: Omit<ChangeSet, 'hash'>): Result<string, NotCanonical> {
  const head: CellValue = [
    draft.space,
    draft.replica,
    draft.seq,
    draft.lamport,
    draft.vector,
    draft.commandId,
    draft.command,
    draft.person,
    draft.wallMs,
    draft.schemaVersion,
    draft.prevHash,
    ...(draft.minReader === undefined ? [] : [draft.minReader]),
  ];
  const first = listText(head);
  if (!first.ok) return first;
  // JSON text has no raw line feed, so the lines cannot run into each other.
  let text = first.value;
  for (const op of draft.ops) {
    const names = namesText(op);
    if (!names.ok) return names;
    text += `\n${names.value}`;
    if (op.kind !== 'set') continue;
    const plain = plainCanonical(op.value);
    if (plain !== null) {
      text += `\n${plain}`;
      continue;
    }
    const value = canonicalJson(op.value);
    if (!value.ok) return value;
    text += `\n${value.value}`;
  }
  return ok(text);
}

/**
 * SHA-256 (hex) over everything in a change set but the hash itself; `prevHash` makes it a chain per author and space.
 * Refuses values that are not canonical.
 */
export function hashOf(draft: Omit<ChangeSet, 'hash'>, sha256: Sha256Hex): Result<string, NotCanonical> {
  const text = textOf(draft);
  return text.ok ? ok(sha256(text.value)) : text;
}

/** Completes an author's change set with its hash. Refuses values that are not canonical. */
export function sealChangeSet(draft: Omit<ChangeSet, 'hash'>, sha256: Sha256Hex): Result<ChangeSet, NotCanonical> {
  const hash = hashOf(draft, sha256);
  return hash.ok ? ok({ ...draft, hash: hash.value }) : hash;
}

/** Gives the change set back if its hash is that of its content. That it continues its author's chain is seen on apply. */
export function verifyChangeSet(
  changeSet: ChangeSet,
  sha256: Sha256Hex,
): Result<ChangeSet, NotCanonical | HashMismatch> {
  const hash = hashOf(changeSet, sha256);
  if (!hash.ok) return hash;
  if (hash.value === changeSet.hash) return ok(changeSet);
  return err({ id: 'sync.hashMismatch', params: { replica: changeSet.replica, seq: changeSet.seq } });
}
