import type { MspdiFile, PassedOver } from './parsed.ts';
import { anyNumber, durationValue, flagValue, instantValue, timeValue, wholeNumber } from './values.ts';
import { branch, type Element, type Fields, type Leaf, type Place } from './xml-reader.ts';

/** Keys of T that hold values of type V, no more and no less. */
type KeysOf<T, V> = { [K in keyof T]-?: [V] extends [T[K]] ? ([T[K]] extends [V] ? K : never) : never }[keyof T];

const MAX_UNREADABLE = 5;

/** Counts elements of each kind over the whole file, and notes values that cannot be read. */
export interface Reading {
  readonly file: MspdiFile;
  readonly seen: Map<string, number>;
}

const noteUnreadable = (file: MspdiFile, parent: unknown, text: string, place: Place): void => {
  file.unreadable.count++;
  if (file.unreadable.examples.length >= MAX_UNREADABLE) return;
  const element = place.path().split('/').slice(-1)[0] ?? '';
  const name = (parent as { name?: unknown }).name;
  const whose = typeof name === 'string' && name !== '' ? `${name.slice(0, 60)}: ` : '';
  file.unreadable.examples.push(`${whose}${element} = ${text.slice(0, 40)}`);
};

const put = (parent: unknown, key: PropertyKey, value: unknown): void => {
  (parent as Record<PropertyKey, unknown>)[key] = value;
};

/** The kinds of elements that an entry of type T may hold, each storing into a member of it. */
export const kindsFor = <T>({ file, seen }: Reading) => {
  const converted =
    <V>(convert: (text: string) => V | null) =>
    (key: KeysOf<T, V | null>): Leaf<T> => ({
      take: (parent, text, place) => {
        if (text === '') return;
        const value = convert(text);
        if (value === null) noteUnreadable(file, parent, text, place);
        else put(parent, key, value);
      },
    });
  return {
    int: converted(wholeNumber),
    num: converted(anyNumber),
    flag: converted(flagValue),
    instant: converted(instantValue),
    duration: converted(durationValue),
    time: converted(timeValue),
    text: (key: KeysOf<T, string>): Leaf<T> => ({ take: (parent, value) => put(parent, key, value) }),
    /** A number without which nothing can be told apart: a file where it cannot be read is refused. */
    key: (key: KeysOf<T, number | null>): Leaf<T> => ({
      take: (parent, value, place) => put(parent, key, wholeNumber(value) ?? place.refuse(value)),
    }),
    /** Something that is not taken, only counted. */
    counted: (kind: PassedOver): Leaf<T> => ({
      take: () => {
        file.passedOver.set(kind, (file.passedOver.get(kind) ?? 0) + 1);
      },
    }),
    /** An element that only holds others for the entry around it. */
    inside: (children: Fields<T>): Element<T> => branch<T, T>({ open: (parent) => parent, children }),
    /** An element of which there may be many, at most `limit` in the whole file. */
    many: <C>(kind: string, limit: number, make: () => C, add: (parent: T, made: C) => void, children: Fields<C>) =>
      branch<T, C>({
        open: (parent, place) => {
          const count = (seen.get(kind) ?? 0) + 1;
          seen.set(kind, count);
          if (count > limit) place.tooMany(limit);
          const made = make();
          add(parent, made);
          return made;
        },
        children,
      }),
  };
};
