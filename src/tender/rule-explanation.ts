import { type Evidence, needsLawyer } from './citation.ts';
import type { ProcedureId } from './procedure.ts';
import type { EffectiveRule, Rule, VariationId } from './rule.ts';
import { citationText, countText, eventText, type Words } from './wording.ts';

/** A condition that makes the period another one, in words. */
export interface ExplainedVariation {
  readonly id: VariationId;
  readonly text: string;
  /** Whether it stands for the tender in question. */
  readonly applied: boolean;
  readonly places: readonly ExplainedPlace[];
}

/** A place in the law, and how sure it is. */
export interface ExplainedPlace {
  readonly text: string;
  readonly evidence: Evidence;
  readonly evidenceText: string;
  readonly needsLawyer: boolean;
}

/** A rule in plain words, for people who are no lawyers. A check list with sources, never advice. */
export interface RuleExplanation {
  readonly title: string;
  /** What the rule says. */
  readonly plain: string;
  /** What it means for a plan, and what to look out for. */
  readonly inPlan: string;
  /** How the period is counted: "Mindst 30 dage efter »Bekendtgørelse sendt«." Null for rules without a period. */
  readonly period: string | null;
  readonly variations: readonly ExplainedVariation[];
  readonly places: readonly ExplainedPlace[];
  readonly doubt: string | null;
  /** A lawyer must confirm one of its places before anybody relies on it. */
  readonly needsLawyer: boolean;
}

/** Texts that the place which shows them knows: `explained` is the catalogue `rules-explained`. */
export interface RuleWords {
  readonly words: Words;
  readonly explained: (ruleId: string) => string;
}

const placesOf = (words: Words, citations: Rule['citations']): ExplainedPlace[] =>
  citations.map((citation) => ({
    text: citationText(words, citation),
    evidence: citation.evidence,
    evidenceText: words.text(`evidence.${citation.evidence}`),
    needsLawyer: needsLawyer(citation),
  }));

const PERIODS: Partial<Record<Rule['bound'], Readonly<Record<Rule['direction'], string>>>> = {
  minimum: { forward: 'explained.at-least-after', backward: 'explained.at-least-before' },
  maximum: { forward: 'explained.at-most-after', backward: 'explained.at-most-before' },
};

const periodOf = (words: Words, { rule, length }: EffectiveRule, procedure: ProcedureId | undefined): string | null => {
  if (rule.unit === 'candidates')
    return words.text('explained.candidates', { count: countText(words, length, rule.unit) });
  if (rule.anchor === null || rule.target === null) return null;
  const event = eventText(words, rule.anchor, 0, procedure);
  if (rule.bound === 'order') return words.text('explained.after', { event });
  if (rule.bound === 'appropriate') return words.text('explained.appropriate', { event });
  const key = PERIODS[rule.bound]![rule.direction];
  return words.text(rule.fromQuarterEnd ? 'explained.after-quarter' : key, {
    period: countText(words, length, rule.unit),
    event,
  });
};

/**
 * Explains a rule as it stands for a tender: its own words, how its period is counted there, what would change it, where it
 * is written and how sure that is.
 */
export function explainRule(
  { words, explained }: RuleWords,
  effective: EffectiveRule,
  procedure?: ProcedureId,
): RuleExplanation {
  const { rule, applied } = effective;
  const places = placesOf(words, rule.citations);
  const variations = rule.variations.map((variation) => ({
    id: variation.id,
    text: words.text(`variation.${variation.id}`),
    applied: applied.includes(variation.id),
    places: placesOf(words, variation.citations),
  }));
  return {
    title: words.text(`rule.${rule.id}`),
    plain: words.text(`rule.${rule.id}.plain`),
    inPlan: explained(rule.id),
    period: periodOf(words, effective, procedure),
    variations,
    places,
    doubt: rule.doubt === null ? null : words.text(`doubt.${rule.doubt}`),
    needsLawyer: [...places, ...variations.filter((each) => each.applied).flatMap((each) => each.places)].some(
      (place) => place.needsLawyer,
    ),
  };
}
