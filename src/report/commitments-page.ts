import type { PrintOptions } from '../api.ts';
import { coverageByRegion, coverageBySize } from '../commitment/coverage.ts';
import type { DenmarkMap, MapArea } from '../commitment/denmark-map.ts';
import { rolloutRound } from '../commitment/rollout.ts';
import { type Answer, type Standing, standingOf, type Tally } from '../commitment/standing.ts';
import { STATUSES_IN_LEGEND } from '../commitment/status.ts';
import { type ThresholdState, thresholdStates } from '../commitment/threshold.ts';
import { countsInhabitants } from '../commitment/threshold-rule.ts';
import { ganttStyle } from '../gantt/gantt-style.ts';
import { HALF_CAPITAL } from '../gantt/row-labels.ts';
import type { Primitive } from '../gantt/scene.ts';
import type { CommitmentStatus } from '../model/commitment-schema.ts';
import type { Plan } from '../model/plan.ts';
import { dayOfInstant } from '../time/day.ts';
import { type EntryLanguage, formatDate } from '../time/entry.ts';
import { type Block, blockParts } from './overview-block.ts';
import type { Page, PagePart } from './page.ts';
import { type ContentBox, footerHeight, footerItems, layoutTitle, textOf, titleParts } from './page-frame.ts';
import { paperOf, ptOfMm, sheetPt, textPtFor } from './paper.ts';
import { planTitle } from './plan-report.ts';
import type { PrintLabels } from './print-pages.ts';
import { filled } from './report-input.ts';

interface Layout {
  readonly plan: Plan;
  readonly standing: Standing;
  readonly states: readonly ThresholdState[];
  readonly options: PrintOptions;
  readonly labels: PrintLabels;
  readonly nowMin: number;
  readonly textPt: number;
  readonly box: ContentBox;
}

const MAP_SHARE = 0.46;
const ROW_EMS = 1.55;
const HEAD_EMS = 3.5;
const GAP_EMS = 2.4;
const COLUMN_EMS = 46;

/** Groups of three digits with the language's sign; the page has no locale to ask. */
const wholeText = (value: number, language: EntryLanguage): string =>
  String(value).replace(/\B(?=(\d{3})+$)/g, language === 'da' ? '.' : ',');

/** A share with one decimal; what is below the whole is never rounded up to it. */
const shareText = (part: number, whole: number, language: EntryLanguage): string => {
  if (whole === 0) return '–';
  const tenths = Math.round((part / whole) * 1000);
  const shown = ((part < whole && tenths === 1000 ? 999 : tenths) / 10).toFixed(1);
  return `${language === 'da' ? shown.replace('.', ',') : shown} %`;
};

const word = ({ labels }: Layout, key: string): string => labels.word(`commitment:${key}`);
const statusText = ({ labels }: Layout, status: CommitmentStatus): string =>
  labels.word(`fields:commitment.answer.status.${status}`);

const areaItems = (area: MapArea, status: CommitmentStatus, scale: number): Primitive[] =>
  area.rings.map((ring) => ({
    shape: 'path',
    role: `area-${status}`,
    points: ring.map((value) => value * scale),
    closed: true,
  }));

/** The map in a box, as large as it fits; Bornholm in its frame. */
const mapPart = (layout: Layout, map: DenmarkMap, box: ContentBox): PagePart[] => {
  const { standing, textPt } = layout;
  const noteHeight = textPt * 1.6;
  const scale = Math.min(box.width / map.width, (box.height - noteHeight) / map.height);
  const byCode = new Map(standing.answers.map((answer) => [answer.participant.code, answer]));
  const { inset } = map;
  const frame: Primitive = {
    shape: 'rect',
    role: 'frame',
    x: inset.x * scale,
    y: inset.y * scale,
    width: inset.width * scale,
    height: inset.height * scale,
    radius: 3,
  };
  const items = map.areas.flatMap((area) => areaItems(area, byCode.get(area.code)?.status ?? 'not-asked', scale));
  const [width, height] = [map.width * scale, map.height * scale];
  const x = box.x + (box.width - width) / 2;
  const caption = { role: 'caption', anchor: 'start', size: textPt * 0.9, weight: 400 } as const;
  return [
    {
      kind: 'figure',
      alt: filled(word(layout, 'print.map'), { round: standing.round.name }),
      items: [{ shape: 'group', x, y: box.y, width: width + 1, height: height + 1, items: [frame, ...items] }],
    },
    {
      kind: 'paragraph',
      items: [textOf(word(layout, 'map.source'), box.x, box.y + height + noteHeight * 0.8, caption)],
    },
  ];
};

const LEGEND_ROW_EMS = 1.6;

/** What the looks on the map mean, with how many there are of each. */
const legendPart = (layout: Layout, box: ContentBox): { readonly part: PagePart; readonly height: number } => {
  const { standing, textPt, options } = layout;
  const lines = STATUSES_IN_LEGEND.map((status) => ({ status, ...standing.byStatus.get(status)! })).filter(
    ({ count }) => count > 0,
  );
  const items: Primitive[] = [];
  lines.forEach(({ status, count, inhabitants }, i) => {
    const middle = box.y + (i + 0.5) * LEGEND_ROW_EMS * textPt;
    const side = textPt * 1.1;
    const baseline = middle + textPt * HALF_CAPITAL;
    const look = { role: 'table-text', size: textPt, weight: 400 } as const;
    const share = shareText(inhabitants, standing.all.inhabitants, options.language);
    items.push(
      { shape: 'rect', role: `area-${status}`, x: box.x, y: middle - side / 2, width: side * 1.4, height: side },
      textOf(statusText(layout, status), box.x + side * 2, baseline, { ...look, anchor: 'start' }),
      textOf(String(count), box.x + box.width - textPt * 5, baseline, { ...look, anchor: 'end' }),
      textOf(share, box.x + box.width, baseline, { ...look, anchor: 'end' }),
    );
  });
  return { part: { kind: 'paragraph', items }, height: lines.length * LEGEND_ROW_EMS * textPt };
};

/** How many have joined, and what thresholds say to it. */
const figureLines = (layout: Layout): string[] => {
  const { standing, states, options } = layout;
  const { language } = options;
  const { joined, all, othersJoined } = standing;
  const others = othersJoined > 0 ? ` ${filled(word(layout, 'print.others'), { count: othersJoined })}` : '';
  const lines = [
    filled(word(layout, 'print.joined'), { count: joined.count, all: all.count }) + others,
    filled(word(layout, 'print.inhabitants'), {
      shown: wholeText(joined.inhabitants, language),
      share: shareText(joined.inhabitants, all.inhabitants, language),
    }),
  ];
  for (const { threshold, isReached, alternatives } of states) {
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
  layout: Layout,
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

const coverageBlocks = (layout: Layout): Block[] => {
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
const frontParts = (layout: Layout, map: DenmarkMap, area: ContentBox): PagePart[] => {
  const { textPt, labels, standing } = layout;
  const mapBox = { ...area, width: area.width * MAP_SHARE };
  const x = area.x + mapBox.width + textPt * GAP_EMS;
  const right = { x, y: area.y, width: area.x + area.width - x, height: area.height };
  const heading = textOf(standing.round.name, right.x, right.y + textPt * 1.2, {
    role: 'title',
    anchor: 'start',
    size: textPt * 1.4,
    weight: 600,
  });
  const figures = figureLines(layout).map((line, i) =>
    textOf(line, right.x, right.y + textPt * (3.2 + i * 1.7), {
      role: i < 2 ? 'table-strong' : 'table-text',
      anchor: 'start',
      size: textPt * (i < 2 ? 1.15 : 1),
      weight: i < 2 ? 600 : 400,
    }),
  );
  const legendY = right.y + textPt * (3.6 + figures.length * 1.7);
  const legend = legendPart(layout, { ...right, y: legendY });
  const blocksY = legendY + legend.height + textPt * 1.6;
  const room = { ...right, y: blocksY, height: area.y + area.height - blocksY };
  return [
    { kind: 'paragraph', items: [heading, ...figures] },
    ...mapPart(layout, map, mapBox),
    legend.part,
    ...blockParts(coverageBlocks(layout), room, 1, labels.overview, textPt),
  ];
};

const answerCells = (layout: Layout, { participant, inhabitants, status, commitment, joinedDay }: Answer): string[] => {
  const { language } = layout.options;
  const day = joinedDay ?? commitment?.answer.day ?? null;
  return [
    participant.name,
    participant.kind === 'municipality' ? wholeText(inhabitants, language) : '',
    statusText(layout, status),
    day === null ? '' : formatDate(day, language),
  ];
};

/** The answers of everybody in tables, so many on a page as there is room for. */
const tablePages = (layout: Layout, area: ContentBox): readonly (readonly PagePart[])[] => {
  const { standing, textPt, labels } = layout;
  const across = Math.max(1, Math.floor(area.width / (COLUMN_EMS * textPt)));
  const capacity = Math.max(1, Math.floor((area.height - (HEAD_EMS + 0.8) * textPt) / (ROW_EMS * textPt)) - 1);
  const rows = [...standing.answers, ...standing.others].map((answer) => ({ cells: answerCells(layout, answer) }));
  const columns = [
    { title: word(layout, 'column.name'), share: 'rest', end: false },
    { title: word(layout, 'column.inhabitants'), share: 'own', end: true },
    { title: word(layout, 'column.status'), share: 'own', end: false },
    { title: word(layout, 'column.day'), share: 'own', end: true },
  ] as const;
  const blocks: Block[] = [];
  for (let from = 0; from < rows.length; from += capacity)
    blocks.push({ title: standing.round.name, weight: 1, columns, rows: rows.slice(from, from + capacity) });
  const pages: PagePart[][] = [];
  for (let from = 0; from < blocks.length; from += across) {
    const onPage = blocks.slice(from, from + across);
    // A page that is not full has columns as wide as the others.
    const width = (area.width * onPage.length) / across;
    pages.push(blockParts(onPage, { ...area, width }, onPage.length, labels.overview, textPt));
  }
  return pages;
};

/** Commitments on paper: map, coverage and figures of a round on the first page, everybody's answer on those after it. */
export const commitmentsPages = (
  plan: Plan,
  options: PrintOptions,
  labels: PrintLabels,
  nowMin: number,
  map: DenmarkMap,
): readonly Page[] => {
  const roundId = options.roundId ?? rolloutRound(plan)?.id;
  const standing = roundId === undefined ? undefined : standingOf(plan, roundId, null);
  const paper = paperOf(options.paper, options.portrait ? 'portrait' : 'landscape');
  const sheet = sheetPt(paper);
  const textPt = textPtFor(paper);
  const { top, right, bottom, left } = paper.marginMm;
  const box = {
    x: ptOfMm(left),
    y: ptOfMm(top),
    width: sheet.widthPt - ptOfMm(left) - ptOfMm(right),
    height: sheet.heightPt - ptOfMm(top) - ptOfMm(bottom),
  };
  const facts = planTitle(plan, options.language, labels, labels.word('commitment:print.subtitle'), nowMin);
  const title = layoutTitle(facts, box, textPt);
  const area = {
    ...box,
    y: box.y + title.height,
    height: box.height - title.height - footerHeight(textPt),
  };
  const none: PagePart[] = [
    {
      kind: 'paragraph',
      items: [
        textOf(labels.word('commitment:print.none'), area.x, area.y + textPt * 2, {
          role: 'table-text',
          anchor: 'start',
          size: textPt,
          weight: 400,
        }),
      ],
    },
  ];
  const states = thresholdStates(plan).filter(
    ({ threshold }) => threshold.roundId === roundId && threshold.moduleId === null,
  );
  const bodies: (readonly PagePart[])[] = [];
  if (standing) {
    const layout: Layout = { plan, standing, states, options, labels, nowMin, textPt, box };
    bodies.push(frontParts(layout, map, area), ...tablePages(layout, area));
  } else bodies.push(none);
  const style = ganttStyle(textPt * 1.95, textPt);
  return bodies.map((body, i): Page => {
    const page = filled(labels.page, { page: i + 1, pages: bodies.length });
    return {
      ...sheet,
      parts: [
        ...titleParts(title, labels.logo, i === 0),
        ...body,
        { kind: 'artifact', items: footerItems(box, style, facts.printed, '', page) },
      ],
      bookmarks: [],
      firstRow: 0,
      lastRow: -1,
      fromMin: nowMin,
      toMin: nowMin,
    };
  });
};
