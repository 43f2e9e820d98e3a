/** Lines beyond which no common ones are looked for, so that the work stays small. */
const MOST_LINES = 2000;

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

/**
 * A proposal that joins two texts written over the same base, line by line: what only one side changed is taken, and where
 * both did, the lines of the first stand before those of the second. A person reads it before it counts.
 */
export const mergeTexts = (base: string, first: string, second: string): string => {
  const [b, f, s] = [base, first, second].map((text) => (text === '' ? [] : text.split('\n'))) as [
    string[],
    string[],
    string[],
  ];
  if (Math.max(b.length, f.length, s.length) > MOST_LINES) return `${first}\n${second}`;
  const [inFirst, inSecond] = [matches(b, f), matches(b, s)];
  const merged: string[] = [];
  let [atBase, atFirst, atSecond] = [0, 0, 0];
  for (let at = 0; at <= b.length; at++) {
    const isEnd = at === b.length;
    if (!isEnd && (inFirst[at]! < 0 || inSecond[at]! < 0)) continue;
    const [endFirst, endSecond] = isEnd ? [f.length, s.length] : [inFirst[at]!, inSecond[at]!];
    const was = b.slice(atBase, at);
    const one = f.slice(atFirst, endFirst);
    const other = s.slice(atSecond, endSecond);
    if (isSame(one, was) || isSame(one, other)) merged.push(...other);
    else if (isSame(other, was)) merged.push(...one);
    else merged.push(...one, ...other);
    if (!isEnd) merged.push(b[at]!);
    [atBase, atFirst, atSecond] = [at + 1, endFirst + 1, endSecond + 1];
  }
  return merged.join('\n');
};
