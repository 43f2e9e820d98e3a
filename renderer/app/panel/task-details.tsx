import { observer } from 'mobx-react-lite';
import { isSummary, wbsOf } from '../../../src/model/outline.ts';
import { gateAtTask, stageIdsOf } from '../../../src/model/stage-of.ts';
import { WORK_BEGINS_MIN, WORK_ENDS_MIN } from '../../../src/time/day.ts';
import { STANDARD_RATES, workDaysText } from '../../../src/time/entry.ts';
import { useProject } from '../../stores/stores.ts';
import { RowHistory } from '../../views/history/row-history.tsx';
import { durationText, finishDayText, instantDayText } from '../i18n/formats.ts';
import { useTexts } from '../i18n/texts.ts';
import { CommitField, type CommitResult } from '../parts/commit-field.tsx';
import { DurationField, InstantField } from '../parts/typed-fields.tsx';
import { useCommit } from '../parts/use-commit.ts';
import { AssignedPeople } from './assigned-people.tsx';
import { ConstraintField } from './constraint-field.tsx';
import { FindingList } from './finding-list.tsx';
import { GateDetails } from './gate-details.tsx';
import { NoteField } from './note-field.tsx';
import styles from './panel.module.css';
import { TaskCourse } from './task-course.tsx';
import { ResponsibleField, StageField, TaskCalendarField } from './task-fields.tsx';
import { TaskLinks } from './task-links.tsx';
import { TenderFacts } from './tender-facts.tsx';
import { WhatMoves } from './what-moves.tsx';
import { WhyThisDate } from './why-this-date.tsx';

const TaskDates = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan, schedule } = useProject();
  const { t, language } = useTexts();
  const commit = useCommit();
  const task = plan.rows.task.get(taskId)!;
  const dates = schedule.of(taskId);
  const rates = plan.project?.workUnits ?? STANDARD_RATES;
  const { outline } = schedule.current;
  const computed = isSummary(outline, outline.position.get(taskId)!) && task.mode === 'auto';
  const milestone = task.kind === 'milestone';
  if (computed)
    return (
      <>
        <dt>{t('field.start')}</dt>
        <dd className={styles.fixed}>{instantDayText(dates?.startMin ?? null, language, 'weekday')}</dd>
        <dt>{t('field.finish')}</dt>
        <dd className={styles.fixed}>
          {finishDayText(dates?.finishMin ?? null, dates?.startMin ?? null, language, 'weekday')}
        </dd>
        <dt>{t('field.duration')}</dt>
        <dd className={styles.fixed}>{workDaysText(dates?.durationMin ?? 0, rates, language)}</dd>
      </>
    );
  return (
    <>
      <dt>{milestone ? t('field.date') : t('field.start')}</dt>
      <dd className={styles.field}>
        <InstantField
          ariaLabel={milestone ? t('field.date') : t('field.start')}
          instant={dates?.startMin ?? null}
          minuteIfNone={WORK_BEGINS_MIN}
          onInstant={(startMin) => (startMin === null ? null : commit('task.setStart', { id: taskId, startMin }))}
        />
      </dd>
      {!milestone && (
        <>
          <dt>{t('field.finish')}</dt>
          <dd className={styles.field}>
            <InstantField
              ariaLabel={t('field.finish')}
              instant={dates?.finishMin ?? null}
              minuteIfNone={WORK_ENDS_MIN}
              onInstant={(finishMin) =>
                finishMin === null ? null : commit('task.setFinish', { id: taskId, finishMin })
              }
            />
          </dd>
        </>
      )}
      <dt>{t('field.duration')}</dt>
      <dd className={styles.field}>
        <DurationField
          ariaLabel={t('field.duration')}
          text={durationText(task.duration, rates, language, true)}
          rates={rates}
          onDuration={(duration) => commit('task.setDuration', { id: taskId, duration })}
        />
      </dd>
    </>
  );
});

const Progress = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan, schedule } = useProject();
  const { t } = useTexts();
  const commit = useCommit();
  const { outline } = schedule.current;
  const summary = isSummary(outline, outline.position.get(taskId)!);
  const percent = summary ? (schedule.of(taskId)?.percentComplete ?? 0) : plan.rows.task.get(taskId)!.percentComplete;
  const setProgress = (text: string): Promise<CommitResult> | CommitResult => {
    const typed = /^\s*(\d{1,3})\s*%?\s*$/.exec(text);
    if (!typed || Number(typed[1]) > 100) return { id: 'entry.percent-unreadable', params: { text } };
    return commit('task.setProgress', { ids: [taskId], percent: Number(typed[1]) });
  };
  return (
    <>
      <dt>{t('field.progress')}</dt>
      <dd className={summary ? styles.fixed : styles.field}>
        {summary ? (
          `${percent} %`
        ) : (
          <CommitField ariaLabel={t('field.progress')} value={`${percent} %`} onCommit={setProgress} />
        )}
      </dd>
    </>
  );
});

const Slack = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan, schedule } = useProject();
  const { t, language } = useTexts();
  const dates = schedule.of(taskId);
  const { outline } = schedule.current;
  if (!dates || isSummary(outline, outline.position.get(taskId)!)) return null;
  const slack = workDaysText(dates.totalSlackMin, plan.project?.workUnits ?? STANDARD_RATES, language);
  return (
    <>
      <dt>{t('field.slack')}</dt>
      <dd className={styles.fixed}>
        {slack}
        {dates.critical && <span className={styles.critical}> · {t('field.critical')}</span>}
      </dd>
    </>
  );
});

/** Everything about one task, each field changed where it stands. */
export const TaskDetails = observer(({ taskId }: { readonly taskId: string }) => {
  const { plan, schedule } = useProject();
  const { t } = useTexts();
  const commit = useCommit();
  const task = plan.rows.task.get(taskId);
  const { outline } = schedule.current;
  const at = outline.position.get(taskId);
  if (!task || at === undefined) return null;
  const gate = gateAtTask(plan.asPlan(), taskId);
  const stageId = stageIdsOf(plan.asPlan())[at];
  const stage = stageId ? plan.rows.stage.get(stageId) : undefined;
  const kind = isSummary(outline, at) ? 'summary' : gate ? 'gate' : task.kind;
  return (
    <>
      <h2 className="up-visually-hidden">{task.name || t('task.unnamed')}</h2>
      <CommitField
        className={styles.name}
        variant="unstyled"
        multiline
        singleLine
        minRows={1}
        ariaLabel={t('field.name')}
        placeholder={t('task.unnamed')}
        value={task.name}
        onCommit={(name) => commit('task.rename', { id: taskId, name })}
      />
      <p className={styles.subtitle}>
        {[t(`kind.${kind}`), wbsOf(outline, at), stage?.name].filter(Boolean).join(' · ')}
      </p>
      <dl className={styles.facts}>
        <TaskDates taskId={taskId} />
        <TenderFacts taskId={taskId} />
        <Progress taskId={taskId} />
        <dt>{t('field.responsible')}</dt>
        <dd>
          <ResponsibleField taskIds={[taskId]} partyId={task.responsibleId} />
        </dd>
        <dt>{t('field.stage')}</dt>
        <dd>
          <StageField taskIds={[taskId]} stageId={task.stageId} inherited={stage?.name} />
        </dd>
        {kind !== 'summary' && <ConstraintField taskId={taskId} />}
        {kind !== 'summary' && <TaskCalendarField taskId={taskId} />}
        <dt>{t('field.deadline')}</dt>
        <dd className={styles.field}>
          <InstantField
            ariaLabel={t('field.deadline')}
            placeholder={t('field.none')}
            instant={task.deadlineMin}
            minuteIfNone={WORK_ENDS_MIN}
            onInstant={(deadlineMin) => commit('task.setDeadline', { ids: [taskId], deadlineMin })}
          />
        </dd>
        <Slack taskId={taskId} />
      </dl>
      <div className={styles.sections}>
        <FindingList findings={schedule.findingsByTask.get(taskId) ?? []} />
        {gate && <GateDetails gateId={gate.id} />}
        <WhyThisDate taskId={taskId} />
        {kind !== 'summary' && task.percentComplete < 100 && <WhatMoves taskId={taskId} />}
        <TaskLinks taskId={taskId} />
        {kind !== 'summary' && <TaskCourse taskId={taskId} />}
        {kind !== 'summary' && <AssignedPeople taskId={taskId} />}
        <NoteField entity="task" id={taskId} />
        <RowHistory taskId={taskId} />
      </div>
    </>
  );
});
