import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';

/** The frame of every dialog: a title, a way out, and the focus kept inside. */
export const DialogFrame = ({
  title,
  size,
  children,
}: {
  readonly title: string;
  readonly size: number;
  readonly children: ReactNode;
}) => {
  const { app } = useStores();
  const { t } = useTexts();
  return (
    <Modal
      opened
      onClose={() => app.closeDialog()}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {children}
    </Modal>
  );
};
