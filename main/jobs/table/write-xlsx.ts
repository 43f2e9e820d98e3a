import type { ListCell } from '../../../src/commitment/answer-rows.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { packZip } from './zip-file.ts';

/** A sheet of a workbook: its first row is the heading. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly ListCell[])[];
}

const FIRST_DAY = dayNumberOf(1899, 12, 30);
/** Cell formats in the order of `STYLES`. */
const STYLE = { plain: 0, head: 1, day: 2, whole: 3 } as const;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const escaped = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));

const cellXml = (cell: ListCell, reference: string, isHead: boolean): string => {
  if (cell.kind === 'number') return `<c r="${reference}" s="${STYLE.whole}"><v>${cell.value}</v></c>`;
  if (cell.kind === 'day') return `<c r="${reference}" s="${STYLE.day}"><v>${cell.day - FIRST_DAY}</v></c>`;
  if (cell.text === '') return '';
  const style = isHead ? STYLE.head : STYLE.plain;
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
};

const MIN_WIDTH = 9;
const MAX_WIDTH = 60;

const widthOf = (rows: readonly (readonly ListCell[])[], column: number): number => {
  const lengths = rows.map((row) => {
    const cell = row[column];
    return cell === undefined ? 0 : cell.kind === 'text' ? cell.text.length : MIN_WIDTH;
  });
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, ...lengths) + 2);
};

const sheetXml = ({ rows }: Sheet): string => {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => {
    const number = i + 1;
    return `<col min="${number}" max="${number}" width="${widthOf(rows, i)}" customWidth="1"/>`;
  });
  const lines = rows.map((row, y) => {
    const cells = row.map((cell, x) => cellXml(cell, `${columnName(x)}${y + 1}`, y === 0));
    return `<row r="${y + 1}">${cells.join('')}</row>`;
  });
  const last = `${columnName(columns - 1)}${Math.max(1, rows.length)}`;
  return [
    HEAD,
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">`,
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${widths.join('')}</cols><sheetData>${lines.join('')}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`,
  ].join('');
};

const STYLES = [
  HEAD,
  `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>`,
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">',
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>',
  '</cellXfs></styleSheet>',
].join('');

/** Spreadsheets refuse longer names, and these signs in them. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\']/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet';

/** A workbook (Office Open XML) of one or more sheets: dates as dates, numbers as numbers, texts never as formulas. */
export const writeXlsx = (sheets: readonly Sheet[]): Buffer => {
  const parts = sheets.map((_, i) => `worksheets/sheet${i + 1}.xml`);
  const type = (part: string, name: string): string =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml"/>`;
  const relation = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return packZip([
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('workbook.xml', 'sheet.main')}${type('styles.xml', 'styles')}${parts.map((part) => type(part, 'worksheet')).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${escaped(sheetName(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${parts.map((part, i) => relation(i + 1, 'worksheet', part)).join('')}${relation(parts.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map((sheet, i) => [`xl/${parts[i]!}`, sheetXml(sheet)] as const),
  ]);
};
