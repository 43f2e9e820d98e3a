import { observer } from 'mobx-react-lite';
import { useProject } from '../../stores/stores.ts';
import { RecordedNotice } from '../../views/differences/recorded-notice.tsx';
import { PlanView } from '../../views/plan/plan-view.tsx';
import { DetailsPanel } from '../panel/details-panel.tsx';
import { PlanBar } from './plan-bar.tsx';
import styles from './plan-page.module.css';

/** The plan with its command bar above and the panel that explains the selection beside it. */
export const PlanPage = observer(() => {
  const { planView } = useProject();
  return (
    <>
      <PlanBar />
      <RecordedNotice />
      <div className={styles.split}>
        <div className={styles.plan}>
          <PlanView />
        </div>
        {planView.panelOpen && <DetailsPanel />}
      </div>
    </>
  );
});
