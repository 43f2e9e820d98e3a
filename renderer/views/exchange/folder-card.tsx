import { Button, Checkbox, Radio } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { FOLDER_TAKES, type FolderState, type FolderTakes } from '../../../src/api.ts';
import { momentText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { diagnosisOf } from '../../stores/app-store.ts';
import { clearFolder, lookIntoFolder, previewFolder, setFolder } from '../../stores/folder-flow.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';
import { useFolderNews } from './folder-news.ts';
import { FolderPlace } from './folder-place.tsx';

const STATUS_TONES = { here: 'ok', offline: 'warning', unseen: undefined } as const;
/** Files that are named before the rest is only counted. */
const NAMED = 8;

/** How it stands between the plan and its folder: there or not, what is missing on either side, what is waited for. */
const Standing = observer(({ state }: { readonly state: FolderState }) => {
  const { app } = useStores();
  const { t, textOf, errorText, language } = useTexts();
  const news = useFolderNews(state);
  const at = (ms: number): string => momentText(ms, app.env.nowMs(), language);
  const { status, lookedMs, unsent, problem, waiting } = state;
  const diagnosis = problem && diagnosisOf(problem);
  return (
    <div role="status" className={styles.standing}>
      <p className={styles.sender}>
        <span className={styles.folderPath} title={state.path}>
          {state.path}
        </span>
        <Chip tone={STATUS_TONES[status]}>{textOf('exchange', `folder.${status}`)}</Chip>
        {lookedMs !== null && (
          <span className={parts.faint}>{textOf('exchange', 'folder.lookedAt', { at: at(lookedMs) })}</span>
        )}
      </p>
      {status === 'offline' && <p>{textOf('exchange', 'folder.offlineHint')}</p>}
      {status !== 'unseen' && (
        <p className={parts.faint}>
          {unsent === 0 ? textOf('exchange', 'folder.allSent') : textOf('exchange', 'folder.unsent', { count: unsent })}
        </p>
      )}
      {problem && <p className={styles.warning}>{errorText(problem)}</p>}
      {diagnosis && (
        <Button size="xs" variant="default" onClick={() => void app.bridge.saveFile(diagnosis)}>
          {t('action.saveDiagnosis')}
        </Button>
      )}
      {news !== '' && (
        <p className={styles.folderNews}>
          <strong>{news}</strong>
          <Button size="xs" disabled={app.busy !== null} onClick={() => void previewFolder(app)}>
            {textOf('exchange', 'folder.see')}
          </Button>
        </p>
      )}
      {waiting.length > 0 && (
        <div className={styles.kind}>
          <h3 className={styles.kindTitle}>{textOf('exchange', 'folder.waits')}</h3>
          <ul className={styles.rows}>
            {waiting.slice(0, NAMED).map(({ name, error, sinceMs }) => (
              <li key={name}>
                {error.id === 'exchange.truncated' ? textOf('exchange', 'folder.notWhole') : errorText(error)}{' '}
                <span className={parts.faint}>
                  {textOf('exchange', 'folder.waitsSince', {
                    name: name.replace(/^.*\//, ''),
                    at: at(sinceMs),
                  }).replace(/^, /, '')}
                </span>
              </li>
            ))}
            {waiting.length > NAMED && (
              <li className={parts.faint}>{textOf('exchange', 'more', { count: waiting.length - NAMED })}</li>
            )}
          </ul>
        </div>
      )}
    </div>
  );
});

/** The folder through which the plan is shared: chosen, how it is used, and how it stands. */
export const FolderCard = observer(() => {
  const { app } = useStores();
  const { folder } = useProject();
  const { textOf } = useTexts();
  const { state } = folder;
  if (state === null) {
    return (
      <Card title={textOf('exchange', 'folder.title')}>
        <div className={styles.form}>
          <p className={parts.faint}>{textOf('exchange', 'folder.hint')}</p>
          <FolderPlace action={textOf('exchange', 'folder.use')} onChosen={(at) => void setFolder(app, { at })} />
        </div>
      </Card>
    );
  }
  return (
    <Card title={textOf('exchange', 'folder.title')}>
      <Standing state={state} />
      <div className={styles.form}>
        <Radio.Group
          label={textOf('exchange', 'folder.takes')}
          value={state.takes}
          onChange={(value) => void setFolder(app, { takes: value as FolderTakes })}
        >
          {[...FOLDER_TAKES].reverse().map((takes) => (
            <Radio
              key={takes}
              mt={6}
              value={takes}
              label={textOf('exchange', `folder.takes.${takes}`)}
              description={takes === 'at-once' ? textOf('exchange', 'folder.takes.at-onceHint') : undefined}
            />
          ))}
        </Radio.Group>
        <Checkbox
          label={textOf('exchange', 'folder.lock')}
          description={textOf('exchange', 'folder.lockHint')}
          checked={state.lock === 'people'}
          onChange={(event) => void setFolder(app, { lock: event.currentTarget.checked ? 'people' : 'none' })}
        />
        <div className={styles.actions}>
          <Button onClick={() => void lookIntoFolder(app)}>{textOf('exchange', 'folder.look')}</Button>
          <Button variant="default" onClick={() => void clearFolder(app)}>
            {textOf('exchange', 'folder.clear')}
          </Button>
          {app.state?.host === 'electron' && (
            <FolderPlace action="" path={state.path} onChosen={(at) => void setFolder(app, { at })} />
          )}
        </div>
        {app.state?.host === 'browser' && (
          <FolderPlace
            key={state.path}
            action={textOf('exchange', 'folder.use')}
            path={state.path}
            onChosen={(at) => void setFolder(app, { at })}
          />
        )}
      </div>
    </Card>
  );
});
