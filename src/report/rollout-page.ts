import type { PrintOptions } from '../api.ts';
import type { DenmarkMap } from '../commitment/denmark-map.ts';
import { type GoLiveClass, type GoLivePeriod, goLiveClasses } from '../commitment/go-live-classes.ts';
import {
  nameOfLine,
  type RolloutLine,
  rolloutOf,
  rolloutOfAll,
  rolloutRound,
  sizeOfWave,
} from '../commitment/rollout.ts';
import { modulesInOrder, wavesInOrder } from '../model/commitment-rows.ts';
import type { CommitmentStatus } from '../model/commitment-schema.ts';
import type { Plan } from '../model/plan.ts';
import { scheduleOf } from '../schedule/plan-schedule.ts';
import { addMonths, dayOfInstant } from '../time/day.ts';
import { formatDate } from '../time/entry.ts';
import {
  headingOf,
  type LegendRow,
  type MapLayout,
  mapAndFigures,
  type RoundLayout,
  roundPages,
  type WideTable,
} from './map-page.ts';
import type { Block } from './overview-block.ts';
import type { Page, PagePart } from './page.ts';
import type { ContentBox } from './page-frame.ts';
import type { PrintLabels } from './print-labels.ts';
import { filled } from './report-input.ts';

const TABLE_EMS = 80;
/** What a column with the names of modules takes. */
const MODULE_EMS = 9;

/** Looks of the coming periods, the nearest the darkest. */
const PERIOD_LOOKS = ['joined-specification', 'in-process', 'interested', 'later'] as const;

const lookOf = (one: GoLiveClass): CommitmentStatus => {
  if (typeof one === 'number') return PERIOD_LOOKS[one]!;
  return one === 'live' ? 'joined' : one === 'undated' ? 'waiting' : 'not-asked';
};

const word = ({ labels }: MapLayout, key: string): string => labels.word(`rollout:${key}`);
const dayText = ({ options }: MapLayout, day: number | null | undefined): string =>
  day == null ? '' : formatDate(day, options.language);

const periodText = (layout: RoundLayout, { year, quarter, isOpen }: GoLivePeriod): string => {
  const key = quarter !== null ? 'print.quarter' : isOpen ? 'print.yearAndLater' : 'print.year';
  return filled(word(layout, key), { year, quarter: quarter ?? '' });
};

const linesOf = ({ plan, standing }: RoundLayout): readonly RolloutLine[] =>
  standing.moduleId === null
    ? rolloutOfAll(plan, standing.round, scheduleOf(plan).datesOf)
    : rolloutOf(plan, standing, scheduleOf(plan).datesOf);

/** Of each participant the go-live that comes last, by which it stands on the map; one without a date comes after all others. */
const lastOfEach = (lines: readonly RolloutLine[]): ReadonlyMap<string, RolloutLine> => {
  const last = new Map<string, RolloutLine>();
  const dayOf = (line: RolloutLine | undefined): number => (line ? (line.day ?? Infinity) : -Infinity);
  for (const line of lines) {
    const { id } = line.answer.participant;
    if (dayOf(line) > dayOf(last.get(id))) last.set(id, line);
  }
  return last;
};

const frontParts = (layout: RoundLayout, map: DenmarkMap, area: ContentBox): readonly PagePart[] => {
  const { plan, standing, nowMin } = layout;
  const lines = linesOf(layout);
  const today = dayOfInstant(nowMin);
  const { periods, classOf } = goLiveClasses(lines, today);
  const byId = lastOfEach(lines);
  const classes = new Map(
    standing.answers.map(({ participant }) => [participant.code, classOf(byId.get(participant.id))]),
  );
  const countOf = (wanted: GoLiveClass): number => [...classes.values()].filter((one) => one === wanted).length;
  const names: readonly (readonly [GoLiveClass, string])[] = [
    ['live', word(layout, 'stand.live')],
    ...periods.map((period, i) => [i, periodText(layout, period)] as const),
    ['undated', word(layout, 'stand.undated')],
    ['out', word(layout, 'stand.out')],
  ];
  const legend = names
    .map(([one, name]): LegendRow => ({ look: lookOf(one), name, count: countOf(one), more: '' }))
    .filter(({ count }) => count > 0);
  const live = [...byId.values()].filter((line) => classOf(line) === 'live').length;
  const days = lines.flatMap(({ day }) => day ?? []);
  const span = { from: dayText(layout, Math.min(...days)), to: dayText(layout, Math.max(...days)) };
  return mapAndFigures(layout, area, {
    map,
    lookOf: (code) => lookOf(classes.get(code) ?? 'out'),
    alt: filled(word(layout, 'print.map'), { day: dayText(layout, today) }),
    heading: headingOf(layout),
    strongLines: 1,
    lines: [
      filled(word(layout, 'print.liveOf'), { count: live, all: byId.size, day: dayText(layout, today) }),
      ...(days.length > 0 ? [filled(word(layout, 'print.span'), span)] : []),
    ],
    legend,
    blocks: [
      ...(plan.rows.wave.size > 0 ? [waveBlock(layout, lines)] : []),
      ...shortPostponements(layout).map((table) => ({ ...table, weight: 1 })),
    ],
  });
};

const waveBlock = (layout: RoundLayout, lines: readonly RolloutLine[]): Block => {
  const { plan, labels } = layout;
  const field = (key: string): string => labels.word(`fields:wave.${key}`);
  return {
    title: field('plural'),
    weight: 1,
    columns: [
      { title: field('name'), share: 'rest', end: false },
      { title: field('goLiveDay'), share: 'own', end: true },
      { title: word(layout, 'noticeDue'), share: 'own', end: true },
      { title: word(layout, 'members'), share: 'own', end: true },
    ],
    rows: wavesInOrder(plan).map(({ id, name, pilot, goLiveDay, noticeMonths, capacity }) => {
      const count = sizeOfWave(lines, id);
      return {
        ...(capacity !== null && count > capacity && { sign: 'warning' as const }),
        cells: [
          pilot ? `${name} (${word(layout, 'pilot')})` : name,
          dayText(layout, goLiveDay),
          dayText(layout, goLiveDay === null ? null : addMonths(goLiveDay, -noticeMonths)),
          capacity === null ? String(count) : `${count}/${capacity}`,
        ],
      };
    }),
  };
};

const lineTable = (layout: RoundLayout): WideTable => {
  const { plan, labels, standing } = layout;
  const hasModules = standing.moduleId === null && modulesInOrder(plan).length > 0;
  const moduleText = (id: string | null): string =>
    id === null ? word(layout, 'whole') : (plan.rows.module.get(id)?.name ?? '');
  const days = ['desired', 'planned', 'current', 'noticeDue', 'notice', 'actual', 'billing'];
  return {
    title: headingOf(layout),
    widthEms: TABLE_EMS + (hasModules ? MODULE_EMS : 0),
    columns: [
      { title: word(layout, 'municipality'), share: 'rest', end: false },
      ...(hasModules ? [{ title: labels.word('fields:module'), share: 'rest' as const, end: false }] : []),
      { title: labels.word('fields:wave'), share: 'rest', end: false },
      ...days.map((key) => ({ title: word(layout, key), share: 'own' as const, end: true })),
    ],
    rows: linesOf(layout).map(({ answer, moduleId, wave, goLive, ...line }) => ({
      cells: [
        answer.participant.name,
        ...(hasModules ? [moduleText(moduleId)] : []),
        wave?.name ?? '',
        ...[
          line.desiredDay,
          line.plannedDay,
          line.day,
          line.noticeDueDay,
          line.noticeDay,
          goLive?.actualDay,
          line.billingDay,
        ].map((each) => dayText(layout, each)),
      ],
    })),
  };
};

/** Who was put off, from when to when and why; nothing where nobody was. */
const postponementTable = (layout: RoundLayout): readonly WideTable[] => {
  const { plan, labels } = layout;
  const field = (key: string): string => labels.word(`fields:postponement.${key}`);
  const rows = linesOf(layout).flatMap((line) =>
    line.postponements.map(({ days, decidedDay, reason }) => ({
      cells: [
        nameOfLine(plan, line),
        ...[days.fromDay, days.toDay, decidedDay].map((day) => dayText(layout, day)),
        reason,
      ],
    })),
  );
  if (rows.length === 0) return [];
  return [
    {
      title: field('plural'),
      widthEms: TABLE_EMS,
      columns: [
        { title: word(layout, 'municipality'), share: 'own', end: false },
        ...['days.fromDay', 'days.toDay', 'decidedDay'].map((key) => ({
          title: field(key),
          share: 'own' as const,
          end: true,
        })),
        { title: field('reason'), share: 'rest', end: false },
      ],
      rows,
    },
  ];
};

/** So few stand beside the map, more of them on a page of their own. */
const MOST_BESIDE_MAP = 8;

const shortPostponements = (layout: RoundLayout): readonly WideTable[] =>
  postponementTable(layout).filter(({ rows }) => rows.length <= MOST_BESIDE_MAP);

/** The rollout on paper: map by go-live and waves on the first page, everybody's dates on those after it. */
export const rolloutPages = (
  plan: Plan,
  options: PrintOptions,
  labels: PrintLabels,
  nowMin: number,
  map: DenmarkMap,
): readonly Page[] =>
  roundPages({ plan, options, labels, nowMin }, rolloutRound(plan), {
    subtitle: labels.word('rollout:print.subtitle'),
    none: labels.word('rollout:none'),
    front: (layout, area) => frontParts(layout, map, area),
    tables: (layout) => [
      lineTable(layout),
      ...postponementTable(layout).filter(({ rows }) => rows.length > MOST_BESIDE_MAP),
    ],
  });
