import { board, cite, dk, eu, wholeLaw } from './citation.ts';
import type { ProcedureId } from './procedure.ts';
import { PROCEDURES, TWO_STAGE, WITH_STANDSTILL } from './procedure.ts';
import type { Rule } from './rule.ts';
import { rule, set } from './rule-table.ts';

/** Procedures in which questions must be answered 6 days before: those of Part II with a fixed time to tender or apply. */
const WITH_ANSWERS: readonly ProcedureId[] = [
  'open',
  'restricted',
  'negotiation',
  'dialogue',
  'innovation',
  'dps',
  'dps-purchase',
];
const FOUR_DAYS = set('urgent', 4, eu('47(3)(a)'), dk('134', 'm'));
const ANSWERS = [eu('47(3)(a)'), eu('53(2)'), dk('134(1)', 's'), dk('93(4)(1)', 's')];

const answers: readonly Rule[] = (
  [
    ['answers.requests', 'requests', 'requests-deadline', 'request-questions-answered', [...TWO_STAGE]],
    ['answers.tenders', 'tenders', 'tenders-deadline', 'questions-answered', WITH_ANSWERS],
    [
      'answers.final-tenders',
      'final-tenders',
      'final-tenders-deadline',
      'final-questions-answered',
      ['negotiation', 'dialogue', 'innovation'],
    ],
  ] as const
).map(([id, stage, anchor, target, procedures]) =>
  rule({
    id,
    procedures,
    stage,
    anchor,
    target,
    direction: 'backward',
    length: 6,
    variations: [FOUR_DAYS],
    citations: ANSWERS,
    doubt: 'two-working-days-backward',
  }),
);

const pinWindow = (id: string, procedures: readonly ProcedureId[], places: Rule['citations']): readonly Rule[] => [
  rule({
    id: `${id}.earliest-notice`,
    procedures,
    stage: 'preparation',
    anchor: 'notice',
    target: 'pin',
    direction: 'backward',
    length: 35,
    condition: 'pin',
    citations: places,
    doubt: 'pin-35-days',
  }),
  rule({
    id: `${id}.latest-notice`,
    procedures,
    stage: 'preparation',
    anchor: 'notice',
    target: 'pin',
    bound: 'maximum',
    direction: 'backward',
    length: 12,
    unit: 'month',
    condition: 'pin',
    citations: [...places, eu('48(2)'), dk('127(4)', 'r')],
  }),
];

const publication: readonly Rule[] = [
  ...pinWindow('pin-open', ['open'], [eu('27(2)(b)'), dk('57', 's')]),
  ...pinWindow('pin', ['restricted', 'negotiation'], [eu('28(3)(b)'), dk('60(3)(2)', 'r')]),
  rule({
    id: 'publication.notice',
    procedures: PROCEDURES.filter((id) => !/^(below|framework|dps-p)/.test(id)),
    stage: 'preparation',
    anchor: 'notice',
    target: 'notice-published',
    bound: 'maximum',
    length: 5,
    bindsOthers: true,
    citations: [eu('51(2)')],
    doubt: 'ted-calendar',
  }),
];

const STANDSTILL = [...WITH_STANDSTILL];
const FIFTEEN = set('letter', 15, board('3', 's'));

const award: readonly Rule[] = [
  rule({
    id: 'auction.start',
    procedures: ['open', 'restricted', 'negotiation', 'dps', 'dps-purchase', 'framework-mini'],
    stage: 'award',
    anchor: 'auction-invitation',
    target: 'auction',
    length: 2,
    unit: 'working-day',
    isAfter: true,
    condition: 'auction',
    citations: [eu('35(5)'), dk('109-115', 's')],
  }),
  rule({
    id: 'evidence.before-award',
    procedures: ['open', 'restricted', 'negotiation', 'dialogue', 'innovation', 'dps', 'dps-purchase'],
    stage: 'award',
    anchor: 'evidence',
    target: 'award-decision',
    bound: 'order',
    citations: [dk('151', 'r')],
    doubt: 'evidence-2022',
  }),
  rule({
    id: 'award.notification',
    procedures: STANDSTILL,
    stage: 'award',
    anchor: 'award-decision',
    target: 'award-notification',
    bound: 'order',
    citations: [dk('171', 'r')],
  }),
  rule({
    id: 'standstill.end',
    procedures: STANDSTILL,
    stage: 'award',
    anchor: 'award-notification',
    target: 'standstill-end',
    length: 10,
    variations: [FIFTEEN],
    citations: [board('3', 's'), dk('171(4)', 'r')],
    validFromDay: null,
  }),
  rule({
    id: 'standstill.contract',
    procedures: STANDSTILL,
    stage: 'award',
    anchor: 'award-notification',
    target: 'contract',
    length: 10,
    isAfter: true,
    variations: [FIFTEEN],
    citations: [board('3', 's')],
    validFromDay: null,
  }),
  rule({
    id: 'ex-ante.end',
    procedures: ['without-notice'],
    stage: 'award',
    anchor: 'notice',
    target: 'standstill-end',
    length: 10,
    condition: 'ex-ante-notice',
    citations: [board('4', 'm')],
  }),
  rule({
    id: 'ex-ante.contract',
    procedures: ['without-notice'],
    stage: 'award',
    anchor: 'notice',
    target: 'contract',
    length: 10,
    isAfter: true,
    condition: 'ex-ante-notice',
    citations: [board('4', 'm')],
  }),
];

const NOTICED: readonly ProcedureId[] = [
  'open',
  'restricted',
  'negotiation',
  'dialogue',
  'innovation',
  'without-notice',
];

const awardNotice: readonly Rule[] = [
  rule({
    id: 'award-notice.sent',
    procedures: NOTICED,
    stage: 'after',
    anchor: 'contract',
    target: 'award-notice',
    bound: 'maximum',
    length: 30,
    citations: [eu('50(1)'), dk('129(1)', 'r')],
  }),
  rule({
    id: 'award-notice.dps',
    procedures: ['dps', 'dps-purchase'],
    stage: 'after',
    anchor: 'contract',
    target: 'award-notice',
    bound: 'maximum',
    length: 30,
    fromQuarterEnd: true,
    citations: [eu('50(3)'), dk('129(4)', 'r')],
  }),
  rule({
    id: 'award-notice.light',
    procedures: ['light'],
    stage: 'after',
    anchor: 'contract',
    target: 'award-notice',
    bound: 'maximum',
    length: 30,
    fromQuarterEnd: true,
    citations: [eu('75(2)'), dk('186-190', 'm')],
    doubt: 'light-award-notice',
  }),
  rule({
    id: 'publication.award-notice',
    procedures: [...NOTICED, 'light', 'dps', 'dps-purchase', 'design-contest'],
    stage: 'after',
    anchor: 'award-notice',
    target: 'award-notice-published',
    bound: 'maximum',
    length: 5,
    bindsOthers: true,
    citations: [eu('51(2)')],
    doubt: 'ted-calendar',
  }),
];

const COMPLAINT = [board('7', 's')];
const published = { stage: 'after', anchor: 'award-notice-published', target: 'complaint-end' } as const;
const notified = { stage: 'after', anchor: 'award-notification', target: 'complaint-end' } as const;

const complaints: readonly Rule[] = [
  rule({
    id: 'complaint.selection',
    procedures: ['restricted', 'negotiation', 'dialogue', 'innovation'],
    stage: 'requests',
    anchor: 'selection',
    target: 'selection-complaint-end',
    length: 20,
    citations: COMPLAINT,
  }),
  rule({
    id: 'complaint.award',
    procedures: STANDSTILL,
    ...published,
    length: 45,
    condition: 'no-framework',
    citations: COMPLAINT,
  }),
  rule({
    id: 'complaint.without-notice',
    procedures: ['without-notice'],
    ...published,
    length: 45,
    condition: 'no-ex-ante-notice',
    citations: COMPLAINT,
  }),
  rule({
    id: 'complaint.ex-ante',
    procedures: ['without-notice'],
    ...published,
    length: 30,
    condition: 'ex-ante-notice',
    citations: [board('7', 's'), board('4', 'm')],
  }),
  rule({
    id: 'complaint.framework',
    procedures: STANDSTILL,
    ...notified,
    length: 6,
    unit: 'month',
    condition: 'framework',
    citations: COMPLAINT,
  }),
  rule({
    id: 'complaint.purchase',
    procedures: ['dps', 'dps-purchase', 'framework-mini'],
    ...notified,
    length: 30,
    citations: COMPLAINT,
  }),
  rule({
    id: 'complaint.below',
    procedures: ['below-cross-border'],
    ...notified,
    length: 45,
    citations: [board('7', 's'), dk('191-192', 's')],
  }),
];

const candidates = (id: string, procedures: readonly ProcedureId[], count: number, places: Rule['citations']): Rule =>
  rule({ id, procedures, stage: 'requests', length: count, unit: 'candidates', citations: places });

const duty = (id: string, procedures: readonly ProcedureId[], stage: Rule['stage'], places: Rule['citations']): Rule =>
  rule({ id, procedures, stage, bound: 'duty', citations: places });

const EU_PROCEDURES = PROCEDURES.filter((id) => !id.startsWith('below'));

const checklist: readonly Rule[] = [
  candidates('candidates.restricted', ['restricted'], 5, [eu('65(2)'), dk('59(4)', 'r')]),
  candidates('candidates.others', ['negotiation', 'dialogue', 'innovation'], 3, [eu('65(2)'), dk('145', 'm')]),
  rule({
    id: 'framework.duration',
    procedures: STANDSTILL,
    stage: 'after',
    bound: 'duty',
    length: 48,
    unit: 'month',
    condition: 'framework',
    citations: [eu('33(1)'), dk('95', 'm')],
  }),
  duty('time.appropriate', EU_PROCEDURES, 'tenders', [eu('47(1)'), dk('93(1)', 'r')]),
  duty('time.extension', WITH_ANSWERS, 'tenders', [eu('47(3)'), dk('93(4)', 's')]),
  duty(
    'notice.required',
    [...WITH_STANDSTILL, 'dps' as const].filter((id) => id !== 'light'),
    'preparation',
    [dk('128(1)', 'r')],
  ),
  duty('documents.online', WITH_ANSWERS, 'preparation', [eu('53(1)'), dk('59(6)', 'r'), dk('132', 's')]),
  duty('publication.national', EU_PROCEDURES, 'preparation', [eu('52(1)')]),
  duty('urgency.reason', ['open', 'restricted', 'negotiation'], 'preparation', [
    cite('eforms', 'BT-106', 'm'),
    cite('eforms', 'BT-1351', 'm'),
  ]),
  duty('lots.explain', EU_PROCEDURES, 'preparation', [dk('49', 's')]),
  duty(
    'espd.proof',
    STANDSTILL.filter((id) => id !== 'light' && id !== 'design-contest'),
    'requests',
    [dk('148', 'r'), dk('150', 'r')],
  ),
  duty('dps.self-declaration', ['dps', 'dps-purchase'], 'requests', [eu('34(7)')]),
  duty('debrief', EU_PROCEDURES, 'award', [eu('55(2)'), dk('171', 'r')]),
  duty('award-notice.call-off', ['framework-mini'], 'after', [eu('50(2)'), dk('129(3)', 'r')]),
  duty('complaint.suspension', STANDSTILL, 'award', [board('12', 's')]),
  duty('complaint.continuation', EU_PROCEDURES, 'after', [board('7', 's'), dk('185(2)', 's')]),
  duty('repeat-without-notice', ['without-notice'], 'after', [eu('32(5)'), dk('80-83', 'm')]),
  duty('modification', EU_PROCEDURES, 'after', [eu('72(1)'), dk('178-184', 'm')]),
  duty('report', EU_PROCEDURES, 'after', [eu('84'), dk('174-177', 'm')]),
  duty('below.works', ['below-cross-border', 'below-national'], 'preparation', [wholeLaw('tilbudsloven', 's')]),
  duty('below.no-board', ['below-national'], 'after', [board('1(4)', 'r')]),
];

/** Rules that stand across procedures: notices, answers, award, standstill, complaints, and the check list. */
export const COMMON_RULES: readonly Rule[] = [
  ...publication,
  ...answers,
  ...award,
  ...awardNotice,
  ...complaints,
  ...checklist,
];
