/**
 * Tables as text files, the way spreadsheets write and read them: cells parted by one sign (a semicolon where the decimal
 * sign is a comma, as in Denmark; else a comma or a tab), in quotation marks where they hold one of these signs.
 */

/** A row of a table with the line of the file in which it begins, counted from 1. */
export interface FileRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const DELIMITERS = [';', '\t', ','] as const;

/** The sign that parts the cells: the one that occurs most often in the first line, outside quotation marks. */
export const delimiterOf = (text: string): string => {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (!quoted && (sign === '\n' || sign === '\r')) break;
    if (!quoted) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return DELIMITERS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best), ';');
};

/**
 * Reads a table; rows without anything in them are left out. A quotation mark that is never closed takes in the rest of
 * the file as one cell, which whoever reads the rows will find too long or unknown.
 */
export const parseCsv = (text: string): readonly FileRow[] => {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const delimiter = delimiterOf(source);
  const rows: FileRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begin = 1;
  let quoted = false;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: begin, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!;
    if (sign === '\n' || (sign === '\r' && source[at + 1] !== '\n')) line++;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === delimiter) {
      cells.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && source[at + 1] === '\n') {
        at++;
        line++;
      }
      endRow();
      begin = line;
    } else cell += sign;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
};

/** A cell that a spreadsheet would take for a formula is kept a text. */
const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) && !/^-?\d/.test(cell) ? `'${cell}` : cell);

/**
 * Writes a table as a Danish or an English spreadsheet opens it: with a byte order mark, without which Excel takes UTF-8
 * for another encoding.
 */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter: ';' | ','): string => {
  const written = (cell: string): string => {
    const safe = harmless(cell);
    return /["\r\n;,\t]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(written).join(delimiter)).join('\r\n')}\r\n`;
};
