import type { CalendarDefinition, WorkPeriod } from '../time/calendar.ts';
import type { CellSpec, FieldSpec } from './cell-spec.ts';
import { type EntityName, entities } from './schema.ts';

type Entities = typeof entities;

/** An interruption of a task: after `workMin` working minutes since its beginning it rests for `gapMin` working minutes. */
export interface Break {
  readonly workMin: number;
  readonly gapMin: number;
}

type FieldValue<F extends FieldSpec> = F extends { type: 'text' }
  ? string
  : F extends { type: 'int'; default: infer D }
    ? null extends D
      ? number | null
      : number
    : F extends { type: 'flag' }
      ? boolean
      : F extends { type: 'choice'; values: readonly (infer V)[] }
        ? V
        : F extends { type: 'day' | 'instant' }
          ? number | null
          : F extends { type: 'ref' }
            ? string | null
            : never;

/** What a cell of that description holds. Days are day numbers, instants minutes since 1970-01-01T00:00 local. */
export type CellValueOf<C extends CellSpec> = C extends {
  type: 'record';
  fields: infer F extends Readonly<Record<string, FieldSpec>>;
}
  ? { readonly [K in keyof F]: FieldValue<F[K]> }
  : C extends { type: 'breaks' }
    ? readonly Break[]
    : C extends { type: 'periods' }
      ? readonly WorkPeriod[]
      : C extends { type: 'week' }
        ? CalendarDefinition['week']
        : C extends { type: 'choices'; values: readonly (infer V)[] }
          ? readonly V[]
          : C extends FieldSpec
            ? FieldValue<C>
            : never;

/** A living row: its id and every cell, absent ones filled with the schema's default. Rows are frozen. */
export type Row<E extends EntityName> = { readonly id: string } & {
  readonly [K in keyof Entities[E]['cells']]: Entities[E]['cells'][K] extends CellSpec
    ? CellValueOf<Entities[E]['cells'][K]>
    : never;
};

/** The cells of an entity, all optional: what a new row is made from. */
export type Cells<E extends EntityName> = Partial<Omit<Row<E>, 'id'>>;

export type Project = Row<'project'>;
export type Stage = Row<'stage'>;
export type Gate = Row<'gate'>;
export type GateItem = Row<'gateItem'>;
export type Task = Row<'task'>;
export type Link = Row<'link'>;
export type Calendar = Row<'calendar'>;
export type CalendarException = Row<'calendarException'>;
export type WorkWeek = Row<'workWeek'>;
export type Party = Row<'party'>;
export type Assignment = Row<'assignment'>;
export type Note = Row<'note'>;
export type Baseline = Row<'baseline'>;
export type BaselineTask = Row<'baselineTask'>;
export type PlanVersion = Row<'planVersion'>;
export type Tender = Row<'tender'>;
export type TenderLot = Row<'tenderLot'>;
export type Region = Row<'region'>;
export type Participant = Row<'participant'>;
export type Contact = Row<'contact'>;
export type Population = Row<'population'>;
export type Module = Row<'module'>;
export type Round = Row<'round'>;
export type Commitment = Row<'commitment'>;
export type JoinThreshold = Row<'joinThreshold'>;
export type JoinTerm = Row<'joinTerm'>;
export type Wave = Row<'wave'>;
export type GoLive = Row<'goLive'>;
export type Postponement = Row<'postponement'>;
export type RolloutStep = Row<'rolloutStep'>;
export type Raci = Row<'raci'>;

const emptyWeek: CalendarDefinition['week'] = Object.freeze([[], [], [], [], [], [], []]);
const noPeriods: readonly WorkPeriod[] = Object.freeze([]);

const fieldDefault = (spec: FieldSpec): unknown => {
  switch (spec.type) {
    case 'text':
      return '';
    case 'int':
    case 'flag':
    case 'choice':
      return spec.default;
    case 'day':
    case 'instant':
    case 'ref':
      return null;
  }
};

const cellDefault = (spec: CellSpec): unknown => {
  switch (spec.type) {
    case 'record':
      return Object.freeze(
        Object.fromEntries(Object.entries(spec.fields).map(([name, field]) => [name, fieldDefault(field)])),
      );
    case 'periods':
    case 'breaks':
    case 'choices':
      return noPeriods;
    case 'week':
      return emptyWeek;
    default:
      return fieldDefault(spec);
  }
};

const defaults = Object.fromEntries(
  Object.entries(entities).map(([name, entity]) => [
    name,
    Object.freeze(Object.fromEntries(Object.entries(entity.cells).map(([cell, spec]) => [cell, cellDefault(spec)]))),
  ]),
);

/** The cells that a row of this entity has before anybody sets one. */
export const defaultCells = <E extends EntityName>(entity: E): Omit<Row<E>, 'id'> =>
  defaults[entity] as Omit<Row<E>, 'id'>;

/** A frozen row from an id and the cells that were set; the others take the schema's default. */
export const makeRow = <E extends EntityName>(
  entity: E,
  id: string,
  cells: Readonly<Record<string, unknown>>,
): Row<E> => Object.freeze({ id, ...defaults[entity], ...cells }) as Row<E>;
