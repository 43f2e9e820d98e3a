import { Modal } from '@mantine/core';
import { IconCommand, IconFolder, IconSearch, IconTable, IconTimeline } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { shortcutText } from '../shortcuts.ts';
import styles from './palette.module.css';
import { type PaletteEntry, paletteEntries } from './palette-entries.ts';

const ICONS = { command: IconCommand, view: IconTable, task: IconTimeline, project: IconFolder } as const;

/** One field that finds commands, views, tasks and projects. */
export const Palette = observer(() => {
  const { app, commands } = useStores();
  const { t, textOf, language, commandTitle } = useTexts();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const entries = useMemo(
    () => {
      const names = { command: commandTitle, readyView: (id: string) => textOf('table', `view.${id}`) };
      return paletteEntries(app, commands, names, query);
    },
    // The names follow the language.
    [app, commands, query, language],
  );
  useEffect(() => {
    listRef.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, entries]);

  const carryOut = (entry: PaletteEntry | undefined): void => {
    if (!entry) return;
    app.closeDialog();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((now) => Math.max(0, Math.min(entries.length - 1, now + step)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      carryOut(entries[chosen]);
    }
  };

  return (
    <Modal
      opened
      onClose={() => app.closeDialog()}
      withCloseButton={false}
      size={600}
      padding={0}
      aria-label={t('palette.label')}
    >
      <div className={styles.field}>
        <IconSearch size={17} aria-hidden />
        <input
          className={styles.input}
          data-autofocus
          // biome-ignore lint/a11y/noAutofocus: a person asked for the field by its keys.
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={entries[chosen] ? `${listId}-${chosen}` : undefined}
          aria-label={t('search.placeholder')}
          placeholder={t('search.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={listRef} id={listId} className={styles.list} role="listbox" aria-label={t('palette.results')}>
        {entries.map((entry, i) => {
          const Icon = ICONS[entry.kind];
          return (
            <div
              key={entry.key}
              id={`${listId}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              className={styles.entry}
              onMouseMove={() => setChosen(i)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => carryOut(entry)}
              onKeyDown={onKeyDown}
            >
              <Icon size={15} stroke={1.6} aria-hidden />
              {entry.detail && <span className={styles.detail}>{entry.detail}</span>}
              <span className={styles.title}>{entry.title}</span>
              <span className={styles.kind}>
                {entry.shortcut ? shortcutText(entry.shortcut, language) : t(`palette.${entry.kind}`)}
              </span>
            </div>
          );
        })}
        {entries.length === 0 && <p className={styles.none}>{t('palette.none', { query })}</p>}
      </div>
    </Modal>
  );
});
