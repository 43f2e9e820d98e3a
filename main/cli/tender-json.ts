import { eventKey } from '../../src/tender/event.ts';
import type { TenderFinding } from '../../src/tender/finding.ts';
import type { ProcedureId } from '../../src/tender/procedure.ts';
import type { TimetableEvent } from '../../src/tender/timetable.ts';
import { citationText, eventText, findingText, reasonText, timeText, type Words } from '../../src/tender/wording.ts';
import { isoOfDay } from '../../src/time/day.ts';

/** An event of a timetable as the command line tells it. */
export const eventJson = (words: Words, event: TimetableEvent, procedure: ProcedureId) => ({
  id: event.key,
  name: eventText(words, event.id, event.round, procedure),
  date: isoOfDay(event.day),
  ...(event.timeMin !== null && { time: timeText(event.timeMin) }),
  kind: event.kind,
  ...(event.ruleId !== null && { rule: event.ruleId }),
  citations: event.citations.map((citation) => citationText(words, citation)),
});

/** A finding of a tender as the command line tells it, with the rule, its places and its corrections. */
export const findingJson = (words: Words, finding: TenderFinding, procedure: ProcedureId) => ({
  id: `tender.${finding.id}`,
  severity: finding.severity,
  ...(finding.eventId !== null && { event: eventKey({ id: finding.eventId, round: finding.round }) }),
  ...(finding.ruleId !== null && { rule: finding.ruleId }),
  ...(finding.earliestDay !== null && { earliest: isoOfDay(finding.earliestDay) }),
  ...(finding.latestDay !== null && { latest: isoOfDay(finding.latestDay) }),
  ...findingText(words, finding, procedure),
  citations: finding.citations.map((citation) => citationText(words, citation)),
  why: finding.why.map((reason) => reasonText(words, reason)),
  corrections: finding.corrections.map((correction) => ({
    event: eventKey(correction),
    date: isoOfDay(correction.day),
    ...(correction.timeMin !== null && { time: timeText(correction.timeMin) }),
  })),
});
