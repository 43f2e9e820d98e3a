import type { PrintOptions } from '../api.ts';
import type { DenmarkMap } from '../commitment/denmark-map.ts';
import { type GoLiveClass, type GoLivePeriod, goLiveClasses } from '../commitment/go-live-classes.ts';
import { type RolloutLine, rolloutOf, rolloutRound } from '../commitment/rollout.ts';
import { type Standing, standingOf } from '../commitment/standing.ts';
import { wavesInOrder } from '../model/commitment-rows.ts';
import type { CommitmentStatus } from '../model/commitment-schema.ts';
import type { Plan } from '../model/plan.ts';
import { scheduleOf } from '../schedule/plan-schedule.ts';
import { addMonths, dayOfInstant } from '../time/day.ts';
import { formatDate } from '../time/entry.ts';
import {
  type LegendRow,
  type MapLayout,
  mapAndFigures,
  mapPages,
  noteParts,
  tablePages,
  type WideTable,
} from './map-page.ts';
import type { Block } from './overview-block.ts';
import type { Page, PagePart } from './page.ts';
import type { ContentBox } from './page-frame.ts';
import type { PrintLabels } from './print-labels.ts';
import { filled } from './report-input.ts';

interface Layout extends MapLayout {
  readonly standing: Standing;
  readonly lines: readonly RolloutLine[];
}

const TABLE_EMS = 66;

/** Looks of the coming periods, the nearest the darkest. */
const PERIOD_LOOKS = ['joined-specification', 'in-process', 'interested', 'later'] as const;

const lookOf = (one: GoLiveClass): CommitmentStatus => {
  if (typeof one === 'number') return PERIOD_LOOKS[one]!;
  return one === 'live' ? 'joined' : one === 'undated' ? 'waiting' : 'not-asked';
};

const word = ({ labels }: MapLayout, key: string): string => labels.word(`rollout:${key}`);
const dayText = ({ options }: MapLayout, day: number | null | undefined): string =>
  day == null ? '' : formatDate(day, options.language);

const periodText = (layout: Layout, { year, quarter, isOpen }: GoLivePeriod): string => {
  const key = quarter !== null ? 'print.quarter' : isOpen ? 'print.yearAndLater' : 'print.year';
  return filled(word(layout, key), { year, quarter: quarter ?? '' });
};

const frontParts = (layout: Layout, map: DenmarkMap, area: ContentBox): readonly PagePart[] => {
  const { plan, standing, lines, nowMin } = layout;
  const today = dayOfInstant(nowMin);
  const { periods, classOf } = goLiveClasses(lines, today);
  const byId = new Map(lines.map((line) => [line.answer.participant.id, line]));
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
  const live = lines.filter((line) => classOf(line) === 'live').length;
  const days = lines.flatMap(({ day }) => day ?? []);
  const span = { from: dayText(layout, Math.min(...days)), to: dayText(layout, Math.max(...days)) };
  return mapAndFigures(layout, area, {
    map,
    lookOf: (code) => lookOf(classes.get(code) ?? 'out'),
    alt: filled(word(layout, 'print.map'), { day: dayText(layout, today) }),
    heading: standing.round.name,
    strongLines: 1,
    lines: [
      filled(word(layout, 'print.liveOf'), { count: live, all: lines.length, day: dayText(layout, today) }),
      ...(days.length > 0 ? [filled(word(layout, 'print.span'), span)] : []),
    ],
    legend,
    blocks: plan.rows.wave.size > 0 ? [waveBlock(layout)] : [],
  });
};

const waveBlock = (layout: Layout): Block => {
  const { plan, labels, lines } = layout;
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
      const count = lines.filter(({ wave }) => wave?.id === id).length;
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

const lineTable = (layout: Layout): WideTable => {
  const { labels, lines, standing } = layout;
  const days = ['desired', 'planned', 'current', 'actual', 'billing'];
  return {
    title: standing.round.name,
    widthEms: TABLE_EMS,
    columns: [
      { title: word(layout, 'municipality'), share: 'rest', end: false },
      { title: labels.word('fields:wave'), share: 'own', end: false },
      ...days.map((key) => ({ title: word(layout, key), share: 'own' as const, end: true })),
    ],
    rows: lines.map(({ answer, wave, goLive, desiredDay, plannedDay, day, billingDay }) => ({
      cells: [
        answer.participant.name,
        wave?.name ?? '',
        ...[desiredDay, plannedDay, day, goLive?.actualDay, billingDay].map((each) => dayText(layout, each)),
      ],
    })),
  };
};

/** The rollout on paper: map by go-live and waves on the first page, everybody's dates on those after it. */
export const rolloutPages = (
  plan: Plan,
  options: PrintOptions,
  labels: PrintLabels,
  nowMin: number,
  map: DenmarkMap,
): readonly Page[] => {
  const roundId = options.roundId ?? rolloutRound(plan)?.id;
  const standing = roundId === undefined ? undefined : standingOf(plan, roundId, null);
  return mapPages({ plan, options, labels, nowMin }, labels.word('rollout:print.subtitle'), (frame, area) => {
    if (!standing) return [noteParts(frame, area, labels.word('rollout:none'))];
    const lines = rolloutOf(plan, standing, null, scheduleOf(plan).datesOf);
    const layout: Layout = { ...frame, standing, lines };
    return [frontParts(layout, map, area), ...tablePages(layout, area, lineTable(layout))];
  });
};
