import * as v from 'valibot';
import { ok, type Result } from '../../result.ts';
import { createRow, deleteRow, type Op, setCell } from '../change.ts';
import type { AnyCommand, CommandEnv, Refusal } from '../command.ts';
import { cycleThrough, linksOf } from '../link-graph.ts';
import { outlineOf } from '../outline.ts';
import type { Plan } from '../plan.ts';
import type { Link } from '../row.ts';
import { entities, LINK_TYPES } from '../schema.ts';
import { cellSchema, idSchema } from '../validate.ts';
import { define, idsOfSelection, idsSchema, missingTask, refuse, refuseAt } from './define.ts';
import { namesOf } from './task-structure.ts';

type LinkType = Link['type'];
type Lag = Link['lag'];

/** A link as people ask for it, before it has an id. */
export interface WantedLink {
  readonly predecessorId: string;
  readonly type: LinkType;
  readonly lag?: Lag;
}

const lagSchema = cellSchema(entities.link.cells.lag) as v.GenericSchema<Lag>;
const typeSchema = v.picklist(LINK_TYPES);
const noLag: Lag = { amount: 0, kind: 'working', unit: 'day' };

/**
 * Refuses links after which a task would wait for itself. `added` are the new (predecessor, successor) pairs, `removed`
 * the ids of links that go in the same edit.
 */
export const refuseCycle = (
  plan: Plan,
  added: readonly { predecessorId: string; successorId: string }[],
  removed: ReadonlySet<string>,
): Result<never, Refusal> | null => {
  const { outOf } = linksOf(plan);
  const extra = new Map<string, string[]>();
  for (const link of added) extra.set(link.predecessorId, [...(extra.get(link.predecessorId) ?? []), link.successorId]);
  const cycle = cycleThrough(
    {
      taskIds: [...plan.rows.task.keys()],
      parentOf: (id) => plan.rows.task.get(id)?.place.parent ?? null,
      successorsOf: (id) => [
        ...(outOf.get(id) ?? []).filter((link) => !removed.has(link.id)).map((link) => link.successorId!),
        ...(extra.get(id) ?? []),
      ],
    },
    added.map((link) => link.predecessorId),
  );
  if (!cycle) return null;
  const closing = added.find((link) => cycle.includes(link.predecessorId) && cycle.includes(link.successorId));
  return refuseAt((closing ?? added[0]!).successorId, 'predecessors', 'link.cycle', { tasks: namesOf(plan, cycle) });
};

const newLinkOps = (env: CommandEnv, successorId: string, wanted: WantedLink): Op[] => {
  const { predecessorId, type, lag } = wanted;
  return createRow('link', env.linkId(predecessorId, successorId, type), {
    predecessorId,
    successorId,
    type,
    lag: lag ?? noLag,
  });
};

const existing = (plan: Plan, successorId: string, wanted: WantedLink): Link | undefined =>
  (linksOf(plan).into.get(successorId) ?? []).find(
    (link) => link.predecessorId === wanted.predecessorId && link.type === wanted.type,
  );

const add = define<WantedLink & { successorId: string }>({
  id: 'link.add',
  input: v.strictObject({
    predecessorId: idSchema,
    successorId: idSchema,
    type: typeSchema,
    lag: v.optional(lagSchema),
  }),
  run: (plan, { successorId, ...wanted }, env) => {
    const missing = missingTask(plan, [wanted.predecessorId, successorId]);
    if (missing) return missing;
    if (wanted.predecessorId === successorId) return refuseAt(successorId, 'predecessors', 'link.self');
    if (existing(plan, successorId, wanted)) return refuseAt(successorId, 'predecessors', 'link.exists');
    return (
      refuseCycle(plan, [{ predecessorId: wanted.predecessorId, successorId }], new Set()) ??
      ok({ ops: newLinkOps(env, successorId, wanted) })
    );
  },
});

const update = define<{ id: string; type?: LinkType; lag?: Lag }>({
  id: 'link.update',
  input: v.strictObject({ id: idSchema, type: v.optional(typeSchema), lag: v.optional(lagSchema) }),
  run: (plan, { id, type, lag }, env) => {
    const link = plan.rows.link.get(id);
    if (!link || link.predecessorId === null || link.successorId === null)
      return refuse('row.unknown', { entity: 'link', id });
    if (type === undefined || type === link.type) return ok({ ops: lag ? [setCell('link', id, 'lag', lag)] : [] });
    // A link's id follows from its ends and type, so another type is another link.
    const wanted = { predecessorId: link.predecessorId, type, lag: lag ?? link.lag };
    if (existing(plan, link.successorId, wanted)) return refuseAt(link.successorId, 'predecessors', 'link.exists');
    return ok({ ops: [deleteRow('link', id), ...newLinkOps(env, link.successorId, wanted)] });
  },
});

/** Moves an end of a link to another task; its type and lag stay. */
const reroute = define<{ id: string; predecessorId?: string; successorId?: string }>({
  id: 'link.reroute',
  input: v.strictObject({ id: idSchema, predecessorId: v.optional(idSchema), successorId: v.optional(idSchema) }),
  run: (plan, { id, ...ends }, env) => {
    const link = plan.rows.link.get(id);
    if (!link || link.predecessorId === null || link.successorId === null)
      return refuse('row.unknown', { entity: 'link', id });
    const predecessorId = ends.predecessorId ?? link.predecessorId;
    const successorId = ends.successorId ?? link.successorId;
    const missing = missingTask(plan, [predecessorId, successorId]);
    if (missing) return missing;
    if (predecessorId === link.predecessorId && successorId === link.successorId) return ok({ ops: [] });
    if (predecessorId === successorId) return refuseAt(successorId, 'predecessors', 'link.self');
    const wanted = { predecessorId, type: link.type, lag: link.lag };
    if (existing(plan, successorId, wanted)) return refuseAt(successorId, 'predecessors', 'link.exists');
    return (
      refuseCycle(plan, [{ predecessorId, successorId }], new Set([id])) ??
      ok({ ops: [deleteRow('link', id), ...newLinkOps(env, successorId, wanted)] })
    );
  },
});

const remove = define<{ ids: string[] }>({
  id: 'link.delete',
  input: v.strictObject({ ids: idsSchema }),
  run: (plan, { ids }) => {
    const missing = ids.find((id) => !plan.rows.link.has(id));
    if (missing !== undefined) return refuse('row.unknown', { entity: 'link', id: missing });
    return ok({ ops: [...new Set(ids)].map((id) => deleteRow('link', id)) });
  },
});

/** Makes the predecessors of a task exactly the given ones: what typing into the predecessors cell means. */
const setPredecessors = define<{ id: string; links: WantedLink[] }>({
  id: 'task.setPredecessors',
  input: v.strictObject({
    id: idSchema,
    links: v.pipe(
      v.array(v.strictObject({ predecessorId: idSchema, type: typeSchema, lag: v.optional(lagSchema) })),
      v.maxLength(10_000),
    ),
  }),
  run: (plan, { id, links }, env) => {
    const missing = missingTask(plan, [id, ...links.map((link) => link.predecessorId)]);
    if (missing) return missing;
    if (links.some((link) => link.predecessorId === id)) return refuseAt(id, 'predecessors', 'link.self');
    const keyOf = (link: { predecessorId: string | null; type: string }) => `${link.predecessorId}/${link.type}`;
    const wanted = new Map(links.map((link) => [keyOf(link), link]));
    if (wanted.size < links.length) return refuseAt(id, 'predecessors', 'link.exists');
    const before = linksOf(plan).into.get(id) ?? [];
    const gone = before.filter((link) => !wanted.has(keyOf(link)));
    const kept = new Map(before.map((link) => [keyOf(link), link]));
    const added = links.filter((link) => !kept.has(keyOf(link)));
    const changed = links.filter((link) => {
      const was = kept.get(keyOf(link));
      return was && JSON.stringify(was.lag) !== JSON.stringify(link.lag ?? noLag);
    });
    const cycle = refuseCycle(
      plan,
      added.map(({ predecessorId }) => ({ predecessorId, successorId: id })),
      new Set(gone.map((link) => link.id)),
    );
    if (cycle) return cycle;
    return ok({
      ops: [
        ...gone.map((link) => deleteRow('link', link.id)),
        ...changed.map((link) => setCell('link', kept.get(keyOf(link))!.id, 'lag', link.lag ?? noLag)),
        ...added.flatMap((link) => newLinkOps(env, id, link)),
      ],
    });
  },
});

/** Links the selected tasks finish-to-start in a chain, from top to bottom. */
const linkChain = define<{ ids: string[] }>({
  id: 'task.link',
  input: v.strictObject({ ids: idsSchema }),
  shortcut: 'Mod+F2',
  inputFrom: (_plan, selection) => (selection.taskIds.length > 1 ? { ids: [...selection.taskIds] } : null),
  run: (plan, { ids }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const { position } = outlineOf(plan);
    const ordered = [...new Set(ids)].sort((a, b) => position.get(a)! - position.get(b)!);
    const pairs = ordered.slice(1).map((successorId, i) => ({ predecessorId: ordered[i]!, successorId }));
    const added = pairs.filter(
      (pair) => !existing(plan, pair.successorId, { predecessorId: pair.predecessorId, type: 'FS' }),
    );
    return (
      refuseCycle(plan, added, new Set()) ??
      ok({
        ops: added.flatMap((pair) =>
          newLinkOps(env, pair.successorId, { predecessorId: pair.predecessorId, type: 'FS' }),
        ),
      })
    );
  },
});

/** Removes the links between the selected tasks; of a single task, all its links. */
const unlink = define<{ ids: string[] }>({
  id: 'task.unlink',
  input: v.strictObject({ ids: idsSchema }),
  shortcut: 'Mod+Shift+F2',
  inputFrom: idsOfSelection,
  run: (plan, { ids }) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const chosen = new Set(ids);
    const { into, outOf } = linksOf(plan);
    const gone = new Set<string>();
    for (const id of chosen) {
      for (const link of into.get(id) ?? [])
        if (chosen.size === 1 || chosen.has(link.predecessorId!)) gone.add(link.id);
      if (chosen.size === 1) for (const link of outOf.get(id) ?? []) gone.add(link.id);
    }
    return ok({ ops: [...gone].map((id) => deleteRow('link', id)) });
  },
});

/** Commands about links between tasks. */
export const linkCommands: readonly AnyCommand[] = [add, update, reroute, remove, setPredecessors, linkChain, unlink];
