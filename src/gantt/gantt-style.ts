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

/** Height of a baseline and the distance to the next one: as they are usually, or less where many share the row. */
export function baselineSizes(
  style: GanttStyle,
  { comparedCount }: ShownBaselines,
): { readonly height: number; readonly pitch: number } {
  const usual = style.baselineHeight + style.pixel;
  if (comparedCount < 2) return { height: style.baselineHeight, pitch: usual };
  const room = style.rowHeight - style.barHeight - 3 * style.pixel;
  const pitch = Math.min(usual, room / (comparedCount + 1));
  return { height: pitch * 0.7, pitch };
}

/** How far bars lie above the middle of their row, to leave room for baselines below. */
export function barLift(style: GanttStyle, shows: ShownBaselines): number {
  if (!shows.showBaseline) return 0;
  if (shows.comparedCount < 2) return style.baselineHeight * (shows.comparedCount === 1 ? 1.3 : 0.75);
  return (style.pixel + baselineSizes(style, shows).pitch * (shows.comparedCount + 1)) / 2;
}
