import type { Plan } from '../../src/model/plan.ts';
import type { Tender } from '../../src/model/row.ts';
import { ok, type Result } from '../../src/result.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { isProcedureId, PROCEDURES } from '../../src/tender/procedure.ts';
import type { EffectiveRule } from '../../src/tender/rule.ts';
import { rulesFor } from '../../src/tender/rules.ts';
import { defaultSettings } from '../../src/tender/settings.ts';
import { type TenderRow, tenderOfPlan } from '../../src/tender/tender-of-plan.ts';
import { tendersInOrder } from '../../src/tender/tender-tasks.ts';
import { valueOfTender } from '../../src/tender/tender-value.ts';
import { citationText, countText, eventText, reasonText, type Words } from '../../src/tender/wording.ts';
import { instantOf, isoOfDay } from '../../src/time/day.ts';
import { EXIT } from './exit.ts';
import { openPlan } from './find-project.ts';
import { eventJson, findingJson } from './tender-json.ts';
import { tenderWords } from './tender-words.ts';
import { done, type Failure, fault, type Verb } from './verb.ts';

/** The tender that a person means, by id or name; the first one where they name none. */
const tenderIn = (plan: Plan, wanted: string | undefined): Result<Tender, Failure> => {
  const all = tendersInOrder(plan);
  const found =
    wanted === undefined ? all[0] : (all.find(({ id }) => id === wanted) ?? all.find(({ name }) => name === wanted));
  if (found) return ok(found);
  if (all.length === 0) return fault('tender.none');
  return fault('tender.other', { wanted: wanted!, known: all.map(({ name }) => name).join(', ') });
};

const isoOrNone = (day: number | null): string | null => (day === null ? null : isoOfDay(day));

const rowJson = (words: Words, row: TenderRow, tender: Tender) => ({
  ...eventJson(words, row, tender.procedure),
  ...(row.name !== '' && { name: row.name }),
  taskId: row.taskId,
  precision: row.precision,
  earliest: isoOrNone(row.earliestDay),
  latest: isoOrNone(row.latestDay),
  responsible: row.responsible,
  status: row.status,
  actual: isoOrNone(row.actualDay),
  manual: row.isManual,
  why: row.why.map((reason) => reasonText(words, reason)),
});

const valueJson = (words: Words, plan: Plan, tender: Tender, noticeDay: number) => {
  const { estimate, thresholdId, threshold, verdict, why, advice } = valueOfTender(plan, tender, noticeDay);
  return {
    currency: tender.currency,
    totalMinor: estimate?.total.minor ?? null,
    threshold: { kind: thresholdId, eurCent: threshold?.eurCent ?? null, dkkOre: threshold?.dkkOre ?? null },
    verdict,
    why: why.map((reason) => reasonText(words, reason)),
    advice: advice.map(({ procedure, fit, reasons, citations }) => ({
      procedure,
      fit,
      reasons: reasons.map((reason) => words.text(`guide.${reason}`)),
      citations: citations.map((citation) => citationText(words, citation)),
    })),
  };
};

/** A tender as the plan has it: its timetable, what the law says of each date, findings, value, and which procedures fit. */
const tenderVerb: Verb = {
  name: 'tender',
  usage: { positions: ['PROJECT', 'TENDER?'], options: {}, flags: [] },
  run: async ({ positions: [wanted, named] }, context) => {
    const opened = await openPlan(context, wanted!);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const found = tenderIn(plan, named);
    if (!found.ok) return found;
    const tender = found.value;
    const words = tenderWords(context.text);
    const nowMin = instantOf(context.todayDay, 0);
    const told = tenderOfPlan(plan, tender.id, scheduleOf(plan), { nowMin })!;
    if (told.error !== null) return fault(told.error.id, told.error.params);
    const rows = told.rows.map((row) => rowJson(words, row, tender));
    const findings = told.findings.map((each) => findingJson(words, each, tender.procedure));
    const openDay = (told.rows.find(({ id }) => id === 'notice') ?? told.rows[0])?.day ?? context.todayDay;
    const value = valueJson(words, plan, tender, openDay);
    const { taskId: _task, laid: _laid, ...assumed } = tender;
    const lines = [
      `${tender.name}: ${words.text(`procedure.${tender.procedure}`)}`,
      ...rows.map(({ date, time = '     ', name, citations }) => `${date} ${time}  ${name}  ${citations.join('; ')}`),
      ...findings.map((each) => `${context.text(`tender:severity.${each.severity}`)}: ${each.text}`),
    ];
    const hasErrors = told.findings.some(({ severity }) => severity === 'error');
    return done(
      { ...assumed, source: told.source, events: rows, findings, value },
      lines,
      hasErrors ? EXIT.findings : EXIT.done,
    );
  },
};

const ruleJson = (words: Words, { rule, length, citations }: EffectiveRule, procedure: Tender['procedure']) => ({
  id: rule.id,
  name: words.text(`rule.${rule.id}`),
  text: words.text(`rule.${rule.id}.plain`),
  stage: rule.stage,
  bound: rule.bound,
  ...(rule.anchor !== null && { anchor: rule.anchor, anchorName: eventText(words, rule.anchor, 0, procedure) }),
  ...(rule.target !== null && { target: rule.target, targetName: eventText(words, rule.target, 0, procedure) }),
  direction: rule.direction,
  ...(length > 0 && { length, unit: rule.unit }),
  reductions: rule.variations.map(({ id, effect, length: days }) => ({
    id,
    name: words.text(`variation.${id}`),
    effect,
    days,
  })),
  citations: citations.map((citation) => ({ text: citationText(words, citation), evidence: citation.evidence })),
  doubt: rule.doubt === null ? null : words.text(`doubt.${rule.doubt}`),
  validFrom: isoOrNone(rule.validFromDay),
  validTo: isoOrNone(rule.validToDay),
});

/** The rules of a procedure under its usual conditions, with their places and how sure these are. */
const rulesVerb: Verb = {
  name: 'rules',
  usage: { positions: [], options: { procedure: 'ID' }, flags: [] },
  run: async ({ options: { procedure } }, { text }) => {
    if (procedure === undefined) return fault('usage.missing', { what: '--procedure' });
    if (!isProcedureId(procedure))
      return fault('usage.choice', { option: 'procedure', value: procedure, known: PROCEDURES.join(', ') });
    const words = tenderWords(text);
    const rules = rulesFor(defaultSettings(procedure), false);
    const lines = rules.map(({ rule, length, citations }) => {
      const period = length > 0 ? ` (${countText(words, length, rule.unit)})` : '';
      const places = citations.map((citation) => citationText(words, citation)).join('; ');
      return `${rule.id.padEnd(28)} ${words.text(`rule.${rule.id}`)}${period}  ${places}`;
    });
    return done(
      rules.map((rule) => ruleJson(words, rule, procedure)),
      lines,
    );
  },
};

/** Verbs about the tenders of a project, and about the rules behind them. */
export const tenderPlanVerbs: readonly Verb[] = [tenderVerb, rulesVerb];
