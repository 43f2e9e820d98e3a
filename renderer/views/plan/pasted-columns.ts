/** What a column of a pasted table may hold. */
export type PastedField =
  | 'number'
  | 'name'
  | 'duration'
  | 'start'
  | 'finish'
  | 'predecessors'
  | 'responsible'
  | 'percent';

/** Where each field stands in a pasted table, as the position of its column. */
export type PastedColumns = Partial<Readonly<Record<PastedField, number>>>;

/** Headings that people and other programs write, in Danish and English, small letters. */
const HEADINGS: Readonly<Record<PastedField, readonly string[]>> = {
  number: ['nr', 'nr.', 'no', 'no.', 'id', '#', 'wbs', 'disposition', 'dispositionsnummer', 'outline number'],
  name: ['opgave', 'opgavenavn', 'navn', 'aktivitet', 'titel', 'task', 'task name', 'name', 'activity', 'title'],
  duration: ['varighed', 'duration'],
  start: ['start', 'startdato', 'starttidspunkt', 'start date'],
  finish: ['slut', 'slutdato', 'sluttidspunkt', 'afslutning', 'finish', 'finish date', 'end', 'end date'],
  predecessors: ['efter', 'foregående', 'foregående opgaver', 'forgængere', 'after', 'predecessors', 'predecessor'],
  responsible: [
    'ansvarlig',
    'ressourcenavne',
    'ressource',
    'ejer',
    'responsible',
    'resource names',
    'resource',
    'owner',
  ],
  percent: ['% færdig', '% udført', 'procent færdig', 'færdig', '%', '% complete', 'percent complete', 'complete'],
};

/** The order of the grid, in which a table without headings is read. */
const FIELDS: readonly PastedField[] = [
  'name',
  'duration',
  'start',
  'finish',
  'predecessors',
  'responsible',
  'percent',
];

const OUTLINE_NUMBER = /^\d+(\.\d+)*\.?$/;

/** Says whether a text is an outline number: `2`, `2.1`, `2.1.`. */
export const isOutlineNumber = (text: string): boolean => OUTLINE_NUMBER.test(text.trim());

const fieldOf = (heading: string): PastedField | undefined => {
  const word = heading.trim().toLowerCase();
  return (Object.keys(HEADINGS) as PastedField[]).find((field) => HEADINGS[field].includes(word));
};

/** The columns that a line of headings names; null where it is no such line. One word that is no heading makes it a task. */
export const columnsOfHeadings = (line: readonly string[]): PastedColumns | null => {
  const columns: { -readonly [F in PastedField]?: number } = {};
  for (const [at, cell] of line.entries()) {
    if (cell.trim() === '') continue;
    const field = fieldOf(cell);
    if (!field) return null;
    columns[field] ??= at;
  }
  return columns.name === undefined ? null : columns;
};

/** The columns of a table without headings: outline numbers first where every line has one, then as in the grid. */
export const usualColumns = (lines: readonly (readonly string[])[]): PastedColumns => {
  const numbered = lines.every((line) => isOutlineNumber(line[0]!)) && lines.some((line) => line.length > 1);
  const first = numbered ? 1 : 0;
  const columns = Object.fromEntries(FIELDS.map((field, i) => [field, first + i]));
  return numbered ? { number: 0, ...columns } : columns;
};
