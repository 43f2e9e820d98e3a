import { wbsOf } from '../../../src/model/outline.ts';
import type { PlanColumnId } from '../../../src/reading/plan-columns.ts';
import { searchTextOf, wordsOf } from '../../../src/reading/plan-filter.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { NEW_ROW } from '../../stores/selection-store.ts';
import { wordsFor } from './cell-entry.ts';

/** Something that what is typed may be meant to become. */
export interface Suggestion {
  readonly key: string;
  readonly label: string;
  /** What stands beside the label: the number of a task. */
  readonly detail: string;
  /** The text of the cell once it is taken. */
  readonly text: string;
}

const MOST = 8;

/** What is being typed: the part behind the last `;` or `,`, where several predecessors are listed. */
const lastPart = (text: string): { readonly before: string; readonly part: string } => {
  const at = Math.max(text.lastIndexOf(';'), text.lastIndexOf(','));
  return { before: text.slice(0, at + 1), part: text.slice(at + 1).trim() };
};

/** Tasks that a half-typed predecessor may mean: by the beginning of the number, or by words of the name. */
const taskSuggestions = (session: ProjectSession, taskId: string, text: string): Suggestion[] => {
  const { before, part } = lastPart(text);
  // Behind a number come the type of the link and the lag, for which nothing is offered.
  const isNumber = /^\d+(\.\d*)*$/.test(part);
  if (part === '' || (!isNumber && /^\d/.test(part))) return [];
  const { outline } = session.selection;
  const { task } = session.plan.asPlan().rows;
  const words = wordsOf(part);
  const found: Suggestion[] = [];
  for (let at = 0; at < outline.ids.length && found.length < MOST; at++) {
    const id = outline.ids[at]!;
    if (id === taskId) continue;
    const wbs = wbsOf(outline, at);
    if (isNumber) {
      if (!wbs.startsWith(part)) continue;
    } else {
      const haystack = searchTextOf(session.reading.sources, at);
      if (!words.every((word) => haystack.includes(word))) continue;
    }
    found.push({ key: id, label: task.get(id)!.name, detail: wbs, text: `${before}${wbs}` });
  }
  return found;
};

const OFFERING: ReadonlySet<PlanColumnId> = new Set([
  'predecessors',
  'responsible',
  'stage',
  'calendar',
  'kind',
  'mode',
  'constraintType',
  'taskType',
  'inactive',
]);

/** Says whether the cells of a column offer something to choose while they are typed into. */
export const offersChoices = (column: PlanColumnId): boolean => OFFERING.has(column);

/** What may be meant by a half-typed text in a cell, best first; nothing in cells of free text. */
export const suggestionsFor = (
  session: ProjectSession,
  column: PlanColumnId,
  taskId: string,
  text: string,
  untouched: boolean,
): readonly Suggestion[] => {
  if (taskId === NEW_ROW || !offersChoices(column)) return [];
  if (column === 'predecessors') return untouched ? [] : taskSuggestions(session, taskId, text);
  const words = wordsFor(session, column);
  const wanted = wordsOf(untouched ? '' : text);
  const fitting = words.filter((word) => {
    const lower = word.toLocaleLowerCase('da');
    return wanted.every((part) => lower.includes(part));
  });
  return fitting
    .slice(0, column === 'responsible' ? MOST : 20)
    .map((word) => ({ key: word, label: word, detail: '', text: word }));
};
