const ALPHABET = 'abcdefghijklmnopqrstuvwxyzæøå';

/** In small letters and without the marks without which é is e; ring and stroke of Danish letters are none of those. */
const plainLetters = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^a-zæøå]/g, (letter) => letter.normalize('NFD').replace(/[\u0300-\u036f]/g, ''));

const keyOf = (name: string): number[] => {
  const plain = plainLetters(name).replace(/aa/g, 'å');
  return Array.from(plain, (letter) => {
    const at = ALPHABET.indexOf(letter);
    return at < 0 ? letter.charCodeAt(0) - 1000 : at;
  });
};

const keys = new Map<string, readonly number[]>();
/** Names are few and compared often; a long session with many plans does not keep more than these. */
const MAX_KEYS = 5000;

const keyFor = (name: string): readonly number[] => {
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= MAX_KEYS) keys.clear();
  const made = keyOf(name);
  keys.set(name, made);
  return made;
};

/**
 * Compares names in Danish alphabetical order: Æ, Ø and Å last, Aa as Å, so that Aabenraa and Aalborg stand at the end.
 * The same on every host, whatever its language data.
 */
export const compareDanish = (a: string, b: string): number => {
  const left = keyFor(a);
  const right = keyFor(b);
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) if (left[i] !== right[i]) return left[i]! - right[i]!;
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
};

/**
 * A text as a filter looks through it: case, accents and the two spellings of Å make no difference. Å is written aa, so that
 * the first letter of Aarhus finds it as the first letter of Århus does not.
 */
export const searchKey = (text: string): string => plainLetters(text).replace(/å/g, 'aa');
