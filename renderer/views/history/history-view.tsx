import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import type { HistoryLine } from '../../../src/model/history-result.ts';
import { momentText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';

const MOST_SHOWN = 500;

/** The newest changes, asked for again with every revision. */
const useHistory = (): readonly HistoryLine[] | null => {
  const { app } = useStores();
  const { projectId, revision } = useProject().plan;
  const [entries, setEntries] = useState<readonly HistoryLine[] | null>(null);
  useEffect(() => {
    let current = true;
    void app.bridge.call('history.list', { projectId, limit: MOST_SHOWN }).then((answer) => {
      if (!current) return;
      if (answer.ok) setEntries(answer.value.lines);
      else app.tellError(answer.error);
    });
    return () => {
      current = false;
    };
    // Every revision may have added an entry.
  }, [app, projectId, revision]);
  return entries;
};

/** Who changed what, and when; with the way back. */
export const HistoryView = observer(() => {
  const { app, commands } = useStores();
  const { plan } = useProject();
  const { t, language, commandTitle } = useTexts();
  const entries = useHistory();
  const { undo, redo } = plan.history;
  return (
    <>
      <ViewBar title={commandTitle('view.history')}>
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
      </ViewBar>
      <div className={parts.page}>
        <div className={`${parts.card} ${parts.narrow}`}>
          {entries?.length === 0 && <p className={parts.empty}>{t('history.none')}</p>}
          {entries && entries.length > 0 && (
            <table className={parts.table}>
              <thead>
                <tr>
                  <th scope="col">{t('history.when')}</th>
                  <th scope="col">{t('history.what')}</th>
                  <th scope="col">{t('history.who')}</th>
                  <th scope="col" className={parts.number}>
                    {t('history.cells')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {entries.map((entry) => (
                  <tr key={entry.commandId}>
                    <td className={parts.tight}>{momentText(entry.wallMs, app.env.nowMs(), language)}</td>
                    <td>{commandTitle(entry.command)}</td>
                    <td>{entry.person || t('history.unknownPerson')}</td>
                    <td className={parts.number}>{entry.opCount}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </div>
    </>
  );
});
