import type { Result } from '../result.ts';
import { CausalGate, type Offer, type Parked, type Refusal } from './causal-gate.ts';
import {
  byTotalOrder,
  type CellValue,
  type ChangeSet,
  compareText,
  type Op,
  type Stamp,
  type VersionVector,
} from './change-set.ts';
import { type Conflict, conflictsOf } from './conflict.ts';
import { type Decisions, decisionsOfRows, NO_DECISIONS, type ReopenedCell } from './decisions.ts';
import { KeptAncestors, type TreeView } from './kept-ancestors.ts';
import { judgeLinks, type LinkEdge, type LinkVerdict } from './link-cycles.ts';
import type { MergePolicy } from './merge-policy.ts';
import type { ProjectedRow, ProjectedTree, Projection } from './projected.ts';
import { applyOp, type Head, newRow, type RowState, rowKey } from './row-state.ts';
import { type Place, placeFrom, TaskTree } from './task-tree.ts';
import { twinKey, twinsAmong } from './twins.ts';

/** Name of a row. */
export interface RowName {
  readonly entity: string;
  readonly id: string;
}

/** What the log says about one row, whether it is shown or not: what a store keeps of it. */
export interface RowRecord extends RowName {
  /** `kept`: deleted, but shown because something under it lives; `unborn`: only ever deleted. */
  readonly life: 'alive' | 'kept' | 'dead' | 'unborn';
  /** Heads of each cell in total order: the last one is shown, save for the place. */
  readonly cells: ReadonlyMap<string, readonly Head[]>;
  /** Where the tree puts a task; the parent as it was named, known here or not. */
  readonly place: Place | undefined;
  readonly deletes: readonly Stamp[];
}

const NO_CONFLICTS: readonly Conflict[] = [];
const NO_CELLS: ReadonlyMap<string, readonly Head[]> = new Map();
const NONE_REOPENED: readonly ReopenedCell[] = [];

/** The cell that holds the name of what may be added twice. */
export const NAME_CELL = 'name';

/**
 * The merged state of one space, kept up to date change set by change set. Equal at any time to `project` of what was
 * applied. Applying costs as much as the change set is long; the first question afterwards costs as much as was touched,
 * plus the moves later than an old move that came in, plus the number of links if links or the place of linked tasks changed.
 */
export class MergeState {
  readonly #policy: MergePolicy;
  readonly #gate: CausalGate;
  readonly #rows = new Map<string, Map<string, RowState>>();
  readonly #tree = new TaskTree();
  readonly #kept = new KeptAncestors();
  readonly #view: TreeView;
  #links: LinkVerdict = { inactive: new Set(), concerned: new Set() };
  #areLinksStale = false;
  #decisions: Decisions = NO_DECISIONS;
  #areDecisionsStale = false;
  /** Rows of one name in one place, and under which each is counted now. */
  readonly #namesakes = new Map<string, Set<RowState>>();
  readonly #namedAs = new Map<RowState, string>();
  readonly #twins = new Map<RowState, string>();
  readonly #touched = new Set<RowState>();
  /** Tasks that came to life or died. */
  readonly #turned = new Set<string>();
  readonly #conflicts = new Map<RowState, readonly Conflict[]>();
  readonly #shown = new Map<RowState, ProjectedRow>();
  #changed = new Set<RowState>();

  /** An empty state that takes change sets of the given space. */
  constructor(space: string, policy: MergePolicy) {
    this.#policy = policy;
    this.#gate = new CausalGate(space);
    const { entity } = policy.place;
    this.#view = {
      isAlive: (id) => (this.#find(entity, id)?.kept.length ?? 0) > 0,
      isKnown: (id) => this.#find(entity, id)?.edited ?? false,
      parentOf: (id) => this.#tree.placeOf(id)?.parent ?? null,
    };
  }

  /**
   * Takes one change set in: applied at once together with those that waited for it, parked until its predecessors are
   * here, or dropped as known already. Refuses what can never be taken (see `Refusal`); the state stays as it was.
   */
  apply(changeSet: ChangeSet): Result<Offer, Refusal> {
    const offer = this.#gate.offer(changeSet);
    if (offer.ok && offer.value.status === 'ready') {
      for (const ready of offer.value.changeSets) for (const op of ready.ops) this.#applyOp(ready, op);
    }
    return offer;
  }

  /** What has been applied. */
  get vector(): VersionVector {
    return this.#gate.vector;
  }

  /** Highest Lamport counter applied; the next local change set takes one more. */
  get lamport(): number {
    return this.#gate.lamport;
  }

  /** What waits, and for what that is not here at all. */
  parked(): readonly Parked[] {
    return this.#gate.parked();
  }

  /** The row as shown; undefined if there is none or it is deleted. */
  row(entity: string, id: string): ProjectedRow | undefined {
    this.#settle();
    const row = this.#find(entity, id);
    return row === undefined ? undefined : this.#show(row);
  }

  /** Values of a cell that nobody has overwritten, in total order; the last one is shown. Also of dead rows. */
  heads(entity: string, id: string, cell: string): readonly Head[] {
    return this.#find(entity, id)?.cells.get(cell) ?? [];
  }

  /** As `heads`, of all cells of a row; what comes in later shows in it. */
  cellsOf(entity: string, id: string): ReadonlyMap<string, readonly Head[]> {
    return this.#find(entity, id)?.cells ?? NO_CELLS;
  }

  /** Whether there is a row that is not deleted, or stays because something under it lives. */
  isShown(entity: string, id: string): boolean {
    this.#settle();
    const row = this.#find(entity, id);
    return row !== undefined && this.#isShown(row);
  }

  /** Deletes of a row, in order of arrival, whether or not the row is dead. */
  deletesOf(entity: string, id: string): readonly Stamp[] {
    return (this.#find(entity, id)?.deletes ?? []).map(({ replica, seq, lamport }) => ({ replica, seq, lamport }));
  }

  /** The record of one row; undefined if the log does not name it. */
  record(entity: string, id: string): RowRecord | undefined {
    this.#settle();
    const row = this.#find(entity, id);
    return row === undefined ? undefined : this.#recordOf(row);
  }

  /** The records of all rows, in no particular order. */
  records(): readonly RowRecord[] {
    this.#settle();
    return [...this.#rows.values()].flatMap((ofEntity) => [...ofEntity.values()].map((row) => this.#recordOf(row)));
  }

  conflictsOf(entity: string, id: string): readonly Conflict[] {
    this.#settle();
    const row = this.#find(entity, id);
    return (row === undefined ? undefined : this.#conflicts.get(row)) ?? NO_CONFLICTS;
  }

  /** All conflicts, dead rows' included, sorted by id. */
  conflicts(): readonly Conflict[] {
    this.#settle();
    return [...this.#conflicts.values()].flat().sort((a, b) => compareText(a.id, b.id));
  }

  /** Whether the link is left out because it closes a cycle. */
  isInactiveLink(id: string): boolean {
    this.#settle();
    return this.#links.inactive.has(id);
  }

  /**
   * Rows whose cells, life, place, heads or conflicts may have changed since this was last asked: all that did, and
   * some that were written with what they held already.
   */
  changedRows(): readonly RowName[] {
    this.#settle();
    const changed = [...this.#changed].map(({ entity, id }) => ({ entity, id }));
    this.#changed = new Set();
    return changed;
  }

  /** The whole state; costs as much as the plan is large. A later `apply` does not change what was given out. */
  projection(): Projection {
    this.#settle();
    const rows = new Map<string, ProjectedRow>();
    const heads = new Map<string, ReadonlyMap<string, readonly Head[]>>();
    for (const ofEntity of this.#rows.values()) {
      for (const row of ofEntity.values()) {
        const shown = this.#show(row);
        if (shown !== undefined) rows.set(row.key, shown);
        if (row.cells.size > 0) heads.set(row.key, new Map(row.cells));
      }
    }
    return {
      vector: this.vector,
      rows,
      conflicts: this.conflicts(),
      heads,
      tree: this.#treeOf(rows),
      inactiveLinks: this.#links.inactive,
    };
  }

  #recordOf(row: RowState): RowRecord {
    const { entity, id, cells, deletes, edited, kept } = row;
    const isTask = entity === this.#policy.place.entity;
    const whenDeleted = isTask && this.#isKeptParent(row) ? 'kept' : edited ? 'dead' : 'unborn';
    const life = kept.length > 0 ? 'alive' : whenDeleted;
    return { entity, id, life, cells, place: isTask ? this.#tree.placeOf(id) : undefined, deletes };
  }

  #find(entity: string, id: string): RowState | undefined {
    return this.#rows.get(entity)?.get(id);
  }

  #applyOp(changeSet: ChangeSet, op: Op): void {
    const row = this.#rowFor(op.entity, op.id);
    const isNews = !row.edited;
    const wasAlive = row.kept.length > 0;
    this.#touched.add(row);
    applyOp(row, changeSet, op);
    if (op.entity === this.#policy.links.entity) this.#areLinksStale ||= isNews || this.#mayTurnLink(row, op);
    if (op.entity === this.#policy.decisionEntity) this.#areDecisionsStale = true;
    if (op.entity !== this.#policy.place.entity) return;
    if ((isNews && row.edited) || row.kept.length > 0 !== wasAlive) this.#turned.add(op.id);
    if (op.kind === 'set' && op.cell === this.#policy.place.cell) {
      const place = placeFrom(op.value);
      if (place !== undefined) this.#tree.add(changeSet, op.id, place);
    }
    if (isNews && row.edited) {
      // Children that named this parent before it was known stand under it from now on.
      for (const child of this.#tree.childrenOf(op.id)) this.#touched.add(this.#rowFor(op.entity, child));
    }
  }

  #mayTurnLink(row: RowState, op: Op): boolean {
    const { predecessorCell, successorCell } = this.#policy.links;
    return op.kind !== 'set' || row.deletes.length > 0 || op.cell === predecessorCell || op.cell === successorCell;
  }

  #rowFor(entity: string, id: string): RowState {
    let ofEntity = this.#rows.get(entity);
    if (ofEntity === undefined) {
      ofEntity = new Map();
      this.#rows.set(entity, ofEntity);
    }
    let row = ofEntity.get(id);
    if (row === undefined) {
      row = newRow(entity, id);
      ofEntity.set(id, row);
    }
    return row;
  }

  /** Brings everything that follows from the applied ops up to date. */
  #settle(): void {
    if (this.#touched.size === 0) return;
    const { entity } = this.#policy.place;
    const { moved, judged } = this.#tree.replay();
    const stirred = new Set([...moved, ...this.#turned]);
    this.#turned.clear();
    const supported = this.#kept.update(stirred, this.#view);
    for (const ids of [moved, judged, supported]) for (const id of ids) this.#touch(entity, id);
    this.#settleLinks(stirred, supported);
    this.#settleDecisions();
    this.#settleTwins();
    for (const row of this.#touched) {
      this.#shown.delete(row);
      const conflicts = conflictsOf(row, this.#policy, this.#tree, {
        keptParent: row.entity === entity && this.#isKeptParent(row),
        inactiveLink: row.entity === this.#policy.links.entity && this.#links.inactive.has(row.id),
        reopened: this.#decisions.reopened.has(row.key),
        reopenedCells: this.#decisions.reopenedCells.get(row.key) ?? NONE_REOPENED,
        twinOf: this.#twins.get(row) ?? null,
      });
      if (conflicts.length > 0) this.#conflicts.set(row, conflicts);
      else this.#conflicts.delete(row);
      this.#changed.add(row);
    }
    this.#touched.clear();
  }

  #settleLinks(stirred: ReadonlySet<string>, supported: ReadonlySet<string>): void {
    const { concerned, inactive } = this.#links;
    for (const ids of [stirred, supported]) {
      if (this.#areLinksStale) break;
      for (const id of ids) this.#areLinksStale ||= concerned.has(id);
    }
    if (!this.#areLinksStale) return;
    this.#areLinksStale = false;
    this.#links = this.#judgeLinks();
    const { entity } = this.#policy.links;
    for (const id of inactive) if (!this.#links.inactive.has(id)) this.#touch(entity, id);
    for (const id of this.#links.inactive) if (!inactive.has(id)) this.#touch(entity, id);
  }

  #settleDecisions(): void {
    if (!this.#areDecisionsStale) return;
    this.#areDecisionsStale = false;
    const before = this.#decisions;
    this.#decisions = decisionsOfRows(this.#rows.get(this.#policy.decisionEntity)?.values() ?? []);
    for (const { concerned } of [before, this.#decisions]) {
      for (const key of concerned) {
        const slash = key.indexOf('/');
        this.#touch(key.slice(0, slash), key.slice(slash + 1));
      }
    }
  }

  #settleTwins(): void {
    const stirred = new Set<string>();
    for (const row of this.#touched) {
      if (!this.#policy.twins.has(row.entity)) continue;
      const before = this.#namedAs.get(row);
      const now = this.#nameOf(row);
      if (before !== undefined && before !== now) {
        this.#namesakes.get(before)?.delete(row);
        this.#namedAs.delete(row);
        this.#twins.delete(row);
        stirred.add(before);
      }
      if (now === null) continue;
      if (before !== now) {
        this.#namedAs.set(row, now);
        const namesakes = this.#namesakes.get(now);
        if (namesakes === undefined) this.#namesakes.set(now, new Set([row]));
        else namesakes.add(row);
      }
      stirred.add(now);
    }
    for (const name of stirred) this.#judgeTwins(this.#namesakes.get(name)!);
  }

  #judgeTwins(namesakes: Set<RowState>): void {
    if (namesakes.size < 2 && [...namesakes].every((row) => !this.#twins.has(row))) return;
    const rows = [...namesakes].map(({ entity, id, born }) => ({ entity, id, born: born! }));
    const twins = twinsAmong(rows, this.#decisions.apart);
    for (const row of namesakes) {
      const twin = twins.get(row.id);
      if (this.#twins.get(row) === twin) continue;
      if (twin === undefined) this.#twins.delete(row);
      else this.#twins.set(row, twin);
      this.#touched.add(row);
    }
  }

  /** What a shown row is counted under among its namesakes. */
  #nameOf(row: RowState): string | null {
    if (!this.#isShown(row)) return null;
    const isTask = row.entity === this.#policy.place.entity;
    return twinKey(row.entity, row.cells.get(NAME_CELL)?.at(-1)?.value, isTask ? this.#parentShown(row.id) : null);
  }

  #touch(entity: string, id: string): void {
    const row = this.#find(entity, id);
    if (row !== undefined) this.#touched.add(row);
  }

  /**
   * Links in total order of when their predecessor was first named (among what nobody has overwritten), then by id.
   * One with a deleted end counts for nothing; one whose end is not known here may lead to another space.
   */
  #judgeLinks(): LinkVerdict {
    const { entity, predecessorCell, successorCell } = this.#policy.links;
    const ends = new Set<string>();
    const found: { readonly edge: LinkEdge; readonly since: Stamp }[] = [];
    for (const row of this.#rows.get(entity)?.values() ?? []) {
      const from = row.cells.get(predecessorCell);
      const predecessor = from?.at(-1)?.value;
      const successor = row.cells.get(successorCell)?.at(-1)?.value;
      if (row.kept.length === 0 || typeof predecessor !== 'string' || typeof successor !== 'string') continue;
      ends.add(predecessor).add(successor);
      if (this.#isGone(predecessor) || this.#isGone(successor)) continue;
      found.push({ edge: { id: row.id, predecessor, successor }, since: from?.[0] as Stamp });
    }
    found.sort((a, b) => byTotalOrder(a.since, b.since) || compareText(a.edge.id, b.edge.id));
    const verdict = judgeLinks(
      found.map(({ edge }) => edge),
      this.#view.parentOf,
    );
    // A deleted end is of concern too: it may come back.
    return { inactive: verdict.inactive, concerned: new Set([...verdict.concerned, ...ends]) };
  }

  #isGone(taskId: string): boolean {
    return this.#view.isKnown(taskId) && !this.#view.isAlive(taskId) && !this.#kept.isSupported(taskId);
  }

  #isKeptParent(row: RowState): boolean {
    return row.edited && row.kept.length === 0 && this.#kept.isSupported(row.id);
  }

  #isShown(row: RowState): boolean {
    return row.kept.length > 0 || (row.entity === this.#policy.place.entity && this.#isKeptParent(row));
  }

  #show(row: RowState): ProjectedRow | undefined {
    if (!this.#isShown(row)) return undefined;
    const isTask = row.entity === this.#policy.place.entity;
    const known = this.#shown.get(row);
    if (known !== undefined) return known;
    const cells = new Map<string, CellValue>();
    for (const [cell, heads] of row.cells) {
      if (!isTask || cell !== this.#policy.place.cell) cells.set(cell, (heads.at(-1) as Head).value);
    }
    const place = isTask ? this.#tree.placeOf(row.id) : undefined;
    if (place !== undefined)
      cells.set(this.#policy.place.cell, { parent: this.#parentShown(row.id), order: place.order });
    const shown = { entity: row.entity, id: row.id, cells };
    this.#shown.set(row, shown);
    return shown;
  }

  #parentShown(id: string): string | null {
    const parent = this.#view.parentOf(id);
    return parent !== null && this.#view.isKnown(parent) ? parent : null;
  }

  #treeOf(rows: ReadonlyMap<string, ProjectedRow>): ProjectedTree {
    const { entity } = this.#policy.place;
    const roots: string[] = [];
    const children = new Map<string, string[]>();
    for (const id of this.#rows.get(entity)?.keys() ?? []) {
      if (!rows.has(rowKey(entity, id))) continue;
      const parent = this.#parentShown(id);
      const siblings = parent === null ? roots : children.get(parent);
      if (siblings === undefined) children.set(parent as string, [id]);
      else siblings.push(id);
    }
    const orderOf = (id: string) => this.#tree.placeOf(id)?.order ?? '';
    const bySibling = (a: string, b: string) => compareText(orderOf(a), orderOf(b)) || compareText(a, b);
    roots.sort(bySibling);
    for (const siblings of children.values()) siblings.sort(bySibling);
    return { roots, children };
  }
}
