import { Button, Group, ScrollArea, Table } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useTexts } from '../../../app/i18n/texts.ts';
import { DialogFrame } from '../../../app/parts/dialog-frame.tsx';
import type { PastePreview } from '../../../stores/paste-preview.ts';
import { useProject, useStores } from '../../../stores/stores.ts';
import styles from './plan-dialogs.module.css';

/** So many lines are shown; of the rest only the number. */
const MOST_LINES = 100;

/** What a paste would change, what it cannot, and why: before anything is done. */
export const PastePreviewDialog = observer(({ preview }: { readonly preview: PastePreview }) => {
  const { app } = useStores();
  const { reading, plan } = useProject();
  const { t, textOf, errorText } = useTexts();
  const { taken, refused, beyond } = preview;
  const lines = [
    ...refused.map(({ write, reason }) => ({ write, reason: errorText(reason) })),
    ...taken.map((write) => ({ write, reason: null })),
  ];
  const act = (run: () => void) => () => {
    app.closeDialog();
    run();
  };
  return (
    <DialogFrame title={textOf('table', 'paste.title')} size={760}>
      <p className={styles.lead}>
        {[
          textOf('table', 'paste.taken', { count: taken.length }),
          refused.length > 0 ? textOf('table', 'paste.refused', { count: refused.length }) : '',
          beyond > 0 ? textOf('table', 'paste.beyond', { count: beyond }) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <ScrollArea.Autosize
        mah="46vh"
        type="auto"
        className={styles.frame}
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': textOf('table', 'paste.cells') }}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{textOf('table', 'paste.task')}</Table.Th>
              <Table.Th>{textOf('table', 'paste.column')}</Table.Th>
              <Table.Th>{textOf('table', 'paste.now')}</Table.Th>
              <Table.Th>{textOf('table', 'paste.then')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.slice(0, MOST_LINES).map(({ write, reason }) => (
              <Table.Tr key={`${write.taskId} ${write.column}`}>
                <Table.Td>{plan.rows.task.get(write.taskId)?.name}</Table.Td>
                <Table.Td>{textOf('table', `column.${write.column}`)}</Table.Td>
                <Table.Td>{reading.text(write.column, write.taskId)}</Table.Td>
                <Table.Td>
                  {reason === null ? (
                    (write.text ?? textOf('table', 'paste.empty'))
                  ) : (
                    <span className={styles.refused}>
                      {write.text} – {reason}
                    </span>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {lines.length > MOST_LINES && (
          <p className={styles.more}>{textOf('table', 'paste.more', { count: lines.length - MOST_LINES })}</p>
        )}
      </ScrollArea.Autosize>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => app.closeDialog()}>
          {t('action.cancel')}
        </Button>
        <Button variant="default" onClick={act(preview.asRows)}>
          {textOf('table', 'paste.asRows')}
        </Button>
        <Button data-autofocus disabled={taken.length === 0} onClick={act(preview.carryOut)}>
          {textOf('table', 'paste.write', { count: taken.length })}
        </Button>
      </Group>
    </DialogFrame>
  );
});
