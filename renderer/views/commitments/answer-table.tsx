import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, memo, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../../src/commitment/standing.ts';
import { dayText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import styles from './commitments.module.css';
import { type CommitmentsStore, TABLE_COLUMNS, type TableColumn } from './commitments-store.ts';
import { StatusWord } from './status-look.tsx';

const ROW_HEIGHT = 28;
/** Rows beyond the edges that are ready when scrolling begins, and by how many the window of rows moves at a time. */
const SPARE_ROWS = 6;
const RIGHT: ReadonlySet<TableColumn> = new Set([
  'inhabitants',
  'day',
  'expectedDay',
  'remindedDay',
  'desiredGoLiveDay',
]);

interface RowProps {
  readonly answer: Answer;
  readonly index: number;
  readonly isChosen: boolean;
  readonly isFocused: boolean;
}

/** Texts of a row's cells, in the order of the columns. */
const useCells = ({ commitment, inhabitants, joinedDay, participant }: Answer) => {
  const { language, textOf } = useTexts();
  const day = (value: number | null | undefined): string => dayText(value ?? null, language);
  return [
    participant.name,
    null,
    participant.kind === 'municipality'
      ? numberText(inhabitants, language)
      : textOf('fields', `participant.kind.${participant.kind}`),
    day(joinedDay ?? commitment?.answer.day),
    day(commitment?.expectedDay),
    day(commitment?.remindedDay),
    day(commitment?.desiredGoLiveDay),
    commitment?.remark ?? '',
  ] as const;
};

/** One participant; drawn anew only when its answer, or its being chosen, changes. */
const Row = memo(({ answer, index, isChosen, isFocused }: RowProps) => {
  const cells = useCells(answer);
  return (
    <div
      id={`up-answer-${answer.participant.id}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-focus={isFocused}
      data-id={answer.participant.id}
      className={styles.row}
      style={{ top: index * ROW_HEIGHT }}
    >
      {cells.map((text, i) => {
        const column = TABLE_COLUMNS[i]!;
        return (
          <span key={column} role="gridcell" className={styles.cell} data-column={column} title={text || undefined}>
            {text === null ? <StatusWord status={answer.status} /> : text}
          </span>
        );
      })}
    </div>
  );
});

const Head = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const { textOf } = useTexts();
  return (
    <div role="row" aria-rowindex={1} className={styles.headRow}>
      {TABLE_COLUMNS.map((column) => {
        const isSorted = store.sortBy === column;
        const Icon = store.descending ? IconChevronDown : IconChevronUp;
        return (
          <span
            key={column}
            role="columnheader"
            className={styles.headCell}
            data-column={column}
            data-right={RIGHT.has(column)}
            aria-sort={isSorted ? (store.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" onClick={() => store.sort(column)}>
              {textOf('commitment', `column.${column}`)}
              {isSorted && <Icon size={13} aria-hidden />}
            </button>
          </span>
        );
      })}
    </div>
  );
});

interface TableProps {
  readonly store: CommitmentsStore;
  /** Goes on to the fields in which the answer of those chosen is recorded. */
  readonly onEdit: () => void;
  /** A list was pasted. */
  readonly onPaste: (text: string) => void;
  readonly onCopy: () => string;
}

/**
 * Everybody and their answers. Only the rows in sight are drawn; the keyboard walks through all of them, chooses with
 * Shift and space, and Enter goes on to the answer.
 */
export const AnswerTable = observer(({ store, onEdit, onPaste, onCopy }: TableProps) => {
  const { textOf } = useTexts();
  const body = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { shown, focusId, chosen } = store;
  const focusAt = shown.findIndex(({ participant }) => participant.id === focusId);
  const onScroll = (): void => {
    const row = Math.floor((body.current?.scrollTop ?? 0) / ROW_HEIGHT);
    const stepped = Math.max(0, row - (row % SPARE_ROWS) - SPARE_ROWS);
    if (stepped !== first) setFirst(stepped);
  };
  const reveal = (at: number): void => {
    const element = body.current;
    if (!element) return;
    const top = at * ROW_HEIGHT;
    // The heading stays above the rows and takes as much as one of them.
    const visible = element.clientHeight - 2 * ROW_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + visible) element.scrollTop = top - visible;
  };
  const goTo = (at: number, extend: boolean): void => {
    const to = shown[Math.max(0, Math.min(shown.length - 1, at))];
    if (!to) return;
    store.focus(to.participant.id, extend);
    reveal(shown.indexOf(to));
  };
  useEffect(() => {
    // The map chooses too: what is chosen there comes into sight here.
    if (focusAt >= 0) reveal(focusAt);
  }, [focusAt]);
  const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 2);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: focusAt + 1,
    ArrowUp: focusAt < 0 ? 0 : focusAt - 1,
    PageDown: focusAt + page,
    PageUp: focusAt - page,
    Home: 0,
    End: shown.length - 1,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = steps[event.key];
    const isMod = event.ctrlKey || event.metaKey;
    if (to !== undefined && !isMod) goTo(to, event.shiftKey);
    else if (event.key === ' ' && focusId !== null) store.toggle(focusId);
    else if (event.key.toLowerCase() === 'a' && isMod) store.chooseAll();
    else if (event.key === 'Escape' && chosen.size > 0) store.chooseNone();
    else if ((event.key === 'Enter' || event.key === 'F2') && chosen.size > 0) onEdit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    const id = (event.target as Element).closest('[data-id]')?.getAttribute('data-id');
    if (!id) return;
    if (event.ctrlKey || event.metaKey) store.toggle(id);
    else store.focus(id, event.shiftKey);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    if ((event.target as Element).closest('[data-id]')) onEdit();
  };
  const last = Math.min(shown.length, first + Math.ceil(height / ROW_HEIGHT) + 3 * SPARE_ROWS);
  return (
    // The grid itself takes the keys and the clicks of its rows.
    <div
      role="grid"
      aria-label={textOf('commitment', 'table.name')}
      aria-rowcount={shown.length + 1}
      aria-multiselectable
      tabIndex={0}
      aria-activedescendant={focusAt >= first && focusAt < last ? `up-answer-${focusId}` : undefined}
      className={styles.table}
      ref={body}
      onScroll={onScroll}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onKeyDown={onKeyDown}
      onPaste={(event: ClipboardEvent) => {
        const text = event.clipboardData.getData('text/plain');
        event.preventDefault();
        if (text !== '') onPaste(text);
      }}
      onCopy={(event: ClipboardEvent) => {
        event.clipboardData.setData('text/plain', onCopy());
        event.preventDefault();
      }}
    >
      <Head store={store} />
      <div className={styles.rows} style={{ height: shown.length * ROW_HEIGHT }} role="rowgroup">
        {shown.slice(first, last).map((answer, i) => (
          <Row
            key={answer.participant.id}
            answer={answer}
            index={first + i}
            isChosen={chosen.has(answer.participant.id)}
            isFocused={answer.participant.id === focusId}
          />
        ))}
      </div>
    </div>
  );
});
