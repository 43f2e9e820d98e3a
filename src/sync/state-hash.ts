import type { Sha256Hex } from '../model/row-id.ts';
import { isEntityName } from '../model/schema.ts';
import { canonicalText } from './canonical-json.ts';
import type { Projection } from './projected.ts';

interface Row<V> {
  readonly entity: string;
  readonly id: string;
  readonly cells: ReadonlyMap<string, V>;
}

const hashOfRows = <V>(rows: ReadonlyMap<string, Row<V>>, textOf: (value: V) => string, sha256: Sha256Hex): string => {
  const lines: string[] = [];
  for (const key of [...rows.keys()].sort()) {
    const row = rows.get(key);
    if (row === undefined || !isEntityName(row.entity)) continue;
    lines.push(JSON.stringify([row.entity, row.id]));
    for (const cell of [...row.cells.keys()].sort()) {
      lines.push(`${JSON.stringify(cell)}:${textOf(row.cells.get(cell) as V)}`);
    }
  }
  return sha256(lines.join('\n'));
};

/**
 * SHA-256 (hex) of the living rows, sorted by entity and id, each with its cells sorted by name. Two copies with equal
 * vectors and equal schema versions have equal state hashes; conflicts and log are not part of it, nor are rows of
 * entities that this version of the schema does not know.
 */
export const stateHash = ({ rows }: Pick<Projection, 'rows'>, sha256: Sha256Hex): string =>
  hashOfRows(rows, canonicalText, sha256);

/** As `stateHash`, of rows whose values are at hand as canonical texts, as a store has them. */
export const stateHashOfTexts = (rows: ReadonlyMap<string, Row<string>>, sha256: Sha256Hex): string =>
  hashOfRows(rows, (text) => text, sha256);
