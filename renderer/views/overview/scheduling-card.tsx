import { Checkbox, Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { WORK_ENDS_MIN } from '../../../src/time/day.ts';
import { formatDuration, STANDARD_RATES } from '../../../src/time/entry.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Card } from '../../app/parts/card.tsx';
import { DurationField, InstantField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { useProject } from '../../stores/stores.ts';
import styles from './overview-view.module.css';

const FLAGS = ['honourConstraints', 'splitInProgress', 'rescheduleAfterStatus'] as const;

/** The rules by which the whole plan is calculated. */
export const SchedulingCard = observer(() => {
  const { plan, schedule } = useProject();
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const { project } = plan;
  if (!project) return null;
  const set = (cells: object) => commit('project.update', { cells });
  const rates = project.workUnits ?? STANDARD_RATES;
  const label = (cell: string): string => textOf('fields', `project.${cell}`);
  const scheduleFrom = (value: string | null): void => {
    if (value === null) return;
    // A plan that is turned round keeps its finish until somebody asks for another.
    const finish = value === 'finish' && project.finishMin === null;
    void set({ scheduleFrom: value, ...(finish && { finishMin: schedule.current.result.projectFinish }) });
  };
  return (
    <Card title={textOf('scheduling', 'rules.title')}>
      <div className={styles.about}>
        <Select
          label={label('scheduleFrom')}
          data={['start', 'finish'].map((value) => ({
            value,
            label: textOf('fields', `project.scheduleFrom.${value}`),
          }))}
          value={project.scheduleFrom}
          allowDeselect={false}
          onChange={scheduleFrom}
        />
        {project.scheduleFrom === 'finish' && (
          <InstantField
            label={label('finishMin')}
            instant={project.finishMin}
            minuteIfNone={WORK_ENDS_MIN}
            onInstant={(finishMin) => (finishMin === null ? null : set({ finishMin }))}
          />
        )}
        <InstantField
          label={label('statusMin')}
          instant={project.statusMin}
          minuteIfNone={WORK_ENDS_MIN}
          onInstant={(statusMin) => set({ statusMin })}
        />
        <DurationField
          label={label('criticalSlackMin')}
          text={formatDuration(project.criticalSlackMin, 'day', language, rates)}
          rates={rates}
          onDuration={({ minutes }) => set({ criticalSlackMin: minutes })}
        />
        {FLAGS.map((flag) => (
          <Checkbox
            key={flag}
            size="xs"
            className={styles.wide}
            label={label(flag)}
            checked={project[flag]}
            onChange={(event) => void set({ [flag]: event.currentTarget.checked })}
          />
        ))}
      </div>
    </Card>
  );
});
