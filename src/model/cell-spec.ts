/** What a cell of an entity is: the grammar in which the one description of a plan (schema.ts) is written. */
export type CellSpec =
  | { readonly type: 'text'; readonly max: number; readonly since: number }
  | {
      readonly type: 'int';
      readonly min: number;
      readonly max: number;
      readonly default: number | null;
      readonly since: number;
    }
  | { readonly type: 'flag'; readonly default: boolean; readonly since: number }
  | { readonly type: 'day'; readonly since: number }
  | { readonly type: 'instant'; readonly since: number }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly default: string; readonly since: number }
  | { readonly type: 'ref'; readonly entity: string; readonly since: number }
  | { readonly type: 'periods'; readonly since: number }
  | { readonly type: 'week'; readonly since: number }
  | { readonly type: 'breaks'; readonly since: number }
  | { readonly type: 'choices'; readonly values: readonly string[]; readonly since: number }
  | { readonly type: 'record'; readonly fields: Readonly<Record<string, FieldSpec>>; readonly since: number };

/** A part of a `record` cell. */
export type FieldSpec =
  | { readonly type: 'text'; readonly max: number }
  | { readonly type: 'int'; readonly min: number; readonly max: number; readonly default: number | null }
  | { readonly type: 'flag'; readonly default: boolean }
  | { readonly type: 'day' }
  | { readonly type: 'instant' }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly default: string }
  | { readonly type: 'ref'; readonly entity: string };

export interface EntitySpec {
  /** `document` rows are synced; `machine` rows stay on this computer. */
  readonly scope: 'document';
  readonly cells: Readonly<Record<string, CellSpec>>;
}
