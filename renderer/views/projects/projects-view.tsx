import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFileImport, IconPlus, IconTrash } from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { momentText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { Chip } from '../../app/parts/card.tsx';
import parts from '../../app/parts/parts.module.css';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useStores } from '../../stores/stores.ts';
import styles from './projects-view.module.css';

/** Every project on this computer, the one last changed first. */
export const ProjectsView = observer(() => {
  const { app, commands } = useStores();
  const { t, language, commandTitle } = useTexts();
  const projects = [...(app.state?.projects ?? [])].sort((a, b) => b.changedMs - a.changedMs);
  const open = app.project?.plan.projectId;
  return (
    <>
      <ViewBar title={commandTitle('view.projects')} note={t('projects.count', { count: projects.length })}>
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => commands.run('app.newProject')}>
          {t('projects.new')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileImport size={15} aria-hidden />}
          onClick={() => commands.run('app.import')}
        >
          {t('projects.import')}
        </Button>
        <Button variant="default" onClick={() => commands.run('app.joinFolder')}>
          {t('projects.join')}
        </Button>
        <Button variant="default" onClick={() => app.show('start')}>
          {t('projects.start')}
        </Button>
      </ViewBar>
      <div className={parts.page}>
        <div className={parts.card}>
          {projects.length === 0 ? (
            <p className={parts.empty}>{t('projects.none')}</p>
          ) : (
            <table className={parts.table}>
              <thead>
                <tr>
                  <th scope="col">{t('field.name')}</th>
                  <th scope="col" className={parts.number}>
                    {t('projects.tasks')}
                  </th>
                  <th scope="col" className={parts.number}>
                    {t('projects.changed')}
                  </th>
                  <th scope="col">
                    <span className="up-visually-hidden">{t('projects.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {projects.map((project) => (
                  <tr key={project.id}>
                    <td>
                      <button
                        type="button"
                        className={`${parts.nameLink} ${styles.name}`}
                        onClick={() => void app.openProject(project.id)}
                      >
                        {project.name || t('project.unnamed')}
                      </button>{' '}
                      {project.id === open && <Chip tone="accent">{t('projects.open')}</Chip>}
                    </td>
                    <td className={parts.number}>{numberText(project.taskCount, language)}</td>
                    <td className={parts.number}>{momentText(project.changedMs, app.env.nowMs(), language)}</td>
                    <td className={parts.tight}>
                      <Tooltip label={t('projects.delete', { name: project.name })}>
                        <ActionIcon
                          variant="subtle"
                          color="gray"
                          aria-label={t('projects.delete', { name: project.name })}
                          onClick={() => void app.deleteProject(project.id)}
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
