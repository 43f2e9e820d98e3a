import { observer } from 'mobx-react-lite';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { type Answer, standingOf } from '../../../src/commitment/standing.ts';
import { modulesInOrder, roundsInOrder } from '../../../src/model/commitment-rows.ts';
import { COMMITMENT_STATUSES, type CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './commitments.module.css';
import type { CommitmentsStore } from './commitments-store.ts';
import { Swatch } from './status-look.tsx';

const ROW_HEIGHT = 24;
const SPARE_ROWS = 8;
const FIRST_HEIGHT = 640;

interface Column {
  readonly key: string;
  readonly round: string;
  readonly module: string | null;
  readonly statusOf: (participantId: string) => CommitmentStatus;
}

/** The answers of one participant; drawn anew only when one of them changes, not when the row moves. */
const Cells = memo(({ statuses, words }: { readonly statuses: string; readonly words: ReadonlyMap<string, string> }) =>
  statuses.split(' ').map((status, i) => (
    <span key={i} role="gridcell" className={styles.matrixCell} title={words.get(status)}>
      <Swatch status={status as CommitmentStatus} />
      <span className="up-visually-hidden">{words.get(status)}</span>
    </span>
  )),
);

/** One participant through all rounds. */
const Line = memo(
  ({
    name,
    statuses,
    words,
    top,
    isChosen,
  }: {
    readonly name: string;
    readonly statuses: string;
    readonly words: ReadonlyMap<string, string>;
    readonly top: number;
    readonly isChosen: boolean;
  }) => (
    <div role="row" className={styles.matrixRow} style={{ top }} aria-selected={isChosen}>
      <span role="rowheader" className={styles.matrixName} title={name}>
        {name}
      </span>
      <Cells statuses={statuses} words={words} />
    </div>
  ),
);

/** Everybody through all rounds and modules at a glance. */
export const MatrixPanel = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const project = useProject();
  const { language, textOf } = useTexts();
  // One text per status and language instead of one per cell.
  const words = useMemo(
    () =>
      new Map<string, string>(
        COMMITMENT_STATUSES.map((status) => [status, textOf('fields', `commitment.answer.status.${status}`)]),
      ),
    [language],
  );
  const plan = project.plan.asPlan();
  const modules = modulesInOrder(plan);
  const columns: Column[] = roundsInOrder(plan).flatMap((round) =>
    (modules.length === 0 ? [null] : modules).map((module) => {
      const standing = standingOf(plan, round.id, module?.id ?? null)!;
      return {
        key: `${round.id}/${module?.id ?? ''}`,
        round: round.name,
        module: module?.name ?? null,
        statusOf: (id: string) => standing.byParticipant.get(id)?.status ?? 'not-asked',
      };
    }),
  );
  const body = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const { shown } = store;
  const [height, setHeight] = useState(FIRST_HEIGHT);
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    // Asked for while it is drawn, the height would have the page laid out with every letter.
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const visible = Math.ceil(height / ROW_HEIGHT);
  const onScroll = (): void => {
    const row = Math.floor((body.current?.scrollTop ?? 0) / ROW_HEIGHT);
    const stepped = Math.max(0, row - (row % SPARE_ROWS) - SPARE_ROWS);
    if (stepped !== first) setFirst(stepped);
  };
  const rowOf = (answer: Answer): string => columns.map(({ statusOf }) => statusOf(answer.participant.id)).join(' ');
  return (
    <div
      role="grid"
      aria-label={textOf('commitment', 'matrix.name')}
      aria-rowcount={shown.length + 1}
      className={styles.matrix}
      ref={body}
      onScroll={onScroll}
      tabIndex={0}
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
      <div role="rowgroup" className={styles.rows} style={{ height: shown.length * ROW_HEIGHT }}>
        {shown.slice(first, first + visible + 3 * SPARE_ROWS).map((answer, i) => (
          <Line
            key={answer.participant.id}
            name={answer.participant.name}
            statuses={rowOf(answer)}
            words={words}
            top={(first + i) * ROW_HEIGHT}
            isChosen={store.chosen.has(answer.participant.id)}
          />
        ))}
      </div>
    </div>
  );
});
