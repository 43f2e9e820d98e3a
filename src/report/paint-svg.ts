import { HATCH_LINE, HATCH_LINES, HATCH_STEP } from '../gantt/hatch.ts';
import { type Hatch, inkOf, type Palette, PRINT_PALETTE } from '../gantt/palette.ts';
import { arrowHead, type Primitive, type Scene } from '../gantt/scene.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

const rounded = (value: number): string => String(Math.round(value * 100) / 100);

const pointsOf = (points: readonly number[]): string => points.map(rounded).join(' ');

const ANCHORS = { start: '', middle: ' text-anchor="middle"', end: ' text-anchor="end"' } as const;

type Pen = { readonly palette: Palette; readonly lineScale: number; readonly hatches: Set<Hatch>; clips: number };

function paintOf(pen: Pen, item: Exclude<Primitive, { shape: 'group' }>, closed: boolean): string {
  const ink = inkOf(pen.palette, item.role, item.tone);
  const fill = closed && ink.fill ? ink.fill : 'none';
  if (!ink.stroke) return ` fill="${fill}"`;
  const width = rounded((ink.width ?? 1) * pen.lineScale);
  const dash = ink.dash ? ` stroke-dasharray="${ink.dash.map((part) => rounded(part * pen.lineScale)).join(' ')}"` : '';
  return ` fill="${fill}" stroke="${ink.stroke}" stroke-width="${width}"${dash}`;
}

/** The shape once more, filled with the lines of its hatching. */
function hatched(pen: Pen, item: Exclude<Primitive, { shape: 'group' }>, open: string): string {
  const { hatch } = inkOf(pen.palette, item.role, item.tone);
  if (!hatch) return '';
  pen.hatches.add(hatch);
  return `${open} fill="url(#hatch-${hatch})"/>`;
}

/** The hatchings that were used, as patterns. */
function patternsOf({ hatches, palette }: Pen): string {
  const step = rounded(HATCH_STEP);
  const patterns = [...hatches].map((hatch) => {
    const lines = HATCH_LINES[hatch];
    let path = '';
    for (let at = 0; at < lines.length; at += 4) {
      const [x1, y1, x2, y2] = lines.slice(at, at + 4).map(rounded);
      path += `M${x1} ${y1}L${x2} ${y2}`;
    }
    const pen = `fill="none" stroke="${palette.inks.label.fill}" stroke-width="${HATCH_LINE}"`;
    const size = `width="${step}" height="${step}" patternUnits="userSpaceOnUse"`;
    return `<pattern id="hatch-${hatch}" ${size}><path d="${path}" ${pen}/></pattern>`;
  });
  return patterns.length > 0 ? `<defs>${patterns.join('')}</defs>` : '';
}

function elementOf(pen: Pen, item: Primitive): string {
  switch (item.shape) {
    case 'rect': {
      if (item.width <= 0) return '';
      const radius = item.radius ? ` rx="${rounded(item.radius)}"` : '';
      const place = `x="${rounded(item.x)}" y="${rounded(item.y)}"`;
      const size = `width="${rounded(item.width)}" height="${rounded(item.height)}"`;
      const open = `<rect ${place} ${size}${radius}`;
      return `${open}${paintOf(pen, item, true)}/>${hatched(pen, item, open)}`;
    }
    case 'line': {
      const [x1, y1, x2, y2] = [item.x1, item.y1, item.x2, item.y2].map(rounded);
      return `<path d="M${x1} ${y1}L${x2} ${y2}"${paintOf(pen, item, false)}/>`;
    }
    case 'diamond': {
      const { x, y, radius } = item;
      const points = pointsOf([x, y - radius, x + radius, y, x, y + radius, x - radius, y]);
      const open = `<polygon points="${points}"`;
      return `${open}${paintOf(pen, item, true)}/>${hatched(pen, item, open)}`;
    }
    case 'image': {
      const place = `x="${rounded(item.x)}" y="${rounded(item.y)}"`;
      const size = `width="${rounded(item.width)}" height="${rounded(item.height)}" preserveAspectRatio="none"`;
      return `<image ${place} ${size} href="data:image/png;base64,${escaped(item.png)}"/>`;
    }
    case 'path': {
      if (item.closed) return `<polygon points="${pointsOf(item.points)}"${paintOf(pen, item, true)}/>`;
      const head = item.arrow ? arrowHead(item.points, item.arrow) : null;
      const fill = inkOf(pen.palette, item.role, item.tone).fill ?? 'none';
      const tip = head ? `<polygon points="${pointsOf(head)}" fill="${fill}"/>` : '';
      return `<polyline points="${pointsOf(item.points)}"${paintOf(pen, item, false)}/>${tip}`;
    }
    case 'text': {
      const look = `font-size="${rounded(item.size)}" font-weight="${item.weight}"${ANCHORS[item.anchor]}`;
      const fill = inkOf(pen.palette, item.role, item.tone).fill ?? '#000000';
      return `<text x="${rounded(item.x)}" y="${rounded(item.y)}" ${look} fill="${fill}">${escaped(item.text)}</text>`;
    }
    case 'group': {
      const id = `c${++pen.clips}`;
      const size = `width="${rounded(item.width)}" height="${rounded(item.height)}"`;
      const inner = item.items.map((child) => elementOf(pen, child)).join('');
      const clip = `<clipPath id="${id}"><rect ${size}/></clipPath>`;
      return `<g transform="translate(${rounded(item.x)} ${rounded(item.y)})">${clip}<g clip-path="url(#${id})">${inner}</g></g>`;
    }
  }
}

/**
 * A scene as an SVG document. `unit` is that of the scene; `lineScale` is the width of a hairline in it (1 for pixels, 0.5
 * for points). Text stays text, set in Inter where it is installed.
 */
export function paintSvg(
  scene: Scene,
  title: string,
  unit: 'px' | 'pt' = 'pt',
  palette: Palette = PRINT_PALETTE,
  lineScale = unit === 'pt' ? 0.5 : 1,
): string {
  const pen: Pen = { palette, lineScale, hatches: new Set(), clips: 0 };
  const size = `width="${rounded(scene.width)}${unit}" height="${rounded(scene.height)}${unit}"`;
  const view = `viewBox="0 0 ${rounded(scene.width)} ${rounded(scene.height)}"`;
  const font = 'font-family="Inter, Helvetica, Arial, sans-serif" style="font-variant-numeric: tabular-nums"';
  const body = scene.items.map((item) => elementOf(pen, item)).join('\n');
  const ground = `<rect width="100%" height="100%" fill="${palette.inks.ground.fill}"/>`;
  const name = `<title>${escaped(title)}</title>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${view} role="img" ${font}>${name}${patternsOf(pen)}${ground}\n${body}\n</svg>\n`;
}
