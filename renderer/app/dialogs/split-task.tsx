import { Button, Group, Select, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import { barPartsOf } from '../../../src/gantt/bar-parts.ts';
import { breaksOf } from '../../../src/model/breaks.ts';
import { dayOfInstant, MINUTES_PER_DAY, minuteOfDay } from '../../../src/time/day.ts';
import { parseInstant } from '../../../src/time/entry.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { instantDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import styles from './dialogs.module.css';

type Problem = Pick<CallError, 'id' | 'params'>;

/** Days that a break is suggested to last. */
const SUGGESTED_DAYS = 7;

/** Interrupts the task at hand, or moves one of its interruptions: from when to when nobody works on it. */
export const SplitTask = observer(() => {
  const { app } = useStores();
  const { selection, schedule, plan } = useProject();
  const { t, textOf, language, commandTitle, errorText } = useTexts();
  const [taskId] = useState(selection.current);
  const dates = taskId === null ? null : schedule.of(taskId);
  const minute = dates ? minuteOfDay(dates.startMin) : 0;
  const [suggestedDay] = useState(() => suggestion(dates, plan.project?.statusMin ?? null, app.env.todayDay()));
  const dayText = (day: number): string => instantDayText(day * MINUTES_PER_DAY, language, 'weekday');
  const [from, setFrom] = useState(dayText(suggestedDay));
  const [to, setTo] = useState(dayText(suggestedDay + SUGGESTED_DAYS));
  const [problem, setProblem] = useState<{ readonly at: 'from' | 'to'; readonly error: Problem } | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const task = taskId === null ? undefined : plan.rows.task.get(taskId);
  if (!task || !dates || taskId === null) return null;
  const calendar = schedule.current.calendarOf(taskId);
  const parts = barPartsOf(task, dates.startMin, dates.finishMin, calendar) ?? [];
  const breaks = breaksOf(task).slice(0, Math.max(0, parts.length - 1));
  const choose = (value: string | null): void => {
    const at = value === null || value === '' ? null : Number(value);
    setChosen(at);
    setFrom(at === null ? dayText(suggestedDay) : dayText(dayOfInstant(parts[at]!.finishMin)));
    setTo(dayText(at === null ? suggestedDay + SUGGESTED_DAYS : dayOfInstant(parts[at + 1]!.startMin)));
    setProblem(null);
  };

  const carryOut = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const moved = chosen === null ? undefined : breaks[chosen];
    const read = (text: string, baseDay: number, at: number) =>
      parseInstant(text, { todayDay: app.env.todayDay(), baseDay }, at);
    // A day stands for the time of day at which the break stood; a new one begins and ends as the task does.
    const minutes =
      moved && chosen !== null
        ? [parts[chosen]!.finishMin, parts[chosen + 1]!.startMin].map(minuteOfDay)
        : [minute, minute];
    const begins = read(from, suggestedDay, minutes[0]!);
    if (!begins.ok) return setProblem({ at: 'from', error: begins.error });
    const ends = read(to, dayOfInstant(begins.value), minutes[1]!);
    if (!ends.ok) return setProblem({ at: 'to', error: ends.error });
    const when = { id: taskId, fromMin: begins.value, toMin: ends.value };
    const answer = moved
      ? await plan.run('task.setBreak', { ...when, workMin: moved.workMin })
      : await plan.run('task.split', when);
    if (answer.ok) app.closeDialog();
    else setProblem({ at: answer.error.id === 'task.split-nothing' ? 'to' : 'from', error: answer.error });
  };
  const errorAt = (at: 'from' | 'to') => (problem?.at === at ? errorText(problem.error) : undefined);

  return (
    <DialogFrame title={commandTitle('task.split')} size={460}>
      <form className={styles.form} onSubmit={(event) => void carryOut(event)}>
        <p>{textOf('chart', 'split.hint', { name: task.name })}</p>
        {breaks.length > 0 && (
          <Select
            label={textOf('chart', 'split.which')}
            data={[
              { value: '', label: textOf('chart', 'split.new') },
              ...breaks.map((_, at) => ({
                value: String(at),
                label: `${dayText(dayOfInstant(parts[at]!.finishMin))} – ${dayText(dayOfInstant(parts[at + 1]!.startMin))}`,
              })),
            ]}
            value={chosen === null ? '' : String(chosen)}
            allowDeselect={false}
            onChange={choose}
          />
        )}
        <TextInput
          label={textOf('chart', 'split.from')}
          data-autofocus
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          error={errorAt('from')}
        />
        <TextInput
          label={textOf('chart', 'split.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          error={errorAt('to')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => app.closeDialog()}>
            {t('action.cancel')}
          </Button>
          <Button type="submit">{commandTitle(chosen === null ? 'task.split' : 'task.setBreak')}</Button>
        </Group>
      </form>
    </DialogFrame>
  );
});

/** The status date or today where it lies within the task, else its middle. */
const suggestion = (
  dates: { readonly startMin: number; readonly finishMin: number } | null,
  statusMin: number | null,
  todayDay: number,
): number => {
  if (!dates) return todayDay;
  const first = dayOfInstant(dates.startMin);
  const last = dayOfInstant(dates.finishMin);
  const wanted = statusMin === null ? todayDay : dayOfInstant(statusMin);
  return wanted > first && wanted < last ? wanted : Math.max(first + 1, Math.floor((first + last) / 2));
};
