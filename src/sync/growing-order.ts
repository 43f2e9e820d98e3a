/**
 * Takes arrows into an acyclic graph one by one and refuses each that would close a cycle. Keeps a topological order and
 * reorders only what lies between the two ends of an arrow that runs against it (Pearce and Kelly, A dynamic
 * topological sort algorithm for directed acyclic graphs, 2006).
 */
export class GrowingOrder {
  readonly #rank: Int32Array;
  readonly #out: number[][];
  readonly #in: number[][];
  /** Round in which a node was last visited, so that nothing is cleared between searches. */
  readonly #visited: Int32Array;
  #round = 0;

  /** Nodes 0 to n - 1 without arrows; the more of the arrows to come run forward in `inOrder`, the less there is to do. */
  constructor(inOrder: readonly number[]) {
    const nodes = inOrder.length;
    this.#rank = new Int32Array(nodes);
    for (let i = 0; i < nodes; i++) this.#rank[inOrder[i] as number] = i;
    this.#out = Array.from({ length: nodes }, () => []);
    this.#in = Array.from({ length: nodes }, () => []);
    this.#visited = new Int32Array(nodes);
  }

  /** True if the arrow was taken, false if it would have closed a cycle. */
  add(from: number, to: number): boolean {
    if (from === to) return false;
    if (this.#rankOf(from) > this.#rankOf(to)) {
      const after = this.#search(to, this.#out, (rank) => rank <= this.#rankOf(from));
      if (this.#visited[from] === this.#round) return false;
      const before = this.#search(from, this.#in, (rank) => rank >= this.#rankOf(to));
      this.#reorder(before, after);
    }
    (this.#out[from] as number[]).push(to);
    (this.#in[to] as number[]).push(from);
    return true;
  }

  #rankOf(node: number): number {
    return this.#rank[node] as number;
  }

  #search(start: number, arrows: readonly number[][], isWithin: (rank: number) => boolean): number[] {
    const round = ++this.#round;
    const found = [start];
    this.#visited[start] = round;
    for (let next = 0; next < found.length; next++) {
      for (const node of arrows[found[next] as number] as number[]) {
        if (this.#visited[node] === round || !isWithin(this.#rankOf(node))) continue;
        this.#visited[node] = round;
        found.push(node);
      }
    }
    return found;
  }

  /** Gives the ranks that both groups hold to the first group, then to the second. */
  #reorder(before: number[], after: number[]): void {
    const byRank = (a: number, b: number) => this.#rankOf(a) - this.#rankOf(b);
    const nodes = [...before.sort(byRank), ...after.sort(byRank)];
    const ranks = new Int32Array(nodes.length);
    for (let i = 0; i < nodes.length; i++) ranks[i] = this.#rankOf(nodes[i] as number);
    ranks.sort();
    for (let i = 0; i < nodes.length; i++) this.#rank[nodes[i] as number] = ranks[i] as number;
  }
}
