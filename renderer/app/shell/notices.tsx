import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { NoticeKind } from '../../stores/notice-store.ts';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './shell.module.css';

const ICONS: Readonly<Record<NoticeKind, typeof IconInfoCircle>> = {
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  error: IconCircleX,
};
const COLORS: Readonly<Record<NoticeKind, string>> = {
  info: 'var(--up-accent-text)',
  success: 'var(--up-ok-solid)',
  warning: 'var(--up-warning-solid)',
  error: 'var(--up-error-solid)',
};

/** Bars that tell what happened without stopping anybody. */
export const Notices = observer(() => {
  const { notices } = useStores().app;
  const { t, messageText } = useTexts();
  return (
    <section className={styles.notices} aria-live="polite" aria-label={t('notices.label')}>
      {notices.notices.map((notice) => {
        const Icon = ICONS[notice.kind];
        return (
          <div
            key={notice.key}
            className={styles.notice}
            data-kind={notice.kind}
            role={notice.kind === 'error' ? 'alert' : undefined}
          >
            <Icon className={styles.noticeIcon} size={17} color={COLORS[notice.kind]} aria-hidden />
            <div className={styles.noticeText}>{messageText(notice.message)}</div>
            {notice.action && (
              <button
                type="button"
                className={styles.noticeAction}
                onClick={() => {
                  notice.action?.run();
                  notices.dismiss(notice.key);
                }}
              >
                {messageText(notice.action.label)}
              </button>
            )}
            <CloseButton size="xs" aria-label={t('action.dismiss')} onClick={() => notices.dismiss(notice.key)} />
          </div>
        );
      })}
    </section>
  );
});
