import { writeFileSync } from 'node:fs';
import type { Language } from '../../src/api.ts';
import { answerRows, cellText } from '../../src/commitment/answer-rows.ts';
import { bindingOf } from '../../src/commitment/binding.ts';
import { rolloutOf } from '../../src/commitment/rollout.ts';
import { type Answer, standingOf } from '../../src/commitment/standing.ts';
import { writeCsv } from '../../src/interchange/csv-text.ts';
import type { Plan } from '../../src/model/plan.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { type HostText, hostText } from '../hosts/host-texts.ts';
import { writeXlsx } from './table/write-xlsx.ts';

export interface ListJob {
  readonly plan: Plan;
  readonly roundId: string;
  readonly moduleId: string | null;
  readonly format: 'csv' | 'xlsx';
  readonly language: Language;
  readonly path: string;
}

/** Writes the answers of a round as a list that can be filled in and read back, with their go-lives where there are waves. False where the round is not there. */
export const writeList = (job: ListJob, assets: string): boolean => {
  const { plan, roundId, moduleId, format, language, path } = job;
  const standing = standingOf(plan, roundId, moduleId);
  if (!standing) return false;
  const catalogues: Record<string, HostText> = {
    fields: hostText(assets, language, ['fields']),
    commitment: hostText(assets, language, ['commitment']),
  };
  const rollout = plan.rows.wave.size > 0 ? rolloutOf(plan, standing, scheduleOf(plan).datesOf) : null;
  const text = (catalogue: 'fields' | 'commitment', key: string): string => catalogues[catalogue]!(key);
  const boundUntil =
    standing.round.binding.months === null
      ? null
      : (answer: Answer): number | null => bindingOf(plan, standing, answer)?.toDay ?? null;
  const rows = answerRows([...standing.answers, ...standing.others], text, { rollout, boundUntil });
  if (format === 'xlsx') writeFileSync(path, writeXlsx([{ name: standing.round.name, rows }]));
  else {
    const texts = rows.map((row) => row.map((cell) => cellText(cell, language)));
    writeFileSync(path, writeCsv(texts, language === 'da' ? ';' : ','));
  }
  return true;
};
