/** What comes after the first frame, in one file: many small ones would each cost a way to the host. */

export { BackwardsView } from '../../views/backwards/backwards-view.tsx';
export { BaselinesView } from '../../views/baselines/baselines-view.tsx';
export { CalendarsView } from '../../views/calendars/calendars-view.tsx';
export { CommitmentsView } from '../../views/commitments/commitments-view.tsx';
export { ConflictsView } from '../../views/conflicts/conflicts-view.tsx';
export { ExchangeView } from '../../views/exchange/exchange-view.tsx';
export { GatesView } from '../../views/gates/gates-view.tsx';
export { HistoryView } from '../../views/history/history-view.tsx';
export { OddsView } from '../../views/odds/odds-view.tsx';
export { OverviewView } from '../../views/overview/overview-view.tsx';
export { PeopleView } from '../../views/people/people-view.tsx';
export { ChartLegend } from '../../views/plan/chart-legend.tsx';
export { BaselinesDialog } from '../../views/plan/dialogs/baselines-dialog.tsx';
export { RolloutView } from '../../views/rollout/rollout-view.tsx';
export { SettingsView } from '../../views/settings/settings-view.tsx';
export { StakeholdersView } from '../../views/stakeholders/stakeholders-view.tsx';
export { TenderDialogs } from '../../views/tender/tender-dialogs.tsx';
export { TenderView } from '../../views/tender/tender-view.tsx';
export { DetailsPanel } from '../panel/details-panel.tsx';
