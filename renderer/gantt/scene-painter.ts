import { HATCH_LINE, HATCH_LINES, HATCH_STEP } from '../../src/gantt/hatch.ts';
import { type Hatch, type Ink, inkOf, type Palette } from '../../src/gantt/palette.ts';
import {
  arrowHead,
  type GroupPrimitive,
  type ImagePrimitive,
  type Primitive,
  type Scene,
  type TextPrimitive,
} from '../../src/gantt/scene.ts';

/** Where and how a scene is put on a canvas. Positions are in CSS pixels; the canvas has `pixelRatio` device pixels to one. */
export type PaintPlace = {
  readonly x?: number;
  readonly y?: number;
  readonly pixelRatio: number;
  readonly fontFamily?: string;
  /** The picture of a PNG in base64, null while it is not there yet. */
  readonly pictureOf?: (png: string) => CanvasImageSource | null;
  /** Width of a hairline in the unit of the scene. */
  readonly hairline?: number;
};

type Brush = {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly pixelRatio: number;
  readonly fontFamily: string;
  readonly pictureOf: (png: string) => CanvasImageSource | null;
  readonly hairline: number;
  ink: Ink | null;
  font: string;
};

type Drawn = Exclude<Primitive, GroupPrimitive | TextPrimitive | ImagePrimitive>;

/** The nearest position at which a line of a width covers whole device pixels. */
function crisp(position: number, lineWidth: number, pixelRatio: number): number {
  const devicePixels = Math.max(1, Math.round(lineWidth * pixelRatio));
  const offset = devicePixels % 2 === 1 ? 0.5 : 0;
  return (Math.round(position * pixelRatio - offset) + offset) / pixelRatio;
}

const EMPTY_DASH: readonly number[] = [];

function dip(brush: Brush, ink: Ink): void {
  if (brush.ink === ink) return;
  brush.ink = ink;
  const { context, pixelRatio, hairline } = brush;
  if (ink.fill) context.fillStyle = ink.fill;
  if (!ink.stroke) return;
  context.strokeStyle = ink.stroke;
  context.lineWidth = Math.max(1, Math.round((ink.width ?? 1) * hairline * pixelRatio)) / pixelRatio;
  const dash = (ink.dash ?? EMPTY_DASH) as number[];
  context.setLineDash(hairline === 1 ? dash : dash.map((part) => part * hairline));
}

function addToPath(brush: Brush, item: Drawn, ink: Ink): void {
  const { context, pixelRatio } = brush;
  const width = (ink.width ?? 1) * brush.hairline;
  const at = (value: number): number => (ink.stroke ? crisp(value, width, pixelRatio) : value);
  switch (item.shape) {
    case 'rect':
      if (item.width <= 0) return;
      if (item.radius) context.roundRect(item.x, item.y, item.width, item.height, item.radius);
      else {
        const left = Math.round(item.x * pixelRatio) / pixelRatio;
        const right = Math.round((item.x + item.width) * pixelRatio) / pixelRatio;
        context.rect(left, item.y, Math.max(1 / pixelRatio, right - left), item.height);
      }
      return;
    case 'line':
      context.moveTo(at(item.x1), at(item.y1));
      context.lineTo(at(item.x2), at(item.y2));
      return;
    case 'diamond':
      context.moveTo(item.x, item.y - item.radius);
      context.lineTo(item.x + item.radius, item.y);
      context.lineTo(item.x, item.y + item.radius);
      context.lineTo(item.x - item.radius, item.y);
      context.closePath();
      return;
    case 'path': {
      const { points } = item;
      const place = item.closed ? (value: number): number => value : at;
      context.moveTo(place(points[0]!), place(points[1]!));
      for (let index = 2; index < points.length; index += 2) {
        context.lineTo(place(points[index]!), place(points[index + 1]!));
      }
      if (item.closed) context.closePath();
    }
  }
}

function paintArrows(brush: Brush, items: readonly Primitive[], from: number, to: number): void {
  const { context } = brush;
  context.beginPath();
  for (let index = from; index < to; index++) {
    const item = items[index]!;
    if (item.shape !== 'path' || !item.arrow) continue;
    const head = arrowHead(item.points, item.arrow);
    if (!head) continue;
    context.moveTo(head[0]!, head[1]!);
    context.lineTo(head[2]!, head[3]!);
    context.lineTo(head[4]!, head[5]!);
    context.closePath();
  }
  context.fill();
}

const OPEN_SHAPES = new Set(['line', 'path']);

const isOpen = (item: Drawn): boolean => OPEN_SHAPES.has(item.shape) && !(item.shape === 'path' && item.closed);

/** Paints items `from` to `to`, which share one ink, as one path. */
function paintBatch(brush: Brush, items: readonly Primitive[], from: number, to: number, ink: Ink): void {
  const { context } = brush;
  dip(brush, ink);
  context.beginPath();
  let open = false;
  let arrows = false;
  for (let index = from; index < to; index++) {
    const item = items[index] as Drawn;
    open ||= isOpen(item);
    arrows ||= item.shape === 'path' && item.arrow !== undefined;
    addToPath(brush, item, ink);
  }
  if (ink.fill && !open) context.fill();
  if (ink.fill && !open && ink.hatch) {
    context.fillStyle = hatchPattern(brush, ink.hatch);
    context.fill();
    brush.ink = null;
  }
  if (ink.stroke) context.stroke();
  if (arrows && ink.fill) paintArrows(brush, items, from, to);
}

/** Repeats the square of a hatching, drawn at the density of the screen. */
function hatchPattern({ context, palette, pixelRatio }: Brush, hatch: Hatch): CanvasPattern {
  const tile = document.createElement('canvas');
  const side = Math.max(2, Math.round(HATCH_STEP * pixelRatio));
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext('2d')!;
  const scale = side / HATCH_STEP;
  pen.scale(scale, scale);
  pen.lineWidth = HATCH_LINE;
  pen.strokeStyle = palette.inks.label.fill!;
  const lines = HATCH_LINES[hatch];
  for (let at = 0; at < lines.length; at += 4) {
    pen.moveTo(lines[at]!, lines[at + 1]!);
    pen.lineTo(lines[at + 2]!, lines[at + 3]!);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, 'repeat')!;
  pattern.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern;
}

const ALIGNMENTS = { start: 'left', middle: 'center', end: 'right' } as const;

function paintText(brush: Brush, item: TextPrimitive): void {
  const { context, palette } = brush;
  dip(brush, inkOf(palette, item.role, item.tone));
  const font = `${item.weight} ${item.size}px ${brush.fontFamily}`;
  if (brush.font !== font) {
    brush.font = font;
    context.font = font;
  }
  context.textAlign = ALIGNMENTS[item.anchor];
  context.fillText(item.text, item.x, item.y);
}

function paintItems(brush: Brush, items: readonly Primitive[]): void {
  const { context, palette } = brush;
  let index = 0;
  while (index < items.length) {
    const item = items[index]!;
    if (item.shape === 'text') {
      paintText(brush, item);
      index++;
    } else if (item.shape === 'image') {
      const picture = brush.pictureOf(item.png);
      if (picture) context.drawImage(picture, item.x, item.y, item.width, item.height);
      index++;
    } else if (item.shape === 'group') {
      context.save();
      context.beginPath();
      context.rect(item.x, item.y, item.width, item.height);
      context.clip();
      context.translate(item.x, item.y);
      paintItems(brush, item.items);
      context.restore();
      brush.ink = null;
      brush.font = '';
      index++;
    } else {
      const ink = inkOf(palette, item.role, item.tone);
      const open = isOpen(item);
      let end = index + 1;
      for (; end < items.length; end++) {
        const next = items[end]!;
        if (next.shape === 'text' || next.shape === 'group' || next.shape === 'image') break;
        if (isOpen(next) !== open) break;
        if (inkOf(palette, next.role, next.tone) !== ink) break;
      }
      paintBatch(brush, items, index, end, ink);
      index = end;
    }
  }
}

/**
 * Paints a scene on a canvas, neighbours of one ink in one stroke or fill. It fills the ground and cuts at the edges of the
 * scene; the state of the context is as before afterwards.
 */
export function paintScene(
  context: CanvasRenderingContext2D,
  scene: Scene,
  palette: Palette,
  { x = 0, y = 0, pixelRatio, fontFamily = 'Inter, sans-serif', pictureOf = () => null, hairline = 1 }: PaintPlace,
): void {
  context.save();
  context.setTransform(pixelRatio, 0, 0, pixelRatio, x * pixelRatio, y * pixelRatio);
  context.beginPath();
  context.rect(0, 0, scene.width, scene.height);
  context.clip();
  context.fillStyle = palette.inks.ground.fill!;
  context.fillRect(0, 0, scene.width, scene.height);
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'miter';
  paintItems({ context, palette, pixelRatio, fontFamily, pictureOf, hairline, ink: null, font: '' }, scene.items);
  context.restore();
}
