import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/model/plan.ts';
import { stageIdsOf } from '../../../src/model/stage-of.ts';
import { overviewOf } from '../../../src/schedule/overview.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { projectFrom, type TemplateFile } from '../../fake-host/fake-project.ts';

const both = (text: string) => ({ da: text, en: text });
const MONDAY_8 = 20_675 * 1440 + 480;
const OFFICE = [
  ...Array.from({ length: 5 }, () => [
    { startMin: 480, endMin: 720 },
    { startMin: 780, endMin: 1020 },
  ]),
  [],
  [],
];

const template: TemplateFile = {
  id: 'x',
  name: both('X'),
  description: both(''),
  calendar: { name: both('K'), week: OFFICE, holidaySets: [] },
  parties: [],
  stages: [
    { key: 'one', name: both('Et'), color: 0 },
    { key: 'two', name: both('To'), color: 1 },
    { key: 'none', name: both('Tom'), color: 2 },
  ],
  tasks: [
    { key: 's', name: both('S'), stage: 'one' },
    { key: 'a', parent: 's', name: both('A'), duration: { minutes: 480, unit: 'day' } },
    { key: 'b', parent: 's', name: both('B'), duration: { minutes: 1440, unit: 'day' }, stage: 'two' },
    { key: 'm', parent: 's', name: both('M'), kind: 'milestone' },
  ],
  links: [
    { from: 'a', to: 'b', type: 'FS' },
    { from: 'b', to: 'm', type: 'FS' },
  ],
  gates: [
    { key: 'late', name: both('Sen'), stage: 'two', task: 'm', body: both(''), items: [] },
    { key: 'undated', name: both('Uden'), stage: 'two', task: 'nothing', body: both(''), items: [] },
  ],
};

const plan: Plan = {
  projectId: 'p',
  revision: 1,
  rows: projectFrom(template, { projectId: 'p', name: 'P', startMin: MONDAY_8, language: 'da' }),
};

describe('the overview of a project', () => {
  const overview = overviewOf(plan, scheduleOf(plan));

  it('gives every task the stage of the nearest task above that has one', () => {
    expect(stageIdsOf(plan)).toEqual(['s-one', 's-one', 's-two', 's-one']);
  });

  it('reckons a stage from its own tasks, and leaves an empty one without dates', () => {
    const spans = overview.stages.map(({ stage, startMin, finishMin, taskCount }) => ({
      id: stage.id,
      days: startMin === null ? null : [(startMin - MONDAY_8) / 1440, (finishMin! - MONDAY_8) / 1440],
      taskCount,
    }));
    const hours9 = 9 / 24;
    expect(spans).toEqual([
      { id: 's-one', days: [0, 3 + hours9], taskCount: 2 },
      { id: 's-two', days: [1, 3 + hours9], taskCount: 1 },
      { id: 's-none', days: null, taskCount: 0 },
    ]);
  });

  it('puts gates by date, those without one last, and names the next', () => {
    expect(overview.gates.map(({ gate }) => gate.id)).toEqual(['g-late', 'g-undated']);
    expect(overview.nextGate?.gate.id).toBe('g-late');
    expect(overview.gates[1]?.dateMin).toBeNull();
  });

  it('lists milestones that are still to come', () => {
    expect(overview.milestones.map(({ task }) => task.name)).toEqual(['M']);
    expect(overview.criticalCount).toBe(3);
  });
});
