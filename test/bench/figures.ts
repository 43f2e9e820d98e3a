/** What one measurement gave: many runs of the same thing, told by the middle one, the 95th percentile and the best. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'bytes' | 'pages' | 'count' | 'ratio';
  readonly median: number;
  readonly p95: number;
  readonly best: number;
  readonly runs: number;
  /** What the figure should stay below, and which of the three is held against it. */
  readonly aim?: { readonly below: number; readonly of: 'median' | 'p95'; readonly isReached: boolean };
}

/** A part of the bench: its name as `--only` takes it, and what it measures. */
export interface Part {
  readonly name: string;
  /** Left out unless it is named: it needs what the product does not. */
  readonly onlyWhenAsked?: boolean;
  readonly measure: (settings: Settings) => Promise<PartResult>;
}

export interface Settings {
  /** Fewer runs and smaller plans: to see that the bench works, not to judge by. */
  readonly isQuick: boolean;
  /** Rows of the plans to measure; null for those that the part knows. */
  readonly sizes: readonly number[] | null;
  /** An empty folder on the disk, for this part alone. */
  readonly folder: string;
  readonly note: (text: string) => void;
}

export type PartResult = { readonly figures: readonly Figure[] } | { readonly skipped: string };

const rounded = (value: number): number => (value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

/** The value that so many of a hundred stay below or at (nearest rank). */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
};

/** Sums runs up in one figure. */
export const figure = (
  name: string,
  unit: Figure['unit'],
  values: readonly number[],
  aim?: { readonly below: number; readonly of: 'median' | 'p95' },
): Figure => {
  const median = percentile(values, 50);
  const p95 = percentile(values, 95);
  const held = aim?.of === 'p95' ? p95 : median;
  return {
    name,
    unit,
    median: rounded(median),
    p95: rounded(p95),
    best: rounded(Math.min(...values)),
    runs: values.length,
    ...(aim ? { aim: { ...aim, isReached: held < aim.below } } : {}),
  };
};

/** How many times the median of one row of runs is that of another from the same run of the bench. */
export const ratio = (
  name: string,
  values: readonly number[],
  to: readonly number[],
  aim?: { readonly below: number; readonly of: 'median' | 'p95' },
): Figure => figure(name, 'ratio', [percentile(values, 50) / percentile(to, 50)], aim);

/** Times so many runs in milliseconds, after one that is not counted. */
export const timed = async (runs: number, work: (run: number) => unknown): Promise<number[]> => {
  const times: number[] = [];
  for (let run = -1; run < runs; run++) {
    const before = performance.now();
    await work(run);
    if (run >= 0) times.push(performance.now() - before);
  }
  return times;
};
