import { err, ok, type Result } from '../../src/result.ts';

/** What a command takes: named positions and options, for usage lines and checks. */
export interface Usage {
  /** Positions such as `PROJECT`; a name ending in `?` may be left out. */
  readonly positions: readonly string[];
  /** Options with a value, by name, and what the value is. */
  readonly options: Readonly<Record<string, string>>;
  /** Options without a value. */
  readonly flags: readonly string[];
}

export interface Arguments {
  readonly positions: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
}

/** Options that every command takes. */
export const COMMON: Usage = { positions: [], options: { db: 'FILE', lang: 'da|en' }, flags: ['json', 'help'] };

/** Sorts words into positions, options and flags; the error says which word is wrong. */
export const parseArguments = (usage: Usage, words: readonly string[]): Result<Arguments, string> => {
  const known = { ...COMMON.options, ...usage.options };
  const flagNames = new Set([...COMMON.flags, ...usage.flags]);
  const positions: string[] = [];
  const options: Record<string, string> = {};
  const flags = new Set<string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!word.startsWith('--')) {
      positions.push(word);
      continue;
    }
    const [name, inline] = splitOption(word);
    if (flagNames.has(name) && inline === undefined) flags.add(name);
    else if (Object.hasOwn(known, name)) {
      const value = inline ?? words[++i];
      if (value === undefined) return err(`--${name} takes a value: ${known[name]}`);
      options[name] = value;
    } else return err(`unknown option ${word}`);
  }
  const least = usage.positions.filter((name) => !name.endsWith('?')).length;
  if (positions.length < least) return err(`missing ${usage.positions[positions.length]}`);
  if (positions.length > usage.positions.length) return err(`unexpected "${positions[usage.positions.length]}"`);
  return ok({ positions, options, flags });
};

const splitOption = (word: string): [string, string | undefined] => {
  const at = word.indexOf('=');
  return at < 0 ? [word.slice(2), undefined] : [word.slice(2, at), word.slice(at + 1)];
};

/** One line that says how a command is called. */
export const usageLine = (name: string, usage: Usage): string =>
  [
    name,
    ...usage.positions.map((position) => (position.endsWith('?') ? `[${position.slice(0, -1)}]` : position)),
    ...Object.entries(usage.options).map(([option, value]) => `[--${option} ${value}]`),
    ...usage.flags.map((flag) => `[--${flag}]`),
  ].join(' ');
