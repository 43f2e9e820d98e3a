import { describe, expect, it } from 'vitest';
import { needsLawyer } from '../../../src/tender/citation.ts';
import { PROCEDURES } from '../../../src/tender/procedure.ts';
import { effectiveRule } from '../../../src/tender/rule.ts';
import { explainRule, type RuleWords } from '../../../src/tender/rule-explanation.ts';
import { RULES, ruleOf, rulesFor } from '../../../src/tender/rules.ts';
import { settingsFor } from './dates.ts';
import { textsOf, wordsOf } from './words.ts';

const wordsIn = (language: string): RuleWords => {
  const explained = textsOf(language, 'rules-explained');
  return {
    words: wordsOf(language),
    explained: (id) => {
      if (explained[id] === undefined) throw new Error(`rule ${id} is not explained`);
      return explained[id];
    },
  };
};

describe.each(['da', 'en'])('explanations of rules in %s', (language) => {
  const words = wordsIn(language);

  it('are there for every rule, and for no other', () => {
    expect(Object.keys(textsOf(language, 'rules-explained')).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  it('tell every rule of every procedure, filled', () => {
    for (const procedure of PROCEDURES) {
      for (const given of [
        {},
        { urgent: true, letter: true, documentsOnline: false, siteVisit: true, agreedDays: 12 },
      ]) {
        for (const effective of rulesFor(settingsFor(procedure, given), true)) {
          const told = explainRule(words, effective, procedure);
          const texts = [
            told.title,
            told.plain,
            told.inPlan,
            told.period ?? 'none',
            ...told.places.map(({ text }) => text),
          ];
          for (const text of texts) {
            expect(text.trim(), effective.rule.id).not.toBe('');
            expect(text, effective.rule.id).not.toMatch(/undefined|NaN|\{\{/);
          }
          expect(told.period === null, effective.rule.id).toBe(
            effective.rule.anchor === null && effective.rule.unit !== 'candidates',
          );
          for (const { id, applied } of told.variations) expect(applied).toBe(effective.applied.includes(id));
        }
      }
    }
  });

  it('say that a lawyer must confirm what is not confirmed', () => {
    const confirm = language === 'da' ? 'bekræftes af jurist' : 'confirmed by a lawyer';
    for (const rule of RULES) {
      const told = explainRule(words, effectiveRule(rule, settingsFor(rule.procedures[0]!), false));
      expect(told.needsLawyer || told.variations.some(({ places }) => places.some((each) => each.needsLawyer))).toBe(
        [...rule.citations, ...rule.variations.flatMap(({ citations }) => citations)].some(needsLawyer),
      );
      for (const place of told.places) {
        expect(place.needsLawyer).toBe(place.evidence === 'memory');
        expect(place.text.includes(confirm), `${rule.id}: ${place.text}`).toBe(place.needsLawyer);
      }
    }
  });
});

describe('the period of a rule in words', () => {
  const told = (id: string, given = {}) => {
    const rule = ruleOf(id)!;
    const procedure = rule.procedures.includes('negotiation') ? 'negotiation' : rule.procedures[0]!;
    return explainRule(wordsIn('da'), effectiveRule(rule, settingsFor(procedure, given), false), procedure).period;
  };

  it.each([
    ['negotiation.requests', {}, 'Mindst 30 dage efter »Bekendtgørelse sendt«.'],
    ['negotiation.requests', { urgent: true }, 'Mindst 15 dage efter »Bekendtgørelse sendt«.'],
    ['negotiation.tenders', {}, 'Mindst 25 dage efter »Opfordring til at afgive tilbud«.'],
    ['answers.tenders', {}, 'Mindst 6 dage før »Frist for indledende tilbud«.'],
    ['standstill.contract', { letter: true }, 'Mindst 15 dage efter »Underretning om tildeling«.'],
    ['award-notice.sent', {}, 'Højst 30 dage efter »Kontrakt«.'],
    ['award-notice.dps', {}, 'Højst 30 dage efter udløbet af det kvartal, hvor »Kontrakt« ligger.'],
    ['evidence.before-award', {}, 'Tidligst efter »Dokumentation fra vinder«.'],
    ['candidates.others', {}, 'Mindst 3 ansøgere.'],
    ['lots.explain', {}, null],
  ])('%s', (id, given, text) => {
    expect(told(id, given)).toBe(text);
  });
});
