import { SegmentedControl } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import { effectOfDelay, type MovedTask } from '../../../src/schedule/effect-of-delay.ts';
import { finishAfter } from '../../../src/schedule/finish-after.ts';
import type { PlanSchedule } from '../../../src/schedule/plan-schedule.ts';
import { useProject } from '../../stores/stores.ts';
import { finishDayText, instantDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import parts from '../parts/parts.module.css';
import { TaskLink } from '../parts/task-link.tsx';
import styles from './panel.module.css';

const DELAYS = { day: 1440, week: 7 * 1440, month: 28 * 1440 } as const;
type Delay = keyof typeof DELAYS;
const MOST = 6;
/** Whoever walks through the plan with the arrow keys is not made to wait for what would move. */
const SETTLE_MS = 150;

interface Effect {
  readonly schedule: PlanSchedule;
  readonly moved: readonly MovedTask[];
  readonly finishMin: number;
}

const useEffectOfDelay = (schedule: PlanSchedule, taskId: string, delayMin: number): Effect | null => {
  const [effect, setEffect] = useState<Effect | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      const moved = effectOfDelay(schedule, taskId, delayMin);
      setEffect({ schedule, moved, finishMin: finishAfter(schedule, moved) });
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [schedule, taskId, delayMin]);
  // What belongs to an earlier revision may name tasks that are gone.
  return effect?.schedule === schedule ? effect : null;
};

const MovedRow = observer(({ moved }: { readonly moved: MovedTask }) => {
  const { schedule } = useProject();
  const { textOf, language } = useTexts();
  const { calculated, indexOf } = schedule.current;
  const at = indexOf(moved.taskId)!;
  const [start, finish] = [calculated.start[at]!, calculated.finish[at]!];
  return (
    <li>
      <TaskLink taskId={moved.taskId} />
      <div className={styles.hint}>
        {moved.startByMin !== 0
          ? textOf('schedule-explained', 'moves.start', {
              from: instantDayText(start, language),
              to: instantDayText(start + moved.startByMin, language),
            })
          : textOf('schedule-explained', 'moves.finish', {
              from: finishDayText(finish, start, language),
              to: finishDayText(finish + moved.finishByMin, start, language),
            })}
      </div>
    </li>
  );
});

const EffectText = observer(({ taskId, effect }: { readonly taskId: string; readonly effect: Effect }) => {
  const { schedule } = useProject();
  const { textOf, language } = useTexts();
  const [all, setAll] = useState(false);
  const { calculated, network, indexOf } = schedule.current;
  if (!effect.moved.some((one) => one.taskId === taskId)) return <p>{textOf('schedule-explained', 'moves.cannot')}</p>;
  // Summaries only follow what is below them.
  const others = effect.moved.filter((one) => one.taskId !== taskId && !network.isSummary[indexOf(one.taskId)!]);
  const later = effect.finishMin !== calculated.projectFinish;
  return (
    <>
      <p>{textOf('schedule-explained', 'moves.others', { count: others.length })}</p>
      <p>
        {textOf('schedule-explained', later ? 'moves.project' : 'moves.projectStays', {
          from: finishDayText(calculated.projectFinish, null, language, 'weekday'),
          to: finishDayText(effect.finishMin, null, language, 'weekday'),
        })}
      </p>
      <ul className={styles.chain}>
        {others.slice(0, all ? 200 : MOST).map((moved) => (
          <MovedRow key={moved.taskId} moved={moved} />
        ))}
      </ul>
      {!all && others.length > MOST && (
        <button type="button" className={parts.link} onClick={() => setAll(true)}>
          {textOf('schedule-explained', 'moves.more', { count: others.length - MOST })}
        </button>
      )}
    </>
  );
});

/** What follows when the task is put off, with dates. */
export const WhatMoves = observer(({ taskId }: { readonly taskId: string }) => {
  const { schedule } = useProject();
  const { textOf } = useTexts();
  const [delay, setDelay] = useState<Delay>('week');
  const effect = useEffectOfDelay(schedule.current, taskId, DELAYS[delay]);
  return (
    <Card title={textOf('schedule-explained', 'moves.title')}>
      <SegmentedControl
        size="xs"
        mb={6}
        aria-label={textOf('schedule-explained', 'moves.title')}
        value={delay}
        onChange={(value) => setDelay(value as Delay)}
        data={(Object.keys(DELAYS) as Delay[]).map((value) => ({
          value,
          label: textOf('schedule-explained', `moves.${value}`),
        }))}
      />
      {effect && <EffectText taskId={taskId} effect={effect} />}
    </Card>
  );
});
