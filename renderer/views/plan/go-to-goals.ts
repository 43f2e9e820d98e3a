import { wbsOf } from '../../../src/model/outline.ts';
import { searchTextOf, wordsOf } from '../../../src/reading/plan-filter.ts';
import { formatDate, parseDate } from '../../../src/time/entry.ts';
import type { ProjectSession } from '../../stores/project-session.ts';

/** Somewhere in the plan that one can go to. */
export type Goal =
  | { readonly kind: 'day'; readonly key: string; readonly label: string; readonly dayNumber: number }
  | {
      readonly kind: 'task';
      readonly key: string;
      readonly label: string;
      readonly detail: string;
      readonly taskId: string;
    };

const MOST = 8;

/** What a text may name: the task of that number first, then a date, then tasks with these words. */
export const goalsFor = (session: ProjectSession, text: string, todayDay: number): readonly Goal[] => {
  const { outline } = session.selection;
  const { language, sources } = session.reading;
  const wanted = text.trim();
  if (wanted === '') return [];
  const { task } = session.plan.asPlan().rows;
  const goal = (at: number): Goal => {
    const taskId = outline.ids[at]!;
    return { kind: 'task', key: taskId, label: task.get(taskId)!.name, detail: wbsOf(outline, at), taskId };
  };
  const numbered: Goal[] = [];
  const named: Goal[] = [];
  const isNumber = /^\d+(\.\d+)*\.?$/.test(wanted);
  const words = wordsOf(wanted);
  for (let at = 0; at < outline.ids.length && numbered.length + named.length < MOST; at++) {
    if (isNumber && wbsOf(outline, at) === wanted.replace(/\.$/, '')) numbered.push(goal(at));
    else if (words.every((word) => searchTextOf(sources, at).includes(word))) named.push(goal(at));
  }
  const date = parseDate(wanted, { todayDay });
  const day: Goal[] = date.ok
    ? [
        {
          kind: 'day',
          key: 'day',
          label: formatDate(date.value.dayNumber, language, 'long'),
          dayNumber: date.value.dayNumber,
        },
      ]
    : [];
  return [...numbered, ...day, ...named].slice(0, MOST);
};
