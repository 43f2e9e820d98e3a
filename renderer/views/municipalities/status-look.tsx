import { STATUSES_IN_LEGEND } from '../../../src/commitment/status.ts';
import type { CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import styles from './municipalities.module.css';

/** Lines and dots of a status, so that nobody has to tell it by its colour alone; in the square of the pattern. */
const MARKS: Readonly<Partial<Record<CommitmentStatus, string>>> = {
  'joined-specification': 'M0 8L8 0M-2 2L2 -2M6 10L10 6',
  'in-process': 'M0 4H8',
  interested: 'M4 3.2v1.6M3.2 4h1.6',
  later: 'M4 0V8',
  waiting: 'M0 0L8 8M-2 6L2 10M6 -2L10 2',
  informed: 'M2 2h1M6 6h1',
  declined: 'M0 0L8 8M8 0L0 8',
  left: 'M0 2H8M0 6H8',
};

const patternId = (status: CommitmentStatus): string => `up-status-${status}`;

/** What fills an area of a status. */
export const statusFill = (status: CommitmentStatus): string => `url(#${patternId(status)})`;

/** The patterns by which areas are filled; to be in the page once wherever they are used. */
export const StatusPatterns = () => (
  <svg className={styles.patterns} aria-hidden>
    <defs>
      {STATUSES_IN_LEGEND.map((status) => (
        <pattern
          key={status}
          id={patternId(status)}
          className={styles.look}
          data-status={status}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
        >
          <rect width="8" height="8" className={styles.patternGround} />
          {MARKS[status] && <path d={MARKS[status]} className={styles.patternMark} />}
        </pattern>
      ))}
    </defs>
  </svg>
);

/** A little square in the look of a status, beside its word: the same ground and marks by a style sheet. */
export const Swatch = ({ status }: { readonly status: CommitmentStatus }) => (
  <span className={`${styles.look} ${styles.swatch}`} data-status={status} aria-hidden />
);

/** A status in words with its square. The word is given: a table of many has it from one catalogue look-up. */
export const StatusWord = ({ status, word }: { readonly status: CommitmentStatus; readonly word: string }) => (
  <span className={styles.statusWord}>
    <Swatch status={status} />
    {word}
  </span>
);
