import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ends, linksClosingCircles } from '../../../src/interchange/mspdi/circles.ts';

/** Adds one link after the other and walks the whole plan for each: obviously right, and slow. */
const slowly = (parents: readonly number[], links: readonly Ends[]): number[] => {
  const count = parents.length;
  const next: number[][] = Array.from({ length: 2 * count }, () => []);
  parents.forEach((parent, at) => {
    next[at]!.push(at + count);
    if (parent < 0) return;
    next[parent]!.push(at);
    next[at + count]!.push(parent + count);
  });
  const reaches = (from: number, to: number): boolean => {
    const seen = new Set([from]);
    for (const at of seen) for (const after of next[at]!) seen.add(after);
    return seen.has(to);
  };
  const closing: number[] = [];
  links.forEach(({ predecessor, successor }, index) => {
    // A task without others below it has one moment for both its ends, so far as circles go.
    const start = successor;
    const finish = predecessor + count;
    if (reaches(start, finish)) closing.push(index);
    else next[finish]!.push(start);
  });
  return closing;
};

describe('links that close circles', () => {
  it('are those that a slow search finds', () => {
    const plan = fc.integer({ min: 2, max: 9 }).chain((size) =>
      fc.record({
        parents: fc.tuple(...Array.from({ length: size }, (_, i) => fc.integer({ min: -1, max: i - 1 }))),
        links: fc.array(fc.record({ predecessor: fc.nat(size - 1), successor: fc.nat(size - 1) }), { maxLength: 14 }),
      }),
    );
    fc.assert(
      fc.property(plan, ({ parents, links }) => {
        const isBelow = (below: number, above: number): boolean => {
          for (let at = below; at >= 0; at = parents[at]!) if (at === above) return true;
          return false;
        };
        const usable = links.filter(
          (l) => !isBelow(l.predecessor, l.successor) && !isBelow(l.successor, l.predecessor),
        );
        expect([...linksClosingCircles(parents, usable)].sort((a, b) => a - b)).toEqual(slowly(parents, usable));
      }),
      { numRuns: 1500 },
    );
  });

  it('stay bounded in number of looks where there are very many, and leave no circle', () => {
    const size = 3000;
    const parents = Array.from({ length: size }, () => -1);
    const forward = Array.from({ length: size - 1 }, (_, i) => ({ predecessor: i, successor: i + 1 }));
    const back = forward.map(({ predecessor, successor }) => ({ predecessor: successor, successor: predecessor }));
    const links = [...forward, ...back];
    const closing = linksClosingCircles(parents, links);
    expect(closing.size).toBeGreaterThanOrEqual(back.length);
    expect(
      linksClosingCircles(
        parents,
        links.filter((_, i) => !closing.has(i)),
      ).size,
    ).toBe(0);
  });
});
