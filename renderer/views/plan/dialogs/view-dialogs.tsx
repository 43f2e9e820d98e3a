import { ActionIcon, Button, Group } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { writeSetup } from '../../../../src/reading/view-setup.ts';
import { NameDialog } from '../../../app/dialogs/name-dialog.tsx';
import { useTexts } from '../../../app/i18n/texts.ts';
import { CommitField } from '../../../app/parts/commit-field.tsx';
import { DialogFrame } from '../../../app/parts/dialog-frame.tsx';
import { savedViews } from '../../../stores/plan-views.ts';
import { useProject, useStores } from '../../../stores/stores.ts';
import styles from './plan-dialogs.module.css';

/** Keeps how the plan is read now under a name, in the plan, for everybody who has it. */
export const SaveViewDialog = observer(() => {
  const project = useProject();
  const { textOf } = useTexts();
  return (
    <NameDialog
      title={textOf('table', 'views.save')}
      hint={textOf('table', 'views.hint')}
      suggested=""
      submit={textOf('table', 'views.saveButton')}
      onName={async (name) => {
        const { plan, reading } = project;
        const known = savedViews(plan);
        const same = known.find((view) => view.name === name);
        const setup = writeSetup(reading.setup);
        if (same) {
          const changed = await plan.run('savedView.update', { id: same.id, cells: { setup } });
          if (changed.ok) reading.setViewId(same.id);
          return changed.ok ? null : changed.error;
        }
        const answer = await plan.run('savedView.add', { cells: { name, setup } });
        if (!answer.ok) return answer.error;
        const made = savedViews(plan).find((view) => view.name === name);
        if (made) reading.setViewId(made.id);
        project.live.say('message.viewSaved', { name });
        return null;
      }}
    />
  );
});

/** Renames and deletes the plan's own views. */
export const ManageViewsDialog = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { t, textOf } = useTexts();
  const views = savedViews(project.plan);
  return (
    <DialogFrame title={textOf('table', 'views.manage')} size={480}>
      {views.length === 0 && <p className={styles.lead}>{textOf('table', 'views.none')}</p>}
      <ul className={styles.columns}>
        {views.map((view) => (
          <li key={view.id} className={styles.column}>
            <div className={styles.columnName}>
              <CommitField
                label={textOf('table', 'views.name')}
                value={view.name}
                onCommit={async (name) => {
                  const answer = await project.plan.run('savedView.update', { id: view.id, cells: { name } });
                  return answer.ok ? null : answer.error;
                }}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={22}
              aria-label={textOf('table', 'views.delete', { name: view.name })}
              onClick={() => void project.carryOut('savedView.delete', { ids: [view.id] })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group justify="flex-end" mt="md">
        <Button onClick={() => app.closeDialog()}>{t('action.close')}</Button>
      </Group>
    </DialogFrame>
  );
});
