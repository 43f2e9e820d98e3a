import { Textarea, TextInput } from '@mantine/core';
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './parts.module.css';

/** The most lines that a field grows to; longer texts are scrolled. */
const MOST_ROWS = 14;

/** Whether the style sheet lets a field grow with its text. Measuring the text instead lays the whole page out again for each field. */
const growsByStyle = (): boolean => CSS.supports('field-sizing', 'content');

/** What became of a written text: null when it was taken, else why not. */
export type CommitResult = Pick<CallError, 'id' | 'params'> | null;

/** What a person has written into a field, and the value over which it was written. */
interface TypedText {
  readonly text: string;
  readonly over: string;
}

interface CommitFieldProps {
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly value: string;
  readonly onCommit: (text: string) => Promise<CommitResult> | CommitResult;
  readonly multiline?: boolean;
  readonly minRows?: number;
  /** Wraps like a text of several lines but is one: Enter carries it out. */
  readonly singleLine?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly variant?: 'default' | 'unstyled' | 'filled';
  readonly className?: string;
  /** Takes the focus with all its text chosen as soon as it is there: what was just added is named first. */
  readonly startsChosen?: boolean;
}

/**
 * A field that is carried out when it is left or Enter is pressed, and taken back with Escape. A refusal stands below it
 * and the text stays, so that nobody has to write it again.
 */
export const CommitField = ({
  value,
  onCommit,
  multiline,
  minRows = 2,
  singleLine = !multiline,
  ariaLabel,
  startsChosen = false,
  ...look
}: CommitFieldProps) => {
  const { errorText } = useTexts();
  const [typed, setTyped] = useState<TypedText | null>(null);
  const [problem, setProblem] = useState<CommitResult>(null);
  // Changed elsewhere, by undo or another window: what is shown follows, and what was typed over the old value is let go.
  const text = typed !== null && typed.over === value ? typed.text : value;
  const shownProblem = text === value ? null : problem;
  /** What was last asked for: it is not asked for again while the answer is awaited, nor when the field goes away. */
  const sent = useRef<TypedText | null>(null);
  const awaited = useRef(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!startsChosen) return;
    field.current?.focus();
    field.current?.select();
    // Only as it appears: later the focus is the person's own.
  }, []);

  const write = (written: string): void => {
    setTyped({ text: written, over: value });
    setProblem(null);
  };
  const commit = async (): Promise<void> => {
    if (text === value || typed === null) return setTyped(null);
    if (awaited.current && sent.current === typed) return;
    sent.current = typed;
    awaited.current = true;
    const result = await onCommit(text);
    awaited.current = false;
    setProblem(result);
    if (result === null) setTyped((now) => (now === typed ? null : now));
  };
  // A field that goes away with its view, by a key or another choice, has been left too. Only what a person typed is ever
  // carried out: a field that is merely behind the plan must not write its old text back.
  const latest = useRef({ typed, onCommit });
  latest.current = { typed: text === value ? null : typed, onCommit };
  useEffect(
    () => () => {
      const { typed: left, onCommit: carryOut } = latest.current;
      if (left !== null && left !== sent.current) void carryOut(left.text);
    },
    [],
  );
  // A pasted line break would otherwise hide in a name.
  const change = (written: string): void => write(singleLine ? written.replace(/\s*\n\s*/g, ' ') : written);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setTyped(null);
    }
    if (event.key === 'Enter' && (singleLine || event.ctrlKey)) {
      event.preventDefault();
      void commit();
    }
  };
  const shared = {
    ...look,
    ref: field,
    'aria-label': ariaLabel,
    value: text,
    // Nothing typed that a key could take back: undo means the plan here.
    'data-unchanged': text === value || undefined,
    error: shownProblem ? errorText(shownProblem) : undefined,
    onBlur: () => void commit(),
    onKeyDown,
  };
  return multiline ? (
    <Textarea
      {...shared}
      autosize={!growsByStyle()}
      minRows={minRows}
      maxRows={MOST_ROWS}
      classNames={{ input: styles.growing }}
      styles={{ input: { '--least-rows': minRows, '--most-rows': MOST_ROWS } as CSSProperties }}
      onChange={(event) => change(event.currentTarget.value)}
    />
  ) : (
    <TextInput
      {...shared}
      // Who comes by Tab writes over what stands there; a click puts the caret as ever.
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
};
