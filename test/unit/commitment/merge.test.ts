import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { commandById } from '../../../src/commands/index.ts';
import { rowIdOf } from '../../../src/model/row-id.ts';
import { project } from '../../../src/sync/projection.ts';
import { OutlinePlan } from '../model/outline-plan.ts';
import { type Author, commit, newAuthor, policy, pull } from '../sync/history.ts';
import { named, on } from './joining.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A person with a copy of the plan; ids are the real ones. */
class Person {
  readonly author: Author;
  readonly plan = new OutlinePlan('');

  constructor(name: string) {
    this.author = newAuthor(name);
  }

  run(commandId: string, input: unknown): void {
    const env = { ...this.plan.env, rowId: (entity: string, ...parts: string[]) => rowIdOf(entity, parts, sha256) };
    const done = commandById(commandId)!.run(this.plan, input as never, env);
    if (!done.ok) throw new Error(done.error.id);
    commit(this.author, done.value.ops);
    this.plan.apply(done.value.ops);
  }

  /** Takes over everything that another holds, as a copy that had nothing. */
  copy(other: Person): this {
    pull(this.author, other.author);
    this.plan.apply(other.author.held.flatMap(({ ops }) => [...ops]));
    return this;
  }
}

const countOf = (rows: ReturnType<typeof project>['rows'], entity: string): number =>
  [...rows.values()].filter((row) => row.entity === entity).length;

const begun = () => {
  const anna = new Person('anna');
  anna.run('commitment.begin', { rounds: [{ name: 'Bindende', kind: 'binding' }], threshold: 'Halvdelen' });
  const bo = new Person('bo').copy(anna);
  const roundId = named(anna.plan, 'round', 'Bindende');
  const answer = (who: Person, name: string, cells: object) =>
    who.run('commitment.set', { roundId, participantIds: [named(who.plan, 'participant', name)], cells });
  const merged = () => {
    const all = newAuthor('all');
    pull(all, anna.author);
    pull(all, bo.author);
    const { conflicts, rows } = project(all.held, policy);
    return {
      conflicts: conflicts.map(({ kind, entity, cell }) => `${kind} ${entity}.${cell ?? ''}`),
      answers: countOf(rows, 'commitment'),
    };
  };
  return { anna, bo, answer, merged };
};

const joined = { answer: { status: 'joined', day: on('2024-02-02') } };
const declined = { answer: { status: 'declined', day: on('2024-02-05') } };

describe('answers that two people record without knowing of each other', () => {
  it('for different municipalities never conflict', () => {
    const { anna, bo, answer, merged } = begun();
    answer(anna, 'Aarhus', joined);
    answer(bo, 'Odense', declined);
    answer(bo, 'Læsø', joined);
    expect(merged()).toEqual({ conflicts: [], answers: 3 });
  });

  it('for the same municipality make one row, and conflict in the cell that differs', () => {
    const { anna, bo, answer, merged } = begun();
    answer(anna, 'Aarhus', { ...joined, remark: 'Byråd 27.2.' });
    answer(bo, 'Aarhus', { ...declined, remark: 'Byråd 27.2.' });
    // The signing goes with the answer that binds.
    expect(merged()).toEqual({ conflicts: ['value commitment.answer'], answers: 1 });
  });

  it('to different cells of one municipality are both kept', () => {
    const { anna, bo, answer, merged } = begun();
    answer(anna, 'Aarhus', joined);
    answer(bo, 'Aarhus', { remark: 'Rykket', remindedDay: on('2024-02-05') });
    expect(merged()).toEqual({ conflicts: [], answers: 1 });
  });

  it('that are the same are no conflict', () => {
    const { anna, bo, answer, merged } = begun();
    answer(anna, 'Aarhus', joined);
    answer(bo, 'Aarhus', joined);
    expect(merged()).toEqual({ conflicts: [], answers: 1 });
  });

  it('and municipalities that both brought in are 98', () => {
    const anna = new Person('anna');
    const bo = new Person('bo');
    anna.run('participant.addMunicipalities', {});
    bo.run('participant.addMunicipalities', {});
    const all = newAuthor('all');
    pull(all, anna.author);
    pull(all, bo.author);
    const { rows, conflicts } = project(all.held, policy);
    expect(countOf(rows, 'participant')).toBe(98);
    expect(countOf(rows, 'population')).toBe(98);
    expect(conflicts).toEqual([]);
  });
});
