import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconRepeat, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import type { CalendarException } from '../../../src/model/row.ts';
import { formatPeriods, parsePeriods } from '../../../src/time/period-text.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { useAddedRow } from '../../app/parts/added-row.ts';
import { Card } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { RecurrenceFields } from '../../app/parts/recurrence-fields.tsx';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';

interface ExceptionRowProps {
  readonly exception: CalendarException;
  readonly startsChosen: boolean;
}

const ExceptionRow = observer(({ exception, startsChosen }: ExceptionRowProps) => {
  const project = useProject();
  const { t, textOf, language } = useTexts();
  const commit = useCommit();
  const set = (cells: object) => commit('calendarException.update', { id: exception.id, cells });
  const { fromDay, toDay } = exception.days;
  const setPeriods = (text: string) => {
    const periods = parsePeriods(text);
    return periods.ok ? set({ periods: periods.value }) : periods.error;
  };
  const setFrom = (day: number | null) =>
    day === null ? null : set({ days: { fromDay: day, toDay: toDay === null || toDay < day ? day : toDay } });
  const setTo = (day: number | null) =>
    day === null ? null : set({ days: { fromDay: fromDay === null || fromDay > day ? day : fromDay, toDay: day } });
  // Next to the row it belongs to, and only where there is something to say: most exceptions are one stretch of days.
  const [isOpen, setOpen] = useState(false);
  const repeats = exception.recurrence.pattern !== 'none';
  return (
    <>
      <tr>
        <td>
          <CommitField
            ariaLabel={t('field.name')}
            startsChosen={startsChosen}
            value={exception.name}
            onCommit={(name) => set({ name })}
          />
        </td>
        <td>
          <DayField ariaLabel={t('field.from')} day={fromDay} onDay={setFrom} />
        </td>
        <td>
          <DayField ariaLabel={t('field.to')} day={toDay} onDay={setTo} />
        </td>
        <td>
          <CommitField
            ariaLabel={t('calendars.hours')}
            placeholder={t('calendars.closed')}
            value={formatPeriods(exception.periods, language)}
            onCommit={setPeriods}
          />
        </td>
        <td className={parts.tight}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={textOf('scheduling', 'repeat.of', { name: exception.name })}
            aria-pressed={isOpen || repeats}
            onClick={() => setOpen(!isOpen)}
          >
            <IconRepeat size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('calendars.deleteException', { name: exception.name })}
            onClick={() => void project.carryOut('calendarException.delete', { ids: [exception.id] })}
          >
            <IconTrash size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </td>
      </tr>
      {(isOpen || repeats) && (
        <tr>
          <td colSpan={5}>
            <RecurrenceFields
              rule={exception.recurrence}
              day={fromDay ?? 0}
              onRule={(recurrence) => void set({ recurrence })}
            />
          </td>
        </tr>
      )}
    </>
  );
});

/** Days that differ from the week and from the holidays. */
export const ExceptionTable = observer(
  ({ calendarId, today }: { readonly calendarId: string; readonly today: number }) => {
    const project = useProject();
    const { t } = useTexts();
    const exceptions = [...project.plan.rows.calendarException.values()]
      .filter((exception) => exception.calendarId === calendarId)
      .sort((a, b) => (a.days.fromDay ?? 0) - (b.days.fromDay ?? 0));
    const { addedId, add } = useAddedRow();
    const addException = (): void => {
      const cells = {
        calendarId,
        name: t('calendars.newException'),
        days: { fromDay: today, toDay: today },
        periods: [],
      };
      add('calendarException.add', cells);
    };
    return (
      <Card title={t('calendars.exceptions')}>
        {exceptions.length > 0 && (
          <table className={`${parts.table} ${parts.quiet}`}>
            <thead>
              <tr>
                <th scope="col">{t('field.name')}</th>
                <th scope="col">{t('field.from')}</th>
                <th scope="col">{t('field.to')}</th>
                <th scope="col">{t('calendars.hours')}</th>
                <th scope="col">
                  <span className="up-visually-hidden">{t('projects.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {exceptions.map((exception) => (
                <ExceptionRow key={exception.id} exception={exception} startsChosen={exception.id === addedId} />
              ))}
            </tbody>
          </table>
        )}
        {exceptions.length === 0 && <p className={parts.faint}>{t('calendars.noExceptions')}</p>}
        <Button mt="xs" variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={addException}>
          {t('calendars.addException')}
        </Button>
      </Card>
    );
  },
);
