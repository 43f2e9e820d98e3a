import { dateOf } from '../time/day.ts';
import { formatDate, formatTimeOfDay } from '../time/entry.ts';
import { formatPrecise } from '../time/precise-date.ts';
import { needsLawyer } from './citation.ts';
import type { EventId } from './event.ts';
import type { TenderOfPlan, TenderRow } from './tender-of-plan.ts';
import { eventText, shortCitationText, type Words } from './wording.ts';

/** A line of a timetable that is handed to others: words only. */
export interface TimetableLine {
  readonly key: string;
  readonly activity: string;
  readonly date: string;
  readonly time: string;
  readonly rule: string;
  readonly responsible: string;
}

/** What a person chooses of a timetable for others. */
export interface TimetableChoice {
  /** `public`: what tenderers need; `all`: the authority's own steps too. */
  readonly rows: 'public' | 'all';
  readonly withRules: boolean;
  readonly withResponsible: boolean;
}

/** Steps inside the authority: no concern of those who write tenders. */
const INTERNAL: ReadonlySet<EventId> = new Set([
  'mandate',
  'drafting',
  'documents-approved',
  'pin',
  'preliminary-evaluation',
  'approval',
  'board-approval',
  'award-decision',
  'old-contract-end',
]);

/** Name of a line: the task's, which a person may have changed, else the event's. */
export const rowName = (words: Words, { name, id, round }: TenderRow, { settings }: TenderOfPlan): string =>
  name !== '' ? name : eventText(words, id, round, settings.procedure);

const clock = (minute: number, language: 'da' | 'en'): string => {
  const time = formatTimeOfDay(minute);
  return language === 'da' ? `kl.\u00a0${time.replace(':', '.')}` : time;
};

/** The first day of a span, without the month or year that its last day tells anyway. */
const withoutWhatFollows = (first: number, last: number, language: 'da' | 'en'): string => {
  const [from, to] = [dateOf(first), dateOf(last)];
  const whole = formatDate(first, language, 'long');
  if (from.year !== to.year) return whole;
  const month = whole.slice(0, whole.lastIndexOf(' '));
  return from.month === to.month ? month.slice(0, month.lastIndexOf(' ')) : month;
};

/** A date of a timetable in words, as exactly as it is meant: "mandag 8. april 2024", "uge 34-35, 2024". */
export const lineDate = ({ startDay, day, precision }: TenderRow, language: 'da' | 'en'): string => {
  if (precision !== 'day') return formatPrecise(startDay ?? day, day, precision, language);
  const last = formatDate(day, language, 'full');
  if (startDay === null || startDay === day) return last;
  return `${withoutWhatFollows(startDay, day, language)} – ${formatDate(day, language, 'long')}`;
};

/** The place by which people know the rule behind a date; an asterisk where a lawyer must confirm it. */
const ruleOf = (words: Words, { citations }: TenderRow): string =>
  citations.length === 0
    ? ''
    : `${shortCitationText(words, citations).replaceAll(' ', '\u00a0')}${citations.some(needsLawyer) ? '*' : ''}`;

/** The lines of a timetable in the order of time, as a person chose them. */
export function timetableLines(
  words: Words,
  tender: TenderOfPlan,
  { rows }: Pick<TimetableChoice, 'rows'>,
  language: 'da' | 'en',
): readonly TimetableLine[] {
  return tender.rows
    .filter(({ id }) => rows === 'all' || !INTERNAL.has(id))
    .map((row) => ({
      key: row.key,
      activity: rowName(words, row, tender),
      date: lineDate(row, language),
      time: row.timeMin === null || row.precision !== 'day' ? '' : clock(row.timeMin, language),
      rule: ruleOf(words, row),
      responsible: row.responsible,
    }));
}

/** A column of the chosen lines: which text, and under which key of the catalogue its title stands. */
export const lineColumns = ({ withRules, withResponsible }: TimetableChoice): readonly (keyof TimetableLine)[] => [
  'activity',
  'date',
  'time',
  ...(withResponsible ? (['responsible'] as const) : []),
  ...(withRules ? (['rule'] as const) : []),
];

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** A table for the clipboard: as HTML that word processors keep as a table, and as text with tabs for all others. */
export interface TableForClipboard {
  readonly html: string;
  readonly text: string;
}

// What Word reads from a pasted table: borders, width and font as attributes and inline styles.
const CELL = 'border:1px solid #bfc7d1;padding:3pt 6pt;vertical-align:top;text-align:left;';

/** The lines as a table with a head, ready to be pasted into a document. */
export function tableForClipboard(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  caption: string,
): TableForClipboard {
  const cell = (tag: 'th' | 'td', text: string): string =>
    `<${tag} style="${CELL}${tag === 'th' ? 'font-weight:bold;background:#eef1f5;' : ''}">${escaped(text)}</${tag}>`;
  const line = (tag: 'th' | 'td', cells: readonly string[]): string =>
    `<tr>${cells.map((text) => cell(tag, text)).join('')}</tr>`;
  const html =
    `<table border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse;font-family:Calibri,Arial,sans-serif;font-size:10.5pt;">` +
    `<caption style="text-align:left;font-weight:bold;padding-bottom:4pt;">${escaped(caption)}</caption>` +
    `<thead>${line('th', heads)}</thead><tbody>${rows.map((cells) => line('td', cells)).join('')}</tbody></table>`;
  const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');
  const text = [heads, ...rows].map((cells) => cells.map(plain).join('\t')).join('\r\n');
  return { html, text };
}
