import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconTag } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { HISTORY_TABS, type HistoryTab } from '../../stores/history-store.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { ChangesTab } from './changes-tab.tsx';
import { LogTab } from './log-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';

const TABS = { log: LogTab, changes: ChangesTab, versions: VersionsTab } as const;

/** Who changed what, and when; what has changed since; points with names; with the way back. */
export const HistoryView = observer(() => {
  const { app, commands } = useStores();
  const { plan, history } = useProject();
  const { t, textOf, commandTitle } = useTexts();
  const { undo, redo } = plan.history;
  const Tab = TABS[history.tab];
  return (
    <>
      <ViewBar title={commandTitle('view.history')} note={textOf('history', 'note')}>
        <SegmentedControl
          size="xs"
          aria-label={commandTitle('view.history')}
          data={HISTORY_TABS.map((value) => ({ value, label: textOf('history', `tab.${value}`) }))}
          value={history.tab}
          onChange={(value) => history.showTab(value as HistoryTab)}
        />
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          disabled={undo === null}
          onClick={() => commands.run('app.undo')}
        >
          {undo === null ? commandTitle('app.undo') : t('history.undo', { what: commandTitle(undo) })}
        </Button>
        <Button
          variant="default"
          leftSection={<IconArrowForwardUp size={15} aria-hidden />}
          disabled={redo === null}
          onClick={() => commands.run('app.redo')}
        >
          {redo === null ? commandTitle('app.redo') : t('history.redo', { what: commandTitle(redo) })}
        </Button>
        <Button
          leftSection={<IconTag size={15} aria-hidden />}
          onClick={() => app.openDialog({ kind: 'name-version', point: null })}
        >
          {textOf('history', 'versions.add')}
        </Button>
      </ViewBar>
      <div className={parts.page}>
        <Tab />
      </div>
    </>
  );
});
