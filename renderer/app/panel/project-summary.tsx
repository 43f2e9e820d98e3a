import { observer } from 'mobx-react-lite';
import { useProject } from '../../stores/stores.ts';
import { finishDayText, instantDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import { FindingList } from './finding-list.tsx';
import styles from './panel.module.css';

/** The project in a few lines, where nothing is selected. */
export const ProjectSummary = observer(() => {
  const { plan, schedule } = useProject();
  const { t, language } = useTexts();
  const { result } = schedule.current;
  return (
    <>
      <h2 className={styles.title}>{plan.project?.name || t('project.unnamed')}</h2>
      <p className={styles.subtitle}>{t('status.tasks', { count: plan.rows.task.size })}</p>
      <dl className={styles.facts}>
        <dt>{t('field.start')}</dt>
        <dd className={styles.fixed}>{instantDayText(result.projectStart, language, 'long')}</dd>
        <dt>{t('field.finish')}</dt>
        <dd className={styles.fixed}>{finishDayText(result.projectFinish, result.projectStart, language, 'long')}</dd>
      </dl>
      <div className={styles.sections}>
        <FindingList findings={schedule.findings} withTask most={6} />
        <Card title={t('panel.hintTitle')}>
          <div className={styles.hint}>{t('panel.hint')}</div>
        </Card>
      </div>
    </>
  );
});
