import type { ReactNode } from 'react';
import styles from './parts.module.css';

export type Tone = 'ok' | 'warning' | 'error' | 'accent';

/** A white sheet with a hairline around it; tinted only where it warns or reassures. */
export const Card = ({
  title,
  tone,
  children,
}: {
  readonly title?: ReactNode;
  readonly tone?: Tone;
  readonly children: ReactNode;
}) => (
  <section className={styles.card} data-tone={tone}>
    {title && <h2 className={styles.cardTitle}>{title}</h2>}
    {children}
  </section>
);

/** A word about the state of something; the tone repeats what the word says. */
export const Chip = ({ tone, children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={styles.chip} data-tone={tone}>
    {children}
  </span>
);

/** The colour of a stage, beside its name. */
export const StageDot = ({ color }: { readonly color: number }) => (
  <span className={styles.stageDot} style={{ background: `var(--up-stage-${color})` }} aria-hidden />
);
