import type { CellSpec, FieldSpec } from '../../src/model/cell-spec.ts';
import { defaultCells, type Row } from '../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName, entities } from '../../src/model/schema.ts';
import { checkCell } from '../../src/model/validate.ts';
import { canonicalText } from '../../src/sync/canonical-json.ts';

/** What SQLite gives and takes in the columns of a row. NULL stands for the schema's default. */
export type SqlValue = string | number | null;

/**
 * How a row stands: 0 deleted, 1 living, 2 deleted but shown because something under it lives. Deleted rows keep their
 * cells, so that a restore brings them back.
 */
export type Life = 0 | 1 | 2;

interface CellColumns {
  readonly cell: string;
  readonly first: number;
  readonly count: number;
  readonly encode: (value: unknown) => readonly SqlValue[];
  readonly decode: (values: readonly SqlValue[]) => unknown;
}

/** The table of one entity: after `space`, `id` and `life` one column per cell, or per field of a record cell. */
export interface EntityTable {
  readonly entity: EntityName;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: 'TEXT' | 'INTEGER' }[];
  readonly cells: ReadonlyMap<string, CellColumns>;
  readonly ddl: readonly string[];
  /** A row of no value, from which all rows are copied. */
  readonly blank: Readonly<Record<string, unknown>>;
}

/** `gateItem` becomes `gate_item`: SQL names are not told apart by case. */
export const sqlName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const columnType = (spec: FieldSpec | CellSpec): 'TEXT' | 'INTEGER' => {
  switch (spec.type) {
    case 'int':
    case 'flag':
    case 'day':
    case 'instant':
      return 'INTEGER';
    default:
      return 'TEXT';
  }
};

const JSON_TYPES: ReadonlySet<CellSpec['type']> = new Set(['periods', 'breaks', 'week', 'choices']);
const isJson = (spec: CellSpec): boolean => JSON_TYPES.has(spec.type);

const toSql = (type: FieldSpec['type'], value: unknown): SqlValue =>
  value === null || value === undefined ? null : type === 'flag' ? (value ? 1 : 0) : (value as SqlValue);

const fromSql = (type: FieldSpec['type'], value: SqlValue, fallback: unknown): unknown =>
  value === null ? fallback : type === 'flag' ? value === 1 : value;

const recordColumns = (
  cell: string,
  first: number,
  fields: readonly (readonly [string, FieldSpec])[],
  fallback: Readonly<Record<string, unknown>>,
): CellColumns => ({
  cell,
  first,
  count: fields.length,
  encode: (value) => fields.map(([name, field]) => toSql(field.type, (value as Record<string, unknown>)[name])),
  decode: (values) => {
    let isDefault = true;
    for (let i = 0; i < fields.length && isDefault; i++) isDefault = values[first + i] === null;
    if (isDefault) return fallback;
    const record: Record<string, unknown> = {};
    for (let i = 0; i < fields.length; i++) {
      const [name, field] = fields[i]!;
      record[name] = fromSql(field.type, values[first + i]!, fallback[name]);
    }
    return Object.freeze(record);
  },
});

const cellColumns = (cell: string, spec: CellSpec, first: number, fallback: unknown): CellColumns => {
  if (spec.type === 'record') {
    return recordColumns(cell, first, Object.entries(spec.fields), fallback as Readonly<Record<string, unknown>>);
  }
  if (isJson(spec)) {
    return {
      cell,
      first,
      count: 1,
      // In the one order of keys that the log has too, so that a rebuild writes the same bytes.
      encode: (value) => [canonicalText(value)],
      decode: (values) => (values[first] === null ? fallback : JSON.parse(values[first] as string)),
    };
  }
  const type = spec.type as FieldSpec['type'];
  return {
    cell,
    first,
    count: 1,
    encode: (value) => [toSql(type, value)],
    decode: (values) => fromSql(type, values[first]!, fallback),
  };
};

/** The entity whose rows form a tree, and the column that holds the parent. */
export const TREE = { entity: 'task', parentColumn: 'place_parent' } as const;

/**
 * Read from JSON, because an object to which so many members are added one by one becomes a hash table in V8, from which
 * every later read, by the schedule above all, takes three times as long.
 */
const blankRow = (specs: Readonly<Record<string, CellSpec>>): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(Object.fromEntries([['id', ''], ...Object.keys(specs).map((cell) => [cell, null])])));

const buildTable = (entity: EntityName): EntityTable => {
  const specs: Readonly<Record<string, CellSpec>> = entities[entity].cells;
  const fallback = defaultCells(entity) as Readonly<Record<string, unknown>>;
  const columns: { name: string; type: 'TEXT' | 'INTEGER' }[] = [];
  const cells = new Map<string, CellColumns>();
  for (const [cell, spec] of Object.entries(specs)) {
    cells.set(cell, cellColumns(cell, spec, columns.length, fallback[cell]));
    const base = sqlName(cell);
    if (spec.type !== 'record') columns.push({ name: base, type: columnType(spec) });
    else {
      for (const [field, fieldSpec] of Object.entries(spec.fields)) {
        columns.push({ name: `${base}_${sqlName(field)}`, type: columnType(fieldSpec) });
      }
    }
  }
  const name = sqlName(entity);
  const ddl = [
    `CREATE TABLE "${name}" (space INTEGER NOT NULL, id TEXT NOT NULL, life INTEGER NOT NULL, ${columns
      .map((column) => `"${column.name}" ${column.type}`)
      .join(', ')}, PRIMARY KEY (space, id)) STRICT, WITHOUT ROWID`,
  ];
  if (entity === TREE.entity) {
    ddl.push(`CREATE INDEX "${name}_tree" ON "${name}" (space, "${TREE.parentColumn}", life)`);
  }
  return { entity, name, columns, cells, ddl, blank: blankRow(specs) };
};

/** The tables of the projection, made from the schema and from nothing else. */
export const entityTables: readonly EntityTable[] = ENTITY_NAMES.map(buildTable);

const byEntity = new Map<string, EntityTable>(entityTables.map((table) => [table.entity, table]));

/** The table of an entity, or undefined where this version knows no such entity. */
export const tableOf = (entity: string): EntityTable | undefined => byEntity.get(entity);

/** Columns of a row in which nothing was set yet. */
export const emptyValues = (table: EntityTable): SqlValue[] => new Array<SqlValue>(table.columns.length).fill(null);

/** Writes one cell into the columns of a row. The value has been checked. */
export const putCell = (table: EntityTable, values: SqlValue[], cell: string, value: unknown): void => {
  const columns = table.cells.get(cell);
  if (columns === undefined) throw new Error(`${table.entity} has no cell ${cell}`);
  const encoded = columns.encode(value);
  for (let i = 0; i < encoded.length; i++) values[columns.first + i] = encoded[i]!;
};

/** As `putCell`, for values from other people's copies: what this version does not know or allow is shown as default. */
export const putForeignCell = (table: EntityTable, values: SqlValue[], cell: string, value: unknown): void => {
  if (table.cells.has(cell) && checkCell(table.entity, cell, value).ok) putCell(table, values, cell, value);
};

/** The value of a cell in the columns of a row, the schema's default where none was set. */
export const cellIn = (table: EntityTable, values: readonly SqlValue[], cell: string): unknown =>
  table.cells.get(cell)?.decode(values);

/** Whether anything was set in a cell. */
export const isCellSet = (table: EntityTable, values: readonly SqlValue[], cell: string): boolean => {
  const { first, count } = table.cells.get(cell)!;
  for (let i = 0; i < count; i++) if (values[first + i] !== null) return true;
  return false;
};

/** The frozen row that the columns hold. */
export const rowFrom = (table: EntityTable, id: string, values: readonly SqlValue[]): Row<EntityName> => {
  const row: Record<string, unknown> = { ...table.blank };
  row.id = id;
  for (const columns of table.cells.values()) row[columns.cell] = columns.decode(values);
  return Object.freeze(row) as unknown as Row<EntityName>;
};

/** Changes whenever the tables do: a store that was laid out otherwise has its projection made anew from the log. */
export const projectionLayout = (sha256: (text: string) => string): string =>
  sha256(entityTables.flatMap((table) => table.ddl).join('\n'));
