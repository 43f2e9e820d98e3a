import { describe, expect, it } from 'vitest';
import { cycleThrough } from '../../../src/model/link-graph.ts';
import type { Row } from '../../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName } from '../../../src/model/schema.ts';
import { checkCell } from '../../../src/model/validate.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { type Both, type TemplateFile, templateFiles } from './template-file.ts';
import { planOf } from './template-plan.ts';

/** Texts that Danish project people say in English anyway. */
const SAME_IN_BOTH = new Set(['Business case']);
const YEAR_OF_WORK = 225 * 480;

const duplicates = (keys: readonly string[]): string[] => keys.filter((key, at) => keys.indexOf(key) !== at);

const textsOf = (template: TemplateFile): Both[] => [
  template.name,
  template.description,
  template.calendar.name,
  ...template.parties.flatMap(({ name, role }) => (role ? [name, role] : [name])),
  ...template.stages.map(({ name }) => name),
  ...template.tasks.flatMap(({ name, note }) => (note ? [name, note] : [name])),
  ...template.gates.flatMap(({ name, body, items }) => [name, body, ...items.map(({ text }) => text)]),
];

it('ships the five plans that a first start offers', () => {
  expect(templateFiles.map(({ id }) => id)).toEqual([
    'example-library',
    'kombit-7',
    'regions-5',
    'state-4',
    'tender-plain',
  ]);
});

describe.each(templateFiles.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  const byKey = new Map(template.tasks.map((task) => [task.key, task]));
  const parents = new Set(template.tasks.flatMap(({ parent }) => parent ?? []));
  const leaves = template.tasks.filter(({ key }) => !parents.has(key));
  const stages = new Set(template.stages.map(({ key }) => key));
  const parties = new Set(template.parties.map(({ key }) => key));

  it('has unique keys in kebab case', () => {
    for (const list of [template.parties, template.stages, template.tasks, template.gates]) {
      const keys = list.map(({ key }) => key);
      expect(duplicates(keys)).toEqual([]);
      expect(keys.filter((key) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))).toEqual([]);
    }
  });

  it('refers only to what it holds, parents before children', () => {
    const seen = new Set<string>();
    for (const { key, parent, stage, responsible } of template.tasks) {
      if (parent !== undefined) expect(seen, `${key} under ${parent}`).toContain(parent);
      if (stage !== undefined) expect(stages).toContain(stage);
      if (responsible !== undefined) expect(parties).toContain(responsible);
      seen.add(key);
    }
    for (const { from, to } of template.links) {
      expect(leaves.map(({ key }) => key)).toEqual(expect.arrayContaining([from, to]));
    }
    const linkKeys = template.links.map(({ from, to, type }) => `${from} ${to} ${type}`);
    expect(duplicates(linkKeys)).toEqual([]);
  });

  it('goes in no circle, neither through links nor through summaries', () => {
    const followers = new Map<string, string[]>();
    for (const { from, to } of template.links) followers.set(from, [...(followers.get(from) ?? []), to]);
    const view = {
      taskIds: [...byKey.keys()],
      parentOf: (key: string) => byKey.get(key)!.parent ?? null,
      successorsOf: (key: string) => followers.get(key) ?? [],
    };
    expect(cycleThrough(view, view.taskIds)).toBeNull();
  });

  it('leaves no task hanging at the start of the project', () => {
    const led = new Set(template.links.map(({ to }) => to));
    const free = leaves.filter(({ key, mode }) => !led.has(key) && mode !== 'manual').map(({ key }) => key);
    expect(free).toEqual([leaves[0]!.key]);
  });

  it('gives work a sane duration, summaries and milestones none', () => {
    for (const task of template.tasks) {
      if (task.kind === 'milestone') expect(parents, task.key).not.toContain(task.key);
      if (task.kind === 'milestone' || parents.has(task.key)) expect(task.duration, task.key).toBeUndefined();
      else {
        expect(task.duration!.minutes, task.key).toBeGreaterThanOrEqual(240);
        expect(task.duration!.minutes, task.key).toBeLessThanOrEqual(1.2 * YEAR_OF_WORK);
      }
      if (task.mode === 'manual') expect(task.startOffsetDays).toBeGreaterThan(0);
      if (task.constraint) expect(template.projectStart, 'fixed dates are for the example').toBeDefined();
    }
  });

  it('names who is responsible for every piece of work, and puts every step in a stage', () => {
    expect(leaves.filter(({ responsible }) => responsible === undefined).map(({ key }) => key)).toEqual([]);
    const top = template.tasks.filter(({ parent }) => parent === undefined);
    expect(top.map(({ stage }) => stage)).toEqual(template.stages.map(({ key }) => key));
    expect(new Set(template.stages.map(({ color }) => color)).size).toBe(template.stages.length);
    const used = new Set(template.tasks.map(({ responsible }) => responsible));
    expect(template.parties.filter(({ key }) => !used.has(key)).map(({ key }) => key)).toEqual([]);
  });

  it('has gates at milestones, each with questions and deliverables, one in every stage', () => {
    for (const { key, stage, task, items } of template.gates) {
      expect(stages).toContain(stage);
      expect(byKey.get(task)?.kind, key).toBe('milestone');
      const questions = items.filter(({ kind }) => kind === 'question');
      expect(questions.length, key).toBeGreaterThanOrEqual(3);
      expect(items.length - questions.length, key).toBeGreaterThanOrEqual(2);
      expect(duplicates(items.map(({ text }) => text.da))).toEqual([]);
    }
    const gated = new Set(template.gates.map(({ stage }) => stage));
    if (template.id !== 'tender-plain') expect(gated).toEqual(stages);
  });

  it('says everything in both languages', () => {
    for (const { da, en } of textsOf(template)) {
      expect(da.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
      if (!SAME_IN_BOTH.has(da)) expect(da).not.toBe(en);
      expect(en).not.toMatch(/[æøåÆØÅ]/);
    }
  });

  it('becomes rows that the schema takes', () => {
    const plan = planOf(template, dayNumberOf(2027, 1, 4));
    const refused: string[] = [];
    for (const entity of ENTITY_NAMES) {
      for (const row of plan.rows[entity].values() as Iterable<Row<EntityName>>) {
        for (const [cell, value] of Object.entries(row)) {
          if (cell !== 'id' && !checkCell(entity, cell, value).ok) refused.push(`${entity} ${row.id} ${cell}`);
        }
      }
    }
    expect(refused).toEqual([]);
  });
});
