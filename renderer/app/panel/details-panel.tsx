import { observer } from 'mobx-react-lite';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { ManyTasks } from './many-tasks.tsx';
import styles from './panel.module.css';
import { ProjectSummary } from './project-summary.tsx';
import { useSettledTask } from './settled-task.ts';
import { TaskDetails } from './task-details.tsx';

/** Explains what is selected: a task, several tasks, or the project where nothing is. */
export const DetailsPanel = observer(() => {
  const { selection } = useProject();
  const { t } = useTexts();
  const { taskIds } = selection.asSelection();
  const current = useSettledTask(selection.current);
  return (
    <aside className={styles.panel} aria-label={t('panel.label')}>
      {taskIds.length > 1 ? (
        <ManyTasks taskIds={taskIds} />
      ) : current === null ? (
        <ProjectSummary />
      ) : (
        <TaskDetails key={current} taskId={current} />
      )}
    </aside>
  );
});
