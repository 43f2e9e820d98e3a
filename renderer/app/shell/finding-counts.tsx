import { observer } from 'mobx-react-lite';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './shell.module.css';

/** How many errors and warnings the plan has. */
export const FindingCounts = observer(() => {
  const { findings, errorCount: errors } = useProject().schedule;
  const { t } = useTexts();
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (errors + warnings === 0) return <span>{t('status.noFindings')}</span>;
  return (
    <>
      {errors > 0 && <span className={styles.statusError}>{t('findings.errors', { count: errors })}</span>}
      {warnings > 0 && <span className={styles.statusWarning}>{t('findings.warnings', { count: warnings })}</span>}
    </>
  );
});
