import { describe, expect, test } from 'vitest';
import type { CellValue } from '../../../src/model/change.ts';
import { createRow, type Op } from '../../../src/model/change.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { planOfOps } from '../../../src/model/plan-of-ops.ts';
import {
  cellChoices,
  cellValueText,
  isRunningText,
  isTypedCell,
  parseCellValue,
  type ValueSources,
} from '../../../src/reading/cell-value.ts';
import { dayNumberOf } from '../../../src/time/day.ts';

const ops: Op[] = [
  ...createRow('project', 'p', { name: 'Bro' }),
  ...createRow('party', 'ida', { name: 'Ida Holm' }),
  ...createRow('party', 'nn', { email: 'nn@kommune.dk' }),
  ...createRow('task', 't', { name: 'Opgave' }),
];
const plan: Plan = planOfOps('p', ops);
const sources: ValueSources = { plan, language: 'da', word: (key) => key };
const text = (entity: string, cell: string, value: CellValue): string => cellValueText(entity, cell, value, sources);
const day = dayNumberOf(2027, 4, 5);
const todayDay = dayNumberOf(2027, 1, 4);
const parse = (entity: string, cell: string, given: string) =>
  parseCellValue(entity, cell, given, { plan, todayDay, minuteIfNone: 480 });

describe('values of cells as people read them', () => {
  test.each<readonly [string, string, CellValue, string | RegExp]>([
    ['task', 'name', 'Opgave', 'Opgave'],
    ['task', 'name', '', ''],
    ['task', 'deadlineMin', null, ''],
    ['task', 'deadlineMin', day * 1440 + 16 * 60, /05\.04\.2027|5\.4\.2027|5\. apr.* 2027/],
    ['task', 'percentComplete', 40, '40 %'],
    ['task', 'inactive', true, 'table:yes'],
    ['task', 'inactive', false, 'table:no'],
    ['task', 'kind', 'milestone', 'fields:task.kind.milestone'],
    ['task', 'responsibleId', 'ida', 'Ida Holm'],
    ['task', 'responsibleId', 'nn', 'nn'],
    ['task', 'responsibleId', 'ukendt', 'ukendt'],
    ['task', 'duration', { minutes: 4800, unit: 'week', elapsed: false, estimated: false }, '2 uger'],
    ['task', 'constraint', { type: 'SNET', atMin: day * 1440 }, /^fields:task\.constraint\.type\.SNET · .*2027/],
    ['gate', 'decidedDay', day, /2027/],
    ['fremtid', 'noget', { a: 1 }, '{"a":1}'],
    ['fremtid', 'noget', 'ord', 'ord'],
  ])('%s.%s', (entity, cell, value, expected) => {
    if (typeof expected === 'string') expect(text(entity, cell, value)).toBe(expected);
    else expect(text(entity, cell, value)).toMatch(expected);
  });
});

describe('values that people type for a cell', () => {
  test('texts, numbers, dates and durations as everywhere in the product', () => {
    expect(parse('task', 'name', ' Ny ')).toEqual({ ok: true, value: ' Ny ' });
    expect(parse('task', 'percentComplete', '55 %')).toEqual({ ok: true, value: 55 });
    expect(parse('task', 'deadlineMin', '5.4.2027')).toEqual({ ok: true, value: day * 1440 + 480 });
    expect(parse('task', 'deadlineMin', '')).toEqual({ ok: true, value: null });
    expect(parse('gate', 'decidedDay', '5.4.2027')).toEqual({ ok: true, value: day });
    expect(parse('task', 'duration', '2 uger')).toMatchObject({ ok: true, value: { minutes: 4800, unit: 'week' } });
  });

  test.each([
    ['task', 'percentComplete', '101', 'conflict.noNumber'],
    ['task', 'percentComplete', 'halvt', 'conflict.noNumber'],
    ['task', 'percentComplete', '', 'conflict.noNumber'],
  ])('%s.%s: »%s« is refused', (entity, cell, given, id) => {
    expect(parse(entity, cell, given)).toMatchObject({ ok: false, error: { id } });
  });

  test.each([
    ['task', 'deadlineMin', '35.13.2027'],
    ['task', 'duration', 'længe'],
  ])('%s.%s: »%s« is no value', (entity, cell, given) => {
    expect(parse(entity, cell, given).ok).toBe(false);
  });

  test('which cells can be typed, chosen, or hold running text', () => {
    expect(['name', 'percentComplete', 'deadlineMin', 'duration'].every((cell) => isTypedCell('task', cell))).toBe(
      true,
    );
    expect(
      ['place', 'constraint', 'inactive', 'responsibleId', 'ukendt'].some((cell) => isTypedCell('task', cell)),
    ).toBe(false);
    expect(cellChoices('task', 'kind', sources)!.map(({ value }) => value)).toEqual(['task', 'milestone']);
    expect(cellChoices('task', 'inactive', sources)!.map(({ text: shown }) => shown)).toEqual([
      'table:yes',
      'table:no',
    ]);
    expect(cellChoices('task', 'responsibleId', sources)).toContainEqual({ value: 'ida', text: 'Ida Holm' });
    expect(cellChoices('task', 'name', sources)).toBeNull();
    expect(cellChoices('link', 'predecessorId', sources)).toBeNull();
    expect(isRunningText('note', 'text')).toBe(true);
    expect(isRunningText('task', 'name')).toBe(false);
    expect(isRunningText('fremtid', 'noget')).toBe(false);
  });
});
