import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { histories } from './history.ts';
import { type Engine, properties } from './merge-properties.ts';

/** A fault: in that file, each of these texts is replaced by another. The text must occur exactly once. */
interface Fault {
  readonly name: string;
  readonly file: string;
  readonly edits: readonly (readonly [string, string])[];
}

const faults: readonly Fault[] = [
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
    edits: [["if (row.contested) found.push(conflict('edit-delete', row));", '']],
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

const source = fileURLToPath(new URL('../../../src', import.meta.url));
const workshop = mkdtempSync(join(tmpdir(), 'planted-faults-'));
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** A copy of the merge with the fault written into its source. */
async function engineWith(fault: Fault | null, n: number): Promise<Engine> {
  const folder = join(workshop, String(n));
  mkdirSync(join(folder, 'sync'), { recursive: true });
  writeFileSync(join(folder, 'result.ts'), readFileSync(join(source, 'result.ts')));
  for (const file of readdirSync(join(source, 'sync')).filter((name) => name.endsWith('.ts'))) {
    let text = readFileSync(join(source, 'sync', file), 'utf8');
    for (const [find, put] of file === fault?.file ? fault.edits : []) {
      expect(text.split(find).length - 1, `${fault?.name}: "${find}" in ${file}`).toBe(1);
      text = text.replace(find, () => put);
    }
    writeFileSync(join(folder, 'sync', file), text);
  }
  const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, 'sync', file)).href);
  const { MergeState } = (await load('merge-state.ts')) as Pick<Engine, 'MergeState'>;
  const { project } = (await load('projection.ts')) as Pick<Engine, 'project'>;
  return { MergeState, project };
}

/** Names of the properties that the engine breaks in some of the histories; a crash counts. */
function broken(engine: Engine): string[] {
  return Object.entries(properties)
    .filter(([, holds]) => {
      const property = fc.property(histories, (history) => holds(engine, history));
      return fc.check(property, { numRuns: 300, seed: 4711, endOnFailure: true }).failed;
    })
    .map(([name]) => name);
}

describe('planted faults', () => {
  test('a copy without a fault breaks nothing', async () => {
    expect(broken(await engineWith(null, 0))).toEqual([]);
  });

  test.each(faults.map((fault, i) => [fault.name, fault, i + 1] as const))('%s', async (_, fault, n) => {
    const names = broken(await engineWith(fault, n));
    expect(names).not.toEqual([]);
    // The oracle sees every fault of outcome; what it cannot see is that something was not told or told too early.
    expect(names).toContain('13: incremental equals rebuilt equals oracle');
  });
});
