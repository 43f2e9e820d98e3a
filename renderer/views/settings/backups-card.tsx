import { Button } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import type { BackupInfo } from '../../../src/api.ts';
import { bytesText, momentText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useStores } from '../../stores/stores.ts';
import styles from './settings-view.module.css';

/** Backups of everything on this computer: made, listed, and put back. */
export const BackupsCard = observer(() => {
  const { app } = useStores();
  const { t, language } = useTexts();
  const [backups, setBackups] = useState<readonly BackupInfo[] | null>(null);
  const load = async (): Promise<void> => {
    const answer = await app.bridge.call('backup.list', {});
    if (answer.ok) setBackups(answer.value);
    else app.tellError(answer.error);
  };
  useEffect(() => {
    void load();
    // Once, when the view is opened; making one loads them again.
  }, []);
  const create = async (): Promise<void> => {
    const answer = await app.bridge.call('backup.create', {});
    if (!answer.ok) return app.tellError(answer.error);
    app.tell('backup.made');
    await load();
  };
  return (
    <Card title={t('backup.title')}>
      <p className={parts.faint}>{t('backup.hint')}</p>
      {backups && backups.length > 0 && (
        <table className={parts.table}>
          <thead>
            <tr>
              <th scope="col">{t('backup.made.column')}</th>
              <th scope="col" className={parts.number}>
                {t('backup.size')}
              </th>
              <th scope="col">{t('backup.checked')}</th>
              <th scope="col">
                <span className="up-visually-hidden">{t('projects.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <tr key={backup.name}>
                <td title={backup.name}>{momentText(backup.createdMs, app.env.nowMs(), language)}</td>
                <td className={parts.number}>{bytesText(backup.bytes, language)}</td>
                <td>
                  {backup.verified ? (
                    <Chip tone="ok">{t('backup.ok')}</Chip>
                  ) : (
                    <Chip tone="warning">{t('backup.unchecked')}</Chip>
                  )}
                </td>
                <td className={parts.tight}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('backup.restoreNamed', { name: backup.name })}
                    onClick={() => void app.restoreBackup(backup.name)}
                  >
                    {t('backup.restore')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.actions}>
        <Button variant="default" onClick={() => void create()}>
          {t('backup.create')}
        </Button>
      </div>
    </Card>
  );
});
