import { Checkbox, NumberInput, Select } from '@mantine/core';
import { DATE_WORDS } from '../../../src/time/date-words.ts';
import { dateOf, weekdayOf } from '../../../src/time/day.ts';
import { RECURRENCE_PATTERNS, type Recurrence } from '../../../src/time/recurrence.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './recurrence-fields.module.css';

type Pattern = Recurrence['pattern'];

const EVERY: readonly Pattern[] = ['daily', 'weekdays', 'weekly', 'monthlyDay', 'monthlyPosition'];
const POSITIONS = [0, 1, 2, 3, 4];
/** Any day, working weekdays, weekends, and then Monday to Sunday. */
const ITEMS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const FIRST_NAMED_ITEM = 3;

/** A rule of that pattern which takes the day itself: what one means who chooses a pattern without more words. */
export const ruleFor = (pattern: Pattern, dayNumber: number): Recurrence => {
  const { month, day } = dateOf(dayNumber);
  const weekday = weekdayOf(dayNumber);
  return {
    pattern,
    every: 1,
    weekdays: 1 << weekday,
    weekStart: 0,
    position: Math.min(POSITIONS.length - 1, Math.floor((day - 1) / 7)),
    item: FIRST_NAMED_ITEM + weekday,
    month,
    day,
    count: null,
  };
};

/** How something comes again: the pattern, and what it needs to know. `day` is the one from which a new pattern is made. */
export const RecurrenceFields = ({
  rule,
  day,
  patterns = RECURRENCE_PATTERNS,
  onRule,
}: {
  readonly rule: Recurrence;
  readonly day: number;
  readonly patterns?: readonly Pattern[];
  readonly onRule: (rule: Recurrence) => void;
}) => {
  const { textOf, language } = useTexts();
  const text = (key: string): string => textOf('scheduling', key);
  const words = DATE_WORDS[language];
  const { pattern } = rule;
  const change = (part: Partial<Recurrence>): void => onRule({ ...rule, ...part });
  const number = (label: string, value: number, most: number, set: (value: number) => void) => (
    <NumberInput
      className={styles.number}
      label={label}
      min={1}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      value={value}
      onChange={(typed) => typeof typed === 'number' && typed >= 1 && set(typed)}
    />
  );
  const choice = (label: string, value: number, list: readonly string[], set: (value: number) => void, from = 0) => (
    <Select
      className={styles.choice}
      label={label}
      data={list.map((name, i) => ({ value: String(i + from), label: name }))}
      value={String(value)}
      allowDeselect={false}
      onChange={(chosen) => chosen !== null && set(Number(chosen))}
    />
  );
  const byPosition = pattern === 'monthlyPosition' || pattern === 'yearlyPosition';
  const yearly = pattern === 'yearlyDay' || pattern === 'yearlyPosition';
  return (
    <div className={styles.fields}>
      <Select
        className={styles.pattern}
        label={text('repeat.title')}
        data={patterns.map((value) => ({ value, label: text(`repeat.${value}`) }))}
        value={pattern}
        allowDeselect={false}
        onChange={(value) => value && onRule(ruleFor(value as Pattern, day))}
      />
      {EVERY.includes(pattern) &&
        number(text(`repeat.every.${pattern}`), rule.every, 1000, (every) => change({ every }))}
      {pattern === 'weekly' && (
        <fieldset className={styles.weekdays}>
          <legend>{text('repeat.on')}</legend>
          {words.shortWeekdays.map((name, weekday) => (
            <Checkbox
              key={name}
              size="xs"
              label={name}
              aria-label={words.weekdays[weekday]}
              checked={(rule.weekdays & (1 << weekday)) !== 0}
              onChange={() => change({ weekdays: rule.weekdays ^ (1 << weekday) })}
            />
          ))}
        </fieldset>
      )}
      {byPosition &&
        choice(
          text('repeat.position'),
          rule.position,
          POSITIONS.map((at) => text(`repeat.position.${at}`)),
          (position) => change({ position }),
        )}
      {byPosition &&
        choice(
          text('repeat.item'),
          rule.item,
          ITEMS.map((at) =>
            at < FIRST_NAMED_ITEM ? text(`repeat.item.${at}`) : words.weekdays[at - FIRST_NAMED_ITEM]!,
          ),
          (item) => change({ item }),
        )}
      {(pattern === 'monthlyDay' || pattern === 'yearlyDay') &&
        number(text('repeat.day'), rule.day, 31, (date) => change({ day: date }))}
      {yearly && choice(text('repeat.month'), rule.month, words.months, (month) => change({ month }), 1)}
    </div>
  );
};
