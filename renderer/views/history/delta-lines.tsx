import { Button } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import type { CellValue } from '../../../src/model/change.ts';
import type { CellDelta, NamedDelta, PastNames } from '../../../src/model/history-result.ts';
import { sameCell } from '../../../src/model/same-value.ts';
import { isEntityName } from '../../../src/model/schema.ts';
import { deltaText, valueInWords } from '../../../src/reading/history-words.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './history.module.css';
import { historyWords } from './words.ts';

/** A running text is told so far in a line. */
const MOST_CHARS = 160;

const short = (text: string): string => {
  const line = text.replace(/\s*\n\s*/g, ' / ');
  return line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS - 1)}…` : line;
};

interface CellLineProps {
  readonly delta: NamedDelta;
  readonly cell: CellDelta;
  readonly names: PastNames;
  /** With a way back to the former value. */
  readonly canRestore: boolean;
}

/** One cell: former and new value, and the way back. */
const CellLine = observer(({ delta, cell: { cell, before, after }, names, canRestore }: CellLineProps) => {
  const session = useProject();
  const texts = useTexts();
  const { textOf } = texts;
  const words = historyWords(session, texts, names);
  const { entity, id } = delta;
  const told = (value: CellValue): string =>
    short(valueInWords(entity, cell, value, words)) || textOf('history', 'empty');
  const field = textOf('fields', `${entity}.${cell}`);
  const row = isEntityName(entity) ? session.plan.asPlan().rows[entity].get(id) : undefined;
  const isOther = row !== undefined && !sameCell((row as unknown as Record<string, CellValue>)[cell], before);
  return (
    <li className={styles.cell}>
      <span className={styles.field}>{field}</span>
      <span className={styles.values}>
        <s className={styles.before}>{told(before)}</s>
        <span aria-hidden> → </span>
        <span className={styles.after}>{told(after)}</span>
      </span>
      {canRestore && isOther && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={textOf('history', 'restoreValueOf', { field, value: told(before) })}
          onClick={() => void session.carryOut('history.restoreCell', { entity, id, cell, value: before })}
        >
          {textOf('history', 'restoreValue')}
        </Button>
      )}
    </li>
  );
});

/** What a change did to one row. `canRestore` offers the way back, where there is one. */
export const DeltaLine = observer(
  ({
    delta,
    names,
    canRestore,
    hidesRow = false,
  }: {
    readonly delta: NamedDelta;
    readonly names: PastNames;
    readonly canRestore: boolean;
    /** Where everything shown is about this row anyway. */
    readonly hidesRow?: boolean;
  }) => {
    const session = useProject();
    const texts = useTexts();
    const { textOf } = texts;
    const words = historyWords(session, texts, names);
    const { entity, id, fate, cells } = delta;
    const what = deltaText(delta, words);
    const isGone = isEntityName(entity) && !session.plan.asPlan().rows[entity].has(id);
    const tellsCells = fate === 'changed' || fate === 'restored' || (fate === 'moved' && entity === 'task');
    return (
      <li className={styles.delta}>
        <span className={styles.row}>
          <span className={styles.fate} data-fate={fate}>
            {textOf('history', `fate.${fate}`)}
          </span>
          {!hidesRow && <span className={styles.what}>{what}</span>}
          {canRestore && fate === 'deleted' && isGone && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={textOf('history', 'restoreRowOf', { what })}
              onClick={() => void session.carryOut('history.restoreRow', { entity, id })}
            >
              {textOf('history', 'restoreRow')}
            </Button>
          )}
        </span>
        {tellsCells && cells.length > 0 && (
          <ul className={styles.cells}>
            {cells.map((cell) => (
              <CellLine key={cell.cell} delta={delta} cell={cell} names={names} canRestore={canRestore} />
            ))}
          </ul>
        )}
      </li>
    );
  },
);
