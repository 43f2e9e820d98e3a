import { dayOfInstant, minuteOfDay } from '../../../src/time/day.ts';
import type { DurationRates, TypedDuration } from '../../../src/time/entry.ts';
import { parseDate, parseDuration, parseInstant } from '../../../src/time/entry.ts';
import { useStores } from '../../stores/stores.ts';
import { dayText, instantDayText, instantText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { CommitField, type CommitResult } from './commit-field.tsx';

interface TypedFieldProps {
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
}

/** A day, written as people write days; empty where `clearable` allows it. */
export const DayField = ({
  day,
  onDay,
  ...look
}: TypedFieldProps & {
  readonly day: number | null;
  readonly onDay: (day: number | null) => Promise<CommitResult> | CommitResult;
}) => {
  const { app } = useStores();
  const { language } = useTexts();
  const commit = (text: string) => {
    if (text.trim() === '') return onDay(null);
    const typed = parseDate(text, { todayDay: app.env.todayDay(), baseDay: day ?? undefined });
    return typed.ok ? onDay(typed.value.dayNumber) : typed.error;
  };
  return <CommitField {...look} value={dayText(day, language, 'weekday')} onCommit={commit} />;
};

/** A day and time of day; `minuteIfNone` is meant where only a day is written. */
export const InstantField = ({
  instant,
  minuteIfNone,
  onInstant,
  ...look
}: TypedFieldProps & {
  readonly instant: number | null;
  readonly minuteIfNone: number;
  readonly onInstant: (instant: number | null) => Promise<CommitResult> | CommitResult;
}) => {
  const { app } = useStores();
  const { language } = useTexts();
  // The time of day is told only where it is another than the one that is meant anyway.
  const plain = instant !== null && minuteOfDay(instant) === minuteIfNone;
  const shown = plain ? instantDayText(instant, language, 'weekday') : instantText(instant, language);
  const commit = (text: string) => {
    if (text.trim() === '') return onInstant(null);
    const baseDay = instant === null ? undefined : dayOfInstant(instant);
    const typed = parseInstant(text, { todayDay: app.env.todayDay(), baseDay }, minuteIfNone);
    return typed.ok ? onInstant(typed.value) : typed.error;
  };
  return <CommitField {...look} value={shown} onCommit={commit} />;
};

/** A duration with its unit; an emptied field means something only with `onClear`. */
export const DurationField = ({
  text,
  rates,
  onDuration,
  onClear,
  ...look
}: TypedFieldProps & {
  readonly text: string;
  readonly rates: DurationRates;
  readonly onDuration: (duration: TypedDuration) => Promise<CommitResult> | CommitResult;
  readonly onClear?: () => Promise<CommitResult> | CommitResult;
}) => {
  const commit = (typed: string) => {
    if (onClear && typed.trim() === '') return onClear();
    const parsed = parseDuration(typed, rates);
    return parsed.ok ? onDuration(parsed.value) : parsed.error;
  };
  return <CommitField {...look} value={text} onCommit={commit} />;
};
