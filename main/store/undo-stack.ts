import type { Database } from 'better-sqlite3';
import type { CellSpec } from '../../src/model/cell-spec.ts';
import { cellSpec, isEntityName } from '../../src/model/schema.ts';
import type { CellValue, Op } from '../../src/sync/change-set.ts';

/** How many steps back are kept per project. */
export const UNDO_DEPTH = 1000;

/** A change made here that can be taken back, or one taken back that can be made again. */
export interface UndoEntry {
  readonly id: number;
  readonly command: string;
  /** The change set that last carried it out or took it back. */
  readonly changeSet: number;
  readonly inverse: readonly Op[];
}

export interface UndoNames {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** The steps of each project on this computer. A step goes back and forth between done and undone. */
export interface UndoStack {
  readonly push: (space: number, command: string, changeSet: number, inverse: readonly Op[]) => void;
  readonly top: (space: number, way: 'undo' | 'redo') => UndoEntry | undefined;
  readonly turn: (entry: UndoEntry, way: 'undo' | 'redo', changeSet: number, inverse: readonly Op[]) => void;
  readonly drop: (entry: UndoEntry) => void;
  readonly names: (space: number) => UndoNames;
}

/** The undo table over an open database. */
export const undoStackOf = (db: Database): UndoStack => {
  const add = db.prepare('INSERT INTO undo (space, is_done, command, change_set, inverse) VALUES (?, 1, ?, ?, ?)');
  const cutRedo = db.prepare('DELETE FROM undo WHERE space = +? AND is_done = 0');
  const forget = db.prepare(
    `DELETE FROM undo WHERE id IN
       (SELECT id FROM undo WHERE space = +? AND is_done = 1 ORDER BY id DESC LIMIT -1 OFFSET ${UNDO_DEPTH})`,
  );
  const columns = 'id, command, change_set AS changeSet, inverse';
  type Line = { id: number; command: string; changeSet: number; inverse: string };
  const tops = {
    undo: db.prepare<[number], Line>(
      `SELECT ${columns} FROM undo WHERE space = +? AND is_done = 1 ORDER BY id DESC LIMIT 1`,
    ),
    redo: db.prepare<[number], Line>(
      `SELECT ${columns} FROM undo WHERE space = +? AND is_done = 0 ORDER BY id LIMIT 1`,
    ),
  };
  const nameTops = {
    undo: db
      .prepare<[number], string>('SELECT command FROM undo WHERE space = +? AND is_done = 1 ORDER BY id DESC LIMIT 1')
      .pluck(),
    redo: db
      .prepare<[number], string>('SELECT command FROM undo WHERE space = +? AND is_done = 0 ORDER BY id LIMIT 1')
      .pluck(),
  };
  const turned = db.prepare('UPDATE undo SET is_done = ?, change_set = ?, inverse = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM undo WHERE id = +?');
  return {
    push: (space, command, changeSet, inverse) => {
      cutRedo.run(space);
      add.run(space, command, changeSet, JSON.stringify(inverse));
      forget.run(space);
    },
    top: (space, way) => {
      const line = tops[way].get(space);
      return line && { ...line, inverse: JSON.parse(line.inverse) as Op[] };
    },
    turn: (entry, way, changeSet, inverse) => {
      turned.run(way === 'undo' ? 0 : 1, changeSet, JSON.stringify(inverse), entry.id);
    },
    drop: (entry) => {
      remove.run(entry.id);
    },
    names: (space) => ({ undo: nameTops.undo.get(space) ?? null, redo: nameTops.redo.get(space) ?? null }),
  };
};

const refsIn = (entity: string, cell: string, value: CellValue): readonly string[] => {
  const spec: CellSpec | undefined = isEntityName(entity) ? cellSpec(entity, cell) : undefined;
  if (spec === undefined) return [];
  if (spec.type === 'ref') return typeof value === 'string' ? [`${spec.entity}/${value}`] : [];
  if (spec.type !== 'record' || typeof value !== 'object' || value === null) return [];
  return Object.entries(spec.fields).flatMap(([name, field]) => {
    const part = (value as Readonly<Record<string, CellValue>>)[name];
    return field.type === 'ref' && typeof part === 'string' ? [`${field.entity}/${part}`] : [];
  });
};

/**
 * Of the ops that would take a change back, those that touch nothing another person did since: a cell they changed
 * keeps their value, a row they deleted or brought back stays so, and a row that they worked on, or that what they made
 * points at, is not deleted.
 */
export const withoutForeign = (inverse: readonly Op[], foreign: readonly Op[]): readonly Op[] => {
  if (foreign.length === 0) return inverse;
  const cells = new Set<string>();
  const used = new Set<string>();
  const decided = new Set<string>();
  for (const op of foreign) {
    const row = `${op.entity}/${op.id}`;
    used.add(row);
    if (op.kind !== 'set') {
      decided.add(row);
      continue;
    }
    cells.add(`${row}/${op.cell}`);
    for (const ref of refsIn(op.entity, op.cell, op.value)) used.add(ref);
  }
  return inverse.filter((op) => {
    const row = `${op.entity}/${op.id}`;
    if (op.kind === 'set') return !decided.has(row) && !cells.has(`${row}/${op.cell}`);
    return op.kind === 'delete' ? !used.has(row) : !decided.has(row);
  });
};
