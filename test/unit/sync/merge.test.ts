import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeSet } from '../../../src/sync/change-set.ts';
import { MergeState } from '../../../src/sync/merge-state.ts';
import { project } from '../../../src/sync/projection.ts';
import { mergeOracle } from '../../oracles/merge-oracle.ts';
import { histories, policy, QUIET, sequentialHistories } from './history.ts';
import { applyAll, inOracleWords, properties, textOf } from './merge-properties.ts';

const engine = { MergeState, project };

describe('properties of the merge', () => {
  test.each(Object.entries(properties))('%s', (_, holds) => {
    fc.assert(
      fc.property(histories, (history) => holds(engine, history)),
      { numRuns: 400 },
    );
  });

  test('9: sequential work yields no conflicts, apart from what a window refuses', () => {
    const refusedInWindows = ['cycle', 'link-cycle', 'kept-parent'];
    fc.assert(
      fc.property(sequentialHistories, ({ delivery }) => {
        // Nobody takes back a decision about what never was a conflict.
        const isAsked = delivery.some(({ ops }) => ops.some((op) => op.kind === 'delete' && op.entity === 'decision'));
        const expected = isAsked ? [...refusedInWindows, 'edit-delete', 'value'] : refusedInWindows;
        return project(delivery, policy).conflicts.every(({ kind }) => expected.includes(kind));
      }),
      { numRuns: 400 },
    );
  });
});

test('the histories reach what the properties are about', () => {
  const seen = new Map<string, number>();
  const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const { delivery, all } of fc.sample(histories, { numRuns: 3_000, seed: 7 })) {
    const projection = project(all, policy);
    for (const kind of new Set(projection.conflicts.map((c) => c.kind))) note(kind);
    if (projection.conflicts.filter((c) => c.kind === 'kept-parent').length > 1) note('kept line of parents');
    if (all.length >= 8) note('long');
    if (all.some((c) => all.filter((o) => o.lamport === c.lamport).length > 1)) note('equal counters');
    if (applyAll(engine, delivery.slice(0, delivery.length / 2)).parked().length > 0) note('parked');
    if ([...projection.tree.children.values()].some((ids) => ids.length > 1)) note('siblings');
  }
  const kinds = ['value', 'edit-delete', 'place', 'cycle', 'kept-parent', 'link-cycle', 'duplicate'];
  for (const what of [...kinds, 'kept line of parents', 'long', 'equal counters', 'parked', 'siblings']) {
    expect(seen.get(what) ?? 0, what).toBeGreaterThan(20);
  }
});

test('10,000 histories: incremental state equals the oracle', () => {
  fc.assert(
    fc.property(histories, ({ delivery, all }) => {
      const state = applyAll(engine, delivery, 4);
      expect(textOf(inOracleWords(state.projection()))).toBe(textOf(mergeOracle(all, QUIET)));
    }),
    { numRuns: 10_000 },
  );
});

/** The design's own model, kept outside the repository; there it has no restore, no links and no quiet cells. */
interface Reference {
  readonly project: (log: ReadonlyMap<string, unknown>) => {
    readonly rows: readonly {
      readonly rk: string;
      readonly parent: string | null;
      readonly key: string | null;
      readonly cells: readonly (readonly [string, unknown])[];
    }[];
    readonly conflicts: readonly string[];
  };
}

const HIDDEN = '~restored';

const inReferenceForm = (c: ChangeSet) => ({
  r: c.replica,
  s: c.seq,
  l: c.lamport,
  d: c.vector,
  o: c.ops.map((op) => {
    if (op.kind === 'delete') return { k: 'del', e: op.entity, id: op.id };
    if (op.kind === 'restore') return { k: 'set', e: op.entity, id: op.id, f: HIDDEN, v: 0 };
    if (op.cell !== 'place') return { k: 'set', e: op.entity, id: op.id, f: op.cell, v: op.value };
    const { parent, order } = op.value as { readonly parent: string | null; readonly order: string };
    return { k: 'set', e: op.entity, id: op.id, f: op.cell, v: { parent, key: order } };
  }),
});

const referenceUrl = new URL('../../../../shared/design/merge-reference.mjs', import.meta.url);
const isReferenceHere = existsSync(fileURLToPath(referenceUrl));

test.skipIf(!isReferenceHere)(
  `10,000 histories: state and conflicts equal the reference model${isReferenceHere ? '' : ' (skipped: merge-reference.mjs is not beside the repository)'}`,
  async () => {
    const reference = (await import(/* @vite-ignore */ referenceUrl.href)) as Reference;
    fc.assert(
      fc.property(histories, ({ delivery, all }) => {
        const truth = reference.project(new Map(all.map((c) => [c.hash, inReferenceForm(c)])));
        const known = new Set(
          all.flatMap((c) => c.ops.filter((o) => o.kind !== 'delete').map((o) => `${o.entity}/${o.id}`)),
        );
        const restored = all.flatMap((c) =>
          c.ops.filter((o) => o.kind === 'restore').map((o) => `${o.entity}/${o.id}`),
        );
        const decided = all.flatMap((c) =>
          c.ops.flatMap((o) => (o.entity === 'decision' ? [`edit-delete task/${o.id.split('-')[2]}`] : [])),
        );
        const decidedValues = all.flatMap((c) =>
          c.ops.flatMap((o) => (o.id.startsWith('value-') ? [`value task/${o.id.split('-').slice(1).join('/')}`] : [])),
        );
        // It knows of one move of a task in a change set, and takes the first that is left out for the last.
        const movedTwice = all.flatMap((c) => {
          const moved = c.ops.flatMap((o) => (o.kind === 'set' && o.cell === 'place' ? [o.id] : []));
          return moved.filter((id, i) => moved.indexOf(id) < i);
        });
        const comparable = (id: string) =>
          !id.endsWith(HIDDEN) &&
          !movedTwice.some((task) => id === `cycle task/${task}/place` || id === `place task/${task}/place`) &&
          !id.startsWith('link-cycle') &&
          !id.startsWith('duplicate') &&
          !decided.includes(id) &&
          !decidedValues.includes(id) &&
          !(id.startsWith('value') && QUIET.some((cell) => id.endsWith(`/${cell}`))) &&
          !restored.some((row) => id === `edit-delete ${row}`);
        const projection = applyAll(engine, delivery, 4).projection();
        expect(projection.conflicts.map(({ id }) => id).filter(comparable)).toEqual(truth.conflicts.filter(comparable));
        const rows = [...projection.rows].map(([rk, row]) => {
          const cells = [...row.cells].filter(([cell]) => cell !== 'place').map(([cell, v]) => [`${rk}/${cell}`, v]);
          const at = row.cells.get('place') as { readonly parent: string | null; readonly order: string } | undefined;
          return { rk, parent: at?.parent ?? null, key: at?.order ?? null, cells: cells.sort() };
        });
        expect(rows.sort((a, b) => (a.rk < b.rk ? -1 : 1))).toEqual(
          truth.rows.map((row) => ({
            ...row,
            parent: row.parent !== null && known.has(`task/${row.parent}`) ? row.parent : null,
            cells: row.cells.filter(([cell]) => !cell.endsWith(HIDDEN)),
          })),
        );
      }),
      { numRuns: 10_000 },
    );
  },
);
