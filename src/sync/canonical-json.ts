import { err, ok, type Result } from '../result.ts';
import { type CellValue, compareText } from './change-set.ts';

/** Nesting allowed in a value that enters the log. */
export const MAX_VALUE_DEPTH = 6;

export interface NotCanonical {
  readonly id: 'sync.notCanonical';
  readonly params: { readonly reason: 'undefined' | 'number' | 'notNfc' | 'type' | 'depth'; readonly path: string };
}

const compareEntries = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  compareText(a[0], b[0]);

const isComposite = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Text in form C of which JSON changes nothing, as nearly all is. */
const PLAIN = /^[ !#-[\]-~\u00a0-\u02ff]*$/;

/** Longer texts are not looked through twice. */
const MOST_PLAIN = 200;

const isPlain = (text: string): boolean => text.length <= MOST_PLAIN && PLAIN.test(text);

/** What is neither a list nor a record, as JSON. */
const scalarText = (value: unknown): string => {
  if (typeof value === 'string') return isPlain(value) ? `"${value}"` : JSON.stringify(value);
  return JSON.stringify(value) ?? 'null';
};

/** Sorted by code unit, as `compareText` does; most records are so already. */
const sortedKeys = (value: object): string[] => {
  const keys = Object.keys(value);
  for (let i = 1; i < keys.length; i++) if (keys[i - 1]! > keys[i]!) return keys.sort();
  return keys;
};

/** The canonical text of a list or record that holds no other, as nearly all do; null of one that does. */
function flatText(value: object): string | null {
  let text = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const member: unknown = value[i];
      if (isComposite(member)) return null;
      text += i > 0 ? `,${scalarText(member)}` : scalarText(member);
    }
    return `[${text}]`;
  }
  for (const key of sortedKeys(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (isComposite(member)) return null;
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${scalarText(key)}:${scalarText(member)}`;
  }
  return `{${text}}`;
}

/**
 * The one text of a value: keys sorted by code unit, no spaces. Leaves out members that are undefined, checks nothing;
 * for values that have passed `canonicalJson` already.
 */
export function canonicalText(value: unknown): string {
  if (!isComposite(value)) return scalarText(value);
  const flat = flatText(value);
  if (flat !== null) return flat;
  let text = '';
  // A closing bracket or a separator waits on the stack as a one-element holder so that it is not taken for a value.
  const stack: ({ readonly literal: string } | { readonly value: unknown })[] = [{ value }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if ('literal' in item) {
      text += item.literal;
    } else if (!isComposite(item.value)) {
      text += JSON.stringify(item.value) ?? 'null';
    } else if (Array.isArray(item.value)) {
      text += '[';
      stack.push({ literal: ']' });
      for (let i = item.value.length - 1; i >= 0; i--) {
        stack.push({ value: item.value[i] });
        if (i > 0) stack.push({ literal: ',' });
      }
    } else {
      const entries = Object.entries(item.value)
        .filter(([, member]) => member !== undefined)
        .sort(compareEntries);
      text += '{';
      stack.push({ literal: '}' });
      for (let i = entries.length - 1; i >= 0; i--) {
        const [key, member] = entries[i] as [string, unknown];
        stack.push({ value: member }, { literal: `${i > 0 ? ',' : ''}${JSON.stringify(key)}:` });
      }
    }
  }
  return text;
}

/** No character below U+0300 composes with another, so that most text is in form C at sight. */
const BEYOND_LATIN = /[^\0-\u02ff]/;

const isNfc = (text: string): boolean => !BEYOND_LATIN.test(text) || text.normalize('NFC') === text;

function faultOf(value: unknown, depth: number): NotCanonical['params']['reason'] | null {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'string':
      return isNfc(value) ? null : 'notNfc';
    case 'number':
      return Number.isSafeInteger(value) ? null : 'number';
    case 'boolean':
      return null;
    case 'object':
      if (value === null) return null;
      if (depth >= MAX_VALUE_DEPTH) return 'depth';
      if (Array.isArray(value)) return null;
      if (Object.prototype.toString.call(value) !== '[object Object]') return 'type';
      return Object.keys(value).every(isNfc) ? null : 'notNfc';
    default:
      return 'type';
  }
}

/** The canonical text of what holds no other list or record; null of anything else, and of what may not be. */
function checkedText(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      if (isPlain(value)) return `"${value}"`;
      return isNfc(value) ? JSON.stringify(value) : null;
    case 'number':
      return Number.isSafeInteger(value) ? String(value === 0 ? 0 : value) : null;
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return value === null ? 'null' : null;
  }
}

/** As `canonicalJson`, in one pass, for the lists and records without others in them that nearly all values are. */
function checkedFlatText(value: object): string | null {
  let text = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const member = checkedText(value[i]);
      if (member === null) return null;
      text += i > 0 ? `,${member}` : member;
    }
    return `[${text}]`;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return null;
  for (const key of sortedKeys(value)) {
    const member = checkedText((value as Readonly<Record<string, unknown>>)[key]);
    const name = checkedText(key);
    if (member === null || name === null) return null;
    text += text === '' ? `${name}:${member}` : `,${name}:${member}`;
  }
  return `{${text}}`;
}

/**
 * As `canonicalJson` of a value that is no list or record, or one that holds no other; null of anything else and of what may
 * not be. Most of what is hashed is of that kind, twenty thousand change sets at a time.
 */
export const plainCanonical = (value: unknown): string | null =>
  isComposite(value) ? checkedFlatText(value) : checkedText(value);

/**
 * The canonical text of a value. Refuses what would not survive the way through a file unchanged: undefined, numbers
 * that are not safe integers, text that is not in Unicode form C, anything but plain JSON, more than 6 levels.
 */
export function canonicalJson(value: unknown): Result<string, NotCanonical> {
  if (!isComposite(value)) {
    const reason = faultOf(value, 0);
    return reason === null ? ok(canonicalText(value)) : err({ id: 'sync.notCanonical', params: { reason, path: '$' } });
  }
  const flat = checkedFlatText(value);
  if (flat !== null) return ok(flat);
  const stack: { readonly value: unknown; readonly path: string; readonly depth: number }[] = [
    { value, path: '$', depth: 0 },
  ];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const reason = faultOf(item.value, item.depth);
    if (reason !== null) return err({ id: 'sync.notCanonical', params: { reason, path: item.path } });
    if (!isComposite(item.value)) continue;
    // `entries` of an array would pass over holes, which JSON turns into null.
    const members: readonly (readonly [string | number, unknown])[] = Array.isArray(item.value)
      ? Array.from(item.value, (member, i) => [i, member] as const)
      : Object.entries(item.value);
    for (const [key, member] of members) {
      stack.push({ value: member, path: `${item.path}.${key}`, depth: item.depth + 1 });
    }
  }
  return ok(canonicalText(value));
}

/** Whether two cell values mean the same, whatever the order of their keys. */
export const sameValue = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  a === b || (isComposite(a) && isComposite(b) && canonicalText(a) === canonicalText(b));

/** A string as it may enter the log: in Unicode form C. */
export const toNfc = (text: string): string => text.normalize('NFC');
