import { type PlanFinding, titleKeyOf } from '../schedule/plan-findings.ts';
import { findingText, type Words } from '../tender/wording.ts';
import { type EntryLanguage, formatDate } from '../time/entry.ts';
import type { PlanReportLabels } from './plan-report.ts';

/** Title and sentence of a finding on paper, that of a tender in the words of its rule. */
export const findingWords = (
  word: PlanReportLabels['word'],
  language: EntryLanguage,
  { id, tender, commitment }: PlanFinding,
): { readonly title: string; readonly text: string } => {
  const words: Words = {
    text: (key, params) => word(`tender:${key}`, params),
    holiday: (name) => word(`holidays:${name}`),
    day: (day) => formatDate(day, language),
    money: (minor, currency) => `${Math.round(minor / 100)} ${currency}`,
  };
  if (tender) return findingText(words, tender.finding, tender.procedure);
  const title = word(titleKeyOf(id));
  if (!commitment) return { title, text: word(`findings:${id}`) };
  const params = Object.entries(commitment.params).map(([key, value]) => [
    key,
    key.endsWith('Day') ? formatDate(Number(value), language) : value,
  ]);
  return { title, text: word(`commitment:finding.${commitment.id}`, Object.fromEntries(params)) };
};
