import { observer } from 'mobx-react-lite';
import { useRef } from 'react';
import { useTexts } from '../../app/i18n/texts.ts';
import { columnsOf, widthOf } from './columns.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';

const KEY_STEP_PX = 20;

/** The border between grid and time line, moved by mouse or arrow keys. */
export const Splitter = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { planView } = surface.session;
  const { textOf } = useTexts();
  const mostUseful = widthOf(columnsOf(surface.session.reading, 0));
  const fromRef = useRef<{ x: number; width: number } | null>(null);
  return (
    <div
      role="separator"
      tabIndex={0}
      className={styles.splitter}
      aria-label={textOf('plan', 'splitter.label')}
      aria-orientation="vertical"
      aria-valuenow={planView.gridWidth}
      aria-valuemin={0}
      aria-valuemax={Math.max(mostUseful, planView.gridWidth)}
      onPointerDown={(event) => {
        fromRef.current = { x: event.clientX, width: planView.gridWidth };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const from = fromRef.current;
        if (from) planView.setGridWidth(from.width + event.clientX - from.x);
      }}
      onPointerUp={() => {
        fromRef.current = null;
      }}
      onPointerCancel={() => {
        fromRef.current = null;
      }}
      onDoubleClick={() => planView.setGridWidth(mostUseful)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') planView.setGridWidth(planView.gridWidth - KEY_STEP_PX);
        else if (event.key === 'ArrowRight') planView.setGridWidth(planView.gridWidth + KEY_STEP_PX);
        else if (event.key === 'Home') planView.setGridWidth(0);
        else if (event.key === 'End') planView.setGridWidth(mostUseful);
        else return;
        event.preventDefault();
      }}
    />
  );
});
