import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseMspdi } from '../../../src/interchange/mspdi/read-mspdi.ts';
import { planFrom } from './plan-from.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/data/mspdi');
const there = existsSync(join(folder, 'index.csv'));

/** Cells of a line of CSV in which quotes may hold commas. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1]!.replace(/^"|"$/g, ''));

const indexed = (): Map<string, Record<string, string>> => {
  const [head, ...lines] = readFileSync(join(folder, 'index.csv'), 'utf8').trim().split(/\r?\n/);
  const names = cellsOf(head!);
  return new Map(
    lines.map((line) => {
      const cells = cellsOf(line);
      return [cells[0]!, Object.fromEntries(names.map((name, i) => [name, cells[i]!]))];
    }),
  );
};

const occurrences = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

describe.skipIf(!there)(
  'plans that Microsoft Project calculated (skipped where the shared folder is not there)',
  () => {
    const files = there ? readdirSync(folder).filter((name) => name.endsWith('.xml')) : [];
    const index = there ? indexed() : new Map<string, Record<string, string>>();

    it('has files to read', () => expect(files.length).toBeGreaterThan(30));

    it.each(files)('%s', (name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const { rows, plan, note } = planFrom(text);
      const parsed = parseMspdi(text);
      const line = index.get(name);
      const crossLinks = note('links-cross-project')?.count ?? 0;
      if (line) {
        expect(rows.task.length).toBe(Number(line.tasks));
        expect(rows.link.length + crossLinks).toBe(Number(line.links));
        expect(parsed.ok && parsed.value.calendars.length).toBe(Number(line.calendars));
        expect(rows.task.filter(({ mode }) => mode === 'manual').length).toBe(Number(line.manual_tasks));
        expect(rows.task.filter(({ deadlineMin }) => deadlineMin !== null).length).toBe(Number(line.deadlines_field));
        expect(rows.task.filter(({ calendarId }) => calendarId !== null).length).toBe(Number(line.task_calendars));
        const types = rows.task.map(({ constraint }) => constraint.type);
        for (const [, type, count] of line.constraint_types!.matchAll(/(\w+):(\d+)/g))
          expect([type, types.filter((each) => each === type).length]).toEqual([type, Number(count)]);
      }
      expect(rows.task.length).toBe(occurrences(text, /<Task>/g) - 1);
      expect(rows.link.length + crossLinks).toBe(occurrences(text, /<PredecessorLink>/g));
      expect(rows.calendar.length - (note('resource-calendars')?.count ?? 0)).toBe(
        occurrences(text, /<IsBaseCalendar>1<\/IsBaseCalendar>(?!\s*<IsBaselineCalendar>1)/g),
      );
      expect(rows.calendar.every(({ holidaySets }) => holidaySets.length === 0)).toBe(true);
      expect(rows.project).toHaveLength(1);
      expect(plan.notes.filter(({ id }) => id === 'values-unreadable')).toEqual([]);
    });

    it('keeps every written duration to the minute', () => {
      for (const name of files) {
        const text = readFileSync(join(folder, name), 'utf8');
        const parsed = parseMspdi(text);
        if (!parsed.ok) throw new Error(name);
        const durations = [...text.matchAll(/<Task>[\s\S]*?<Duration>PT(\d+)H(\d+)M\d+S<\/Duration>/g)];
        const read = parsed.value.tasks.filter(({ durationMin }) => durationMin !== null);
        expect(read.map(({ durationMin }) => durationMin)).toEqual(
          durations.map(([, hours, minutes]) => Number(hours) * 60 + Number(minutes)),
        );
      }
    });
  },
);
