import { CloseButton } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { useTexts } from '../../app/i18n/texts.ts';
import styles from './municipalities.module.css';
import { StatusPatterns } from './status-look.tsx';

interface MapViewProps {
  readonly title: string;
  /** How much of the width the map takes while nothing is edited, in percent. */
  readonly mapPercent: number;
  readonly map: ReactNode;
  readonly children: ReactNode;
  /** What is said of those who are chosen; null while nobody is. */
  readonly editor: ReactNode;
}

/** A view of the municipalities: the map at the left, its tables beside it, and at the right who is chosen. */
export const MapView = ({ title, mapPercent, map, children, editor }: MapViewProps) => {
  const { textOf } = useTexts();
  return (
    <div
      className={styles.view}
      data-editor={editor !== null}
      style={{ '--map-share': `${mapPercent}%` } as CSSProperties}
    >
      <StatusPatterns />
      <section className={styles.mapCard} aria-label={title}>
        <h2>{title}</h2>
        {map}
        <p className={styles.source}>{textOf('commitment', 'map.source')}</p>
      </section>
      {children}
      {editor}
    </div>
  );
};

interface SideEditorProps {
  readonly name: string;
  readonly title: string;
  readonly note?: string;
  readonly onClose: () => void;
  /** The fields, drawn anew for others who are chosen: what was typed for some is not meant for them. */
  readonly fields: ReactNode;
  readonly fieldsKey: string;
  readonly children?: ReactNode;
}

/** The fields of those who are chosen, beside the tables. */
export const SideEditor = ({ name, title, note, onClose, fields, fieldsKey, children }: SideEditorProps) => {
  const { textOf } = useTexts();
  return (
    <section className={styles.editor} aria-label={name}>
      <header className={styles.editorHead}>
        <div>
          <h2>{title}</h2>
          {note && <p className={styles.editorNote}>{note}</p>}
        </div>
        <CloseButton aria-label={textOf('commitment', 'editor.close')} onClick={onClose} />
      </header>
      <div className={styles.fields} key={fieldsKey}>
        {fields}
      </div>
      {children}
    </section>
  );
};
