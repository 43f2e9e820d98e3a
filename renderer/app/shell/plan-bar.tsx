import { ActionIcon, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsHorizontal,
  IconCalendarEvent,
  IconChevronDown,
  IconIndentDecrease,
  IconIndentIncrease,
  IconLayoutSidebarRight,
  IconLink,
  IconRowInsertBottom,
  IconTrash,
} from '@tabler/icons-react';
import { observer } from 'mobx-react-lite';
import type { ComponentType, ReactNode } from 'react';
import type { UiCommand } from '../../stores/command-registry.ts';
import { ZOOM_NAMES } from '../../stores/plan-view-store.ts';
import { useProject, useStores } from '../../stores/stores.ts';
import { FilterPill, ViewPill } from '../../views/plan/reading-pills.tsx';
import { finishDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import parts from '../parts/parts.module.css';
import { shortcutText } from '../shortcuts.ts';
import { LookMenu } from './look-menu.tsx';
import styles from './plan-bar.module.css';

const ICONS: Readonly<Record<string, ComponentType<{ size?: number; stroke?: number }>>> = {
  'task.add': IconRowInsertBottom,
  'task.delete': IconTrash,
  'task.indent': IconIndentIncrease,
  'task.outdent': IconIndentDecrease,
  'task.link': IconLink,
  'app.undo': IconArrowBackUp,
  'app.redo': IconArrowForwardUp,
  'view.today': IconCalendarEvent,
  'view.fit': IconArrowsHorizontal,
  'view.panel': IconLayoutSidebarRight,
};

/** A command as a button with only its icon; the title says what it does and which keys do the same. */
const IconCommand = observer(({ command }: { readonly command: UiCommand }) => {
  const { app } = useStores();
  const { t, commandTitle, language } = useTexts();
  const Icon = ICONS[command.id];
  if (!Icon) return null;
  const keys = command.shortcuts[0];
  const next = app.project?.plan.history;
  const acts = command.id === 'app.undo' ? next?.undo : command.id === 'app.redo' ? next?.redo : null;
  const title = acts
    ? t('history.would', { command: commandTitle(command.id), what: commandTitle(acts) })
    : commandTitle(command.id);
  return (
    <Tooltip label={keys ? `${title} (${shortcutText(keys, language)})` : title}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={title}
        aria-pressed={command.checked?.()}
        disabled={!command.enabled()}
        onClick={command.run}
        data-command={command.id}
      >
        <Icon size={17} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
});

/** A choice that is on or off, as a pill. */
const Pill = ({
  on,
  onClick,
  children,
  ...aria
}: {
  readonly on: boolean;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}) => (
  <button type="button" className={styles.pill} aria-pressed={on} onClick={onClick} {...aria}>
    {children}
  </button>
);

/** Chooses which baseline is drawn under the bars. */
const BaselinePill = observer(() => {
  const { app, commands } = useStores();
  const { plan, planView } = useProject();
  const { t, commandTitle } = useTexts();
  const baselines = [...plan.rows.baseline.values()].sort((a, b) => (b.takenMin ?? 0) - (a.takenMin ?? 0));
  const shown = planView.baselineId === null ? undefined : plan.rows.baseline.get(planView.baselineId);
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={`${styles.pill} ${styles.named}`}
          title={shown?.name}
          data-on={shown !== undefined}
        >
          <span className={styles.pillText}>
            {shown ? t('bar.baseline', { name: shown.name }) : t('bar.noBaseline')}
          </span>
          <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {baselines.length > 0 && (
          <Menu.Item onClick={() => planView.showBaseline(null)}>{t('bar.hideBaseline')}</Menu.Item>
        )}
        {baselines.map((baseline) => (
          <Menu.Item key={baseline.id} onClick={() => planView.showBaseline(baseline.id)}>
            {baseline.name}
          </Menu.Item>
        ))}
        {baselines.length > 0 && <Menu.Divider />}
        {baselines.length > 1 && (
          <Menu.Item onClick={() => commands.run('view.compareBaselines')}>
            {commandTitle('view.compareBaselines')}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => commands.run('baseline.take')}>{commandTitle('baseline.take')} …</Menu.Item>
        <Menu.Item onClick={() => app.show('baselines')}>{t('bar.allBaselines')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});

/** End of the plan and length of its critical path. */
const Finish = observer(() => {
  const { schedule, plan } = useProject();
  const { t, language } = useTexts();
  if (plan.rows.task.size === 0) return null;
  const { result } = schedule.current;
  const day = (style: 'plain' | 'long'): string =>
    finishDayText(result.projectFinish, result.projectStart, language, style);
  return (
    <span className={`${parts.barNote} ${styles.finish}`} title={`${t('bar.finish')} ${day('long')}`}>
      <span>{t('bar.finish')}</span> <strong>{day('plain')}</strong>
    </span>
  );
});

/** The command bar of the plan: time scale, what is drawn, the commands of the toolbar, and the end of the plan. */
export const PlanBar = observer(() => {
  const { commands } = useStores();
  const { planView } = useProject();
  const { t, commandTitle } = useTexts();
  const critical = commands.get('view.criticalPath')!;
  const tools = [...commands.on('toolbar').flat(), ...['view.today', 'view.fit'].map((id) => commands.get(id)!)];
  return (
    <div className={`${parts.bar} ${styles.bar}`} role="toolbar" aria-label={t('bar.label')}>
      <SegmentedControl
        size="xs"
        aria-label={t('bar.scale')}
        value={planView.zoomName}
        onChange={(name) => commands.run(`view.zoom.${name}`)}
        data={ZOOM_NAMES.map((name) => ({ value: name, label: t(`scale.${name}`) }))}
        className={styles.scale}
      />
      <Pill on={planView.criticalPath} onClick={critical.run}>
        {commandTitle('view.criticalPath')}
      </Pill>
      <BaselinePill />
      <LookMenu />
      <ViewPill />
      <FilterPill />
      <div className={styles.tools}>
        {tools.map((command) => (
          <IconCommand key={command.id} command={command} />
        ))}
      </div>
      <div className={parts.spacer} />
      <Finish />
      <IconCommand command={commands.get('view.panel')!} />
    </div>
  );
});
