import { Button, Checkbox, Group, PasswordInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { ExchangePreview, ExchangeReport, HeldFile } from '../../../src/api.ts';
import type { SenderTrust } from '../../../src/model/exchange-result.ts';
import { momentText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip, type Tone } from '../../app/parts/card.tsx';
import { DialogFrame } from '../../app/parts/dialog-frame.tsx';
import { applyExchange, previewExchange } from '../../stores/exchange-flow.ts';
import { useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';
import { SpaceChanges } from './space-changes.tsx';

const TRUST_TONES: Readonly<Record<SenderTrust, Tone>> = {
  known: 'ok',
  new: 'accent',
  changed: 'error',
  unsigned: 'warning',
};

/** How sure it is who sent a file. */
export const TrustChip = ({ trust }: { readonly trust: SenderTrust }) => {
  const { textOf } = useTexts();
  return <Chip tone={TRUST_TONES[trust]}>{textOf('exchange', `trust.${trust}`)}</Chip>;
};

const Sender = observer(({ told }: { readonly told: Omit<ExchangePreview, 'token'> }) => {
  const { app } = useStores();
  const { textOf, language } = useTexts();
  return (
    <p className={styles.sender}>
      <span>
        {textOf('exchange', 'sentBy', {
          person: told.sender.person,
          when: momentText(told.createdMs, app.env.nowMs(), language),
        })}
      </span>
      <TrustChip trust={told.sender.trust} />
      <Chip>{textOf('exchange', `kind.${told.kind}`)}</Chip>
    </p>
  );
});

/** What a file would do, before it is taken in. */
export const ExchangePreviewDialog = observer(({ preview }: { readonly preview: ExchangePreview }) => {
  const { app } = useStores();
  const { t, textOf } = useTexts();
  const [isSure, setIsSure] = useState(false);
  const taken = preview.spaces.reduce((sum, space) => sum + space.taken + space.waiting.length, 0);
  const isReceipt = preview.kind === 'receipt';
  const gone = preview.spaces.reduce((sum, space) => sum + space.deleted.count, 0);
  return (
    <DialogFrame title={textOf('exchange', 'preview.title', { file: preview.fileName })} size={680}>
      <Sender told={preview} />
      {preview.sender.trust === 'changed' && (
        <p className={styles.warning} role="alert">
          {textOf('exchange', 'trust.changedWarning', { person: preview.sender.person })}
        </p>
      )}
      {isReceipt && <p>{textOf('exchange', 'receiptSays', { person: preview.sender.person })}</p>}
      {!isReceipt && preview.spaces.map((space) => <SpaceChanges key={space.id} space={space} onShow={null} />)}
      {preview.asks && (
        <div className={styles.warning}>
          <Checkbox
            label={textOf('exchange', 'asks', { count: gone })}
            checked={isSure}
            onChange={(event) => setIsSure(event.currentTarget.checked)}
          />
        </div>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => app.closeDialog()}>
          {t('action.cancel')}
        </Button>
        <Button
          data-autofocus
          disabled={(preview.asks && !isSure) || app.busy !== null}
          onClick={() => void applyExchange(app, preview.token, isSure)}
        >
          {textOf('exchange', taken === 0 && !isReceipt ? 'preview.note' : 'preview.apply')}
        </Button>
      </Group>
    </DialogFrame>
  );
});

/** What a file has done, with ways to the rows. */
export const ExchangeReportDialog = observer(({ report }: { readonly report: ExchangeReport }) => {
  const { app } = useStores();
  const { t, textOf } = useTexts();
  const show = (projectId: string) => async (taskId: string) => {
    app.closeDialog();
    if (!(await app.openProject(projectId, 'plan'))) return;
    app.project?.selection.selectMany([taskId]);
    app.project?.planView.revealTask(taskId);
  };
  return (
    <DialogFrame title={textOf('exchange', 'report.title', { file: report.fileName })} size={680}>
      <Sender told={report} />
      {report.spaces.map((space) => (
        <SpaceChanges key={space.id} space={space} onShow={(id) => void show(space.id)(id)} />
      ))}
      {report.backup !== '' && <p>{textOf('exchange', 'report.backup')}</p>}
      <Group justify="flex-end" mt="md">
        <Button data-autofocus onClick={() => app.closeDialog()}>
          {t('import.done')}
        </Button>
      </Group>
    </DialogFrame>
  );
});

/** Asks for the passphrase of a locked file. */
export const ExchangePassphraseDialog = observer(
  ({ file, isWrong }: { readonly file: HeldFile; readonly isWrong: boolean }) => {
    const { app } = useStores();
    const { t, textOf, errorText } = useTexts();
    const [passphrase, setPassphrase] = useState('');
    const open = (event: FormEvent): void => {
      event.preventDefault();
      if (passphrase !== '') void previewExchange(app, file, passphrase);
    };
    return (
      <DialogFrame title={textOf('exchange', 'passphrase.title', { file: file.name })} size={460}>
        <form onSubmit={open}>
          <PasswordInput
            data-autofocus
            label={textOf('exchange', 'passphrase.label')}
            value={passphrase}
            error={isWrong ? errorText({ id: 'exchange.wrong-passphrase', params: {} }) : undefined}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => app.closeDialog()}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={passphrase === '' || app.busy !== null}>
              {textOf('exchange', 'passphrase.open')}
            </Button>
          </Group>
        </form>
      </DialogFrame>
    );
  },
);
