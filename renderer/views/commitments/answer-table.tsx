import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useDeferredValue,
  useEffect,
  useRef,
} from 'react';
import type { Answer } from '../../../src/commitment/standing.ts';
import { dayText, numberText } from '../../app/i18n/formats.ts';
import { type Texts, useTexts } from '../../app/i18n/texts.ts';
import { StatusWord } from '../municipalities/status-look.tsx';
import styles from './commitments.module.css';
import { type CommitmentsStore, TABLE_COLUMNS, type TableColumn } from './commitments-store.ts';

const ROW_HEIGHT = 28;
/** So many rows come with the first frame, more than are in sight; the others follow when nothing else waits. */
export const FIRST_ROWS = 40;
const RIGHT: ReadonlySet<TableColumn> = new Set([
  'inhabitants',
  'day',
  'expectedDay',
  'remindedDay',
  'desiredGoLiveDay',
]);

interface CellsProps {
  readonly answer: Answer;
  readonly texts: Texts;
}

const textIn = (column: TableColumn, answer: Answer, { language, textOf }: Texts): string => {
  const { commitment, inhabitants, joinedDay, participant, status } = answer;
  switch (column) {
    case 'name':
      return participant.name;
    case 'status':
      return textOf('fields', `commitment.answer.status.${status}`);
    case 'inhabitants':
      return participant.kind === 'municipality'
        ? numberText(inhabitants, language)
        : textOf('fields', `participant.kind.${participant.kind}`);
    case 'day':
      return dayText(joinedDay ?? commitment?.answer.day ?? null, language);
    case 'remark':
      return commitment?.remark ?? '';
    default:
      return dayText(commitment?.[column] ?? null, language);
  }
};

/** Answers are made anew with every change of the plan; most of them say the same as before. */
const saysTheSame = (a: CellsProps, b: CellsProps): boolean =>
  a.texts === b.texts &&
  a.answer.participant === b.answer.participant &&
  a.answer.commitment === b.answer.commitment &&
  a.answer.status === b.answer.status &&
  a.answer.inhabitants === b.answer.inhabitants &&
  a.answer.joinedDay === b.answer.joinedDay &&
  a.answer.isLate === b.answer.isLate;

/** What one participant answered; plain elements without hooks, because there are hundreds of them. */
const Cells = memo(
  ({ answer, texts }: CellsProps) =>
    TABLE_COLUMNS.map((column) => {
      const text = textIn(column, answer, texts);
      return (
        <span key={column} role="gridcell" className={styles.cell} data-column={column} title={text || undefined}>
          {column === 'status' ? <StatusWord status={answer.status} word={text} /> : text}
          {column === 'day' && answer.isLate && (
            <i className={styles.late} title={texts.textOf('commitment', 'editor.late')}>
              {texts.textOf('commitment', 'late.short')}
            </i>
          )}
        </span>
      );
    }),
  saysTheSame,
);

interface RowProps extends CellsProps {
  readonly isShown: boolean;
  readonly isChosen: boolean;
  readonly isFocused: boolean;
}

/** One participant; a filter touches one attribute of it. */
const Row = memo(({ answer, texts, isShown, isChosen, isFocused }: RowProps) => (
  <div
    id={`up-answer-${answer.participant.id}`}
    role="row"
    hidden={!isShown}
    aria-selected={isChosen}
    data-focus={isFocused}
    data-id={answer.participant.id}
    className={styles.row}
  >
    <Cells answer={answer} texts={texts} />
  </div>
));

const Head = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const { textOf } = useTexts();
  return (
    <div role="row" className={styles.headRow}>
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
 * Everybody and their answers. The participants of a country are few enough for all rows to stay in the page: scrolling
 * takes no script, and a filter hides rows instead of making others. The keyboard walks through those shown, chooses with
 * Shift and space, and Enter goes on to the answer.
 */
export const AnswerTable = observer(({ store, onEdit, onPaste, onCopy }: TableProps) => {
  const texts = useTexts();
  const body = useRef<HTMLDivElement>(null);
  const { ordered, shown, shownIds, focusId, chosen } = store;
  const focusAt = shown.findIndex(({ participant }) => participant.id === focusId);
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
  const stepTo = (key: string): number | undefined => {
    const page = Math.max(1, Math.floor((body.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: focusAt + 1,
      ArrowUp: focusAt < 0 ? 0 : focusAt - 1,
      PageDown: focusAt + page,
      PageUp: focusAt - page,
      Home: 0,
      End: shown.length - 1,
    };
    return steps[key];
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = stepTo(event.key);
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
  const drawn = useDeferredValue(ordered.length, FIRST_ROWS);
  return (
    // The grid itself takes the keys and the clicks of its rows.
    <div
      role="grid"
      aria-label={texts.textOf('commitment', 'table.name')}
      aria-multiselectable
      tabIndex={0}
      aria-activedescendant={focusAt >= 0 ? `up-answer-${focusId}` : undefined}
      className={styles.table}
      ref={body}
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
      <div className={styles.rows} role="rowgroup">
        {ordered.slice(0, drawn).map((answer) => {
          const { id } = answer.participant;
          return (
            <Row
              key={id}
              answer={answer}
              texts={texts}
              isShown={shownIds.has(id)}
              isChosen={chosen.has(id)}
              isFocused={id === focusId}
            />
          );
        })}
      </div>
    </div>
  );
});
