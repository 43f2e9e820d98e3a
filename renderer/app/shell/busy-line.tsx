import { Progress } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './shell.module.css';

/** A thin line that tells that something is awaited, and how far it is where that is known. */
export const BusyLine = observer(() => {
  const { app } = useStores();
  const { t } = useTexts();
  if (app.busy === null) return null;
  const share = app.progress && app.progress.total > 0 ? (100 * app.progress.done) / app.progress.total : null;
  const label = t(`busy.${app.busy}`);
  return (
    <div className={styles.busy} role="status" aria-label={label}>
      <Progress value={share ?? 100} size={3} radius={0} animated={share === null} aria-label={label} />
    </div>
  );
});
