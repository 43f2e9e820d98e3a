import { ActionIcon, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { type RefObject, useEffect, useRef } from 'react';
import { useTexts } from '../../app/i18n/texts.ts';
import { shortcutText } from '../../app/shortcuts.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './find-bar.module.css';
import type { PlanFinder } from './plan-finder.ts';

interface Props {
  readonly finder: PlanFinder;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

/** Searches the plan while one types: what is found, how many, the next and the one before. Escape goes back to the row. */
export const FindBar = observer(({ finder, gridRef }: Props) => {
  const { reading } = useProject();
  const { textOf, language, commandTitle } = useTexts();
  const fieldRef = useRef<HTMLInputElement>(null);
  const { sought } = reading;
  const isOpen = sought !== null;
  const { asked } = finder;

  useEffect(() => {
    if (!isOpen || asked === 0) return;
    fieldRef.current?.focus();
    fieldRef.current?.select();
  }, [isOpen, asked]);

  if (sought === null) return null;
  const close = (): void => {
    finder.close();
    gridRef.current?.focus({ preventScroll: true });
  };
  const count = finder.rows.length;
  const told =
    sought.trim() === ''
      ? ''
      : count === 0
        ? textOf('table', 'find.none')
        : finder.current > 0
          ? textOf('table', 'find.place', { at: finder.current, count })
          : textOf('table', 'find.count', { count });
  const button = (id: string, Icon: typeof IconX, keys: string, run: () => void) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={26}
      aria-label={commandTitle(id)}
      title={`${commandTitle(id)} (${shortcutText(keys, language)})`}
      onClick={run}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
  return (
    <search className={styles.find} aria-label={textOf('table', 'find.label')}>
      <TextInput
        ref={fieldRef}
        size="xs"
        className={styles.field}
        aria-label={textOf('table', 'find.label')}
        placeholder={textOf('table', 'find.placeholder')}
        value={sought}
        maxLength={200}
        onChange={(event) => finder.seek(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') close();
          else if (event.key === 'Enter') finder.go(event.shiftKey ? -1 : 1);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span className={styles.count} role="status" data-testid="find-count">
        {told}
      </span>
      {button('view.findPrevious', IconChevronUp, 'Shift+F3', () => finder.go(-1))}
      {button('view.findNext', IconChevronDown, 'F3', () => finder.go(1))}
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={textOf('table', 'find.close')} onClick={close}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </search>
  );
});
