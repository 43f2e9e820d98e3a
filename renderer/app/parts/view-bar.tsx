import type { ReactNode } from 'react';
import styles from './parts.module.css';

/** The command bar at the top of a view: its name or its tools at the left, what it sums up at the right. */
export const ViewBar = ({
  title,
  children,
  note,
}: {
  readonly title?: string;
  readonly children?: ReactNode;
  readonly note?: ReactNode;
}) => (
  <div className={styles.bar}>
    {title && <h1 className={styles.barTitle}>{title}</h1>}
    {children}
    <div className={styles.spacer} />
    {note && <div className={styles.barNote}>{note}</div>}
  </div>
);
