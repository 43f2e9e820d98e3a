import saxes from 'saxes';
import type { FileRow } from '../../../src/interchange/csv-text.ts';
import { dayNumberOf, isoOfDay } from '../../../src/time/day.ts';
import { openZip, type ZipReader } from './zip-file.ts';

/** Bounds of a sheet: more than any list of answers, and nothing that could fill the memory. */
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
const MAX_CELL_CHARS = 32_767;

/** The day before the first of a workbook's days; it counts 29 February 1900, which never was. */
const FIRST_DAY = dayNumberOf(1899, 12, 30);
const FIRST_DAY_1904 = dayNumberOf(1904, 1, 1);
/** Numbers of built-in formats that show a date. */
const DATE_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 22]);

type Attributes = Readonly<Record<string, string>>;

interface Listener {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** Reads XML by events, names without their prefix. A document type is refused: entities are never expanded. */
const readXml = (text: string, listener: Listener): void => {
  const parser = new saxes.SaxesParser();
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('doctype', () => {
    throw new RangeError('a document type');
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => listener.open(local(name), attributes as Attributes));
  parser.on('text', (part) => listener.text(part));
  parser.on('closetag', ({ name }) => listener.close(local(name)));
  parser.write(text).close();
};

const partOf = (zip: ZipReader, name: string): string | null => zip.read(name)?.toString('utf8') ?? null;

/** The texts that cells share, each put together from its runs; what is read aloud of signs (`rPh`) is left out. */
const sharedStrings = (zip: ZipReader): readonly string[] => {
  const xml = partOf(zip, 'xl/sharedStrings.xml');
  const texts: string[] = [];
  if (xml === null) return texts;
  let current = '';
  let isText = false;
  let phonetic = 0;
  readXml(xml, {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic++;
      isText = name === 't' && phonetic === 0;
    },
    text: (part) => {
      if (isText) current += part;
    },
    close: (name) => {
      if (name === 'si') texts.push(current);
      if (name === 'rPh') phonetic--;
      if (name === 't') isText = false;
    },
  });
  return texts;
};

/** For each cell format whether it shows a date. */
const dateFormats = (zip: ZipReader): readonly boolean[] => {
  const xml = partOf(zip, 'xl/styles.xml');
  const own = new Map<number, string>();
  const formats: boolean[] = [];
  let inCells = false;
  const isDate = (id: number): boolean => {
    const code = own.get(id);
    // Words in quotation marks and colours in brackets are no part of a date.
    const plain = code?.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    return plain === undefined ? DATE_FORMATS.has(id) : /[dy]/i.test(plain) && !/[#0?]/.test(plain);
  };
  if (xml !== null)
    readXml(xml, {
      open: (name, attributes) => {
        if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
        if (name === 'cellXfs') inCells = true;
        if (name === 'xf' && inCells) formats.push(isDate(Number(attributes.numFmtId ?? 0)));
      },
      text: () => undefined,
      close: (name) => {
        if (name === 'cellXfs') inCells = false;
      },
    });
  return formats;
};

/** The place of the first sheet, and how the workbook counts days. */
const workbookOf = (zip: ZipReader): { readonly sheet: string; readonly firstDay: number } => {
  const book = partOf(zip, 'xl/workbook.xml');
  const links = partOf(zip, 'xl/_rels/workbook.xml.rels');
  let sheetId: string | null = null;
  let firstDay = FIRST_DAY;
  if (book !== null)
    readXml(book, {
      open: (name, attributes) => {
        if (name === 'sheet') sheetId ??= attributes['r:id'] ?? null;
        if (name === 'workbookPr' && /^(1|true)$/.test(attributes.date1904 ?? '')) firstDay = FIRST_DAY_1904;
      },
      text: () => undefined,
      close: () => undefined,
    });
  let sheet = 'xl/worksheets/sheet1.xml';
  if (links !== null && sheetId !== null)
    readXml(links, {
      open: (name, { Id, Target = '' }) => {
        if (name === 'Relationship' && Id === sheetId)
          sheet = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      },
      text: () => undefined,
      close: () => undefined,
    });
  return { sheet, firstDay };
};

/** The column of a reference such as `AB12`, from 0. */
const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference.replace(/\d+$/, '')) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
};

/** A number as people write it: no exponent, no trailing noise of binary fractions. */
const numberText = (text: string): string => {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(12)));
};

/**
 * Reads the first sheet of a workbook (Office Open XML) as texts: dates as ISO dates, whatever their format. Throws where
 * the file is damaged, too large or no workbook.
 */
export const readXlsx = (bytes: Buffer): readonly FileRow[] => {
  const zip = openZip(bytes);
  const { sheet, firstDay } = workbookOf(zip);
  const xml = partOf(zip, sheet);
  if (xml === null) throw new RangeError('no sheet');
  const strings = sharedStrings(zip);
  const dates = dateFormats(zip);
  const rows: FileRow[] = [];
  let cells: string[] = [];
  let line = 0;
  let column = -1;
  let type = 'n';
  let isDate = false;
  let value = '';
  let takes = false;
  const shown = (): string => {
    if (type === 's') return strings[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type !== 'n' || value === '') return value;
    return isDate ? isoOfDay(firstDay + Math.floor(Number(value))) : numberText(value);
  };
  readXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        cells = [];
        line = Number(attributes.r ?? line + 1);
        column = -1;
        if (rows.length >= MAX_ROWS) throw new RangeError('too many rows');
      }
      if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (!(column >= 0 && column < MAX_COLUMNS)) throw new RangeError('too many columns');
        type = attributes.t ?? 'n';
        isDate = dates[Number(attributes.s ?? -1)] ?? false;
        value = '';
      }
      takes = name === 'v' || name === 't';
    },
    text: (part) => {
      if (takes) value += part;
      if (value.length > MAX_CELL_CHARS) throw new RangeError('too long a text');
    },
    close: (name) => {
      if (name === 'v' || name === 't') takes = false;
      if (name === 'c') {
        while (cells.length < column) cells.push('');
        cells[column] = shown();
      }
      if (name === 'row' && cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    },
  });
  return rows;
};
