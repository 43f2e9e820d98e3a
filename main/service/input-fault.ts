import * as v from 'valibot';
import type { CallError } from '../../src/api.ts';
import type { Op } from '../../src/model/change.ts';
import { cellSpec, isEntityName } from '../../src/model/schema.ts';
import { cellSchema } from '../../src/model/validate.ts';

type Params = Record<string, string | number>;

/** What each kind of schema asks for, as error ids. */
const NOT: Readonly<Record<string, string>> = {
  string: 'input.not-text',
  integer: 'input.not-whole',
  safe_integer: 'input.not-whole',
  boolean: 'input.not-flag',
  array: 'input.not-list',
  strict_object: 'input.not-object',
  regex: 'input.bad-format',
};

/** Checks of this product's own schemas (src/model/validate.ts), by the message that they carry. */
const CHECKS: Readonly<Record<string, string>> = {
  'control character': 'input.control-character',
  'periods must be in order and must not overlap': 'input.periods',
};

const LIKE_A_DATE = /^\d{1,4}-\d{1,2}-\d{1,2}/;

/** The longest piece of a wrong value that a message repeats. */
const MAX_SHOWN = 60;

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
};

/** A choice as valibot names it, `("auto" | "manual")`, as a list to read. */
const choices = (expected: string | null): string => (expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ');

const describe = (issue: v.BaseIssue<unknown>): readonly [id: string, params: Params] => {
  const { type, input, requirement, expected } = issue;
  const limit = typeof requirement === 'number' ? requirement : 0;
  switch (type) {
    case 'picklist':
      return ['input.not-one-of', { allowed: choices(expected), value: shown(input) }];
    case 'max_length':
      return [Array.isArray(input) ? 'input.too-many' : 'input.too-long', { limit }];
    case 'min_length':
      return [Array.isArray(input) ? 'input.too-few' : 'input.empty', { limit }];
    case 'length':
      return ['input.wrong-count', { limit }];
    case 'min_value':
      return ['input.too-small', { limit, value: shown(input) }];
    case 'max_value':
      return ['input.too-large', { limit, value: shown(input) }];
    case 'check':
      return [CHECKS[issue.message] ?? 'input.invalid', { reason: issue.message }];
    case 'number':
      // The command line turns dates into numbers; one that is still a text is no date of any calendar here.
      if (typeof input === 'string' && LIKE_A_DATE.test(input)) return ['input.not-date', { value: shown(input) }];
      return ['input.not-number', { reason: issue.message, value: shown(input) }];
    default:
      return [NOT[type] ?? 'input.invalid', { reason: issue.message, value: shown(input) }];
  }
};

/** What the first wrong value of an input is called by: its path, such as `cells.name` or `ids.1`; `input` for the whole. */
export const inputFault = (issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): CallError => {
  const issue = issues[0];
  const path = v.getDotPath(issue) || 'input';
  const key = issue.path?.at(-1);
  // A schema of an object reports a part that is not there, or not known, as being of a wrong type.
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { id: 'input.unknown-part', params: { path } };
  if (key?.origin === 'key' && issue.type === 'strict_object') return { id: 'input.missing', params: { path } };
  const [id, params] = describe(issue);
  return { id, params: { path, ...params } };
};

/** What is wrong with the first value that does not fit its cell, called by entity, cell and part; null if all fit. */
export const cellFault = (ops: readonly Op[]): CallError | null => {
  for (const op of ops) {
    const spec = op.kind === 'set' && isEntityName(op.entity) ? cellSpec(op.entity, op.cell) : undefined;
    if (op.kind !== 'set' || spec === undefined) continue;
    const checked = v.safeParse(cellSchema(spec), op.value, { abortEarly: true });
    if (checked.success) continue;
    const { id, params } = inputFault(checked.issues);
    const part = params.path === 'input' ? '' : `.${params.path}`;
    return { id, params: { ...params, path: `${op.entity}.${op.cell}${part}` } };
  }
  return null;
};
