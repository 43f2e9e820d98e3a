/** Lines or words beyond which no common ones are looked for, so that the work stays small. */
const MOST_PIECES = 2000;

/** For each line of `base` the line of `other` that it is, in order; -1 where it is gone. */
const matches = (base: readonly string[], other: readonly string[]): Int32Array => {
  const width = other.length + 1;
  const longest = new Int32Array((base.length + 1) * width);
  for (let b = base.length - 1; b >= 0; b--)
    for (let o = other.length - 1; o >= 0; o--)
      longest[b * width + o] =
        base[b] === other[o]
          ? longest[(b + 1) * width + o + 1]! + 1
          : Math.max(longest[(b + 1) * width + o]!, longest[b * width + o + 1]!);
  const found = new Int32Array(base.length).fill(-1);
  for (let b = 0, o = 0; b < base.length && o < other.length; ) {
    if (base[b] === other[o]) found[b++] = o++;
    else if (longest[(b + 1) * width + o]! >= longest[b * width + o + 1]!) b++;
    else o++;
  }
  return found;
};

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i]);

/** What the base and two texts written over it have between two pieces that all three share; only the base's part is common ground. */
interface Gap {
  readonly was: readonly string[];
  readonly one: readonly string[];
  readonly other: readonly string[];
}

/** Joins two texts in pieces over the same base: what only one side changed is taken, and `both` says what to put where both did. */
const mergePieces = (
  base: readonly string[],
  first: readonly string[],
  second: readonly string[],
  both: (gap: Gap) => readonly string[],
): string[] => {
  const [inFirst, inSecond] = [matches(base, first), matches(base, second)];
  const merged: string[] = [];
  let [atBase, atFirst, atSecond] = [0, 0, 0];
  for (let at = 0; at <= base.length; at++) {
    const isEnd = at === base.length;
    if (!isEnd && (inFirst[at]! < 0 || inSecond[at]! < 0)) continue;
    const [endFirst, endSecond] = isEnd ? [first.length, second.length] : [inFirst[at]!, inSecond[at]!];
    const was = base.slice(atBase, at);
    const one = first.slice(atFirst, endFirst);
    const other = second.slice(atSecond, endSecond);
    if (isSame(one, was) || isSame(one, other)) merged.push(...other);
    else if (isSame(other, was)) merged.push(...one);
    else merged.push(...both({ was, one, other }));
    if (!isEnd) merged.push(base[at]!);
    [atBase, atFirst, atSecond] = [at + 1, endFirst + 1, endSecond + 1];
  }
  return merged;
};

/** Words, each with the space after it: spaces alone would make everything look alike. */
const wordsOf = (lines: readonly string[]): readonly string[] => lines.join('\n').match(/\S+\s*|^\s+/g) ?? [];

/** The lines of a gap joined word by word; null where both sides changed the same words. */
const mergeWords = ({ was, one, other }: Gap): readonly string[] | null => {
  const [b, f, s] = [wordsOf(was), wordsOf(one), wordsOf(other)];
  if (b.length === 0 || Math.max(b.length, f.length, s.length) > MOST_PIECES) return null;
  let isClear = true;
  const merged = mergePieces(b, f, s, () => {
    isClear = false;
    return [];
  });
  return isClear ? merged.join('').split('\n') : null;
};

/** Lines that both sides changed: by their words, else line against line where nobody added or took away one, else one side after the other. */
const mergeLines = (gap: Gap): readonly string[] => {
  const { was, one, other } = gap;
  const byWords = mergeWords(gap);
  if (byWords !== null) return byWords;
  if (was.length < 2 || was.length !== one.length || was.length !== other.length) return [...one, ...other];
  return was.flatMap((line, i) => mergePieces([line], [one[i]!], [other[i]!], mergeLines));
};

/**
 * A proposal that joins two texts written over the same base: what only one side changed is taken, by lines and within a line
 * by words, and where both changed the same, the lines of the first stand before those of the second. A person reads it
 * before it counts.
 */
export const mergeTexts = (base: string, first: string, second: string): string => {
  const [b, f, s] = [base, first, second].map((text) => (text === '' ? [] : text.split('\n'))) as [
    string[],
    string[],
    string[],
  ];
  if (Math.max(b.length, f.length, s.length) > MOST_PIECES) return `${first}\n${second}`;
  return mergePieces(b, f, s, mergeLines).join('\n');
};
