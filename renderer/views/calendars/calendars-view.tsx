import { Button, Checkbox, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { Calendar } from '../../../src/model/row.ts';
import { DATE_WORDS } from '../../../src/time/date-words.ts';
import { CLOSING_DAY_SETS, closes, HOLIDAY_SETS, switched } from '../../../src/time/holiday-sets.ts';
import { formatPeriods, parsePeriods } from '../../../src/time/period-text.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { useCommit } from '../../app/parts/use-commit.ts';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import { BaseFields } from './base-fields.tsx';
import styles from './calendars-view.module.css';
import { ExceptionTable } from './exception-table.tsx';
import { WorkWeekTable } from './work-week-table.tsx';

/** Working hours of each day of the week, written as text. */
const WeekCard = observer(({ calendar }: { readonly calendar: Calendar }) => {
  const { t, language } = useTexts();
  const commit = useCommit();
  const setDay = (day: number) => (text: string) => {
    const periods = parsePeriods(text);
    if (!periods.ok) return periods.error;
    const week = calendar.week.map((old, i) => (i === day ? periods.value : old));
    return commit('calendar.update', { id: calendar.id, cells: { week } });
  };
  return (
    <Card title={t('calendars.week')}>
      <div className={styles.week}>
        {DATE_WORDS[language].weekdays.map((name, day) => (
          <div key={name} className={styles.day}>
            <span className={styles.dayName}>{name}</span>
            <CommitField
              ariaLabel={name}
              placeholder={t('calendars.closed')}
              value={formatPeriods(calendar.week[day] ?? [], language)}
              onCommit={setDay(day)}
            />
          </div>
        ))}
      </div>
      <p className={parts.faint}>{t('calendars.weekHint')}</p>
    </Card>
  );
});

const HolidayCard = observer(({ calendar }: { readonly calendar: Calendar }) => {
  const project = useProject();
  const { t, textOf } = useTexts();
  return (
    <Card title={t('calendars.holidays')}>
      <div className={styles.sets}>
        {HOLIDAY_SETS.map((set) => (
          <Checkbox
            key={set}
            size="xs"
            className={CLOSING_DAY_SETS.includes(set) ? styles.oneOfSet : undefined}
            label={textOf('fields', `calendar.holidaySets.${set}`)}
            description={CLOSING_DAY_SETS.includes(set) ? undefined : textOf('app', `calendars.${set}`)}
            checked={closes(calendar.holidaySets, set)}
            onChange={(event) => {
              const holidaySets = switched(calendar.holidaySets, set, event.currentTarget.checked);
              void project.carryOut('calendar.update', { id: calendar.id, cells: { holidaySets } });
            }}
          />
        ))}
      </div>
    </Card>
  );
});

/** The project's calendars: when work is done. */
export const CalendarsView = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { plan } = project;
  const { t, commandTitle } = useTexts();
  const commit = useCommit();
  const calendars = [...plan.rows.calendar.values()].sort((a, b) => a.name.localeCompare(b.name, 'da'));
  const [chosenId, setChosenId] = useState<string | null>(plan.project?.calendarId ?? null);
  const calendar = calendars.find(({ id }) => id === chosenId) ?? calendars[0];
  const isProjectCalendar = calendar !== undefined && calendar.id === plan.project?.calendarId;
  const { addedId, add } = useAddedRow();
  const addCalendar = (): void => {
    const cells = {
      name: t('calendars.newName'),
      week: calendar?.week ?? [],
      holidaySets: calendar?.holidaySets ?? ['da-public'],
    };
    setChosenId(add('calendar.add', cells));
  };
  return (
    <>
      <ViewBar title={commandTitle('view.calendars')}>
        {calendars.length > 1 && (
          <Select
            aria-label={t('calendars.choose')}
            data={calendars.map(({ id, name }) => ({ value: id, label: name || t('project.unnamed') }))}
            value={calendar?.id ?? null}
            allowDeselect={false}
            onChange={setChosenId}
          />
        )}
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addCalendar}>
          {t('calendars.add')}
        </Button>
        {calendar && !isProjectCalendar && (
          <>
            <Button
              variant="default"
              onClick={() => void project.carryOut('project.update', { cells: { calendarId: calendar.id } })}
            >
              {t('calendars.makeProject')}
            </Button>
            <Button variant="default" onClick={() => void project.carryOut('calendar.delete', { ids: [calendar.id] })}>
              {t('calendars.delete')}
            </Button>
          </>
        )}
      </ViewBar>
      <div className={parts.page}>
        {!calendar && <p className={parts.empty}>{t('calendars.none')}</p>}
        {calendar && (
          <div className={styles.columns} key={calendar.id}>
            <div className={styles.column}>
              <Card title={isProjectCalendar ? t('calendars.projectCalendar') : t('calendars.otherCalendar')}>
                <CommitField
                  label={t('field.name')}
                  startsChosen={calendar.id === addedId}
                  value={calendar.name}
                  onCommit={(name) => commit('calendar.update', { id: calendar.id, cells: { name } })}
                />
                <BaseFields calendar={calendar} />
              </Card>
              {!calendar.weekFromBase && <WeekCard calendar={calendar} />}
              <WorkWeekTable calendar={calendar} today={app.env.todayDay()} />
            </div>
            <div className={styles.column}>
              <HolidayCard calendar={calendar} />
              <ExceptionTable calendarId={calendar.id} today={app.env.todayDay()} />
            </div>
          </div>
        )}
      </div>
    </>
  );
});
