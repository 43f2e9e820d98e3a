import { observer } from 'mobx-react-lite';
import { useEffect, useId, useRef } from 'react';
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

/** The field inside a cell. A text that is refused stays, with the reason right below it. */
export const CellEditor = observer(({ edit, label, onDone }: Props) => {
  const { errorText } = useTexts();
  const inputRef = useRef<HTMLInputElement>(null);
  const leaving = useRef(false);
  const errorId = useId();
  const listId = useId();
  const { party } = useProject().plan.rows;

  useEffect(() => {
    const input = inputRef.current!;
    input.focus({ preventScroll: true });
    if (edit.replacing) input.setSelectionRange(input.value.length, input.value.length);
    else input.select();
  }, [edit]);

  const finish = async (after: AfterCommit): Promise<void> => {
    if (leaving.current) return;
    leaving.current = true;
    const taken = await edit.commit();
    leaving.current = false;
    if (taken) onDone(after);
    else inputRef.current?.focus({ preventScroll: true });
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      leaving.current = true;
      edit.cancel();
      onDone('cancelled');
    } else if (event.key === 'Enter') void finish(event.shiftKey ? 'up' : 'down');
    else if (event.key === 'Tab') void finish(event.shiftKey ? 'previous' : 'next');
    // What was typed over a cell is left by arrows, as in a spreadsheet; what is corrected needs them.
    else if (edit.replacing && event.key === 'ArrowDown') void finish('down');
    else if (edit.replacing && event.key === 'ArrowUp') void finish('up');
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        ref={inputRef}
        className={styles.editor}
        value={edit.text}
        aria-label={label}
        aria-invalid={edit.error !== null}
        aria-describedby={edit.error ? errorId : undefined}
        list={edit.column === 'responsible' ? listId : undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => edit.setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => void finish('stay')}
        onPointerDown={(event) => event.stopPropagation()}
      />
      {edit.column === 'responsible' && (
        <datalist id={listId}>
          {[...party.values()].map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
      )}
      {edit.error && (
        <div className={styles.refusal} id={errorId} role="alert">
          {errorText(edit.error)}
        </div>
      )}
    </>
  );
});
