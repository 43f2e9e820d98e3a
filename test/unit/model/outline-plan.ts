import { commandById } from '../../../src/commands/index.ts';
import type { Op } from '../../../src/model/change.ts';
import { type CommandEnv, NO_PAST } from '../../../src/model/command.ts';
import { outlineOf } from '../../../src/model/outline.ts';
import { emptyRows, type MutableRows, type Plan } from '../../../src/model/plan.ts';
import { makeRow } from '../../../src/model/row.ts';
import type { EntityName } from '../../../src/model/schema.ts';

/** A plan for tests that carries out ops itself, in the simplest way: one writer, everything in memory. */
export class OutlinePlan implements Plan {
  readonly projectId = 'p';
  revision = 0;
  readonly rows: MutableRows = emptyRows();
  private readonly cells = new Map<string, Record<string, unknown>>();
  private counter = 0;
  private seed = 1;
  readonly env: CommandEnv = {
    newId: () => `n${++this.counter}`,
    linkId: (predecessor, successor, type) => `${predecessor}-${successor}-${type}`,
    rowId: (entity, ...parts) => [entity, ...parts].join('.').slice(0, 64),
    random: () => {
      this.seed = (this.seed * 1103515245 + 12345) % 2147483648;
      return this.seed / 2147483648;
    },
    nowMin: 29_000_000,
    text: (key) => key,
    past: NO_PAST,
    datesOf: () => ({ startMin: 29_000_000, finishMin: 29_000_480, durationMin: 480 }),
    workBetween: (_id, from, to) => to - from,
  };

  constructor(outline: string) {
    this.apply([{ kind: 'set', entity: 'project', id: 'p', cell: 'name', value: 'P' }]);
    const open: string[] = [];
    let order = 0;
    for (const line of outline.split('\n').filter((text) => text.trim() !== '')) {
      const depth = line.length - line.trimStart().length;
      const id = line.trim();
      open.length = depth;
      this.apply([
        { kind: 'set', entity: 'task', id, cell: 'name', value: id },
        {
          kind: 'set',
          entity: 'task',
          id,
          cell: 'place',
          value: { parent: open[depth - 1] ?? null, order: `a${'0123456789abcdefghijklmnop'[++order]}` },
        },
      ]);
      open[depth] = id;
    }
  }

  apply(ops: readonly Op[]): void {
    for (const op of ops) {
      const map = this.rows[op.entity as EntityName] as Map<string, unknown>;
      const key = `${op.entity}/${op.id}`;
      if (op.kind === 'delete') map.delete(op.id);
      else {
        const cells = this.cells.get(key) ?? {};
        if (op.kind === 'set') cells[op.cell] = op.value;
        this.cells.set(key, cells);
        map.set(op.id, makeRow(op.entity as EntityName, op.id, cells));
      }
    }
    this.revision++;
  }

  /** Runs a command and applies its ops; gives the refusal's id where it refuses, else the outline as text. */
  run(commandId: string, input: unknown): string {
    const command = commandById(commandId);
    if (!command) throw new Error(`no command ${commandId}`);
    const result = command.run(this, input as never, this.env);
    if (!result.ok) return result.error.id;
    this.apply(result.value.ops);
    return this.text();
  }

  text(): string {
    const outline = outlineOf(this);
    return outline.ids
      .map((id, at) => ' '.repeat(outline.depth[at]!) + (this.rows.task.get(id)!.name || id))
      .join('\n');
  }

  links(): string[] {
    return [...this.rows.link.values()].map((link) => `${link.predecessorId}${link.type}${link.successorId}`).sort();
  }
}
