import { ActionIcon, Button, Switch, Tooltip } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { instantText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { CommitField } from '../../app/parts/commit-field.tsx';
import parts from '../../app/parts/parts.module.css';
import { useCommit } from '../../app/parts/use-commit.ts';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';

/** Dates of the whole plan that were kept at a moment, to compare with. */
export const BaselinesView = observer(() => {
  const { commands } = useStores();
  const project = useProject();
  const { t, language, commandTitle } = useTexts();
  const commit = useCommit();
  const { plan, planView } = project;
  const baselines = [...plan.rows.baseline.values()].sort((a, b) => (b.takenMin ?? 0) - (a.takenMin ?? 0));
  const counts = new Map<string | null, number>();
  for (const { baselineId } of plan.asPlan().rows.baselineTask.values())
    counts.set(baselineId, (counts.get(baselineId) ?? 0) + 1);
  return (
    <>
      <ViewBar title={commandTitle('view.baselines')}>
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => commands.run('baseline.take')}>
          {t('baselines.take')}
        </Button>
      </ViewBar>
      <div className={parts.page}>
        <div className={`${parts.card} ${parts.narrow}`}>
          {baselines.length === 0 ? (
            <p className={parts.empty}>{t('baselines.none')}</p>
          ) : (
            <table className={`${parts.table} ${parts.quiet}`}>
              <thead>
                <tr>
                  <th scope="col">{t('field.name')}</th>
                  <th scope="col">{t('baselines.taken')}</th>
                  <th scope="col" className={parts.number}>
                    {t('projects.tasks')}
                  </th>
                  <th scope="col">{t('baselines.shown')}</th>
                  <th scope="col">
                    <span className="up-visually-hidden">{t('projects.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {baselines.map((baseline) => (
                  <tr key={baseline.id}>
                    <td>
                      <CommitField
                        ariaLabel={t('field.name')}
                        value={baseline.name}
                        onCommit={(name) => commit('baseline.rename', { id: baseline.id, name })}
                      />
                    </td>
                    <td className={parts.plain}>{instantText(baseline.takenMin, language)}</td>
                    <td className={parts.number}>{numberText(counts.get(baseline.id) ?? 0, language)}</td>
                    <td className={parts.plain}>
                      <Switch
                        size="xs"
                        aria-label={t('baselines.show', { name: baseline.name })}
                        checked={planView.baselineId === baseline.id}
                        onChange={(event) => planView.showBaseline(event.currentTarget.checked ? baseline.id : null)}
                      />
                    </td>
                    <td className={parts.tight}>
                      <Tooltip label={t('baselines.delete', { name: baseline.name })}>
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={t('baselines.delete', { name: baseline.name })}
                          onClick={() => void project.carryOut('baseline.delete', { ids: [baseline.id] })}
                        >
                          <IconTrash size={16} stroke={1.6} aria-hidden />
                        </ActionIcon>
                      </Tooltip>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      </div>
    </>
  );
});
