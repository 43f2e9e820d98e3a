import { describe, expect, it } from 'vitest';
import { standingOf } from '../../../src/commitment/standing.ts';
import { answer, bySize, must, named, newJoining, on } from './joining.ts';

const statuses = (plan: ReturnType<typeof newJoining>, moduleId: string | null) => {
  const { byStatus } = standingOf(plan, named(plan, 'round', 'Bindende'), moduleId)!;
  return Object.fromEntries(
    [...byStatus].filter(([, { count }]) => count > 0).map(([status, { count }]) => [status, count]),
  );
};

describe('recording answers', () => {
  it('an answer to the whole holds for modules that have none of their own: schools by all, day care by most', () => {
    const plan = newJoining();
    const ids = bySize(plan).map(({ id }) => id);
    must(plan, 'module.add', { id: 'skole', cells: { name: 'Skole', order: 'a1' } });
    must(plan, 'module.add', { id: 'dagtilbud', cells: { name: 'Dagtilbud', order: 'a2' } });
    answer(plan, 'Bindende', ids, 'joined', on('2018-01-01'));
    const roundId = named(plan, 'round', 'Bindende');
    const cells = { answer: { status: 'declined', day: on('2018-01-01') } };
    must(plan, 'commitment.set', { roundId, moduleId: 'dagtilbud', participantIds: ids.slice(0, 3), cells });
    expect(statuses(plan, 'skole')).toEqual({ joined: 98 });
    expect(statuses(plan, 'dagtilbud')).toEqual({ joined: 95, declined: 3 });
    must(plan, 'module.delete', { ids: ['dagtilbud'] });
    expect(plan.rows.commitment.size).toBe(98);
  });

  it('freezes the inhabitants at the signing, keeps them while the answer stays, and lets go of them with it', () => {
    const plan = newJoining();
    const id = named(plan, 'participant', 'Odense');
    const signed = () => [...plan.rows.commitment.values()][0]!.signed;
    answer(plan, 'Bindende', [id], 'joined', on('2024-02-02'));
    expect(signed()).toEqual({ day: on('2024-02-02'), inhabitants: 204_895, populationYear: 2020 });
    must(plan, 'population.set', { year: 2026, counts: [{ code: '461', inhabitants: 210_000 }] });
    answer(plan, 'Bindende', [id], 'joined');
    expect(signed().inhabitants).toBe(204_895);
    answer(plan, 'Bindende', [id], 'left', on('2027-01-01'));
    expect(signed().day).toBe(on('2024-02-02'));
    answer(plan, 'Bindende', [id], 'joined', on('2027-06-01'));
    expect(signed()).toEqual({ day: on('2027-06-01'), inhabitants: 210_000, populationYear: 2026 });
    answer(plan, 'Bindende', [id], 'declined', on('2027-07-01'));
    expect(signed()).toEqual({ day: null, inhabitants: null, populationYear: null });
  });

  it('is refused whole where a round, module or participant is unknown, or somebody answers twice', () => {
    const plan = newJoining();
    const roundId = named(plan, 'round', 'Bindende');
    const participantId = named(plan, 'participant', 'Odense');
    const cells = { remark: 'x' };
    expect(plan.run('commitment.set', { roundId: 'gone', participantIds: [participantId], cells })).toBe('row.unknown');
    expect(plan.run('commitment.set', { roundId, participantIds: ['gone'], cells })).toBe('row.unknown');
    const twice = [1, 2].map(() => ({ roundId, participantId, cells }));
    expect(plan.run('commitment.record', { answers: twice })).toBe('commitment.twice');
    expect(plan.run('population.set', { year: 2026, counts: [{ code: '999', inhabitants: 1 }] })).toBe(
      'participant.unknown-code',
    );
    expect(plan.rows.commitment.size).toBe(0);
  });

  it('a round takes its answers, thresholds and their terms with it', () => {
    const plan = newJoining();
    answer(
      plan,
      'Bindende',
      bySize(plan)
        .slice(0, 5)
        .map(({ id }) => id),
      'joined',
      on('2024-02-02'),
    );
    expect([plan.rows.joinThreshold.size, plan.rows.joinTerm.size]).toEqual([1, 2]);
    must(plan, 'round.delete', { ids: [named(plan, 'round', 'Bindende')] });
    expect([plan.rows.commitment.size, plan.rows.joinThreshold.size, plan.rows.joinTerm.size]).toEqual([0, 0, 0]);
    expect(plan.rows.participant.size).toBe(98);
  });

  it('bringing in the municipalities again changes nothing that people changed', () => {
    const plan = newJoining();
    const id = named(plan, 'participant', 'Odense');
    must(plan, 'participant.update', { id, cells: { mailbox: 'kombit@odense.dk' } });
    must(plan, 'participant.addMunicipalities', {});
    expect(plan.rows.participant.get(id)!.mailbox).toBe('kombit@odense.dk');
    expect(plan.rows.participant.size).toBe(98);
  });
});
