import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextMeeting } from '../../../src/commitment/board-calendar.ts';
import { coverageByRegion } from '../../../src/commitment/coverage.ts';
import { compareDanish } from '../../../src/commitment/danish-order.ts';
import { regionOn, regionsOn } from '../../../src/commitment/region.ts';
import { municipalitiesInOrder, standingOf } from '../../../src/commitment/standing.ts';
import { SHIPPED_MUNICIPALITIES, SHIPPED_REGIONS } from '../../../src/model/municipalities.ts';
import { dateOf, weekdayOf } from '../../../src/time/day.ts';
import { must, named, newJoining, on } from './joining.ts';

const plan = newJoining();
const EAST = on('2027-01-01');

describe('regions', () => {
  it('are those that ship, with the sums that Danmarks Statistik has published', () => {
    expect(SHIPPED_MUNICIPALITIES).toHaveLength(98);
    expect(new Set(SHIPPED_MUNICIPALITIES.map(({ code }) => code)).size).toBe(98);
    expect(SHIPPED_MUNICIPALITIES.reduce((sum, { inhabitants }) => sum + inhabitants, 0)).toBe(5_822_679);
    const counts = SHIPPED_REGIONS.map(
      ({ key }) => SHIPPED_MUNICIPALITIES.filter(({ region }) => region === key).length,
    );
    expect(counts).toEqual([11, 19, 22, 29, 17, 0]);
  });

  it('are five until the last day of 2026 and four from 1 January 2027, with 46 municipalities in the new one', () => {
    const standing = standingOf(plan, named(plan, 'round', 'Bindende'), null)!;
    const before = coverageByRegion(plan, standing, EAST - 1);
    const after = coverageByRegion(plan, standing, EAST);
    expect(before.map(({ region }) => region!.name)).toEqual([
      'Region Hovedstaden',
      'Region Midtjylland',
      'Region Nordjylland',
      'Region Sjælland',
      'Region Syddanmark',
    ]);
    expect(after.map(({ region, all }) => [region!.name, all.count])).toEqual([
      ['Region Midtjylland', 19],
      ['Region Nordjylland', 11],
      ['Region Syddanmark', 22],
      ['Region Østdanmark', 46],
    ]);
    // 1,845,939 and 837,359.
    expect(after[3]!.all.inhabitants).toBe(2_683_298);
  });

  it('hold every municipality on every day since 2007, in exactly one that is there on that day', () => {
    const day = fc.oneof(
      fc.integer({ min: on('2007-01-01'), max: on('2199-12-31') }),
      fc.integer({ min: EAST - 3, max: EAST + 3 }),
    );
    fc.assert(
      fc.property(day, fc.constantFrom(...municipalitiesInOrder(plan)), (at, municipality) => {
        const region = regionOn(plan, municipality, at);
        expect(region).not.toBeNull();
        expect(regionsOn(plan, at)).toContain(region);
        const home = plan.rows.region.get(municipality.regionId!)!;
        const joins = home.name === 'Region Hovedstaden' || home.name === 'Region Sjælland';
        expect(region!.name).toBe(joins && at >= EAST ? 'Region Østdanmark' : home.name);
      }),
    );
  });

  it('never add up to anything else than the whole, on whatever day', () => {
    const standing = standingOf(plan, named(plan, 'round', 'Bindende'), null)!;
    fc.assert(
      fc.property(fc.integer({ min: EAST - 400, max: EAST + 400 }), (day) => {
        const lines = coverageByRegion(plan, standing, day);
        expect(lines.reduce((sum, { all }) => sum + all.inhabitants, 0)).toBe(standing.all.inhabitants);
        expect(lines.reduce((sum, { all }) => sum + all.count, 0)).toBe(98);
      }),
    );
  });

  it('end a chain that runs in a circle, and know none before 2007', () => {
    const odd = newJoining();
    const municipality = municipalitiesInOrder(odd)[0]!;
    const region = municipality.regionId!;
    expect(regionOn(odd, municipality, on('2006-12-31'))).toBeNull();
    must(odd, 'region.update', { id: region, cells: { validity: { fromDay: null, toDay: 0 }, successorId: region } });
    expect(regionOn(odd, municipality, on('2024-01-01'))).toBeNull();
  });
});

describe('Danish order', () => {
  it('puts Æ, Ø and Å last, and Aa with Å', () => {
    const names = municipalitiesInOrder(plan).map(({ name }) => name);
    expect(names[0]).toBe('Albertslund');
    expect(names.slice(-4)).toEqual(['Ærø', 'Aabenraa', 'Aalborg', 'Aarhus']);
  });

  it('is that of the language where the runtime knows it', () => {
    const names = SHIPPED_MUNICIPALITIES.map(({ name }) => name);
    const collator = new Intl.Collator('da');
    expect([...names].sort(compareDanish)).toEqual([...names].sort(collator.compare));
  });
});

describe('council meetings', () => {
  const board = { weekday: 1, position: 5, closedMonths: 64, leadWeeks: null };

  it.each([
    ['2024-03-04', '2024-03-26'],
    ['2024-03-26', '2024-03-26'],
    ['2024-03-27', '2024-04-30'],
    ['2024-06-26', '2024-08-27'],
    ['2024-12-31', '2024-12-31'],
    ['2025-01-01', '2025-01-28'],
  ])('from %s on the first is on %s', (from, meeting) => {
    expect(nextMeeting(board, on(from))).toBe(on(meeting));
  });

  it('are on their weekday, never in a closed month, never earlier than asked', () => {
    const anyBoard = fc.record({
      weekday: fc.nat(6),
      position: fc.integer({ min: 1, max: 5 }),
      closedMonths: fc.nat(4094),
      leadWeeks: fc.constant(null),
    });
    fc.assert(
      fc.property(anyBoard, fc.integer({ min: 10_000, max: 40_000 }), (one, from) => {
        const meeting = nextMeeting(one, from)!;
        expect(meeting).toBeGreaterThanOrEqual(from);
        expect(weekdayOf(meeting)).toBe(one.weekday);
        expect(one.closedMonths & (1 << (dateOf(meeting).month - 1))).toBe(0);
      }),
    );
    expect(nextMeeting({ ...board, closedMonths: 4095 }, 20_000)).toBeNull();
  });
});
