import { observer } from 'mobx-react-lite';
import type { Language } from '../../../src/api.ts';
import { linkTypeText } from '../../../src/schedule/link-text.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { titleIn } from '../../app/i18n/finding-text.ts';
import { finishDayText, instantDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { HEADER_HEIGHT } from './header-height.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { type DragKind, type DragPreview, type DragState, linkTypeOf, previewOf } from './timeline-drag.ts';

/** Room for the note of a drag, in pixels. */
const LABEL_PX = 230;
/** Drags that the chart itself shows: the bar stands where it was. */
const DRAWN_BY_CHART: ReadonlySet<DragKind> = new Set<DragKind>(['progress', 'split', 'gap']);
/** Height of the outline of the bar to be, in pixels. */
const GHOST_PX = 18;
/** New findings that are named in the note; of more the number is told. */
const FINDINGS_TOLD = 2;

/** What a drag on the time line would give, drawn over it: the bar's old place and the new dates, or the link to be. */
export const DragLayer = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { language, textOf, errorText } = useTexts();
  const { drag, session, rowHeight, scrollTop, leftMin, ripple, barMiddle } = surface;
  if (!drag) return null;
  const { pxPerDay } = session.planView;
  const preview = previewOf(drag, pxPerDay);
  const x = (instant: number): number => ((instant - leftMin) / MINUTES_PER_DAY) * pxPerDay;
  const y = HEADER_HEIGHT + surface.rowOf(drag.bar.taskId) * rowHeight - scrollTop;
  const left = x(preview.startMin);
  const width = Math.max(drag.bar.milestone ? 14 : 3, x(preview.finishMin) - left);
  const isLink = drag.kind === 'link' || drag.kind === 'relink';
  const label = isLink
    ? linkLabel(surface, drag, language, textOf)
    : datesLabel(drag, shownSpan(surface, drag, preview), language);
  const linkFrom = hangsOnStart(drag) ? x(drag.bar.startMin) : x(drag.bar.finishMin);
  return (
    <div className={styles.dragLayer} data-testid="drag-preview">
      {!isLink && !DRAWN_BY_CHART.has(drag.kind) && (
        <div
          className={styles.ghost}
          style={{
            left: drag.bar.milestone ? left - 7 : left,
            top: y + barMiddle - GHOST_PX / 2,
            width,
            height: GHOST_PX,
          }}
        />
      )}
      {isLink && (
        <svg className={styles.linkLine} aria-hidden="true">
          <line x1={linkFrom} y1={y + barMiddle} x2={x(drag.pointerMin)} y2={HEADER_HEIGHT + drag.pointerY} />
          <circle cx={x(drag.pointerMin)} cy={HEADER_HEIGHT + drag.pointerY} r={3.5} />
        </svg>
      )}
      {isLink && drag.overId !== null && drag.overId !== drag.bar.taskId && (
        <div
          className={styles.linkTarget}
          style={{ top: HEADER_HEIGHT + surface.rowOf(drag.overId) * rowHeight - scrollTop, height: rowHeight }}
        />
      )}
      <div
        className={styles.dragLabel}
        data-refused={ripple?.refusal ? true : undefined}
        style={{
          left: Math.max(4, Math.min(left, surface.width - LABEL_PX)),
          bottom: `calc(100% - ${Math.max(24, y - 4)}px)`,
        }}
      >
        <strong>{label}</strong>
        {ripple?.refusal && <span>{errorText(ripple.refusal)}</span>}
        {ripple && ripple.moved > 0 && <span>{textOf('plan', 'drag.moved', { count: ripple.moved })}</span>}
        {ripple?.newFindings.slice(0, FINDINGS_TOLD).map(({ id, taskId, severity }) => (
          <span key={`${id} ${taskId}`} className={styles.noteFinding} data-severity={severity}>
            {titleIn({ textOf }, id)}: {session.plan.asPlan().rows.task.get(taskId)?.name}
          </span>
        ))}
        {ripple && ripple.newFindings.length > FINDINGS_TOLD && (
          <span className={styles.noteFinding}>
            {textOf('plan', 'drag.moreFindings', { count: ripple.newFindings.length - FINDINGS_TOLD })}
          </span>
        )}
        {ripple && ripple.solved > 0 && <span>{textOf('plan', 'drag.solved', { count: ripple.solved })}</span>}
        {ripple?.newFinishMin != null && (
          <span>
            {textOf('plan', 'drag.finish', {
              date: finishDayText(ripple.newFinishMin, session.schedule.current.result.projectStart, language, 'long'),
            })}
          </span>
        )}
      </div>
    </div>
  );
});

/** Whether the line of a link begins at the left end of the bar that it hangs on. */
const hangsOnStart = ({ part, link }: DragState): boolean => {
  if (!link) return part === 'start';
  return link.end === 'predecessor'
    ? link.type === 'FS' || link.type === 'SS'
    : link.type === 'SS' || link.type === 'SF';
};

/** The dates that the schedule gives the dragged bar, where it has looked: a drag asks for days, the calendar answers. */
const shownSpan = ({ ripple, session }: PlanSurfaceStore, drag: DragState, preview: DragPreview): DragPreview => {
  const at = session.schedule.current.indexOf(drag.bar.taskId);
  if ((drag.kind !== 'split' && drag.kind !== 'gap') || !ripple?.result || at === undefined) return preview;
  return { ...preview, startMin: ripple.result.start[at]!, finishMin: ripple.result.finish[at]! };
};

const datesLabel = (drag: DragState, preview: DragPreview, language: 'da' | 'en'): string => {
  if (preview.percent !== null) return `${preview.percent} %`;
  const start = instantDayText(preview.startMin, language, 'weekday');
  if (drag.bar.milestone) return start;
  return `${start} – ${finishDayText(preview.finishMin, preview.startMin, language, 'weekday')}`;
};

const linkLabel = (
  surface: PlanSurfaceStore,
  drag: DragState,
  language: Language,
  textOf: (namespace: string, id: string, params?: Readonly<Record<string, string | number>>) => string,
): string => {
  const { task } = surface.session.plan.asPlan().rows;
  const name = (id: string | null): string => (id === null ? '' : (task.get(id)?.name ?? ''));
  const from = name(drag.bar.taskId);
  if (drag.link?.end === 'predecessor') {
    const other = drag.overId === drag.bar.taskId ? null : drag.overId;
    return other === null
      ? textOf('plan', 'drag.linkTo', { to: from })
      : textOf('plan', 'drag.link', { from: name(other), to: from });
  }
  if (drag.overId === null || drag.overId === drag.bar.taskId) return textOf('plan', 'drag.linkFrom', { from });
  const label = textOf('plan', 'drag.link', { from, to: name(drag.overId) });
  const type = linkTypeOf(drag.part, drag.overEnd);
  return drag.link !== null || type === 'FS' ? label : `${label} (${linkTypeText(type, language)})`;
};
