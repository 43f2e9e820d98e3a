import { ok, type Result } from '../../src/result.ts';
import { checkTimetable } from '../../src/tender/check.ts';
import { isProcedureId, PROCEDURES } from '../../src/tender/procedure.ts';
import { defaultSettings, MAX_QUESTION_ROUNDS, MAX_ROUNDS, type TenderSettings } from '../../src/tender/settings.ts';
import { isTemplateId, TEMPLATES } from '../../src/tender/template.ts';
import { type AnchorId, makeTimetable } from '../../src/tender/timetable.ts';
import { dayOfIso } from '../../src/time/day.ts';
import { EXIT } from './exit.ts';
import { periodVerbs } from './period.ts';
import { eventJson, findingJson } from './tender-json.ts';
import { readTenderPlan } from './tender-plan-file.ts';
import { tenderWords } from './tender-words.ts';
import type { Arguments } from './usage.ts';
import { done, type Failure, fault, type Verb } from './verb.ts';

type Options = Arguments['options'];

const MOST_AGREED_DAYS = 365;

const dayOption = (options: Options, option: string): Result<number | null, Failure> => {
  const given = options[option];
  if (given === undefined) return ok(null);
  const day = dayOfIso(given);
  return day.ok ? ok(day.value) : fault('usage.date', { option, value: given });
};

const numberOption = (options: Options, option: string, most: number): Result<number | null, Failure> => {
  const given = options[option];
  if (given === undefined) return ok(null);
  const value = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  return value >= 1 && value <= most ? ok(value) : fault('usage.number', { option, value: given, most });
};

const yesNoOption = (options: Options, option: string, fallback: boolean): Result<boolean, Failure> => {
  const given = options[option];
  if (given === undefined) return ok(fallback);
  if (given === 'yes' || given === 'no') return ok(given === 'yes');
  return fault('usage.choice', { option, value: given, known: 'yes, no' });
};

const ANCHORS: readonly (readonly [string, AnchorId])[] = [
  ['notice', 'notice'],
  ['contract', 'contract'],
  ['go-live', 'go-live'],
  ['contract-end', 'old-contract-end'],
];

const anchorOf = (options: Options): Result<{ readonly id: AnchorId; readonly day: number }, Failure> => {
  const given = ANCHORS.filter(([option]) => options[option] !== undefined);
  const known = ANCHORS.map(([option]) => `--${option}`).join(', ');
  if (given.length !== 1) return fault('usage.one-anchor', { known });
  const [option, id] = given[0]!;
  const day = dayOption(options, option);
  return day.ok ? ok({ id, day: day.value! }) : day;
};

const choicesOf = (options: Options) => {
  const { procedure, template = 'minimum' } = options;
  if (procedure === undefined) return fault('usage.missing', { what: '--procedure' });
  if (!isProcedureId(procedure))
    return fault('usage.choice', { option: 'procedure', value: procedure, known: PROCEDURES.join(', ') });
  if (!isTemplateId(template))
    return fault('usage.choice', { option: 'template', value: template, known: TEMPLATES.join(', ') });
  return ok({ procedure, template });
};

const settingsOf = ({ options, flags }: Arguments): Result<TenderSettings, Failure> => {
  const choices = choicesOf(options);
  if (!choices.ok) return choices;
  const electronic = yesNoOption(options, 'electronic', true);
  if (!electronic.ok) return electronic;
  const documentsOnline = yesNoOption(options, 'documents-online', true);
  if (!documentsOnline.ok) return documentsOnline;
  const pinDay = dayOption(options, 'pin');
  if (!pinDay.ok) return pinDay;
  const agreedDays = numberOption(options, 'agreed-days', MOST_AGREED_DAYS);
  if (!agreedDays.ok) return agreedDays;
  const rounds = numberOption(options, 'rounds', MAX_ROUNDS);
  if (!rounds.ok) return rounds;
  const questionRounds = numberOption(options, 'question-rounds', MAX_QUESTION_ROUNDS);
  if (!questionRounds.ok) return questionRounds;
  const usual = defaultSettings(choices.value.procedure);
  return ok({
    ...usual,
    template: choices.value.template,
    electronic: electronic.value,
    documentsOnline: documentsOnline.value,
    pinDay: pinDay.value,
    agreedDays: agreedDays.value,
    rounds: rounds.value ?? usual.rounds,
    questionRounds: questionRounds.value ?? usual.questionRounds,
    boardApproval: flags.has('board-approval'),
    urgent: flags.has('urgent'),
    letter: flags.has('letter'),
    siteVisit: flags.has('site-visit'),
    framework: flags.has('framework'),
  });
};

const timetable: Verb = {
  name: 'timetable',
  usage: {
    positions: [],
    options: {
      procedure: 'ID',
      notice: 'DATE',
      contract: 'DATE',
      'go-live': 'DATE',
      'contract-end': 'DATE',
      electronic: 'yes|no',
      pin: 'DATE',
      'agreed-days': 'N',
      'documents-online': 'yes|no',
      rounds: 'N',
      'question-rounds': 'N',
      template: TEMPLATES.join('|'),
      plan: 'FILE',
    },
    flags: ['urgent', 'letter', 'site-visit', 'framework', 'board-approval'],
  },
  run: async (args, { text }) => {
    const settings = settingsOf(args);
    if (!settings.ok) return settings;
    const anchor = anchorOf(args.options);
    if (!anchor.ok) return anchor;
    const { plan } = args.options;
    const file = plan === undefined ? ok({ gaps: {}, fixed: [] }) : readTenderPlan(plan);
    if (!file.ok) return file;
    const made = makeTimetable({ settings: settings.value, anchor: anchor.value, ...file.value });
    if (!made.ok) return fault(made.error.id, made.error.params);
    const words = tenderWords(text);
    const events = made.value.events.map((event) => eventJson(words, event, settings.value.procedure));
    const findings = checkTimetable(settings.value, made.value.events).map((each) =>
      findingJson(words, each, settings.value.procedure),
    );
    const lines = [
      ...events.map(({ date, time = '     ', name, citations }) => `${date} ${time}  ${name}  ${citations.join('; ')}`),
      ...findings.map((each) => `${text(`tender:severity.${each.severity}`)}: ${each.text}`),
    ];
    const hasErrors = findings.some(({ severity }) => severity === 'error');
    const json = { procedure: settings.value.procedure, events, findings };
    return done(json, lines, hasErrors ? EXIT.findings : EXIT.done);
  },
};

/** Verbs of tender law: periods and timetables, without a store. */
export const tenderVerbs: readonly Verb[] = [...periodVerbs, timetable];
