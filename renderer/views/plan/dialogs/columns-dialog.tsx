import { ActionIcon, Button, Checkbox, Group, NumberInput, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { PLAN_COLUMN_IDS, type PlanColumnId } from '../../../../src/reading/plan-columns.ts';
import { wordsOf } from '../../../../src/reading/plan-filter.ts';
import { COLUMN_WIDTHS, STANDARD_SETUP } from '../../../../src/reading/view-setup.ts';
import { useTexts } from '../../../app/i18n/texts.ts';
import { DialogFrame } from '../../../app/parts/dialog-frame.tsx';
import { useProject, useStores } from '../../../stores/stores.ts';
import { usualWidth } from '../columns.ts';
import styles from './plan-dialogs.module.css';

/** One column: shown or not, its place among those shown, its width. */
const ColumnLine = observer(({ id }: { readonly id: PlanColumnId }) => {
  const { reading } = useProject();
  const { textOf, language } = useTexts();
  const at = reading.columns.findIndex((column) => column.id === id);
  const title = textOf('table', `column.${id}`);
  const shown = at >= 0;
  return (
    <li className={styles.column}>
      <Checkbox
        className={styles.columnName}
        label={title}
        checked={shown}
        disabled={id === 'name'}
        onChange={() => reading.toggleColumn(id)}
      />
      {shown && at < reading.frozen && <span className={styles.frozenMark}>{textOf('table', 'columns.frozen')}</span>}
      {shown && (
        <>
          <NumberInput
            size="xs"
            w={92}
            aria-label={textOf('table', 'columns.width', { name: title })}
            suffix=" px"
            min={COLUMN_WIDTHS.least}
            max={COLUMN_WIDTHS.most}
            step={8}
            value={reading.columns[at]!.widthPx ?? usualWidth(id, language)}
            onChange={(value) => reading.setWidth(id, value === '' ? null : Number(value))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={textOf('table', 'columns.up', { name: title })}
            disabled={at === 0}
            onClick={() => reading.moveColumn(id, at - 1)}
          >
            <IconChevronUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={textOf('table', 'columns.down', { name: title })}
            disabled={at === reading.columns.length - 1}
            onClick={() => reading.moveColumn(id, at + 1)}
          >
            <IconChevronDown size={16} aria-hidden />
          </ActionIcon>
        </>
      )}
    </li>
  );
});

/** Chooses, orders, sizes and freezes columns; what is done is seen at once behind the dialog. */
export const ColumnsDialog = observer(() => {
  const { app } = useStores();
  const { reading } = useProject();
  const { textOf, t } = useTexts();
  const [sought, setSought] = useState('');
  const words = wordsOf(sought);
  const shown = reading.columns.map(({ id }) => id);
  const all = [...shown, ...PLAN_COLUMN_IDS.filter((id) => !shown.includes(id))];
  const fitting = all.filter((id) => {
    // What a column shows has more names than fit at its head.
    const also = id.endsWith('Variance') ? ` ${textOf('table', 'columns.variance')}` : '';
    const title = `${textOf('table', `column.${id}`)}${also}`.toLocaleLowerCase('da');
    return words.every((word) => title.includes(word));
  });
  return (
    <DialogFrame title={textOf('table', 'columns.title')} size={560}>
      <Group align="flex-end" mb="sm" grow>
        <TextInput
          label={textOf('table', 'columns.search')}
          data-autofocus
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <NumberInput
          label={textOf('table', 'columns.freeze')}
          min={0}
          max={reading.columns.length}
          value={reading.frozen}
          onChange={(value) => value !== '' && reading.setFrozen(Number(value))}
        />
      </Group>
      <ul className={`${styles.scroll} ${styles.columns}`} aria-label={textOf('table', 'columns.title')}>
        {fitting.map((id) => (
          <ColumnLine key={id} id={id} />
        ))}
      </ul>
      {fitting.length === 0 && <p className={styles.more}>{textOf('table', 'columns.none')}</p>}
      <Group justify="space-between" mt="md">
        <Button
          variant="default"
          onClick={() => {
            reading.setColumns(STANDARD_SETUP.columns);
            reading.setFrozen(STANDARD_SETUP.frozen);
          }}
        >
          {textOf('table', 'columns.reset')}
        </Button>
        <Button onClick={() => app.closeDialog()}>{t('action.close')}</Button>
      </Group>
    </DialogFrame>
  );
});
