/**
 * The outlines of the municipalities as polygons for a picture of a few hundred pixels. Source of the outlines:
 * Geodatastyrelsen & Danske Kommuner, FOT data set of 13 February 2014, 1:500,000 (assets/municipalities/map.topo.json),
 * in EPSG:25832 metres; the source is to be named on every map.
 */

/** What is used of a TopoJSON file: arcs of quantised differences, and for each municipality the arcs of its rings. */
export interface Topology {
  readonly arcs: readonly (readonly (readonly number[])[])[];
  readonly transform: { readonly scale: readonly number[]; readonly translate: readonly number[] };
  readonly objects: Readonly<Record<string, { readonly geometries: readonly TopologyArea[] }>>;
}

interface TopologyArea {
  readonly type: string;
  readonly arcs?: unknown;
  readonly properties?: { readonly code?: string | number };
}

/** One municipality: closed rings of x, y, x, y …, from the upper left corner of the map, and a point within its largest. */
export interface MapArea {
  readonly code: string;
  readonly rings: readonly (readonly number[])[];
  readonly centreX: number;
  readonly centreY: number;
  readonly size: number;
}

export interface DenmarkMap {
  readonly width: number;
  readonly height: number;
  /** The largest first: what lies within another (Frederiksberg) is painted over it. */
  readonly areas: readonly MapArea[];
  /** The frame of the inset in which Bornholm stands. */
  readonly inset: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const BORNHOLM = '400';
/** Height of the map; its width follows from the shape of the country without Bornholm. */
const HEIGHT = 1000;
const INSET_MARGIN = 26;

type Ring = number[];

const decodeArcs = ({ arcs, transform }: Topology): readonly Ring[] =>
  arcs.map((arc) => {
    const points: Ring = [];
    let [x, y] = [0, 0];
    for (const [dx, dy] of arc) {
      x += dx!;
      y += dy!;
      points.push(x * transform.scale[0]! + transform.translate[0]!, y * transform.scale[1]! + transform.translate[1]!);
    }
    return points;
  });

/** The points of a ring; an arc of negative number runs backwards. */
const joinArcs = (arcs: readonly Ring[], indices: readonly number[]): Ring => {
  const ring: Ring = [];
  for (const index of indices) {
    const arc = arcs[index < 0 ? ~index : index]!;
    const count = arc.length / 2;
    for (let i = ring.length > 0 ? 1 : 0; i < count; i++) {
      const at = index < 0 ? count - 1 - i : i;
      ring.push(arc[2 * at]!, arc[2 * at + 1]!);
    }
  }
  return ring;
};

const ringsOf = (area: TopologyArea): readonly (readonly number[])[] =>
  area.type === 'Polygon' ? (area.arcs as number[][]) : (area.arcs as number[][][]).flat();

/** The area within a ring, in the square of its unit. */
const sizeOf = (ring: readonly number[]): number => {
  let twice = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    twice += ring[i]! * ring[next + 1]! - ring[next]! * ring[i + 1]!;
  }
  return Math.abs(twice) / 2;
};

const boundsOf = (rings: readonly (readonly number[])[]) => {
  const bounds = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity };
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      bounds.left = Math.min(bounds.left, ring[i]!);
      bounds.right = Math.max(bounds.right, ring[i]!);
      bounds.low = Math.min(bounds.low, ring[i + 1]!);
      bounds.high = Math.max(bounds.high, ring[i + 1]!);
    }
  return bounds;
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** Makes the map of Denmark, with Bornholm in an inset at the upper right where there is only sea. */
export const denmarkMap = (topology: Topology): DenmarkMap => {
  const arcs = decodeArcs(topology);
  const areas = Object.values(topology.objects)[0]!.geometries.map((area) => ({
    code: String(area.properties?.code ?? ''),
    rings: ringsOf(area).map((indices) => joinArcs(arcs, indices)),
  }));
  const land = boundsOf(areas.filter(({ code }) => code !== BORNHOLM).flatMap(({ rings }) => rings));
  const island = boundsOf(areas.filter(({ code }) => code === BORNHOLM).flatMap(({ rings }) => rings));
  const scale = HEIGHT / (land.high - land.low);
  const width = round((land.right - land.left) * scale);
  const inset = {
    width: round((island.right - island.left) * scale + 2 * INSET_MARGIN),
    height: round((island.high - island.low) * scale + 2 * INSET_MARGIN),
  };
  const insetX = round(width - inset.width - 2);
  const insetY = 110;
  const placed = areas.map(({ code, rings }): MapArea => {
    const isIsland = code === BORNHOLM;
    const [fromX, fromY] = isIsland ? [island.left, island.high] : [land.left, land.high];
    const [toX, toY] = isIsland ? [insetX + INSET_MARGIN, insetY + INSET_MARGIN] : [0, 0];
    const onPage = rings.map((ring) =>
      ring.map((value, i) => round(i % 2 === 0 ? (value - fromX) * scale + toX : (fromY - value) * scale + toY)),
    );
    const largest = onPage.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
    const { left, right, low, high } = boundsOf([largest]);
    const size = onPage.reduce((sum, ring) => sum + sizeOf(ring), 0);
    return { code, rings: onPage, centreX: (left + right) / 2, centreY: (low + high) / 2, size };
  });
  return {
    width,
    height: HEIGHT,
    areas: placed.sort((a, b) => b.size - a.size),
    inset: { x: insetX, y: insetY, ...inset },
  };
};

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The area that lies next in a direction: near, and more that way than sideways. Undefined where none does. */
export const areaTowards = (map: DenmarkMap, code: string, direction: Direction): string | undefined => {
  const from = map.areas.find((area) => area.code === code);
  if (!from) return undefined;
  let best: { readonly code: string; readonly cost: number } | undefined;
  for (const area of map.areas) {
    if (area === from) continue;
    const dx = area.centreX - from.centreX;
    const dy = area.centreY - from.centreY;
    const along = direction === 'left' ? -dx : direction === 'right' ? dx : direction === 'up' ? -dy : dy;
    const across = direction === 'left' || direction === 'right' ? Math.abs(dy) : Math.abs(dx);
    if (along <= 0 || across > along) continue;
    const cost = along + 2 * across;
    if (!best || cost < best.cost) best = { code: area.code, cost };
  }
  return best?.code;
};

/** The path of an area in the words of SVG. */
export const pathOf = ({ rings }: MapArea): string =>
  rings
    .map((ring) => {
      let path = '';
      for (let i = 0; i < ring.length; i += 2) path += `${i === 0 ? 'M' : 'L'}${ring[i]} ${ring[i + 1]}`;
      return `${path}Z`;
    })
    .join('');
