import type { Sha256Hex } from '../model/row-id.ts';
import { isEntityName } from '../model/schema.ts';
import { canonicalText } from './canonical-json.ts';
import type { Projection } from './projection.ts';

/**
 * SHA-256 (hex) of the living rows, sorted by entity and id, each with its cells sorted by name. Two copies with equal
 * vectors and equal schema versions have equal state hashes; conflicts and log are not part of it, nor are rows of
 * entities that this version of the schema does not know.
 */
export function stateHash(projection: Pick<Projection, 'rows'>, sha256: Sha256Hex): string {
  const lines: string[] = [];
  for (const key of [...projection.rows.keys()].sort()) {
    const row = projection.rows.get(key);
    if (row === undefined || !isEntityName(row.entity)) continue;
    lines.push(JSON.stringify([row.entity, row.id]));
    for (const cell of [...row.cells.keys()].sort()) {
      lines.push(`${JSON.stringify(cell)}:${canonicalText(row.cells.get(cell))}`);
    }
  }
  return sha256(lines.join('\n'));
}
