/** Verbs that say why dates are what they are, what moves with them, and when things have to happen at the latest. */
import { outlineOf, wbsOf } from '../../src/model/outline.ts';
import { type Plan, projectOf } from '../../src/model/plan.ts';
import { likelyGoal } from '../../src/reading/goals.ts';
import { type ReasonSpeaker, reasonWords } from '../../src/reading/reason-words.ts';
import { SLOT } from '../../src/reading/slot.ts';
import { ok, type Result } from '../../src/result.ts';
import { effectOfDelay } from '../../src/schedule/effect-of-delay.ts';
import { explain, type TaskEnd } from '../../src/schedule/explanation.ts';
import { finishAfter } from '../../src/schedule/finish-after.ts';
import {
  type LatestDates,
  type LatestForGoal,
  latestIfMoved,
  MINUTES_PER_WEEK,
  MOST_WEEKS_MOVED,
} from '../../src/schedule/latest-for.ts';
import { type PlanSchedule, scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { workingTimeOf } from '../../src/schedule/working-time.ts';
import { instantOf, isoOfDay, isoOfInstant, MINUTES_PER_DAY, WORK_ENDS_MIN } from '../../src/time/day.ts';
import { STANDARD_RATES, workDaysText } from '../../src/time/entry.ts';
import { openPlan } from './find-project.ts';
import { isoOrNull, spanText } from './plan-text.ts';
import { dayOption } from './projects.ts';
import { tenderWords } from './tender-words.ts';
import { done, type Failure, fault, type Verb, type VerbContext } from './verb.ts';
import { wholeOption } from './whole-option.ts';

/** Reasons to which a chain is told. */
const MOST_REASONS = 200;
const MOST_DELAY_DAYS = 3650;

interface Asked {
  readonly plan: Plan;
  readonly schedule: PlanSchedule;
  readonly naming: (taskId: string) => { readonly id: string; readonly wbs: string; readonly name: string };
}

const openAsked = async (context: VerbContext, project: string): Promise<Result<Asked, Failure>> => {
  const opened = await openPlan(context, project);
  if (!opened.ok) return opened;
  const plan = opened.value;
  const outline = outlineOf(plan);
  const naming: Asked['naming'] = (id) => ({
    id,
    wbs: wbsOf(outline, outline.position.get(id)!),
    name: plan.rows.task.get(id)!.name,
  });
  return ok({ plan, schedule: scheduleOf(plan), naming });
};

/** The task that a person means: by its id, its number in the outline, or its name where only one has it. */
const findTask = ({ plan }: Asked, wanted: string): Result<string, Failure> => {
  const outline = outlineOf(plan);
  if (outline.position.has(wanted)) return ok(wanted);
  const numbered = outline.ids.find((_id, at) => wbsOf(outline, at) === wanted);
  if (numbered !== undefined) return ok(numbered);
  const named = outline.ids.filter((id) => plan.rows.task.get(id)!.name === wanted);
  if (named.length === 1) return ok(named[0]!);
  return named.length === 0
    ? fault('task.named-unknown', { name: wanted })
    : fault('task.ambiguous', {
        name: wanted,
        numbers: named.map((id) => wbsOf(outline, outline.position.get(id)!)).join(', '),
      });
};

const named = ({ wbs, name }: ReturnType<Asked['naming']>): string => `${wbs} ${name}`;

const speakerFor = ({ naming }: Asked, { text, language }: VerbContext): ReasonSpeaker => ({
  language: language(),
  text: (key, params) => {
    const plural = 'count' in params ? (params.count === 1 ? '_one' : '_other') : '';
    return text(`schedule-explained:reason.${key}${plural}`, params);
  },
  day: isoOfDay,
  constraint: (type) => text(`app:constraint.${type}`),
  task: (taskId) => named(naming(taskId)),
  tender: tenderWords(text),
});

/** The chain of reasons behind one end of a task. */
const chainOf = (asked: Asked, taskId: string, end: TaskEnd, context: VerbContext) => {
  const { plan, schedule } = asked;
  const at = schedule.outline.position.get(taskId)!;
  const { calculated } = schedule;
  const dates = schedule.datesOf(taskId);
  const { reasons, complete } = explain(schedule, taskId, end, MOST_REASONS);
  const speaker = speakerFor(asked, context);
  return {
    date: isoOrNull(end === 'start' ? calculated.start[at]! : calculated.finish[at]!),
    // What a file brought is shown until the plan is calculated.
    shown: dates && isoOfInstant(end === 'start' ? dates.startMin : dates.finishMin),
    reasons: reasons.map((reason) => {
      const [words, to] = reasonWords(plan, schedule, reason, speaker);
      return {
        kind: reason.kind,
        task: asked.naming(reason.taskId),
        text: words.replace(SLOT, to.text),
        leadsTo: to.taskId,
      };
    }),
    complete,
  };
};

const delayed = (asked: Asked, taskId: string, days: number) => {
  const { schedule, naming } = asked;
  const { calculated, outline } = schedule;
  const moved = effectOfDelay(schedule, taskId, days * MINUTES_PER_DAY);
  return {
    days,
    moved: moved.map((one) => {
      const at = outline.position.get(one.taskId)!;
      const [start, finish] = [calculated.start[at]!, calculated.finish[at]!];
      return {
        ...naming(one.taskId),
        start: { from: isoOfInstant(start), to: isoOfInstant(start + one.startByMin) },
        finish: { from: isoOfInstant(finish), to: isoOfInstant(finish + one.finishByMin) },
      };
    }),
    projectFinish: { from: isoOrNull(calculated.projectFinish), to: isoOrNull(finishAfter(schedule, moved)) },
  };
};

const explainVerb: Verb = {
  name: 'explain',
  usage: { positions: ['PROJECT', 'TASK'], options: { delay: 'DAYS' }, flags: [] },
  run: async (args, context) => {
    const { text } = context;
    const delay = wholeOption(args, 'delay', [1, MOST_DELAY_DAYS], null);
    if (!delay.ok) return delay;
    const opened = await openAsked(context, args.positions[0]!);
    if (!opened.ok) return opened;
    const asked = opened.value;
    const found = findTask(asked, args.positions[1]!);
    if (!found.ok) return found;
    const taskId = found.value;
    const { calendarId, elapsed, partyIds } = workingTimeOf(asked.plan, asked.schedule, taskId);
    const json = {
      ...asked.naming(taskId),
      start: chainOf(asked, taskId, 'start', context),
      finish: chainOf(asked, taskId, 'finish', context),
      calendar: calendarId === null ? null : (asked.plan.rows.calendar.get(calendarId)?.name ?? null),
      elapsed,
      people: partyIds.flatMap((id) => asked.plan.rows.party.get(id)?.name ?? []),
      ...(delay.value !== null && { delayed: delayed(asked, taskId, delay.value) }),
    };
    const said = (end: TaskEnd): string[] => [
      text(`schedule-explained:why.${end}`, { date: json[end].date ?? '?' }),
      ...json[end].reasons.map((reason) => `  ${reason.text}`),
    ];
    const moves = json.delayed && [
      text('cli:explain.delayed', { days: json.delayed.days, count: json.delayed.moved.length }),
      ...json.delayed.moved.map(
        (one) =>
          `  ${named(one)}: ${spanText(one.start.from, one.finish.from)} → ${spanText(one.start.to, one.finish.to)}`,
      ),
    ];
    return done(json, [named(json), ...said('start'), ...said('finish'), ...(moves ?? [])]);
  },
};

const latestJson = ({ schedule, naming }: Asked, latest: LatestDates, before: LatestDates | undefined) => {
  const dates = schedule.datesOf(latest.taskId);
  return {
    ...naming(latest.taskId),
    start: dates && isoOfInstant(dates.startMin),
    finish: dates && isoOfInstant(dates.finishMin),
    latestStart: isoOrNull(latest.latestStartMin),
    latestFinish: isoOrNull(latest.latestFinishMin),
    slackMin: latest.slackMin,
    fromNowMin: latest.fromNowMin,
    ...(before && {
      before: { latestStart: isoOrNull(before.latestStartMin), latestFinish: isoOrNull(before.latestFinishMin) },
    }),
  };
};

const firstJson = ({ naming }: Asked, { first }: LatestForGoal) =>
  first && { ...naming(first.taskId), latestStart: isoOrNull(first.latestStartMin), fromNowMin: first.fromNowMin };

/** The goal that is asked about, and the instant by which it is to be reached: a day's end, else its deadline, else its date. */
const goalOf = (asked: Asked, wanted: string | undefined, byDay: number | undefined) => {
  const { plan, schedule } = asked;
  const found = wanted === undefined ? ok(likelyGoal(plan, schedule.outline)) : findTask(asked, wanted);
  if (!found.ok) return found;
  if (found.value === null) return fault('task.none');
  const taskId = found.value;
  const plannedMin = schedule.calculated.finish[schedule.outline.position.get(taskId)!]!;
  const atMin =
    byDay === undefined ? (plan.rows.task.get(taskId)!.deadlineMin ?? plannedMin) : instantOf(byDay, WORK_ENDS_MIN);
  return ok({ taskId, atMin, planned: isoOrNull(plannedMin) });
};

const backwards: Verb = {
  name: 'backwards',
  usage: { positions: ['PROJECT', 'TASK?'], options: { by: 'DATE', weeks: 'N' }, flags: [] },
  run: async (args, context) => {
    const { text, language, todayDay } = context;
    const by = dayOption('by', args.options.by);
    if (!by.ok) return by;
    const weeks = wholeOption(args, 'weeks', [-MOST_WEEKS_MOVED, MOST_WEEKS_MOVED], 0);
    if (!weeks.ok) return weeks;
    const opened = await openAsked(context, args.positions[0]!);
    if (!opened.ok) return opened;
    const asked = opened.value;
    const goal = goalOf(asked, args.positions[1], by.value);
    if (!goal.ok) return goal;
    const { taskId, atMin, planned } = goal.value;
    const later = weeks.value;
    const { before, after } = latestIfMoved(asked.schedule, { taskId, atMin }, later, instantOf(todayDay, 0))!;
    const earlier = new Map((later === 0 ? [] : before.tasks).map((one) => [one.taskId, one]));
    const json = {
      goal: { ...asked.naming(taskId), planned },
      by: isoOfInstant(atMin + later * MINUTES_PER_WEEK),
      holds: after.holds,
      first: firstJson(asked, after),
      tasks: after.tasks.map((one) => latestJson(asked, one, earlier.get(one.taskId))),
    };
    const rates = projectOf(asked.plan)?.workUnits ?? STANDARD_RATES;
    return done(json, [
      text(`schedule-explained:backwards.${json.holds ? 'holds' : 'fails'}`, {
        name: json.goal.name,
        date: planned?.slice(0, 10) ?? '?',
      }),
      ...json.tasks.map((task) =>
        text('cli:backwards.task', {
          task: named(task),
          latest: spanText(task.latestStart, task.latestFinish),
          slack: workDaysText(task.slackMin, rates, language()),
        }),
      ),
    ]);
  },
};

/** Verbs that explain dates and count them backwards. */
export const whyVerbs: readonly Verb[] = [explainVerb, backwards];
