import { Button, Group, TextInput } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { type FormEvent, useState } from 'react';
import type { CallError } from '../../../src/api.ts';
import { formatDuration, parseDate, parseDuration, STANDARD_RATES } from '../../../src/time/entry.ts';
import { RECURRENCE_PATTERNS } from '../../../src/time/recurrence.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { dayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { DialogFrame } from '../parts/dialog-frame.tsx';
import { RecurrenceFields, ruleFor } from '../parts/recurrence-fields.tsx';
import styles from './dialogs.module.css';

const PATTERNS = RECURRENCE_PATTERNS.filter((pattern) => pattern !== 'none');
/** A quarter, which most series of meetings are planned for at a time. */
const USUAL_DAYS = 91;

type Problem = Pick<CallError, 'id' | 'params'>;

/** Asks for a task that comes again: what, how long, how often, from when and until when. */
export const RecurringTask = observer(() => {
  const { app } = useStores();
  const { plan, selection } = useProject();
  const { t, textOf, errorText, commandTitle, language } = useTexts();
  const rates = plan.project?.workUnits ?? STANDARD_RATES;
  const today = app.env.todayDay();
  const [name, setName] = useState('');
  const [duration, setDuration] = useState(formatDuration(60, 'hour', language, rates));
  const [from, setFrom] = useState(dayText(today, language));
  const [to, setTo] = useState(dayText(today + USUAL_DAYS, language));
  const [rule, setRule] = useState(ruleFor('weekly', today));
  const [problem, setProblem] = useState<{ readonly field: string; readonly error: Problem } | null>(null);
  const errorAt = (field: string): string | undefined =>
    problem?.field === field ? errorText(problem.error) : undefined;

  const carryOut = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const [length, first, last] = [
      parseDuration(duration, rates),
      parseDate(from, { todayDay: today }),
      parseDate(to, { todayDay: today }),
    ];
    if (!length.ok) return setProblem({ field: 'duration', error: length.error });
    if (!first.ok) return setProblem({ field: 'from', error: first.error });
    if (!last.ok) return setProblem({ field: 'to', error: last.error });
    const answer = await plan.run('task.addRecurring', {
      name: name.trim(),
      recurrence: rule,
      fromDay: first.value.dayNumber,
      toDay: last.value.dayNumber,
      duration: length.value,
      afterId: selection.asSelection().focusId,
    });
    if (answer.ok) app.closeDialog();
    else setProblem({ field: 'to', error: answer.error });
  };
  const fromDay = parseDate(from, { todayDay: today });
  return (
    <DialogFrame title={commandTitle('task.addRecurring')} size={560}>
      <form className={styles.form} onSubmit={(event) => void carryOut(event)}>
        <TextInput
          label={t('field.name')}
          data-autofocus
          maxLength={490}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={textOf('scheduling', 'repeat.duration')}
          value={duration}
          onChange={(event) => setDuration(event.currentTarget.value)}
          error={errorAt('duration')}
        />
        <RecurrenceFields
          rule={rule}
          day={fromDay.ok ? fromDay.value.dayNumber : today}
          patterns={PATTERNS}
          onRule={setRule}
        />
        <Group grow align="flex-start">
          <TextInput
            label={t('field.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
            error={errorAt('from')}
          />
          <TextInput
            label={t('field.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={errorAt('to')}
          />
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => app.closeDialog()}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {textOf('scheduling', 'repeat.add')}
          </Button>
        </Group>
      </form>
    </DialogFrame>
  );
});
