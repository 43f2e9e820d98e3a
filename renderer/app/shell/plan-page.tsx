import { observer } from 'mobx-react-lite';
import { useProject } from '../../stores/stores.ts';
import { RecordedNotice } from '../../views/differences/recorded-notice.tsx';
import { ComparisonStrip } from '../../views/history/comparison-strip.tsx';
import { PlanView } from '../../views/plan/plan-view.tsx';
import { ReadingChips } from '../../views/plan/reading-chips.tsx';
import { late } from './late.tsx';
import { PlanBar } from './plan-bar.tsx';
import styles from './plan-page.module.css';

const DetailsPanel = late('DetailsPanel', <aside className={styles.panelRoom} />);

/** The plan with its command bar above and the panel that explains the selection beside it. */
export const PlanPage = observer(() => {
  const { planView } = useProject();
  return (
    <>
      <PlanBar />
      <ReadingChips />
      <RecordedNotice />
      <ComparisonStrip />
      <div className={styles.split}>
        <div className={styles.plan}>
          <PlanView />
        </div>
        {planView.panelOpen && <DetailsPanel />}
      </div>
    </>
  );
});
