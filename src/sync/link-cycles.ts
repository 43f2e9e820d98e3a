import { compareText } from './change-set.ts';
import { GrowingOrder } from './growing-order.ts';

/** A living link between two rows of the tree. */
export interface LinkEdge {
  readonly id: string;
  readonly predecessor: string;
  readonly successor: string;
}

export interface LinkVerdict {
  /** Ids of links that would close a cycle with those before them. */
  readonly inactive: ReadonlySet<string>;
  /** All ends of links and their ancestors: only their moves can change the verdict. */
  readonly concerned: ReadonlySet<string>;
}

interface Edges {
  readonly from: number[];
  readonly to: number[];
}

/**
 * Takes links in the given order and leaves out each one that closes a cycle. A task has a start and an end. A summary
 * starts before its parts and ends after them; a link, whatever its type, puts the end of the predecessor before the
 * start of the successor. So a link between a task and its own ancestor is a cycle, and so are two links that cross
 * between two branches by way of their summaries.
 */
export function judgeLinks(links: readonly LinkEdge[], parentOf: (id: string) => string | null): LinkVerdict {
  const { numbers, edges } = treeEdges(links, parentOf);
  const concerned = new Set(numbers.keys());
  const treeCount = edges.from.length;
  for (const link of links) {
    edges.from.push((numbers.get(link.predecessor) as number) * 2 + 1);
    edges.to.push((numbers.get(link.successor) as number) * 2);
  }
  const core = cyclicCore(numbers.size * 2, edges);
  if (core === null) return { inactive: new Set(), concerned };

  // Only what lies on a way between cycles can matter from here on; the tree alone has no cycle.
  const base: Edges = { from: [], to: [] };
  const suspects: number[] = [];
  for (let i = 0; i < edges.from.length; i++) {
    if (core[edges.from[i] as number] === -1 || core[edges.to[i] as number] === -1) continue;
    if (i >= treeCount) suspects.push(i);
    else append(base, core[edges.from[i] as number] as number, core[edges.to[i] as number] as number);
  }
  const nodeCount = core.reduce((max, n) => Math.max(max, n), -1) + 1;
  const whole: Edges = { from: [...base.from], to: [...base.to] };
  for (const i of suspects)
    append(whole, core[edges.from[i] as number] as number, core[edges.to[i] as number] as number);
  const order = new GrowingOrder(mostlyForward(nodeCount, whole));
  for (let i = 0; i < base.from.length; i++) order.add(base.from[i] as number, base.to[i] as number);
  const inactive = new Set<string>();
  for (const i of suspects) {
    const isTaken = order.add(core[edges.from[i] as number] as number, core[edges.to[i] as number] as number);
    if (!isTaken) inactive.add((links[i - treeCount] as LinkEdge).id);
  }
  return { inactive, concerned };
}

/**
 * The links that make a circle together with one that was left out, in their order along it; without it, and without those
 * that are left out themselves. Empty where the link closes a circle alone, between a task and a summary above it. Where
 * several ways lead round, the shortest.
 */
export function circleWith(
  closing: LinkEdge,
  counting: readonly LinkEdge[],
  parentOf: (id: string) => string | null,
): readonly string[] {
  // By id, so that of two ways as short as each other every copy takes the same.
  const links = [...counting].sort((a, b) => compareText(a.id, b.id));
  const { numbers, edges } = treeEdges([...links, closing], parentOf);
  const treeCount = edges.from.length;
  for (const link of links)
    append(edges, (numbers.get(link.predecessor) as number) * 2 + 1, (numbers.get(link.successor) as number) * 2);
  const goal = (numbers.get(closing.predecessor) as number) * 2 + 1;
  const first = (numbers.get(closing.successor) as number) * 2;
  const nodeCount = numbers.size * 2;
  const leaving: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [e, from] of edges.from.entries()) leaving[from]!.push(e);
  const cameBy = new Int32Array(nodeCount).fill(-1);
  const queue = [first];
  for (let next = 0; next < queue.length && cameBy[goal] === -1; next++) {
    for (const e of leaving[queue[next] as number]!) {
      const to = edges.to[e] as number;
      if (to === first || cameBy[to] !== -1) continue;
      cameBy[to] = e;
      queue.push(to);
    }
  }
  const circle: string[] = [];
  for (let n = goal; n !== first && cameBy[n] !== -1; n = edges.from[cameBy[n] as number] as number) {
    const e = cameBy[n] as number;
    if (e >= treeCount) circle.push((links[e - treeCount] as LinkEdge).id);
  }
  return circle.reverse();
}

function append(edges: Edges, from: number, to: number): void {
  edges.from.push(from);
  edges.to.push(to);
}

/** Start (2n) and end (2n + 1) of every end of a link and of every ancestor of one. */
function treeEdges(links: readonly LinkEdge[], parentOf: (id: string) => string | null) {
  const numbers = new Map<string, number>();
  const edges: Edges = { from: [], to: [] };
  const enter = (first: string) => {
    let child = -1;
    for (let id: string | null = first; id !== null; id = parentOf(id)) {
      const known = numbers.get(id);
      const n = known ?? numbers.size;
      if (child >= 0) {
        append(edges, n * 2, child * 2);
        append(edges, child * 2 + 1, n * 2 + 1);
      }
      if (known !== undefined) return;
      numbers.set(id, n);
      append(edges, n * 2, n * 2 + 1);
      child = n;
    }
  };
  for (const link of links) {
    enter(link.predecessor);
    enter(link.successor);
  }
  return { numbers, edges };
}

/**
 * Peels off nodes without a way in, then nodes without a way out. Gives null if nothing is left (no cycle); otherwise,
 * per node, its new number within what is left, or -1.
 */
function cyclicCore(nodeCount: number, edges: Edges): Int32Array | null {
  const gone = new Uint8Array(nodeCount);
  if (peel(nodeCount, edges.from, edges.to, gone) === nodeCount) return null;
  peel(nodeCount, edges.to, edges.from, gone);
  const numbers = new Int32Array(nodeCount).fill(-1);
  let next = 0;
  for (let n = 0; n < nodeCount; n++) if (gone[n] === 0) numbers[n] = next++;
  return numbers;
}

/** Marks, one after the other, the nodes that nothing left points at. Gives how many. */
function peel(nodeCount: number, from: readonly number[], to: readonly number[], gone: Uint8Array): number {
  const { firstEdge, targets } = outgoing(nodeCount, from, to);
  const incoming = new Int32Array(nodeCount);
  for (let e = 0; e < from.length; e++) if (gone[from[e] as number] === 0) incoming[to[e] as number]!++;
  const queue: number[] = [];
  for (let n = 0; n < nodeCount; n++) if (gone[n] === 0 && incoming[n] === 0) queue.push(n);
  for (let next = 0; next < queue.length; next++) {
    const n = queue[next] as number;
    gone[n] = 1;
    for (let e = firstEdge[n] as number; e < (firstEdge[n + 1] as number); e++) {
      const target = targets[e] as number;
      if (--incoming[target]! === 0 && gone[target] === 0) queue.push(target);
    }
  }
  return queue.length;
}

/** Targets of all arrows, those of node n from `firstEdge[n]` to before `firstEdge[n + 1]`. */
function outgoing(nodeCount: number, from: readonly number[], to: readonly number[]) {
  const firstEdge = new Int32Array(nodeCount + 1);
  for (let e = 0; e < from.length; e++) firstEdge[(from[e] as number) + 1]!++;
  for (let n = 0; n < nodeCount; n++) firstEdge[n + 1]! += firstEdge[n] as number;
  const targets = new Int32Array(from.length);
  const cursor = firstEdge.slice();
  for (let e = 0; e < from.length; e++) targets[cursor[from[e] as number]!++] = to[e] as number;
  return { firstEdge, targets };
}

/** All nodes in an order in which most arrows run forward: a depth-first walk, last left first. */
function mostlyForward(nodeCount: number, edges: Edges): readonly number[] {
  const { firstEdge, targets } = outgoing(nodeCount, edges.from, edges.to);
  const cursor = firstEdge.slice();
  const entered = new Uint8Array(nodeCount);
  const left: number[] = [];
  for (let root = 0; root < nodeCount; root++) {
    const path = entered[root] === 0 ? [root] : [];
    entered[root] = 1;
    while (path.length > 0) {
      const n = path[path.length - 1] as number;
      const e = cursor[n]!++;
      if (e >= (firstEdge[n + 1] as number)) {
        left.push(n);
        path.pop();
      } else if (entered[targets[e] as number] === 0) {
        entered[targets[e] as number] = 1;
        path.push(targets[e] as number);
      }
    }
  }
  return left.reverse();
}
