import * as v from 'valibot';
import type { CellValue } from './change.ts';
import { idSchema } from './validate.ts';

/**
 * A moment in the life of a plan. `import`: before that file was taken in; `time`: before anything that came here at that
 * moment or later (milliseconds since 1970, by this computer's clock); `baseline`: when it was taken, by what its author had
 * seen; `version`: what it names; `change`: after the change of that number in the log of this computer.
 */
export const historyPointSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('now') }),
  v.strictObject({ kind: v.literal('import'), importId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  v.strictObject({ kind: v.literal('time'), atMs: v.pipe(v.number(), v.safeInteger()) }),
  v.strictObject({ kind: v.picklist(['baseline', 'version']), id: idSchema }),
  v.strictObject({ kind: v.literal('change'), number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
]);
export type HistoryPoint = v.InferOutput<typeof historyPointSchema>;

/** What a point of the history includes: the highest number of each copy, as `VersionVector` of src/sync. */
export type Held = Readonly<Record<string, number>>;

/** What became of a row. `moved`: it has another parent or another place among its siblings, and nothing else. */
export type RowFate = 'added' | 'changed' | 'moved' | 'deleted' | 'restored';

export interface CellDelta {
  readonly cell: string;
  /** Null where nothing had been set. */
  readonly before: CellValue;
  readonly after: CellValue;
}

/** What a change, or all changes between two points, did to one row. Of rows that came or went without their cells. */
export interface RowDelta {
  readonly entity: string;
  readonly id: string;
  readonly fate: RowFate;
  readonly cells: readonly CellDelta[];
}

/** As people read it. */
export interface NamedDelta extends RowDelta {
  /** What people know the row by, as it was called then. */
  readonly label: string;
}

/** Names, by `entity/id`, of rows that values point at and that are no longer in the plan. */
export type PastNames = Readonly<Record<string, string>>;

/** One user action in the log, or a whole import as one. */
export interface HistoryLine {
  /** Counts what came here; of an import the first of its changes. */
  readonly number: number;
  readonly commandId: string;
  readonly command: string;
  readonly person: string;
  /** Wall clock of the author; of an import when it came here. */
  readonly wallMs: number;
  readonly opCount: number;
  /** The file that brought it, where the line stands for a whole import. */
  readonly imported: {
    readonly importId: number;
    readonly fileName: string;
    readonly changeSets: number;
    /** The number of the last of its changes. */
    readonly last: number;
  } | null;
  /** The first rows concerned; none of an import, whose changes are asked for by its id. */
  readonly changes: readonly NamedDelta[];
  /** Ops that `changes` does not tell of. */
  readonly rest: number;
}

export interface HistoryPage {
  /** The newest first. */
  readonly lines: readonly HistoryLine[];
  /** Ask with this number for what is older; null at the end. */
  readonly next: number | null;
  readonly names: PastNames;
  /** Everybody who has changed the plan; only with the first page. */
  readonly people: readonly string[];
}

/** Dates of a task, in instants. */
export interface TaskSpan {
  readonly startMin: number;
  readonly finishMin: number;
}

/** A task that stands on other dates than before. */
export interface DateMove {
  readonly taskId: string;
  readonly before: TaskSpan;
  readonly after: TaskSpan;
  /** Nothing of the task itself that dates come from was changed: others pushed or pulled it. */
  readonly isConsequence: boolean;
}

/** A task that is not there any more. */
export interface GoneTask {
  readonly name: string;
  /**
   * The task beside which it stood: the nearest one above it that is still there, else the nearest below; null where no
   * task is left.
   */
  readonly besideId: string | null;
}

/** What lies between two points of a plan's history. */
export interface PlanComparison {
  /** Rows that came, went or are otherwise; the most that are told in one answer, in the order of the schema. */
  readonly changes: readonly NamedDelta[];
  readonly counts: Readonly<Record<Exclude<RowFate, 'restored'>, number>>;
  /** Tasks that are there at both points, on other dates, in the order of the later plan. */
  readonly moves: readonly DateMove[];
  /** Tasks that went, in the order of the earlier plan; as many as `changes` tells of. */
  readonly gone: readonly GoneTask[];
  readonly names: PastNames;
}
