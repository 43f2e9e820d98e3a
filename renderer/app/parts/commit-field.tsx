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
  ...look
}: CommitFieldProps) => {
  const { errorText } = useTexts();
  const [text, setText] = useState(value);
  const [problem, setProblem] = useState<CommitResult>(null);
  const given = useRef(value);
  useEffect(() => {
    // Changed elsewhere, by undo or another window: what is shown follows.
    if (given.current !== value) {
      given.current = value;
      setText(value);
      setProblem(null);
    }
  }, [value]);

  const commit = async (): Promise<void> => {
    if (text === given.current) return setProblem(null);
    const sent = text;
    const result = await onCommit(sent);
    setProblem(result);
    if (result === null) setText((now) => (now === sent ? given.current : now));
  };
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
    <TextInput {...shared} onChange={(event) => setText(event.currentTarget.value)} />
  );
};
