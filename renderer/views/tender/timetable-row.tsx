import { IconCheck } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { needsLawyer } from '../../../src/tender/citation.ts';
import { ruleOf } from '../../../src/tender/rules.ts';
import { meantDay, type TenderOfPlan, type TenderRow } from '../../../src/tender/tender-of-plan.ts';
import { rowName } from '../../../src/tender/timetable-lines.ts';
import { citationText, findingMark, findingText, shortCitationText } from '../../../src/tender/wording.ts';
import { formatDate, formatTimeOfDay, parseDate } from '../../../src/time/entry.ts';
import { formatPrecise } from '../../../src/time/precise-date.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTenderWords } from '../../app/i18n/tender-words.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip } from '../../app/parts/card.tsx';
import { CommitField, type CommitResult } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { useJump } from '../../app/parts/task-link.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './tender-view.module.css';
import type { OptionalColumn } from './tender-view-store.ts';
import { tenderViewOf } from './tender-view-store.ts';
import { readTimeOfDay } from './typed-numbers.ts';
import { useViewText } from './use-tender.ts';

interface CellProps {
  readonly of: TenderOfPlan;
  readonly row: TenderRow;
  /** Name of the row, for the labels of its fields. */
  readonly name: string;
}

/** The date of a line, as exactly as it is meant: `5.4.2027`, `uge 34 2027`, `3. kvartal 2027` and all that dates can be. */
const DateCell = observer(({ of, row, name }: CellProps) => {
  const { app } = useStores();
  const { language } = useTexts();
  const v = useViewText();
  const commit = useCommit();
  const { day, startDay, precision } = row;
  const shown =
    precision === 'day' ? dayText(day, language, 'weekday') : formatPrecise(startDay ?? day, day, precision, language);
  if (row.taskId === null) return <span className={parts.plain}>{shown}</span>;
  const set = (text: string): Promise<CommitResult> | CommitResult => {
    const released = text.trim() === '';
    if (released) return commit('tender.releaseDate', { id: of.tender.id, event: row.key });
    const typed = parseDate(text, { todayDay: app.env.todayDay(), baseDay: day });
    if (!typed.ok) return typed.error;
    const { dayNumber, minuteOfDay, precision: exact } = typed.value;
    const time = minuteOfDay === null ? {} : { timeMin: minuteOfDay };
    const meant = meantDay(dayNumber, exact, startDay !== null);
    return commit('tender.setDate', { id: of.tender.id, event: row.key, day: meant, precision: exact, ...time });
  };
  return <CommitField ariaLabel={v('cell.date', { name })} value={shown} onCommit={set} />;
});

const clock = (minute: number, language: 'da' | 'en'): string =>
  language === 'da' ? formatTimeOfDay(minute).replace(':', '.') : formatTimeOfDay(minute);

const TimeCell = observer(({ of, row, name }: CellProps) => {
  const { language } = useTexts();
  const v = useViewText();
  const commit = useCommit();
  const { timeMin, precision, day } = row;
  const shown = timeMin === null || precision !== 'day' ? '' : clock(timeMin, language);
  if (row.taskId === null) return <span className={parts.plain}>{shown}</span>;
  if (row.startDay !== null || precision !== 'day') return null;
  const set = (text: string): Promise<CommitResult> | CommitResult => {
    const typed = readTimeOfDay(text);
    if (typed === undefined) return { id: 'entry.no-such-time', params: { text } };
    return commit('tender.setDate', { id: of.tender.id, event: row.key, day, timeMin: typed });
  };
  return <CommitField ariaLabel={v('cell.time', { name })} value={shown} onCommit={set} />;
});

/** What the law allows: the earliest day, the latest day, or both. */
const LimitCell = ({ row }: Pick<CellProps, 'row'>) => {
  const { language } = useTexts();
  const v = useViewText();
  const { earliestDay, latestDay, ruleId } = row;
  const limit = (sign: string, key: string, day: number) => (
    <span key={key} title={v(key, { day: dayText(day, language, 'weekday') })}>
      <span aria-hidden>
        {sign} {formatDate(day, language, 'short')}
      </span>
      <span className="up-visually-hidden">{v(key, { day: dayText(day, language, 'weekday') })}</span>
    </span>
  );
  if (earliestDay === null && latestDay === null)
    return <>{ruleId !== null && ruleOf(ruleId)?.bound === 'appropriate' ? v('limit.appropriate') : ''}</>;
  return (
    <>
      {earliestDay !== null && limit('≥', 'limit.earliest', earliestDay)}
      {latestDay !== null && limit('≤', 'limit.latest', latestDay)}
    </>
  );
};

/** The rule behind a date, as a way to its explanation. An asterisk: a lawyer must confirm the place. */
const RuleCell = observer(({ row }: Pick<CellProps, 'row'>) => {
  const { words } = useTenderWords();
  const v = useViewText();
  const view = tenderViewOf(useProject());
  const { ruleId, citations } = row;
  if (ruleId === null || citations.length === 0) return null;
  const open = citations.some(needsLawyer);
  return (
    <button
      type="button"
      className={parts.link}
      title={citations.map((citation) => citationText(words, citation)).join('\n')}
      aria-expanded={view.ruleId === ruleId}
      onClick={() => view.explain(ruleId)}
    >
      {shortCitationText(words, citations)}
      {open && (
        <>
          <span aria-hidden>*</span>
          <span className="up-visually-hidden"> {v('confirm')}</span>
        </>
      )}
    </button>
  );
});

/** Who sees to it, by name: a new name becomes a person in the register. */
const ResponsibleCell = observer(({ row, name }: Pick<CellProps, 'row' | 'name'>) => {
  const v = useViewText();
  const commit = useCommit();
  const { taskId } = row;
  if (taskId === null) return null;
  return (
    <CommitField
      ariaLabel={v('cell.responsible', { name })}
      value={row.responsible}
      onCommit={(text) => commit('task.setResponsibleName', { ids: [taskId], name: text })}
    />
  );
});

/** When it happened. Empty where it has not. */
const ActualCell = observer(({ of, row, name }: CellProps) => {
  const { app } = useStores();
  const { language } = useTexts();
  const v = useViewText();
  const commit = useCommit();
  if (row.taskId === null) return null;
  const set = (text: string): Promise<CommitResult> | CommitResult => {
    const input = { id: of.tender.id, event: row.key };
    if (text.trim() === '') return commit('tender.setActual', { ...input, day: null });
    const typed = parseDate(text, { todayDay: app.env.todayDay(), baseDay: row.day });
    return typed.ok ? commit('tender.setActual', { ...input, day: typed.value.dayNumber }) : typed.error;
  };
  return (
    <CommitField
      ariaLabel={v('cell.actual', { name })}
      value={row.actualDay === null ? '' : formatDate(row.actualDay, language, 'short')}
      onCommit={set}
    />
  );
});

/** Days by which the date has moved since the baseline. */
const DriftCell = ({ row }: Pick<CellProps, 'row'>) => {
  const { language } = useTexts();
  const v = useViewText();
  const { baselineDay, day } = row;
  if (baselineDay === null) return <span className={parts.faint}>{v('drift.new')}</span>;
  const days = day - baselineDay;
  if (days === 0) return <span className={parts.faint}>0</span>;
  return (
    <span className={days > 0 ? styles.late : styles.early} title={dayText(baselineDay, language, 'weekday')}>
      {v('drift.days', { count: days, signed: `${days > 0 ? '+' : '−'}${Math.abs(days)}` })}
    </span>
  );
};

/** How it stands with a date: its worst finding, else whether it has happened, is late, or meets the law. */
const StatusCell = ({ of, row }: Pick<CellProps, 'of' | 'row'>) => {
  const { words } = useTenderWords();
  const v = useViewText();
  const { findings, status, earliestDay, latestDay } = row;
  const [worst] = findings.filter(({ severity }) => severity !== 'info');
  if (worst) {
    const { text } = findingText(words, worst, of.settings.procedure);
    return (
      <span title={text}>
        <Chip tone={worst.severity === 'error' ? 'error' : 'warning'}>{findingMark(words, worst)}</Chip>
      </span>
    );
  }
  if (status === 'done') return <Chip tone="ok">{v('status.done')}</Chip>;
  if (status === 'overdue') return <Chip tone="warning">{v('status.overdue')}</Chip>;
  if (status === 'under-way') return <Chip tone="accent">{v('status.under-way')}</Chip>;
  if (earliestDay === null && latestDay === null) return null;
  return (
    <span className={styles.met} title={v('status.met')}>
      <IconCheck size={15} stroke={2} aria-hidden />
      <span className="up-visually-hidden">{v('status.met')}</span>
    </span>
  );
};

/** One line of the timetable. */
export const TimetableRow = observer(
  ({ of, row, columns }: Omit<CellProps, 'name'> & { readonly columns: readonly OptionalColumn[] }) => {
    const { words } = useTenderWords();
    const jump = useJump();
    const name = rowName(words, row, of);
    const { taskId } = row;
    const isWrong = row.findings.some(({ severity }) => severity === 'error');
    return (
      <tr data-row={row.key} data-error={isWrong || undefined} data-done={row.status === 'done' || undefined}>
        <th scope="row" className={styles.activity}>
          {taskId === null ? (
            name
          ) : (
            <button type="button" className={parts.nameLink} title={name} onClick={() => jump(taskId)}>
              {name}
            </button>
          )}
        </th>
        <td className={styles.date} data-column="date">
          <DateCell of={of} row={row} name={name} />
        </td>
        <td className={styles.time} data-column="time">
          <TimeCell of={of} row={row} name={name} />
        </td>
        {columns.includes('actual') && (
          <td className={styles.actual} data-column="actual">
            <ActualCell of={of} row={row} name={name} />
          </td>
        )}
        {columns.includes('drift') && (
          <td className={parts.number}>
            <DriftCell row={row} />
          </td>
        )}
        <td className={`${parts.number} ${styles.limit}`}>
          <LimitCell row={row} />
        </td>
        <td className={styles.rule} data-column="rule">
          <RuleCell row={row} />
        </td>
        {columns.includes('responsible') && (
          <td className={styles.responsible} data-column="responsible">
            <ResponsibleCell row={row} name={name} />
          </td>
        )}
        <td className={styles.status}>
          <StatusCell of={of} row={row} />
        </td>
      </tr>
    );
  },
);
