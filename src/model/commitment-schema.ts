/**
 * Who is asked to join, what they answer, and how the solution reaches them: the entities behind commitments, rollout and
 * stakeholders. Part of the schema (schema.ts), in a file of its own because it is a subject of its own.
 */

/** The schema version that brought these entities. */
const SINCE = 3;
const MAX_NAME = 500;
const MAX_TEXT = 1_000_000;
/** More people than will ever live in one municipality, or in the country. */
const MAX_INHABITANTS = 100_000_000;

const text = <const M extends number>(max: M) => ({ type: 'text', max, since: SINCE }) as const;
const int = (min: number, max: number, fallback: number) =>
  ({ type: 'int', min, max, default: fallback, since: SINCE }) as const;
const intOrNone = (min: number, max: number) => ({ type: 'int', min, max, default: null, since: SINCE }) as const;
const flag = (fallback: boolean) => ({ type: 'flag', default: fallback, since: SINCE }) as const;
const day = { type: 'day', since: SINCE } as const;
const choice = <const V extends readonly string[]>(values: V, fallback: V[number]) =>
  ({ type: 'choice', values, default: fallback, since: SINCE }) as const;
const ref = (entity: string) => ({ type: 'ref', entity, since: SINCE }) as const;

/** What a party is. Shares and thresholds count municipalities only; the others stand beside them. */
export const PARTICIPANT_KINDS = [
  'municipality',
  'region',
  'state',
  'association',
  'body',
  'vendor',
  'interest-group',
  'abroad',
  'other',
] as const;
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number];

/** How far an answer has come: domain facts on tilslutning. Only some of them count as joined, see src/commitment/status.ts. */
export const COMMITMENT_STATUSES = [
  'not-asked',
  'informed',
  'interested',
  'in-process',
  'joined-specification',
  'joined',
  'declined',
  'waiting',
  'later',
  'left',
] as const;
export type CommitmentStatus = (typeof COMMITMENT_STATUSES)[number];

export const ROUND_KINDS = ['interest', 'specification', 'binding', 'option', 'retender', 'other'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/** What a condition of a threshold measures: hundredths of a percent of municipalities or inhabitants, or a number. */
export const THRESHOLD_MEASURES = ['municipality-share', 'inhabitant-share', 'municipality-count'] as const;
export type ThresholdMeasure = (typeof THRESHOLD_MEASURES)[number];

export const ATTITUDES = ['unknown', 'supporting', 'neutral', 'sceptical', 'opposing'] as const;
export type Attitude = (typeof ATTITUDES)[number];

/** Responsible, accountable, consulted, informed. */
export const RACI_PARTS = ['none', 'responsible', 'accountable', 'consulted', 'informed'] as const;
export type RaciPart = (typeof RACI_PARTS)[number];

/** From when a commitment binds: its signing, the go-live, or a day that is the same for all. */
export const BINDING_STARTS = ['signing', 'go-live', 'day'] as const;

/** Steps of the scales of influence and interest. */
export const STAKEHOLDER_SCALE = 5;
/** Hundredths of a percent in a whole. */
export const WHOLE_SHARE = 10_000;

export const commitmentEntities = {
  /** A region of Denmark while it exists; the one after it takes over its municipalities. */
  region: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      code: text(20),
      validity: {
        type: 'record',
        fields: { fromDay: { type: 'day' }, toDay: { type: 'day' } },
        since: SINCE,
      },
      successorId: ref('region'),
    },
  },
  participant: {
    scope: 'document',
    cells: {
      kind: choice(PARTICIPANT_KINDS, 'other'),
      name: text(MAX_NAME),
      /** Of a municipality its kommunekode, such as 101. */
      code: text(20),
      /** The region in which a municipality first lay; src/commitment/region.ts follows it through time. */
      regionId: ref('region'),
      /** The shared mailbox to which letters of a project go. */
      mailbox: text(320),
      role: text(MAX_NAME),
      /** How its council meets: the nth such weekday of a month (5: the last), none in the months of `closedMonths`. */
      board: {
        type: 'record',
        fields: {
          weekday: { type: 'int', min: 0, max: 6, default: 1 },
          position: { type: 'int', min: 1, max: 5, default: 5 },
          /** Bits from January = 1 to December = 2048. */
          closedMonths: { type: 'int', min: 0, max: 4095, default: 64 },
          /** Weeks between the letter and the first meeting that can decide: committees come before the council. */
          leadWeeks: { type: 'int', min: 0, max: 104, default: null },
        },
        since: SINCE,
      },
      influence: intOrNone(1, STAKEHOLDER_SCALE),
      interest: intOrNone(1, STAKEHOLDER_SCALE),
      attitude: choice(ATTITUDES, 'unknown'),
      strategy: text(MAX_TEXT),
      remark: text(MAX_TEXT),
      /** Takes part no more (merged into another, say): not counted among all. */
      inactive: flag(false),
    },
  },
  contact: {
    scope: 'document',
    cells: {
      participantId: ref('participant'),
      name: text(MAX_NAME),
      role: text(MAX_NAME),
      email: text(320),
      phone: text(100),
    },
  },
  /** Inhabitants of a municipality on 1 January of a year. One row for each pair: the id follows from both. */
  population: {
    scope: 'document',
    cells: {
      participantId: ref('participant'),
      year: intOrNone(1900, 2199),
      inhabitants: int(0, MAX_INHABITANTS, 0),
    },
  },
  module: { scope: 'document', cells: { name: text(MAX_NAME), order: text(200), description: text(MAX_TEXT) } },
  round: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      order: text(200),
      kind: choice(ROUND_KINDS, 'other'),
      question: text(MAX_TEXT),
      /** The day on which the letter goes out, and the last on which to answer. */
      openDay: day,
      deadlineDay: day,
      /** Weeks that a council needs where the municipality says nothing else. */
      leadWeeks: int(0, 104, 8),
      terms: text(MAX_TEXT),
      binding: {
        type: 'record',
        fields: {
          months: { type: 'int', min: 1, max: 1200, default: null },
          from: { type: 'choice', values: BINDING_STARTS, default: 'signing' },
          fromDay: { type: 'day' },
        },
        since: SINCE,
      },
    },
  },
  /**
   * The answer of one participant in one round, to one module or (none named) to the whole. One row for each: the id
   * follows from the three, so that two people who record the same answer make one row.
   */
  commitment: {
    scope: 'document',
    cells: {
      roundId: ref('round'),
      participantId: ref('participant'),
      moduleId: ref('module'),
      answer: {
        type: 'record',
        fields: { status: { type: 'choice', values: COMMITMENT_STATUSES, default: 'not-asked' }, day: { type: 'day' } },
        since: SINCE,
      },
      /** The signing of a commitment that counts, with the inhabitants as they were then. */
      signed: {
        type: 'record',
        fields: {
          day: { type: 'day' },
          inhabitants: { type: 'int', min: 0, max: MAX_INHABITANTS, default: null },
          populationYear: { type: 'int', min: 1900, max: 2199, default: null },
        },
        since: SINCE,
      },
      signatory: text(MAX_NAME),
      /** When the answer is expected: the day of the council's meeting. */
      expectedDay: day,
      remindedDay: day,
      desiredGoLiveDay: day,
      agreedGoLiveDay: day,
      remark: text(MAX_TEXT),
    },
  },
  /** A rule on a round: alternatives ("or") of conditions that hold together ("and"), see joinTerm. */
  joinThreshold: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      roundId: ref('round'),
      moduleId: ref('module'),
      /** The gate that this is a criterion of: its milestone waits until the threshold is reached. */
      gateId: ref('gate'),
    },
  },
  joinTerm: {
    scope: 'document',
    cells: {
      thresholdId: ref('joinThreshold'),
      /** Terms of one alternative hold together; one alternative is enough. */
      alternative: int(0, 99, 0),
      condition: {
        type: 'record',
        fields: {
          measure: { type: 'choice', values: THRESHOLD_MEASURES, default: 'municipality-share' },
          /** Hundredths of a percent, or a number of municipalities. */
          amount: { type: 'int', min: 0, max: WHOLE_SHARE, default: 5000 },
          /** More than the amount, not only as much. */
          strictly: { type: 'flag', default: false },
        },
        since: SINCE,
      },
    },
  },
  wave: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      order: text(200),
      goLiveDay: day,
      /** Months before the go-live at which the municipalities must have been told. */
      noticeMonths: int(0, 120, 9),
      /** Most municipalities that can go live together; none means no limit. */
      capacity: intOrNone(0, 10_000),
      pilot: flag(false),
      /** The summary task in the plan below which the wave's tasks stand. */
      taskId: ref('task'),
    },
  },
  /** How the solution, or one module of it, reaches one participant. The id follows from both. */
  goLive: {
    scope: 'document',
    cells: {
      participantId: ref('participant'),
      moduleId: ref('module'),
      waveId: ref('wave'),
      pilot: flag(false),
      /** Where it is not the day of the wave. */
      plannedDay: day,
      actualDay: day,
      noticeDay: day,
      billingDay: day,
      /** The milestone in the plan. */
      taskId: ref('task'),
      remark: text(MAX_TEXT),
    },
  },
  postponement: {
    scope: 'document',
    cells: {
      goLiveId: ref('goLive'),
      days: {
        type: 'record',
        fields: { fromDay: { type: 'day' }, toDay: { type: 'day' } },
        since: SINCE,
      },
      decidedDay: day,
      reason: text(MAX_TEXT),
    },
  },
  /** A task that each municipality has before or after its go-live. */
  rolloutStep: {
    scope: 'document',
    cells: {
      name: text(MAX_NAME),
      order: text(200),
      /** Calendar days from the go-live to the step's start; negative is before. */
      offsetDays: int(-3650, 3650, 0),
      /** Working days; none is a milestone. */
      durationDays: int(0, 3650, 5),
    },
  },
  /** What somebody has to do with the decision at a gate. The id follows from gate and participant. */
  raci: {
    scope: 'document',
    cells: { gateId: ref('gate'), participantId: ref('participant'), part: choice(RACI_PARTS, 'none') },
  },
} as const;
