import { observer } from 'mobx-react-lite';
import type { RowNote, RowNotes, SpacePreview } from '../../../src/model/exchange-result.ts';
import { momentText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { useStores } from '../../stores/stores.ts';
import styles from './exchange.module.css';

/** Rows that are named before the rest is only counted. */
const NAMED = 8;

const ORDER = ['added', 'changed', 'moved', 'deleted'] as const;

/** One row that changes: its name, its kind where it is no task, and the cells. */
const Row = ({ note, onShow }: { readonly note: RowNote; readonly onShow: ((id: string) => void) | null }) => {
  const { textOf } = useTexts();
  const label = note.label || textOf('fields', note.entity);
  const cells = note.cells.filter((cell) => cell !== 'place').map((cell) => textOf('fields', `${note.entity}.${cell}`));
  return (
    <li>
      {onShow && note.entity === 'task' ? (
        <button type="button" className={parts.link} onClick={() => onShow(note.id)}>
          {label}
        </button>
      ) : (
        label
      )}
      {note.entity !== 'task' && <span className={parts.faint}> ({textOf('fields', note.entity)})</span>}
      {cells.length > 0 && <span className={parts.faint}> – {cells.join(', ')}</span>}
    </li>
  );
};

const Rows = ({
  kind,
  notes,
  onShow,
}: {
  readonly kind: (typeof ORDER)[number];
  readonly notes: RowNotes;
  readonly onShow: ((id: string) => void) | null;
}) => {
  const { textOf, language } = useTexts();
  if (notes.count === 0) return null;
  const left = notes.count - Math.min(NAMED, notes.rows.length);
  return (
    <div className={styles.kind}>
      <h4 className={styles.kindTitle}>
        {textOf('exchange', `rows.${kind}`, { count: numberText(notes.count, language) })}
      </h4>
      <ul className={styles.rows}>
        {notes.rows.slice(0, NAMED).map((note) => (
          <Row key={`${note.entity} ${note.id}`} note={note} onShow={kind === 'deleted' ? null : onShow} />
        ))}
        {left > 0 && (
          <li className={parts.faint}>{textOf('exchange', 'more', { count: numberText(left, language) })}</li>
        )}
      </ul>
    </div>
  );
};

/** What taking in a file does to one project: who, when, which rows, what is to be decided, what waits. */
export const SpaceChanges = observer(
  ({ space, onShow }: { readonly space: SpacePreview; readonly onShow: ((id: string) => void) | null }) => {
    const { app } = useStores();
    const { textOf, language } = useTexts();
    const now = app.env.nowMs();
    const isNothing = space.taken === 0 && space.waiting.length === 0;
    return (
      <section className={styles.space}>
        <h3 className={styles.spaceTitle}>
          {space.name} {space.isNew && <Chip tone="accent">{textOf('exchange', 'isNew')}</Chip>}
        </h3>
        {isNothing && <p>{textOf('exchange', 'nothingNew')}</p>}
        {space.authors.map(({ replica, person, changeSets, firstMs, lastMs }) => (
          <p key={`${replica} ${person}`}>
            {textOf('exchange', 'author', {
              person,
              count: numberText(changeSets, language),
              from: momentText(firstMs, now, language),
              to: momentText(lastMs, now, language),
            })}
          </p>
        ))}
        {ORDER.map((kind) => (
          <Rows key={kind} kind={kind} notes={space[kind]} onShow={onShow} />
        ))}
        {space.conflicts.length > 0 && (
          <div className={styles.kind}>
            <h4 className={styles.kindTitle}>
              <Chip tone="warning">{textOf('exchange', 'conflicts', { count: space.conflicts.length })}</Chip>
            </h4>
            <ul className={styles.rows}>
              {space.conflicts.slice(0, NAMED).map(({ id, kind, label, entity, cell }) => (
                <li key={id}>
                  {textOf('exchange', `conflict.${kind}`)}: {label}
                  {cell !== null && <span className={parts.faint}> – {textOf('fields', `${entity}.${cell}`)}</span>}
                </li>
              ))}
            </ul>
          </div>
        )}
        {space.waiting.slice(0, NAMED).map(({ replica, seq, person, reason }) => (
          <p key={`${replica} ${seq} ${reason}`}>
            <Chip tone="warning">{textOf('exchange', 'waits')}</Chip>{' '}
            {textOf('exchange', `waiting.${reason}`, { seq, person })}
          </p>
        ))}
        {space.newer > 0 && <p>{textOf('exchange', 'newer', { count: space.newer })}</p>}
      </section>
    );
  },
);
