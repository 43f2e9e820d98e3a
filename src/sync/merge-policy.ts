/** What the merge must know of the meaning of cells; everything else it treats alike. */
export interface MergePolicy {
  /** The cell that holds the place in the tree, `{ parent: string | null, order: string }`. */
  readonly place: { readonly entity: string; readonly cell: string };
  /** The entity whose rows link two rows of the tree. */
  readonly links: { readonly entity: string; readonly predecessorCell: string; readonly successorCell: string };
  /** Whether concurrent values of this cell are not worth telling (colour, collapsed). */
  readonly isQuiet: (entity: string, cell: string) => boolean;
  /** Entities of which people may add the same thing apart: two rows of one name in one place (`twins.ts`). */
  readonly twins: ReadonlySet<string>;
  /** The entity whose rows say what was decided where no value of a row does (`decisions.ts`). */
  readonly decisionEntity: string;
}

/** The policy of a plan: tasks in a tree, links between tasks, and the given quiet cells and entities of twins. */
export const planPolicy = (
  isQuiet: MergePolicy['isQuiet'],
  twins: MergePolicy['twins'] = new Set<string>(),
): MergePolicy => ({
  place: { entity: 'task', cell: 'place' },
  links: { entity: 'link', predecessorCell: 'predecessorId', successorCell: 'successorId' },
  isQuiet,
  twins,
  decisionEntity: 'decision',
});
