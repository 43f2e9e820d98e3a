import { board, type Citation, dk, eu, wholeLaw } from './citation.ts';
import type { ProcedureId } from './procedure.ts';
import { NATIONAL_LIMIT_ORE } from './thresholds.ts';

/** What a person answers about a purchase before a procedure is chosen. */
export interface PurchaseFacts {
  readonly kind: 'supplies-services' | 'works' | 'light' | 'design';
  /** Whether the estimated value reaches the EU threshold. */
  readonly value: 'reached' | 'below' | 'unknown';
  /** Whether firms of other countries clearly could have an interest in it; asked below the threshold. */
  readonly crossBorder: 'yes' | 'no' | 'unknown';
  /** An agreement or a system that covers the purchase. */
  readonly covered: 'none' | 'framework' | 'dps';
  /** The estimated value in øre, where it is known in kroner: below § 193's limit few duties are left. */
  readonly valueOre?: number | null;
  /** Only one supplier can deliver, or another of the narrow grounds for no notice stands. */
  readonly groundForNoNotice: boolean;
  /** The need can be described so that tenders can be compared at once. */
  readonly canBeDescribed: boolean;
  /** Readily available solutions must be adapted, or the contract is complex, or needs design or innovative parts. */
  readonly needsNegotiation: boolean;
  /** Means or solutions can only be found in talks with the candidates. */
  readonly needsDialogue: boolean;
  /** What is needed is not on the market and must be developed first. */
  readonly notOnMarket: boolean;
  /** Usual goods or services that will be bought again and again. */
  readonly repeatedStandard: boolean;
  /** Many tenderers are expected, and evaluating all would cost much. */
  readonly manyTenderers: boolean;
}

/** A procedure with how well it fits, and why. Texts of reasons are in the catalogue under `guide.<reason>`. */
export interface ProcedureAdvice {
  readonly procedure: ProcedureId;
  readonly fit: 'recommended' | 'possible' | 'not-allowed';
  readonly reasons: readonly string[];
  readonly citations: readonly Citation[];
}

const advice = (
  procedure: ProcedureId,
  fit: ProcedureAdvice['fit'],
  reason: string,
  ...citations: Citation[]
): ProcedureAdvice => ({ procedure, fit, reasons: [reason], citations });

const NEGOTIATION = [eu('26'), dk('61', 'r')];

const belowThreshold = ({ crossBorder, kind, valueOre = null }: PurchaseFacts): ProcedureAdvice[] => {
  if (kind === 'works') return [advice('below-cross-border', 'possible', 'works-below', wholeLaw('tilbudsloven', 's'))];
  const clear = dk('191-192', 's');
  if (crossBorder === 'yes') return [advice('below-cross-border', 'recommended', 'cross-border', clear)];
  const national = [dk('193', 's'), board('1(4)', 'r')];
  if (valueOre !== null && valueOre < NATIONAL_LIMIT_ORE)
    return [advice('below-national', 'recommended', 'below-national-limit', ...national)];
  if (crossBorder === 'no') return [advice('below-national', 'recommended', 'no-cross-border', ...national)];
  return [
    advice('below-cross-border', 'recommended', 'cross-border-unknown', clear),
    advice('below-national', 'possible', 'no-cross-border', ...national),
  ];
};

const always = (facts: PurchaseFacts): ProcedureAdvice[] => {
  const isOpenBest = facts.canBeDescribed && !facts.manyTenderers;
  return [
    advice(
      'open',
      isOpenBest ? 'recommended' : 'possible',
      isOpenBest ? 'described' : 'always-open',
      eu('27'),
      dk('57', 's'),
    ),
    facts.canBeDescribed && facts.manyTenderers
      ? advice('restricted', 'recommended', 'many-tenderers', eu('28'), dk('59', 'r'))
      : advice('restricted', 'possible', 'always-restricted', eu('28'), dk('59', 'r')),
  ];
};

const underConditions = (facts: PurchaseFacts): ProcedureAdvice[] => {
  const mayNegotiate = facts.needsNegotiation || facts.needsDialogue || facts.notOnMarket;
  const negotiation = facts.needsNegotiation && !facts.needsDialogue && !facts.notOnMarket;
  return [
    mayNegotiate
      ? advice('negotiation', negotiation ? 'recommended' : 'possible', 'negotiation-grounds', ...NEGOTIATION)
      : advice('negotiation', 'not-allowed', 'no-negotiation-grounds', ...NEGOTIATION),
    mayNegotiate
      ? advice(
          'dialogue',
          facts.needsDialogue ? 'recommended' : 'possible',
          'dialogue-grounds',
          eu('30'),
          dk('67-72', 'm'),
        )
      : advice('dialogue', 'not-allowed', 'no-negotiation-grounds', eu('30'), dk('67-72', 'm')),
    facts.notOnMarket
      ? advice('innovation', 'recommended', 'not-on-market', eu('31'), dk('73-79', 'm'))
      : advice('innovation', 'not-allowed', 'on-market', eu('31'), dk('73-79', 'm')),
    facts.groundForNoNotice
      ? advice('without-notice', 'possible', 'ground-for-no-notice', eu('32'), dk('80-83', 's'), board('4', 'm'))
      : advice('without-notice', 'not-allowed', 'no-ground-for-no-notice', eu('32'), dk('80-83', 's')),
    facts.repeatedStandard
      ? advice('dps', 'possible', 'repeated-standard', eu('34'), dk('101-108', 's'))
      : advice('dps', 'not-allowed', 'not-standard', eu('34'), dk('101-108', 's')),
  ];
};

const RANK = { recommended: 0, possible: 1, 'not-allowed': 2 } as const;

/**
 * Which procedures a purchase may follow, best first, each with the reason and the places behind it. Below the threshold
 * the national ones; where the value is unknown those above it, which is the safe choice. A guide, not legal advice.
 */
export function adviseProcedure(facts: PurchaseFacts): readonly ProcedureAdvice[] {
  if (facts.covered === 'framework')
    return [advice('framework-mini', 'recommended', 'framework', eu('33(5)(b)'), dk('95-100', 'm'))];
  if (facts.covered === 'dps') return [advice('dps-purchase', 'recommended', 'dps', eu('34(2)(b)'), dk('105', 'm'))];
  if (facts.value === 'below') return belowThreshold(facts);
  if (facts.kind === 'light') return [advice('light', 'recommended', 'light', eu('74-76'), dk('186-190', 's'))];
  const contest =
    facts.kind === 'design' ? [advice('design-contest', 'recommended', 'design', eu('78-82'), dk('84-92', 'm'))] : [];
  const found = [...contest, ...always(facts), ...underConditions(facts)];
  return found
    .map((each, at) => ({ each, at }))
    .sort((a, b) => RANK[a.each.fit] - RANK[b.each.fit] || a.at - b.at)
    .map(({ each }) => each);
}
