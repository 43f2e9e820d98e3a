import { Checkbox, CloseButton, Select, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { memo, useEffect, useRef } from 'react';
import type { RolloutLine } from '../../../src/commitment/rollout.ts';
import { modulesInOrder, wavesInOrder } from '../../../src/model/commitment-rows.ts';
import { titleIn } from '../../app/i18n/finding-text.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { type Texts, useTexts } from '../../app/i18n/texts.ts';
import { Card, Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useProject } from '../../stores/stores.ts';
import styles from './rollout.module.css';
import { keyOfLine, LINE_COLUMNS, type LineColumn, NO_WAVE, type RolloutStore } from './rollout-store.ts';

interface RowProps {
  readonly line: RolloutLine;
  /** The module it is about, where modules are told apart. */
  readonly module: string | null;
  readonly isShown: boolean;
  readonly isChosen: boolean;
  readonly texts: Texts;
  readonly onToggle: (key: string) => void;
}

/** One go-live; drawn anew only when it changes, or its being chosen or shown. */
const Row = memo(({ line, module, isShown, isChosen, texts, onToggle }: RowProps) => {
  const { textOf, language } = texts;
  const r = (key: string, params = {}): string => textOf('rollout', key, params);
  const { id, name } = line.answer.participant;
  const day = (value: number | null) => <td className={parts.number}>{dayText(value, language)}</td>;
  return (
    <tr hidden={!isShown} data-chosen={isChosen} className={styles.line}>
      <td>
        <Checkbox
          size="xs"
          aria-label={module === null ? name : `${name}, ${module}`}
          checked={isChosen}
          onChange={() => onToggle(keyOfLine(id, line.moduleId))}
        />
      </td>
      <th scope="row" className={styles.rowHead}>
        {name}
        {line.isPilot && <Chip tone="accent">{r('pilot')}</Chip>}
        {line.postponements.length > 0 && (
          <Chip tone="warning">{r('postponed', { count: line.postponements.length })}</Chip>
        )}
      </th>
      {module !== null && <td>{module}</td>}
      <td>{line.wave?.name ?? '–'}</td>
      {day(line.desiredDay)}
      {day(line.plannedDay)}
      <td className={parts.number}>
        {dayText(line.day, language)} {line.goLive?.actualDay != null && <Chip tone="ok">{r('live')}</Chip>}
      </td>
      {day(line.noticeDueDay)}
      {day(line.noticeDay)}
      {day(line.billingDay)}
    </tr>
  );
});

const Filters = observer(({ store }: { readonly store: RolloutStore }) => {
  const project = useProject();
  const texts = useTexts();
  const { textOf } = texts;
  const waves = wavesInOrder(project.plan.asPlan());
  const search = textOf('commitment', 'filter.search');
  return (
    <div className={styles.filters}>
      <TextInput
        aria-label={search}
        placeholder={search}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={store.search}
        onChange={(event) => store.set('search', event.currentTarget.value)}
      />
      {waves.length > 0 && (
        <Select
          aria-label={textOf('fields', 'wave')}
          placeholder={textOf('rollout', 'anyWave')}
          clearable
          data={[
            ...waves.map(({ id, name }) => ({ value: id, label: name })),
            { value: NO_WAVE, label: textOf('rollout', 'noWave') },
          ]}
          value={store.waveId}
          onChange={(id) => store.set('waveId', id)}
        />
      )}
      {store.only !== null && (
        <span className={styles.only}>
          <Chip tone="warning">{titleIn(texts, store.only.id)}</Chip>
          <CloseButton size="sm" aria-label={textOf('rollout', 'showAll')} onClick={() => store.set('only', null)} />
        </span>
      )}
      <span className={styles.shownCount} role="status">
        {textOf('commitment', 'shown', { count: store.shown.length })}
      </span>
    </div>
  );
});

const Head = observer(({ store, column }: { readonly store: RolloutStore; readonly column: LineColumn }) => {
  const { textOf } = useTexts();
  const isSorted = store.sortBy === column;
  const Icon = store.descending ? IconChevronDown : IconChevronUp;
  const isDay = column !== 'municipality' && column !== 'wave';
  return (
    <th
      scope="col"
      className={isDay ? parts.number : undefined}
      aria-sort={isSorted ? (store.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className={styles.sort} onClick={() => store.sort(column)}>
        {column === 'wave' ? textOf('fields', 'wave') : textOf('rollout', column)}
        {isSorted && <Icon size={13} aria-hidden />}
      </button>
    </th>
  );
});

/** Every go-live with its dates, to be filtered, sorted and chosen. */
export const GoLiveTable = observer(({ store }: { readonly store: RolloutStore }) => {
  const project = useProject();
  const texts = useTexts();
  const { textOf } = texts;
  const { ordered, shownKeys, chosen } = store;
  const plan = project.plan.asPlan();
  const hasModules = store.moduleId === null && modulesInOrder(plan).length > 0;
  const moduleOf = ({ moduleId }: RolloutLine): string | null => {
    if (!hasModules) return null;
    return moduleId === null ? textOf('rollout', 'whole') : (plan.rows.module.get(moduleId)?.name ?? '');
  };
  const top = useRef<HTMLDivElement>(null);
  const { led } = store;
  useEffect(() => {
    if (led > 0 && (store.only !== null || store.waveId !== null)) top.current?.scrollIntoView({ block: 'start' });
  }, [led, store]);
  const all = shownKeys.size > 0 && [...shownKeys].every((key) => chosen.has(key));
  return (
    <Card>
      <div ref={top} />
      <Filters store={store} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard */}
      <section className={styles.lines} tabIndex={0} aria-label={textOf('rollout', 'lines')}>
        <table className={`${parts.table} ${parts.quiet}`}>
          <thead>
            <tr>
              <th scope="col" className={parts.tight}>
                <Checkbox
                  size="xs"
                  aria-label={textOf('rollout', 'chooseAll')}
                  checked={all}
                  indeterminate={!all && chosen.size > 0}
                  onChange={() => store.choose(all ? [] : shownKeys)}
                />
              </th>
              {LINE_COLUMNS.flatMap((column) => [
                <Head key={column} store={store} column={column} />,
                column === 'municipality' && hasModules && (
                  <th key="module" scope="col">
                    {textOf('fields', 'module')}
                  </th>
                ),
              ])}
            </tr>
          </thead>
          <tbody>
            {ordered.map((line) => {
              const key = keyOfLine(line.answer.participant.id, line.moduleId);
              return (
                <Row
                  key={key}
                  line={line}
                  module={moduleOf(line)}
                  isShown={shownKeys.has(key)}
                  isChosen={chosen.has(key)}
                  texts={texts}
                  onToggle={store.toggle}
                />
              );
            })}
          </tbody>
        </table>
      </section>
    </Card>
  );
});
