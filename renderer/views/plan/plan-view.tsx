import { observer } from 'mobx-react-lite';

/** The plan: tree grid beside the time line. */
export const PlanView = observer(() => <div data-view="plan" />);
