import { observer } from 'mobx-react-lite';
import { memo, useRef, useState } from 'react';
import { type Answer, standingOf } from '../../../src/commitment/standing.ts';
import { modulesInOrder, roundsInOrder } from '../../../src/model/commitment-rows.ts';
import type { CommitmentStatus } from '../../../src/model/commitment-schema.ts';
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

/** One participant through all rounds; drawn anew only when one of its answers changes. */
const Line = memo(
  ({
    name,
    statuses,
    top,
    isChosen,
  }: {
    readonly name: string;
    readonly statuses: string;
    readonly top: number;
    readonly isChosen: boolean;
  }) => {
    const { textOf } = useTexts();
    return (
      <div role="row" className={styles.matrixRow} style={{ top }} aria-selected={isChosen}>
        <span role="rowheader" className={styles.matrixName} title={name}>
          {name}
        </span>
        {statuses.split(' ').map((status, i) => (
          <span
            key={i}
            role="gridcell"
            className={styles.matrixCell}
            title={textOf('fields', `commitment.answer.status.${status}`)}
          >
            <Swatch status={status as CommitmentStatus} />
            <span className="up-visually-hidden">{textOf('fields', `commitment.answer.status.${status}`)}</span>
          </span>
        ))}
      </div>
    );
  },
);

/** Everybody through all rounds and modules at a glance. */
export const MatrixPanel = observer(({ store }: { readonly store: CommitmentsStore }) => {
  const project = useProject();
  const { textOf } = useTexts();
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
  const visible = Math.ceil((body.current?.clientHeight ?? FIRST_HEIGHT) / ROW_HEIGHT);
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
            top={(first + i) * ROW_HEIGHT}
            isChosen={store.chosen.has(answer.participant.id)}
          />
        ))}
      </div>
    </div>
  );
});
