import { observer } from 'mobx-react-lite';
import { wbsOf } from '../../../src/model/outline.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import parts from './parts.module.css';

/** Goes to a task in the plan: selects it and brings it into sight. */
export const useJump = (): ((taskId: string) => void) => {
  const { app } = useStores();
  const { selection, planView } = useProject();
  return (taskId) => {
    app.closeDialog();
    app.show('plan');
    selection.selectMany([taskId]);
    planView.revealTask(taskId);
  };
};

/** Number and name of a task, which lead to it in the plan. */
export const TaskLink = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan, selection } = useProject();
  const { t } = useTexts();
  const jump = useJump();
  const at = selection.outline.position.get(taskId);
  const name = plan.rows.task.get(taskId)?.name || t('task.unnamed');
  return (
    <button type="button" className={parts.link} onClick={() => jump(taskId)}>
      {at === undefined ? name : `${wbsOf(selection.outline, at)} ${name}`}
    </button>
  );
});
