/**
 * Slow model of the merge, made to be believed rather than to be fast: it asks of every op and every pair of change sets
 * what the rules say, keeps nothing, and takes no change set for granted before its predecessors are there.
 */
import type { CellValue, ChangeSet, Op } from '../../src/sync/change-set.ts';

export interface OracleState {
  /** Living rows: `entity/id` -> cell -> value shown (JSON). */
  readonly rows: Record<string, Record<string, string>>;
  /** `entity/id/cell` -> values nobody has overwritten, as sorted `replica:seq=JSON`. */
  readonly heads: Record<string, string[]>;
  readonly conflicts: string[];
  /** Parent id, or '' for the top level -> children in order. */
  readonly tree: Record<string, string[]>;
  readonly inactiveLinks: string[];
}

const knew = (later: ChangeSet, earlier: ChangeSet) => (later.vector[earlier.replica] ?? 0) >= earlier.seq;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: ChangeSet, b: ChangeSet) => a.lamport - b.lamport || compare(a.replica, b.replica) || a.seq - b.seq;
const json = (value: unknown) => JSON.stringify(value);
const unique = <T>(list: readonly T[]) => [...new Set(list)];

/** The given change sets, once each, without those that lack a predecessor. */
export function complete(given: readonly ChangeSet[]): ChangeSet[] {
  let left = unique(given);
  for (;;) {
    const has = (replica: string, seq: number) => left.some((c) => c.replica === replica && c.seq === seq);
    const whole = left.filter((c) =>
      Object.entries(c.vector).every(([replica, seq]) =>
        Array.from({ length: seq }, (_, i) => i + 1).every((s) => has(replica, s)),
      ),
    );
    if (whole.length === left.length) return whole.sort(inOrder);
    left = whole;
  }
}

interface Step {
  readonly c: ChangeSet;
  readonly op: Op;
  readonly row: string;
}

export function mergeOracle(given: readonly ChangeSet[], quiet: readonly string[] = []): OracleState {
  const steps: Step[] = complete(given).flatMap((c) => c.ops.map((op) => ({ c, op, row: `${op.entity}/${op.id}` })));
  const edits = steps.filter((s) => s.op.kind !== 'delete');
  const deletes = steps.filter((s) => s.op.kind === 'delete');
  const known = unique(edits.map((s) => s.row));
  const conflicts = new Set<string>();

  // Life: an edit counts unless a delete knew of it or was made in the same breath.
  const standing = edits.filter((e) => !deletes.some((d) => d.row === e.row && (d.c === e.c || knew(d.c, e.c))));
  const living = new Set(standing.map((e) => e.row));
  for (const e of standing) {
    const unanswered = deletes.filter(
      (d) => d.row === e.row && !edits.some((r) => r.row === e.row && r.op.kind === 'restore' && knew(r.c, d.c)),
    );
    if (unanswered.some((d) => !knew(e.c, d.c))) conflicts.add(`edit-delete ${e.row}`);
  }

  // Heads: what no later writer of the cell knew of.
  const written = steps.flatMap((s) =>
    s.op.kind === 'set' ? [{ ...s, cell: `${s.row}/${s.op.cell}`, value: s.op.value }] : [],
  );
  const headsOf = (cell: string) =>
    written.filter(
      (w, i) =>
        w.cell === cell && !written.some((o, j) => o.cell === cell && (knew(o.c, w.c) || (o.c === w.c && j > i))),
    );
  const cells = unique(written.map((w) => w.cell));

  // Tree: one move after the other, unless the task is found on the way up from its new parent.
  const place = new Map<string, { readonly parent: string | null; readonly order: string }>();
  const skipped = new Set<string>();
  const pathUp = (id: string | null): string[] => {
    const path: string[] = [];
    for (let at = id; at !== null; at = place.get(at)?.parent ?? null) path.push(at);
    return path;
  };
  for (const w of written.filter((o) => /^task\/[^/]*\/place$/.test(o.cell))) {
    const to = w.value as { readonly parent: string | null; readonly order: string };
    // Of several moves in one change set the last is the one that was wished for.
    skipped.delete(`${w.cell}@${w.c.hash}`);
    if (pathUp(to.parent).includes(w.op.id)) skipped.add(`${w.cell}@${w.c.hash}`);
    else place.set(w.op.id, to);
  }

  // A deleted task stays while something living is under it.
  const there = new Set(living);
  for (const row of living) {
    if (!row.startsWith('task/')) continue;
    for (const above of pathUp(row.slice(5))
      .slice(1)
      .map((id) => `task/${id}`)) {
      if (living.has(above) || !known.includes(above)) continue;
      there.add(above);
      conflicts.add(`kept-parent ${above}`);
    }
  }

  // Decisions: one that was taken back opens the question of a deleted row again.
  const valueIn = (row: string, cell: string): CellValue => headsOf(`${row}/${cell}`).at(-1)?.value ?? null;
  const decisions = known
    .filter((row) => row.startsWith('decision/'))
    .map((row) => {
      const subject = valueIn(row, 'subject') as { readonly entity: string; readonly id: string } | null;
      const about = subject === null ? '' : `${subject.entity}/${subject.id}`;
      const other = subject === null ? '' : `${subject.entity}/${String(valueIn(row, 'otherId'))}`;
      const cell = `${about}/${String(valueIn(row, 'otherId'))}`;
      const takenBackBy = deletes.filter((d) => d.row === row).map((d) => d.c);
      return { kind: valueIn(row, 'kind'), about, other, cell, takenBackBy, stands: living.has(row) };
    });
  for (const { kind, about, stands } of decisions) {
    const isAnswered = decisions.some((d) => d.kind === kind && d.about === about && d.stands);
    const isDeletable = living.has(about) && deletes.some((d) => d.row === about);
    if (kind === 'edit-delete' && !stands && !isAnswered && isDeletable) conflicts.add(`edit-delete ${about}`);
  }

  const rows: Record<string, Record<string, string>> = {};
  for (const row of [...there].sort()) rows[row] = {};
  const heads: Record<string, string[]> = {};
  for (const cell of cells) {
    const found = headsOf(cell);
    const [entity, id, name] = cell.split('/') as [string, string, string];
    heads[cell] = found.map((h) => `${h.c.replica}:${h.c.seq}=${json(h.value)}`);
    if (entity === 'task' && name === 'place') {
      if (found.some((h) => skipped.has(`${cell}@${h.c.hash}`))) conflicts.add(`cycle ${cell}`);
      else if (unique(found.map((h) => (h.value as { parent: CellValue }).parent)).length > 1)
        conflicts.add(`place ${cell}`);
    } else {
      if (!quiet.includes(name) && unique(found.map((h) => json(h.value))).length > 1) conflicts.add(`value ${cell}`);
      const row = rows[`${entity}/${id}`];
      if (row !== undefined) row[name] = json(found[found.length - 1]?.value);
    }
  }
  // A value is in question again where all that the cell holds was put back with the decision about it.
  for (const { kind, cell, takenBackBy, stands } of decisions) {
    const found = headsOf(cell);
    if (kind !== 'value' || stands || found.length === 0 || !found.every((h) => takenBackBy.includes(h.c))) continue;
    if (['value', 'place', 'cycle'].some((known) => conflicts.has(`${known} ${cell}`))) continue;
    conflicts.add(`${/^task\/[^/]*\/place$/.test(cell) ? 'place' : 'value'} ${cell}`);
  }
  const tree: Record<string, string[]> = {};
  const tasks = [...there].filter((row) => row.startsWith('task/')).map((row) => row.slice(5));
  const orderOf = (id: string) => place.get(id)?.order ?? '';
  for (const id of tasks.sort((a, b) => compare(orderOf(a), orderOf(b)) || compare(a, b))) {
    const at = place.get(id);
    const parent = at?.parent != null && known.includes(`task/${at.parent}`) ? at.parent : null;
    tree[parent ?? ''] = [...(tree[parent ?? ''] ?? []), id];
    if (at !== undefined) (rows[`task/${id}`] as Record<string, string>).place = json({ parent, order: at.order });
  }

  // Twins: tasks of one name in one place, of which the later was made without knowing of the earlier.
  const bornOf = (row: string) =>
    edits
      .filter((e) => e.row === row)
      .map((e) => e.c)
      .sort(inOrder)[0]!;
  const named = tasks.flatMap((id) => {
    const name = rows[`task/${id}`]!.name;
    const at = place.get(id);
    const parent = at?.parent != null && known.includes(`task/${at.parent}`) ? at.parent : null;
    return name !== undefined && name !== json('')
      ? [{ id, key: `${String(parent)} ${name}`, born: bornOf(`task/${id}`) }]
      : [];
  });
  for (const later of named) {
    const twins = named.filter(
      (one) =>
        one.key === later.key &&
        (inOrder(one.born, later.born) || compare(one.id, later.id)) < 0 &&
        one.born !== later.born &&
        !knew(later.born, one.born) &&
        !decisions.some(
          (d) =>
            d.kind === 'duplicate' &&
            d.stands &&
            [d.about, d.other].sort().join() === [`task/${one.id}`, `task/${later.id}`].sort().join(),
        ),
    );
    const first = twins.sort((a, b) => inOrder(a.born, b.born) || compare(a.id, b.id))[0];
    if (first) conflicts.add(`duplicate task/${later.id}/${first.id}`);
  }

  // Links: one after the other, unless the predecessor's end can only come after the successor's start.
  interface Link {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly since: ChangeSet;
  }
  const candidates = [...living]
    .filter((row) => row.startsWith('link/'))
    .flatMap((row): Link[] => {
      const from = headsOf(`${row}/predecessorId`);
      const to = headsOf(`${row}/successorId`);
      const ends = [from[from.length - 1]?.value, to[to.length - 1]?.value];
      const isUsable = ends.every(
        (e) => typeof e === 'string' && !(known.includes(`task/${e}`) && !there.has(`task/${e}`)),
      );
      return isUsable ? [{ id: row.slice(5), from: String(ends[0]), to: String(ends[1]), since: from[0]!.c }] : [];
    });
  const active: Link[] = [];
  const inactiveLinks: string[] = [];
  const isAtOrUnder = (id: string, above: string) => pathUp(id).includes(above);
  /** What must wait, at the earliest, until this task has begun: its parts, and what follows the end of any of those. */
  const comesAfterStartOf = (start: string, end: string): boolean => {
    const begun = new Set([start]);
    for (let size = 0; size !== begun.size; ) {
      size = begun.size;
      // A link's successor begins after its predecessor ended; that ends after any part of it that begins.
      for (const l of active) {
        if ([...begun].some((b) => isAtOrUnder(l.from, b) || isAtOrUnder(b, l.from))) begun.add(l.to);
      }
    }
    return [...begun].some((b) => isAtOrUnder(end, b) || isAtOrUnder(b, end));
  };
  for (const link of candidates.sort((a, b) => inOrder(a.since, b.since) || compare(a.id, b.id))) {
    if (comesAfterStartOf(link.to, link.from)) {
      inactiveLinks.push(link.id);
      conflicts.add(`link-cycle link/${link.id}`);
    } else active.push(link);
  }
  return { rows, heads, conflicts: [...conflicts].sort(), tree, inactiveLinks: inactiveLinks.sort() };
}
