import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import da from '../../../assets/texts/da/commands.json' with { type: 'json' };
import { commands } from '../../../src/model/commands/index.ts';
import { defaultCells, makeRow } from '../../../src/model/row.ts';
import { ENTITY_NAMES, type entities } from '../../../src/model/schema.ts';
import { checkCell } from '../../../src/model/validate.ts';
import { OutlinePlan } from './outline-plan.ts';

describe('schema', () => {
  it('accepts its own defaults and nothing of another kind', () => {
    for (const entity of ENTITY_NAMES)
      for (const [cell, value] of Object.entries(defaultCells(entity))) {
        expect(checkCell(entity, cell, value)).toEqual({ ok: true, value });
        expect(checkCell(entity, cell, Symbol('x')).ok).toBe(false);
      }
  });

  const wrong: readonly [keyof typeof entities, string, unknown][] = [
    ['task', 'name', 'x'.repeat(501)],
    ['task', 'name', 'bell\u0007'],
    ['task', 'percentComplete', 101],
    ['task', 'percentComplete', 1.5],
    ['task', 'constraint', { type: 'SNET' }],
    ['task', 'constraint', { type: 'SNET', atMin: 0, extra: 1 }],
    ['task', 'constraint', { type: 'NEVER', atMin: 0 }],
    ['task', 'deadlineMin', 1e15],
    ['task', 'place', { parent: '../x', order: 'a' }],
    ['calendar', 'week', [[]]],
    ['calendarException', 'periods', [{ startMin: 600, endMin: 500 }]],
    [
      'calendarException',
      'periods',
      [
        { startMin: 0, endMin: 600 },
        { startMin: 500, endMin: 700 },
      ],
    ],
    ['task', 'unknown', 1],
  ];
  it.each(wrong)('refuses %s.%s', (entity, cell, value) => {
    const result = checkCell(entity, cell, value);
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.error.params).toMatchObject({ entity, cell });
  });

  it('fills what is not set and freezes rows', () => {
    const row = makeRow('task', 't', { name: 'T' });
    expect(row.duration.minutes).toBe(480);
    expect(Object.isFrozen(row)).toBe(true);
  });
});

describe('commands as data', () => {
  it('have ids of their own, titles, and shortcuts of their own', () => {
    const ids = commands.map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !(id in da))).toEqual([]);
    const keys = commands.flatMap((command) => (command.shortcut ? [command.shortcut] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('take from a selection what their own schema accepts', () => {
    const plan = new OutlinePlan('A\nB');
    for (const command of commands) {
      const input = command.inputFrom?.(plan, { taskIds: ['A', 'B'], focusId: 'B' });
      if (input) expect(v.safeParse(command.input, input).success, command.id).toBe(true);
    }
  });
});

describe('task cells', () => {
  const row = (plan: OutlinePlan, id: string) => plan.rows.task.get(id)!;

  it('no duration makes a milestone, some makes a task', () => {
    const plan = new OutlinePlan('A');
    plan.run('task.setDuration', { id: 'A', duration: { minutes: 0, unit: 'day', elapsed: false, estimated: false } });
    expect(row(plan, 'A').kind).toBe('milestone');
    plan.run('task.setDuration', {
      id: 'A',
      duration: { minutes: 960, unit: 'day', elapsed: false, estimated: false },
    });
    expect(row(plan, 'A').kind).toBe('task');
  });

  it('a start that is typed is a wish; on a manual task it is the start', () => {
    const plan = new OutlinePlan('A');
    plan.run('task.setStart', { id: 'A', startMin: 29_001_000 });
    expect(row(plan, 'A').constraint).toEqual({ type: 'SNET', atMin: 29_001_000 });
    plan.run('task.setMode', { ids: ['A'], mode: 'manual' });
    plan.run('task.setStart', { id: 'A', startMin: 29_000_100 });
    expect(row(plan, 'A').manualDates).toEqual({ startMin: 29_000_100, finishMin: 29_000_580 });
  });

  it('a finish that is typed changes the duration', () => {
    const plan = new OutlinePlan('A');
    plan.run('task.setFinish', { id: 'A', finishMin: 29_000_960 });
    expect(row(plan, 'A').duration.minutes).toBe(960);
    expect(plan.run('task.setFinish', { id: 'A', finishMin: 28_999_000 })).toBe('task.finish-before-start');
  });

  it('a summary is computed', () => {
    const plan = new OutlinePlan('A\n B');
    const duration = { minutes: 480, unit: 'day', elapsed: false, estimated: false };
    expect(plan.run('task.setDuration', { id: 'A', duration })).toBe('task.summary-computed');
    expect(plan.run('task.setStart', { id: 'A', startMin: 29_000_000 })).toBe('task.summary-computed');
    expect(plan.run('task.setProgress', { ids: ['A'], percent: 50 })).toBe('task.summary-computed');
    plan.run('task.complete', { ids: ['A'] });
    expect(row(plan, 'B').percentComplete).toBe(100);
  });

  it('progress says what has happened', () => {
    const plan = new OutlinePlan('A');
    plan.run('task.setProgress', { ids: ['A'], percent: 40 });
    expect(row(plan, 'A').actual).toEqual({ startMin: 29_000_000, finishMin: null });
    plan.run('task.complete', { ids: ['A'] });
    expect(row(plan, 'A').actual).toEqual({ startMin: 29_000_000, finishMin: 29_000_480 });
    expect(plan.run('task.setStart', { id: 'A', startMin: 29_100_000 })).toBe('task.has-started');
    plan.run('task.setProgress', { ids: ['A'], percent: 0 });
    expect(row(plan, 'A').actual).toEqual({ startMin: null, finishMin: null });
  });

  it('what is left and a levelling delay are set and taken away again, and no summary has any', () => {
    const plan = new OutlinePlan('S\n A\nB');
    plan.run('task.setRemaining', { ids: ['A'], remainingMin: 300 });
    plan.run('task.setLevelingDelay', { ids: ['A', 'B'], levelingDelayMin: 2880 });
    expect([row(plan, 'A').remainingMin, row(plan, 'A').levelingDelayMin, row(plan, 'B').levelingDelayMin]).toEqual([
      300, 2880, 2880,
    ]);
    plan.run('task.setRemaining', { ids: ['A'], remainingMin: null });
    plan.run('task.setLevelingDelay', { ids: ['A'], levelingDelayMin: 0 });
    expect([row(plan, 'A').remainingMin, row(plan, 'A').levelingDelayMin]).toEqual([null, 0]);
    expect(plan.run('task.setLevelingDelay', { ids: ['B', 'S'], levelingDelayMin: 60 })).toBe('task.summary-computed');
    expect(row(plan, 'B').levelingDelayMin).toBe(2880);
  });

  it('a typed name finds the person or makes one', () => {
    const plan = new OutlinePlan('A\nB');
    plan.run('task.setResponsibleName', { ids: ['A'], name: 'Åse Ærø' });
    plan.run('task.setResponsibleName', { ids: ['B'], name: 'åse ærø' });
    expect(plan.rows.party.size).toBe(1);
    expect(row(plan, 'A').responsibleId).toBe(row(plan, 'B').responsibleId);
    plan.run('party.delete', { ids: [row(plan, 'A').responsibleId] });
    expect(row(plan, 'A').responsibleId).toBeNull();
  });

  it('a constraint that needs a date is refused without one', () => {
    const plan = new OutlinePlan('A');
    expect(plan.run('task.setConstraint', { id: 'A', constraint: { type: 'MSO', atMin: null } })).toBe(
      'task.constraint-needs-date',
    );
  });

  it('an owned row goes with its owner', () => {
    const plan = new OutlinePlan('A');
    plan.run('gate.add', { id: 'g', cells: { name: 'G', taskId: 'A' } });
    plan.run('gateItem.add', { cells: { gateId: 'g', text: 'Why?' } });
    plan.run('task.delete', { ids: ['A'] });
    expect(plan.rows.gate.get('g')!.taskId).toBeNull();
    plan.run('gate.delete', { ids: ['g'] });
    expect(plan.rows.gateItem.size).toBe(0);
  });

  it('a baseline keeps the dates of every task', () => {
    const plan = new OutlinePlan('A\n B');
    plan.run('baseline.take', { name: 'Styregruppe 3/9' });
    expect(plan.rows.baselineTask.size).toBe(2);
    plan.run('task.delete', { ids: ['B'] });
    expect(plan.rows.baselineTask.size).toBe(2);
    plan.run('baseline.delete', { ids: [...plan.rows.baseline.keys()] });
    expect(plan.rows.baselineTask.size).toBe(0);
  });
});
