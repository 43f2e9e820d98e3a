import { useComputedColorScheme } from '@mantine/core';
import { autorun, untracked } from 'mobx';
import { observer } from 'mobx-react-lite';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { buildGanttScene, rowsInView } from '../../../src/gantt/build-scene.ts';
import { type GanttRow, ROW_STATUSES, type RowStatus } from '../../../src/gantt/gantt-row.ts';
import type { GanttStyle } from '../../../src/gantt/gantt-style.ts';
import { buildHeaderScene } from '../../../src/gantt/header-scene.ts';
import type { Palette } from '../../../src/gantt/palette.ts';
import { type AxisWords, chosenTexts, timeLabels } from '../../../src/gantt/plan-labels.ts';
import type { BarTexts } from '../../../src/gantt/row-labels.ts';
import type { Scene } from '../../../src/gantt/scene.ts';
import { axisWidth, type TimeAxis, windowOf, xOf } from '../../../src/gantt/time-axis.ts';
import type { TimeLabels } from '../../../src/gantt/time-tiers.ts';
import { shiftText } from '../../../src/reading/history-words.ts';
import { noteRoles, nothingUsed, type UsedRoles } from '../../../src/report/legend.ts';
import { MINUTES_PER_DAY } from '../../../src/time/day.ts';
import { localInstant } from '../../app/i18n/formats.ts';
import { type Texts, useTexts } from '../../app/i18n/texts.ts';
import { paintScene } from '../../gantt/scene-painter.ts';
import type { ProjectSession } from '../../stores/project-session.ts';
import { useStores } from '../../stores/stores.ts';
import { historyWords } from '../history/words.ts';
import { HEADER_HEIGHT } from './header-height.ts';
import type { PlanSurfaceStore } from './plan-surface-store.ts';
import styles from './plan-view.module.css';
import { useScreenChanges } from './screen-changes.ts';
import { screenPalette } from './screen-palette.ts';
import { useTimeLinePointer } from './time-line-pointer.ts';

/** Words that are drawn on the canvas. */
type ChartWords = AxisWords & { readonly status: Readonly<Record<RowStatus, string>> };

/** So long after the plan has come, rows out of sight are laid out, unless somebody scrolls before. */
const AHEAD_MS = 150;
/** One step of a wheel zooms by about a fifth. */
const ZOOM_PER_PIXEL = 1.0015;

/** By how much a task stands later or earlier than before, while that is shown. */
const shiftsOf = (session: ProjectSession, texts: Texts): ((taskId: string) => string | null) => {
  const { history } = session;
  if (!history.inPlan || history.compared === null) return () => null;
  const words = historyWords(session, texts, {});
  const moves = new Map(history.compared.result.moves.map((move) => [move.taskId, move]));
  return (taskId) => {
    const move = moves.get(taskId);
    return move === undefined ? null : shiftText(move, words);
  };
};

const withShift = (texts: BarTexts, shift: string | null): BarTexts =>
  shift === null ? texts : { ...texts, right: [texts.right, shift].filter(Boolean).join(' · ') };

/** The time in sight, as it lies along the window. */
const axisInSight = (surface: PlanSurfaceStore): TimeAxis =>
  windowOf(surface.axis, xOf(surface.axis, surface.leftMin), surface.width);

const chartStyle = (surface: PlanSurfaceStore): GanttStyle => ({ ...surface.style, tierHeight: HEADER_HEIGHT / 2 });

/** Paints the scales above the rows, where they are not what stands there: they stay while rows scroll. */
class HeaderPainter {
  private painted: readonly unknown[] = [];

  /** The canvas has been emptied. */
  forget(): void {
    this.painted = [];
  }

  paint(
    context: CanvasRenderingContext2D,
    surface: PlanSurfaceStore,
    palette: Palette,
    labels: TimeLabels,
    todayMin: number,
  ): void {
    const { width, session } = surface;
    const axis = axisInSight(surface);
    const style = chartStyle(surface);
    const { tiers } = session.planView.chart.look;
    const pixelRatio = window.devicePixelRatio;
    const shown = [
      axis.fromMin,
      axis.pxPerDay,
      width,
      style.tierFontSize,
      tiers,
      todayMin,
      palette,
      labels,
      pixelRatio,
    ];
    if (shown.every((value, at) => value === this.painted[at])) return;
    this.painted = shown;
    paintScene(context, buildHeaderScene({ axis, style, width, labels, todayMin, tiers }), palette, { pixelRatio });
  }
}

/** Paints the rows in sight; gives the scene, for whoever asks what lies at a point. */
const paintRows = (
  context: CanvasRenderingContext2D,
  surface: PlanSurfaceStore,
  palette: Palette,
  language: 'da' | 'en',
  words: ChartWords,
  todayMin: number,
  shiftOf: (taskId: string) => string | null,
): Scene => {
  const { shownRows: rows, width, height, rowHeight, scrollTop, session } = surface;
  const { planView, selection } = session;
  const { look } = planView.chart;
  const { switches } = look;
  const pixelRatio = window.devicePixelRatio;
  const inView = rowsInView(scrollTop, height, rowHeight, rows.count);
  const selectedRows = new Set<number>();
  for (let index = inView.firstRow; index <= inView.lastRow; index++)
    if (selection.selected.has(rows.at(index).id)) selectedRows.add(index);
  const { comparedCount } = surface;
  const scene = buildGanttScene<GanttRow>({
    rows,
    links: rows.links,
    axis: axisInSight(surface),
    style: chartStyle(surface),
    width,
    height,
    ...inView,
    textsOf: (row) => withShift(chosenTexts(row, look, language, words.status), shiftOf(row.id)),
    todayMin,
    statusMin: surface.statusMin ?? (switches.progressLine ? todayMin : null),
    drivingTasks: surface.drivingChain?.tasks,
    drivingLinks: surface.drivingChain?.links,
    selectedRows,
    hoverRow: surface.hoverId === null ? null : surface.rowOf(surface.hoverId),
    selectedLinks: surface.selectedLinkId === null ? undefined : new Set([surface.selectedLinkId]),
    options: {
      showCritical: planView.criticalPath,
      showBaseline: planView.baselineId !== null || comparedCount > 0,
      comparedCount,
      showSlack: switches.slack,
      showDeadlines: switches.deadlines,
      showConstraints: switches.constraints,
      showLinks: switches.links,
      showProgressLine: switches.progressLine,
      tiers: look.tiers,
      showBands: true,
      shading: surface.shading,
    },
  });
  paintScene(context, scene, palette, { y: HEADER_HEIGHT, pixelRatio });
  if (switches.legend) tellUsed(surface, scene);
  return scene;
};

const keyOf = ({ roles, tones, compared }: UsedRoles): string =>
  [roles, tones, compared].map((each) => [...each].sort().join()).join(' ');

/** Hands what a frame shows to the legend, where it is not what the frame before showed. */
const tellUsed = (surface: PlanSurfaceStore, { items }: Scene): void => {
  const used = nothingUsed();
  noteRoles(used, items);
  const before = untracked(() => surface.used);
  if (before === null || keyOf(before) !== keyOf(used)) surface.setUsed(used);
};

/** Paints the canvas once a frame whenever something it shows has changed; at first with the frame that is being made. */
const usePainting = (
  surface: PlanSurfaceStore,
  canvasRef: RefObject<HTMLCanvasElement | null>,
  sceneRef: RefObject<Scene | null>,
): void => {
  const { app } = useStores();
  const texts = useTexts();
  const { language, textOf } = texts;
  const dark = useComputedColorScheme('light') === 'dark';
  const screenChanges = useScreenChanges();

  useEffect(() => {
    const canvas = canvasRef.current!;
    const context = canvas.getContext('2d', { alpha: false })!;
    const words = {
      quarter: textOf('plan', 'axis.quarter'),
      week: textOf('plan', 'axis.week'),
      today: textOf('plan', 'axis.today'),
      status: Object.fromEntries(
        ROW_STATUSES.map((status) => [status, textOf('chart', `status.${status}`)]),
      ) as ChartWords['status'],
    };
    const labels = timeLabels(language, words);
    const header = new HeaderPainter();
    // Looked up at the first frame, when the theme has reached the style sheet.
    let palette: Palette | null = null;
    let frame = 0;
    let isFirst = true;
    const stop = autorun(
      () => {
        const { width, height } = surface;
        const ratio = window.devicePixelRatio;
        const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round((height + HEADER_HEIGHT) * ratio)];
        if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) {
          canvas.width = deviceWidth;
          canvas.height = deviceHeight;
          header.forget();
        }
        palette ??= screenPalette(canvas, dark);
        const todayMin = localInstant(app.env.nowMs());
        header.paint(context, surface, palette, labels, todayMin);
        const shifts = shiftsOf(surface.session, texts);
        sceneRef.current = paintRows(context, surface, palette, language, words, todayMin, shifts);
        const revision = String(surface.session.plan.revision);
        if (canvas.dataset.painted !== revision) canvas.dataset.painted = revision;
      },
      {
        scheduler: (run) => {
          if (isFirst) {
            isFirst = false;
            run();
            return;
          }
          cancelAnimationFrame(frame);
          frame = requestAnimationFrame(run);
        },
      },
    );
    return () => {
      cancelAnimationFrame(frame);
      stop();
    };
    // Another screen needs another palette and another canvas.
  }, [surface, dark, language, textOf, texts, app, canvasRef, sceneRef, screenChanges]);
};

/** Wheel: scrolls as everywhere; with Ctrl it zooms at the pointer. */
const useWheelZoom = (surface: PlanSurfaceStore, scrollerRef: RefObject<HTMLDivElement | null>): void => {
  useEffect(() => {
    const scroller = scrollerRef.current!;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const x = event.clientX - scroller.getBoundingClientRect().left;
      surface.zoomTo(surface.session.planView.pxPerDay * ZOOM_PER_PIXEL ** -event.deltaY, x);
    };
    // React listens passively to wheels: the page would be zoomed as well.
    scroller.addEventListener('wheel', onWheel, { passive: false });
    return () => scroller.removeEventListener('wheel', onWheel);
  }, [surface, scrollerRef]);
};

/** The time line: one canvas that stands still inside a scroller as large as the whole plan. */
export const TimeLine = observer(({ surface }: { readonly surface: PlanSurfaceStore }) => {
  const { app } = useStores();
  const { textOf } = useTexts();
  const scrollerRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const sceneRef = useRef<Scene | null>(null);
  const pointer = useTimeLinePointer(surface, sceneRef, canvasRef);
  usePainting(surface, canvasRef, sceneRef);
  useWheelZoom(surface, scrollerRef);

  useLayoutEffect(() => {
    const scroller = scrollerRef.current!;
    const isBack = surface.width > 0;
    surface.scroller = scroller;
    const measure = (): void =>
      surface.setSize(scroller.clientWidth, Math.max(0, scroller.clientHeight - HEADER_HEIGHT));
    measure();
    scroller.scrollTop = surface.scrollTop;
    const observerOfSize = new ResizeObserver(measure);
    observerOfSize.observe(scroller);
    const { planView } = surface.session;
    if (planView.isFirstLook) {
      surface.fit();
      planView.isFirstLook = false;
    } else if (!isBack) surface.showInstant(localInstant(app.env.nowMs()));
    return () => {
      observerOfSize.disconnect();
      surface.scroller = null;
    };
  }, [surface, app]);

  useEffect(() => surface.followZoom(), [surface]);
  useEffect(() => {
    const timer = setTimeout(() => surface.keepAhead(), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [surface]);

  const { axis, leftMin } = surface;
  const wantedLeft = xOf(axis, leftMin);
  useLayoutEffect(() => {
    const scroller = scrollerRef.current!;
    if (Math.abs(scroller.scrollLeft - wantedLeft) > 1) scroller.scrollLeft = wantedLeft;
  }, [wantedLeft]);

  return (
    <div
      ref={scrollerRef}
      className={styles.timeLine}
      data-testid="time-line"
      onScroll={(event) => surface.setScroll(event.currentTarget.scrollTop, event.currentTarget.scrollLeft)}
      role="presentation"
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
          role="img"
          aria-label={textOf('plan', 'timeline.label')}
          data-px-per-day={axis.pxPerDay}
          data-left-day={leftMin / MINUTES_PER_DAY}
          data-selected-link={surface.selectedLinkId ?? undefined}
          {...pointer}
        />
      </div>
    </div>
  );
});
