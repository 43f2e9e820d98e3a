import { observer } from 'mobx-react-lite';
import { useMemo } from 'react';
import { differencesOf } from '../../../src/schedule/differences.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './differences.module.css';

/** Says that the plan still shows the dates of the file it came from, and leads to what would change. */
export const RecordedNotice = observer(() => {
  const { app } = useStores();
  const { plan, schedule } = useProject();
  const { textOf } = useTexts();
  const shown = plan.project?.datesAsRecorded === true;
  const { current } = schedule;
  const count = useMemo(() => (shown ? differencesOf(plan.asPlan(), current).length : 0), [shown, plan, current]);
  if (!shown) return null;
  return (
    <div className={styles.notice} role="status">
      <span>
        {textOf('schedule-explained', 'recorded.notice')}{' '}
        {textOf('schedule-explained', 'recorded.differing', { count })}
      </span>
      <button type="button" className={parts.link} onClick={() => app.openDialog({ kind: 'differences' })}>
        {textOf('schedule-explained', 'recorded.show')}
      </button>
    </div>
  );
});
