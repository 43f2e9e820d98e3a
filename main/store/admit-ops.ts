import { isEntityName } from '../../src/model/schema.ts';
import { checkCell, ID_PATTERN } from '../../src/model/validate.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { toNfc } from '../../src/sync/canonical-json.ts';
import type { CellValue, Op } from '../../src/sync/change-set.ts';

/** An op that may not enter the log, with the cell that it is about. */
export interface OpRefusal {
  readonly id: 'cell.unknown' | 'cell.invalid' | 'row.invalid' | 'row.unknown';
  readonly params: Readonly<Record<string, string>>;
  readonly at: { readonly entity: string; readonly rowId: string; readonly cell: string };
}

/** Values are as deep as the schema lets them be, so recursion is bounded. */
const inFormC = (value: CellValue): CellValue => {
  if (typeof value === 'string') return toNfc(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inFormC);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inFormC(part)]));
};

/**
 * The ops as they enter the log: checked against the schema, text in Unicode form C (macOS hands out file names and
 * pasted text in form D, in which "å" is two characters).
 */
export const admitOps = (ops: readonly Op[]): Result<readonly Op[], OpRefusal> => {
  const admitted: Op[] = [];
  for (const op of ops) {
    const at = { entity: op.entity, rowId: op.id, cell: op.kind === 'set' ? op.cell : '' };
    if (!isEntityName(op.entity) || !ID_PATTERN.test(op.id)) {
      return err({ id: 'row.invalid', params: { entity: op.entity, id: op.id }, at });
    }
    if (op.kind !== 'set') {
      admitted.push(op);
      continue;
    }
    const checked = checkCell(op.entity, op.cell, op.value);
    if (!checked.ok) return err({ id: checked.error.id, params: checked.error.params, at });
    const value = inFormC(op.value);
    admitted.push(value === op.value ? op : { ...op, value });
  }
  return ok(admitted);
};
