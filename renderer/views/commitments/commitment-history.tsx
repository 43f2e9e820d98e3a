import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
import type { RowHistoryEntry } from '../../../src/api.ts';
import type { Commitment } from '../../../src/model/row.ts';
import { dayText, momentText } from '../../app/i18n/formats.ts';
import { type Texts, useTexts } from '../../app/i18n/texts.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './commitments.module.css';

const MOST_SHOWN = 20;

const DAY_CELLS: ReadonlySet<string> = new Set(['expectedDay', 'remindedDay', 'desiredGoLiveDay', 'agreedGoLiveDay']);
/** What goes without saying: the keys of the row, and the signing that follows from the answer. */
const UNSAID: ReadonlySet<string> = new Set(['roundId', 'participantId', 'moduleId', 'signed']);

/** One change in words; null where there is nothing to tell. */
const changeText = ({ op }: RowHistoryEntry, { textOf, language }: Texts): string | null => {
  if (op.kind !== 'set') return textOf('commitment', `history.${op.kind}`);
  if (UNSAID.has(op.cell)) return null;
  const field = textOf('fields', `commitment.${op.cell}`);
  if (op.cell === 'answer') {
    const { status, day } = op.value as Commitment['answer'];
    const told = textOf('fields', `commitment.answer.status.${status}`);
    return day === null ? told : `${told}, ${dayText(day, language)}`;
  }
  const value = DAY_CELLS.has(op.cell) ? dayText(op.value as number | null, language) : String(op.value ?? '');
  return `${field}: ${value === '' ? '–' : value}`;
};

/** Who recorded what of this answer, and when. */
export const CommitmentHistory = observer(({ commitmentId }: { readonly commitmentId: string }) => {
  const { app } = useStores();
  const { plan } = useProject();
  const texts = useTexts();
  const [entries, setEntries] = useState<readonly RowHistoryEntry[]>([]);
  const { projectId, revision } = plan;
  useEffect(() => {
    let current = true;
    void app.bridge.call('history.row', { projectId, entity: 'commitment', id: commitmentId }).then((answer) => {
      if (current && answer.ok) setEntries(answer.value);
    });
    return () => {
      current = false;
    };
    // Every revision may have changed the answer.
  }, [app, projectId, revision, commitmentId]);
  const told = entries
    .map((entry) => ({ entry, text: changeText(entry, texts) }))
    .filter((one): one is { entry: RowHistoryEntry; text: string } => one.text !== null)
    .slice(0, MOST_SHOWN);
  if (told.length === 0) return null;
  return (
    <div className={styles.history}>
      <h3>{texts.textOf('commitment', 'history.title')}</h3>
      <ol>
        {told.map(({ entry, text }, i) => (
          <li key={i}>
            <span>{text}</span>
            <span className={styles.historyBy}>
              {entry.person} {momentText(entry.wallMs, app.env.nowMs(), texts.language)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
});
