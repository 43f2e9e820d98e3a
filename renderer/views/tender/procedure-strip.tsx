import { observer } from 'mobx-react-lite';
import type { CSSProperties } from 'react';
import type { EventId } from '../../../src/tender/event.ts';
import { holidayBlockOn } from '../../../src/tender/holiday-block.ts';
import { type PhaseId, phasesOf } from '../../../src/tender/phase.ts';
import type { TenderOfPlan, TenderRow } from '../../../src/tender/tender-of-plan.ts';
import { rowName } from '../../../src/tender/timetable-lines.ts';
import { DATE_WORDS } from '../../../src/time/date-words.ts';
import { addMonths, dateOf, dayNumberOf } from '../../../src/time/day.ts';
import { formatDate } from '../../../src/time/entry.ts';
import { dayText } from '../../app/i18n/formats.ts';
import { useTenderWords } from '../../app/i18n/tender-words.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './tender-view.module.css';
import { tenderViewOf } from './tender-view-store.ts';
import { useViewText } from './use-tender.ts';

/** Colour of a phase: one of the stages' colours. */
const TONES: Readonly<Record<PhaseId, number>> = {
  preparation: 0,
  requests: 1,
  selection: 9,
  tenders: 2,
  talks: 5,
  award: 6,
  standstill: 8,
  delivery: 3,
};

/** Dates that people look for first. */
const MARKED: ReadonlySet<EventId> = new Set([
  'notice',
  'requests-deadline',
  'tenders-deadline',
  'final-tenders-deadline',
  'award-notification',
  'contract',
  'go-live',
]);

/** Room that a label of a mark takes, in hundredths of the strip. */
const LABEL_SHARE = 13;
/** Width of a letter of a phase's name, in hundredths of the strip. */
const LETTER_SHARE = 0.62;
/** Months between the lines of the axis, by how many months it spans. */
const stepFor = (months: number): number => (months <= 14 ? 1 : months <= 40 ? 3 : 6);

interface Span {
  readonly fromDay: number;
  readonly toDay: number;
}

const shareIn = ({ fromDay, toDay }: Span, day: number): number =>
  Math.min(100, Math.max(0, (100 * (day - fromDay)) / Math.max(1, toDay - fromDay)));

/** First days of months on the axis, with what stands there. */
const axisTicks = (
  span: Span,
  language: 'da' | 'en',
): { readonly day: number; readonly text: string; readonly isYear: boolean }[] => {
  const first = dateOf(span.fromDay);
  const months = Math.ceil((span.toDay - span.fromDay) / 30.4);
  const step = stepFor(months);
  const ticks: { readonly day: number; readonly text: string; readonly isYear: boolean }[] = [];
  for (
    let day = dayNumberOf(first.year, Math.floor((first.month - 1) / step) * step + 1, 1);
    day <= span.toDay;
    day = addMonths(day, step)
  ) {
    if (day < span.fromDay) continue;
    const { year, month } = dateOf(day);
    const isYear = month === 1 || ticks.length === 0;
    const name = DATE_WORDS[language].shortMonths[month - 1]!;
    ticks.push({ day, text: isYear ? `${name} ${year}` : name, isYear });
  }
  return ticks;
};

/** Stretches of days within a span in which people are away. */
const holidaysIn = ({ fromDay, toDay }: Span): Span[] => {
  const found: Span[] = [];
  for (let day = fromDay; day <= toDay; day++) {
    const block = holidayBlockOn(day);
    if (block === null) continue;
    found.push({ fromDay: Math.max(block.firstDay, fromDay), toDay: Math.min(block.lastDay + 1, toDay) });
    day = block.lastDay;
  }
  return found;
};

/** On which of three lines the label of each mark stands; null where there is no room for it. */
const labelLines = (shares: readonly number[]): (number | null)[] => {
  const taken = [-LABEL_SHARE, -LABEL_SHARE, -LABEL_SHARE];
  return shares.map((share) => {
    const line = taken.findIndex((before) => share - before >= LABEL_SHARE);
    if (line < 0) return null;
    taken[line] = share;
    return line;
  });
};

/** The whole procedure at a glance: its phases, the dates that matter most, holidays, and today. */
export const ProcedureStrip = observer(({ of }: { readonly of: TenderOfPlan }) => {
  const { app } = useStores();
  const view = tenderViewOf(useProject());
  const { words } = useTenderWords();
  const { language } = useTexts();
  const v = useViewText();
  const phases = phasesOf(of.rows);
  if (phases.length === 0) return null;
  const marks = of.rows.filter(({ id }) => MARKED.has(id));
  const lastDay = Math.max(phases[phases.length - 1]!.toDay, ...marks.map(({ day }) => day));
  const span = { fromDay: phases[0]!.fromDay, toDay: lastDay };
  const at = (day: number): string => `${shareIn(span, day)}%`;
  const between = (part: Span) => ({
    left: at(part.fromDay),
    width: `${shareIn(span, part.toDay) - shareIn(span, part.fromDay)}%`,
  });
  const today = app.env.todayDay();
  const lines = labelLines(marks.map(({ day }) => shareIn(span, day)));
  const nameOf = (id: PhaseId): string =>
    words.text(id === 'talks' && of.settings.procedure === 'dialogue' ? 'phase.talks.dialogue' : `phase.${id}`);
  const isWrong = ({ findings }: TenderRow): boolean => findings.some(({ severity }) => severity === 'error');
  const summary = phases
    .map(({ id, fromDay, toDay }) => `${nameOf(id)}: ${dayText(fromDay, language)} – ${dayText(toDay, language)}`)
    .join('. ');
  return (
    <section className={styles.strip} aria-label={v('strip.title')}>
      <p className="up-visually-hidden">{summary}.</p>
      <div className={styles.stripInner} aria-hidden>
        <div className={styles.axis}>
          {axisTicks(span, language).map(({ day, text, isYear }) => (
            <span key={day} className={styles.tick} data-year={isYear} style={{ left: at(day) }}>
              {text}
            </span>
          ))}
        </div>
        <div className={styles.band}>
          {holidaysIn(span).map((part) => (
            <span key={part.fromDay} className={styles.holiday} style={between(part)} />
          ))}
          {phases.map(({ id, fromDay, toDay }) => (
            <span
              key={id}
              className={styles.phase}
              title={`${nameOf(id)}: ${dayText(fromDay, language, 'weekday')} – ${dayText(toDay, language, 'weekday')}`}
              style={{ ...between({ fromDay, toDay }), '--tone': `var(--up-stage-${TONES[id]})` } as CSSProperties}
            >
              {nameOf(id).length * LETTER_SHARE < shareIn(span, toDay) - shareIn(span, fromDay) && (
                <span className={styles.phaseName}>{nameOf(id)}</span>
              )}
            </span>
          ))}
          {today >= span.fromDay && today <= span.toDay && (
            <span className={styles.today} style={{ left: at(today) }} />
          )}
        </div>
        <div className={styles.marks} data-lines={1 + Math.max(0, ...lines.map((line) => line ?? 0))}>
          {marks.map((row, i) => {
            const line = lines[i];
            const date = formatDate(row.day, language, 'short');
            return (
              <button
                key={row.key}
                type="button"
                tabIndex={-1}
                className={styles.mark}
                data-error={isWrong(row) || undefined}
                data-line={line ?? undefined}
                data-end={shareIn(span, row.day) > 92 || undefined}
                style={{ left: at(row.day) }}
                title={`${rowName(words, row, of)} ${dayText(row.day, language, 'weekday')}`}
                onClick={() => view.show(of.tender.id, row.key)}
              >
                <span className={styles.diamond} />
                {line !== null && (
                  <span className={styles.markText}>
                    {v(`strip.${row.id}`)} {date}
                  </span>
                )}
              </button>
            );
          })}
        </div>
      </div>
    </section>
  );
});
