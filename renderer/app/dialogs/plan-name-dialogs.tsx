import { observer } from 'mobx-react-lite';
import type { HistoryPoint } from '../../../src/model/history-result.ts';
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

/** Gives the plan as it is, or a point of its history, a name. */
export const NameVersion = observer(({ point }: { readonly point: HistoryPoint | null }) => {
  const { plan } = useProject();
  const { textOf, commandTitle } = useTexts();
  return (
    <NameDialog
      title={commandTitle('version.add')}
      hint={textOf('history', 'versions.hint')}
      suggested={textOf('history', 'versions.suggested', { number: plan.rows.planVersion.size + 1 })}
      submit={textOf('history', 'versions.save')}
      onName={async (name) => {
        const answer = await plan.run('version.add', { name, ...(point === null ? {} : { point }) });
        return answer.ok ? null : answer.error;
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
