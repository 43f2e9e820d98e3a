import { useComputedColorScheme } from '@mantine/core';
import { autorun } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { buildMiniMap } from '../../../src/gantt/mini-map.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { paintScene } from '../../gantt/scene-painter.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { useScreenChanges } from './screen-changes.ts';
import { screenPalette } from './screen-palette.ts';

const HEIGHT_PX = 32;
/** A plan that fills the window so many times, in either direction, has a map. */
const LONG = 2;
/** After so long without a change the map is drawn anew: it may lag behind, but nothing waits for it. */
const SETTLE_MS = 120;

/** Whether the plan is so long that a map of it helps. */
const isLong = ({ rows, rowHeight, height, width, session }: PlanSurfaceStore): boolean => {
  const { result } = session.schedule.current;
  const planPx = ((result.projectFinish - result.projectStart) / MINUTES_PER_DAY) * session.planView.pxPerDay;
  // Rows say so before the window has been measured: a map that came afterwards would have everything measured and painted twice.
  return rows.count * rowHeight > LONG * height || (width > 0 && planPx > LONG * width);
};

const MapOfPlan = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { textOf } = useTexts();
  const dark = useComputedColorScheme('light') === 'dark';
  const screenChanges = useScreenChanges();
  const boxRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const windowRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const canvas = canvasRef.current!;
    const context = canvas.getContext('2d', { alpha: false })!;
    let timer = 0;
    const paint = (): void => {
      const width = canvas.clientWidth;
      const { result } = surface.session.schedule.current;
      canvas.width = width;
      canvas.height = HEIGHT_PX;
      const scene = buildMiniMap({
        eachSpan: surface.rows.eachSpan,
        rowCount: surface.rows.count,
        fromMin: result.projectStart,
        toMin: result.projectFinish,
        width,
        height: HEIGHT_PX,
        showCritical: surface.session.planView.criticalPath,
      });
      paintScene(context, scene, screenPalette(canvas, dark), { pixelRatio: 1 });
    };
    // The plan itself is painted first, and is never held up by its map.
    const stop = autorun(paint, {
      scheduler: (run) => {
        clearTimeout(timer);
        timer = window.setTimeout(run, SETTLE_MS);
      },
    });
    const resized = new ResizeObserver(() => {
      if (canvas.width === canvas.clientWidth) return;
      clearTimeout(timer);
      timer = window.setTimeout(paint, SETTLE_MS);
    });
    resized.observe(canvas);
    return () => {
      clearTimeout(timer);
      resized.disconnect();
      stop();
    };
    // Another screen needs another palette and another canvas.
  }, [surface, dark, screenChanges]);

  useLayoutEffect(
    // Scrolling moves one element, and neither lays out nor draws anything anew.
    () =>
      autorun(() => {
        const { scrollTop, height, rowHeight, rows, leftMin, width, session } = surface;
        const { result } = session.schedule.current;
        const spanMin = Math.max(1, result.projectFinish - result.projectStart);
        const windowMin = (width / session.planView.pxPerDay) * MINUTES_PER_DAY;
        const rowsPx = Math.max(1, rows.count * rowHeight);
        const share = (value: number): number => Math.max(0, Math.min(1, value));
        const from = share((leftMin - result.projectStart) / spanMin);
        const to = share((leftMin + windowMin - result.projectStart) / spanMin);
        const { style } = windowRef.current!;
        style.left = `${from * 100}%`;
        style.width = `${(to - from) * 100}%`;
        style.transform = `translateY(${share(scrollTop / rowsPx) * HEIGHT_PX}px)`;
        style.height = `${share(height / rowsPx) * 100}%`;
      }),
    [surface],
  );

  const lookAt = (event: React.PointerEvent): void => {
    const box = boxRef.current!.getBoundingClientRect();
    const { result } = surface.session.schedule.current;
    const x = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    const y = Math.max(0, Math.min(1, (event.clientY - box.top) / box.height));
    surface.lookAt(result.projectStart + x * (result.projectFinish - result.projectStart), y * surface.rows.count);
  };

  return (
    // Keys scroll and zoom the plan itself: the map is for the pointer, and what it shows stands in the grid.
    <div
      ref={boxRef}
      className={styles.miniMap}
      aria-hidden
      title={textOf('chart', 'map.label')}
      data-testid="mini-map"
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        lookAt(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && lookAt(event)}
    >
      <canvas ref={canvasRef} className={styles.miniMapCanvas} style={{ height: HEIGHT_PX }} />
      <div ref={windowRef} className={styles.miniMapWindow} />
    </div>
  );
});

/** The whole of a long plan at a glance, with the part that is in sight. */
export const MiniMap = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { switches } = surface.session.planView.chart.look;
  return switches.miniMap && isLong(surface) ? <MapOfPlan surface={surface} /> : null;
});
