import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import { useTexts } from '../i18n/texts.ts';

/** What became of a written text: null when it was taken, else why not. */
export type CommitResult = Pick<CallError, 'id' | 'params'> | null;

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
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<CommitResult>(null);
  const given = useRef(value);
  /** What was last asked for: it is not asked for again when the field is left. */
  const sent = useRef<string | null>(null);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!startsChosen) return;
    field.current?.focus();
    field.current?.select();
    // Only as it appears: later the focus is the person's own.
  }, []);
  useEffect(() => {
    // Changed elsewhere, by undo or another window: what is shown follows.
    if (given.current !== value) {
      given.current = value;
      sent.current = null;
      setText(value);
      setProblem(null);
    }
  }, [value]);

  const commit = async (): Promise<void> => {
    if (text === given.current) return setProblem(null);
    sent.current = text;
    const result = await onCommit(text);
    setProblem(result);
    if (result === null) setText((now) => (now === text ? given.current : now));
  };
  // A field that goes away with its view, by a key or another choice, has been left too.
  const latest = useRef({ text, onCommit });
  latest.current = { text, onCommit };
  useEffect(
    () => () => {
      const { text: left, onCommit: carryOut } = latest.current;
      if (left !== given.current && left !== sent.current) void carryOut(left);
    },
    [],
  );
  // A pasted line break would otherwise hide in a name.
  const change = (typed: string): void => setText(singleLine ? typed.replace(/\s*\n\s*/g, ' ') : typed);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      setText(given.current);
      setProblem(null);
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
    error: problem ? errorText(problem) : undefined,
    onBlur: () => void commit(),
    onKeyDown,
  };
  return multiline ? (
    <Textarea
      {...shared}
      autosize
      minRows={minRows}
      maxRows={14}
      onChange={(event) => change(event.currentTarget.value)}
    />
  ) : (
    <TextInput
      {...shared}
      // Who comes by Tab writes over what stands there; a click puts the caret as ever.
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
};
