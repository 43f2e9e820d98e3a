/**
 * How well a text meets what was typed: every typed word must be in it, in any order, letters of a word at least in their
 * order. 0 where it does not; whole words, beginnings and closeness count for more. Case and accents do not matter.
 */
export const fuzzyScore = (query: string, text: string): number => {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const haystack = folded(text);
  let total = 0;
  for (const word of words) {
    const score = wordScore(word, haystack);
    if (score === 0) return 0;
    total += score;
  }
  if (words.length === 0) return 1;
  // Words that stand together as they were typed mean the thing itself.
  return total / words.length + (words.length > 1 && haystack.includes(words.join(' ')) ? 0.05 : 0);
};

/** Æ, ø and å are letters of their own and stay; other accents fall away. */
const folded = (text: string): string =>
  text.toLocaleLowerCase('da').replace(/[éèêëüûöôïî]/g, (letter) => letter.normalize('NFD').replace(/\p{Mn}/gu, ''));

const wordScore = (word: string, text: string): number => {
  const at = text.indexOf(word);
  if (at === 0) return text.length === word.length ? 1 : 0.95;
  if (at > 0) return /[\s\-./(]/.test(text[at - 1]!) ? 0.85 : 0.7;
  if (word.length < 3) return 0;
  return scatteredScore(word, text);
};

/** Letters in their order with gaps: less the wider they are spread. */
const scatteredScore = (word: string, text: string): number => {
  let first = -1;
  let at = -1;
  for (const letter of word) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return 0;
    if (first < 0) first = at;
  }
  const spread = at - first + 1;
  return spread > word.length * 3 ? 0 : 0.5 * (word.length / spread);
};
