import { describe, expect, it } from 'vitest';
import { citationForm, needsLawyer } from '../../../src/tender/citation.ts';
import { PROCEDURES } from '../../../src/tender/procedure.ts';
import { applies } from '../../../src/tender/rule.ts';
import { RULES, ruleOf, rulesFor } from '../../../src/tender/rules.ts';
import { settingsFor } from './dates.ts';

describe('the rule table', () => {
  it('has every rule once, with a source', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(ruleOf(rule.id)).toBe(rule);
      expect(rule.citations.length, rule.id).toBeGreaterThan(0);
      expect(rule.procedures.length, rule.id).toBeGreaterThan(0);
      expect(rule.anchor === null, rule.id).toBe(rule.target === null);
      if (rule.bound === 'minimum' || rule.bound === 'maximum') expect(rule.length, rule.id).toBeGreaterThan(0);
      for (const { citations, length } of rule.variations) {
        expect(citations.length, rule.id).toBeGreaterThan(0);
        expect(length, rule.id).toBeGreaterThan(0);
      }
    }
  });

  it('bounds an event by one minimum only, in every procedure and under every condition', () => {
    for (const procedure of PROCEDURES) {
      for (const framework of [false, true]) {
        for (const exAnteNotice of [false, true]) {
          const settings = settingsFor(procedure, { framework, exAnteNotice, auction: true });
          const targets = rulesFor(settings, false)
            .filter(({ rule }) => rule.bound === 'minimum' && rule.target !== null)
            .map(({ rule }) => rule.target);
          expect(new Set(targets).size).toBe(targets.length);
        }
      }
    }
  });

  it.each(PROCEDURES)('%s has a rule for its time to tender, or says that the time must suit the task', (procedure) => {
    const rules = RULES.filter((rule) => applies(rule, settingsFor(procedure)));
    const isTime = rules.some(({ target }) => target === 'tenders-deadline' || target === 'final-tenders-deadline');
    expect(isTime).toBe(true);
  });

  it.each([
    ['negotiation.requests', true],
    ['negotiation.tenders', true],
    ['dialogue.requests', true],
    ['innovation.requests', true],
    ['dps.requests', true],
    ['dps.assessment', true],
    ['ex-ante.contract', true],
    ['framework.duration', true],
    ['restricted.requests', false],
    ['restricted.tenders', false],
    ['open.tenders', false],
    ['evidence.before-award', false],
    ['standstill.end', false],
    ['award-notice.sent', false],
    ['answers.tenders', false],
    ['complaint.award', false],
  ])('%s is to be confirmed by a lawyer: %s', (id, expected) => {
    expect(ruleOf(id)!.citations.some(needsLawyer)).toBe(expected);
  });

  it('cites by article or by paragraph, whole laws and spans too', () => {
    const forms = new Set(RULES.flatMap(({ citations }) => citations.map(citationForm)));
    expect([...forms].sort()).toEqual([
      'cite.article',
      'cite.article.subsection',
      'cite.article.subsection.point',
      'cite.articles',
      'cite.field',
      'cite.law',
      'cite.section',
      'cite.section.subsection',
      'cite.section.subsection.point',
      'cite.sections',
    ]);
  });
});
