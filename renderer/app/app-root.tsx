import { MantineProvider } from '@mantine/core';
import { autorun, reaction } from 'mobx';
import { observer } from 'mobx-react-lite';
import { type ComponentType, useEffect } from 'react';
import type { AppStore, View } from '../stores/app-store.ts';
import { type Stores, StoresContext, useStores } from '../stores/stores.ts';
import { BackwardsView } from '../views/backwards/backwards-view.tsx';
import { BaselinesView } from '../views/baselines/baselines-view.tsx';
import { BlockedView } from '../views/blocked/blocked-view.tsx';
import { CalendarsView } from '../views/calendars/calendars-view.tsx';
import { GatesView } from '../views/gates/gates-view.tsx';
import { HistoryView } from '../views/history/history-view.tsx';
import { OddsView } from '../views/odds/odds-view.tsx';
import { OverviewView } from '../views/overview/overview-view.tsx';
import { PeopleView } from '../views/people/people-view.tsx';
import { ProjectsView } from '../views/projects/projects-view.tsx';
import { SettingsView } from '../views/settings/settings-view.tsx';
import { StartView } from '../views/start/start-view.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { keepFocus } from './focus-keeper.ts';
import { switchLanguage } from './i18n/texts.ts';
import { listenToKeys } from './keyboard.ts';
import { cssVariables, theme } from './look/theme.ts';
import { PlanPage } from './shell/plan-page.tsx';
import { Shell } from './shell/shell.tsx';
import { styleNonce } from './style-nonce.ts';

const VIEWS: Readonly<Record<View, ComponentType>> = {
  overview: OverviewView,
  plan: PlanPage,
  gates: GatesView,
  history: HistoryView,
  calendars: CalendarsView,
  people: PeopleView,
  baselines: BaselinesView,
  odds: OddsView,
  backwards: BackwardsView,
  start: StartView,
  projects: ProjectsView,
  settings: SettingsView,
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
