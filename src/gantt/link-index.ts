import type { GanttLink } from './gantt-row.ts';

/** Links found by the rows they touch or pass, without looking at all of them. */
export type LinkIndex = {
  readonly linkAt: (number: number) => GanttLink;
  /** Upper row of each link, ascending. */
  readonly tops: Int32Array;
  /** Lower row of each link, in the order of `tops`. */
  readonly bottoms: Int32Array;
  /** Greatest lower row below each node of a complete binary tree over `bottoms`; leaves begin at `leaves`. */
  readonly maxBottom: Int32Array;
  readonly leaves: number;
  /** Number of each link, in the order of `tops`. */
  readonly order: Int32Array;
  /** Places in `tops`, by the lower row of their link; those that end in row r are `byBottom[endFrom[r]..endFrom[r + 1]]`. */
  readonly byBottom: Int32Array;
  readonly endFrom: Int32Array;
};

/** Builds the index, in time proportional to links plus rows. To be done once after links or rows change. */
export function buildLinkIndex(links: readonly GanttLink[]): LinkIndex {
  const fromRow = Int32Array.from(links, (link) => link.fromRow);
  const toRow = Int32Array.from(links, (link) => link.toRow);
  return linkIndexOf(fromRow, toRow, (number) => links[number]!);
}

/** The index of links of which only the rows are known by number: of thousands a frame asks for few. */
export function linkIndexOf(fromRow: Int32Array, toRow: Int32Array, linkAt: (number: number) => GanttLink): LinkIndex {
  const count = fromRow.length;
  let rows = 0;
  for (let number = 0; number < count; number++) rows = Math.max(rows, fromRow[number]! + 1, toRow[number]! + 1);
  const place = new Int32Array(rows + 1);
  for (let number = 0; number < count; number++) place[Math.min(fromRow[number]!, toRow[number]!) + 1]!++;
  for (let row = 0; row < rows; row++) place[row + 1]! += place[row]!;

  let leaves = 1;
  while (leaves < count) leaves *= 2;
  const tops = new Int32Array(count);
  const bottoms = new Int32Array(count);
  const order = new Int32Array(count);
  const maxBottom = new Int32Array(2 * leaves).fill(-1);
  for (let number = 0; number < count; number++) {
    const top = Math.min(fromRow[number]!, toRow[number]!);
    const at = place[top]!++;
    tops[at] = top;
    bottoms[at] = Math.max(fromRow[number]!, toRow[number]!);
    maxBottom[leaves + at] = bottoms[at]!;
    order[at] = number;
  }
  for (let node = leaves - 1; node >= 1; node--) {
    maxBottom[node] = Math.max(maxBottom[2 * node]!, maxBottom[2 * node + 1]!);
  }
  const endFrom = new Int32Array(rows + 1);
  for (const bottom of bottoms) endFrom[bottom + 1]!++;
  for (let row = 0; row < rows; row++) endFrom[row + 1]! += endFrom[row]!;
  const next = endFrom.slice();
  const byBottom = new Int32Array(count);
  for (let at = 0; at < count; at++) byBottom[next[bottoms[at]!]!++] = at;
  return { linkAt, tops, bottoms, maxBottom, leaves, order, byBottom, endFrom };
}

function firstAbove(tops: Int32Array, row: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Hands every link that touches or passes a row from `firstRow` to `lastRow` (both included) to `visit`, in the order of
 * their upper rows. Takes O(log n) for each link found.
 */
export function visitLinks(
  index: LinkIndex,
  firstRow: number,
  lastRow: number,
  visit: (link: GanttLink) => void,
): void {
  const end = firstAbove(index.tops, lastRow);
  const { maxBottom, leaves, order, linkAt } = index;
  if (end === 0) return;
  const stack: number[] = [1, 0, leaves];
  while (stack.length > 0) {
    const size = stack.pop()!;
    const from = stack.pop()!;
    const node = stack.pop()!;
    if (from >= end || maxBottom[node]! < firstRow) continue;
    if (size === 1) {
      visit(linkAt(order[from]!));
      continue;
    }
    const half = size / 2;
    stack.push(2 * node + 1, from + half, half, 2 * node, from, half);
  }
}

/** How many links end above a row. */
function endingAbove({ endFrom }: LinkIndex, row: number): number {
  return endFrom[Math.max(0, Math.min(row, endFrom.length - 1))]!;
}

/** Hands every link with an end in a row from `firstRow` to `lastRow` (both included) to `visit`, in the order of their upper rows. */
export function visitTouching(
  index: LinkIndex,
  firstRow: number,
  lastRow: number,
  visit: (link: GanttLink) => void,
): void {
  const { linkAt, tops, order, byBottom } = index;
  const fromAbove = byBottom.subarray(endingAbove(index, firstRow), endingAbove(index, lastRow + 1));
  const begun = firstAbove(tops, firstRow - 1);
  for (const at of fromAbove.filter((place) => place < begun).sort()) visit(linkAt(order[at]!));
  const end = firstAbove(tops, lastRow);
  for (let at = begun; at < end; at++) visit(linkAt(order[at]!));
}

/** How many links pass the rows from `firstRow` to `lastRow`: they begin above and end below. Looks only at those that end in these rows. */
export function countPassing(index: LinkIndex, firstRow: number, lastRow: number): number {
  const { tops, byBottom } = index;
  const begun = firstAbove(tops, firstRow - 1);
  const [from, to] = [endingAbove(index, firstRow), endingAbove(index, lastRow + 1)];
  let ended = from;
  for (let at = from; at < to; at++) if (byBottom[at]! < begun) ended++;
  return begun - ended;
}

/** Hands every link that passes the rows, with neither end in them, to `visit`, in the order of their upper rows. */
export function visitPassing(
  index: LinkIndex,
  firstRow: number,
  lastRow: number,
  visit: (link: GanttLink) => void,
): void {
  visitLinks(index, firstRow, lastRow, (link) => {
    if (Math.min(link.fromRow, link.toRow) < firstRow && Math.max(link.fromRow, link.toRow) > lastRow) visit(link);
  });
}

/** Every link of an index, by its number. */
export function allLinks({ tops, linkAt }: LinkIndex): GanttLink[] {
  return Array.from(tops, (_, number) => linkAt(number));
}

const criticalIndices = new WeakMap<LinkIndex, LinkIndex>();

/** The critical links of an index, as an index of their own. */
export function criticalLinks(index: LinkIndex): LinkIndex {
  const known = criticalIndices.get(index);
  if (known) return known;
  const critical = buildLinkIndex(allLinks(index).filter((link) => link.critical));
  criticalIndices.set(index, critical);
  return critical;
}
