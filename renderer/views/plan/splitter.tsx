import { observer } from 'mobx-react-lite';
import { useRef } from 'react';
import { useTexts } from '../../app/i18n/texts.ts';
import { useProject } from '../../stores/stores.ts';
import { COLUMNS_WIDTH } from './columns.ts';
import styles from './plan-view.module.css';

const KEY_STEP_PX = 20;

/** The border between grid and time line, moved by mouse or arrow keys. */
export const Splitter = observer(() => {
  const { planView } = useProject();
  const { textOf } = useTexts();
  const fromRef = useRef<{ x: number; width: number } | null>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, which hr is not.
    <div
      role="separator"
      tabIndex={0}
      className={styles.splitter}
      aria-label={textOf('plan', 'splitter.label')}
      aria-orientation="vertical"
      aria-valuenow={planView.gridWidth}
      aria-valuemin={0}
      aria-valuemax={COLUMNS_WIDTH}
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
      onDoubleClick={() => planView.setGridWidth(COLUMNS_WIDTH)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') planView.setGridWidth(planView.gridWidth - KEY_STEP_PX);
        else if (event.key === 'ArrowRight') planView.setGridWidth(planView.gridWidth + KEY_STEP_PX);
        else return;
        event.preventDefault();
      }}
    />
  );
});
