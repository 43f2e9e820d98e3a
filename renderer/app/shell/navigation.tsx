import {
  IconAffiliate,
  IconArrowBackUpDouble,
  IconArrowsExchange,
  IconArrowsSplit,
  IconCalendar,
  IconChartBar,
  IconChartHistogram,
  IconCopyCheck,
  IconFolders,
  IconGavel,
  IconHistory,
  IconLayoutDashboard,
  IconMap2,
  IconRocket,
  IconSettings,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import { rolloutRound } from '../../../src/commitment/rollout.ts';
import { standingOf } from '../../../src/commitment/standing.ts';
import type { View } from '../../stores/app-store.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { useStores } from '../../stores/stores.ts';
import { useTexts } from '../i18n/texts.ts';
import styles from './shell.module.css';

const ICONS = {
  overview: IconLayoutDashboard,
  plan: IconTimeline,
  tender: IconGavel,
  gates: IconCopyCheck,
  commitments: IconMap2,
  rollout: IconRocket,
  stakeholders: IconAffiliate,
  calendars: IconCalendar,
  people: IconUsers,
  baselines: IconChartBar,
  odds: IconChartHistogram,
  backwards: IconArrowBackUpDouble,
  exchange: IconArrowsExchange,
  conflicts: IconArrowsSplit,
  history: IconHistory,
  projects: IconFolders,
  settings: IconSettings,
} as const;

/** How many municipalities of all have joined, as `88/98`; nothing before anybody is asked. */
const joinedCount = ({ plan }: ProjectSession): string | undefined => {
  const current = plan.asPlan();
  const round = rolloutRound(current);
  const standing = round && standingOf(current, round.id, null);
  return standing && `${standing.joined.count}/${standing.all.count}`;
};

/** How many of those who joined are in operation, as `12/88`; nothing before there is a wave. */
const liveCount = ({ plan }: ProjectSession): string | undefined => {
  const { rows } = plan.asPlan();
  if (rows.wave.size === 0) return undefined;
  const goLives = [...rows.goLive.values()].filter(({ waveId }) => waveId !== null);
  return `${goLives.filter(({ actualDay }) => actualDay !== null).length}/${goLives.length}`;
};

/** How many conflicts are to be decided; nothing where there is none. */
const openCount = ({ conflicts }: ProjectSession): string | undefined =>
  conflicts.count > 0 ? String(conflicts.count) : undefined;

type NavView = keyof typeof ICONS & View;

const Item = observer(
  ({ view, count, alert }: { readonly view: NavView; readonly count?: string; readonly alert?: number }) => {
    const { app } = useStores();
    const { t, commandTitle } = useTexts();
    const Icon = ICONS[view];
    const title = commandTitle(`view.${view}`);
    return (
      <button
        type="button"
        className={styles.navItem}
        aria-current={app.view === view ? 'page' : undefined}
        title={title}
        onClick={() => app.show(view)}
      >
        <Icon size={16} stroke={1.6} aria-hidden />
        <span className={styles.navLabel}>{title}</span>
        {count && (
          <span className={styles.navCount} aria-hidden>
            {count}
          </span>
        )}
        {alert !== undefined && alert > 0 && (
          <span className={styles.navAlert}>
            <span aria-hidden>{alert}</span>
            <span className="up-visually-hidden">{t('findings.errors', { count: alert })}</span>
          </span>
        )}
      </button>
    );
  },
);

/** Views of the open project, of what it shares, and of the portfolio. */
export const Navigation = observer(() => {
  const { app } = useStores();
  const { t } = useTexts();
  const gates = app.project ? [...app.project.plan.rows.gate.values()] : [];
  const decided = gates.filter((gate) => gate.decision !== 'open').length;
  return (
    <nav className={styles.nav} aria-label={t('nav.label')}>
      {app.project && (
        <>
          <h2 className={styles.navHeading}>{t('nav.project')}</h2>
          <Item view="overview" />
          <Item view="plan" alert={app.project.schedule.errorCount} />
          <Item view="tender" alert={app.project.tenders.errorCount} />
          <Item view="gates" count={gates.length > 0 ? `${decided}/${gates.length}` : undefined} />
          <Item
            view="commitments"
            count={joinedCount(app.project)}
            alert={app.project.schedule.errorsOf('commitment')}
          />
          <Item view="rollout" count={liveCount(app.project)} alert={app.project.schedule.errorsOf('rollout')} />
          <Item view="stakeholders" />
          <Item view="backwards" />
          <Item view="people" />
          <Item view="calendars" />
          <Item view="baselines" />
          <Item view="odds" />
          <Item view="exchange" />
          <Item view="conflicts" count={openCount(app.project)} />
          <Item view="history" />
        </>
      )}
      <h2 className={styles.navHeading}>{t('nav.portfolio')}</h2>
      <Item view="projects" count={String(app.state?.projects.length ?? '')} />
      <div className={styles.navEnd}>
        <Item view="settings" />
      </div>
    </nav>
  );
});
