import { join, resolve } from 'node:path';
import { printWords } from '../../../main/jobs/print/print-words.ts';
import type { PrintOptions } from '../../../src/api.ts';
import { USUAL_PRINT } from '../../../src/api.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { makeRow } from '../../../src/model/row.ts';
import { printPages } from '../../../src/report/print-pages.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { templateById } from '../templates/template-file.ts';
import { planOf } from '../templates/template-plan.ts';

const ASSETS = join(resolve(import.meta.dirname, '../../..'), 'assets');

/** Noon of a day in the midst of the plans below. */
export const NOW_MIN = dayNumberOf(2028, 3, 15) * 1440 + 720;

const words = { da: printWords(ASSETS, 'da'), en: printWords(ASSETS, 'en') };

/** A template as a plan that begins in 2027, with a baseline from which its last task has slipped by 30 days. */
export const templatePlan = (id: string): Plan => {
  const plan = planOf(templateById(id), dayNumberOf(2027, 1, 4));
  const schedule = scheduleOf(plan);
  const put = (entity: 'baseline' | 'baselineTask', row: { readonly id: string }) =>
    (plan.rows[entity] as Map<string, unknown>).set(row.id, row);
  put('baseline', makeRow('baseline', 'b', { name: 'Aftalt plan', takenMin: NOW_MIN }));
  const { outline } = schedule;
  outline.ids.forEach((taskId, at) => {
    const dates = schedule.datesOf(taskId);
    if (!dates) return;
    const earlier = at === outline.ids.length - 1 ? 30 * 1440 : 0;
    const moved = { ...dates, startMin: dates.startMin - earlier, finishMin: dates.finishMin - earlier };
    put('baselineTask', makeRow('baselineTask', `b-${taskId}`, { baselineId: 'b', taskId, dates: moved }));
  });
  return plan;
};

/** Prints a plan in Danish as it is usual but for what is given. */
export const printOf = (plan: Plan, changes: Partial<PrintOptions> = {}) => {
  const options: PrintOptions = { ...USUAL_PRINT, language: 'da', ...changes };
  return printPages(plan, options, words[options.language], NOW_MIN, 'pdf');
};
