import { COMMON_RULES } from './common-rules.ts';
import { applies, type EffectiveRule, effectiveRule, type Rule } from './rule.ts';
import type { TenderSettings } from './settings.ts';
import { STAGE_RULES } from './stage-rules.ts';

/** Every rule the product knows, in the order of a tender's stages within each table. */
export const RULES: readonly Rule[] = [...STAGE_RULES, ...COMMON_RULES];

const byId = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id, or undefined. */
export const ruleOf = (id: string): Rule | undefined => byId.get(id);

/** The rules of one tender with the lengths they have there. `pinCounts`: see `effectiveRule`. */
export const rulesFor = (settings: TenderSettings, pinCounts: boolean): readonly EffectiveRule[] =>
  RULES.filter((rule) => applies(rule, settings)).map((rule) => effectiveRule(rule, settings, pinCounts));
