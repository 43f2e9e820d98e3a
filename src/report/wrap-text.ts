import { type FontWeight, measureText } from '../gantt/text-metrics.ts';

/** A word in pieces that fit, for one that is wider than its column. */
const pieces = (word: string, width: number, size: number, weight: FontWeight): string[] => {
  const found: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && measureText(piece + letter, size, weight) > width) {
      found.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return piece === '' ? found : [...found, piece];
};

/** A text in lines that are no wider than a column, broken between words; at least one line, empty for an empty text. */
export function wrapText(text: string, width: number, size: number, weight: FontWeight): string[] {
  const lines: string[] = [];
  let line = '';
  // What is joined by a no-break space stays together.
  for (const word of text.split(/[ \t\r\n]+/).filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measureText(longer, size, weight) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = pieces(word, width, size, weight);
    lines.push(...parts.slice(0, -1));
    line = parts[parts.length - 1] ?? '';
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}
