import { Button, PasswordInput, Radio, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { CallError, CallInput, ExchangeOverview } from '../../../src/api.ts';
import type { ExchangeKind } from '../../../src/model/exchange-result.ts';
import dialogs from '../../app/dialogs/dialogs.module.css';
import { bytesText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';

const KINDS = ['full', 'delta', 'receipt', 'snapshot'] as const satisfies readonly ExchangeKind[];
type Lock = 'none' | 'passphrase' | 'keys';

/** Makes a file of the open project for somebody else. */
export const SendCard = observer(({ overview }: { readonly overview: ExchangeOverview }) => {
  const { app } = useStores();
  const { plan } = useProject();
  const { textOf, errorText, language } = useTexts();
  const [kind, setKind] = useState<ExchangeKind>('full');
  const [since, setSince] = useState<string | null>(null);
  const [lock, setLock] = useState<Lock>('none');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<Pick<CallError, 'id' | 'params'> | null>(null);
  const peers = overview.peers.filter(({ state }) => state !== 'retired');
  const recipient = peers.find(({ replica }) => replica === since);
  const locked = peers.filter(({ boxKey }) => boxKey !== null);
  const keys = recipient ? [recipient.boxKey] : locked.map(({ boxKey }) => boxKey);
  const recipients = [...new Set(keys.filter((key) => key !== null))];
  const isReady =
    (kind !== 'delta' || recipient !== undefined) &&
    (lock !== 'passphrase' || passphrase !== '') &&
    (lock !== 'keys' || recipients.length > 0);

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const input: CallInput<'exchange.send'> = {
      projectIds: [plan.projectId],
      kind,
      ...(kind === 'delta' && since !== null ? { since } : {}),
      ...(lock === 'passphrase' ? { lock: { passphrase } } : {}),
      ...(lock === 'keys' ? { lock: { recipients } } : {}),
    };
    setProblem(null);
    app.setBusy('sending');
    const answer = await app.bridge.call('exchange.send', input);
    app.setBusy(null);
    if (!answer.ok) return setProblem(answer.error);
    if (!(await app.bridge.saveFile(answer.value))) return;
    const { name, changeSets, bytes } = answer.value;
    app.tell('exchange.sent', { name, count: numberText(changeSets, language), size: bytesText(bytes, language) });
  };
  return (
    <Card title={textOf('exchange', 'send.title')}>
      <form className={styles.form} onSubmit={(event) => void send(event)}>
        <Radio.Group
          label={textOf('exchange', 'send.what')}
          value={kind}
          onChange={(value) => setKind(value as ExchangeKind)}
        >
          {KINDS.map((each) => (
            <Radio
              key={each}
              mt={6}
              value={each}
              label={textOf('exchange', `kind.${each}`)}
              description={textOf('exchange', `send.${each}`)}
              disabled={each === 'delta' && peers.length === 0}
            />
          ))}
        </Radio.Group>
        {kind === 'delta' && (
          <Select
            label={textOf('exchange', 'send.to')}
            data={peers.map(({ replica, person, lacks }) => ({
              value: replica,
              label: textOf('exchange', 'send.lacks', {
                person: person || textOf('exchange', 'someone'),
                count: numberText(lacks, language),
              }),
            }))}
            value={since}
            onChange={setSince}
          />
        )}
        <Radio.Group label={textOf('exchange', 'lock.title')} value={lock} onChange={(value) => setLock(value as Lock)}>
          <Radio mt={6} value="none" label={textOf('exchange', 'lock.none')} />
          <Radio mt={6} value="passphrase" label={textOf('exchange', 'lock.passphrase')} />
          <Radio
            mt={6}
            value="keys"
            label={textOf('exchange', 'lock.keys', {
              names: (recipient ? [recipient] : locked).map(({ person }) => person).join(', ') || '–',
            })}
            disabled={recipients.length === 0}
          />
        </Radio.Group>
        {lock === 'passphrase' && (
          <PasswordInput
            label={textOf('exchange', 'passphrase.label')}
            description={textOf('exchange', 'lock.hint')}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
        {problem && (
          <p className={dialogs.problem} role="alert">
            {errorText(problem)}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" disabled={!isReady || app.busy !== null}>
            {textOf('exchange', 'send.make')}
          </Button>
        </div>
      </form>
    </Card>
  );
});
