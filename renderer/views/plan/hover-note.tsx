import { observer } from 'mobx-react-lite';
import { useLayoutEffect, useRef } from 'react';
import { ratesOf } from '../../../src/gantt/plan-cells.ts';
import { driversOf } from '../../../src/schedule/drivers.ts';
import { formatDate, workDaysText } from '../../../src/time/entry.ts';
import { findingTextIn } from '../../app/i18n/finding-text.ts';
import { finishDayText, instantDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import type { PlanSurfaceStore, RestingPointer } from './plan-surface-store.ts';
import styles from './plan-view.module.css';

/** Distance of the note from the pointer and from the edges of the window, in pixels. */
const AWAY_PX = 14;

/** Causes that are told of one date; of more the panel tells. */
const MOST_CAUSES = 2;

/** Why a task starts when it does, in the words of the catalogue: what it waits for, or the rule that stands above links. */
const causesOf = ({ session }: PlanSurfaceStore, taskId: string): readonly { kind: string; name: string }[] => {
  const { current } = session.schedule;
  const at = current.indexOf(taskId);
  if (at === undefined) return [];
  const nameAt = (position: number): string =>
    session.plan.asPlan().rows.task.get(current.outline.ids[position]!)?.name ?? '';
  return driversOf(current.calculated, at)
    .slice(0, MOST_CAUSES)
    .map(({ kind, link, holder }) => {
      if (link >= 0) return { kind: 'link', name: nameAt(current.input.linkPred[link]!) };
      return { kind: kind === 'constraint' && holder !== at ? 'above' : kind, name: nameAt(holder) };
    });
};

const TaskNote = observer(({ surface, taskId }: { readonly surface: PlanSurfaceStore; readonly taskId: string }) => {
  const { language, textOf } = useTexts();
  const { session } = surface;
  const dates = session.schedule.of(taskId);
  const index = surface.rowOf(taskId);
  if (!dates || index < 0) return null;
  const row = surface.rows.at(index);
  const milestone = row.kind === 'milestone' || row.kind === 'gate';
  const rates = ratesOf(session.plan.asPlan());
  const start = instantDayText(dates.startMin, language, 'weekday');
  const when = milestone
    ? start
    : `${start} – ${finishDayText(dates.finishMin, dates.startMin, language, 'weekday')} · ${workDaysText(dates.durationMin, rates, language)}`;
  const { baseline: baselines } = session.plan.asPlan().rows;
  const { baselineId } = session.planView;
  const baseline = baselineId === null ? undefined : baselines.get(baselineId);
  const compared = surface.comparedIds.map((id) => baselines.get(id)!);
  const findings = session.schedule.findingsByTask.get(taskId) ?? [];
  return (
    <>
      <strong>
        {row.wbs} {row.name}
      </strong>
      <span>{when}</span>
      {!milestone && row.percentComplete > 0 && (
        <span>{textOf('plan', 'note.done', { percent: row.percentComplete })}</span>
      )}
      {row.responsible !== '' && <span>{row.responsible}</span>}
      {causesOf(surface, taskId).map(({ kind, name }) => (
        <span key={`${kind} ${name}`}>{textOf('chart', `why.${kind}`, { name })}</span>
      ))}
      {row.deadlineMin != null && (
        <span>
          {textOf('chart', 'note.deadline', { date: finishDayText(row.deadlineMin, null, language, 'weekday') })}
        </span>
      )}
      {baseline && row.baselineFinishMin != null && (
        <span>
          {textOf('chart', 'note.baseline', {
            name: baseline.name,
            date: finishDayText(row.baselineFinishMin, row.baselineStartMin ?? null, language, 'weekday'),
          })}
        </span>
      )}
      {compared.map(
        ({ id, name }, at) =>
          row.compared?.[at] && (
            <span key={id}>
              {textOf('chart', 'note.baseline', {
                name,
                date: finishDayText(row.compared[at].finishMin, row.compared[at].startMin, language, 'weekday'),
              })}
            </span>
          ),
      )}
      {row.kind !== 'summary' && (
        <span>
          {dates.critical
            ? textOf('plan', 'note.critical')
            : textOf('plan', 'note.slack', { slack: workDaysText(dates.totalSlackMin, rates, language) })}
        </span>
      )}
      {[...new Set(findings.map((finding) => findingTextIn({ language, textOf }, finding).title))].map((title) => (
        <span key={title} className={styles.noteFinding}>
          {title}
        </span>
      ))}
    </>
  );
});

const HolidayNote = ({ resting }: { readonly resting: RestingPointer }) => {
  const { language, textOf } = useTexts();
  const name = resting.subject.id === '' ? textOf('plan', 'note.dayOff') : textOf('holidays', resting.subject.id);
  return (
    <>
      <strong>{name}</strong>
      <span>{formatDate(resting.dayNumber, language, 'weekday')}</span>
    </>
  );
};

/** What the pointer rests on, in a few lines beside it. The panel tells the same to those who use no pointer. */
export const HoverNote = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { resting, drag } = surface;
  const noteRef = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const note = noteRef.current;
    if (!note || !resting) return;
    const { width, height } = note.getBoundingClientRect();
    const below = resting.y + AWAY_PX;
    const top = below + height + AWAY_PX > window.innerHeight ? resting.y - AWAY_PX - height : below;
    note.style.left = `${Math.max(AWAY_PX, Math.min(resting.x + AWAY_PX, window.innerWidth - width - AWAY_PX))}px`;
    note.style.top = `${Math.max(AWAY_PX, top)}px`;
  }, [resting]);
  if (!resting || drag) return null;
  return (
    <div ref={noteRef} className={styles.note} aria-hidden data-testid="hover-note">
      {resting.subject.kind === 'task' ? (
        <TaskNote surface={surface} taskId={resting.subject.id} />
      ) : (
        <HolidayNote resting={resting} />
      )}
    </div>
  );
});
