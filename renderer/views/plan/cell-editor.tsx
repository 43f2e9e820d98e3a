import { observer } from 'mobx-react-lite';
import { type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { MAX_NAME } from '../../../src/model/schema.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import { offersChoices, type Suggestion, suggestionsFor } from './cell-suggestions.ts';
import styles from './plan-view.module.css';

/** Where the keyboard goes once the text was taken. */
export type AfterCommit = 'down' | 'up' | 'next' | 'previous' | 'stay';

interface Props {
  readonly edit: CellEditStore;
  readonly label: string;
  readonly onDone: (after: AfterCommit | 'cancelled') => void;
}

/** Distance of what belongs to a cell from it and from the edges of the window, in pixels. */
const AWAY_PX = 4;

/** Puts an element right below its cell or above it, over whatever lies beside the grid. */
const placeBeside = (note: HTMLElement, field: DOMRect): void => {
  const { width, height } = note.getBoundingClientRect();
  const fitsBelow = field.bottom + AWAY_PX + height < window.innerHeight;
  note.style.left = `${Math.max(AWAY_PX, Math.min(field.left, window.innerWidth - width - AWAY_PX))}px`;
  note.style.top = `${fitsBelow ? field.bottom + AWAY_PX : field.top - AWAY_PX - height}px`;
};

/** Why a text was not taken. */
const RefusalNote = ({
  id,
  text,
  fieldRef,
}: {
  readonly id: string;
  readonly text: string;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
}) => {
  const noteRef = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => placeBeside(noteRef.current!, fieldRef.current!.getBoundingClientRect()));
  return createPortal(
    <div ref={noteRef} className={styles.refusal} id={id} role="alert">
      {text}
    </div>,
    document.body,
  );
};

/** What may be meant by what is typed. */
const Suggestions = ({
  id,
  label,
  list,
  chosen,
  fieldRef,
  onTake,
}: {
  readonly id: string;
  readonly label: string;
  readonly list: readonly Suggestion[];
  readonly chosen: number;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly onTake: (suggestion: Suggestion) => void;
}) => {
  const listRef = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const field = fieldRef.current!.getBoundingClientRect();
    listRef.current!.style.minWidth = `${field.width}px`;
    placeBeside(listRef.current!, field);
    listRef.current!.children[chosen]?.scrollIntoView({ block: 'nearest' });
  });
  return createPortal(
    <div ref={listRef} id={id} role="listbox" aria-label={label} className={styles.suggestions}>
      {list.map((suggestion, i) => (
        // The field keeps the keyboard: it names the chosen one.
        <div
          key={suggestion.key}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === chosen}
          className={styles.suggestion}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
          }}
        >
          {suggestion.detail && <span className={styles.suggestionDetail}>{suggestion.detail}</span>}
          <span>{suggestion.label}</span>
        </div>
      ))}
    </div>,
    document.body,
  );
};

/** The field inside a cell. A text that is refused stays, with the reason right below it; where there is something to choose among, it is offered. */
export const CellEditor = observer(({ edit, label, onDone }: Props) => {
  const { errorText, textOf } = useTexts();
  const session = useProject();
  const inputRef = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const listId = useId();
  const [chosen, setChosen] = useState(-1);
  const [untouched, setUntouched] = useState(!edit.replacing);
  const [closed, setClosed] = useState(edit.column === 'responsible' && !edit.replacing);
  const list =
    closed || edit.error ? [] : suggestionsFor(session, edit.column, edit.taskId ?? '', edit.text, untouched);
  const open = list.length > 0;
  const offers = offersChoices(edit.column);

  // Before the next key arrives: what is typed on must not get lost between cell and field.
  useLayoutEffect(() => {
    const input = inputRef.current!;
    input.focus({ preventScroll: true });
    if (edit.replacing || edit.error) input.setSelectionRange(input.value.length, input.value.length);
    else input.select();
    input.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [edit]);

  const finish = (after: AfterCommit): void => {
    if (edit.commit()) onDone(after);
  };

  const take = (suggestion: Suggestion): void => {
    edit.setText(suggestion.text);
    setChosen(-1);
    setUntouched(false);
    setClosed(true);
  };

  /** Keys of the list of suggestions; says whether it was one. */
  const onListKey = (event: React.KeyboardEvent): boolean => {
    if (event.altKey && event.key === 'ArrowDown') {
      setClosed(false);
      return true;
    }
    if (!open) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((chosen + step + list.length + (chosen < 0 && step < 0 ? 1 : 0)) % list.length);
      return true;
    }
    if (event.key === 'Escape' && chosen >= 0) {
      setChosen(-1);
      setClosed(true);
      return true;
    }
    const suggestion = list[chosen];
    if (!suggestion || !['Enter', 'Tab'].includes(event.key)) return false;
    take(suggestion);
    // Of several predecessors one more may follow; everything else is done with the choice.
    return event.key === 'Enter' && edit.column === 'predecessors';
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (onListKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Escape') {
      edit.cancel();
      onDone('cancelled');
    } else if (event.key === 'Enter') finish(event.shiftKey ? 'up' : 'down');
    else if (event.key === 'Tab') finish(event.shiftKey ? 'previous' : 'next');
    // Whoever types over cells leaves them by arrow; whoever corrects a text moves within it.
    else if (edit.replacing && event.key === 'ArrowDown') finish('down');
    else if (edit.replacing && event.key === 'ArrowUp') finish('up');
    else return;
    event.preventDefault();
  };

  // A window that loses the focus as a whole leaves the cell as it is.
  const onBlur = (): void => {
    if (document.hasFocus() && edit.active) edit.commit();
  };

  return (
    <>
      <input
        ref={inputRef}
        className={styles.editor}
        value={edit.text}
        maxLength={MAX_NAME}
        aria-label={label}
        aria-invalid={edit.error !== null}
        aria-describedby={edit.error ? errorId : undefined}
        {...(offers && {
          role: 'combobox',
          'aria-expanded': open,
          'aria-controls': open ? listId : undefined,
          'aria-autocomplete': 'list' as const,
          'aria-activedescendant': open && chosen >= 0 ? `${listId}-${chosen}` : undefined,
        })}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          edit.setText(event.currentTarget.value);
          setChosen(-1);
          setUntouched(false);
          setClosed(false);
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        onPointerDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      />
      {open && (
        <Suggestions
          id={listId}
          label={textOf('table', 'suggestions')}
          list={list}
          chosen={chosen}
          fieldRef={inputRef}
          onTake={take}
        />
      )}
      {edit.error && <RefusalNote id={errorId} text={errorText(edit.error)} fieldRef={inputRef} />}
    </>
  );
});
