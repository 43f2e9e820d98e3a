/** What the merge must know of the meaning of cells; everything else it treats alike. */
export interface MergePolicy {
  /** The cell that holds the place in the tree, `{ parent: string | null, order: string }`. */
  readonly place: { readonly entity: string; readonly cell: string };
  /** The entity whose rows link two rows of the tree. */
  readonly links: { readonly entity: string; readonly predecessorCell: string; readonly successorCell: string };
  /** Whether concurrent values of this cell are not worth telling (colour, collapsed). */
  readonly isQuiet: (entity: string, cell: string) => boolean;
}

/** The policy of a plan: tasks in a tree, links between tasks, and the given quiet cells. */
export const planPolicy = (isQuiet: MergePolicy['isQuiet']): MergePolicy => ({
  place: { entity: 'task', cell: 'place' },
  links: { entity: 'link', predecessorCell: 'predecessorId', successorCell: 'successorId' },
  isQuiet,
});
