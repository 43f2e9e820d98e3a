import { MantineProvider } from '@mantine/core';
import { autorun, reaction } from 'mobx';
import { observer } from 'mobx-react-lite';
import { type ComponentType, useEffect } from 'react';
import type { AppStore, View } from '../stores/app-store.ts';
import { lookIntoAllFolders } from '../stores/folder-flow.ts';
import { type Stores, StoresContext, useStores } from '../stores/stores.ts';
import { BlockedView } from '../views/blocked/blocked-view.tsx';
import { ProjectsView } from '../views/projects/projects-view.tsx';
import { StartView } from '../views/start/start-view.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { keepFocus } from './focus-keeper.ts';
import { switchLanguage } from './i18n/texts.ts';
import { listenToKeys } from './keyboard.ts';
import { cssVariables, theme } from './look/theme.ts';
import { late } from './shell/late.tsx';
import { PlanPage } from './shell/plan-page.tsx';
import { Shell } from './shell/shell.tsx';
import { styleNonce } from './style-nonce.ts';

/** The plan and what leads to it come with the page, the other views right after the first frame. */
const VIEWS: Readonly<Record<View, ComponentType>> = {
  overview: late('OverviewView'),
  plan: PlanPage,
  tender: late('TenderView'),
  gates: late('GatesView'),
  commitments: late('CommitmentsView'),
  rollout: late('RolloutView'),
  stakeholders: late('StakeholdersView'),
  history: late('HistoryView'),
  calendars: late('CalendarsView'),
  people: late('PeopleView'),
  baselines: late('BaselinesView'),
  odds: late('OddsView'),
  backwards: late('BackwardsView'),
  exchange: late('ExchangeView'),
  conflicts: late('ConflictsView'),
  start: StartView,
  projects: ProjectsView,
  settings: late('SettingsView'),
};

const Content = observer(() => {
  const { app } = useStores();
  if (app.unreachable || app.state?.store.kind !== 'ready') return <BlockedView />;
  const View = VIEWS[app.view];
  return (
    <>
      <Shell>
        {/* Another project is another view: nothing typed or scrolled in one is carried into the other. */}
        <View key={`${app.view} ${app.project?.plan.projectId}`} />
      </Shell>
      <Dialogs />
    </>
  );
});

/** The window's title names the project, so that it is found among other windows. */
const nameWindow = (app: AppStore): void => {
  const name = app.project?.plan.project?.name;
  document.title = name ? `${name} – Udbudsplan` : 'Udbudsplan';
};

/** What was typed and how the window looked a moment ago is kept when the window closes or is loaded anew. */
const keepOnLeaving = (app: AppStore): (() => void) => {
  const onLeaving = (): void => {
    // A field is carried out when it is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    app.keepNow();
  };
  window.addEventListener('pagehide', onLeaving);
  return () => window.removeEventListener('pagehide', onLeaving);
};

/** Whoever turns to the window again sees what others have done meanwhile. */
const lookOnFocus = (app: AppStore): (() => void) => {
  const onFocus = (): void => void lookIntoAllFolders(app);
  window.addEventListener('focus', onFocus);
  return () => window.removeEventListener('focus', onFocus);
};

/** The whole window: theme, language and keys around whatever view is shown. */
export const AppRoot = observer(({ stores }: { readonly stores: Stores }) => {
  const { app, commands } = stores;
  const chosen = app.settings?.theme ?? 'system';
  useEffect(
    () =>
      reaction(
        () => app.language,
        (language) => void switchLanguage(language),
      ),
    [app],
  );
  useEffect(() => autorun(() => nameWindow(app)), [app]);
  useEffect(() => listenToKeys(app, commands), [app, commands]);
  useEffect(() => keepFocus(document.getElementById('root')!), []);
  useEffect(() => keepOnLeaving(app), [app]);
  useEffect(() => lookOnFocus(app), [app]);
  useEffect(() => app.bridge.onMenuCommand?.((id) => void commands.run(id)), [app, commands]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={styleNonce}
      defaultColorScheme="auto"
      forceColorScheme={chosen === 'system' ? undefined : chosen}
    >
      <StoresContext.Provider value={stores}>
        <Content />
      </StoresContext.Provider>
    </MantineProvider>
  );
});
