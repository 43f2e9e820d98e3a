/** Sizes of everything in a chart, in the unit of the scene (pixels on screen, points in print). */
export type GanttStyle = {
  readonly rowHeight: number;
  readonly fontSize: number;
  readonly barHeight: number;
  readonly barRadius: number;
  readonly minBarWidth: number;
  readonly baselineHeight: number;
  readonly diamondRadius: number;
  readonly gateRadius: number;
  readonly summaryHeight: number;
  readonly linkStub: number;
  readonly arrow: number;
  readonly labelGap: number;
  readonly tierHeight: number;
  readonly tierFontSize: number;
  /** One pixel of the screen in this unit: the least that can be told apart. */
  readonly pixel: number;
};

/** Sizes for rows of a height with text of a size; all else follows from the two, so that every density looks the same. */
export function ganttStyle(rowHeight: number, fontSize: number): GanttStyle {
  const unit = rowHeight / 28;
  return {
    rowHeight,
    fontSize,
    barHeight: 12 * unit,
    barRadius: 2.5 * unit,
    minBarWidth: 3 * unit,
    baselineHeight: 3 * unit,
    diamondRadius: 6.5 * unit,
    gateRadius: 8 * unit,
    summaryHeight: 4 * unit,
    linkStub: 6 * unit,
    arrow: 5 * unit,
    labelGap: 10 * unit,
    tierHeight: Math.max(22 * unit, fontSize * 1.65),
    tierFontSize: fontSize * 0.92,
    pixel: fontSize / 12,
  };
}

/** Which baselines are drawn: the first, and how many further ones below it. */
export type ShownBaselines = { readonly showBaseline: boolean; readonly comparedCount: number };

/** Distance from one baseline to the next below it. */
export const baselinePitch = (style: GanttStyle): number => style.baselineHeight + style.pixel;

/** By how much rows are higher than usual, so that each of many baselines has a line of its own in which its mark can be told. */
export function baselineRoom(style: GanttStyle, { comparedCount }: Pick<ShownBaselines, 'comparedCount'>): number {
  if (comparedCount < 2) return 0;
  const usual = style.rowHeight - style.barHeight - 3 * style.pixel;
  return Math.max(0, (comparedCount + 1) * baselinePitch(style) - usual);
}

/** Sizes for rows with so many further baselines below their bars: higher rows, all else as it is. */
export function withBaselines(style: GanttStyle, comparedCount: number): GanttStyle {
  return { ...style, rowHeight: style.rowHeight + baselineRoom(style, { comparedCount }) };
}

/** How far bars lie above the middle of their row, to leave room for baselines below. */
export function barLift(style: GanttStyle, shows: ShownBaselines): number {
  if (!shows.showBaseline) return 0;
  if (shows.comparedCount < 2) return style.baselineHeight * (shows.comparedCount === 1 ? 1.3 : 0.75);
  return (style.pixel + baselinePitch(style) * (shows.comparedCount + 1)) / 2;
}

/** How far brackets lie above the middle of their row: only where rows are so high that they would part from their links. */
export function bracketLift(style: GanttStyle, shows: ShownBaselines): number {
  return shows.comparedCount < 2 ? 0 : barLift(style, shows);
}
