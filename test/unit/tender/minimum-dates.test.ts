import { describe, expect, it } from 'vitest';
import { boundOf } from '../../../src/tender/bound.ts';
import type { Citation } from '../../../src/tender/citation.ts';
import type { ProcedureId } from '../../../src/tender/procedure.ts';
import { rulesFor } from '../../../src/tender/rules.ts';
import type { TenderSettings } from '../../../src/tender/settings.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { day, settingsFor } from './dates.ts';

/**
 * Procedure, conditions, bounded event, days (or months) of the period, day from which it runs, first lawful day, and one
 * of the places behind it. Lengths are those of the Directive's articles and udbudsloven; dates are counted apart from the
 * product, day by day.
 */
const CASES: readonly (readonly [ProcedureId, string, string, number | string, string, string, string])[] = [
  ['open', 'paper', 'tenders-deadline', 35, '2026-03-02', '2026-04-07', '27(1)'],
  ['open', '', 'tenders-deadline', 30, '2026-04-14', '2026-05-15', '27(4)'],
  ['open', 'pin', 'tenders-deadline', 15, '2027-03-11', '2027-03-30', '27(2)'],
  ['open', 'urgent', 'tenders-deadline', 15, '2026-11-24', '2026-12-09', '27(3)'],
  ['open', 'pin urgent', 'tenders-deadline', 15, '2026-05-06', '2026-05-21', '27(1)'],
  ['open', 'paper pin', 'tenders-deadline', 15, '2026-10-07', '2026-10-22', '27(2)'],
  ['open', 'paper urgent', 'tenders-deadline', 15, '2028-05-10', '2028-05-26', '27(3)'],
  ['open', 'offline', 'tenders-deadline', 35, '2029-07-12', '2029-08-16', '53(1)'],
  ['open', 'paper offline', 'tenders-deadline', 40, '2026-03-02', '2026-04-13', '53(1)'],
  ['open', 'pin offline', 'tenders-deadline', 20, '2026-04-14', '2026-05-04', '53(1)'],
  ['open', 'urgent offline', 'tenders-deadline', 15, '2027-03-11', '2027-03-30', '27(3)'],
  ['open', 'pin urgent offline', 'tenders-deadline', 15, '2026-11-24', '2026-12-09', '27(3)'],
  ['open', 'visit', 'tenders-deadline', 31, '2026-05-06', '2026-06-08', '47(2)'],
  ['open', 'paper visit', 'tenders-deadline', 36, '2026-10-07', '2026-11-12', '47(2)'],
  ['open', 'offline visit', 'tenders-deadline', 36, '2028-05-10', '2028-06-15', '47(2)'],
  ['open', 'pin visit', 'tenders-deadline', 16, '2029-07-12', '2029-07-30', '47(2)'],
  ['open', 'urgent visit', 'tenders-deadline', 16, '2026-03-02', '2026-03-18', '47(2)'],
  ['open', 'urgent offline visit', 'tenders-deadline', 16, '2026-04-14', '2026-04-30', '47(2)'],
  ['open', 'agreed:10', 'tenders-deadline', 30, '2027-03-11', '2027-04-12', '27(4)'],
  ['restricted', '', 'requests-deadline', 30, '2026-11-24', '2026-12-24', '28(1)'],
  ['restricted', 'paper', 'requests-deadline', 30, '2026-05-06', '2026-06-05', '28(1)'],
  ['restricted', 'urgent', 'requests-deadline', 15, '2026-10-07', '2026-10-22', '28(6)(a)'],
  ['restricted', 'pin', 'requests-deadline', 30, '2028-05-10', '2028-06-09', '28(1)'],
  ['restricted', 'offline', 'requests-deadline', 30, '2029-07-12', '2029-08-13', '28(1)'],
  ['restricted', 'agreed:10', 'requests-deadline', 30, '2026-03-02', '2026-04-01', '28(1)'],
  ['restricted', 'paper', 'tenders-deadline', 30, '2026-04-14', '2026-05-15', '28(2)'],
  ['restricted', '', 'tenders-deadline', 25, '2027-03-11', '2027-04-05', '28(5)'],
  ['restricted', 'pin', 'tenders-deadline', 10, '2026-11-24', '2026-12-04', '28(3)'],
  ['restricted', 'urgent', 'tenders-deadline', 10, '2026-05-06', '2026-05-18', '28(6)(b)'],
  ['restricted', 'agreed:10', 'tenders-deadline', 10, '2026-10-07', '2026-10-19', '28(4)'],
  ['restricted', 'agreed:5', 'tenders-deadline', 10, '2028-05-10', '2028-05-22', '28(4)'],
  ['restricted', 'agreed:14', 'tenders-deadline', 14, '2029-07-12', '2029-07-26', '28(4)'],
  ['restricted', 'agreed:24', 'tenders-deadline', 24, '2026-03-02', '2026-03-26', '28(4)'],
  ['restricted', 'agreed:25', 'tenders-deadline', 25, '2026-04-14', '2026-05-11', '28(5)'],
  ['restricted', 'agreed:9', 'tenders-deadline', 10, '2027-03-11', '2027-03-22', '28(4)'],
  ['restricted', 'offline', 'tenders-deadline', 30, '2026-11-24', '2026-12-24', '53(1)'],
  ['restricted', 'paper offline', 'tenders-deadline', 35, '2026-05-06', '2026-06-10', '53(1)'],
  ['restricted', 'pin offline', 'tenders-deadline', 15, '2026-10-07', '2026-10-22', '53(1)'],
  ['restricted', 'urgent offline', 'tenders-deadline', 10, '2028-05-10', '2028-05-22', '28(6)(b)'],
  ['restricted', 'pin urgent offline', 'tenders-deadline', 10, '2029-07-12', '2029-07-23', '28(6)(b)'],
  ['restricted', 'agreed:10 offline', 'tenders-deadline', 15, '2026-03-02', '2026-03-17', '53(1)'],
  ['restricted', 'visit', 'tenders-deadline', 26, '2026-04-14', '2026-05-11', '47(2)'],
  ['restricted', 'paper visit', 'tenders-deadline', 31, '2027-03-11', '2027-04-12', '47(2)'],
  ['restricted', 'pin visit', 'tenders-deadline', 11, '2026-11-24', '2026-12-07', '47(2)'],
  ['restricted', 'urgent visit', 'tenders-deadline', 11, '2026-05-06', '2026-05-18', '47(2)'],
  ['restricted', 'offline visit', 'tenders-deadline', 31, '2026-10-07', '2026-11-09', '47(2)'],
  ['restricted', 'agreed:10 central', 'tenders-deadline', 25, '2028-05-10', '2028-06-06', '28(5)'],
  ['restricted', 'paper pin', 'tenders-deadline', 10, '2029-07-12', '2029-07-23', '28(3)'],
  ['restricted', 'paper urgent', 'tenders-deadline', 10, '2026-03-02', '2026-03-12', '28(6)(b)'],
  ['negotiation', '', 'requests-deadline', 30, '2026-04-14', '2026-05-15', '29(1)'],
  ['negotiation', 'paper', 'requests-deadline', 30, '2027-03-11', '2027-04-12', '29(1)'],
  ['negotiation', 'urgent', 'requests-deadline', 15, '2026-11-24', '2026-12-09', '28(6)(a)'],
  ['negotiation', 'pin', 'requests-deadline', 30, '2026-05-06', '2026-06-05', '29(1)'],
  ['negotiation', 'offline', 'requests-deadline', 30, '2026-10-07', '2026-11-06', '29(1)'],
  ['negotiation', 'agreed:10', 'requests-deadline', 30, '2028-05-10', '2028-06-09', '29(1)'],
  ['negotiation', 'paper', 'tenders-deadline', 30, '2029-07-12', '2029-08-13', '29(1)'],
  ['negotiation', '', 'tenders-deadline', 25, '2026-03-02', '2026-03-27', '28(5)'],
  ['negotiation', 'pin', 'tenders-deadline', 10, '2026-04-14', '2026-04-24', '28(3)'],
  ['negotiation', 'urgent', 'tenders-deadline', 10, '2027-03-11', '2027-03-22', '28(6)(b)'],
  ['negotiation', 'agreed:10', 'tenders-deadline', 10, '2026-11-24', '2026-12-04', '28(4)'],
  ['negotiation', 'agreed:5', 'tenders-deadline', 10, '2026-05-06', '2026-05-18', '28(4)'],
  ['negotiation', 'agreed:14', 'tenders-deadline', 14, '2026-10-07', '2026-10-21', '28(4)'],
  ['negotiation', 'agreed:24', 'tenders-deadline', 24, '2028-05-10', '2028-06-06', '28(4)'],
  ['negotiation', 'agreed:25', 'tenders-deadline', 25, '2029-07-12', '2029-08-06', '28(5)'],
  ['negotiation', 'agreed:9', 'tenders-deadline', 10, '2026-03-02', '2026-03-12', '28(4)'],
  ['negotiation', 'offline', 'tenders-deadline', 30, '2026-04-14', '2026-05-15', '53(1)'],
  ['negotiation', 'paper offline', 'tenders-deadline', 35, '2027-03-11', '2027-04-15', '53(1)'],
  ['negotiation', 'pin offline', 'tenders-deadline', 15, '2026-11-24', '2026-12-09', '53(1)'],
  ['negotiation', 'urgent offline', 'tenders-deadline', 10, '2026-05-06', '2026-05-18', '28(6)(b)'],
  ['negotiation', 'pin urgent offline', 'tenders-deadline', 10, '2026-10-07', '2026-10-19', '28(6)(b)'],
  ['negotiation', 'agreed:10 offline', 'tenders-deadline', 15, '2028-05-10', '2028-05-26', '53(1)'],
  ['negotiation', 'visit', 'tenders-deadline', 26, '2029-07-12', '2029-08-07', '47(2)'],
  ['negotiation', 'paper visit', 'tenders-deadline', 31, '2026-03-02', '2026-04-07', '47(2)'],
  ['negotiation', 'pin visit', 'tenders-deadline', 11, '2026-04-14', '2026-04-27', '47(2)'],
  ['negotiation', 'urgent visit', 'tenders-deadline', 11, '2027-03-11', '2027-03-22', '47(2)'],
  ['negotiation', 'offline visit', 'tenders-deadline', 31, '2026-11-24', '2026-12-28', '47(2)'],
  ['negotiation', 'agreed:10 central', 'tenders-deadline', 25, '2026-05-06', '2026-06-01', '28(5)'],
  ['negotiation', 'paper pin', 'tenders-deadline', 10, '2026-10-07', '2026-10-19', '28(3)'],
  ['negotiation', 'paper urgent', 'tenders-deadline', 10, '2028-05-10', '2028-05-22', '28(6)(b)'],
  ['dialogue', '', 'requests-deadline', 30, '2029-07-12', '2029-08-13', '30(1)'],
  ['dialogue', 'urgent', 'requests-deadline', 30, '2026-03-02', '2026-04-01', '30(1)'],
  ['dialogue', 'paper', 'requests-deadline', 30, '2026-04-14', '2026-05-15', '30(1)'],
  ['dialogue', 'pin', 'requests-deadline', 30, '2027-03-11', '2027-04-12', '30(1)'],
  ['dialogue', 'offline', 'requests-deadline', 30, '2026-11-24', '2026-12-24', '30(1)'],
  ['innovation', '', 'requests-deadline', 30, '2026-05-06', '2026-06-05', '31(1)'],
  ['innovation', 'urgent', 'requests-deadline', 30, '2026-10-07', '2026-11-06', '31(1)'],
  ['innovation', 'paper', 'requests-deadline', 30, '2028-05-10', '2028-06-09', '31(1)'],
  ['innovation', 'pin', 'requests-deadline', 30, '2029-07-12', '2029-08-13', '31(1)'],
  ['innovation', 'offline', 'requests-deadline', 30, '2026-03-02', '2026-04-01', '31(1)'],
  ['dps', '', 'requests-deadline', 30, '2026-04-14', '2026-05-15', '34(2)(a)'],
  ['dps', 'urgent', 'requests-deadline', 30, '2027-03-11', '2027-04-12', '34(2)(a)'],
  ['dps', 'paper', 'requests-deadline', 30, '2026-11-24', '2026-12-24', '34(2)(a)'],
  ['dps', 'pin', 'requests-deadline', 30, '2026-05-06', '2026-06-05', '34(2)(a)'],
  ['dps', 'offline', 'requests-deadline', 30, '2026-10-07', '2026-11-06', '34(2)(a)'],
  ['dps', '', 'tenders-deadline', 10, '2028-05-10', '2028-05-22', '34(2)(b)'],
  ['dps', 'paper', 'tenders-deadline', 10, '2029-07-12', '2029-07-23', '34(2)(b)'],
  ['dps', 'pin', 'tenders-deadline', 10, '2026-03-02', '2026-03-12', '34(2)(b)'],
  ['dps', 'urgent', 'tenders-deadline', 10, '2026-04-14', '2026-04-24', '34(2)(b)'],
  ['dps', 'agreed:5', 'tenders-deadline', 10, '2027-03-11', '2027-03-22', '34(2)(b)'],
  ['dps', 'offline', 'tenders-deadline', 15, '2026-11-24', '2026-12-09', '53(1)'],
  ['dps-purchase', '', 'tenders-deadline', 10, '2026-05-06', '2026-05-18', '34(2)(b)'],
  ['dps-purchase', 'paper', 'tenders-deadline', 10, '2026-10-07', '2026-10-19', '34(2)(b)'],
  ['dps-purchase', 'pin', 'tenders-deadline', 10, '2028-05-10', '2028-05-22', '34(2)(b)'],
  ['dps-purchase', 'urgent', 'tenders-deadline', 10, '2029-07-12', '2029-07-23', '34(2)(b)'],
  ['dps-purchase', 'agreed:5', 'tenders-deadline', 10, '2026-03-02', '2026-03-12', '34(2)(b)'],
  ['dps-purchase', 'offline', 'tenders-deadline', 15, '2026-04-14', '2026-04-29', '53(1)'],
  ['open', '', 'standstill-end', 10, '2027-03-11', '2027-03-22', '3'],
  ['open', 'letter', 'standstill-end', 15, '2026-11-24', '2026-12-09', '3'],
  ['open', '', 'contract', 10, '2026-05-06', '2026-05-19', '3'],
  ['open', 'letter', 'contract', 15, '2026-10-07', '2026-10-23', '3'],
  ['restricted', '', 'standstill-end', 10, '2028-05-10', '2028-05-22', '3'],
  ['restricted', 'letter', 'standstill-end', 15, '2029-07-12', '2029-07-27', '3'],
  ['restricted', '', 'contract', 10, '2026-03-02', '2026-03-13', '3'],
  ['restricted', 'letter', 'contract', 15, '2026-04-14', '2026-04-30', '3'],
  ['negotiation', '', 'standstill-end', 10, '2027-03-11', '2027-03-22', '3'],
  ['negotiation', 'letter', 'standstill-end', 15, '2026-11-24', '2026-12-09', '3'],
  ['negotiation', '', 'contract', 10, '2026-05-06', '2026-05-19', '3'],
  ['negotiation', 'letter', 'contract', 15, '2026-10-07', '2026-10-23', '3'],
  ['dialogue', '', 'standstill-end', 10, '2028-05-10', '2028-05-22', '3'],
  ['dialogue', 'letter', 'standstill-end', 15, '2029-07-12', '2029-07-27', '3'],
  ['dialogue', '', 'contract', 10, '2026-03-02', '2026-03-13', '3'],
  ['dialogue', 'letter', 'contract', 15, '2026-04-14', '2026-04-30', '3'],
  ['innovation', '', 'standstill-end', 10, '2027-03-11', '2027-03-22', '3'],
  ['innovation', 'letter', 'standstill-end', 15, '2026-11-24', '2026-12-09', '3'],
  ['innovation', '', 'contract', 10, '2026-05-06', '2026-05-19', '3'],
  ['innovation', 'letter', 'contract', 15, '2026-10-07', '2026-10-23', '3'],
  ['light', '', 'standstill-end', 10, '2028-05-10', '2028-05-22', '3'],
  ['light', 'letter', 'standstill-end', 15, '2029-07-12', '2029-07-27', '3'],
  ['light', '', 'contract', 10, '2026-03-02', '2026-03-13', '3'],
  ['light', 'letter', 'contract', 15, '2026-04-14', '2026-04-30', '3'],
  ['design-contest', '', 'standstill-end', 10, '2027-03-11', '2027-03-22', '3'],
  ['design-contest', 'letter', 'standstill-end', 15, '2026-11-24', '2026-12-09', '3'],
  ['design-contest', '', 'contract', 10, '2026-05-06', '2026-05-19', '3'],
  ['design-contest', 'letter', 'contract', 15, '2026-10-07', '2026-10-23', '3'],
  ['without-notice', '', 'standstill-end', 10, '2028-05-10', '2028-05-22', '4'],
  ['without-notice', '', 'contract', 10, '2029-07-12', '2029-07-24', '4'],
  ['restricted', '', 'selection-complaint-end', 20, '2026-03-02', '2026-03-23', '7'],
  ['negotiation', '', 'selection-complaint-end', 20, '2026-04-14', '2026-05-04', '7'],
  ['dialogue', '', 'selection-complaint-end', 20, '2027-03-11', '2027-03-31', '7'],
  ['innovation', '', 'selection-complaint-end', 20, '2026-11-24', '2026-12-14', '7'],
  ['open', '', 'complaint-end', 45, '2026-05-06', '2026-06-22', '7'],
  ['open', 'framework', 'complaint-end', '6 months', '2026-10-07', '2027-04-07', '7'],
  ['restricted', '', 'complaint-end', 45, '2028-05-10', '2028-06-26', '7'],
  ['restricted', 'framework', 'complaint-end', '6 months', '2029-07-12', '2030-01-14', '7'],
  ['negotiation', '', 'complaint-end', 45, '2026-03-02', '2026-04-16', '7'],
  ['negotiation', 'framework', 'complaint-end', '6 months', '2026-04-14', '2026-10-14', '7'],
  ['dialogue', '', 'complaint-end', 45, '2027-03-11', '2027-04-26', '7'],
  ['dialogue', 'framework', 'complaint-end', '6 months', '2026-11-24', '2027-05-24', '7'],
  ['innovation', '', 'complaint-end', 45, '2026-05-06', '2026-06-22', '7'],
  ['innovation', 'framework', 'complaint-end', '6 months', '2026-10-07', '2027-04-07', '7'],
  ['light', '', 'complaint-end', 45, '2028-05-10', '2028-06-26', '7'],
  ['light', 'framework', 'complaint-end', '6 months', '2029-07-12', '2030-01-14', '7'],
  ['design-contest', '', 'complaint-end', 45, '2026-03-02', '2026-04-16', '7'],
  ['design-contest', 'framework', 'complaint-end', '6 months', '2026-04-14', '2026-10-14', '7'],
  ['without-notice', '', 'complaint-end', 30, '2027-03-11', '2027-04-12', '7'],
  ['without-notice', 'no-ex-ante', 'complaint-end', 45, '2026-11-24', '2027-01-08', '7'],
  ['dps', '', 'complaint-end', 30, '2026-05-06', '2026-06-05', '7'],
  ['dps-purchase', '', 'complaint-end', 30, '2026-10-07', '2026-11-06', '7'],
  ['framework-mini', '', 'complaint-end', 30, '2028-05-10', '2028-06-09', '7'],
  ['below-cross-border', '', 'complaint-end', 45, '2029-07-12', '2029-08-27', '7'],
];

const conditionsOf = (text: string): { readonly given: Partial<TenderSettings>; readonly pinCounts: boolean } => {
  const words = text.split(' ');
  const agreed = words.find((word) => word.startsWith('agreed:'));
  return {
    pinCounts: words.includes('pin'),
    given: {
      electronic: !words.includes('paper'),
      urgent: words.includes('urgent'),
      documentsOnline: !words.includes('offline'),
      siteVisit: words.includes('visit'),
      letter: words.includes('letter'),
      framework: words.includes('framework'),
      exAnteNotice: !words.includes('no-ex-ante'),
      authority: words.includes('central') ? 'central' : 'sub-central',
      agreedDays: agreed === undefined ? null : Number(agreed.slice('agreed:'.length)),
    },
  };
};

const placeOf = ({ section, subsection, point }: Citation): string =>
  `${section}${subsection === undefined ? '' : `(${subsection})`}${point === undefined ? '' : `(${point})`}`;

describe('first lawful days', () => {
  it('are held in at least 120 cases', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(120);
  });

  it.each(CASES)('%s [%s] %s: %s days from %s is %s (%s)', (procedure, text, target, length, from, date, place) => {
    const { given, pinCounts } = conditionsOf(text);
    const rules = rulesFor(settingsFor(procedure, given), pinCounts).filter(({ rule }) => rule.target === target);
    const dated = rules.filter(({ rule }) => rule.bound === 'minimum');
    expect(dated).toHaveLength(1);
    const [effective] = dated;
    expect(effective!.rule.unit === 'month' ? `${effective!.length} months` : effective!.length).toBe(length);
    expect(isoOfDay(boundOf(effective!, day(from))!.earliestDay!)).toBe(date);
    expect(effective!.citations.map(placeOf)).toContain(place);
    expect(effective!.citations.every(({ section }) => section !== '')).toBe(true);
  });
});
