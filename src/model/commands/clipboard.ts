import * as v from 'valibot';
import { ok } from '../../result.ts';
import { createRow, type Op } from '../change.ts';
import type { AnyCommand, CommandEnv } from '../command.ts';
import { cycleThrough, linksOf } from '../link-graph.ts';
import { orderKeysBetween } from '../order-key.ts';
import { outlineOf, topmost } from '../outline.ts';
import { type Gap, gapAfter, keysInGap } from '../placing.ts';
import type { Plan } from '../plan.ts';
import type { Cells, Link, Task } from '../row.ts';
import { entities, LINK_TYPES } from '../schema.ts';
import { cellSchema, idSchema } from '../validate.ts';
import { cellsSchema, define, idsOfSelection, idsSchema, MAX_ROWS, missingTask, refuse } from './define.ts';

/** A copied row: depth within the copied block, its cells, and the name of who is responsible (ids differ between plans). */
export interface CopiedRow {
  readonly depth: number;
  readonly cells: Cells<'task'>;
  readonly responsible?: string;
}

/** A link between two copied rows, by their positions in the block. */
export interface CopiedLink {
  readonly from: number;
  readonly to: number;
  readonly type: Link['type'];
  readonly lag: Link['lag'];
}

export interface CopiedBlock {
  readonly rows: readonly CopiedRow[];
  readonly links: readonly CopiedLink[];
}

/**
 * The given tasks with all below them, and the links among them, ready to be pasted anywhere. An event of a tender becomes
 * an ordinary task: a tender has each event once.
 */
export const copyBlock = (plan: Plan, ids: readonly string[]): CopiedBlock => {
  const outline = outlineOf(plan);
  const index = new Map<string, number>();
  const rows: CopiedRow[] = [];
  for (const top of topmost(outline, ids)) {
    for (let at = top; at < outline.subtreeEnd[top]!; at++) {
      const { id, place: _place, responsibleId, ...all } = plan.rows.task.get(outline.ids[at]!)!;
      const { tenderId: _tender, tenderEvent: _event, drafted: _drafted, ...cells } = all;
      const responsible = responsibleId === null ? undefined : plan.rows.party.get(responsibleId)?.name;
      index.set(id, rows.length);
      rows.push({
        depth: outline.depth[at]! - outline.depth[top]!,
        cells,
        ...(responsible === undefined ? {} : { responsible }),
      });
    }
  }
  const links: CopiedLink[] = [];
  for (const [id, to] of index)
    for (const link of linksOf(plan).into.get(id) ?? []) {
      const from = index.get(link.predecessorId!);
      if (from !== undefined) links.push({ from, to, type: link.type, lag: link.lag });
    }
  return { rows, links };
};

/** Position of each row's parent within the block, -1 at its top; levels that are skipped count as one. */
const parentsOf = (rows: readonly CopiedRow[]): number[] => {
  const open: number[] = [];
  return rows.map((row, i) => {
    while (open.length > 0 && rows[open[open.length - 1]!]!.depth >= row.depth) open.pop();
    const parent = open.length === 0 ? -1 : open[open.length - 1]!;
    open.push(i);
    return parent;
  });
};

/** Cells without references that the plan does not have: a block may come from another project. */
const withoutUnknown = (plan: Plan, cells: Cells<'task'>): Cells<'task'> => ({
  ...cells,
  ...(cells.stageId && !plan.rows.stage.has(cells.stageId) ? { stageId: null } : {}),
  ...(cells.calendarId && !plan.rows.calendar.has(cells.calendarId) ? { calendarId: null } : {}),
});

/** Finds people by name and makes those that are missing. */
const partyFinder = (plan: Plan, env: CommandEnv, ops: Op[]) => {
  const known = new Map([...plan.rows.party.values()].map((party) => [party.name.toLocaleLowerCase('da'), party.id]));
  return (name: string): string => {
    const key = name.toLocaleLowerCase('da');
    const found = known.get(key) ?? env.newId();
    if (!known.has(key)) {
      known.set(key, found);
      ops.push(...createRow('party', found, { name }));
    }
    return found;
  };
};

const placesOf = (
  plan: Plan,
  block: CopiedBlock,
  ids: readonly string[],
  gap: Gap,
  env: CommandEnv,
  ops: Op[],
): Task['place'][] => {
  const parents = parentsOf(block.rows);
  const below = new Map<number, number[]>();
  parents.forEach((parent, i) => {
    const list = below.get(parent);
    if (list) list.push(i);
    else below.set(parent, [i]);
  });
  const places: Task['place'][] = [];
  for (const [parent, rows] of below) {
    const top = parent < 0 ? keysInGap(plan, gap, rows.length, env) : null;
    if (top) ops.push(...top.repairs);
    const orders = top ? top.orders : orderKeysBetween(null, null, rows.length, env.random);
    rows.forEach((row, i) => {
      places[row] = { parent: parent < 0 ? gap.parentId : ids[parent]!, order: orders[i]! };
    });
  }
  return places;
};

const pasteOps = (plan: Plan, block: CopiedBlock, gap: Gap, env: CommandEnv): { ops: Op[]; select: string[] } => {
  const ops: Op[] = [];
  const ids = block.rows.map(() => env.newId());
  const partyId = partyFinder(plan, env, ops);
  const places = placesOf(plan, block, ids, gap, env, ops);
  block.rows.forEach((row, i) => {
    const responsibleId = row.responsible ? partyId(row.responsible) : null;
    ops.push(...createRow('task', ids[i]!, { ...withoutUnknown(plan, row.cells), responsibleId, place: places[i]! }));
  });
  for (const { from, to, type, lag } of block.links) {
    const predecessorId = ids[from]!;
    const successorId = ids[to]!;
    ops.push(
      ...createRow('link', env.linkId(predecessorId, successorId, type), { predecessorId, successorId, type, lag }),
    );
  }
  return { ops, select: ids };
};

const rowSchema = v.strictObject({
  depth: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5000)),
  cells: cellsSchema('task', ['place', 'responsibleId']) as unknown as v.GenericSchema<Cells<'task'>>,
  responsible: v.optional(v.pipe(v.string(), v.maxLength(500))),
});
const linkSchema = v.strictObject({
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  to: v.pipe(v.number(), v.integer(), v.minValue(0)),
  type: v.picklist(LINK_TYPES),
  lag: cellSchema(entities.link.cells.lag) as v.GenericSchema<Link['lag']>,
});

/** A block whose links point at its own rows, forwards or backwards, but at nothing else. */
const blockSchema = v.pipe(
  v.strictObject({
    rows: v.pipe(v.array(rowSchema), v.minLength(1), v.maxLength(MAX_ROWS)),
    links: v.pipe(v.array(linkSchema), v.maxLength(MAX_ROWS * 5)),
  }),
  v.check(
    ({ rows, links }) => links.every(({ from, to }) => from !== to && from < rows.length && to < rows.length),
    'links must join two of the rows',
  ),
);

/** Refuses a block whose own links go in a circle; links to other tasks are not copied, so nothing else can close one. */
const blockCycle = (block: CopiedBlock): readonly string[] | null => {
  const parents = parentsOf(block.rows);
  const next = new Map<string, string[]>();
  for (const { from, to } of block.links) next.set(String(from), [...(next.get(String(from)) ?? []), String(to)]);
  const taskIds = block.rows.map((_row, i) => String(i));
  const cycle = cycleThrough(
    {
      taskIds,
      parentOf: (id) => (parents[Number(id)]! < 0 ? null : String(parents[Number(id)])),
      successorsOf: (id) => next.get(id) ?? [],
    },
    [...next.keys()],
  );
  return cycle ? cycle.map((id) => block.rows[Number(id)]!.cells.name ?? '') : null;
};

const paste = define<{ block: CopiedBlock; afterId: string | null }>({
  id: 'task.paste',
  input: v.strictObject({ block: blockSchema, afterId: v.nullable(idSchema) }),
  run: (plan, { block, afterId }, env) => {
    const missing = missingTask(plan, afterId === null ? [] : [afterId]);
    if (missing) return missing;
    const cycle = blockCycle(block);
    if (cycle) return refuse('link.cycle', { tasks: cycle.join(' → ') });
    return ok(pasteOps(plan, block, gapAfter(plan, afterId), env));
  },
});

const duplicate = define<{ ids: string[] }>({
  id: 'task.duplicate',
  input: v.strictObject({ ids: idsSchema }),
  shortcut: 'Mod+J',
  inputFrom: idsOfSelection,
  run: (plan, { ids }, env) => {
    const missing = missingTask(plan, ids);
    if (missing) return missing;
    const outline = outlineOf(plan);
    const blocks = topmost(outline, ids);
    return ok(pasteOps(plan, copyBlock(plan, ids), gapAfter(plan, outline.ids[blocks[blocks.length - 1]!]!), env));
  },
});

/** Commands about copied rows. */
export const clipboardCommands: readonly AnyCommand[] = [paste, duplicate];
