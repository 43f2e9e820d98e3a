import { observer } from 'mobx-react-lite';
import { type CSSProperties, memo, useDeferredValue, useMemo } from 'react';
import { COMMITMENT_STATUSES, type CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Swatch } from '../municipalities/status-look.tsx';
import { FIRST_ROWS } from './answer-table.tsx';
import styles from './commitments.module.css';
import type { CommitmentsStore } from './commitments-store.ts';

type Words = ReadonlyMap<string, string>;

/** The answers of one participant; drawn anew only when one of them changes. */
const Cells = memo(({ statuses, words }: { readonly statuses: string; readonly words: Words }) =>
  statuses.split(' ').map((status, i) => (
    <span
      key={i}
      role="gridcell"
      className={styles.matrixCell}
      aria-label={words.get(status)}
      title={words.get(status)}
    >
      <Swatch status={status as CommitmentStatus} />
    </span>
  )),
);

interface LineProps {
  readonly name: string;
  readonly statuses: string;
  readonly words: Words;
  readonly isShown: boolean;
  readonly isChosen: boolean;
}

/** One participant through all rounds. */
const Line = memo(({ name, statuses, words, isShown, isChosen }: LineProps) => (
  <div role="row" className={styles.matrixRow} hidden={!isShown} aria-selected={isChosen}>
    <span role="rowheader" className={styles.matrixName} title={name}>
      {name}
    </span>
    <Cells statuses={statuses} words={words} />
  </div>
));

/**
 * Everybody through all rounds and modules at a glance. All rows stay in the page, and a filter hides some of them: it
 * touches one attribute of a row instead of making its cells.
 */
export const MatrixPanel = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const { language, textOf } = useTexts();
  // One text per status and language instead of one per cell.
  const words = useMemo(
    () =>
      new Map<string, string>(
        COMMITMENT_STATUSES.map((status) => [status, textOf('fields', `commitment.answer.status.${status}`)]),
      ),
    [language],
  );
  const { ordered, shownIds, matrix, chosen } = store;
  const { columns, statuses } = matrix;
  const drawn = useDeferredValue(ordered.length, FIRST_ROWS);
  return (
    <div
      role="grid"
      aria-label={textOf('commitment', 'matrix.name')}
      className={styles.matrix}
      style={{ '--columns': columns.length } as CSSProperties}
      tabIndex={0}
      onScroll={({ currentTarget }) => currentTarget.toggleAttribute('data-scrolled', currentTarget.scrollLeft > 0)}
    >
      <div role="row" className={styles.matrixHead}>
        <span role="columnheader" className={styles.matrixName}>
          {textOf('commitment', 'column.name')}
        </span>
        {columns.map(({ key, round, module }) => (
          <span
            key={key}
            role="columnheader"
            className={styles.matrixColumn}
            title={module ? `${round}: ${module}` : round}
          >
            <span>{round}</span>
            {module && <span>{module}</span>}
          </span>
        ))}
      </div>
      <div role="rowgroup">
        {ordered.slice(0, drawn).map(({ participant: { id, name } }) => (
          <Line
            key={id}
            name={name}
            statuses={statuses.get(id)!}
            words={words}
            isShown={shownIds.has(id)}
            isChosen={chosen.has(id)}
          />
        ))}
      </div>
    </div>
  );
});
