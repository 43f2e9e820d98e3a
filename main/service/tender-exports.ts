import { writeFileSync } from 'node:fs';
import type { CallError, CallInput, CallOutputs } from '../../src/api.ts';
import { planCalendar } from '../../src/interchange/icalendar/plan-calendar.ts';
import { writeCalendar } from '../../src/interchange/icalendar/write-icalendar.ts';
import { type Plan, projectOf } from '../../src/model/plan.ts';
import { timetableDocument } from '../../src/report/timetable-document.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { type TenderOfPlan, tenderOfPlan } from '../../src/tender/tender-of-plan.ts';
import { tendersInOrder } from '../../src/tender/tender-tasks.ts';
import { fileNameOf } from './file-name.ts';
import { localInstant } from './local-time.ts';
import type { Progress, ServiceDeps } from './service-deps.ts';

type Deps = Pick<ServiceDeps, 'scheduleOf' | 'words' | 'files' | 'jobs' | 'now'>;

const unknownTender = (id: string) => err({ id: 'row.unknown', params: { entity: 'tender', id } });

/** The tender of an id; without one the first of the plan. */
const findTender = (
  { scheduleOf, now }: Deps,
  plan: Plan,
  tenderId: string | null,
): Result<TenderOfPlan, CallError> => {
  const id = tenderId ?? tendersInOrder(plan)[0]?.id;
  if (id === undefined) return err({ id: 'tender.none', params: {} });
  const found = tenderOfPlan(plan, id, scheduleOf(plan), { nowMin: localInstant(now()) });
  if (found === null) return unknownTender(id);
  return found.rows.length === 0 ? err({ id: 'tender.no-dates', params: { name: found.tender.name } }) : ok(found);
};

/** Writes the timetable of a tender as a PDF for the tender documents. */
export const exportTimetable = async (
  deps: Deps,
  plan: Plan,
  { tenderId, language, ...choice }: CallInput<'export.timetable'>,
  progress: Progress,
): Promise<Result<CallOutputs['export.timetable'], CallError>> => {
  const tender = findTender(deps, plan, tenderId);
  if (!tender.ok) return tender;
  const createdMs = deps.now();
  const words = deps.words(language);
  const document = timetableDocument(plan, tender.value, words, choice, language, localInstant(createdMs));
  const path = deps.files.scratchPath();
  const author = projectOf(plan)?.author ?? '';
  const written = await deps.jobs.printTable({ document, language, author, path, createdMs }, progress);
  if (!written.ok) return written;
  const name = `${document.title} - ${words.text('document.title')}`;
  return ok({ ...deps.files.hold(path, fileNameOf(name, '.pdf')), pages: written.value.pages });
};

/**
 * Writes dates as a calendar file: those of one tender, or of all tenders and the milestones beside them. Refused where
 * there is nothing to write.
 */
export const exportCalendar = (
  deps: Deps,
  plan: Plan,
  { tenderId, language }: CallInput<'export.calendar'>,
): Result<CallOutputs['export.calendar'], CallError> => {
  const { scheduleOf, now } = deps;
  const one = tenderId === null ? null : findTender(deps, plan, tenderId);
  if (one !== null && !one.ok) return one;
  const query = { nowMin: localInstant(now()) };
  const all = (): TenderOfPlan[] =>
    tendersInOrder(plan).flatMap(({ id }) => tenderOfPlan(plan, id, scheduleOf(plan), query) ?? []);
  const file = planCalendar({
    plan,
    dates: scheduleOf(plan),
    tenders: one === null ? all().filter(({ source }) => source === 'plan') : [one.value],
    withMilestones: tenderId === null,
    words: deps.words(language),
    language,
    nowMs: now(),
  });
  if (file.entries.length === 0) return err({ id: 'calendar.no-dates', params: {} });
  const path = deps.files.scratchPath();
  writeFileSync(path, writeCalendar(file));
  return ok({ ...deps.files.hold(path, fileNameOf(file.name, '.ics')), entries: file.entries.length });
};
