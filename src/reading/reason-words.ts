import { finishDayOf } from '../gantt/plan-cells.ts';
import type { Plan } from '../model/plan.ts';
import type { Link } from '../model/row.ts';
import type { Reason } from '../schedule/explanation.ts';
import type { PlanSchedule } from '../schedule/plan-schedule.ts';
import { ruleOfLink } from '../tender/tender-tasks.ts';
import { citationText, countText, type Words } from '../tender/wording.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EntryLanguage, formatDuration, STANDARD_RATES, workDaysText } from '../time/entry.ts';
import { SLOT } from './slot.ts';

/** What a reason leads to: a word for it, and the task or the view where it can be seen and changed. */
export interface LeadsTo {
  readonly text: string;
  readonly taskId: string | null;
  readonly view: 'commitments' | 'overview' | null;
}

/** How somebody says reasons: the entries `reason.…` of the catalogue `schedule-explained`, dates, and words of tender law. */
export interface ReasonSpeaker {
  readonly language: EntryLanguage;
  readonly text: (key: string, params: Readonly<Record<string, string | number>>) => string;
  readonly day: (dayNumber: number) => string;
  readonly constraint: (type: string) => string;
  /** Number and name of a task. */
  readonly task: (taskId: string) => string;
  readonly tender: Words;
}

/**
 * A reason of a date in words, with `SLOT` where the word stands that leads to where the reason lies. Windows make that
 * word a way there, the command line prints it.
 */
export const reasonWords = (
  plan: Plan,
  schedule: PlanSchedule,
  reason: Reason,
  speaker: ReasonSpeaker,
): readonly [string, LeadsTo] => {
  const { calculated, outline } = schedule;
  const { language } = speaker;
  const rates = plan.rows.project.get(plan.projectId)?.workUnits ?? STANDARD_RATES;
  const say = (key: string, params: Readonly<Record<string, string | number>> = {}): string =>
    speaker.text(key, { it: SLOT, ...params });
  const startOn = (instant: number): string => speaker.day(dayOfInstant(instant));
  const finishOn = (instant: number, taskId: string): string =>
    speaker.day(finishDayOf(instant, calculated.start[outline.position.get(taskId)!]!));
  const task = (taskId: string, text = speaker.task(taskId)): LeadsTo => ({ text, taskId, view: null });
  /** A lag with its sign, as in ` + 1 dag`; nothing where there is none. */
  const lagText = ({ lag }: Link): string => {
    if (lag.amount === 0) return '';
    const size = Math.abs(lag.amount);
    const sign = lag.amount < 0 ? '−' : '+';
    if (lag.kind === 'percent') return ` ${sign} ${size} %`;
    return ` ${sign} ${formatDuration(size, lag.unit, language, rates, { elapsed: lag.kind === 'elapsed', long: true })}`;
  };
  /** The rule of tender law that the link carries: what it is, how long its period is here, and where it stands. */
  const lawText = (link: Link): string => {
    const rule = ruleOfLink(plan, link);
    if (rule === null) return '';
    const notice = rule.noticeTaskId === null ? null : schedule.datesOf(rule.noticeTaskId);
    const effective = rule.effectiveOn(notice && dayOfInstant(notice.finishMin));
    const told = say(effective.rule.bound === 'maximum' ? 'law.most' : 'law.least', {
      rule: speaker.tender.text(`rule.${effective.rule.id}`),
      period: countText(speaker.tender, effective.length, effective.rule.unit),
      places: effective.citations.map((citation) => citationText(speaker.tender, citation)).join(', '),
    });
    return ` ${told}`;
  };
  switch (reason.kind) {
    case 'link': {
      const link = plan.rows.link.get(reason.linkId);
      const fromFinish = reason.type === 'FS' || reason.type === 'FF';
      const date = fromFinish ? finishOn(reason.fromMin, reason.predecessorId) : startOn(reason.fromMin);
      const text = say(`link.${reason.type}`, { date, lag: link ? lagText(link) : '' });
      const through = reason.intoId === null ? '' : ` ${say('into', { name: speaker.task(reason.intoId) })}`;
      const others = reason.others > 0 ? ` ${say('others', { count: reason.others })}` : '';
      return [`${text}${through}${others}${link ? lawText(link) : ''}`, task(reason.predecessorId)];
    }
    case 'length': {
      const length = workDaysText(reason.durationMin, rates, language);
      return [say('length', { start: startOn(reason.startMin) }), task(reason.taskId, length)];
    }
    case 'resumed':
      return [say('resumed'), task(reason.taskId, startOn(reason.atMin))];
    case 'constraint': {
      const text = `${speaker.constraint(reason.type)} ${startOn(reason.atMin)}`;
      return [say(reason.holderId === reason.taskId ? 'constraint' : 'constraintAbove'), task(reason.holderId, text)];
    }
    case 'threshold': {
      const name = plan.rows.joinThreshold.get(reason.thresholdId)?.name ?? '';
      return [say('threshold', { name }), { text: startOn(reason.atMin), taskId: null, view: 'commitments' }];
    }
    case 'manual':
      return [
        say(reason.holderId === reason.taskId ? 'manual' : 'manualAbove'),
        task(reason.holderId, startOn(reason.atMin)),
      ];
    case 'late':
    case 'actual':
      return [say(reason.kind), task(reason.taskId, startOn(reason.atMin))];
    case 'levelling':
      return [
        say('levelling'),
        task(reason.taskId, formatDuration(reason.byMin, 'hour', language, rates, { long: true })),
      ];
    case 'first-below':
    case 'last-below':
      return [say(reason.kind), task(reason.belowId)];
    case 'status-date':
      return [say('status-date'), { text: startOn(reason.atMin), taskId: null, view: null }];
    case 'project-start':
      return [say('project-start'), { text: startOn(reason.atMin), taskId: null, view: 'overview' }];
  }
};
