import { ActionIcon, Checkbox, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { assignmentsOf } from '../../../src/model/commands/assignments.ts';
import { workOf } from '../../../src/model/effort.ts';
import type { Assignment } from '../../../src/model/row.ts';
import { TASK_TYPES } from '../../../src/model/schema.ts';
import { formatDuration, STANDARD_RATES } from '../../../src/time/entry.ts';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { Card } from '../parts/card.tsx';
import { DurationField } from '../parts/typed-fields.tsx';
import { UnitsField, unitsText } from '../parts/units-field.tsx';
import { useCommit } from '../parts/use-commit.ts';
import styles from './panel.module.css';

const AssignmentRow = observer(({ assignment }: { readonly assignment: Assignment }) => {
  const project = useProject();
  const { textOf, language } = useTexts();
  const commit = useCommit();
  const { plan } = project;
  const task = plan.rows.task.get(assignment.taskId!)!;
  const party = plan.rows.party.get(assignment.partyId ?? '');
  const name = party?.name || textOf('schedule-explained', 'people.unknown');
  const rates = plan.project?.workUnits ?? STANDARD_RATES;
  const { id, unitsPermille } = assignment;
  return (
    <li>
      <div className={styles.person}>
        <span className={styles.grow} title={name}>
          {name}
        </span>
        <div className={`${styles.field} ${styles.share}`}>
          <UnitsField
            permille={unitsPermille}
            ariaLabel={textOf('schedule-explained', 'people.units', { name })}
            onUnits={(units) => commit('assignment.setUnits', { id, unitsPermille: units })}
          />
        </div>
        <div className={`${styles.field} ${styles.share}`}>
          <DurationField
            ariaLabel={textOf('schedule-explained', 'people.work', { name })}
            text={formatDuration(workOf(task, assignment), 'hour', language, rates)}
            rates={rates}
            onDuration={({ minutes }) => commit('assignment.setWork', { id, workMin: minutes })}
          />
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={20}
          aria-label={textOf('schedule-explained', 'people.remove', { name })}
          onClick={() => void project.carryOut('assignment.delete', { ids: [id] })}
        >
          <IconX size={13} aria-hidden />
        </ActionIcon>
      </div>
      {party && unitsPermille > party.maxUnitsPermille && (
        <p className={styles.hint}>
          {textOf('schedule-explained', 'people.over', { name, max: unitsText(party.maxUnitsPermille, language) })}
        </p>
      )}
    </li>
  );
});

/** What stays when people come and go, and whether their days off count. */
const EffortRules = observer(({ taskId }: { readonly taskId: string }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const task = project.plan.rows.task.get(taskId)!;
  const ids = [taskId];
  return (
    <div className={styles.rules}>
      <Select
        className={styles.field}
        aria-label={textOf('schedule-explained', 'people.taskType')}
        data={TASK_TYPES.map((value) => ({ value, label: textOf('fields', `task.taskType.${value}`) }))}
        value={task.taskType}
        allowDeselect={false}
        onChange={(taskType) => taskType && void project.carryOut('task.setTaskType', { ids, taskType })}
        rightSectionWidth={22}
      />
      {task.taskType !== 'fixedWork' && (
        <Checkbox
          size="xs"
          label={textOf('fields', 'task.effortDriven')}
          checked={task.effortDriven}
          onChange={(event) =>
            void project.carryOut('task.setEffortDriven', { ids, effortDriven: event.currentTarget.checked })
          }
        />
      )}
      <Checkbox
        size="xs"
        label={textOf('fields', 'task.ignoreResourceCalendar')}
        checked={task.ignoreResourceCalendar}
        onChange={(event) =>
          void project.carryOut('task.setIgnoreResourceCalendar', {
            ids,
            ignoreResourceCalendar: event.currentTarget.checked,
          })
        }
      />
    </div>
  );
});

/** Who works on a task, with which share of their time and how much work. */
export const AssignedPeople = observer(({ taskId }: { readonly taskId: string }) => {
  const project = useProject();
  const { textOf } = useTexts();
  const assignments = assignmentsOf(project.plan.asPlan(), taskId);
  const taken = new Set(assignments.map(({ partyId }) => partyId));
  const others = [...project.plan.rows.party.values()]
    .filter(({ id }) => !taken.has(id))
    .sort((a, b) => a.name.localeCompare(b.name, 'da'));
  return (
    <Card title={textOf('schedule-explained', 'people.title')}>
      <ul className={styles.people}>
        {assignments.map((assignment) => (
          <AssignmentRow key={assignment.id} assignment={assignment} />
        ))}
      </ul>
      <Select
        aria-label={textOf('schedule-explained', 'people.add')}
        placeholder={textOf('schedule-explained', 'people.add')}
        searchable
        nothingFoundMessage={textOf('schedule-explained', 'people.noneFit')}
        data={others.map(({ id, name }) => ({
          value: id,
          label: name || textOf('schedule-explained', 'people.unknown'),
        }))}
        value={null}
        onChange={(partyId) => partyId && void project.carryOut('assignment.add', { taskId, partyId })}
        comboboxProps={{ width: 260, position: 'bottom-end' }}
      />
      {assignments.length > 0 && <EffortRules taskId={taskId} />}
    </Card>
  );
});
