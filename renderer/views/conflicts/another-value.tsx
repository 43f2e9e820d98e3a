import { Button, NativeSelect, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useId, useState } from 'react';
import type { OpenConflict } from '../../../src/model/exchange-result.ts';
import { cellChoices, isTypedCell, parseCellValue, type ValueFault } from '../../../src/reading/cell-value.ts';
import { WORK_BEGINS_MIN, WORK_ENDS_MIN } from '../../../src/time/day.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { sourcesOf } from './conflict-words.ts';
import styles from './conflicts.module.css';
import type { Settle } from './settle.ts';

/** A field for a value that nobody has given yet, read as in the plan; nothing where the cell takes none that can be typed. */
export const AnotherValue = observer(
  ({
    conflict,
    settle,
    subject,
  }: {
    readonly conflict: OpenConflict;
    readonly settle: Settle;
    readonly subject: string;
  }) => {
    const { app } = useStores();
    const session = useProject();
    const texts = useTexts();
    const { textOf, errorText } = texts;
    const [text, setText] = useState('');
    const [fault, setFault] = useState<ValueFault | null>(null);
    const errorId = useId();
    const { entity, rowId: id } = conflict;
    const cell = conflict.cell!;
    const plan = session.plan.asPlan();
    const choices = cellChoices(entity, cell, sourcesOf(session, texts));
    if (choices === null && !isTypedCell(entity, cell)) return null;
    const onSubmit = (event: FormEvent): void => {
      event.preventDefault();
      if (choices !== null) {
        const chosen = choices[Number(text)];
        if (text !== '' && chosen) void settle({ do: 'set', entity, id, cell, value: chosen.value, settles: 'value' });
        return;
      }
      const minuteIfNone = /deadline|finish|end/i.test(cell) ? WORK_ENDS_MIN : WORK_BEGINS_MIN;
      const parsed = parseCellValue(entity, cell, text, { plan, todayDay: app.env.todayDay(), minuteIfNone });
      setFault(parsed.ok ? null : parsed.error);
      if (parsed.ok) void settle({ do: 'set', entity, id, cell, value: parsed.value, settles: 'value' });
    };
    const label = textOf('conflicts', 'anotherOf', { what: subject });
    return (
      <form className={styles.another} onSubmit={onSubmit}>
        {choices === null ? (
          <TextInput
            size="xs"
            aria-label={label}
            placeholder={textOf('conflicts', 'another')}
            value={text}
            error={fault ? errorText(fault) : undefined}
            errorProps={{ id: errorId }}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        ) : (
          <NativeSelect
            size="xs"
            aria-label={label}
            value={text}
            data={[
              { value: '', label: textOf('conflicts', 'choose') },
              ...choices.map((choice, i) => ({ value: String(i), label: choice.text })),
            ]}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
        <Button
          type="submit"
          size="compact-sm"
          variant="default"
          disabled={text === ''}
          aria-label={textOf('conflicts', 'useOf', { what: subject })}
        >
          {textOf('conflicts', 'use')}
        </Button>
      </form>
    );
  },
);
