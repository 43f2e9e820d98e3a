/** Where a rule stands. Names and short forms are in the catalogue under `law.<id>`. */
export const LAWS = [
  'directive-2014-24',
  'udbudsloven',
  'klagenaevnsloven',
  'regulation-1182-71',
  'tilbudsloven',
  'eforms',
] as const;
export type LawId = (typeof LAWS)[number];

/**
 * How sure a place is: `read` in the law's own text, `secondary` from a guide or a ruling's account, `derived` by reading
 * rules together, `memory` not confirmed. What is not confirmed is shown with "to be confirmed by a lawyer".
 */
export const EVIDENCE_LEVELS = ['read', 'secondary', 'derived', 'memory'] as const;
export type Evidence = (typeof EVIDENCE_LEVELS)[number];

/** One place in a law: article or §, paragraph (stk.), point (litra or nr.), and how sure it is. */
export interface Citation {
  readonly law: LawId;
  /** Number of the article or §, or a span of them: `28`, `191-192`; empty for a law as a whole. */
  readonly section: string;
  readonly subsection?: string;
  readonly point?: string;
  readonly evidence: Evidence;
}

/** Marks of evidence by one letter, so that tables of rules can be read: r(ead), s(econdary), d(erived), m(emory). */
const EVIDENCE = { r: 'read', s: 'secondary', d: 'derived', m: 'memory' } as const;

/**
 * Makes a citation from its usual short form: `cite('directive-2014-24', '28(6)(a)', 'r')`. The parts in brackets are
 * paragraph and point.
 */
export function cite(law: LawId, place: string, evidence: keyof typeof EVIDENCE): Citation {
  const match = /^([\w-]+)(?:\((\w+)\))?(?:\((\w+)\))?$/.exec(place);
  if (!match) throw new Error(`not a place in a law: ${place}`);
  const [, section, subsection, point] = match;
  return {
    law,
    section: section!,
    ...(subsection === undefined ? {} : { subsection }),
    ...(point === undefined ? {} : { point }),
    evidence: EVIDENCE[evidence],
  };
}

/** A law as a whole, where no place in it is known. */
export const wholeLaw = (law: LawId, evidence: keyof typeof EVIDENCE): Citation => ({
  law,
  section: '',
  evidence: EVIDENCE[evidence],
});

/** A place in Directive 2014/24/EU. */
export const eu = (place: string, evidence: keyof typeof EVIDENCE = 'r'): Citation =>
  cite('directive-2014-24', place, evidence);

/** A place in udbudsloven (Act 1564 of 15 December 2015 with later changes). */
export const dk = (place: string, evidence: keyof typeof EVIDENCE): Citation => cite('udbudsloven', place, evidence);

/** A place in lov om Klagenævnet for Udbud. */
export const board = (place: string, evidence: keyof typeof EVIDENCE): Citation =>
  cite('klagenaevnsloven', place, evidence);

/** Whether a lawyer must confirm the place before anybody relies on it. */
export const needsLawyer = (citation: Citation): boolean => citation.evidence === 'memory';

/** Key of the catalogue `tender` under which the form of such a citation stands, such as `cite.section.subsection`. */
export const citationForm = ({ law, section, subsection, point }: Citation): string => {
  if (section === '') return 'cite.law';
  if (law === 'eforms') return 'cite.field';
  const one = law === 'directive-2014-24' || law === 'regulation-1182-71' ? 'article' : 'section';
  const kind = section.includes('-') ? `${one}s` : one;
  return `cite.${kind}${subsection === undefined ? '' : '.subsection'}${point === undefined ? '' : '.point'}`;
};
