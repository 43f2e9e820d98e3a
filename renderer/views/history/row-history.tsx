import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import type { HistoryPage } from '../../../src/model/history-result.ts';
import { momentText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useProject, useStores } from '../../stores/stores.ts';
import { DeltaLine } from './delta-lines.tsx';
import styles from './history.module.css';

/** The last changes that the panel tells. */
const SHOWN = 4;

/** Who last changed a task, its links and its people, with the way back; and the way to all of it. */
export const RowHistory = observer(({ taskId }: { readonly taskId: string }) => {
  const { app } = useStores();
  const { plan, history } = useProject();
  const { t, textOf, language, commandTitle } = useTexts();
  const { projectId, revision } = plan;
  const [page, setPage] = useState<HistoryPage | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const about = { entity: 'task', id: taskId, cells: null } as const;
    void app.bridge.call('history.list', { projectId, limit: SHOWN, about }).then((answer) => {
      if (isCurrent && answer.ok) setPage(answer.value);
    });
    return () => {
      isCurrent = false;
    };
    // Every revision may have added a change.
  }, [app, projectId, revision, taskId]);
  const all = (): void => {
    history.showAbout({ entity: 'task', id: taskId, cells: null });
    app.show('history');
  };
  const lines = page?.lines ?? [];
  return (
    <Card title={textOf('history', 'panel.title')}>
      {page !== null && lines.length === 0 && <p className={parts.faint}>{textOf('history', 'panel.none')}</p>}
      <ul className={styles.panelList}>
        {lines.map((line) => (
          <li key={line.number}>
            <span className={styles.panelWhen}>
              {line.person || t('history.unknownPerson')} · {momentText(line.wallMs, app.env.nowMs(), language)} ·{' '}
              {line.imported === null
                ? commandTitle(line.command)
                : textOf('history', 'import', { file: line.imported.fileName })}
            </span>
            <ul>
              {line.changes.map((delta) => (
                <DeltaLine
                  key={`${delta.entity}/${delta.id}`}
                  delta={delta}
                  names={page!.names}
                  canRestore
                  hidesRow={delta.id === taskId}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <button type="button" className={`${parts.link} ${styles.panelAll}`} onClick={all}>
        {textOf('history', 'panel.all')}
      </button>
    </Card>
  );
});
