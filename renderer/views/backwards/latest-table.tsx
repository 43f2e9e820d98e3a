import { observer } from 'mobx-react-lite';
import type { LatestDates } from '../../../src/schedule/latest-for.ts';
import { STANDARD_RATES, workDaysText } from '../../../src/time/entry.ts';
import { finishDayText, instantDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { TaskLink } from '../../app/parts/task-link.tsx';
import { useProject } from '../../stores/stores.ts';
import styles from './backwards.module.css';

const MOST = 300;

interface RowProps {
  readonly latest: LatestDates;
  /** The same task before the goal was moved; undefined while it is not. */
  readonly before: LatestDates | undefined;
}

const LatestRow = observer(({ latest, before }: RowProps) => {
  const { plan, schedule } = useProject();
  const { textOf, language } = useTexts();
  const rates = plan.project?.workUnits ?? STANDARD_RATES;
  const dates = schedule.of(latest.taskId);
  const days = (minutes: number): string => workDaysText(minutes, rates, language);
  const was = (text: string) => (
    <div className={styles.was}>{textOf('schedule-explained', 'backwards.was', { date: text })}</div>
  );
  return (
    <tr>
      <td>
        <TaskLink taskId={latest.taskId} />
      </td>
      <td className={parts.number}>
        {dates &&
          `${instantDayText(dates.startMin, language)} – ${finishDayText(dates.finishMin, dates.startMin, language)}`}
      </td>
      <td className={parts.number}>
        {instantDayText(latest.latestStartMin, language)}
        {before && was(instantDayText(before.latestStartMin, language))}
      </td>
      <td className={parts.number}>
        {finishDayText(latest.latestFinishMin, latest.latestStartMin, language)}
        {before && was(finishDayText(before.latestFinishMin, before.latestStartMin, language))}
      </td>
      <td className={`${parts.number} ${latest.slackMin < 0 ? styles.late : ''}`}>{days(latest.slackMin)}</td>
      <td className={`${parts.number} ${latest.fromNowMin < 0 ? styles.late : ''}`}>{days(latest.fromNowMin)}</td>
    </tr>
  );
});

/** Everything that a goal depends on, with the latest dates for it, and what they were before the goal was moved. */
export const LatestTable = observer(
  ({ tasks, before }: { readonly tasks: readonly LatestDates[]; readonly before: readonly LatestDates[] | null }) => {
    const { textOf } = useTexts();
    const earlier = new Map(before?.map((one) => [one.taskId, one]));
    const numbers = ['planned', 'latestStart', 'latestFinish', 'slack', 'fromNow'];
    return (
      <div className={`${parts.card} ${styles.table}`}>
        <h2 className={parts.cardTitle}>{textOf('schedule-explained', 'backwards.list')}</h2>
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{textOf('schedule-explained', 'backwards.task')}</th>
              {numbers.map((head) => (
                <th key={head} scope="col" className={parts.number}>
                  {textOf('schedule-explained', `backwards.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tasks.slice(0, MOST).map((latest) => (
              <LatestRow key={latest.taskId} latest={latest} before={earlier.get(latest.taskId)} />
            ))}
          </tbody>
        </table>
        {tasks.length > MOST && (
          <p className={parts.faint}>
            {textOf('schedule-explained', 'backwards.more', { count: tasks.length - MOST })}
          </p>
        )}
      </div>
    );
  },
);
