import type { WorkPeriod } from '../../time/calendar.ts';
import { newDay, newException, newWorkWeek } from './entries.ts';
import { kindsFor, type Reading } from './field-kinds.ts';
import type { MspdiLimits } from './limits.ts';
import type { MspdiCalendar, MspdiDay, MspdiException, MspdiWorkWeek } from './parsed.ts';
import { branch, type Element, type Fields, fields } from './xml-reader.ts';

interface Times {
  from: number | null;
  to: number | null;
}

const workingTimes = <T extends { readonly periods: WorkPeriod[] }>(reading: Reading): Element<T> => {
  const { time } = kindsFor<Times>(reading);
  return kindsFor<T>(reading).inside(
    fields<T>({
      WorkingTime: branch<T, Times>({
        open: () => ({ from: null, to: null }),
        children: fields<Times>({ FromTime: time('from'), ToTime: time('to') }),
        close: (parent, { from, to }) => {
          if (from !== null && to !== null) parent.periods.push({ startMin: from, endMin: to });
        },
      }),
    }),
  );
};

const timePeriod = <T extends { fromMin: number | null; toMin: number | null }>(reading: Reading): Element<T> => {
  const { instant } = kindsFor<{ fromMin: number | null; toMin: number | null }>(reading);
  return kindsFor<T>(reading).inside(fields<T>({ FromDate: instant('fromMin'), ToDate: instant('toMin') }));
};

const weekDays = <T extends { readonly days: MspdiDay[] }>(reading: Reading, limit: number): Element<T> => {
  const { int, flag } = kindsFor<MspdiDay>(reading);
  const day = fields<MspdiDay>({
    DayType: int('dayType'),
    DayWorking: flag('working'),
    TimePeriod: timePeriod(reading),
    WorkingTimes: workingTimes(reading),
  });
  const { inside, many } = kindsFor<T>(reading);
  return inside(fields<T>({ WeekDay: many('WeekDay', limit, newDay, (of, made) => of.days.push(made), day) }));
};

const exceptionFields = (reading: Reading): Fields<MspdiException> => {
  const { int, flag, text } = kindsFor<MspdiException>(reading);
  return fields<MspdiException>({
    Name: text('name'),
    TimePeriod: timePeriod(reading),
    DayWorking: flag('working'),
    Type: int('type'),
    EnteredByOccurrences: flag('enteredByOccurrences'),
    Occurrences: int('occurrences'),
    Period: int('period'),
    DaysOfWeek: int('daysOfWeek'),
    MonthItem: int('monthItem'),
    MonthPosition: int('monthPosition'),
    Month: int('month'),
    MonthDay: int('monthDay'),
    WorkingTimes: workingTimes(reading),
  });
};

/** What is read of a Calendar. */
export const calendarFields = (reading: Reading, { elements }: MspdiLimits): Fields<MspdiCalendar> => {
  const { int, flag, text, key, inside, many } = kindsFor<MspdiCalendar>(reading);
  const workWeek = fields<MspdiWorkWeek>({
    Name: kindsFor<MspdiWorkWeek>(reading).text('name'),
    TimePeriod: timePeriod(reading),
    WeekDays: weekDays(reading, elements),
  });
  const exception = exceptionFields(reading);
  return fields<MspdiCalendar>({
    UID: key('uid'),
    Name: text('name'),
    IsBaseCalendar: flag('isBase'),
    IsBaselineCalendar: flag('isBaseline'),
    BaseCalendarUID: int('baseUid'),
    WeekDays: weekDays(reading, elements),
    Exceptions: inside(
      fields({
        Exception: many('Exception', elements, newException, (of, made) => of.exceptions.push(made), exception),
      }),
    ),
    WorkWeeks: inside(
      fields({ WorkWeek: many('WorkWeek', elements, newWorkWeek, (of, made) => of.workWeeks.push(made), workWeek) }),
    ),
  });
};
