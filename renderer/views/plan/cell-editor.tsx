import { observer } from 'mobx-react-lite';
import { type RefObject, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { MAX_NAME } from '../../../src/model/schema.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import type { CellEditStore } from './cell-edit-store.ts';
import styles from './plan-view.module.css';

/** Where the keyboard goes once the text was taken. */
export type AfterCommit = 'down' | 'up' | 'next' | 'previous' | 'stay';

interface Props {
  readonly edit: CellEditStore;
  readonly label: string;
  readonly onDone: (after: AfterCommit | 'cancelled') => void;
}

/** Distance of the reason from its cell and from the edges of the window, in pixels. */
const AWAY_PX = 4;

/** Why a text was not taken, right below its cell or above it, over whatever lies beside the grid. */
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
  useLayoutEffect(() => {
    const note = noteRef.current!;
    const field = fieldRef.current!.getBoundingClientRect();
    const { width, height } = note.getBoundingClientRect();
    const fitsBelow = field.bottom + AWAY_PX + height < window.innerHeight;
    note.style.left = `${Math.max(AWAY_PX, Math.min(field.left, window.innerWidth - width - AWAY_PX))}px`;
    note.style.top = `${fitsBelow ? field.bottom + AWAY_PX : field.top - AWAY_PX - height}px`;
  });
  return createPortal(
    <div ref={noteRef} className={styles.refusal} id={id} role="alert">
      {text}
    </div>,
    document.body,
  );
};

/** The field inside a cell. A text that is refused stays, with the reason right below it. */
export const CellEditor = observer(({ edit, label, onDone }: Props) => {
  const { errorText } = useTexts();
  const inputRef = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const listId = useId();
  const { party } = useProject().plan.rows;

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

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (event.key === 'Escape') {
      edit.cancel();
      onDone('cancelled');
    } else if (event.key === 'Enter') finish(event.shiftKey ? 'up' : 'down');
    else if (event.key === 'Tab') finish(event.shiftKey ? 'previous' : 'next');
    // What was typed over a cell is left by arrows, as in a spreadsheet; what is corrected needs them.
    else if (edit.replacing && event.key === 'ArrowDown' && edit.column !== 'responsible') finish('down');
    else if (edit.replacing && event.key === 'ArrowUp' && edit.column !== 'responsible') finish('up');
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
        list={edit.column === 'responsible' ? listId : undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => edit.setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
        onPointerDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
      />
      {edit.column === 'responsible' && (
        <datalist id={listId}>
          {[...party.values()].map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
      )}
      {edit.error && <RefusalNote id={errorId} text={errorText(edit.error)} fieldRef={inputRef} />}
    </>
  );
});
