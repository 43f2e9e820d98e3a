import { Autocomplete, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useState } from 'react';
import { stagesInOrder } from '../../../src/model/stage-of.ts';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './panel.module.css';

interface ForTasks {
  readonly taskIds: readonly string[];
}

/** Who is responsible, by name: one that is known, or a new one. */
export const ResponsibleField = observer(({ taskIds, partyId }: ForTasks & { readonly partyId: string | null }) => {
  const project = useProject();
  const { t } = useTexts();
  const { party } = project.plan.rows;
  const name = partyId === null ? '' : (party.get(partyId)?.name ?? '');
  /** What the person writes; null while the field shows what the plan says. */
  const [typed, setTyped] = useState<string | null>(null);
  const commit = async (wanted: string | null): Promise<void> => {
    if (wanted !== null && wanted.trim() !== name)
      await project.carryOut('task.setResponsibleName', { ids: [...taskIds], name: wanted.trim() });
    setTyped(null);
  };
  const names = [...new Set([...party.values()].map((one) => one.name))]
    .filter(Boolean)
    .sort((a, b) => a.localeCompare(b, 'da'));
  return (
    <Autocomplete
      className={styles.field}
      aria-label={t('field.responsible')}
      placeholder={t('field.nobody')}
      data={names}
      value={typed ?? name}
      onChange={setTyped}
      onOptionSubmit={(wanted) => void commit(wanted)}
      onBlur={() => void commit(typed)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(null);
      }}
      limit={30}
    />
  );
});

/** The stage of tasks; those below follow unless they have one of their own. */
export const StageField = observer(
  ({ taskIds, stageId, inherited }: ForTasks & { readonly stageId: string | null; readonly inherited?: string }) => {
    const project = useProject();
    const { t } = useTexts();
    const stages = stagesInOrder(project.plan.asPlan());
    return (
      <Select
        className={styles.field}
        aria-label={t('field.stage')}
        placeholder={inherited ?? t('field.none')}
        data={stages.map((stage) => ({ value: stage.id, label: stage.name }))}
        value={stageId}
        clearable
        onChange={(value) => void project.carryOut('task.setStage', { ids: [...taskIds], stageId: value })}
        comboboxProps={{ width: 240, position: 'bottom-end' }}
        rightSectionWidth={22}
      />
    );
  },
);

/** The task's own calendar, where the plan has more than one to choose from. */
export const TaskCalendarField = observer(({ taskId }: { readonly taskId: string }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const { calendar, task } = project.plan.rows;
  const calendarId = task.get(taskId)?.calendarId ?? null;
  if (calendar.size < 2 && calendarId === null) return null;
  const choices = [...calendar.values()].sort((a, b) => a.name.localeCompare(b.name, 'da'));
  return (
    <>
      <dt>{textOf('schedule-explained', 'people.calendar')}</dt>
      <dd>
        <Select
          className={styles.field}
          aria-label={textOf('fields', 'task.calendarId')}
          placeholder={textOf('schedule-explained', 'people.asProject')}
          data={choices.map(({ id, name }) => ({ value: id, label: name }))}
          value={calendarId}
          clearable
          onChange={(value) => void project.carryOut('task.setCalendar', { ids: [taskId], calendarId: value })}
          comboboxProps={{ width: 240, position: 'bottom-end' }}
          rightSectionWidth={22}
        />
      </dd>
    </>
  );
});
