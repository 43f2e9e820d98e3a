import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { Calendar, WorkWeek } from '../../../src/model/row.ts';
import { DATE_WORDS } from '../../../src/time/date-words.ts';
import { formatPeriods, parsePeriods } from '../../../src/time/period-text.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './calendars-view.module.css';

/** How long a new week holds until somebody says otherwise: three summer months. */
const USUAL_DAYS = 91;

const WeekOfItsOwn = observer(
  ({ workWeek, startsChosen }: { readonly workWeek: WorkWeek; readonly startsChosen: boolean }) => {
    const project = useProject();
    const { t, textOf, language } = useTexts();
    const commit = useCommit();
    const { fromDay, toDay } = workWeek.days;
    const set = (cells: object) => commit('workWeek.update', { id: workWeek.id, cells });
    const setFrom = (day: number | null) =>
      day === null ? null : set({ days: { fromDay: day, toDay: Math.max(day, toDay ?? day) } });
    const setTo = (day: number | null) =>
      day === null ? null : set({ days: { fromDay: Math.min(day, fromDay ?? day), toDay: day } });
    const setDay = (weekday: number) => (text: string) => {
      const periods = parsePeriods(text);
      if (!periods.ok) return periods.error;
      const week = workWeek.week.map((old, i) => (i === weekday ? periods.value : old));
      return set({ week, unsaid: workWeek.unsaid & ~(1 << weekday) });
    };
    return (
      <li className={styles.workWeek}>
        <div className={styles.workWeekHead}>
          <CommitField
            label={t('field.name')}
            startsChosen={startsChosen}
            value={workWeek.name}
            onCommit={(name) => set({ name })}
          />
          <DayField label={t('field.from')} day={fromDay} onDay={setFrom} />
          <DayField label={t('field.to')} day={toDay} onDay={setTo} />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('calendars.deleteException', { name: workWeek.name })}
            onClick={() => void project.carryOut('workWeek.delete', { ids: [workWeek.id] })}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
        <div className={styles.week}>
          {DATE_WORDS[language].weekdays.map((name, weekday) => (
            <div key={name} className={styles.day}>
              <span className={styles.dayName}>{name}</span>
              <CommitField
                ariaLabel={`${workWeek.name}: ${name}`}
                placeholder={
                  workWeek.unsaid & (1 << weekday) ? textOf('scheduling', 'week.asUsual') : t('calendars.closed')
                }
                value={workWeek.unsaid & (1 << weekday) ? '' : formatPeriods(workWeek.week[weekday] ?? [], language)}
                onCommit={setDay(weekday)}
              />
            </div>
          ))}
        </div>
      </li>
    );
  },
);

/** Weeks that hold for a while instead of the calendar's own: summer hours, a shift. */
export const WorkWeekTable = observer(
  ({ calendar, today }: { readonly calendar: Calendar; readonly today: number }) => {
    const project = useProject();
    const { textOf } = useTexts();
    const workWeeks = [...project.plan.rows.workWeek.values()]
      .filter(({ calendarId }) => calendarId === calendar.id)
      .sort((a, b) => (a.days.fromDay ?? 0) - (b.days.fromDay ?? 0));
    const { addedId, add } = useAddedRow();
    const addWeek = (): void =>
      void add('workWeek.add', {
        calendarId: calendar.id,
        name: textOf('scheduling', 'week.new'),
        days: { fromDay: today, toDay: today + USUAL_DAYS },
        week: calendar.week,
      });
    return (
      <Card title={textOf('scheduling', 'week.title')}>
        {workWeeks.length === 0 && <p className={parts.faint}>{textOf('scheduling', 'week.none')}</p>}
        <ul className={styles.workWeeks}>
          {workWeeks.map((workWeek) => (
            <WeekOfItsOwn key={workWeek.id} workWeek={workWeek} startsChosen={workWeek.id === addedId} />
          ))}
        </ul>
        <Button mt="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addWeek}>
          {textOf('scheduling', 'week.add')}
        </Button>
      </Card>
    );
  },
);
