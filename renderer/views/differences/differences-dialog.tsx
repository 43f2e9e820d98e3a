import { Button, Group } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { SLOT } from '../../../src/reading/slot.ts';
import { type Difference, differencesOf, type RecordedDates } from '../../../src/schedule/differences.ts';
import { finishDayText, instantDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { DialogFrame } from '../../app/parts/dialog-frame.tsx';
import parts from '../../app/parts/parts.module.css';
import { TaskLink } from '../../app/parts/task-link.tsx';
import { Woven } from '../../app/parts/woven.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './differences.module.css';

/** Rows that a dialog shows; more than these nobody reads in it. */
const MOST = 300;

const Dates = ({ startMin, finishMin }: RecordedDates) => {
  const { language } = useTexts();
  return (
    <td className={styles.dates}>
      {instantDayText(startMin, language)} – {finishDayText(finishMin, startMin, language)}
    </td>
  );
};

const DifferenceRow = observer(({ difference }: { readonly difference: Difference }) => {
  const { textOf } = useTexts();
  const { taskId, recorded, calculated, reason, predecessorId } = difference;
  return (
    <tr>
      <td>
        <TaskLink taskId={taskId} />
      </td>
      <Dates {...recorded} />
      <Dates {...calculated} />
      <td>
        <Woven text={textOf('schedule-explained', `difference.${reason}`, { it: SLOT })}>
          {predecessorId !== null && <TaskLink taskId={predecessorId} />}
        </Woven>
      </td>
    </tr>
  );
});

const DifferenceTable = observer(({ differences }: { readonly differences: readonly Difference[] }) => {
  const { textOf } = useTexts();
  const heads = ['task', 'recorded', 'following', 'reason'];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.table} tabIndex={0} aria-label={textOf('schedule-explained', 'differences.title')}>
      <table className={parts.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {textOf('schedule-explained', `differences.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, MOST).map((difference) => (
            <DifferenceRow key={difference.taskId} difference={difference} />
          ))}
        </tbody>
      </table>
      {differences.length > MOST && (
        <p className={parts.faint}>
          {textOf('schedule-explained', 'differences.more', { count: differences.length - MOST })}
        </p>
      )}
    </section>
  );
});

/** Every date that would change when the plan is calculated, with the reason; the person decides whether it is. */
export const DifferencesDialog = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { t, textOf, language } = useTexts();
  const { current } = project.schedule;
  const title = textOf('schedule-explained', 'differences.title');
  if (!project.plan.project?.datesAsRecorded)
    return (
      <DialogFrame title={title} size={480}>
        <p>{textOf('schedule-explained', 'differences.calculated')}</p>
        <Group justify="flex-end" mt="md">
          <Button data-autofocus onClick={() => app.closeDialog()}>
            {t('action.close')}
          </Button>
        </Group>
      </DialogFrame>
    );
  const differences = differencesOf(project.plan.asPlan(), current);
  const accept = async (): Promise<void> => {
    const answer = await project.carryOut('project.recalculate', {});
    if (answer.ok) app.closeDialog();
  };
  return (
    <DialogFrame title={title} size={920}>
      <p>{textOf('schedule-explained', 'recorded.differing', { count: differences.length })}</p>
      {current.result.projectFinish !== current.calculated.projectFinish && (
        <p>
          {textOf('schedule-explained', 'differences.finish', {
            recorded: finishDayText(current.result.projectFinish, null, language, 'weekday'),
            calculated: finishDayText(current.calculated.projectFinish, null, language, 'weekday'),
          })}
        </p>
      )}
      {differences.length > 0 && <DifferenceTable differences={differences} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" data-autofocus onClick={() => app.closeDialog()}>
          {textOf('schedule-explained', 'differences.keep')}
        </Button>
        <Button onClick={() => void accept()}>{textOf('schedule-explained', 'differences.accept')}</Button>
      </Group>
    </DialogFrame>
  );
});
