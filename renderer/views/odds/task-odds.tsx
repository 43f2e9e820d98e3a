import { observer } from 'mobx-react-lite';
import type { Odds, TaskOdds } from '../../../src/model/odds-result.ts';
import { dayOfInstant } from '../../../src/time/day.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useProject } from '../../stores/stores.ts';
import styles from './odds-view.module.css';

const MOST_TASKS = 15;

const swingOf = ({ shortMin, longMin }: TaskOdds): number =>
  shortMin === null || longMin === null ? 0 : longMin - shortMin;

/** What moves the finish most: from where it lies when a task is short to where it lies when the task is long. */
export const Tornado = observer(({ odds }: { readonly odds: Odds }) => {
  const { plan } = useProject();
  const { language, textOf } = useTexts();
  const tasks = odds.tasks
    .filter((task) => swingOf(task) > 0)
    .sort((a, b) => swingOf(b) - swingOf(a))
    .slice(0, MOST_TASKS);
  const from = Math.min(...tasks.map(({ shortMin }) => shortMin!));
  const length = Math.max(1, Math.max(...tasks.map(({ longMin }) => longMin!)) - from);
  return (
    <Card title={textOf('odds', 'tornado.title')}>
      <p className={parts.faint}>{textOf('odds', tasks.length === 0 ? 'tornado.none' : 'tornado.note')}</p>
      <table className={parts.table}>
        <tbody>
          {tasks.map(({ taskId, shortMin, longMin }) => (
            <tr key={taskId}>
              <th scope="row">{plan.rows.task.get(taskId)?.name}</th>
              <td className={styles.tornadoCell}>
                <span className={styles.tornado}>
                  <span
                    className={styles.tornadoBar}
                    style={{
                      left: `${(100 * (shortMin! - from)) / length}%`,
                      width: `${Math.max(1, (100 * (longMin! - shortMin!)) / length)}%`,
                    }}
                  />
                </span>
              </td>
              <td className={parts.number}>
                {`${dayText(dayOfInstant(shortMin!), language)} – ${dayText(dayOfInstant(longMin!), language)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});

/** How often each task was critical, the most often first. */
export const Criticality = observer(({ odds }: { readonly odds: Odds }) => {
  const { plan } = useProject();
  const { textOf } = useTexts();
  const tasks = odds.tasks
    .filter(({ criticalShare }) => criticalShare > 0)
    .sort((a, b) => b.criticalShare - a.criticalShare)
    .slice(0, MOST_TASKS);
  return (
    <Card title={textOf('odds', 'criticality.title')}>
      <p className={parts.faint}>{textOf('odds', 'criticality.note')}</p>
      <table className={parts.table}>
        <tbody>
          {tasks.map(({ taskId, criticalShare }) => (
            <tr key={taskId}>
              <th scope="row">{plan.rows.task.get(taskId)?.name}</th>
              <td className={parts.number}>{`${Math.round(criticalShare * 100)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});
