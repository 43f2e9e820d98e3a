import { observer } from 'mobx-react-lite';
import { useProject, useStores } from '../../stores/stores.ts';
import { dayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { NameDialog } from './name-dialog.tsx';

/** Keeps the dates of the plan as they stand, under a name. */
export const TakeBaseline = observer(() => {
  const { app } = useStores();
  const project = useProject();
  const { t, language, commandTitle } = useTexts();
  return (
    <NameDialog
      title={commandTitle('baseline.take')}
      hint={t('baselines.hint')}
      suggested={t('baselines.suggested', { date: dayText(app.env.todayDay(), language) })}
      submit={t('baselines.save')}
      onName={async (name) => {
        const known = new Set(project.plan.rows.baseline.keys());
        const answer = await project.plan.run('baseline.take', { name });
        if (!answer.ok) return answer.error;
        const taken = [...project.plan.rows.baseline.keys()].find((id) => !known.has(id));
        if (taken) project.planView.showBaseline(taken);
        return null;
      }}
    />
  );
});

/** Makes a template of the open project. */
export const SaveTemplate = observer(() => {
  const { app } = useStores();
  const { plan } = useProject();
  const { t } = useTexts();
  return (
    <NameDialog
      title={t('templates.save')}
      hint={t('templates.hint')}
      suggested={plan.project?.name ?? ''}
      submit={t('templates.saveButton')}
      onName={async (name) => {
        const answer = await app.bridge.call('template.save', { projectId: plan.projectId, name });
        if (!answer.ok) return answer.error;
        app.tell('templates.saved', { name });
        return null;
      }}
    />
  );
});
