import { Button, Textarea } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { CellValue } from '../../../src/model/change.ts';
import type { ConflictSide, OpenConflict } from '../../../src/model/exchange-result.ts';
import { mergeTexts } from '../../../src/reading/merge-text.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import parts from '../../app/parts/parts.module.css';
import { useStores } from '../../stores/stores.ts';
import { authorText } from './conflict-words.ts';
import styles from './conflicts.module.css';
import type { Settle } from './settle.ts';

const asText = (value: CellValue | undefined): string => (typeof value === 'string' ? value : '');

const Editable = ({
  label,
  start,
  button,
  onUse,
}: {
  readonly label: string;
  readonly start: string;
  readonly button: string;
  readonly onUse: (text: string) => void;
}) => {
  const [text, setText] = useState(start);
  return (
    <div className={styles.text}>
      <Textarea
        label={label}
        autosize
        minRows={3}
        maxRows={14}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="compact-sm" variant="default" aria-label={`${button}: ${label}`} onClick={() => onUse(text)}>
        {button}
      </Button>
    </div>
  );
};

/** A running text that several wrote: how it was, each side to be edited and kept, and a proposal that joins them. */
export const TextSides = observer(
  ({ conflict, settle }: { readonly conflict: OpenConflict; readonly settle: Settle }) => {
    const { app } = useStores();
    const texts = useTexts();
    const { textOf } = texts;
    const { entity, rowId: id, sides } = conflict;
    const base = asText(conflict.base?.value);
    const use = (text: string): void =>
      void settle({ do: 'set', entity, id, cell: conflict.cell!, value: text, settles: 'value' });
    const who = ({ authors, isShown }: ConflictSide): string => {
      const named = authors.map((author) => authorText(author, app.env.nowMs(), texts)).join('; ');
      return isShown ? `${named} – ${textOf('conflicts', 'shown')}` : named;
    };
    const merged = sides
      .slice(1)
      .reduce((text, { value }) => mergeTexts(base, text, asText(value)), asText(sides[0]!.value));
    return (
      <>
        <p className={parts.faint}>{textOf('conflicts', 'before')}:</p>
        <p className={styles.base}>{base || textOf('conflicts', 'nothing')}</p>
        <div className={styles.texts}>
          {sides.map((side) => (
            <Editable
              key={JSON.stringify(side.decision)}
              label={who(side)}
              start={asText(side.value)}
              button={textOf('conflicts', 'keep')}
              onUse={use}
            />
          ))}
        </div>
        <Editable
          label={textOf('conflicts', 'merged')}
          start={merged}
          button={textOf('conflicts', 'useMerged')}
          onUse={use}
        />
      </>
    );
  },
);
