import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import type { ExchangeOverview } from '../../../src/api.ts';
import { momentText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { showExchangeReport } from '../../stores/exchange-flow.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';
import { TrustChip } from './exchange-dialogs.tsx';
import { FolderCard } from './folder-card.tsx';
import { IdentityCard } from './identity-card.tsx';
import { SendCard } from './send-card.tsx';

/** How the project stands between copies, asked for again with every revision and every file. */
const useOverview = (): ExchangeOverview | null => {
  const { app } = useStores();
  const { projectId, revision } = useProject().plan;
  const [overview, setOverview] = useState<ExchangeOverview | null>(null);
  const { dialog } = app;
  useEffect(() => {
    let current = true;
    void app.bridge.call('exchange.overview', { projectId }).then((answer) => {
      if (!current) return;
      if (answer.ok) setOverview(answer.value);
      else app.tellError(answer.error);
    });
    return () => {
      current = false;
    };
    // A closed dialog may have been that of a file that was taken in without changing the plan.
  }, [app, projectId, revision, dialog]);
  return overview;
};

const Peers = observer(({ overview }: { readonly overview: ExchangeOverview }) => {
  const { textOf, language } = useTexts();
  return (
    <Card title={textOf('exchange', 'peers.title')}>
      {overview.peers.length === 0 && <p className={parts.faint}>{textOf('exchange', 'peers.none')}</p>}
      {overview.peers.length > 0 && (
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{textOf('exchange', 'peers.person')}</th>
              <th scope="col" className={parts.number}>
                {textOf('exchange', 'peers.lacks')}
              </th>
              <th scope="col">{textOf('exchange', 'peers.key')}</th>
            </tr>
          </thead>
          <tbody>
            {overview.peers.map(({ replica, person, lacks, state, boxKey }) => (
              <tr key={replica}>
                <td title={replica}>
                  {person || textOf('exchange', 'someone')}{' '}
                  {state === 'forked' && <Chip tone="error">{textOf('exchange', 'peers.forked')}</Chip>}
                </td>
                <td className={parts.number}>{numberText(lacks, language)}</td>
                <td>{textOf('exchange', boxKey === null ? 'peers.noKey' : 'peers.hasKey')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {overview.waiting.length > 0 && (
        <ul className={styles.rows}>
          {overview.waiting.map(({ replica, seq, person, reason }) => (
            <li key={`${replica} ${seq} ${reason}`}>{textOf('exchange', `waiting.${reason}`, { seq, person })}</li>
          ))}
        </ul>
      )}
    </Card>
  );
});

const Imports = observer(({ overview }: { readonly overview: ExchangeOverview }) => {
  const { app } = useStores();
  const { textOf, language } = useTexts();
  const show = async (importId: number): Promise<void> => {
    const answer = await app.bridge.call('exchange.report', { importId });
    if (answer.ok) await showExchangeReport(app, answer.value);
    else app.tellError(answer.error);
  };
  if (overview.imports.length === 0) return null;
  return (
    <Card title={textOf('exchange', 'imports.title')}>
      <table className={parts.table}>
        <thead>
          <tr>
            <th scope="col">{textOf('exchange', 'imports.when')}</th>
            <th scope="col">{textOf('exchange', 'peers.person')}</th>
            <th scope="col">{textOf('exchange', 'imports.file')}</th>
          </tr>
        </thead>
        <tbody>
          {overview.imports.map(({ id, atMs, person, trust, fileName }) => (
            <tr key={id}>
              <td className={parts.tight}>{momentText(atMs, app.env.nowMs(), language)}</td>
              <td>
                {person} <TrustChip trust={trust} />
              </td>
              <td>
                <button type="button" className={parts.link} onClick={() => void show(id)}>
                  {fileName}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});

/** Sends the plan to others and takes their changes in. */
export const ExchangeView = observer(() => {
  const { commands } = useStores();
  const { textOf, commandTitle } = useTexts();
  const overview = useOverview();
  return (
    <>
      <ViewBar title={commandTitle('view.exchange')} note={textOf('exchange', 'view.note')}>
        <Button leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => commands.run('app.import')}>
          {textOf('exchange', 'receive')}
        </Button>
      </ViewBar>
      <div className={parts.page}>
        {overview && (
          <div className={styles.columns}>
            <div>
              <FolderCard />
              <SendCard overview={overview} />
              <IdentityCard />
            </div>
            <div>
              <Peers overview={overview} />
              <Imports overview={overview} />
            </div>
          </div>
        )}
      </div>
    </>
  );
});
