import type * as v from 'valibot';
import type { Result } from '../result.ts';
import type { Op } from './change.ts';
import type { HeldRows } from './compare-plans.ts';
import type { Held, HistoryPoint, RowDelta } from './history-result.ts';
import type { Plan, PlanRows } from './plan.ts';
import type { EntityName } from './schema.ts';

/** Why a command was not carried out. The id is in the catalogue of refusals; the text is chosen where it is shown. */
export interface Refusal {
  readonly id: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The cell beside which the refusal is to be shown. */
  readonly at?: { readonly entity: string; readonly rowId: string; readonly cell: string };
}

/** What a command wants done: ops to commit as one change set, and the tasks to select afterwards. */
export interface Effect {
  readonly ops: readonly Op[];
  readonly select?: readonly string[];
}

/** Dates that the schedule gives a task, in instants and working minutes of the task's own calendar. */
export interface TaskDates {
  readonly startMin: number;
  readonly finishMin: number;
  readonly durationMin: number;
}

/** What the log tells of a plan's past. */
export interface Past extends HeldRows {
  /** What a point includes; null where there is no such point. */
  readonly heldAt: (point: HistoryPoint) => Held | null;
  /** The living rows at a point; null where there is no such point. */
  readonly rowsAt: (point: HistoryPoint) => PlanRows | null;
  /** All that the change did which deleted a row last; null where the row was never deleted. */
  readonly deletionOf: (entity: EntityName, id: string) => readonly RowDelta[] | null;
}

/** Where nothing is known of the past: for whoever only tries out what a command would do now. */
export const NO_PAST: Past = {
  heldAt: () => null,
  rowsAt: () => null,
  rowOf: () => null,
  isKept: () => false,
  deletionOf: () => null,
};

/**
 * What a command may ask of the world. The schedule lies above the model, so its answers are handed in; so are ids,
 * the clock and randomness, which makes a command give the same ops for the same input.
 */
export interface CommandEnv {
  /** A new row id: 128 random bits, base32. */
  readonly newId: () => string;
  /** The deterministic id of a link, equal for everybody who adds the same link. */
  readonly linkId: (predecessorId: string, successorId: string, type: string) => string;
  /** The deterministic id of a row that stands for `parts`, equal for everybody who makes it. */
  readonly rowId: (entity: EntityName, ...parts: readonly string[]) => string;
  /** A number in [0, 1), for order keys. */
  readonly random: () => number;
  /** Now, in minutes since 1970-01-01T00:00 local. */
  readonly nowMin: number;
  readonly datesOf: (taskId: string) => TaskDates | null;
  /** Working minutes between two instants in the task's calendar; that of the project where there is no such task. */
  readonly workBetween: (taskId: string, fromMin: number, toMin: number) => number;
  /** The log lies above the model as well. */
  readonly past: Past;
  /** A text of the catalogue `tender` in the person's language, for names of rows that a command makes. */
  readonly text: (key: string, params?: Readonly<Record<string, string | number>>) => string;
}

/** What is selected in a window; what commands without a dialog take their input from. */
export interface Selection {
  /** Selected tasks, from top to bottom. */
  readonly taskIds: readonly string[];
  /** The row with the focus, if any. */
  readonly focusId: string | null;
}

/**
 * One thing a person can do to a plan. Palette, shortcut list and command line are made from the list of
 * these, menus and the toolbar besides from `assets/commands/menus.json`; titles are in the catalogue under `command.<id>`.
 */
export interface Command<I = never> {
  readonly id: string;
  readonly input: v.GenericSchema<I>;
  /** `Mod` is Ctrl, or Command on macOS; keys are named as in KeyboardEvent.key. */
  readonly shortcut?: string;
  /** Further keys that mean the same. */
  readonly alsoKeys?: readonly string[];
  /** The input that the current selection gives, or null where the command does not apply; absent: needs more than a selection. */
  readonly inputFrom?: (plan: Plan, selection: Selection) => I | null;
  readonly run: (plan: Plan, input: I, env: CommandEnv) => Result<Effect, Refusal>;
}

/** A command whose input type is checked at run time only: how lists hold them. */
export type AnyCommand = Omit<Command<unknown>, 'run' | 'inputFrom'> & {
  readonly run: (plan: Plan, input: never, env: CommandEnv) => Result<Effect, Refusal>;
  readonly inputFrom?: (plan: Plan, selection: Selection) => unknown;
};
