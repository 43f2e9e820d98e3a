import { Progress } from '@mantine/core';
import { observer } from 'mobx-react-lite';
import { overviewOf, type ProjectOverview } from '../../../src/schedule/overview.ts';
import { dayOfInstant, WORK_BEGINS_MIN } from '../../../src/time/day.ts';
import { dayText, finishDayText, instantDayText, numberText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { FindingList } from '../../app/panel/finding-list.tsx';
import { Card, Chip, StageDot } from '../../app/parts/card.tsx';
import { CommitField } from '../../app/parts/commit-field.tsx';
import { DecisionChip } from '../../app/parts/decision-chip.tsx';
import parts from '../../app/parts/parts.module.css';
import { DayField } from '../../app/parts/typed-fields.tsx';
import { useCommit } from '../../app/parts/use-commit.ts';
import { ViewBar } from '../../app/parts/view-bar.tsx';
import { useProject, useStores } from '../../stores/stores.ts';
import styles from './overview-view.module.css';
import { SchedulingCard } from './scheduling-card.tsx';

const MOST_MILESTONES = 8;

/** The figures a steering group asks for first. */
const Figures = observer(({ overview }: { readonly overview: ProjectOverview }) => {
  const { schedule, plan } = useProject();
  const { t, language } = useTexts();
  const figures = [
    [t('overview.from'), instantDayText(overview.startMin, language)],
    [t('overview.to'), finishDayText(overview.finishMin, overview.startMin, language)],
    [t('overview.progress'), `${overview.percentComplete} %`],
    [t('overview.critical'), numberText(overview.criticalCount, language)],
    [t('overview.findings'), plan.rows.task.size === 0 ? '–' : numberText(schedule.errorCount, language)],
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(([label, value]) => (
        <div key={label} className={styles.figure}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
});

const Stages = observer(({ overview }: { readonly overview: ProjectOverview }) => {
  const { t, language } = useTexts();
  const length = Math.max(1, overview.finishMin - overview.startMin);
  return (
    <Card title={t('overview.stages')}>
      {overview.stages.length === 0 && <p className={parts.faint}>{t('overview.noStages')}</p>}
      <table className={parts.table}>
        <tbody>
          {overview.stages.map(({ stage, startMin, finishMin, percentComplete, critical }) => (
            <tr key={stage.id}>
              <td>
                <span className={styles.stageName}>
                  <StageDot color={stage.color} />
                  {stage.name}
                </span>
              </td>
              <td className={parts.number}>{instantDayText(startMin, language)}</td>
              <td className={parts.number}>{finishDayText(finishMin, startMin, language)}</td>
              <td className={styles.bandCell}>
                <span className={styles.band}>
                  {startMin !== null && finishMin !== null && (
                    <span
                      className={styles.bandBar}
                      style={{
                        left: `${(100 * (startMin - overview.startMin)) / length}%`,
                        width: `${Math.max(0.8, (100 * (finishMin - startMin)) / length)}%`,
                        background: `var(--up-stage-${stage.color})`,
                      }}
                    />
                  )}
                </span>
              </td>
              <td className={styles.progressCell}>
                <Progress
                  className={styles.progress}
                  value={percentComplete}
                  size={5}
                  color="var(--up-ok-solid)"
                  aria-label={stage.name}
                />
              </td>
              <td className={parts.number}>{percentComplete} %</td>
              <td className={parts.tight}>
                {critical && <span className={styles.critical}>{t('field.critical')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});

const Gates = observer(({ overview }: { readonly overview: ProjectOverview }) => {
  const { app } = useStores();
  const project = useProject();
  const showGate = (gateId: string): void => {
    project.showGate(gateId);
    app.show('gates');
  };
  const { t, language } = useTexts();
  if (overview.gates.length === 0) return null;
  return (
    <Card title={t('overview.gates')}>
      <table className={parts.table}>
        <tbody>
          {overview.gates.map(({ gate, dateMin, items, answered }) => (
            <tr key={gate.id} data-next={gate === overview.nextGate?.gate}>
              <td>
                <button type="button" className={parts.nameLink} onClick={() => showGate(gate.id)}>
                  {gate.name}
                </button>{' '}
                {gate === overview.nextGate?.gate && <Chip tone="accent">{t('overview.nextGate')}</Chip>}
              </td>
              <td className={parts.number}>{instantDayText(dateMin, language)}</td>
              <td className={parts.number}>{items.length > 0 && `${answered}/${items.length}`}</td>
              <td className={parts.tight}>
                <DecisionChip decision={gate.decision} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});

const Milestones = observer(({ overview }: { readonly overview: ProjectOverview }) => {
  const { app } = useStores();
  const { selection, planView } = useProject();
  const { t, language } = useTexts();
  const today = app.env.todayDay();
  const next = overview.milestones.slice(0, MOST_MILESTONES);
  return (
    <Card title={t('overview.milestones')}>
      {next.length === 0 && <p className={parts.faint}>{t('overview.noMilestones')}</p>}
      <table className={parts.table}>
        <tbody>
          {next.map(({ task, dateMin, critical }) => (
            <tr key={task.id}>
              <td className={parts.number}>{instantDayText(dateMin, language, 'weekday')}</td>
              <td>
                <button
                  type="button"
                  className={parts.nameLink}
                  onClick={() => {
                    app.show('plan');
                    selection.selectMany([task.id]);
                    planView.revealTask(task.id);
                  }}
                >
                  {task.name || t('task.unnamed')}
                </button>
              </td>
              <td className={parts.tight}>
                {dayOfInstant(dateMin) < today && <Chip tone="warning">{t('overview.passed')}</Chip>}
                {critical && <span className={styles.critical}>{t('field.critical')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
});

/** The project's own fields. */
const About = observer(() => {
  const { plan } = useProject();
  const { t } = useTexts();
  const commit = useCommit();
  const { project } = plan;
  if (!project) return null;
  const set = (cells: object) => commit('project.update', { cells });
  return (
    <Card title={t('overview.about')}>
      <div className={styles.about}>
        <CommitField label={t('field.name')} value={project.name} onCommit={(name) => set({ name })} />
        <DayField
          label={t('field.projectStart')}
          day={project.startMin === null ? null : dayOfInstant(project.startMin)}
          onDay={(day) => (day === null ? null : set({ startMin: day * 1440 + WORK_BEGINS_MIN }))}
        />
        <CommitField label={t('field.author')} value={project.author} onCommit={(author) => set({ author })} />
        <CommitField
          label={t('field.caseNumber')}
          value={project.caseNumber}
          onCommit={(caseNumber) => set({ caseNumber })}
        />
        <div className={styles.wide}>
          <CommitField
            label={t('field.description')}
            multiline
            value={project.description}
            onCommit={(description) => set({ description })}
          />
        </div>
      </div>
    </Card>
  );
});

/** The project at a glance, all of it computed from the plan. */
export const OverviewView = observer(() => {
  const { app } = useStores();
  const { plan, schedule } = useProject();
  const { t, language, commandTitle } = useTexts();
  const overview = overviewOf(plan.asPlan(), schedule.current);
  return (
    <>
      <ViewBar
        title={commandTitle('view.overview')}
        note={t('overview.asOf', { date: dayText(app.env.todayDay(), language, 'long') })}
      />
      <div className={parts.page}>
        <div className={styles.columns}>
          <div className={styles.main}>
            <Figures overview={overview} />
            <Stages overview={overview} />
            <Gates overview={overview} />
          </div>
          <div className={styles.side}>
            <FindingList findings={schedule.findings} withTask most={4} />
            <Milestones overview={overview} />
            <About />
            <SchedulingCard />
          </div>
        </div>
      </div>
    </>
  );
});
