import { observer } from 'mobx-react-lite';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { finishDayText, instantDayText } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { HEADER_HEIGHT } from './header-height.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { type DragPreview, type DragState, previewOf } from './timeline-drag.ts';

/** What a drag on the time line would give, drawn over it: the bar's new place and its dates, or the link to be. */
export const DragLayer = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { language, textOf } = useTexts();
  const { drag, session, rowHeight, scrollTop, leftMin } = surface;
  if (!drag) return null;
  const { pxPerDay } = session.planView;
  const preview = previewOf(drag, pxPerDay);
  const x = (instant: number): number => ((instant - leftMin) / MINUTES_PER_DAY) * pxPerDay;
  const y = HEADER_HEIGHT + surface.rowOf(drag.bar.taskId) * rowHeight - scrollTop;
  const left = x(preview.startMin);
  const width = Math.max(drag.bar.milestone ? 14 : 3, x(preview.finishMin) - left);
  const label = drag.kind === 'link' ? linkLabel(surface, drag, textOf) : datesLabel(drag, preview, language);
  return (
    <div className={styles.dragLayer} data-testid="drag-preview">
      {drag.kind !== 'link' && drag.kind !== 'progress' && (
        <div className={styles.ghost} style={{ left, top: y + 6, width, height: rowHeight - 12 }} />
      )}
      {drag.kind === 'link' && drag.overId !== null && (
        <div
          className={styles.linkTarget}
          style={{ top: HEADER_HEIGHT + surface.rowOf(drag.overId) * rowHeight - scrollTop, height: rowHeight }}
        />
      )}
      <div className={styles.dragLabel} style={{ left: Math.max(4, left), top: Math.max(2, y - 26) }}>
        {label}
      </div>
    </div>
  );
});

const datesLabel = (drag: DragState, preview: DragPreview, language: 'da' | 'en'): string => {
  if (preview.percent !== null) return `${preview.percent} %`;
  const start = instantDayText(preview.startMin, language, 'weekday');
  if (drag.bar.milestone) return start;
  return `${start} – ${finishDayText(preview.finishMin, preview.startMin, language, 'weekday')}`;
};

const linkLabel = (
  surface: PlanSurfaceStore,
  drag: DragState,
  textOf: (namespace: string, id: string, params?: Readonly<Record<string, string | number>>) => string,
): string => {
  const { task } = surface.session.plan.asPlan().rows;
  const from = task.get(drag.bar.taskId)?.name ?? '';
  if (drag.overId === null || drag.overId === drag.bar.taskId) return textOf('plan', 'drag.linkFrom', { from });
  return textOf('plan', 'drag.link', { from, to: task.get(drag.overId)?.name ?? '' });
};
