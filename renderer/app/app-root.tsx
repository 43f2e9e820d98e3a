import { MantineProvider } from '@mantine/core';
import { reaction } from 'mobx';
import { observer } from 'mobx-react-lite';
import { type ComponentType, useEffect } from 'react';
import type { View } from '../stores/app-store.ts';
import { type Stores, StoresContext, useStores } from '../stores/stores.ts';
import { PlanView } from '../views/plan/plan-view.tsx';
import { Dialogs } from './dialogs/dialogs.tsx';
import { switchLanguage } from './i18n/texts.ts';
import { listenToKeys } from './keyboard.ts';
import { cssVariables, theme } from './look/theme.ts';
import { Shell } from './shell/shell.tsx';
import { styleNonce } from './style-nonce.ts';

const VIEWS: Partial<Readonly<Record<View, ComponentType>>> = {
  plan: PlanView,
};

const Content = observer(() => {
  const { app } = useStores();
  if (!app.state) return null;
  const View = VIEWS[app.view];
  return (
    <>
      <Shell>{View && <View />}</Shell>
      <Dialogs />
    </>
  );
});

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
  useEffect(() => listenToKeys(app, commands), [app, commands]);
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
