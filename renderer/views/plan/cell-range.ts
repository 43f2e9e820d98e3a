import { commandById } from '../../../src/commands/index.ts';
import type { Refusal } from '../../../src/model/command.ts';
import { type Outcome, type Step, trySteps } from '../../../src/model/commands/batch.ts';
import { idOfRow } from '../../../src/model/visible-rows.ts';
import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';
import type { CellWrite } from '../../stores/paste-preview.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { isTaskRow } from '../../stores/selection-store.ts';
import { clearRequest, type EntryError, entryRequest, entryText } from './cell-entry.ts';
import { isEditable } from './columns.ts';
import { throwAwayEnv } from './local-effect.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';

/** What several cells would become: the steps to carry out, and which cells cannot take what they are given. */
export interface CellPlan {
  readonly steps: readonly Step[];
  /** Cells that change, in the order in which they were given. */
  readonly taken: readonly CellWrite[];
  readonly refused: readonly { readonly write: CellWrite; readonly reason: EntryError | Refusal }[];
}

/** Tasks of the selected rows from top to bottom, as they are shown. */
export const rangeTasks = ({ session }: PlanSurfaceStore): readonly string[] => {
  const { selected, visible, outline } = session.selection;
  const rows = [...selected].flatMap((id) => (isTaskRow(id) ? (visible.indexOf.get(id) ?? []) : []));
  return rows.sort((a, b) => a - b).map((row) => idOfRow(outline, visible, row));
};

/** The columns of the selected range; all where rows are selected as a whole. */
export const rangeColumnIds = (surface: PlanSurfaceStore): readonly PlanColumnId[] => {
  const range = surface.rangeColumns;
  const columns = range ? surface.columns.slice(range[0], range[1] + 1) : surface.columns;
  return columns.map(({ id }) => id);
};

/** Delete empties the selected cells; where only numbers and names are selected, it is the rows that are meant. */
export const isClearable = (surface: PlanSurfaceStore): boolean =>
  surface.rangeColumns !== null && rangeColumnIds(surface).some((id) => id !== 'wbs' && id !== 'name');

/** Start and finish of one task that are both given are a span: else each would be judged by the other's old date. */
const joinSpans = (asked: readonly { readonly write: CellWrite; readonly step: Step }[]) => {
  const starts = new Map(
    asked.flatMap(({ write, step }) => (step.command === 'task.setStart' ? [[write.taskId, step] as const] : [])),
  );
  const spanned = new Set<string>();
  const joined = asked.map(({ write, step }) => {
    const start = starts.get(write.taskId);
    if (step.command !== 'task.setFinish' || !start) return { write, step };
    spanned.add(write.taskId);
    const input = { ...(start.input as object), ...(step.input as object) };
    return { write, step: { command: 'task.setSpan', input } };
  });
  return joined.filter(({ write, step }) => step.command !== 'task.setStart' || !spanned.has(write.taskId));
};

/** Works out what cells would become without asking the service, so that refusals can be seen before anything is done. */
export const planCells = (session: ProjectSession, writes: readonly CellWrite[], todayDay: number): CellPlan => {
  const asked: { readonly write: CellWrite; readonly step: Step }[] = [];
  const refused: CellPlan['refused'][number][] = [];
  for (const write of writes) {
    const { taskId, column, text } = write;
    const isSame =
      text !== null &&
      (text === session.reading.text(column, taskId) ||
        text === entryText(session, column, taskId, session.reading.language));
    if (isSame || (text === '' && !isEditable(column))) continue;
    if (text !== null && !isEditable(column)) {
      refused.push({ write, reason: { id: 'entry.computed', params: {} } });
      continue;
    }
    const request =
      text === null
        ? clearRequest(session, column, taskId, todayDay)
        : entryRequest(session, column, taskId, text.trim(), todayDay);
    if (!request.ok) refused.push({ write, reason: request.error });
    else if (request.value)
      asked.push({ write, step: { command: request.value.commandId, input: request.value.input } });
  }
  const joined = joinSpans(asked);
  const tried: Outcome = trySteps(
    commandById,
    session.plan.asPlan(),
    joined.map(({ step }) => step),
    throwAwayEnv(session),
  );
  const faults = new Map(tried.refusals.map(({ step, refusal }) => [step, refusal]));
  const kept = joined.filter((_, i) => !faults.has(i));
  for (const [i, reason] of faults) refused.push({ write: joined[i]!.write, reason });
  return { steps: kept.map(({ step }) => step), taken: kept.map(({ write }) => write), refused };
};

/** The first row of the range gives its cells to all rows below it; a range of one row takes those of the row above. */
export const fillWrites = (surface: PlanSurfaceStore): readonly CellWrite[] => {
  const { session } = surface;
  const { outline, visible } = session.selection;
  const tasks = rangeTasks(surface);
  const first = tasks[0];
  if (first === undefined) return [];
  const row = visible.indexOf.get(first)!;
  const above = row > 0 ? idOfRow(outline, visible, row - 1) : null;
  const source = tasks.length > 1 ? first : above;
  if (source === null || !isTaskRow(source)) return [];
  // Rows as a whole keep their names: two tasks of one name would be no help to anybody.
  const columns = rangeColumnIds(surface).filter((id) => id !== 'name' || !session.selection.wholeRows);
  return fillFrom(surface, source, tasks.length > 1 ? tasks.slice(1) : tasks, columns);
};

/** One task's cells for others: what stands in them, as it would be typed. */
export const fillFrom = (
  { session }: PlanSurfaceStore,
  sourceId: string,
  taskIds: readonly string[],
  columns: readonly PlanColumnId[],
): readonly CellWrite[] =>
  taskIds.flatMap((taskId) =>
    columns.flatMap((column) => {
      if (!isEditable(column)) return [];
      const text = entryText(session, column, sourceId, session.reading.language);
      return [{ taskId, column, text: text === '' ? null : text }];
    }),
  );
