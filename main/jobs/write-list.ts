import { writeFileSync } from 'node:fs';
import type { Language } from '../../src/api.ts';
import { answerRows, cellText } from '../../src/commitment/answer-rows.ts';
import { standingOf } from '../../src/commitment/standing.ts';
import { writeCsv } from '../../src/interchange/csv-text.ts';
import type { Plan } from '../../src/model/plan.ts';
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

/** Writes the answers of a round as a list that can be filled in and read back. False where the round is not there. */
export const writeList = (job: ListJob, assets: string): boolean => {
  const { plan, roundId, moduleId, format, language, path } = job;
  const standing = standingOf(plan, roundId, moduleId);
  if (!standing) return false;
  const catalogues: Record<string, HostText> = {
    fields: hostText(assets, language, ['fields']),
    commitment: hostText(assets, language, ['commitment']),
  };
  const rows = answerRows([...standing.answers, ...standing.others], (catalogue, key) => catalogues[catalogue]!(key));
  if (format === 'xlsx') writeFileSync(path, writeXlsx([{ name: standing.round.name, rows }]));
  else {
    const texts = rows.map((row) => row.map((cell) => cellText(cell, language)));
    writeFileSync(path, writeCsv(texts, language === 'da' ? ';' : ','));
  }
  return true;
};
