import { describe, expect, it } from 'vitest';
import { answerCurve, pointOn } from '../../../src/commitment/answer-curve.ts';
import { coverageByRegion, coverageBySize } from '../../../src/commitment/coverage.ts';
import { standingOf } from '../../../src/commitment/standing.ts';
import { thresholdStates } from '../../../src/commitment/threshold.ts';
import { answer, bySize, must, named, newJoining, on } from './joining.ts';

/**
 * The joining of KOMBIT's library system as the domain facts tell it, with the inhabitants of 2020. Who stayed away is not
 * published, so the smallest stay away; every figure below is added up by hand from the list of municipalities:
 *   3 smallest  Læsø 1,786 + Fanø 3,488 + Samsø 3,657                                            =   8,931
 *   4 smallest  + Ærø 5,964                                                                      =  14,895
 *  10 smallest  + Langeland 12,491 + Dragør 14,494 + Vallensbæk 16,633 + Lemvig 19,722
 *               + Morsø 20,247 + Struer 21,036                                                   = 119,518
 *  21 smallest  + Stevns 22,805 + Odder 22,844 + Ishøj 22,989 + Glostrup 23,128 + Solrød 23,255
 *               + Kerteminde 23,812 + Hørsholm 24,864 + Allerød 25,633 + Billund 26,608
 *               + Albertslund 27,731 + Lejre 27,996                                              = 391,183
 */
const ALL = 5_822_679;
const THREE = 8_931;
const FOUR = 14_895;
const TEN = 119_518;
const TWENTY_ONE = 391_183;

const half = (plan: Parameters<typeof thresholdStates>[0]) => thresholdStates(plan)[0]!;
const standing = (plan: Parameters<typeof thresholdStates>[0], round: string) =>
  standingOf(plan, named(plan, 'round', round), null)!;

describe('the library case', () => {
  const plan = newJoining();
  const small = bySize(plan).map(({ id }) => id);

  it('begins with 98 municipalities and 5,822,679 inhabitants, of whom nobody has joined', () => {
    const { all, joined, byStatus } = standing(plan, 'Bindende');
    expect(all).toEqual({ count: 98, inhabitants: ALL });
    expect(joined).toEqual({ count: 0, inhabitants: 0 });
    expect(byStatus.get('not-asked')).toEqual({ count: 98, inhabitants: ALL });
  });

  it('needs 49 municipalities or 2,911,340 inhabitants, and the 22 largest would be enough', () => {
    const { alternatives, isReached, isPossible, smallest } = half(plan);
    expect(alternatives).toMatchObject([
      [{ have: 0, need: 49, all: 98, lacking: 49, possible: 98 }],
      // Half of 5,822,679 is 2,911,339.5.
      [{ have: 0, need: 2_911_340, all: ALL, lacking: 2_911_340, possible: ALL }],
    ]);
    expect([isReached, isPossible]).toEqual([false, true]);
    expect(smallest).toHaveLength(22);
    expect(smallest![0]!.participant.name).toBe('København');
    // 2,969,010 of 5,822,679 are 50.99 %; without the 22nd they are 49.91 %.
    expect(smallest!.reduce((sum, { inhabitants }) => sum + inhabitants, 0)).toBe(2_969_010);
    expect((2_969_010 / ALL) * 100).toBeCloseTo(50.99, 2);
  });

  it('August 2011: nearly 90 % are interested', () => {
    answer(plan, 'Interesse', small.slice(10), 'interested', on('2011-08-31'));
    const { joined } = standing(plan, 'Interesse');
    expect(joined).toEqual({ count: 88, inhabitants: ALL - TEN });
    expect((joined.count / 98) * 100).toBeCloseTo(89.8, 1);
  });

  it('16 March 2012: 94 join the specification', () => {
    answer(plan, 'Kravspecifikation', small.slice(4), 'joined-specification', on('2012-03-16'));
    expect(standing(plan, 'Kravspecifikation').joined).toEqual({ count: 94, inhabitants: ALL - FOUR });
    // To join the specification binds nobody.
    expect(standing(plan, 'Bindende').joined.count).toBe(0);
  });

  it('later in 2012: 77 are bound, more than 80 % of the inhabitants, and the threshold is reached twice over', () => {
    const bindende = named(plan, 'round', 'Bindende');
    must(plan, 'round.update', { id: bindende, cells: { deadlineDay: on('2012-12-31') } });
    answer(plan, 'Bindende', small.slice(21), 'joined', on('2012-12-01'));
    const { joined } = standing(plan, 'Bindende');
    expect(joined).toEqual({ count: 77, inhabitants: ALL - TWENTY_ONE });
    expect((joined.inhabitants / ALL) * 100).toBeCloseTo(93.28, 2);
    const { alternatives, isReached, smallest, forecast } = half(plan);
    expect(isReached).toBe(true);
    expect(alternatives.map(([one]) => one!.lacking)).toEqual([0, 0]);
    expect(smallest).toEqual([]);
    expect(forecast.reachedDay).toBe(on('2012-12-01'));
  });

  it('2013, at the tender: 88, the last eleven of them late', () => {
    answer(plan, 'Bindende', small.slice(10, 21), 'joined', on('2013-05-01'));
    const { joined, answers } = standing(plan, 'Bindende');
    expect(joined).toEqual({ count: 88, inhabitants: ALL - TEN });
    expect(answers.filter(({ isLate }) => isLate)).toHaveLength(11);
  });

  it('2016, in operation: 95 and one abroad, which no share counts', () => {
    answer(plan, 'Bindende', small.slice(3, 10), 'joined', on('2016-01-01'));
    must(plan, 'participant.add', {
      id: 'sydslesvig',
      cells: { kind: 'abroad', name: 'Dansk Centralbibliotek for Sydslesvig' },
    });
    answer(plan, 'Bindende', ['sydslesvig'], 'joined', on('2016-01-01'));
    const now = standing(plan, 'Bindende');
    expect(now.joined).toEqual({ count: 95, inhabitants: ALL - THREE });
    expect(now.othersJoined).toBe(1);
    expect((now.joined.inhabitants / ALL) * 100).toBeCloseTo(99.85, 2);
    expect(now.byStatus.get('not-asked')).toEqual({ count: 3, inhabitants: THREE });
  });

  it('shows the same steps over time', () => {
    expect(answerCurve(standing(plan, 'Bindende'))).toEqual([
      { day: on('2012-12-01'), count: 77, inhabitants: ALL - TWENTY_ONE, others: 0 },
      { day: on('2013-05-01'), count: 88, inhabitants: ALL - TEN, others: 0 },
      { day: on('2016-01-01'), count: 95, inhabitants: ALL - THREE, others: 1 },
    ]);
    expect(pointOn(standing(plan, 'Bindende'), on('2012-11-30')).count).toBe(0);
  });

  it('covers the regions as they were, and size classes', () => {
    // Læsø lies in Nordjylland, Fanø in Syddanmark, Samsø in Midtjylland.
    const regions = coverageByRegion(plan, standing(plan, 'Bindende'), on('2016-06-01'));
    expect(
      regions.map(({ region, all, joined }) => [region!.name, joined.count, all.count, joined.inhabitants]),
    ).toEqual([
      ['Region Hovedstaden', 29, 29, 1_845_939],
      ['Region Midtjylland', 18, 19, 1_326_340 - 3_657],
      ['Region Nordjylland', 10, 11, 589_936 - 1_786],
      ['Region Sjælland', 17, 17, 837_359],
      ['Region Syddanmark', 21, 22, 1_223_105 - 3_488],
    ]);
    const sizes = coverageBySize(standing(plan, 'Bindende'));
    expect(sizes.map(({ all }) => all.count)).toEqual([8, 16, 35, 39]);
    expect(sizes.map(({ joined }) => joined.count)).toEqual([5, 16, 35, 39]);
    expect(sizes[0]!.joined.inhabitants).toBe(78_235 - THREE);
  });

  it('keeps who leaves in the curve until the day', () => {
    const largest = small[97]!;
    answer(plan, 'Bindende', [largest], 'left', on('2020-01-01'));
    const now = standing(plan, 'Bindende');
    // København with 632,340.
    expect(now.joined).toEqual({ count: 94, inhabitants: ALL - THREE - 632_340 });
    expect(pointOn(now, on('2019-12-31')).count).toBe(95);
    expect(pointOn(now, on('2020-01-01')).count).toBe(94);
  });
});

describe('published shares', () => {
  const plan = newJoining();
  const small = bySize(plan);

  it('the 22 largest hold half of the inhabitants, 21 do not', () => {
    const sum = (n: number) => small.slice(-n).reduce((total, { inhabitants }) => total + inhabitants, 0);
    expect(sum(22) * 2).toBeGreaterThanOrEqual(ALL);
    expect(sum(21) * 2).toBeLessThan(ALL);
  });

  it('the 49 smallest hold 24.6 %: half by number, not by inhabitants', () => {
    answer(
      plan,
      'Bindende',
      small.slice(0, 49).map(({ id }) => id),
      'joined',
      on('2024-02-02'),
    );
    const { joined } = standing(plan, 'Bindende');
    expect(joined).toEqual({ count: 49, inhabitants: 1_434_287 });
    expect((joined.inhabitants / ALL) * 100).toBeCloseTo(24.6, 1);
    const [byNumber, byInhabitants] = half(plan).alternatives;
    expect([byNumber![0]!.lacking, byInhabitants![0]!.lacking]).toEqual([0, 2_911_340 - 1_434_287]);
    expect(half(plan).isReached).toBe(true);
  });
});
