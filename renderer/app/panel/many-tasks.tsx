import { observer } from 'mobx-react-lite';
import { useProject } from '../../stores/stores.ts';
import { finishDayText, instantDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './panel.module.css';
import { ResponsibleField, StageField } from './task-fields.tsx';

/** What several selected tasks have in common, and what can be set for all of them. */
export const ManyTasks = observer(({ taskIds }: { readonly taskIds: readonly string[] }) => {
  const { schedule, plan } = useProject();
  const { t, language } = useTexts();
  const dates = taskIds.map((id) => schedule.of(id)).filter((found) => found !== null);
  const startMin = dates.length > 0 ? Math.min(...dates.map((one) => one.startMin)) : null;
  const finishMin = dates.length > 0 ? Math.max(...dates.map((one) => one.finishMin)) : null;
  const first = plan.rows.task.get(taskIds[0]!);
  const same = <T,>(of: (id: string) => T): T | null => {
    const value = of(taskIds[0]!);
    return taskIds.every((id) => of(id) === value) ? value : null;
  };
  if (!first) return null;
  return (
    <>
      <h2 className={styles.title}>{t('panel.many', { count: taskIds.length })}</h2>
      <dl className={styles.facts}>
        <dt>{t('field.from')}</dt>
        <dd className={styles.fixed}>{instantDayText(startMin, language, 'weekday')}</dd>
        <dt>{t('field.to')}</dt>
        <dd className={styles.fixed}>{finishDayText(finishMin, startMin, language, 'weekday')}</dd>
        <dt>{t('field.responsible')}</dt>
        <dd>
          <ResponsibleField taskIds={taskIds} partyId={same((id) => plan.rows.task.get(id)?.responsibleId ?? null)} />
        </dd>
        <dt>{t('field.stage')}</dt>
        <dd>
          <StageField taskIds={taskIds} stageId={same((id) => plan.rows.task.get(id)?.stageId ?? null)} />
        </dd>
      </dl>
    </>
  );
});
