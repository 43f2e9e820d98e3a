/**
 * Tables as text, the way spreadsheets put them on the clipboard: cells parted by tabs, rows by line ends; a cell with a
 * tab, a line end or a quotation mark stands in quotation marks, which are doubled inside.
 */

const needsQuotes = /[\t\r\n"]/;

/** Writes a table; spreadsheets read it back cell by cell. */
export const writeTable = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => (needsQuotes.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell)).join('\t'))
    .join('\r\n');

/** Reads a table; lines without anything in them are left out. A quotation mark that is never closed is taken as text. */
export const parseTable = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = (): void => {
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const quoted = text[at] === '"' ? closingQuote(text, at) : -1;
    const plainEnd = quoted < 0 ? endOfPlainCell(text, at) : quoted + 1;
    const cell = quoted < 0 ? text.slice(at, plainEnd) : text.slice(at + 1, quoted).replace(/""/g, '"');
    row.push(cell);
    at = plainEnd;
    if (text[at] === '\t') {
      at++;
      if (at === text.length) row.push('');
      continue;
    }
    endRow();
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  endRow();
  return rows;
};

const endOfPlainCell = (text: string, from: number): number => {
  for (let at = from; at < text.length; at++)
    if (text[at] === '\t' || text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
};

/** Position of the quotation mark that closes the one at `from`, which a cell or line end must follow; -1 where none does. */
const closingQuote = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') at++;
    else return at + 1 === text.length || '\t\r\n'.includes(text[at + 1]!) ? at : -1;
  }
  return -1;
};
