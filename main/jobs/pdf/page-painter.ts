import type PdfDocument from 'pdfkit';
import { HATCH_LINE, HATCH_LINES, HATCH_STEP } from '../../../src/gantt/hatch.ts';
import { type Hatch, type Ink, inkOf, type Palette } from '../../../src/gantt/palette.ts';
import {
  arrowHead,
  type GroupPrimitive,
  type ImagePrimitive,
  type Primitive,
  type TextPrimitive,
} from '../../../src/gantt/scene.ts';

type Doc = InstanceType<typeof PdfDocument>;
type Drawn = Exclude<Primitive, GroupPrimitive | TextPrimitive | ImagePrimitive>;

/** Width on paper of what is one pixel wide on screen, in points. */
const PT_PER_PIXEL = 0.5;

type Pattern = ReturnType<Doc['pattern']>;

/** The document with its colours and what its pen holds, so that nothing is set twice. */
export type PagePainter = {
  readonly doc: Doc;
  readonly palette: Palette;
  readonly hatches: Map<Hatch, Pattern>;
  ink: Ink | null;
};

/** A painter that has drawn nothing yet. */
export const painterOf = (doc: Doc, palette: Palette): PagePainter => ({
  doc,
  palette,
  hatches: new Map(),
  ink: null,
});

/** The library takes a list of lengths where its types know of one. */
const dashesOf = (dash: readonly number[]): number =>
  dash.map((part) => part * PT_PER_PIXEL * 1.5) as unknown as number;

function dip({ doc, ...painter }: PagePainter, ink: Ink): Ink {
  if (painter.ink === ink) return ink;
  if (ink.fill) doc.fillColor(ink.fill);
  if (!ink.stroke) return ink;
  doc.strokeColor(ink.stroke).lineWidth((ink.width ?? 1) * PT_PER_PIXEL);
  if (ink.dash) doc.dash(dashesOf(ink.dash), {});
  else doc.undash();
  return ink;
}

function patternOf({ doc, hatches }: PagePainter, hatch: Hatch): Pattern {
  const known = hatches.get(hatch);
  if (known) return known;
  const lines = HATCH_LINES[hatch];
  let stream = `${HATCH_LINE} w`;
  for (let at = 0; at < lines.length; at += 4)
    // Patterns count y upwards from the foot of the page.
    stream += ` ${lines[at]} ${HATCH_STEP - lines[at + 1]!} m ${lines[at + 2]} ${HATCH_STEP - lines[at + 3]!} l S`;
  const pattern = doc.pattern([0, 0, HATCH_STEP, HATCH_STEP], HATCH_STEP, HATCH_STEP, stream);
  hatches.set(hatch, pattern);
  return pattern;
}

function polygon(doc: Doc, points: readonly number[], closed: boolean): void {
  doc.moveTo(points[0]!, points[1]!);
  for (let at = 2; at < points.length; at += 2) doc.lineTo(points[at]!, points[at + 1]!);
  if (closed) doc.closePath();
}

function addToPath(doc: Doc, item: Drawn): void {
  switch (item.shape) {
    case 'rect':
      if (item.width <= 0 || item.height <= 0) return;
      if (item.radius) doc.roundedRect(item.x, item.y, item.width, item.height, item.radius);
      else doc.rect(item.x, item.y, item.width, item.height);
      return;
    case 'line':
      doc.moveTo(item.x1, item.y1).lineTo(item.x2, item.y2);
      return;
    case 'diamond': {
      const { x, y, radius } = item;
      polygon(doc, [x, y - radius, x + radius, y, x, y + radius, x - radius, y], true);
      return;
    }
    case 'path':
      polygon(doc, item.points, item.closed ?? false);
  }
}

const isOpen = (item: Drawn): boolean => item.shape === 'line' || (item.shape === 'path' && !item.closed);

function paintArrows(doc: Doc, items: readonly Primitive[], from: number, to: number): void {
  let any = false;
  for (let index = from; index < to; index++) {
    const item = items[index]!;
    const head = item.shape === 'path' && item.arrow ? arrowHead(item.points, item.arrow) : null;
    if (!head) continue;
    polygon(doc, head, true);
    any = true;
  }
  if (any) doc.fill();
}

function isDrawn(item: Primitive): boolean {
  return item.shape !== 'rect' || (item.width > 0 && item.height > 0);
}

/** Paints items `from` to `to`, which share one ink, as one path. */
function paintBatch(painter: PagePainter, items: readonly Primitive[], from: number, to: number, ink: Ink): void {
  const { doc } = painter;
  let any = false;
  for (let index = from; index < to; index++) any ||= isDrawn(items[index]!);
  if (!any) return;
  painter.ink = dip(painter, ink);
  for (let index = from; index < to; index++) addToPath(doc, items[index] as Drawn);
  const filled = ink.fill !== undefined && !isOpen(items[from] as Drawn);
  if (filled && ink.hatch) {
    doc.fill();
    for (let index = from; index < to; index++) addToPath(doc, items[index] as Drawn);
    doc.fillColor([patternOf(painter, ink.hatch), painter.palette.inks.label.fill!]);
    if (ink.stroke) doc.fillAndStroke();
    else doc.fill();
    painter.ink = null;
    return;
  }
  if (filled && ink.stroke) doc.fillAndStroke();
  else if (filled) doc.fill();
  else doc.stroke();
  if (!filled && ink.fill) paintArrows(doc, items, from, to);
}

function paintText(painter: PagePainter, item: TextPrimitive): void {
  const { doc } = painter;
  painter.ink = dip(painter, inkOf(painter.palette, item.role, item.tone));
  const shift = item.anchor === 'end' ? item.width : item.anchor === 'middle' ? item.width / 2 : 0;
  doc.font(String(item.weight)).fontSize(item.size);
  doc.text(item.text, item.x - shift, item.y, { lineBreak: false, baseline: 'alphabetic' });
}

/** The library knows a picture by its text, so one that is on every page is in the file once. */
function paintImage({ doc }: PagePainter, { png, x, y, width, height }: ImagePrimitive): void {
  doc.image(`data:image/png;base64,${png}`, x, y, { width, height });
}

/** Paints primitives on the current page in the colours of the palette, neighbours of one ink as one path. */
export function paintItems(painter: PagePainter, items: readonly Primitive[]): void {
  const { doc } = painter;
  let index = 0;
  while (index < items.length) {
    const item = items[index]!;
    if (item.shape === 'text') {
      paintText(painter, item);
      index++;
      continue;
    }
    if (item.shape === 'image') {
      paintImage(painter, item);
      index++;
      continue;
    }
    if (item.shape === 'group') {
      doc.save();
      doc.rect(item.x, item.y, item.width, item.height).clip();
      doc.translate(item.x, item.y);
      paintItems(painter, item.items);
      doc.restore();
      painter.ink = null;
      index++;
      continue;
    }
    const ink = inkOf(painter.palette, item.role, item.tone);
    const open = isOpen(item);
    let end = index + 1;
    for (; end < items.length; end++) {
      const next = items[end]!;
      if (next.shape === 'text' || next.shape === 'group' || next.shape === 'image') break;
      if (isOpen(next) !== open) break;
      if (inkOf(painter.palette, next.role, next.tone) !== ink) break;
    }
    paintBatch(painter, items, index, end, ink);
    index = end;
  }
}
