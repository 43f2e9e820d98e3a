import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GanttLink } from '../../../src/gantt/gantt-row.ts';
import {
  buildLinkIndex,
  countPassing,
  criticalLinks,
  type LinkIndex,
  visitLinks,
  visitPassing,
  visitTouching,
} from '../../../src/gantt/link-index.ts';

const linkOf = (number: number, fromRow: number, toRow: number): GanttLink => {
  return { id: `l${number}`, fromRow, toRow, type: 'FS', critical: false };
};

const found = (links: readonly GanttLink[], first: number, last: number): string[] => {
  const ids: string[] = [];
  visitLinks(buildLinkIndex(links), first, last, (link) => ids.push(link.id));
  return ids;
};

/** Slow and obviously right: looks at every link. */
const oracle = (links: readonly GanttLink[], first: number, last: number): string[] =>
  links
    .filter((link) => Math.min(link.fromRow, link.toRow) <= last && Math.max(link.fromRow, link.toRow) >= first)
    .map((link) => link.id);

describe('link index', () => {
  it('finds the links that looking at each of them finds', () => {
    const rows = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(fc.array(fc.tuple(rows, rows), { maxLength: 150 }), rows, rows, (pairs, a, b) => {
        const links = pairs.map(([from, to], number) => linkOf(number, from, to));
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        expect(found(links, first, last).sort()).toEqual(oracle(links, first, last).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('tells links with an end in the rows from those that pass them', () => {
    const rows = fc.integer({ min: 0, max: 60 });
    const idsBy = (visit: typeof visitTouching, index: LinkIndex, first: number, last: number): string[] => {
      const ids: string[] = [];
      visit(index, first, last, (link) => ids.push(link.id));
      return ids;
    };
    fc.assert(
      fc.property(fc.array(fc.tuple(rows, rows, fc.boolean()), { maxLength: 150 }), rows, rows, (drawn, a, b) => {
        const links = drawn.map(([from, to, critical], number) => ({ ...linkOf(number, from, to), critical }));
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const index = buildLinkIndex(links);
        const isIn = (row: number): boolean => row >= first && row <= last;
        const touching = found(links, first, last).filter((id) => {
          const { fromRow, toRow } = links[Number(id.slice(1))]!;
          return isIn(fromRow) || isIn(toRow);
        });
        const passing = found(links, first, last).filter((id) => !touching.includes(id));
        expect(idsBy(visitTouching, index, first, last)).toEqual(touching);
        expect(idsBy(visitPassing, index, first, last)).toEqual(passing);
        expect(countPassing(index, first, last)).toBe(passing.length);
        const critical = passing.filter((id) => links[Number(id.slice(1))]!.critical);
        expect(idsBy(visitPassing, criticalLinks(index), first, last)).toEqual(critical);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['no links', [], 0, 10, []],
    ['a link that passes by', [linkOf(0, 0, 100)], 40, 60, ['l0']],
    ['a link upwards', [linkOf(0, 90, 3)], 3, 3, ['l0']],
    ['a link that ends just above', [linkOf(0, 0, 39)], 40, 60, []],
    ['a link that begins just below', [linkOf(0, 61, 70)], 40, 60, []],
  ] as const)('%s', (_, links, first, last, expected) => {
    expect(found(links, first, last)).toEqual(expected);
  });

  it('looks at few links for few rows', () => {
    const links = Array.from({ length: 75_000 }, (_, number) => linkOf(number, number, number + (number % 7)));
    const index = buildLinkIndex(links);
    let visits = 0;
    visitLinks(index, 30_000, 30_030, () => visits++);
    expect(visits).toBeLessThan(50);
  });
});
