import { describe, expect, it } from 'vitest';
import { checkTimetable } from '../../../src/tender/check.ts';
import { EVIDENCE_LEVELS, LAWS } from '../../../src/tender/citation.ts';
import { EVENTS } from '../../../src/tender/event.ts';
import { TENDER_FINDINGS } from '../../../src/tender/finding.ts';
import { HOLIDAY_BLOCKS } from '../../../src/tender/holiday-block.ts';
import { PROCEDURES } from '../../../src/tender/procedure.ts';
import { adviseProcedure } from '../../../src/tender/procedure-guide.ts';
import { RULES } from '../../../src/tender/rules.ts';
import { TEMPLATES } from '../../../src/tender/template.ts';
import { THRESHOLD_IDS } from '../../../src/tender/thresholds.ts';
import { citationText, countText, eventText, findingText, reasonText } from '../../../src/tender/wording.ts';
import { countPeriod, PERIOD_UNITS } from '../../../src/time/period.ts';
import { byHand, day, fromNotice, settingsFor } from './dates.ts';
import { textsOf, wordsOf } from './words.ts';

describe.each(['da', 'en'])('texts of tenders in %s', (language) => {
  const words = wordsOf(language);
  const texts = textsOf(language, 'tender');

  it('name everything that can be named', () => {
    const keys = [
      ...LAWS.map((id) => `law.${id}`),
      ...EVIDENCE_LEVELS.map((id) => `evidence.${id}`),
      ...PROCEDURES.map((id) => `procedure.${id}`),
      ...EVENTS.map((id) => `event.${id}`),
      ...TEMPLATES.map((id) => `template.${id}`),
      ...HOLIDAY_BLOCKS.map((id) => `block.${id}`),
      ...THRESHOLD_IDS.map((id) => `threshold.${id}`),
      ...RULES.flatMap(({ id }) => [`rule.${id}`, `rule.${id}.plain`]),
      ...RULES.flatMap(({ variations }) => variations.map(({ id }) => `variation.${id}`)),
      ...RULES.flatMap(({ doubt }) => (doubt === null ? [] : [`doubt.${doubt}`])),
      ...Object.keys(TENDER_FINDINGS).flatMap((id) => [`finding.${id}`, `finding.${id}.title`]),
      ...['error', 'warning', 'info'].map((id) => `severity.${id}`),
    ];
    expect(keys.filter((key) => texts[key] === undefined)).toEqual([]);
    const rules = Object.keys(texts).filter((key) => key.startsWith('rule.') && !key.endsWith('.plain'));
    expect(rules.sort()).toEqual(RULES.map(({ id }) => `rule.${id}`).sort());
  });

  it('fill every reason of a period', () => {
    for (const unit of PERIOD_UNITS) {
      for (const direction of ['forward', 'backward'] as const) {
        for (let fromDay = day('2026-01-01'); fromDay < day('2027-01-10'); fromDay += 3) {
          for (const length of [1, 2, 30]) {
            const period = countPeriod({ fromDay, length, unit, direction });
            if (period.ok) for (const reason of period.value.why) expect(reasonText(words, reason)).not.toBe('');
          }
        }
      }
    }
  });

  it('fill every finding, citation and name of many timetables', () => {
    const seen = new Set<string>();
    const hand = {
      notice: '2025-12-30',
      'notice-published': '2026-01-05',
      'tenders-deadline': '2026-01-05 09:00',
      'questions-answered': '2026-01-04',
      'award-decision': '2026-04-03',
      evidence: '2026-04-07',
      contract: '2026-04-06',
      'award-notice': '2026-06-05',
    };
    const given = [
      {},
      { urgent: true, agreedDays: 5, candidates: 1, pinDay: day('2025-12-01'), complexity: 'large' },
      { pinDay: day('2020-12-01'), framework: true, frameworkMonths: 96, rounds: 3, agreedDays: 12 },
      { pinDay: day('2025-10-01'), pinComplete: false, authority: 'central', agreedDays: 10 },
    ] as const;
    for (const procedure of PROCEDURES) {
      for (const each of given) {
        const settings = settingsFor(procedure, each);
        const lists = [byHand(hand), fromNotice(procedure, '2026-11-24').events];
        for (const finding of lists.flatMap((events) => checkTimetable(settings, events))) {
          seen.add(finding.id);
          const { title, text } = findingText(words, finding, procedure);
          expect(`${title}${text}`).not.toMatch(/undefined|NaN|\{\{/);
          for (const citation of finding.citations) expect(citationText(words, citation)).not.toBe('');
          for (const reason of finding.why) expect(reasonText(words, reason)).not.toBe('');
        }
      }
    }
    expect(seen.size).toBeGreaterThan(18);
    for (const rule of RULES) for (const citation of rule.citations) expect(citationText(words, citation)).not.toBe('');
  });

  it('have a text for every reason of the guide', () => {
    const facts = { value: 'reached', crossBorder: 'unknown', covered: 'none', kind: 'design' } as const;
    for (const yes of [true, false]) {
      const advice = adviseProcedure({
        ...facts,
        groundForNoNotice: yes,
        canBeDescribed: yes,
        needsNegotiation: yes,
        needsDialogue: yes,
        notOnMarket: yes,
        repeatedStandard: yes,
        manyTenderers: yes,
      });
      for (const { reasons } of advice) for (const reason of reasons) expect(texts).toHaveProperty([`guide.${reason}`]);
    }
  });
});

describe('Danish words', () => {
  const words = wordsOf('da');

  it.each([
    [{ law: 'udbudsloven', section: '60', subsection: '2', evidence: 'read' }, 'udbudsloven § 60, stk. 2'],
    [{ law: 'udbudsloven', section: '63', evidence: 'memory' }, 'udbudsloven § 63 (bekræftes af jurist)'],
    [{ law: 'udbudsloven', section: '191-192', evidence: 'secondary' }, 'udbudsloven §§ 191-192'],
    [
      { law: 'directive-2014-24', section: '28', subsection: '6', point: 'a', evidence: 'read' },
      'direktiv 2014/24/EU art. 28, stk. 6, litra a',
    ],
    [
      { law: 'udbudsloven', section: '60', subsection: '3', point: '2', evidence: 'read' },
      'udbudsloven § 60, stk. 3, nr. 2',
    ],
    [{ law: 'klagenaevnsloven', section: '3', evidence: 'secondary' }, 'lov om Klagenævnet for Udbud § 3'],
    [{ law: 'tilbudsloven', section: '', evidence: 'secondary' }, 'tilbudsloven'],
  ] as const)('%j: %s', (citation, expected) => {
    expect(citationText(words, citation)).toBe(expected);
  });

  it('count as people do, and name events as their procedure does', () => {
    expect(countText(words, 1, 'day')).toBe('1 dag');
    expect(countText(words, 2, 'working-day')).toBe('2 arbejdsdage');
    expect(eventText(words, 'negotiation', 2)).toBe('Forhandling, runde 2');
    expect(eventText(words, 'tenders-deadline', 0, 'negotiation')).toBe('Frist for indledende tilbud');
    expect(eventText(words, 'tenders-deadline', 0, 'open')).toBe('Frist for tilbud');
    expect(eventText(words, 'notice', 0, 'without-notice')).toBe('Profylaksebekendtgørelse sendt');
  });

  it('say how much is missing, from when, and the first lawful day', () => {
    const dates = byHand({ notice: '2024-04-08', 'requests-deadline': '2024-05-06 12:00' });
    const [short] = checkTimetable(settingsFor('negotiation'), dates);
    expect(findingText(words, short!, 'negotiation').text).toBe(
      '»Frist for ansøgning« 2024-05-06 er 2 dage for tidligt. Mindst 30 dage fra »Bekendtgørelse sendt« 2024-04-08: tidligst 2024-05-08.',
    );
  });
});
