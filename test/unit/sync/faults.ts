/** A fault: in that file, each of these texts is replaced by another. The text must occur exactly once. */
export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly edits: readonly (readonly [string, string])[];
}

/** Faults of the merge, each of which the properties have to see. */
export const mergeFaults: readonly Fault[] = [
  {
    name: 'arrival order instead of total order: values',
    file: 'row-state.ts',
    edits: [['[...heads, head].sort(byTotalOrder)', '[...heads, head]']],
  },
  {
    name: 'arrival order instead of total order: moves',
    file: 'task-tree.ts',
    edits: [['&& byTotalOrder(oldest, last) < 0;', '&& false;']],
  },
  {
    name: 'arrival order instead of total order: links',
    file: 'merge-state.ts',
    edits: [['found.sort((a, b) => byTotalOrder(a.since, b.since) || compareText(a.edge.id, b.edge.id));', '']],
  },
  { name: 'no cycle check', file: 'task-tree.ts', edits: [['if (parent === id) return true;', 'return false;']] },
  {
    name: 'no cycle check but for a task under itself',
    file: 'task-tree.ts',
    edits: [['if (at === id) return true;', 'return false;']],
  },
  {
    name: 'newest-only heads',
    file: 'row-state.ts',
    edits: [['[...heads, head].sort(byTotalOrder)', '[...heads, head].sort(byTotalOrder).slice(-1)']],
  },
  {
    name: 'no parking',
    file: 'causal-gate.ts',
    edits: [
      ['if (seqOf(this.#vector, replica) >= seq) continue;', 'if (seq > 0) continue;'],
      ["if (changeSet.prevHash !== (previous?.hash ?? FIRST_PREV_HASH)) return refusal('sync.fork', changeSet);", ''],
    ],
  },
  {
    name: 'ancestors not kept',
    file: 'kept-ancestors.ts',
    edits: [['return (this.#support.get(id) ?? 0) > 0;', 'return false;']],
  },
  {
    name: 'only parents kept, not their parents',
    file: 'kept-ancestors.ts',
    edits: [['view.isAlive(id) || (view.isKnown(id) && this.isSupported(id))', 'view.isAlive(id)']],
  },
  {
    name: 'no replica tie-break',
    file: 'change-set.ts',
    edits: [['a.lamport - b.lamport || compareText(a.replica, b.replica) || a.seq - b.seq', 'a.lamport - b.lamport']],
  },
  {
    name: 'delete always wins over edits known',
    file: 'row-state.ts',
    edits: [['row.kept = row.kept.filter((edit) => edit !== changeSet && !saw(changeSet, edit));', 'row.kept = [];']],
  },
  {
    name: 'delete always wins',
    file: 'row-state.ts',
    edits: [
      ['row.kept = row.kept.filter((edit) => edit !== changeSet && !saw(changeSet, edit));', 'row.kept = [];'],
      [
        'if (row.deletes.at(-1) === changeSet) return;\n  if (row.kept',
        'if (row.deletes.length > 0) return;\n  if (row.kept',
      ],
    ],
  },
  {
    name: 'value conflict not listed',
    file: 'conflict.ts',
    edits: [["found.push(conflict('value', row, cell));", '']],
  },
  {
    name: 'edit-delete conflict not listed',
    file: 'conflict.ts',
    edits: [["if (isContested(row, is.reopened)) found.push(conflict('edit-delete', row));", '']],
  },
  {
    name: 'edit-delete conflict listed only if the delete came last',
    file: 'row-state.ts',
    edits: [['if (!row.contested) row.contested = row.open.some((mark) => !saw(changeSet, mark));', '']],
  },
  {
    name: 'a restore answers nothing',
    file: 'row-state.ts',
    edits: [['row.open = row.open.filter((mark) => !saw(changeSet, mark));', '']],
  },
  {
    name: 'place conflict not listed',
    file: 'conflict.ts',
    edits: [["[conflict('place', row, cell)] : []", '[] : []']],
  },
  { name: 'cycle not listed', file: 'conflict.ts', edits: [["return [conflict('cycle', row, cell)];", 'return [];']] },
  {
    name: 'kept parent not listed',
    file: 'conflict.ts',
    edits: [["if (is.keptParent) found.push(conflict('kept-parent', row));", '']],
  },
  {
    name: 'twins not listed',
    file: 'conflict.ts',
    edits: [['if (is.twinOf !== null)', 'if (is.twinOf === row.id)']],
  },
  {
    name: 'what somebody added who knew of the other is listed as a twin',
    file: 'twins.ts',
    edits: [['!saw(row.born, other.born) &&', '']],
  },
  {
    name: 'a row is born when it first arrives, not when it was made',
    file: 'row-state.ts',
    edits: [['row.born === null || byTotalOrder(changeSet, row.born) < 0', 'row.born === null']],
  },
  {
    name: 'twins that were said to be two things are listed',
    file: 'twins.ts',
    edits: [['!apart.has(pairKey(row.entity, row.id, other.id)),', 'apart.size >= 0,']],
  },
  {
    name: 'a value whose decision was taken back is not in question again',
    file: 'decisions.ts',
    edits: [["else if (kind === 'value' && !stands) {", "else if (kind === 'value' && stands && !stands) {"]],
  },
  {
    name: 'a decision that was taken back opens nothing',
    file: 'conflict.ts',
    edits: [['(isReopened && row.kept.length > 0 && row.deletes.length > 0)', 'false']],
  },
  {
    name: 'links not checked for cycles',
    file: 'link-cycles.ts',
    edits: [['if (!isTaken) inactive.add', 'if (!isTaken && i < 0) inactive.add']],
  },
  {
    name: 'order not repaired after a link against it',
    file: 'growing-order.ts',
    edits: [['this.#reorder(before, after);', 'before.concat(after);']],
  },
  {
    name: 'summaries do not pass link cycles on',
    file: 'link-cycles.ts',
    edits: [['if (child >= 0) {', 'if (child >= Infinity) {']],
  },
  {
    name: 'quiet cells listed',
    file: 'conflict.ts',
    edits: [['&& !policy.isQuiet(row.entity, cell)', '']],
  },
  {
    name: 'links judged once',
    file: 'merge-state.ts',
    edits: [['this.#areLinksStale ||= concerned.has(id);', '{}']],
  },
  {
    name: 'moves taken back to the wrong place',
    file: 'task-tree.ts',
    edits: [['this.#put(move.id, move.from);', 'this.#put(move.id, undefined);']],
  },
  {
    name: 'values covered by own vector only',
    file: 'row-state.ts',
    edits: [['!covers(changeSet.vector, h.replica, h.seq) && !isSame', 'h.replica !== changeSet.replica && !isSame']],
  },
];

/** The text with the fault in it; a fault that no longer fits the source is a fault of the test. */
export const withFault = (text: string, { name, file, edits }: Fault): string => {
  let faulty = text;
  for (const [find, put] of edits) {
    const places = faulty.split(find).length - 1;
    if (places !== 1) throw new Error(`${name}: "${find}" occurs ${places} times in ${file}`);
    faulty = faulty.replace(find, () => put);
  }
  return faulty;
};
