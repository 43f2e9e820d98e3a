import { ok, type Result } from '../../src/result.ts';
import type { Arguments } from './usage.ts';
import { type Failure, fault } from './verb.ts';

/** The whole number that an option gives, within bounds; `usual` where it is not given. */
export const wholeOption = <T>(
  { options }: Arguments,
  option: string,
  [least, most]: readonly [number, number],
  usual: T,
): Result<number | T, Failure> => {
  const value = options[option];
  if (value === undefined) return ok(usual);
  const number = /^(?:\d{1,10}|-[1-9]\d{0,9})$/.test(value) ? Number(value) : Number.NaN;
  return number >= least && number <= most
    ? ok(number)
    : fault('usage.choice', { option, value, known: `${least} – ${most}` });
};
