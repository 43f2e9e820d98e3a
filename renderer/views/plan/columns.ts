import { isRightAligned, type PlanColumnId } from '../../../src/reading/plan-columns.ts';
import type { EntryLanguage } from '../../../src/time/entry.ts';
import type { ReadingStore } from '../../stores/reading-store.ts';

/** How wide a column usually is in pixels, wide enough for what the language writes into it, and whether it is typed into. */
interface ColumnLook {
  readonly widthPx: Readonly<Record<EntryLanguage, number>>;
  readonly editable: boolean;
}

const look = (da: number, en: number, editable = true): ColumnLook => ({ widthPx: { da, en }, editable });
/** English dates are longer. */
const date = (editable: boolean, wide = 96): ColumnLook => look(wide, wide + 6, editable);

const LOOKS: Readonly<Record<PlanColumnId, ColumnLook>> = {
  wbs: look(56, 56, false),
  name: look(196, 178),
  duration: look(70, 70),
  start: look(78, 86),
  finish: look(78, 86),
  predecessors: look(82, 84),
  responsible: look(136, 136),
  percentComplete: look(74, 74),
  successors: look(82, 84, false),
  status: look(98, 92, false),
  stage: look(150, 150),
  kind: look(112, 92),
  mode: look(100, 92),
  constraintType: look(156, 150),
  constraintDate: date(true, 116),
  deadline: date(true, 84),
  totalSlack: look(70, 70, false),
  freeSlack: look(76, 84, false),
  critical: look(66, 66, false),
  baselineStart: date(false, 110),
  baselineFinish: date(false, 108),
  startVariance: look(92, 96, false),
  finishVariance: look(92, 100, false),
  durationVariance: look(118, 128, false),
  earlyStart: date(false, 104),
  earlyFinish: date(false, 104),
  lateStart: date(false),
  lateFinish: date(false),
  actualStart: date(true),
  actualFinish: date(true),
  remaining: look(88, 84),
  work: look(76, 70, false),
  assigned: look(180, 180, false),
  calendar: look(130, 130),
  taskType: look(110, 116),
  uncertainty: look(140, 140, false),
  breaks: look(92, 96, false),
  inactive: look(82, 94),
  recordedStart: date(false, 100),
  recordedFinish: date(false, 100),
  findings: look(220, 220, false),
  note: look(220, 220, false),
};

/** A column as it stands in the grid. */
export interface Column {
  readonly id: PlanColumnId;
  readonly widthPx: number;
  readonly align: 'left' | 'right';
  readonly editable: boolean;
  /** Pixels from the left edge at which it stays when the grid is scrolled sideways; null where it scrolls away. */
  readonly stuckPx: number | null;
}

/** Of so much of the grid at most stands still; what is frozen beyond it scrolls with the rest, or nothing could be read. */
const MOST_STUCK = 0.7;

export const usualWidth = (id: PlanColumnId, language: EntryLanguage): number => LOOKS[id].widthPx[language];

export const isEditable = (id: PlanColumnId): boolean => LOOKS[id].editable;

/** The columns of the grid from left to right. In a grid of a width, names take what the others leave, unless a person has sized them. */
export const columnsOf = (
  { columns, frozen, language }: Pick<ReadingStore, 'columns' | 'frozen' | 'language'>,
  gridWidth: number,
): readonly Column[] => {
  const widths = columns.map(({ id, widthPx }) => widthPx ?? usualWidth(id, language));
  const left = Math.max(0, gridWidth - widths.reduce((sum, width) => sum + width, 0));
  let leftPx = 0;
  return columns.map(({ id, widthPx }, i) => {
    const width = widths[i]! + (id === 'name' && widthPx === null ? left : 0);
    const stuck = i < frozen && leftPx + width <= gridWidth * MOST_STUCK;
    const column: Column = {
      id,
      widthPx: width,
      align: isRightAligned(id) ? 'right' : 'left',
      editable: LOOKS[id].editable,
      stuckPx: stuck ? leftPx : null,
    };
    leftPx += width;
    return column;
  });
};

/** Where a column that stands still stays while the grid is scrolled sideways, for the style sheet. */
export const stuckAt = ({ stuckPx }: Column): Readonly<Record<`--${string}`, string>> =>
  stuckPx === null ? {} : { '--stuck-left': `${stuckPx}px` };

/** The first levels of an outline are indented by so much each; deeper ones no further: their names would have no room left. */
const INDENT_PX = 16;
const MAX_INDENTS = 8;

/** How far a name is indented, in pixels. */
export const indentOf = (depth: number): number => Math.min(depth, MAX_INDENTS) * INDENT_PX;

/** Width of all columns together. */
export const widthOf = (columns: readonly Pick<Column, 'widthPx'>[]): number =>
  columns.reduce((sum, { widthPx }) => sum + widthPx, 0);
