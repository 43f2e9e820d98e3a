import { extname } from 'node:path';
import { answerCurve } from '../../src/commitment/answer-curve.ts';
import { type ListReport, matchAnswers } from '../../src/commitment/answer-list.ts';
import { bindingOf } from '../../src/commitment/binding.ts';
import { coverageByRegion, coverageBySize } from '../../src/commitment/coverage.ts';
import { listWords } from '../../src/commitment/list-words.ts';
import { readRegister, registerInput } from '../../src/commitment/register-list.ts';
import { rolloutOf, rolloutOfAll, usualRound } from '../../src/commitment/rollout.ts';
import { type Answer, type Standing, standingOf } from '../../src/commitment/standing.ts';
import { type ThresholdState, thresholdStates } from '../../src/commitment/threshold.ts';
import { modulesInOrder, roundsInOrder } from '../../src/model/commitment-rows.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ok, type Result } from '../../src/result.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { isoOfDay } from '../../src/time/day.ts';
import { EXIT } from './exit.ts';
import { findNamed } from './find-named.ts';
import { openPlan, productWith } from './find-project.ts';
import { isStoreFile } from './output-file.ts';
import { at, done, type Failure, fault, type Output, type Text, type Verb, type VerbContext } from './verb.ts';

const iso = (day: number | null): string | null => (day === null ? null : isoOfDay(day));

const answerJson = (plan: Plan, standing: Standing, answer: Answer) => {
  const { participant, status, isJoined, inhabitants, populationYear, isFrozen, ...rest } = answer;
  const bound = bindingOf(plan, standing, answer);
  return {
    participantId: participant.id,
    code: participant.code,
    name: participant.name,
    kind: participant.kind,
    status,
    joined: isJoined,
    inhabitants,
    populationYear,
    frozen: isFrozen,
    joinedDay: iso(rest.joinedDay),
    leftDay: iso(rest.leftDay),
    late: rest.isLate,
    expectedDay: iso(rest.commitment?.expectedDay ?? null),
    boundFromDay: iso(bound?.fromDay ?? null),
    boundToDay: iso(bound?.toDay ?? null),
    remark: rest.commitment?.remark ?? '',
  };
};

const thresholdJson = (state: ThresholdState) => ({
  id: state.threshold.id,
  name: state.threshold.name,
  moduleId: state.threshold.moduleId,
  gateId: state.threshold.gateId,
  reached: state.isReached,
  possible: state.isPossible,
  alternatives: state.alternatives,
  smallest: state.smallest?.map(({ participant }) => participant.name) ?? null,
  reachedDay: iso(state.forecast.reachedDay),
  expectedDay: iso(state.forecast.expectedDay),
  possibleDay: iso(state.forecast.possibleDay),
});

const roundJson = (plan: Plan, standing: Standing, todayDay: number) => ({
  id: standing.round.id,
  name: standing.round.name,
  kind: standing.round.kind,
  openDay: iso(standing.round.openDay),
  deadlineDay: iso(standing.round.deadlineDay),
  moduleId: standing.moduleId,
  all: standing.all,
  joined: standing.joined,
  othersJoined: standing.othersJoined,
  byStatus: Object.fromEntries(standing.byStatus),
  thresholds: thresholdStates(plan)
    .filter(({ threshold }) => threshold.roundId === standing.round.id)
    .map(thresholdJson),
  regions: coverageByRegion(plan, standing, todayDay).map(({ region, ...line }) => ({
    region: region?.name ?? null,
    ...line,
  })),
  sizes: coverageBySize(standing).map(({ over, upTo, ...line }) => ({
    over,
    upTo: Number.isFinite(upTo) ? upTo : null,
    ...line,
  })),
  curve: answerCurve(standing).map(({ day, ...point }) => ({ day: isoOfDay(day), ...point })),
});

const percent = (part: number, whole: number): string => (whole === 0 ? '0' : ((part / whole) * 100).toFixed(1));

const roundLine = ({ round, joined, all, othersJoined }: Standing): string => {
  const others = othersJoined > 0 ? ` + ${othersJoined}` : '';
  return `${round.id}  ${round.name}: ${joined.count}/${all.count}${others}, ${percent(joined.inhabitants, all.inhabitants)} %`;
};

const thresholdLine = (state: ThresholdState, text: Text): string => {
  const outcome = text(`commitment:${state.isReached ? 'reached' : state.isPossible ? 'notReached' : 'outOfReach'}`);
  return `  ${state.threshold.name}: ${outcome}`;
};

interface Target {
  readonly roundId: string;
  readonly moduleId: string | null;
}

/** The round and module that a person means; the round that is rolled out where none is named. */
const targetOf = (plan: Plan, round: string | undefined, module: string | undefined): Result<Target, Failure> => {
  const found = round === undefined ? usualRound(plan) : findNamed(roundsInOrder(plan), round);
  if (!found) return round === undefined ? fault('round.none') : fault('round.unknown', { name: round });
  const part = module === undefined ? null : findNamed(modulesInOrder(plan), module);
  if (part === undefined) return fault('module.unknown', { name: module! });
  return ok({ roundId: found.id, moduleId: part?.id ?? null });
};

const reportLines = ({ lines, answers }: ListReport, text: Text): string[] => [
  ...lines.map(({ line, name, outcome, fault: what }) => {
    const told = what === null ? '' : ` – ${text(`commitment:list.${what.id}`, what.params)}`;
    return `${line} ${name}: ${text(`commitment:list.outcome.${outcome}`)}${told}`;
  }),
  text('cli:commitments.taken', { count: answers.length }),
];

/** The product, and what stands in a table that the caller named; a fault names the file. */
const readTable = async (context: VerbContext, project: string, file: string) => {
  const found = await productWith(context, project);
  if (!found.ok) return found;
  const { product } = found.value;
  const token = product.hold(file);
  if (!token.ok) return token;
  const read = await product.call('table.read', { token: token.value });
  return read.ok ? ok({ product, table: read.value }) : at(file, read.error);
};

/** Reads a list that came back; records all of it, or nothing while a line is at fault. */
const readList = async (
  context: VerbContext,
  project: string,
  plan: Plan,
  target: Target,
  file: string,
): Promise<Result<Output, Failure>> => {
  const found = await readTable(context, project, file);
  if (!found.ok) return found;
  const { product, table } = found.value;
  const words = listWords(context.otherTexts);
  const report = matchAnswers(plan, table.rows, { ...target, words, todayDay: context.todayDay });
  const lines = reportLines(report.faults > 0 ? { ...report, answers: [] } : report, context.text);
  const json = { file, ...target, lines: report.lines, faults: report.faults, guessed: table.guessed };
  if (report.faults > 0) return done({ ...json, taken: 0 }, lines, EXIT.badInput);
  if (report.answers.length > 0) {
    const input = { answers: report.answers };
    const taken = await product.call('command.run', {
      projectId: plan.projectId,
      commandId: 'commitment.record',
      input,
    });
    if (!taken.ok) return taken;
  }
  return done({ ...json, taken: report.answers.length }, lines);
};

/** Reads a newer register; takes all of it, or nothing while a line is at fault. */
const readRegisterFile = async (
  context: VerbContext,
  project: string,
  plan: Plan,
  file: string,
): Promise<Result<Output, Failure>> => {
  const found = await readTable(context, project, file);
  if (!found.ok) return found;
  const { product, table } = found.value;
  const report = readRegister(plan, table.rows);
  const { year, counts, mailboxes, faults } = report;
  if (faults.length > 0) {
    const lines = faults.map(({ line, id, params }) => `${line}: ${context.text(`commitment:list.${id}`, params)}`);
    return done({ file, year, taken: 0, mailboxes: 0, faults }, lines, EXIT.badInput);
  }
  const input = registerInput(report);
  if (input !== null) {
    const commandId = 'participant.setRegister';
    const taken = await product.call('command.run', { projectId: plan.projectId, commandId, input });
    if (!taken.ok) return taken;
  }
  const told = [
    ...(counts.length > 0
      ? [context.text('commitment:populations.taken', { year: year ?? '', count: counts.length })]
      : []),
    ...(mailboxes.length > 0 ? [context.text('commitment:register.mailboxes', { count: mailboxes.length })] : []),
  ];
  return done(
    { file, year, taken: counts.length, mailboxes: mailboxes.length, faults },
    told.length > 0 ? told : [context.text('commitment:register.nothing')],
  );
};

const writeList = async (
  context: VerbContext,
  project: string,
  target: Target,
  file: string,
): Promise<Result<Output, Failure>> => {
  const format = extname(file).slice(1).toLowerCase();
  if (format !== 'csv' && format !== 'xlsx') return fault('usage.format', { file, known: '.csv, .xlsx' });
  const found = await productWith(context, project);
  if (!found.ok) return found;
  const { product, project: known } = found.value;
  if (isStoreFile(file, product.database)) return fault('file.is-store', { path: file });
  const language = context.language();
  const made = await product.call('export.commitments', { projectId: known.id, ...target, format, language });
  if (!made.ok) return made;
  const placed = await product.place(made.value.token, file);
  return placed.ok ? done({ file, ...target }, [context.text('cli:commitments.written', { file })]) : placed;
};

const commitments: Verb = {
  name: 'commitments',
  usage: {
    positions: ['PROJECT'],
    options: { round: 'NAME', module: 'NAME', read: 'FILE', write: 'FILE', register: 'FILE' },
    flags: [],
  },
  run: async ({ positions: [wanted], options }, context) => {
    const opened = await openPlan(context, wanted!);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const { text, todayDay } = context;
    if (options.register !== undefined) return readRegisterFile(context, wanted!, plan, options.register);
    if (plan.rows.round.size === 0)
      return (options.read ?? options.write ?? options.round)
        ? fault('round.none')
        : done({ projectId: plan.projectId, rounds: [], answers: [], rollout: [] }, [text('commitment:print.none')]);
    const target = targetOf(plan, options.round, options.module);
    if (!target.ok) return target;
    if (options.read !== undefined) return readList(context, wanted!, plan, target.value, options.read);
    if (options.write !== undefined) return writeList(context, wanted!, target.value, options.write);
    const { roundId, moduleId } = target.value;
    const standings = roundsInOrder(plan).map(({ id }) => standingOf(plan, id, moduleId)!);
    const shown = standingOf(plan, roundId, moduleId)!;
    const { datesOf } = scheduleOf(plan);
    const lines = moduleId === null ? rolloutOfAll(plan, shown.round, datesOf) : rolloutOf(plan, shown, datesOf);
    return done(
      {
        projectId: plan.projectId,
        rounds: standings.map((standing) => roundJson(plan, standing, todayDay)),
        roundId,
        moduleId,
        answers: [...shown.answers, ...shown.others].map((answer) => answerJson(plan, shown, answer)),
        rollout: lines.map(({ answer, wave, isPilot, ...days }) => ({
          name: answer.participant.name,
          moduleId: days.moduleId,
          wave: wave?.name ?? null,
          pilot: isPilot,
          desiredDay: iso(days.desiredDay),
          plannedDay: iso(days.plannedDay),
          day: iso(days.day),
          noticeDueDay: iso(days.noticeDueDay),
          billingDay: iso(days.billingDay),
        })),
      },
      standings.flatMap((standing) => [
        roundLine(standing),
        ...thresholdStates(plan)
          .filter(({ threshold }) => threshold.roundId === standing.round.id)
          .map((state) => thresholdLine(state, text)),
      ]),
    );
  },
};

/** Verbs about who has joined. */
export const commitmentVerbs: readonly Verb[] = [commitments];
