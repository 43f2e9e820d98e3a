import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import type { Link } from '../../../src/model/row.ts';
import type { Reason } from '../../../src/schedule/explanation.ts';
import { ruleOfLink } from '../../../src/tender/tender-tasks.ts';
import { citationText, countText } from '../../../src/tender/wording.ts';
import { dayOfInstant } from '../../../src/time/day.ts';
import { type DurationRates, type EntryLanguage, formatDuration, STANDARD_RATES } from '../../../src/time/entry.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { tenderWordsIn } from '../i18n/finding-text.ts';
import { finishDayText, instantDayText, workDaysText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import parts from '../parts/parts.module.css';
import { TaskLink, useJump } from '../parts/task-link.tsx';
import { SLOT, Woven } from '../parts/woven.tsx';

/** A lag with its sign, as in ` + 1 dag`; nothing where there is none. */
const lagText = (lag: Link['lag'], rates: DurationRates, language: EntryLanguage): string => {
  if (lag.amount === 0) return '';
  const size = Math.abs(lag.amount);
  const sign = lag.amount < 0 ? '−' : '+';
  if (lag.kind === 'percent') return ` ${sign} ${size} %`;
  return ` ${sign} ${formatDuration(size, lag.unit, language, rates, { elapsed: lag.kind === 'elapsed', long: true })}`;
};

const JumpText = ({ text, run }: { readonly text: string; readonly run: () => void }) => (
  <button type="button" className={parts.link} onClick={run}>
    {text}
  </button>
);

/** What a reason says and what it leads to; `about` is the task that is being explained. */
const useReason = (reason: Reason, about: string): readonly [string, ReactNode] => {
  const { app } = useStores();
  const { plan, schedule } = useProject();
  const { t, textOf, language } = useTexts();
  const jump = useJump();
  const { calculated, outline } = schedule.current;
  const rates = plan.project?.workUnits ?? STANDARD_RATES;
  const say = (key: string, params: Readonly<Record<string, string | number>> = {}): string =>
    textOf('schedule-explained', `reason.${key}`, { it: SLOT, ...params });
  const startOn = (instant: number): string => instantDayText(instant, language, 'weekday');
  const finishOn = (instant: number, taskId: string): string =>
    finishDayText(instant, calculated.start[outline.position.get(taskId)!]!, language, 'weekday');
  /** The rule of tender law that the link carries: what it is, how long its period is here, and where it stands. */
  const lawOf = (link: Link) => {
    const current = plan.asPlan();
    const rule = ruleOfLink(current, link);
    if (rule === null) return null;
    const notice = rule.noticeTaskId === null ? null : schedule.current.datesOf(rule.noticeTaskId);
    const effective = rule.effectiveOn(notice && dayOfInstant(notice.finishMin));
    const words = tenderWordsIn({ language, textOf });
    return {
      bound: effective.rule.bound === 'maximum' ? 'most' : 'least',
      params: {
        rule: words.text(`rule.${effective.rule.id}`),
        period: countText(words, effective.length, effective.rule.unit),
        places: effective.citations.map((citation) => citationText(words, citation)).join(', '),
      },
    };
  };
  /** A word that leads to the task it is about, or only the word where that task is shown already. */
  const lead = (text: string, taskId: string): ReactNode =>
    taskId === about ? text : <JumpText text={text} run={() => jump(taskId)} />;
  switch (reason.kind) {
    case 'link': {
      const link = plan.rows.link.get(reason.linkId);
      const fromFinish = reason.type === 'FS' || reason.type === 'FF';
      const date = fromFinish ? finishOn(reason.fromMin, reason.predecessorId) : startOn(reason.fromMin);
      const into = reason.intoId === null ? '' : (plan.rows.task.get(reason.intoId)?.name ?? '');
      const text = say(`link.${reason.type}`, { date, lag: link ? lagText(link.lag, rates, language) : '' });
      const through = reason.intoId === null ? '' : ` ${say('into', { name: into || t('task.unnamed') })}`;
      const others = reason.others > 0 ? ` ${say('others', { count: reason.others })}` : '';
      const law = link ? lawOf(link) : null;
      const told = law === null ? '' : ` ${say(`law.${law.bound}`, law.params)}`;
      return [`${text}${through}${others}${told}`, <TaskLink key="it" taskId={reason.predecessorId} />];
    }
    case 'length': {
      const length = workDaysText(reason.durationMin, rates, language);
      return [say('length', { start: startOn(reason.startMin) }), lead(length, reason.taskId)];
    }
    case 'resumed':
      return [say('resumed'), lead(startOn(reason.atMin), reason.taskId)];
    case 'constraint': {
      const text = `${t(`constraint.${reason.type}`)} ${startOn(reason.atMin)}`;
      return [say(reason.holderId === reason.taskId ? 'constraint' : 'constraintAbove'), lead(text, reason.holderId)];
    }
    case 'threshold': {
      const name = plan.rows.joinThreshold.get(reason.thresholdId)?.name ?? '';
      return [
        say('threshold', { name }),
        <JumpText key="it" text={startOn(reason.atMin)} run={() => app.show('commitments')} />,
      ];
    }
    case 'manual':
      return [
        say(reason.holderId === reason.taskId ? 'manual' : 'manualAbove'),
        lead(startOn(reason.atMin), reason.holderId),
      ];
    case 'late':
    case 'actual':
      return [say(reason.kind), lead(startOn(reason.atMin), reason.taskId)];
    case 'levelling':
      return [
        say('levelling'),
        lead(formatDuration(reason.byMin, 'hour', language, rates, { long: true }), reason.taskId),
      ];
    case 'first-below':
    case 'last-below':
      return [say(reason.kind), <TaskLink key="it" taskId={reason.belowId} />];
    case 'status-date':
      return [say('status-date'), startOn(reason.atMin)];
    case 'project-start':
      return [
        say('project-start'),
        <JumpText key="it" text={startOn(reason.atMin)} run={() => app.show('overview')} />,
      ];
  }
};

/** One reason in words, with a way to where it comes from. */
export const ReasonLine = observer(({ reason, about }: { readonly reason: Reason; readonly about: string }) => {
  const [text, it] = useReason(reason, about);
  return (
    <li>
      <Woven text={text}>{it}</Woven>
    </li>
  );
});
