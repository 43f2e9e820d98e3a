import { Button, Group } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { CallError, FoundPlan } from '../../../src/api.ts';
import dialogs from '../../app/dialogs/dialogs.module.css';
import { useTexts } from '../../app/i18n/texts.ts';
import { DialogFrame } from '../../app/parts/dialog-frame.tsx';
import parts from '../../app/parts/parts.module.css';
import { useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';
import { type FolderAt, FolderPlace } from './folder-place.tsx';

interface Found {
  readonly at: FolderAt;
  readonly plans: readonly FoundPlan[];
}

/** Looks for plans of others in a folder and fetches one; from then on it shares the folder. */
export const JoinFolderDialog = observer(() => {
  const { app } = useStores();
  const { t, textOf, errorText } = useTexts();
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<CallError | null>(null);
  const find = async (at: FolderAt): Promise<void> => {
    setProblem(null);
    app.setBusy('opening');
    const answer = await app.bridge.call('folder.find', { at });
    app.setBusy(null);
    if (answer.ok) setFound({ at, plans: answer.value });
    else setProblem(answer.error);
  };
  const join = async (at: FolderAt, projectId: string): Promise<void> => {
    app.setBusy('importing');
    const answer = await app.bridge.call('folder.join', { at, projectId });
    app.setBusy(null);
    if (!answer.ok) return setProblem(answer.error);
    app.closeDialog();
    if (await app.openProject(projectId)) app.tell('folder.joined');
  };
  return (
    <DialogFrame title={textOf('exchange', 'folder.join.title')} size={560}>
      <p className={parts.faint}>{textOf('exchange', 'folder.hint')}</p>
      <div className={styles.joinPlace}>
        <FolderPlace action={textOf('exchange', 'folder.join.find')} onChosen={(at) => void find(at)} />
      </div>
      {problem && (
        <p className={dialogs.problem} role="alert">
          {errorText(problem)}
        </p>
      )}
      {found !== null && (
        <div role="status">
          {found.plans.length === 0 && <p>{textOf('exchange', 'folder.join.none')}</p>}
          <ul className={styles.found}>
            {found.plans.map(({ projectId, name, people }) => (
              <li key={projectId}>
                <span>
                  <strong>{name || t('project.unnamed')}</strong>{' '}
                  <span className={parts.faint}>{textOf('exchange', 'folder.join.from', { people })}</span>
                </span>
                <Button
                  size="xs"
                  aria-label={`${textOf('exchange', 'folder.join.take')} ${name}`}
                  disabled={app.busy !== null}
                  onClick={() => void join(found.at, projectId)}
                >
                  {textOf('exchange', 'folder.join.take')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => app.closeDialog()}>
          {t('action.cancel')}
        </Button>
      </Group>
    </DialogFrame>
  );
});
