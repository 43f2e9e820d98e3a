import type { PrintOptions } from '../api.ts';
import { coverageByRegion, coverageBySize } from '../commitment/coverage.ts';
import type { DenmarkMap } from '../commitment/denmark-map.ts';
import { usualRound } from '../commitment/rollout.ts';
import type { Answer, Tally } from '../commitment/standing.ts';
import { STATUSES_IN_LEGEND } from '../commitment/status.ts';
import { type ThresholdState, thresholdStates } from '../commitment/threshold.ts';
import { countsInhabitants } from '../commitment/threshold-rule.ts';
import type { CommitmentStatus } from '../model/commitment-schema.ts';
import type { Plan } from '../model/plan.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EntryLanguage, formatDate } from '../time/entry.ts';
import {
  headingOf,
  type LegendRow,
  mapAndFigures,
  type RoundLayout,
  roundPages,
  type WideTable,
  wholeText,
} from './map-page.ts';
import type { Block } from './overview-block.ts';
import type { Page, PagePart } from './page.ts';
import type { ContentBox } from './page-frame.ts';
import type { PrintLabels } from './print-labels.ts';
import { filled } from './report-input.ts';

/** A share with one decimal; what is below the whole is never rounded up to it. */
const shareText = (part: number, whole: number, language: EntryLanguage): string => {
  if (whole === 0) return '–';
  const tenths = Math.round((part / whole) * 1000);
  const shown = ((part < whole && tenths === 1000 ? 999 : tenths) / 10).toFixed(1);
  return `${language === 'da' ? shown.replace('.', ',') : shown} %`;
};

const COLUMN_EMS = 46;

const word = ({ labels }: RoundLayout, key: string): string => labels.word(`commitment:${key}`);
const statusText = ({ labels }: RoundLayout, status: CommitmentStatus): string =>
  labels.word(`fields:commitment.answer.status.${status}`);

const legendRows = (layout: RoundLayout): readonly LegendRow[] => {
  const { standing, options } = layout;
  return STATUSES_IN_LEGEND.map((status) => ({ status, ...standing.byStatus.get(status)! }))
    .filter(({ count }) => count > 0)
    .map(({ status, count, inhabitants }) => ({
      look: status,
      name: statusText(layout, status),
      count,
      more: shareText(inhabitants, standing.all.inhabitants, options.language),
    }));
};

const statesOf = ({ plan, standing }: RoundLayout): readonly ThresholdState[] =>
  thresholdStates(plan).filter(
    ({ threshold }) => threshold.roundId === standing.round.id && threshold.moduleId === standing.moduleId,
  );

/** How many have joined, and what thresholds say to it. */
const figureLines = (layout: RoundLayout): string[] => {
  const { standing, options } = layout;
  const { language } = options;
  const { joined, all, othersJoined } = standing;
  const others = othersJoined > 0 ? ` ${filled(word(layout, 'print.others'), { count: othersJoined })}` : '';
  const late = standing.answers.filter(({ isLate }) => isLate).length;
  const lines = [
    filled(word(layout, 'print.joined'), { count: joined.count, all: all.count }) + others,
    filled(word(layout, 'print.inhabitants'), {
      shown: wholeText(joined.inhabitants, language),
      share: shareText(joined.inhabitants, all.inhabitants, language),
    }),
    ...(late > 0 ? [filled(word(layout, 'print.late'), { count: late })] : []),
  ];
  for (const { threshold, isReached, alternatives } of statesOf(layout)) {
    const rule = alternatives
      .map((conditions) =>
        conditions
          .map(({ condition, need, have }) => {
            const unit = countsInhabitants(condition.measure) ? 'inhabitants' : 'municipalities';
            const numbers = { need: wholeText(need, language), have: wholeText(have, language) };
            return filled(word(layout, `print.condition.${unit}`), numbers);
          })
          .join(` ${word(layout, 'threshold.and')} `),
      )
      .join(` ${word(layout, 'threshold.or')} `);
    const outcome = word(layout, isReached ? 'reached' : 'notReached');
    lines.push(`${threshold.name}: ${rule} – ${outcome}`);
  }
  return lines;
};

const coverageBlock = (
  layout: RoundLayout,
  title: string,
  lines: readonly { readonly name: string; readonly all: Tally; readonly joined: Tally }[],
): Block => {
  const { language } = layout.options;
  return {
    title,
    weight: 1,
    columns: [
      { title: '', share: 'rest', end: false },
      { title: word(layout, 'coverage.joined'), share: 'own', end: true },
      { title: word(layout, 'coverage.inhabitants'), share: 'own', end: true },
      { title: word(layout, 'coverage.inhabitantShare'), share: 'own', end: true },
    ],
    rows: lines.map(({ name, all, joined }) => ({
      cells: [
        name,
        `${joined.count}/${all.count}`,
        wholeText(joined.inhabitants, language),
        shareText(joined.inhabitants, all.inhabitants, language),
      ],
    })),
  };
};

const coverageBlocks = (layout: RoundLayout): Block[] => {
  const { plan, standing, nowMin, options } = layout;
  const { language } = options;
  const day = dayOfInstant(nowMin);
  const size = (over: number, upTo: number): string =>
    upTo === Number.POSITIVE_INFINITY
      ? filled(word(layout, 'print.size.over'), { over: wholeText(over, language) })
      : over === 0
        ? filled(word(layout, 'print.size.upTo'), { upTo: wholeText(upTo, language) })
        : filled(word(layout, 'print.size.between'), {
            over: wholeText(over, language),
            upTo: wholeText(upTo, language),
          });
  return [
    coverageBlock(
      layout,
      filled(word(layout, 'print.byRegion'), { day: formatDate(day, language) }),
      coverageByRegion(plan, standing, day).map((line) => ({
        ...line,
        name: line.region?.name ?? word(layout, 'coverage.noRegion'),
      })),
    ),
    coverageBlock(
      layout,
      word(layout, 'coverage.size'),
      coverageBySize(standing).map((line) => ({ ...line, name: size(line.over, line.upTo) })),
    ),
  ];
};

/** The first page below its titles: the map at the left, what it comes to at the right. */
const frontParts = (layout: RoundLayout, map: DenmarkMap, area: ContentBox): readonly PagePart[] => {
  const { standing } = layout;
  const byCode = new Map(standing.answers.map((answer) => [answer.participant.code, answer.status]));
  return mapAndFigures(layout, area, {
    map,
    lookOf: (code) => byCode.get(code) ?? 'not-asked',
    alt: filled(word(layout, 'print.map'), { round: headingOf(layout) }),
    heading: headingOf(layout),
    strongLines: 2,
    lines: figureLines(layout),
    legend: legendRows(layout),
    blocks: coverageBlocks(layout),
  });
};

const answerCells = (
  layout: RoundLayout,
  { participant, inhabitants, status, commitment, joinedDay }: Answer,
): string[] => {
  const { language } = layout.options;
  const day = joinedDay ?? commitment?.answer.day ?? null;
  return [
    participant.name,
    participant.kind === 'municipality' ? wholeText(inhabitants, language) : '',
    statusText(layout, status),
    day === null ? '' : formatDate(day, language),
  ];
};

const answerTable = (layout: RoundLayout): WideTable => {
  const { standing } = layout;
  return {
    title: headingOf(layout),
    widthEms: COLUMN_EMS,
    columns: [
      { title: word(layout, 'column.name'), share: 'rest', end: false },
      { title: word(layout, 'column.inhabitants'), share: 'own', end: true },
      { title: word(layout, 'column.status'), share: 'own', end: false },
      { title: word(layout, 'column.day'), share: 'own', end: true },
    ],
    rows: [...standing.answers, ...standing.others].map((answer) => ({ cells: answerCells(layout, answer) })),
  };
};

/** Commitments on paper: map, coverage and figures of a round on the first page, everybody's answer on those after it. */
export const commitmentsPages = (
  plan: Plan,
  options: PrintOptions,
  labels: PrintLabels,
  nowMin: number,
  map: DenmarkMap,
): readonly Page[] =>
  roundPages({ plan, options, labels, nowMin }, usualRound(plan), {
    subtitle: labels.word('commitment:print.subtitle'),
    none: labels.word('commitment:print.none'),
    front: (layout, area) => frontParts(layout, map, area),
    tables: (layout) => [answerTable(layout)],
  });
