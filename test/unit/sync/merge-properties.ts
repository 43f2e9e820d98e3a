import { createHash } from 'node:crypto';
import type { ChangeSet, Op } from '../../../src/sync/change-set.ts';
import type { Conflict } from '../../../src/sync/conflict.ts';
import type { MergePolicy } from '../../../src/sync/merge-policy.ts';
import type { MergeState } from '../../../src/sync/merge-state.ts';
import type { Projection } from '../../../src/sync/projected.ts';
import { stateHash } from '../../../src/sync/state-hash.ts';
import { complete, mergeOracle, type OracleState } from '../../oracles/merge-oracle.ts';
import { commit, decide, type History, newAuthor, place, policy, pull, QUIET, restore, SPACE, set } from './history.ts';

/** The merge under test: the real one, or one with a planted fault. */
export interface Engine {
  readonly MergeState: new (space: string, policy: MergePolicy) => MergeState;
  readonly project: (changeSets: Iterable<ChangeSet>, policy: MergePolicy) => Projection;
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A projection in the words of the oracle. */
export function inOracleWords(projection: Projection): OracleState {
  const rows: Record<string, Record<string, string>> = {};
  for (const [key, row] of [...projection.rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    rows[key] = Object.fromEntries([...row.cells].map(([cell, value]) => [cell, JSON.stringify(value)]));
  }
  const heads: Record<string, string[]> = {};
  for (const [key, cells] of projection.heads) {
    for (const [cell, found] of cells) {
      heads[`${key}/${cell}`] = found.map((h) => `${h.replica}:${h.seq}=${JSON.stringify(h.value)}`);
    }
  }
  const tree: Record<string, string[]> = Object.fromEntries(
    [...projection.tree.children].map(([parent, ids]) => [parent, [...ids]]),
  );
  if (projection.tree.roots.length > 0) tree[''] = [...projection.tree.roots];
  return {
    rows,
    heads,
    conflicts: projection.conflicts.map(({ id }) => id),
    tree,
    inactiveLinks: [...projection.inactiveLinks].sort(),
  };
}

/** JSON with the keys of every record in order. */
const sortedJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${sortedJson(member)}`).join(',')}}`;
};

/** Text that is equal for equal states, whatever the order of keys. */
export const textOf = (state: OracleState): string => sortedJson(state);

const wordsOf = (projection: Projection) => textOf(inOracleWords(projection));
const knew = (later: ChangeSet, earlier: ChangeSet) => (later.vector[earlier.replica] ?? 0) >= earlier.seq;

/** Applies in the given order; `askEvery` n asks for the state in between, so that it is settled step by step. */
export function applyAll(engine: Engine, changeSets: readonly ChangeSet[], askEvery = 0): MergeState {
  const state = new engine.MergeState(SPACE, policy);
  for (const [i, changeSet] of changeSets.entries()) {
    state.apply(changeSet);
    if (askEvery > 0 && i % askEvery === 0) state.changedRows();
  }
  return state;
}

const opsOf = (all: readonly ChangeSet[], row: string) =>
  all.flatMap((c) => c.ops.filter((op) => `${op.entity}/${op.id}` === row).map((op) => ({ c, op })));

function convergence(engine: Engine, { delivery, otherDelivery }: History): boolean {
  const one = applyAll(engine, delivery, 3).projection();
  const two = applyAll(engine, otherDelivery).projection();
  return wordsOf(one) === wordsOf(two) && stateHash(one, sha256) === stateHash(two, sha256);
}

function idempotence(engine: Engine, { delivery }: History): boolean {
  const state = applyAll(engine, delivery);
  const before = wordsOf(state.projection());
  state.changedRows();
  const isAllKnown = delivery.every((changeSet) => {
    const outcome = state.apply(changeSet);
    return outcome.ok && outcome.value.status === 'known';
  });
  return isAllKnown && state.changedRows().length === 0 && wordsOf(state.projection()) === before;
}

function grouping(engine: Engine, { authors, all }: History): boolean {
  const [a, b, c] = authors.map(({ held }) => held) as [ChangeSet[], ChangeSet[], ChangeSet[]];
  const backwards = [...c].reverse();
  const results = [
    [...a, ...b, ...c],
    [...b, ...a, ...c],
    [...backwards, ...b, ...a],
    [...b, ...backwards, ...a],
  ].map((order) => wordsOf(applyAll(engine, order, 5).projection()));
  results.push(wordsOf(engine.project(all, policy)), wordsOf(engine.project([...all, ...b].reverse(), policy)));
  return results.every((text) => text === results[0]);
}

function noLoss(engine: Engine, { all, delivery }: History): boolean {
  const { heads } = applyAll(engine, delivery).projection();
  const written = all.flatMap((c) =>
    c.ops.flatMap((op, n) => (op.kind === 'set' ? [{ c, op, n, cell: `${op.entity}/${op.id}/${op.cell}` }] : [])),
  );
  return written.every(
    (w) =>
      heads
        .get(`${w.op.entity}/${w.op.id}`)
        ?.get(w.op.cell)
        ?.some((h) => h.replica === w.c.replica && h.seq === w.c.seq) ||
      written.some((o) => o.cell === w.cell && (knew(o.c, w.c) || (o.c === w.c && o.n > w.n))),
  );
}

function causality(engine: Engine, { delivery, all }: History): boolean {
  const state = new engine.MergeState(SPACE, policy);
  const held: Record<string, number> = {};
  for (const changeSet of delivery) {
    const outcome = state.apply(changeSet);
    if (!outcome.ok) return false;
    for (const c of outcome.value.status === 'ready' ? outcome.value.changeSets : []) {
      if (Object.entries(c.vector).some(([replica, seq]) => (held[replica] ?? 0) < seq)) return false;
      if ((held[c.replica] ?? 0) !== c.seq - 1) return false;
      held[c.replica] = c.seq;
    }
    const parked = state.parked();
    if (parked.length > 0 && parked.every(({ missing }) => missing.length === 0)) return false;
  }
  return state.parked().length === 0 && Object.values(state.vector).reduce((sum, n) => sum + n, 0) === all.length;
}

function livingTree(engine: Engine, { delivery }: History): boolean {
  const { rows, tree } = applyAll(engine, delivery, 4).projection();
  const reached = new Set<string>();
  const queue = [...tree.roots];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reached.has(id) || !rows.has(`task/${id}`)) return false;
    reached.add(id);
    queue.push(...(tree.children.get(id) ?? []));
  }
  return [...rows.keys()].filter((key) => key.startsWith('task/')).every((key) => reached.has(key.slice(5)));
}

function editBeatsDelete(engine: Engine, { delivery, all }: History): boolean {
  const { rows, conflicts } = applyAll(engine, delivery, 4).projection();
  const listed = new Set(conflicts.map(({ id }) => id));
  const decided = all.flatMap(({ ops }) =>
    ops.flatMap((op) => {
      const isSubject = op.kind === 'set' && op.entity === 'decision' && op.cell === 'subject';
      return isSubject
        ? [{ decision: op.id, subject: op.value as { readonly entity: string; readonly id: string } }]
        : [];
    }),
  );
  const reopened = new Set(
    decided
      .filter(({ decision }) => decision.startsWith('edit-delete') && !rows.has(`decision/${decision}`))
      .map(({ subject }) => `${subject.entity}/${subject.id}`),
  );
  return [...new Set(all.flatMap((c) => c.ops.map((op) => `${op.entity}/${op.id}`)))].every((row) => {
    const ops = opsOf(all, row);
    const marks = ops.filter(({ op }) => op.kind === 'delete');
    const standing = ops.filter(({ c, op }) => op.kind !== 'delete' && !marks.some((d) => d.c === c || knew(d.c, c)));
    if (standing.length > 0 && !rows.has(row)) return false;
    const isAnswered = (d: ChangeSet) => ops.some(({ c, op }) => op.kind === 'restore' && knew(c, d));
    const isReopened = marks.length > 0 && standing.length > 0 && reopened.has(row);
    const isContested = isReopened || standing.some((e) => marks.some((d) => !knew(e.c, d.c) && !isAnswered(d.c)));
    return isContested === listed.has(`edit-delete ${row}`);
  });
}

function conflictsListed(engine: Engine, { delivery, all }: History): boolean {
  const { rows, heads, conflicts } = applyAll(engine, delivery, 4).projection();
  const listed = new Set(conflicts.map(({ id }) => id));
  /** Whether all that a cell holds was put back together with the decision about it. */
  const isReopened = (
    row: string,
    cell: string,
    found: readonly { readonly replica: string; readonly seq: number }[],
  ) => {
    const decision = `decision/value-${row.split('/')[1]}-${cell}`;
    const ops = opsOf(all, decision);
    const takers = ops.flatMap(({ c, op }) => (op.kind === 'delete' ? [c] : []));
    const isTakenBack = ops.some(({ op }) => op.kind !== 'delete') && !rows.has(decision);
    return isTakenBack && found.every((h) => takers.some((c) => c.replica === h.replica && c.seq === h.seq));
  };
  for (const [row, cells] of heads) {
    for (const [cell, found] of cells) {
      const differs = new Set(found.map(({ value }) => JSON.stringify(value))).size > 1;
      if (cell === 'place') {
        const parents = new Set(found.map(({ value }) => (value as { readonly parent: string | null }).parent));
        if (parents.size > 1 && !listed.has(`place ${row}/place`) && !listed.has(`cycle ${row}/place`)) return false;
      } else {
        const isOpen = (differs && !QUIET.includes(cell)) || isReopened(row, cell, found);
        if (isOpen !== listed.has(`value ${row}/${cell}`)) return false;
      }
    }
  }
  return true;
}

function opThatSettles({ kind, entity, rowId, cell, otherId }: Conflict): Op[] {
  if (kind === 'value') return [set(entity, rowId, cell as string, 'settled')];
  if (kind === 'place' || kind === 'cycle') return [place(rowId, null)];
  if (kind === 'edit-delete') return [restore(entity, rowId), ...decide('edit-delete', entity, rowId)];
  if (kind === 'kept-parent') return [restore(entity, rowId)];
  if (kind === 'duplicate') return decide('duplicate', entity, rowId, otherId);
  return [{ kind: 'delete', entity, id: rowId }];
}

/** Two people settle everything alike without knowing of each other. */
function settling(engine: Engine, history: History): boolean {
  const all = complete(history.all);
  const { conflicts } = engine.project(all, policy);
  const settlers = ['x', 'y'].map(newAuthor);
  for (const settler of settlers) {
    settler.held.push(...all);
    commit(settler, conflicts.flatMap(opThatSettles));
  }
  const [x, y] = settlers as [(typeof settlers)[0], (typeof settlers)[0]];
  pull(x, y);
  pull(y, x);
  const one = applyAll(engine, x.held).projection();
  const two = applyAll(engine, [...y.held].reverse()).projection();
  const isSettled = one.conflicts.every(({ id }) => !conflicts.some((c) => c.id === id));
  return wordsOf(one) === wordsOf(two) && isSettled;
}

/** Whether the active links, with summaries before and after their parts, leave an order in which all can happen. */
function activeLinksAcyclic(engine: Engine, { delivery }: History): boolean {
  const { rows, inactiveLinks } = applyAll(engine, delivery, 4).projection();
  const arrows: [string, string][] = [];
  for (const { entity, id, cells } of rows.values()) {
    if (entity === 'task') {
      arrows.push([`${id} start`, `${id} end`]);
      const parent = (cells.get('place') as { readonly parent: string | null } | undefined)?.parent ?? null;
      if (parent !== null) arrows.push([`${parent} start`, `${id} start`], [`${id} end`, `${parent} end`]);
    } else if (!inactiveLinks.has(id)) {
      const [from, to] = [cells.get('predecessorId'), cells.get('successorId')];
      if (rows.has(`task/${String(from)}`) && rows.has(`task/${String(to)}`))
        arrows.push([`${String(from)} end`, `${String(to)} start`]);
    }
  }
  let left = arrows;
  for (let size = -1; size !== left.length; ) {
    size = left.length;
    const targets = new Set(left.map(([, to]) => to));
    left = left.filter(([from]) => targets.has(from));
  }
  return left.length === 0;
}

function orderIsTotal(engine: Engine, { delivery }: History): boolean {
  const { rows, tree } = applyAll(engine, delivery).projection();
  const keyOf = (id: string) =>
    `${(rows.get(`task/${id}`)?.cells.get('place') as { readonly order: string } | undefined)?.order ?? ''} ${id}`;
  return [tree.roots, ...tree.children.values()].every((ids) =>
    ids.every((id, i) => i === 0 || keyOf(ids[i - 1] as string) < keyOf(id)),
  );
}

function sameAsOracle(engine: Engine, { delivery, all }: History): boolean {
  const some = delivery.slice(0, Math.ceil((delivery.length * 2) / 3));
  const state = new engine.MergeState(SPACE, policy);
  for (const [i, changeSet] of some.entries()) {
    state.apply(changeSet);
    if (i % 3 === 0) state.changedRows();
  }
  if (wordsOf(state.projection()) !== textOf(mergeOracle(some, QUIET))) return false;
  for (const changeSet of delivery) state.apply(changeSet);
  const truth = textOf(mergeOracle(all, QUIET));
  return wordsOf(state.projection()) === truth && wordsOf(engine.project(delivery, policy)) === truth;
}

function changesTold(engine: Engine, { delivery }: History): boolean {
  const state = new engine.MergeState(SPACE, policy);
  const byRow = () => {
    const { rows, heads, conflicts, inactiveLinks } = inOracleWords(state.projection());
    const about: Record<string, string> = {};
    const say = (row: string, what: unknown) => {
      about[row] = (about[row] ?? '') + JSON.stringify(what);
    };
    for (const [row, cells] of Object.entries(rows)) say(row, cells);
    for (const [cell, found] of Object.entries(heads)) say(cell.split('/').slice(0, 2).join('/'), found);
    for (const id of conflicts) say(id.split(' ')[1]!.split('/').slice(0, 2).join('/'), id);
    for (const id of inactiveLinks) say(`link/${id}`, 'inactive');
    return about;
  };
  let before = byRow();
  for (const changeSet of delivery) {
    state.apply(changeSet);
    const told = new Set(state.changedRows().map(({ entity, id }) => `${entity}/${id}`));
    const after = byRow();
    for (const row of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (before[row] !== after[row] && !told.has(row)) return false;
    }
    before = after;
  }
  return state.changedRows().length === 0;
}

function clockIsIgnored(engine: Engine, { delivery }: History): boolean {
  const clocks = [-8.64e15, 0, Number.MAX_SAFE_INTEGER];
  const bent = delivery.map((c, i) => ({ ...c, wallMs: clocks[i % 3] as number }));
  return wordsOf(engine.project(bent, policy)) === wordsOf(engine.project(delivery, policy));
}

/** The properties by their number in the design; each says whether it holds for a history. */
export const properties: Readonly<Record<string, (engine: Engine, history: History) => boolean>> = {
  '1 and 3: same set, any order, any duplication: same state and hash': convergence,
  '2: a second import changes nothing': idempotence,
  '4: order and grouping of merges do not matter': grouping,
  '5: no value is lost': noLoss,
  '6: nothing is applied before its predecessors, nothing waits in the end': causality,
  '7: every living task reaches the top through living tasks': livingTree,
  '8: an edit beats a concurrent delete and is listed': editBeatsDelete,
  '9: different heads, listed conflict': conflictsListed,
  '10: settling alike converges': settling,
  '11: active links are acyclic': activeLinksAcyclic,
  '12: siblings have one order': orderIsTotal,
  '13: incremental equals rebuilt equals oracle': sameAsOracle,
  '13: every change of a row is told': changesTold,
  '17: clocks change nothing': clockIsIgnored,
};
