import { ActionIcon, Button, Select } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useMemo, useState } from 'react';
import { wbsOf } from '../../../src/model/outline.ts';
import { goalsOf, likelyGoal } from '../../../src/reading/goals.ts';
import { SLOT } from '../../../src/reading/slot.ts';
import {
  type LatestForGoal,
  latestIfMoved,
  MINUTES_PER_WEEK,
  MOST_WEEKS_MOVED,
} from '../../../src/schedule/latest-for.ts';
import { WORK_ENDS_MIN } from '../../../src/time/day.ts';
import { STANDARD_RATES } from '../../../src/time/entry.ts';
import { finishDayText, instantDayText, localInstant } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { TaskLink } from '../../app/parts/task-link.tsx';
import { InstantField } from '../../app/parts/typed-fields.tsx';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { Woven } from '../../app/parts/woven.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './backwards.module.css';
import { LatestTable } from './latest-table.tsx';

const MOST_CHOICES = 60;

/** Chooses what is to be reached: milestones first, then any task. */
const GoalField = observer(
  ({ goalId, onGoal }: { readonly goalId: string; readonly onGoal: (taskId: string) => void }) => {
    const { plan, selection } = useProject();
    const { t, textOf } = useTexts();
    const { outline } = selection;
    const data = goalsOf(plan.asPlan(), outline).map((id) => ({
      value: id,
      label: `${wbsOf(outline, outline.position.get(id)!)} ${plan.asPlan().rows.task.get(id)!.name || t('task.unnamed')}`,
    }));
    return (
      <Select
        className={styles.goal}
        label={textOf('schedule-explained', 'backwards.goal')}
        placeholder={textOf('schedule-explained', 'backwards.choose')}
        searchable
        limit={MOST_CHOICES}
        data={data}
        value={goalId}
        allowDeselect={false}
        onChange={(value) => value && onGoal(value)}
      />
    );
  },
);

/** Whether the plan makes it, and what has to happen first. */
const Answer = observer(({ goalId, answer }: { readonly goalId: string; readonly answer: LatestForGoal }) => {
  const { plan, schedule } = useProject();
  const { t, textOf, language } = useTexts();
  const { minutesPerDay } = plan.project?.workUnits ?? STANDARD_RATES;
  const { calculated, indexOf } = schedule.current;
  const at = indexOf(goalId)!;
  const { first, holds } = answer;
  const days = first === null ? 0 : Math.trunc(first.fromNowMin / minutesPerDay);
  const late = first !== null && first.fromNowMin < 0 && days < 0;
  return (
    <div className={styles.answer}>
      <Card tone={holds ? 'ok' : 'error'}>
        <p>
          {textOf('schedule-explained', holds ? 'backwards.holds' : 'backwards.fails', {
            name: plan.rows.task.get(goalId)?.name || t('task.unnamed'),
            date: finishDayText(calculated.finish[at]!, calculated.start[at]!, language, 'weekday'),
          })}
        </p>
        {first === null ? (
          <p>{textOf('schedule-explained', 'backwards.nothingLeft')}</p>
        ) : (
          <p>
            <Woven
              text={textOf('schedule-explained', 'backwards.first', {
                it: SLOT,
                date: instantDayText(first.latestStartMin, language, 'weekday'),
              })}
            >
              <TaskLink taskId={first.taskId} />
            </Woven>{' '}
            {textOf('schedule-explained', late ? 'backwards.tooLate' : 'backwards.inTime', { count: Math.abs(days) })}
          </p>
        )}
      </Card>
    </div>
  );
});

/** Moves the date by weeks, to see what follows. */
const Weeks = ({ weeks, onWeeks }: { readonly weeks: number; readonly onWeeks: (weeks: number) => void }) => {
  const { textOf } = useTexts();
  const step = (by: number) => (
    <ActionIcon
      variant="default"
      size={28}
      aria-label={textOf('schedule-explained', by < 0 ? 'backwards.earlier' : 'backwards.later', { count: 1 })}
      disabled={Math.abs(weeks + by) > MOST_WEEKS_MOVED}
      onClick={() => onWeeks(weeks + by)}
    >
      {by < 0 ? <IconMinus size={14} aria-hidden /> : <IconPlus size={14} aria-hidden />}
    </ActionIcon>
  );
  const key = weeks === 0 ? 'backwards.weeks' : weeks < 0 ? 'backwards.earlier' : 'backwards.later';
  return (
    <div className={styles.weeks}>
      <span>{textOf('schedule-explained', 'backwards.whatIf')}</span>
      {step(-1)}
      <span className={styles.weeksText} aria-live="polite">
        {textOf('schedule-explained', key, { count: Math.abs(weeks) })}
      </span>
      {step(1)}
    </div>
  );
};

const Backwards = observer(({ goalId, onGoal }: { readonly goalId: string; readonly onGoal: (id: string) => void }) => {
  const { app } = useStores();
  const project = useProject();
  const { textOf, language } = useTexts();
  const { current } = project.schedule;
  const { deadlineMin } = project.plan.rows.task.get(goalId)!;
  const [asked, setAsked] = useState<number | null>(null);
  const [weeks, setWeeks] = useState(0);
  const byMin = asked ?? deadlineMin ?? current.calculated.finish[current.indexOf(goalId)!]!;
  const wantedMin = byMin + weeks * MINUTES_PER_WEEK;
  const nowMin = localInstant(app.env.nowMs());
  const answers = useMemo(
    () => latestIfMoved(current, { taskId: goalId, atMin: byMin }, weeks, nowMin),
    [current, goalId, byMin, weeks, nowMin],
  );
  const apply = async (): Promise<void> => {
    const done = await project.carryOut('task.setDeadline', { ids: [goalId], deadlineMin: wantedMin });
    if (!done.ok) return;
    setAsked(null);
    setWeeks(0);
  };
  return (
    <>
      <Card>
        <div className={styles.ask}>
          <GoalField goalId={goalId} onGoal={onGoal} />
          <div className={styles.by}>
            <InstantField
              label={textOf('schedule-explained', 'backwards.by')}
              instant={byMin}
              minuteIfNone={WORK_ENDS_MIN}
              onInstant={(instant) => {
                setAsked(instant);
                return null;
              }}
            />
          </div>
          {wantedMin === deadlineMin ? (
            <span className={parts.faint}>{textOf('schedule-explained', 'backwards.applied')}</span>
          ) : (
            <Button variant="default" onClick={() => void apply()}>
              {textOf('schedule-explained', 'backwards.apply', {
                date: finishDayText(wantedMin, null, language, 'weekday'),
              })}
            </Button>
          )}
        </div>
        <Weeks weeks={weeks} onWeeks={setWeeks} />
      </Card>
      {answers && (
        <>
          <Answer goalId={goalId} answer={answers.after} />
          <LatestTable tasks={answers.after.tasks} before={weeks === 0 ? null : answers.before.tasks} />
        </>
      )}
    </>
  );
});

/** From a required date backwards: what has to happen when for a goal to be reached, and what if the date is moved. */
export const BackwardsView = observer(() => {
  const project = useProject();
  const { textOf, commandTitle } = useTexts();
  const { outline } = project.selection;
  const [chosen, setChosen] = useState<string | null>(null);
  const goalId = chosen !== null && outline.position.has(chosen) ? chosen : likelyGoal(project.plan.asPlan(), outline);
  return (
    <>
      <ViewBar title={commandTitle('view.backwards')} />
      <div className={parts.page}>
        {goalId === null ? (
          <p className={parts.empty}>{textOf('schedule-explained', 'backwards.none')}</p>
        ) : (
          <Backwards key={goalId} goalId={goalId} onGoal={setChosen} />
        )}
      </div>
    </>
  );
});
