import { useComputedColorScheme } from '@mantine/core';
import { autorun } from 'mobx';
import { observer } from 'mobx-react-lite';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { buildGanttScene, rowsInView } from '../../../src/gantt/build-scene.ts';
import type { GanttRow } from '../../../src/gantt/gantt-row.ts';
import { type AxisWords, barTexts, timeLabels } from '../../../src/gantt/plan-labels.ts';
import { ganttStyle } from '../../../src/gantt/gantt-style.ts';
import { buildHeaderScene } from '../../../src/gantt/header-scene.ts';
import { DARK_PALETTE, FORCED_PALETTE, LIGHT_PALETTE, type Palette } from '../../../src/gantt/palette.ts';
import type { Scene } from '../../../src/gantt/scene.ts';
import { axisWidth, windowOf, xOf } from '../../../src/gantt/time-axis.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { localInstant } from '../../app/i18n/formats.ts';
import { useTexts } from '../../app/i18n/texts.ts';
import { paintScene } from '../../gantt/scene-painter.ts';
import { useStores } from '../../stores/stores.ts';
import { HEADER_HEIGHT } from './header-height.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { useTimeLinePointer } from './time-line-pointer.ts';

const FONT_SIZE = 12;

const paletteFor = (dark: boolean): Palette => {
  if (window.matchMedia('(forced-colors: active)').matches) return FORCED_PALETTE;
  return dark ? DARK_PALETTE : LIGHT_PALETTE;
};

/** Paints what the window shows of the plan; gives the scene, for whoever asks what lies at a point. */
const paintWindow = (
  context: CanvasRenderingContext2D,
  surface: PlanSurfaceStore,
  palette: Palette,
  language: 'da' | 'en',
  words: AxisWords,
  todayMin: number,
): Scene => {
  const { rows, width, height, rowHeight, scrollTop, session } = surface;
  const { planView, selection } = session;
  const pixelRatio = window.devicePixelRatio;
  const axis = windowOf(surface.axis, xOf(surface.axis, surface.leftMin), width);
  const style = { ...ganttStyle(rowHeight, FONT_SIZE), tierHeight: HEADER_HEIGHT / 2 };
  const inView = rowsInView(scrollTop, height, rowHeight, rows.count);
  const selectedRows = new Set<number>();
  for (let index = inView.firstRow; index <= inView.lastRow; index++)
    if (selection.selected.has(rows.at(index).id)) selectedRows.add(index);
  const scene = buildGanttScene<GanttRow>({
    rows,
    links: rows.links,
    axis,
    style,
    width,
    height,
    ...inView,
    textsOf: (row) => barTexts(row, language),
    todayMin,
    selectedRows,
    hoverRow: surface.hoverId === null ? null : surface.rowOf(surface.hoverId),
    selectedLinks: surface.selectedLinkId === null ? undefined : new Set([surface.selectedLinkId]),
    options: {
      showCritical: planView.criticalPath,
      showBaseline: planView.baselineId !== null,
      showSlack: planView.criticalPath,
      shading: surface.shading,
    },
  });
  const header = buildHeaderScene({ axis, style, width, labels: timeLabels(language, words), todayMin });
  paintScene(context, header, palette, { pixelRatio });
  paintScene(context, scene, palette, { y: HEADER_HEIGHT, pixelRatio });
  return scene;
};

/** The time line: one canvas that stands still inside a scroller as large as the whole plan. */
export const TimeLine = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { app } = useStores();
  const { language, textOf } = useTexts();
  const dark = useComputedColorScheme('light') === 'dark';
  const scrollerRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const sceneRef = useRef<Scene | null>(null);
  const pointer = useTimeLinePointer(surface, sceneRef, canvasRef);

  useLayoutEffect(() => {
    const scroller = scrollerRef.current!;
    surface.scroller = scroller;
    const measure = (): void =>
      surface.setSize(scroller.clientWidth, Math.max(0, scroller.clientHeight - HEADER_HEIGHT));
    measure();
    const observerOfSize = new ResizeObserver(measure);
    observerOfSize.observe(scroller);
    if (surface.session.planView.isFirstLook) {
      surface.fit();
      surface.session.planView.isFirstLook = false;
    } else surface.showInstant(localInstant(app.env.nowMs()));
    return () => {
      observerOfSize.disconnect();
      surface.scroller = null;
    };
  }, [surface, app]);

  useEffect(() => surface.followZoom(), [surface]);

  useEffect(() => {
    const canvas = canvasRef.current!;
    const context = canvas.getContext('2d', { alpha: false })!;
    const words = {
      quarter: textOf('plan', 'axis.quarter'),
      week: textOf('plan', 'axis.week'),
      today: textOf('plan', 'axis.today'),
    };
    let frame = 0;
    const stop = autorun(
      () => {
        const { width, height } = surface;
        const ratio = window.devicePixelRatio;
        const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round((height + HEADER_HEIGHT) * ratio)];
        if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
          canvas.width = deviceWidth;
          canvas.height = deviceHeight;
        }
        sceneRef.current = paintWindow(context, surface, paletteFor(dark), language, words, localInstant(app.env.nowMs()));
        canvas.dataset.painted = String(surface.session.plan.revision);
      },
      {
        scheduler: (run) => {
          cancelAnimationFrame(frame);
          frame = requestAnimationFrame(run);
        },
      },
    );
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
  }, [surface, dark, language, textOf, app]);

  const { axis, leftMin } = surface;
  const wantedLeft = xOf(axis, leftMin);
  useLayoutEffect(() => {
    const scroller = scrollerRef.current!;
    if (Math.abs(scroller.scrollLeft - wantedLeft) > 1) scroller.scrollLeft = wantedLeft;
  }, [wantedLeft]);

  const onWheel = (event: React.WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    const x = event.clientX - scrollerRef.current!.getBoundingClientRect().left;
    surface.zoomTo(surface.session.planView.pxPerDay * 1.0015 ** -event.deltaY, x);
  };

  return (
    <div
      ref={scrollerRef}
      className={styles.timeLine}
      data-testid="time-line"
      onScroll={(event) => surface.setScroll(event.currentTarget.scrollTop, event.currentTarget.scrollLeft)}
      onWheel={onWheel}
      role="presentation"
      aria-label={textOf('plan', 'timeline.label')}
    >
      <div
        className={styles.spacer}
        style={{
          width: axisWidth(axis),
          height: HEADER_HEIGHT + (surface.rows.count + 1) * surface.rowHeight,
        }}
      >
        <canvas
          ref={canvasRef}
          className={styles.canvas}
          style={{ width: surface.width, height: surface.height + HEADER_HEIGHT }}
          aria-hidden
          data-px-per-day={axis.pxPerDay}
          data-left-day={leftMin / MINUTES_PER_DAY}
          {...pointer}
        />
      </div>
    </div>
  );
});
