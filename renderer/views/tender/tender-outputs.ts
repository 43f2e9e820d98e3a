import type { TenderOfPlan } from '../../../src/tender/tender-of-plan.ts';
import {
  lineColumns,
  type TableForClipboard,
  tableForClipboard,
  timetableLines,
} from '../../../src/tender/timetable-lines.ts';
import type { Words } from '../../../src/tender/wording.ts';
import { tenderWordsIn } from '../../app/i18n/finding-text.ts';
import { textsFor } from '../../app/i18n/texts.ts';
import type { AppStore } from '../../stores/app-store.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { tenderViewOf } from './tender-view-store.ts';

/** The tender that is looked at: the chosen one, else the first; undefined where the plan has none. */
export const chosenTender = (project: ProjectSession): TenderOfPlan | undefined => {
  const { all } = project.tenders;
  const { tenderId } = tenderViewOf(project);
  return all.find(({ tender }) => tender.id === tenderId) ?? all[0];
};

/** All dates of a tender as a table for documents, in the language of the window. */
export const timetableTable = (
  of: TenderOfPlan,
  words: Words,
  language: 'da' | 'en',
): TableForClipboard & { readonly count: number } => {
  const columns = lineColumns({ rows: 'all', withRules: true, withResponsible: true });
  const lines = timetableLines(words, of, { rows: 'all' }, language);
  const heads = columns.map((column) => words.text(`document.${column}`));
  const rows = lines.map((line) => columns.map((column) => line[column]));
  return { ...tableForClipboard(heads, rows, words.text('document.title')), count: lines.length };
};

/**
 * Puts a table onto the clipboard, as HTML and as text. By the copy event that goes with what a person does: what a page
 * writes there by itself browsers take apart first, and the borders of the table are lost.
 */
const toClipboard = ({ html, text }: TableForClipboard): boolean => {
  let isTaken = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/html', html);
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isTaken = true;
  };
  document.addEventListener('copy', onCopy, true);
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, true);
  return isTaken;
};

/** Copies the timetable of the chosen tender as a table that word processors keep, and tells so. */
export const copyTimetable = (app: AppStore): void => {
  const of = app.project && chosenTender(app.project);
  if (!of) return;
  const words = tenderWordsIn(textsFor(app.language));
  const table = timetableTable(of, words, app.language);
  if (toClipboard(table)) app.tell('tender.copied', { count: table.count });
  else app.tellError({ id: 'tender.not-copied', params: {} });
};

/** Saves the dates of the chosen tender as a calendar file. */
export const saveCalendar = async (app: AppStore): Promise<void> => {
  const { project, language } = app;
  const of = project && chosenTender(project);
  if (!project || !of) return;
  const input = { projectId: project.plan.projectId, tenderId: of.tender.id, language };
  const answer = await app.bridge.call('export.calendar', input);
  if (!answer.ok) return app.tellError(answer.error);
  const { name, entries } = answer.value;
  if (await app.bridge.saveFile(answer.value)) app.tell('tender.calendarSaved', { name, count: entries });
};
