import type { Sha256Hex } from '../model/row-id.ts';
import { isEntityName } from '../model/schema.ts';
import { canonicalText } from './canonical-json.ts';
import type { ProjectedRow, Projection } from './projected.ts';

interface RowName {
  readonly entity: string;
  readonly id: string;
}

const hashOfRows = <R extends RowName>(
  rows: ReadonlyMap<string, R>,
  linesOf: (row: R) => string,
  sha256: Sha256Hex,
): string => {
  const lines: string[] = [];
  for (const key of [...rows.keys()].sort()) {
    const row = rows.get(key)!;
    if (!isEntityName(row.entity)) continue;
    lines.push(JSON.stringify([row.entity, row.id]));
    const cells = linesOf(row);
    if (cells !== '') lines.push(cells);
  }
  return sha256(lines.join('\n'));
};

/** The line of a cell, from the canonical text of its value. */
export const cellLine = (cell: string, text: string): string => `${JSON.stringify(cell)}:${text}`;

/** What of a row goes into the state hash after its name. */
export const rowLines = ({ cells }: Pick<ProjectedRow, 'cells'>): string =>
  [...cells.keys()]
    .sort()
    .map((cell) => cellLine(cell, canonicalText(cells.get(cell))))
    .join('\n');

/**
 * SHA-256 (hex) of the living rows, sorted by entity and id, each with its cells sorted by name. Two copies with equal
 * vectors and equal schema versions have equal state hashes; conflicts and log are not part of it, nor are rows of
 * entities that this version of the schema does not know.
 */
export const stateHash = ({ rows }: Pick<Projection, 'rows'>, sha256: Sha256Hex): string =>
  hashOfRows(rows, rowLines, sha256);

/** As `stateHash`, of rows whose cells are at hand as lines in the order of their names, as a store can give them. */
export const stateHashOfLines = (
  rows: ReadonlyMap<string, RowName & { readonly lines: string }>,
  sha256: Sha256Hex,
): string => hashOfRows(rows, ({ lines }) => lines, sha256);
