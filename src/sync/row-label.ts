import type { CellValue } from './change-set.ts';
import type { ProjectedRow } from './projected.ts';

/** The text in a cell; empty where there is none. */
export const textIn = (row: ProjectedRow | undefined, cell: string): string => {
  const value: CellValue | undefined = row?.cells.get(cell);
  return typeof value === 'string' ? value : '';
};

/** What people know a row by; of a link the names of its ends, which `find` looks up by `entity/id`. */
export const labelOf = (row: ProjectedRow, find: (key: string) => ProjectedRow | undefined): string => {
  if (row.entity !== 'link') return textIn(row, 'name');
  const end = (cell: string) => textIn(find(`task/${textIn(row, cell)}`), 'name');
  return `${end('predecessorId')} → ${end('successorId')}`;
};
