import { Button, PasswordInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import type { OwnIdentity } from '../../../src/api.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';

/** Who this person is to others: the public key, and the private half carried to another computer. */
export const IdentityCard = observer(() => {
  const { app } = useStores();
  const { textOf } = useTexts();
  const [identity, setIdentity] = useState<OwnIdentity | null>(null);
  const [passphrase, setPassphrase] = useState('');
  useEffect(() => {
    let current = true;
    void app.bridge.call('identity.get', {}).then((answer) => {
      if (!current) return;
      if (answer.ok) setIdentity(answer.value);
      else app.tellError(answer.error);
    });
    return () => {
      current = false;
    };
  }, [app]);
  const carryAway = async (): Promise<void> => {
    const answer = await app.bridge.call('identity.export', { passphrase });
    if (!answer.ok) return app.tellError(answer.error);
    if (await app.bridge.saveFile(answer.value)) setPassphrase('');
  };
  const bringHere = async (): Promise<void> => {
    const file = await app.bridge.pickFile('import');
    if (!file) return;
    const answer = await app.bridge.call('identity.import', { token: file.token, passphrase });
    if (!answer.ok) return app.tellError(answer.error);
    setIdentity(answer.value);
    setPassphrase('');
    app.tell('exchange.identityImported');
  };
  if (identity === null) return null;
  return (
    <Card title={textOf('exchange', 'identity.title')}>
      <p className={parts.faint}>{textOf('exchange', 'identity.hint')}</p>
      <p className={styles.key}>{identity.boxKey}</p>
      <p className={parts.faint}>
        {textOf('exchange', identity.isProtected ? 'identity.protected' : 'identity.unprotected')}
      </p>
      <div className={styles.form}>
        <PasswordInput
          label={textOf('exchange', 'identity.passphrase')}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <div className={styles.actions}>
          <Button variant="default" disabled={passphrase === ''} onClick={() => void carryAway()}>
            {textOf('exchange', 'identity.export')}
          </Button>
          <Button variant="default" disabled={passphrase === ''} onClick={() => void bringHere()}>
            {textOf('exchange', 'identity.import')}
          </Button>
        </div>
      </div>
    </Card>
  );
});
