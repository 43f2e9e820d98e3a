import type { CopiedBlock, CopiedLink, CopiedRow } from '../../../src/model/commands/clipboard.ts';
import { MAX_NAME } from '../../../src/model/schema.ts';
import { parseLinks } from '../../../src/schedule/link-text.ts';
import { instantOf } from '../../../src/time/day.ts';
import { type DurationRates, parseDate, parseDuration } from '../../../src/time/entry.ts';
import {
  columnsOfHeadings,
  isOutlineNumber,
  type PastedColumns,
  type PastedField,
  usualColumns,
} from './pasted-columns.ts';

/** First minute of work of the usual day, for dates without a time. */
const MORNING_MIN = 480;
/** Spaces in front of a name that stand for one level. */
const INDENT = 2;
/** No outline is deeper. */
const MAX_DEPTH = 5000;

/** One line of a table, its cells by what they mean. */
interface PastedLine {
  /** Outline number without a full stop at its end; empty where there is none. */
  readonly number: string;
  readonly depth: number;
  readonly name: string;
  readonly cell: (field: PastedField) => string;
}

/** Reads lines; the level comes from outline numbers where all have one, else from how far the name is indented. */
const linesOf = (table: readonly (readonly string[])[], columns: PastedColumns): PastedLine[] => {
  const raw = (row: readonly string[], field: PastedField): string => row[columns[field] ?? -1] ?? '';
  const numbered = table.every((row) => isOutlineNumber(raw(row, 'number')));
  return table.map((row) => {
    const written = raw(row, 'name');
    const number = numbered ? raw(row, 'number').trim().replace(/\.$/, '') : '';
    const indent = Math.floor((written.length - written.trimStart().length) / INDENT);
    return {
      number,
      depth: Math.min(MAX_DEPTH, numbered ? number.split('.').length - 1 : indent),
      name: written.trim(),
      cell: (field) => raw(row, field).trim(),
    };
  });
};

const rowOf = (
  { depth, name, cell }: PastedLine,
  base: number,
  isSummary: boolean,
  rates: DurationRates,
  todayDay: number,
): CopiedRow => {
  const duration = parseDuration(cell('duration'), rates);
  const start = isSummary || cell('start') === '' ? null : parseDate(cell('start'), { todayDay });
  const percent = /^(\d{1,3})\s*%?$/.exec(cell('percent'));
  const responsible = cell('responsible').slice(0, MAX_NAME);
  return {
    depth: Math.max(0, depth - base),
    cells: {
      name: name.slice(0, MAX_NAME),
      ...(duration.ok && !isSummary
        ? { duration: duration.value, kind: duration.value.minutes === 0 ? 'milestone' : 'task' }
        : {}),
      ...(start?.ok
        ? {
            constraint: {
              type: 'SNET',
              atMin: instantOf(start.value.dayNumber, start.value.minuteOfDay ?? MORNING_MIN),
            },
          }
        : {}),
      ...(percent && !isSummary ? { percentComplete: Math.min(100, Number(percent[1])) } : {}),
    },
    ...(responsible === '' ? {} : { responsible }),
  };
};

/** Predecessors that name lines of the same table, by outline number or by position from 1. */
const linksOf = (lines: readonly PastedLine[], rates: DurationRates): CopiedLink[] => {
  const byNumber = new Map(lines.map((line, i) => [line.number === '' ? String(i + 1) : line.number, i]));
  return lines.flatMap((line, to) => {
    const typed = parseLinks(line.cell('predecessors'), rates);
    if (!typed.ok) return [];
    return typed.value.flatMap(({ row, type, lag }) => {
      const from = byNumber.get(row);
      return from === undefined || from === to ? [] : [{ from, to, type, lag }];
    });
  });
};

/**
 * Rows of a pasted table. Headings say which column is what; without them the columns are those of the grid (outline number
 * where there is one, name, duration, start, finish, predecessors, responsible, %). What cannot be read is left out.
 */
export const blockOfTable = (
  table: readonly (readonly string[])[],
  rates: DurationRates,
  todayDay: number,
): CopiedBlock => {
  const headings = table[0] ? columnsOfHeadings(table[0]) : null;
  const body = headings ? table.slice(1) : table;
  const lines = linesOf(body, headings ?? usualColumns(body)).filter((line) => line.name !== '');
  const base = lines.reduce((least, line) => Math.min(least, line.depth), MAX_DEPTH);
  const links = linksOf(lines, rates);
  const linked = new Set(links.map((link) => link.to));
  const rows = lines.map((line, i) => {
    const isSummary = (lines[i + 1]?.depth ?? -1) > line.depth;
    const row = rowOf(line, base, isSummary, rates, todayDay);
    // Dates of linked rows follow from their links; keeping them as a wish as well would nail the plan down.
    if (!linked.has(i)) return row;
    const { constraint: _follows, ...cells } = row.cells;
    return { ...row, cells };
  });
  return { rows, links };
};
