import { ActionIcon, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { Break } from '../../../src/model/row.ts';
import { WORK_BEGINS_MIN, WORK_ENDS_MIN } from '../../../src/time/day.ts';
import { CLOCK_RATES, formatDuration, STANDARD_RATES } from '../../../src/time/entry.ts';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import parts from '../parts/parts.module.css';
import { DurationField, InstantField } from '../parts/typed-fields.tsx';
import { useCommit } from '../parts/use-commit.ts';
import styles from './panel.module.css';

interface ForTask {
  readonly taskId: string;
}

/** A levelling delay passes around the clock, and says so: `2ed`. */
const AROUND_THE_CLOCK = { elapsed: true } as const;

/** Interruptions: after so much work the task rests for so long. */
const Breaks = observer(({ taskId }: ForTask) => {
  const project = useProject();
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const { plan } = project;
  const { splits, duration } = plan.rows.task.get(taskId)!;
  const rates = plan.project?.workUnits ?? STANDARD_RATES;
  const text = (minutes: number): string => formatDuration(minutes, 'day', language, rates);
  const set = (next: readonly Break[]) =>
    commit('task.setSplits', { ids: [taskId], splits: [...next].sort((a, b) => a.workMin - b.workMin) });
  const change = (at: number, part: Partial<Break>) =>
    set(splits.map((one, i) => (i === at ? { ...one, ...part } : one)));
  const last = splits.at(-1)?.workMin ?? 0;
  const canBreak = duration.minutes - last >= 2;
  return (
    <>
      <ul className={styles.people}>
        {splits.map(({ workMin, gapMin }, at) => (
          <li key={at} className={styles.person}>
            <span>{textOf('scheduling', 'break.after')}</span>
            <div className={`${styles.field} ${styles.share}`}>
              <DurationField
                ariaLabel={textOf('scheduling', 'break.workOf', { number: at + 1 })}
                text={text(workMin)}
                rates={rates}
                onDuration={({ minutes }) => change(at, { workMin: minutes })}
              />
            </div>
            <span>{textOf('scheduling', 'break.rests')}</span>
            <div className={`${styles.field} ${styles.share}`}>
              <DurationField
                ariaLabel={textOf('scheduling', 'break.gapOf', { number: at + 1 })}
                text={text(gapMin)}
                rates={rates}
                onDuration={({ minutes }) => change(at, { gapMin: minutes })}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={20}
              aria-label={textOf('scheduling', 'break.remove', { number: at + 1 })}
              onClick={() => void set(splits.filter((_, i) => i !== at))}
            >
              <IconX size={13} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      {canBreak && (
        <button
          type="button"
          className={parts.link}
          onClick={() =>
            void set([
              ...splits,
              { workMin: last + Math.floor((duration.minutes - last) / 2), gapMin: rates.minutesPerDay },
            ])
          }
        >
          {textOf('scheduling', 'break.add')}
        </button>
      )}
    </>
  );
});

/** What has happened to a task, what is left of it, where it rests, and whether it counts at all. */
export const TaskCourse = observer(({ taskId }: ForTask) => {
  const project = useProject();
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const { plan } = project;
  const { actual, remainingMin, levelingDelayMin, kind, mode, inactive } = plan.rows.task.get(taskId)!;
  const rates = plan.project?.workUnits ?? STANDARD_RATES;
  const setActual = (part: Partial<typeof actual>) =>
    commit('task.setActual', { ids: [taskId], actual: { ...actual, ...part } });
  const setRemaining = (remainingMin: number | null) => commit('task.setRemaining', { ids: [taskId], remainingMin });
  const setDelay = (minutes: number) => commit('task.setLevelingDelay', { ids: [taskId], levelingDelayMin: minutes });
  const begun = actual.startMin !== null && actual.finishMin === null;
  return (
    <Card title={textOf('scheduling', 'course.title')}>
      <dl className={styles.facts}>
        <dt>{textOf('fields', 'task.actual.startMin')}</dt>
        <dd className={styles.field}>
          <InstantField
            ariaLabel={textOf('fields', 'task.actual.startMin')}
            placeholder={textOf('scheduling', 'course.notYet')}
            instant={actual.startMin}
            minuteIfNone={kind === 'milestone' ? WORK_ENDS_MIN : WORK_BEGINS_MIN}
            onInstant={(startMin) => setActual({ startMin })}
          />
        </dd>
        <dt>{textOf('fields', 'task.actual.finishMin')}</dt>
        <dd className={styles.field}>
          <InstantField
            ariaLabel={textOf('fields', 'task.actual.finishMin')}
            placeholder={textOf('scheduling', 'course.notYet')}
            instant={actual.finishMin}
            minuteIfNone={WORK_ENDS_MIN}
            onInstant={(finishMin) => setActual({ finishMin })}
          />
        </dd>
        {begun && kind === 'task' && (
          <>
            <dt>{textOf('fields', 'task.remainingMin')}</dt>
            <dd className={styles.field}>
              <DurationField
                ariaLabel={textOf('fields', 'task.remainingMin')}
                placeholder={textOf('scheduling', 'course.byPercent')}
                text={remainingMin === null ? '' : formatDuration(remainingMin, 'day', language, rates)}
                rates={rates}
                onDuration={({ minutes }) => setRemaining(minutes)}
                onClear={() => setRemaining(null)}
              />
            </dd>
          </>
        )}
        {((mode === 'auto' && actual.startMin === null) || levelingDelayMin > 0) && (
          <>
            <dt>{textOf('fields', 'task.levelingDelayMin')}</dt>
            <dd className={styles.field}>
              <DurationField
                ariaLabel={textOf('fields', 'task.levelingDelayMin')}
                placeholder={textOf('scheduling', 'course.noDelay')}
                text={
                  levelingDelayMin === 0
                    ? ''
                    : formatDuration(levelingDelayMin, 'day', language, CLOCK_RATES, AROUND_THE_CLOCK)
                }
                rates={CLOCK_RATES}
                onDuration={({ minutes }) => setDelay(minutes)}
                onClear={() => setDelay(0)}
              />
            </dd>
          </>
        )}
      </dl>
      {kind === 'task' && <Breaks taskId={taskId} />}
      <Checkbox
        size="xs"
        mt={6}
        label={textOf('fields', 'task.inactive')}
        description={textOf('scheduling', 'course.inactiveHint')}
        checked={inactive}
        onChange={(event) =>
          void project.carryOut('task.setInactive', { ids: [taskId], inactive: event.currentTarget.checked })
        }
      />
    </Card>
  );
});
