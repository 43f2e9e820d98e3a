import { describe, expect, it } from 'vitest';
import da from '../../../assets/texts/da/commitment.json' with { type: 'json' };
import en from '../../../assets/texts/en/commitment.json' with { type: 'json' };
import { COMMITMENT_FINDINGS } from '../../../src/commitment/findings.ts';
import { inOrderOfPlan, planFindingsOf, titleKeyOf } from '../../../src/schedule/plan-findings.ts';
import { answer, bySize, must, named, newJoining, on } from './joining.ts';

const told = (plan: ReturnType<typeof newJoining>) =>
  planFindingsOf(plan)
    .filter(({ commitment }) => commitment !== null)
    .map(({ id, severity, taskId }) => [id, severity, taskId]);

describe('findings of commitments among those of the plan', () => {
  it('come and go with what is recorded, and are about no task', () => {
    const plan = newJoining('K');
    const ids = bySize(plan)
      .slice(-2)
      .map(({ id }) => id);
    answer(plan, 'Bindende', ids, 'joined', on('2024-02-02'));
    expect(told(plan)).toEqual([]);
    must(plan, 'wave.add', { id: 'w1', cells: { name: 'Bølge 1', order: 'a1', goLiveDay: on('2024-01-01') } });
    expect(told(plan)).toEqual([['rollout.no-wave', 'warning', null]]);
    must(plan, 'goLive.set', { participantIds: ids, cells: { waveId: 'w1' } });
    expect(told(plan)).toEqual([['rollout.before-signing', 'error', null]]);
  });

  it('stand at the milestone of the gate that a threshold holds back', () => {
    const plan = newJoining('K');
    const [threshold] = [...plan.rows.joinThreshold.values()];
    must(plan, 'gate.add', { id: 'g', cells: { name: 'Udbud', taskId: 'K' } });
    must(plan, 'joinThreshold.update', { id: threshold!.id, cells: { gateId: 'g' } });
    const all = bySize(plan).map(({ id }) => id);
    answer(plan, 'Bindende', all, 'declined', on('2024-02-01'));
    expect(told(plan)).toEqual([['commitment.threshold-out-of-reach', 'error', 'K']]);
    must(plan, 'joinThreshold.update', { id: threshold!.id, cells: { gateId: null } });
    expect(told(plan)).toEqual([['commitment.threshold-out-of-reach', 'error', null]]);
  });

  it('come after those about tasks that are as serious', () => {
    const plan = newJoining('K\n T');
    must(plan, 'round.update', { id: named(plan, 'round', 'Bindende'), cells: { deadlineDay: on('2024-02-02') } });
    must(plan, 'project.update', { cells: { statusMin: on('2024-02-03') * 1440 } });
    const found = planFindingsOf(plan).find(({ id }) => id === 'commitment.unanswered')!;
    const ofTask = { id: 'x', severity: 'warning', taskId: 'T', linkId: null, tender: null, commitment: null } as const;
    const error = { ...found, severity: 'error' } as const;
    expect(inOrderOfPlan(plan, [found, ofTask, error])).toEqual([error, ofTask, found]);
  });

  it.each(Object.keys(COMMITMENT_FINDINGS))('%s has a title in both languages', (id) => {
    const [catalogue, key] = titleKeyOf(id).split(':') as [string, string];
    expect(catalogue).toBe('commitment');
    for (const texts of [da, en] as Record<string, string>[]) {
      expect(texts[key]).toMatch(/\w/);
      // What is found of many municipalities is told as one, with their number.
      if (/^rollout\.(?!over-capacity)/.test(id)) expect(texts[`finding.${id}.many`]).toContain('{{count}}');
    }
  });
});
