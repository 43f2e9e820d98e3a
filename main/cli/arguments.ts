import { err, ok, type Result } from '../../src/result.ts';
import type { Arguments, Usage } from './usage.ts';
import type { Failure } from './verb.ts';

/** Options that every command takes. */
export const COMMON: Usage = { positions: [], options: { db: 'FILE', lang: 'da|en' }, flags: ['json', 'help'] };

const MORE = '…';

interface Sorted {
  readonly positions: string[];
  readonly options: Record<string, string>;
  lists?: Record<string, readonly string[]>;
  readonly flags: Set<string>;
}

const usageError = (id: string, params: Failure['params']): { ok: false; error: Failure } =>
  err({ id: `usage.${id}`, params });

const splitOption = (word: string): [string, string | undefined] => {
  const equals = word.indexOf('=');
  return equals < 0 ? [word.slice(2), undefined] : [word.slice(2, equals), word.slice(equals + 1)];
};

/** Takes the option at `words[at]`; gives the place of the last word that belongs to it. */
const takeOption = (usage: Usage, words: readonly string[], at: number, sorted: Sorted): Result<number, Failure> => {
  const word = words[at]!;
  const [name, inline] = splitOption(word);
  const isFlag = COMMON.flags.includes(name) || usage.flags.includes(name);
  const options = { ...COMMON.options, ...usage.options };
  if (!word.startsWith('--') || !(isFlag || Object.hasOwn(options, name))) return usageError('option', { word });
  const isRepeated = usage.repeated?.includes(name) ?? false;
  if (sorted.flags.has(name) || (Object.hasOwn(sorted.options, name) && !isRepeated))
    return usageError('twice', { option: name });
  if (isFlag) {
    if (inline !== undefined) return usageError('no-value', { option: name });
    sorted.flags.add(name);
    return ok(at);
  }
  const value = inline ?? words[at + 1];
  // A forgotten value must not swallow the next option; one that begins so can be given with an equals sign.
  if (value === undefined || (inline === undefined && value.startsWith('--')))
    return usageError('value', { option: name, value: options[name]! });
  sorted.options[name] = value;
  if (isRepeated) sorted.lists = { ...sorted.lists, [name]: [...(sorted.lists?.[name] ?? []), value] };
  return ok(inline === undefined ? at + 1 : at);
};

/**
 * Sorts words into positions, options and flags; the error says which word is wrong. What follows `--` is a position
 * whatever it begins with, and a lone `-` is one too.
 */
export const parseArguments = (usage: Usage, words: readonly string[]): Result<Arguments, Failure> => {
  const sorted: Sorted = { positions: [], options: {}, flags: new Set() };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--') {
      sorted.positions.push(...words.slice(i + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      sorted.positions.push(word);
      continue;
    }
    const taken = takeOption(usage, words, i, sorted);
    if (!taken.ok) return taken;
    i = taken.value;
  }
  const { positions } = sorted;
  if (sorted.flags.has('help')) return ok(sorted);
  const takesMore = usage.positions.at(-1) === MORE;
  const missing = usage.positions.filter((name) => !name.endsWith('?') && name !== MORE)[positions.length];
  if (missing !== undefined) return usageError('missing', { what: missing });
  const empty = positions.indexOf('');
  if (empty >= 0 && empty < usage.positions.length)
    return usageError('missing', { what: usage.positions[empty]!.replace('?', '') });
  if (positions.length > usage.positions.length && !takesMore)
    return usageError('unexpected', { word: positions[usage.positions.length]! });
  return ok(sorted);
};

/** One line that says how a command is called. */
export const usageLine = (name: string, usage: Usage): string =>
  [
    name,
    ...usage.positions.map((position) => (position.endsWith('?') ? `[${position.slice(0, -1)}]` : position)),
    ...Object.entries(usage.options).map(
      ([option, value]) => `[--${option} ${value}]${usage.repeated?.includes(option) ? MORE : ''}`,
    ),
    ...usage.flags.map((flag) => `[--${flag}]`),
  ].join(' ');
