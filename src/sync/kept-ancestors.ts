/** How the rows of the tree stand right now. */
export interface TreeView {
  /** Whether an edit of the row is known that no delete covers. */
  readonly isAlive: (id: string) => boolean;
  /** Whether any edit of the row is known. */
  readonly isKnown: (id: string) => boolean;
  readonly parentOf: (id: string) => string | null;
}

/**
 * Tells which deleted tasks stay because something under them lives. Counts, per task, the children that are there;
 * a change walks upwards only as far as it makes a difference.
 */
export class KeptAncestors {
  readonly #support = new Map<string, number>();
  /** Under which parent a task is counted now. */
  readonly #countedAt = new Map<string, string>();

  /** Whether a child of the task is there. */
  isSupported(id: string): boolean {
    return (this.#support.get(id) ?? 0) > 0;
  }

  /** Takes in tasks whose place or life changed. Gives the tasks whose support began or ended. */
  update(ids: Iterable<string>, view: TreeView): ReadonlySet<string> {
    const changed = new Set<string>();
    const queue = [...ids];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const isThere = view.isAlive(id) || (view.isKnown(id) && this.isSupported(id));
      const parent = isThere ? view.parentOf(id) : null;
      const counted = this.#countedAt.get(id) ?? null;
      if (parent === counted) continue;
      if (counted !== null) {
        this.#countedAt.delete(id);
        if (this.#add(counted, -1)) queue.push(note(changed, counted));
      }
      if (parent !== null) {
        this.#countedAt.set(id, parent);
        if (this.#add(parent, 1)) queue.push(note(changed, parent));
      }
    }
    return changed;
  }

  /** True if the first child came or the last one went. */
  #add(id: string, step: 1 | -1): boolean {
    const before = this.#support.get(id) ?? 0;
    const after = before + step;
    if (after === 0) this.#support.delete(id);
    else this.#support.set(id, after);
    return before === 0 || after === 0;
  }
}

function note(changed: Set<string>, id: string): string {
  changed.add(id);
  return id;
}
