import { type Plan, projectOf } from '../model/plan.ts';
import { needsLawyer } from '../tender/citation.ts';
import type { TenderOfPlan } from '../tender/tender-of-plan.ts';
import { lineColumns, type TimetableChoice, timetableLines } from '../tender/timetable-lines.ts';
import type { Words } from '../tender/wording.ts';
import { dayOfInstant, MINUTES_PER_DAY } from '../time/day.ts';
import { formatDate, formatTimeOfDay } from '../time/entry.ts';
import { documentLogo } from './logo.ts';
import { paperOf } from './paper.ts';
import type { TableDocument } from './table-pages.ts';

/** Margins of a letter and not of a chart, in millimetres. */
const MARGIN_MM = { top: 20, right: 18, bottom: 16, left: 20 };

/**
 * The timetable of a tender as a page for the tender documents: activity, date and time, with the rule behind each date and
 * who is responsible where that is wanted. `nowMin` is local time.
 */
export function timetableDocument(
  plan: Plan,
  tender: TenderOfPlan,
  words: Words,
  choice: TimetableChoice,
  language: 'da' | 'en',
  nowMin: number,
): TableDocument {
  const project = projectOf(plan);
  const name = project?.name || tender.tender.name;
  const columns = lineColumns(choice);
  const lines = timetableLines(words, tender, choice, language);
  const shown = new Set(lines.map(({ key }) => key));
  const rows = tender.rows.filter(({ key }) => shown.has(key));
  const procedure = words.text(`procedure.${tender.settings.procedure}`);
  const at = `${formatDate(dayOfInstant(nowMin), language)} ${formatTimeOfDay(nowMin % MINUTES_PER_DAY)}`;
  const caseNumber = project?.caseNumber ?? '';
  return {
    title: name,
    subtitle: `${words.text('document.title')} · ${procedure}`,
    logo: documentLogo(plan, words.text('document.logo')),
    facts: caseNumber === '' ? [] : [words.text('document.caseNumber', { number: caseNumber })],
    columns: columns.map((column) => ({
      title: words.text(`document.${column}`),
      ...(column === 'activity' && { wide: true }),
      ...(column === 'rule' && { muted: true }),
    })),
    rows: lines.map((line) => columns.map((column) => line[column])),
    notes: [
      words.text('document.danishTime'),
      ...(rows.some(({ precision }) => precision !== 'day') ? [words.text('document.expected')] : []),
      ...(choice.withRules ? [words.text('document.laws')] : []),
      ...(choice.withRules && rows.some(({ citations }) => citations.some(needsLawyer))
        ? [words.text('document.confirm')]
        : []),
    ],
    printed: words.text('document.printed', { at }),
    page: words.text('document.page'),
    paper: { ...paperOf('A4', 'portrait'), marginMm: MARGIN_MM },
  };
}
