import { Autocomplete, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { useEffect, useState } from 'react';
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
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const commit = (wanted: string): void => {
    if (wanted.trim() !== name)
      void project.carryOut('task.setResponsibleName', { ids: [...taskIds], name: wanted.trim() });
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
      value={text}
      onChange={setText}
      onOptionSubmit={commit}
      onBlur={() => commit(text)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(name);
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
