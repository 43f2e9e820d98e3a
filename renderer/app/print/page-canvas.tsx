import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Palette } from '../../../src/gantt/palette.ts';
import { cropped } from '../../../src/report/crop.ts';
import { type Page, pageItems } from '../../../src/report/page.ts';
import { paintScene } from '../../gantt/scene-painter.ts';
import styles from './print.module.css';

/** CSS pixels to a point. */
const PX_PER_PT = 96 / 72;
/** Room around the paper. */
const EDGE_PX = 16;
const PAPER_HAIRLINE = 0.5;

type PictureOf = (png: string) => CanvasImageSource | null;

const itemsByPage = new WeakMap<Page, ReturnType<typeof pageItems>>();

/** The primitives of a page, the same list each time, so that what is worked out of them is kept. */
const itemsOf = (page: Page): ReturnType<typeof pageItems> => {
  const known = itemsByPage.get(page);
  if (known) return known;
  const items = pageItems(page);
  itemsByPage.set(page, items);
  return items;
};

/** Paints the part of a page that lies in a window of the screen. */
const paintPart = (
  canvas: HTMLCanvasElement,
  page: Page,
  palette: Palette,
  zoom: number,
  scroll: { readonly x: number; readonly y: number },
  pictureOf: PictureOf,
): void => {
  const ratio = window.devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== deviceWidth) canvas.width = deviceWidth;
  if (canvas.height !== deviceHeight) canvas.height = deviceHeight;
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, deviceWidth, deviceHeight);
  const pxPerPt = PX_PER_PT * zoom;
  const window_ = { x: scroll.x / pxPerPt, y: scroll.y / pxPerPt, width: width / pxPerPt, height: height / pxPerPt };
  const scene = {
    width: Math.min(window_.width, page.widthPt - window_.x),
    height: Math.min(window_.height, page.heightPt - window_.y),
    items: cropped(itemsOf(page), window_, 0, 0),
  };
  paintScene(context, scene, palette, { pixelRatio: ratio * pxPerPt, hairline: PAPER_HAIRLINE, pictureOf });
};

/** Size of an element, followed. */
const useSize = (ref: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } => {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current!;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
};

/** A page as it will come out, in the size that is asked for or whole; only what is in sight is painted. */
export const PageCanvas = ({
  page,
  palette,
  zoom,
  label,
  pictureOf,
  onKey,
  onShownZoom,
}: {
  readonly page: Page;
  readonly palette: Palette;
  /** 1 is the true size; null shows the whole page. */
  readonly zoom: number | null;
  readonly label: string;
  readonly pictureOf: PictureOf;
  readonly onKey: (event: KeyboardEvent) => void;
  /** Told which zoom is shown, because the whole page has one of its own. */
  readonly onShownZoom: (zoom: number) => void;
}) => {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const size = useSize(scrollerRef);
  const shown = useMemo(() => {
    if (zoom !== null) return zoom;
    const room = { width: size.width - 2 * EDGE_PX, height: size.height - 2 * EDGE_PX };
    const fit = Math.min(room.width / page.widthPt, room.height / page.heightPt) / PX_PER_PT;
    return Math.max(0.02, fit);
  }, [zoom, size, page]);
  const sheet = { width: page.widthPt * PX_PER_PT * shown, height: page.heightPt * PX_PER_PT * shown };
  const view = {
    width: Math.min(sheet.width, Math.max(0, size.width)),
    height: Math.min(sheet.height, Math.max(0, size.height)),
  };

  const paint = useCallback(() => {
    const scroller = scrollerRef.current;
    const canvas = canvasRef.current;
    if (!scroller || !canvas || canvas.clientWidth === 0) return;
    // The canvas stays in sight; how far the paper has gone from under it is what is to be painted.
    const box = canvas.getBoundingClientRect();
    const paper = canvas.parentElement!.getBoundingClientRect();
    paintPart(canvas, page, palette, shown, { x: box.left - paper.left, y: box.top - paper.top }, pictureOf);
    canvas.dataset.painted = 'true';
  }, [page, palette, shown, pictureOf]);

  useLayoutEffect(paint, [paint, view.width, view.height]);
  useEffect(() => onShownZoom(shown), [onShownZoom, shown]);
  // A new page begins at its upper left.
  useLayoutEffect(() => {
    if (page) scrollerRef.current!.scrollTo(0, 0);
  }, [page]);

  return (
    <div
      ref={scrollerRef}
      className={styles.scroller}
      role="img"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      onScroll={paint}
      onKeyDown={onKey}
    >
      <div className={styles.paper} style={{ width: sheet.width, height: sheet.height }}>
        <canvas ref={canvasRef} className={styles.canvas} style={{ width: view.width, height: view.height }} />
      </div>
    </div>
  );
};

const THUMB_PX = 104;

/** A small picture of a page, painted when it comes into sight. */
export const PageThumb = ({
  page,
  palette,
  pictureOf,
}: {
  readonly page: Page;
  readonly palette: Palette;
  readonly pictureOf: PictureOf;
}) => {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const scale = THUMB_PX / Math.max(page.widthPt, page.heightPt);
  useEffect(() => {
    const canvas = canvasRef.current!;
    const paint = (): void => paintPart(canvas, page, palette, scale / PX_PER_PT, { x: 0, y: 0 }, pictureOf);
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      paint();
    });
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [page, palette, scale, pictureOf]);
  return <canvas ref={canvasRef} aria-hidden style={{ width: page.widthPt * scale, height: page.heightPt * scale }} />;
};
