import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteAbout } from '../../../src/model/notes.ts';
import { gateItemsOf, stagesInOrder } from '../../../src/model/stage-of.ts';
import { OutlinePlan } from './outline-plan.ts';

const withStages = (orders: readonly string[]): OutlinePlan => {
  const plan = new OutlinePlan('A');
  for (const [i, order] of orders.entries()) plan.run('stage.add', { id: `s${i}`, cells: { name: `S${i}`, order } });
  return plan;
};

const stages = (plan: OutlinePlan): string =>
  stagesInOrder(plan)
    .map(({ id }) => id)
    .join(' ');

describe('moving stages', () => {
  it('goes one place up or down', () => {
    const plan = withStages(['a1', 'a2', 'a3', 'a4']);
    plan.run('stage.move', { id: 's2', direction: 'up' });
    expect(stages(plan)).toBe('s0 s2 s1 s3');
    plan.run('stage.move', { id: 's0', direction: 'down' });
    expect(stages(plan)).toBe('s2 s0 s1 s3');
    plan.run('stage.move', { id: 's3', direction: 'up' });
    expect(stages(plan)).toBe('s2 s0 s3 s1');
  });

  it('is refused at the ends and for what is not there', () => {
    const plan = withStages(['a1', 'a2']);
    expect(plan.run('stage.move', { id: 's0', direction: 'up' })).toBe('row.is-first');
    expect(plan.run('stage.move', { id: 's1', direction: 'down' })).toBe('row.is-last');
    expect(plan.run('stage.move', { id: 'gone', direction: 'up' })).toBe('row.unknown');
  });

  it('moves as a list does, also where keys are equal or no keys', () => {
    const moves = fc.array(fc.tuple(fc.nat(4), fc.constantFrom('up', 'down')), { maxLength: 12 });
    const orders = fc.array(fc.constantFrom('', 'x', 'a1', 'a2', 'a2V'), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(orders, moves, (keys, steps) => {
        const plan = withStages(keys);
        const expected = stages(plan).split(' ');
        for (const [which, direction] of steps) {
          const at = expected.indexOf(`s${which}`);
          const to = direction === 'up' ? at - 1 : at + 1;
          if (to >= 0 && to < expected.length) expected.splice(to, 0, ...expected.splice(at, 1));
          plan.run('stage.move', { id: `s${which}`, direction });
          expect(stages(plan)).toBe(expected.join(' '));
        }
      }),
    );
  });
});

describe('moving the points of a gate', () => {
  it('stays among those of its kind', () => {
    const plan = new OutlinePlan('A');
    plan.run('gate.add', { id: 'g', cells: { name: 'G' } });
    for (const [id, kind, order] of [
      ['q1', 'question', 'a1'],
      ['d1', 'deliverable', 'a2'],
      ['q2', 'question', 'a3'],
    ] as const)
      plan.run('gateItem.add', { id, cells: { gateId: 'g', kind, text: id, order } });
    expect(plan.run('gateItem.move', { id: 'd1', direction: 'up' })).toBe('row.is-first');
    plan.run('gateItem.move', { id: 'q2', direction: 'up' });
    const questions = gateItemsOf(plan)
      .get('g')!
      .filter(({ kind }) => kind === 'question');
    expect(questions.map(({ id }) => id)).toEqual(['q2', 'q1']);
  });
});

describe('the note of a row', () => {
  const about = (plan: OutlinePlan): string => noteAbout(plan, 'task', 'A');
  const write = (plan: OutlinePlan, text: string): string => plan.run('note.write', { entity: 'task', id: 'A', text });

  it('is written, written anew, taken away and written again under one id', () => {
    const plan = new OutlinePlan('A');
    write(plan, '');
    expect(plan.rows.note.size).toBe(0);
    const ids = ['Først', 'Så', '', 'Igen'].flatMap((text) => {
      write(plan, text);
      expect(about(plan)).toBe(text);
      return [...plan.rows.note.keys()];
    });
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(3);
  });

  it('is all of it where there are several, and one once it is written', () => {
    const plan = new OutlinePlan('A\nB');
    for (const [id, subject, text] of [
      ['n2', 'A', 'Bos'],
      ['n1', 'A', 'Kims'],
      ['n3', 'B', 'Om noget andet'],
      ['n4', 'A', ''],
    ] as const)
      plan.run('note.add', { id, cells: { subject: { entity: 'task', id: subject }, text } });
    expect(about(plan)).toBe('Kims\n\nBos');
    write(plan, 'Kims og Bos');
    expect(about(plan)).toBe('Kims og Bos');
    expect([...plan.rows.note.keys()].sort()).toEqual(['n1', 'n3']);
    write(plan, '');
    expect([...plan.rows.note.keys()]).toEqual(['n3']);
  });
});
