import type { CopiedBlock, CopiedLink, CopiedRow } from '../../../src/model/commands/clipboard.ts';
import { parseLinks } from '../../../src/schedule/link-text.ts';
import { instantOf } from '../../../src/time/day.ts';
import { type DurationRates, parseDate, parseDuration } from '../../../src/time/entry.ts';

const OUTLINE_NUMBER = /^\d+(\.\d+)*\.?$/;
/** First minute of work of the usual day, for dates without a time. */
const MORNING_MIN = 480;
const INDENT = 2;

/** The cells that follow a name, in the grid's order. */
interface PastedLine {
  readonly number: string;
  readonly depth: number;
  readonly name: string;
  readonly rest: readonly string[];
}

/** Reads lines with or without outline numbers in front; the level comes from those, else from how far the name is indented. */
const linesOf = (table: readonly (readonly string[])[]): PastedLine[] => {
  const numbered = table.every((row) => OUTLINE_NUMBER.test(row[0]!.trim())) && table.some((row) => row.length > 1);
  return table.map((row) => {
    const name = (numbered ? row[1] : row[0]) ?? '';
    const number = numbered ? row[0]!.trim().replace(/\.$/, '') : '';
    const indent = Math.floor((name.length - name.trimStart().length) / INDENT);
    return {
      number,
      depth: numbered ? number.split('.').length - 1 : indent,
      name: name.trim(),
      rest: row.slice(numbered ? 2 : 1).map((cell) => cell.trim()),
    };
  });
};

/** A heading line, as copied from a grid or a sheet, is no task: its duration is a word. */
const isHeading = (line: PastedLine, rates: DurationRates): boolean =>
  /^(opgave|opgavenavn|navn|task|task name|name)$/i.test(line.name) && !parseDuration(line.rest[0] ?? '', rates).ok;

const rowOf = (
  line: PastedLine,
  base: number,
  isSummary: boolean,
  rates: DurationRates,
  todayDay: number,
): CopiedRow => {
  const [durationText = '', startText = '', , , responsible = '', percentText = ''] = line.rest;
  const duration = parseDuration(durationText, rates);
  const start = isSummary || startText === '' ? null : parseDate(startText, { todayDay });
  const percent = /^(\d{1,3})\s*%?$/.exec(percentText);
  return {
    depth: Math.max(0, line.depth - base),
    cells: {
      name: line.name.slice(0, 500),
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
    ...(responsible === '' ? {} : { responsible: responsible.slice(0, 500) }),
  };
};

/** Predecessors that name lines of the same table, by outline number or by position from 1. */
const linksOf = (lines: readonly PastedLine[], rates: DurationRates): CopiedLink[] => {
  const byNumber = new Map(lines.map((line, i) => [line.number === '' ? String(i + 1) : line.number, i]));
  return lines.flatMap((line, to) => {
    const typed = parseLinks(line.rest[3] ?? '', rates);
    if (!typed.ok) return [];
    return typed.value.flatMap(({ row, type, lag }) => {
      const from = byNumber.get(row);
      return from === undefined || from === to ? [] : [{ from, to, type, lag }];
    });
  });
};

/** Rows of a pasted table: names, and beside them what the grid shows (duration, start, finish, predecessors, responsible, %). */
export const blockOfTable = (
  table: readonly (readonly string[])[],
  rates: DurationRates,
  todayDay: number,
): CopiedBlock => {
  const all = linesOf(table).filter((line) => line.name !== '');
  const lines = all[0] && isHeading(all[0], rates) ? all.slice(1) : all;
  const base = Math.min(...lines.map((line) => line.depth));
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
