import { Button } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { DoctorReport } from '../../../src/api.ts';
import { numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useStores } from '../../stores/stores.ts';
import styles from './settings-view.module.css';

/** Checks everything that is stored, and can work it out again from the log. */
export const DoctorCard = observer(() => {
  const { app } = useStores();
  const { t, textOf, language } = useTexts();
  const [report, setReport] = useState<DoctorReport | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (call: 'store.doctor' | 'store.rebuild'): Promise<void> => {
    setBusy(true);
    const answer = await app.bridge.call(call, {});
    setBusy(false);
    if (answer.ok) setReport(answer.value);
    else app.tellError(answer.error);
  };
  return (
    <Card title={t('doctor.title')}>
      <p className={parts.faint}>{t('doctor.hint')}</p>
      {report && (
        <div role="status">
          <p>
            {report.ok ? <Chip tone="ok">{t('doctor.ok')}</Chip> : <Chip tone="error">{t('doctor.notOk')}</Chip>}{' '}
            {t('doctor.counted', { count: report.changeSets, shown: numberText(report.changeSets, language) })}{' '}
            <span className={parts.faint}>{t('doctor.hash', { hash: report.stateHash.slice(0, 12) })}</span>
          </p>
          {report.findings.length > 0 && (
            <ul className={styles.findings}>
              {report.findings.map((finding) => (
                <li key={`${finding.id} ${JSON.stringify(finding.params)}`}>
                  {textOf('doctor', finding.id, finding.params)}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <div className={styles.actions}>
        <Button variant="default" loading={busy} onClick={() => void ask('store.doctor')}>
          {t('doctor.check')}
        </Button>
        {report && !report.ok && (
          <Button variant="default" disabled={busy} onClick={() => void ask('store.rebuild')}>
            {t('doctor.rebuild')}
          </Button>
        )}
      </div>
    </Card>
  );
});
