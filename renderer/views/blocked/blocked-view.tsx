import { Button } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { ReactNode } from 'react';
import { momentText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { BrandMark } from '../../app/shell/brand-mark.tsx';
import { useStores } from '../../stores/stores.ts';
import styles from './blocked-view.module.css';

/** A full window that says why nothing can be opened, what is safe, and what to do. */
const Sheet = ({
  title,
  text,
  detail,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly detail?: string;
  readonly children?: ReactNode;
}) => (
  <main className={styles.page}>
    <div className={styles.sheet} role="alert">
      <BrandMark size={36} />
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{text}</p>
      {detail && <p className={styles.detail}>{detail}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  </main>
);

/** Shown instead of everything else while the store cannot be used. Nothing has been changed in any of these cases. */
export const BlockedView = observer(() => {
  const { app } = useStores();
  const { t, errorText, language } = useTexts();
  const again = (
    <Button variant="default" loading={app.busy === 'opening'} onClick={() => void app.tryAgain()}>
      {t('blocked.again')}
    </Button>
  );
  if (app.unreachable)
    return (
      <Sheet title={t('blocked.unreachable')} text={errorText(app.unreachable)}>
        {again}
      </Sheet>
    );
  const store = app.state?.store;
  switch (store?.kind) {
    case 'corrupt': {
      const { backup } = store;
      return (
        <Sheet
          title={t('blocked.corrupt')}
          text={
            backup
              ? t('blocked.corruptBackup', { when: momentText(backup.createdMs, app.env.nowMs(), language) })
              : t('blocked.corruptNoBackup')
          }
          detail={store.detail}
        >
          {backup && (
            <Button loading={app.busy === 'restoring'} onClick={() => void app.restoreBackup(backup.name)}>
              {t('blocked.restore')}
            </Button>
          )}
          {again}
        </Sheet>
      );
    }
    case 'newer':
      return (
        <Sheet
          title={t('blocked.newer')}
          text={t('blocked.newerText')}
          detail={t('blocked.newerDetail', { found: store.found, known: store.known })}
        >
          {again}
        </Sheet>
      );
    case 'unusable':
      return (
        <Sheet
          title={t(store.error.id === 'store.locked' ? 'blocked.locked' : 'blocked.unusable')}
          text={errorText(store.error)}
        >
          {again}
        </Sheet>
      );
    default:
      return null;
  }
});
