import { observer } from 'mobx-react-lite';
import { previewFolder } from '../../stores/folder-flow.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { useStores } from '../../stores/stores.ts';
import { useFolderNews } from '../../views/exchange/folder-news.ts';
import { clockText, localDay, momentText, weekNumber } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { FindingCounts } from './finding-counts.tsx';
import styles from './shell.module.css';

/** Whether everything is on disk, and since when. */
const Saved = observer(({ project }: { readonly project: ProjectSession }) => {
  const { app } = useStores();
  const { t, language } = useTexts();
  const { plan } = project;
  const saving = plan.pending > 0;
  const changedMs = app.state?.projects.find((known) => known.id === plan.projectId)?.changedMs;
  const savedMs = plan.savedMs ?? changedMs;
  const nowMs = app.env.nowMs();
  const at =
    savedMs === undefined
      ? ''
      : localDay(savedMs) === localDay(nowMs)
        ? clockText(savedMs, language)
        : momentText(savedMs, nowMs, language);
  return (
    <span className={styles.saved} role="status">
      <span className={styles.dot} data-saving={saving} aria-hidden />
      {saving ? t('status.saving') : at ? t('status.savedAt', { at }) : t('status.saved')}
    </span>
  );
});

/** How much is to be decided after changes of others; leads to where it is. */
const ConflictCount = observer(({ project }: { readonly project: ProjectSession }) => {
  const { app } = useStores();
  const { t } = useTexts();
  const { count } = project.conflicts;
  if (count === 0) return null;
  return (
    <button
      type="button"
      className={`${styles.statusButton} ${styles.statusWarning}`}
      onClick={() => app.show('conflicts')}
    >
      {t('status.conflicts', { count })}
    </button>
  );
});

/** A file that is still being copied is nothing to speak of; one that stays so is. */
const WAITS_QUIETLY_MS = 300_000;

/** What the shared folder has to say, if anything; leads to what can be done about it. */
const FolderStatus = observer(({ project }: { readonly project: ProjectSession }) => {
  const { app } = useStores();
  const { t } = useTexts();
  const { state } = project.folder;
  const news = useFolderNews(state);
  if (state === null) return null;
  const long = state.waiting.filter(({ sinceMs }) => Math.abs(app.env.nowMs() - sinceMs) > WAITS_QUIETLY_MS).length;
  const said = state.problem
    ? t('status.folderProblem')
    : state.status === 'offline'
      ? t('status.folderOffline')
      : long > 0
        ? t('status.folderWaits', { count: long })
        : '';
  return (
    <>
      {news !== '' && (
        <button
          type="button"
          className={`${styles.statusButton} ${styles.statusNews}`}
          onClick={() => void previewFolder(app)}
        >
          {news}
        </button>
      )}
      {said !== '' && (
        <button
          type="button"
          className={`${styles.statusButton} ${state.status === 'offline' ? '' : styles.statusWarning}`}
          onClick={() => app.show('exchange')}
        >
          {said}
        </button>
      )}
    </>
  );
});

const ProjectStatus = observer(({ project }: { readonly project: ProjectSession }) => {
  const { t, language } = useTexts();
  const { rows } = project.plan;
  const calendarId = project.plan.project?.calendarId;
  const calendar = calendarId ? rows.calendar.get(calendarId)?.name : null;
  const selected = project.selection.selected.size;
  return (
    <>
      <Saved project={project} />
      <span>
        {t('status.tasks', { count: rows.task.size })} · {t('status.links', { count: rows.link.size })}
      </span>
      {selected > 1 && <span>{t('status.selected', { count: selected })}</span>}
      <FindingCounts />
      <ConflictCount project={project} />
      <FolderStatus project={project} />
      <span className={styles.spacer} />
      {calendar && <span lang={language}>{t('status.calendar', { name: calendar })}</span>}
    </>
  );
});

/** What is saved, counts, findings, calendar, week, language. */
export const StatusBar = observer(() => {
  const { app, commands } = useStores();
  const { t, language } = useTexts();
  return (
    <footer className={styles.status}>
      {app.project ? <ProjectStatus project={app.project} /> : <span className={styles.spacer} />}
      <span>{t('status.week', { week: weekNumber(app.env.todayDay()) })}</span>
      <button type="button" className={styles.statusButton} onClick={() => commands.run('app.language')}>
        {language === 'da' ? 'Dansk' : 'English'}
      </button>
    </footer>
  );
});
