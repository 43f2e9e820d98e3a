import { describe, expect, it } from 'vitest';
import { estimateValue, type LotValue } from '../../../src/tender/contract-value.ts';
import { adviseProcedure, type PurchaseFacts } from '../../../src/tender/procedure-guide.ts';
import {
  judgeValue,
  type Money,
  THRESHOLD_IDS,
  THRESHOLDS,
  type ThresholdId,
  thresholdOn,
} from '../../../src/tender/thresholds.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { day } from './dates.ts';

const eur = (amount: number): Money => ({ currency: 'EUR', minor: amount * 100 });
const dkk = (amount: number): Money => ({ currency: 'DKK', minor: amount * 100 });

describe('thresholds', () => {
  it.each([
    ['supplies-services.sub-central', '2025-12-31', 221_000, 1_644_638],
    ['supplies-services.sub-central', '2026-01-01', 216_000, null],
    ['supplies-services.central', '2024-01-01', 143_000, 1_064_177],
    ['supplies-services.central', '2027-12-31', 140_000, null],
    ['works', '2025-06-01', 5_538_000, 41_212_688],
    ['works', '2026-06-01', 5_404_000, null],
    ['light', '2025-06-01', 750_000, 5_581_350],
    ['light', '2026-06-01', 750_000, null],
    ['small-lot', '2025-06-01', 80_000, 595_344],
    ['small-lot.works', '2025-06-01', 1_000_000, null],
  ] as const)('%s on %s: EUR %s, DKK %s', (id, date, inEur, inDkk) => {
    expect(thresholdOn(id, day(date))).toEqual({ eurCent: inEur * 100, dkkOre: inDkk === null ? null : inDkk * 100 });
  });

  it('are known for whole pairs of years without a gap, and for no others', () => {
    expect(THRESHOLDS.map(({ fromDay, toDay }) => [isoOfDay(fromDay), isoOfDay(toDay)])).toEqual([
      ['2024-01-01', '2025-12-31'],
      ['2026-01-01', '2027-12-31'],
    ]);
    for (const id of THRESHOLD_IDS) {
      expect(thresholdOn(id, day('2023-12-31'))).toBeNull();
      expect(thresholdOn(id, day('2028-01-01'))).toBeNull();
    }
  });

  it.each([
    ['equal is enough', eur(216_000), '2026-05-01', 'reached', 'threshold.reached'],
    ['a euro less', eur(215_999), '2026-05-01', 'below', 'threshold.below'],
    ['published kroner', dkk(1_644_638), '2025-05-01', 'reached', 'threshold.reached'],
    ['a krone less', dkk(1_644_637), '2025-05-01', 'below', 'threshold.below'],
    [
      'kroner near a threshold that is not published in kroner',
      dkk(1_610_000),
      '2026-05-01',
      'unknown',
      'threshold.dkk-not-published',
    ],
    ['kroner far above', dkk(180_000_000), '2026-05-01', 'reached', 'threshold.clearly-reached'],
    ['kroner far below', dkk(600_000), '2026-05-01', 'below', 'threshold.clearly-below'],
    ['a year without thresholds', eur(1_000_000), '2030-05-01', 'unknown', 'threshold.none-known'],
  ] as const)('%s', (_name, value, date, verdict, reason) => {
    const judged = judgeValue(value, 'supplies-services.sub-central', day(date));
    expect(judged.verdict).toBe(verdict);
    expect(judged.why.map(({ id }) => id)).toContain(reason);
  });

  it("can be corrected by a table of one's own", () => {
    const [, latest] = THRESHOLDS;
    const id: ThresholdId = 'supplies-services.sub-central';
    const own = [{ ...latest!, amounts: { ...latest!.amounts, [id]: { eurCent: 21_600_000, dkkOre: 161_000_000 } } }];
    expect(judgeValue(dkk(1_610_000), id, day('2026-05-01'), own).verdict).toBe('reached');
  });
});

describe('value', () => {
  const lot = (given: Partial<LotValue>): LotValue => ({
    name: '',
    price: { kind: 'total', minor: 0 },
    optionsMinor: 0,
    renewalsMinor: 0,
    paymentsMinor: 0,
    ...given,
  });
  const estimated = (lots: readonly LotValue[]) =>
    estimateValue(lots, 'EUR', { isWorks: false, noticeDay: day('2026-05-01') });

  it('counts options, renewals and payments to those who take part', () => {
    const price = { kind: 'total', minor: 100_000_00 } as const;
    const { total } = estimated([
      lot({ price, optionsMinor: 20_000_00, renewalsMinor: 30_000_00, paymentsMinor: 500_00 }),
    ]);
    expect(total).toEqual({ currency: 'EUR', minor: 150_500_00 });
  });

  it.each([
    [12, 12],
    [48, 48],
    [60, 48],
    [null, 48],
  ])('a price a month over %s months counts %i', (months, counted) => {
    expect(estimated([lot({ price: { kind: 'monthly', minor: 1000, months } })]).total.minor).toBe(1000 * counted);
  });

  it('counts all lots together, and says which are small and how much may be left out', () => {
    const total = (amount: number) => lot({ price: { kind: 'total', minor: amount * 100 } });
    const { lots, smallMinor, exemptMostMinor } = estimated([total(300_000), total(80_000), total(79_999)]);
    expect(lots.map(({ isSmall }) => isSmall)).toEqual([false, false, true]);
    expect(smallMinor).toBe(79_999_00);
    expect(exemptMostMinor).toBe(Math.floor(459_999_00 / 5));
  });
});

describe('which procedure', () => {
  const facts: PurchaseFacts = {
    kind: 'supplies-services',
    value: 'reached',
    crossBorder: 'unknown',
    covered: 'none',
    groundForNoNotice: false,
    canBeDescribed: true,
    needsNegotiation: false,
    needsDialogue: false,
    notOnMarket: false,
    repeatedStandard: false,
    manyTenderers: false,
  };
  const recommended = (given: Partial<PurchaseFacts>) =>
    adviseProcedure({ ...facts, ...given })
      .filter(({ fit }) => fit === 'recommended')
      .map(({ procedure }) => procedure);

  it.each([
    [{}, ['open']],
    [{ manyTenderers: true }, ['restricted']],
    [{ canBeDescribed: false, needsNegotiation: true }, ['negotiation']],
    [{ canBeDescribed: false, needsNegotiation: true, needsDialogue: true }, ['dialogue']],
    [{ canBeDescribed: false, notOnMarket: true }, ['innovation']],
    [{ kind: 'light' }, ['light']],
    [{ kind: 'design' }, ['design-contest', 'open']],
    [{ covered: 'framework' }, ['framework-mini']],
    [{ covered: 'dps' }, ['dps-purchase']],
    [{ value: 'below', crossBorder: 'yes' }, ['below-cross-border']],
    [{ value: 'below', crossBorder: 'no' }, ['below-national']],
    [{ value: 'below' }, ['below-cross-border']],
    [{ value: 'unknown' }, ['open']],
  ] as const)('%j: %j', (given, expected) => {
    expect(recommended(given)).toEqual(expected);
  });

  it('says what is not allowed and why, and cites every answer', () => {
    const all = adviseProcedure(facts);
    const refused = all
      .filter(({ fit }) => fit === 'not-allowed')
      .map(({ procedure, reasons }) => [procedure, ...reasons]);
    expect(refused).toEqual([
      ['negotiation', 'no-negotiation-grounds'],
      ['dialogue', 'no-negotiation-grounds'],
      ['innovation', 'on-market'],
      ['without-notice', 'no-ground-for-no-notice'],
      ['dps', 'not-standard'],
    ]);
    for (const { citations } of all) expect(citations.length).toBeGreaterThan(0);
  });
});
