import type { CellValue } from './change.ts';

type Members = Readonly<Record<string, CellValue>>;

const isComposite = (value: CellValue | undefined): value is Members => typeof value === 'object' && value !== null;

/** Whether two values of a cell mean the same, whatever the order of their keys. */
export const sameCell = (a: CellValue | undefined, b: CellValue | undefined): boolean => {
  if (!isComposite(a) || !isComposite(b)) return a === b;
  if (a === b) return true;
  const keys = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameCell(a[key], b[key]));
};
