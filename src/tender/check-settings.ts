import { dk, eu } from './citation.ts';
import type { DatedEvent } from './event.ts';
import { finding, type TenderFinding } from './finding.ts';
import { priorNoticeState } from './prior-notice.ts';
import { ACCELERATED, WITH_AGREEMENT, WITH_ROUNDS } from './procedure.ts';
import type { EffectiveRule } from './rule.ts';
import { ruleOf } from './rules.ts';
import type { TenderSettings } from './settings.ts';

const AGREED_FLOOR = 10;

const urgency = (settings: TenderSettings): TenderFinding[] => {
  if (!settings.urgent) return [];
  const { procedure } = settings;
  if (!ACCELERATED.has(procedure)) return [finding('no-accelerated-form', { params: { procedure } })];
  const rule = ruleOf('urgency.reason')!;
  return [finding('urgency-reason', { ruleId: rule.id, citations: rule.citations })];
};

const agreement = ({ agreedDays, procedure, authority }: TenderSettings): TenderFinding[] => {
  if (agreedDays === null) return [];
  if (!WITH_AGREEMENT.has(procedure)) return [finding('agreed-no-effect', { params: { procedure } })];
  const evidence = procedure === 'restricted' ? 'r' : 'm';
  const part = { citations: [eu('28(4)'), dk('60(5)', evidence)], params: { days: agreedDays, floor: AGREED_FLOOR } };
  if (authority === 'central') return [finding('agreed-not-for-state', part)];
  const all = finding('agreed-by-all', part);
  return agreedDays < AGREED_FLOOR ? [finding('agreed-below-floor', part), all] : [all];
};

const priorNotice = (settings: TenderSettings, noticeDay: number | null): TenderFinding[] => {
  const { pinDay, procedure } = settings;
  if (pinDay === null || noticeDay === null) return [];
  const state = priorNoticeState(settings, noticeDay);
  if (state === 'none' || state === 'counts') return [];
  const place = procedure === 'open' ? [eu('27(2)(b)'), dk('57', 's')] : [eu('28(3)(b)'), dk('60(3)(2)', 'r')];
  const citations = state === 'no-effect' ? [] : place;
  const params = { pinDay, anchorDay: noticeDay, procedure };
  return [finding(`pin-${state}`, { eventId: 'pin', day: pinDay, params, citations })];
};

const numbers = (settings: TenderSettings, rules: readonly EffectiveRule[]): TenderFinding[] => {
  const found: TenderFinding[] = [];
  for (const { rule, citations } of rules) {
    const { candidates, frameworkMonths } = settings;
    const part = { ruleId: rule.id, citations };
    if (rule.unit === 'candidates' && candidates !== null && candidates < rule.length)
      found.push(finding('too-few-candidates', { ...part, params: { count: candidates, least: rule.length } }));
    if (rule.id === 'framework.duration' && frameworkMonths !== null && frameworkMonths > rule.length)
      found.push(
        finding('framework-too-long', { ...part, params: { months: frameworkMonths, mostMonths: rule.length } }),
      );
  }
  return found;
};

/** Rules that are told for tenders from a day on, while the tender begins before it. */
const notInForce = (rules: readonly EffectiveRule[], firstDay: number | null): TenderFinding[] => {
  if (firstDay === null) return [];
  const from = rules.map(({ rule }) => rule.validFromDay ?? firstDay).reduce((a, b) => Math.max(a, b), firstDay);
  return from > firstDay ? [finding('before-rules', { day: firstDay, params: { fromDay: from } })] : [];
};

/** Findings about what was assumed of a tender: conditions without effect, floors, windows and numbers. */
export function settingFindings(
  settings: TenderSettings,
  rules: readonly EffectiveRule[],
  events: readonly DatedEvent[],
): TenderFinding[] {
  const noticeDay = events.find(({ id }) => id === 'notice')?.day ?? null;
  const firstDay = noticeDay ?? events[0]?.day ?? null;
  const hasRounds = settings.rounds > 0 && !WITH_ROUNDS.has(settings.procedure);
  return [
    ...urgency(settings),
    ...agreement(settings),
    ...priorNotice(settings, noticeDay),
    ...numbers(settings, rules),
    ...(hasRounds ? [finding('rounds-no-effect', { params: { procedure: settings.procedure } })] : []),
    ...notInForce(rules, firstDay),
  ];
}
