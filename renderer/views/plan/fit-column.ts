import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';
import { isTaskRow } from '../../stores/selection-store.ts';
import { indentOf } from './columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** Room beside a cell's text: its padding, and of a heading the arrow of the sort order. */
const PADDING_PX = 18;
const HEADING_PX = 26;
/** Room in front of a name, beside its indent: the fold button. */
const FOLD_PX = 24;

/** Makes a column as wide as its heading and all of its cells in sight need. `font` is that of the cells, as CSS writes it. */
export const fitColumn = (surface: PlanSurfaceStore, column: PlanColumnId, heading: string, font: string): void => {
  const { reading } = surface.session;
  const ruler = document.createElement('canvas').getContext('2d')!;
  ruler.font = font;
  let widest = ruler.measureText(heading).width + HEADING_PX;
  const last = Math.min(surface.rows.count, surface.lastRow);
  for (let index = surface.firstRow; index < last; index++) {
    const row = surface.rows.at(index);
    const text = isTaskRow(row.id) ? reading.text(column, row.id) : column === 'name' ? row.name : '';
    // Names of summaries are bold.
    ruler.font = row.kind === 'summary' ? `600 ${font}` : font;
    const before = column === 'name' ? FOLD_PX + indentOf(row.depth) : 0;
    widest = Math.max(widest, ruler.measureText(text).width + PADDING_PX + before);
  }
  reading.setWidth(column, Math.ceil(widest));
};
