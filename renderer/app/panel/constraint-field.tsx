import { Select } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { CONSTRAINT_TYPES } from '../../../src/model/schema.ts';
import { WORK_BEGINS_MIN, WORK_ENDS_MIN } from '../../../src/time/day.ts';
import { useProject } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import { InstantField } from '../parts/typed-fields.tsx';
import styles from './panel.module.css';

type ConstraintType = (typeof CONSTRAINT_TYPES)[number];

const isDated = (type: ConstraintType): boolean => type !== 'ASAP' && type !== 'ALAP';
const bindsFinish = (type: ConstraintType): boolean => type === 'FNET' || type === 'FNLT' || type === 'MFO';

/** How the task is scheduled: by links, bound to a date, or by hand. */
export const ConstraintField = observer(({ taskId }: { readonly taskId: string }) => {
  const project = useProject();
  const { t } = useTexts();
  const task = project.plan.rows.task.get(taskId)!;
  const { type, atMin } = task.constraint;
  const manual = task.mode === 'manual';
  const dates = project.schedule.of(taskId);
  const choose = async (value: string): Promise<void> => {
    if (value === 'manual') return void (await project.carryOut('task.setMode', { ids: [taskId], mode: 'manual' }));
    if (manual) await project.carryOut('task.setMode', { ids: [taskId], mode: 'auto' });
    const next = value as ConstraintType;
    const stands = bindsFinish(next) ? dates?.finishMin : dates?.startMin;
    const constraint = { type: next, atMin: isDated(next) ? (atMin ?? stands ?? null) : null };
    await project.carryOut('task.setConstraint', { id: taskId, constraint });
  };
  const setDate = async (instant: number | null) => {
    const answer = await project.plan.run('task.setConstraint', { id: taskId, constraint: { type, atMin: instant } });
    return answer.ok ? null : answer.error;
  };
  return (
    <>
      <dt>{t('field.constraint')}</dt>
      <dd>
        <Select
          className={styles.field}
          aria-label={t('field.constraint')}
          data={[
            ...CONSTRAINT_TYPES.map((one) => ({ value: one as string, label: t(`constraint.${one}`) })),
            { value: 'manual', label: t('constraint.manual') },
          ]}
          value={manual ? 'manual' : type}
          allowDeselect={false}
          onChange={(value) => value && void choose(value)}
          comboboxProps={{ width: 240, position: 'bottom-end' }}
          rightSectionWidth={22}
        />
      </dd>
      {!manual && isDated(type) && (
        <>
          <dt>{t('field.constraintDate')}</dt>
          <dd className={styles.field}>
            <InstantField
              ariaLabel={t('field.constraintDate')}
              instant={atMin}
              minuteIfNone={bindsFinish(type) ? WORK_ENDS_MIN : WORK_BEGINS_MIN}
              onInstant={setDate}
            />
          </dd>
        </>
      )}
    </>
  );
});
