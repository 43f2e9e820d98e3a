import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import { useStores } from '../../stores/stores.ts';
import { BusyLine } from './busy-line.tsx';
import { FileDrop } from './file-drop.tsx';
import { Navigation } from './navigation.tsx';
import { Notices } from './notices.tsx';
import styles from './shell.module.css';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame that every view stands in. */
export const Shell = observer(({ children }: { readonly children: ReactNode }) => {
  const { app } = useStores();
  return (
    <div className={styles.shell}>
      <TopBar />
      <Navigation />
      <main className={styles.main} id="view" tabIndex={-1} data-view={app.view}>
        <BusyLine />
        {children}
        <Notices />
      </main>
      <FileDrop />
      <StatusBar />
    </div>
  );
});
