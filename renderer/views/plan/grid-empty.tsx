import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import styles from './plan-view.module.css';

/** What stands in the grid where a filter lets nothing through: why it is empty, and the way back. */
export const GridEmpty = observer(({ session }: { readonly session: ProjectSession }) => {
  const { textOf } = useTexts();
  const { reading, selection, plan } = session;
  if (reading.isAsPlanned || selection.visible.positions.length > 0 || plan.rows.task.size === 0) return null;
  return (
    <div className={styles.empty}>
      <p>{textOf('table', 'empty.filter', { count: plan.rows.task.size })}</p>
      <button type="button" className={styles.emptyButton} onClick={() => reading.clearFilter()}>
        {textOf('table', 'filter.clear')}
      </button>
    </div>
  );
});
