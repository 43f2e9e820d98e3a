import { describe, expect, it } from 'vitest';
import { AS_PLANNED, type GroupKey, groupKeysFor } from '../../../src/reading/arrange.ts';
import { tableLines } from '../../../src/reading/plan-table.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { answer, bySize, must, newJoining, on } from '../commitment/joining.ts';

const plan = newJoining('Kontrakt');
const ids = bySize(plan)
  .slice(-3)
  .map(({ id }) => id);
const before = groupKeysFor(plan);
answer(plan, 'Bindende', ids, 'joined', on('2024-02-02'));
must(plan, 'wave.add', { id: 'w1', cells: { name: 'Bølge 1', order: 'a1', goLiveDay: on('2025-04-01') } });
must(plan, 'wave.add', { id: 'w2', cells: { name: 'Bølge 2', order: 'a2', goLiveDay: on('2025-09-01') } });
must(plan, 'rolloutStep.add', { id: 's', cells: { name: 'Kursus', order: 'a', offsetDays: -28, durationDays: 5 } });
must(plan, 'goLive.set', { participantIds: ids.slice(0, 2), cells: { waveId: 'w1' } });
must(plan, 'goLive.set', { participantIds: ids.slice(2), cells: { waveId: 'w2' } });
must(plan, 'wave.plan', { waveIds: ['w1', 'w2'], names: { goLive: 'Start' } });

const rowsBy = (group: GroupKey) => {
  const sources = {
    plan,
    schedule: scheduleOf(plan),
    language: 'da',
    dateStyle: 'plain',
    baselineId: null,
    nowMin: 0,
    word: (key: string) => key,
  } as const;
  return tableLines(sources, ['name'], { ...AS_PLANNED, group }).map((line) =>
    line.kind === 'group' ? `${line.title}: ${line.count}` : line.cells[0]!,
  );
};

describe('tasks of a rollout in groups', () => {
  it('are put together by wave, in the order of the waves, and what is no rollout comes last', () => {
    expect(rowsBy('wave')).toEqual([
      ...['Bølge 1: 4', 'Kursus', 'Start', 'Kursus', 'Start'],
      ...['Bølge 2: 2', 'Kursus', 'Start'],
      ...['table:group.noRollout: 1', 'Kontrakt'],
    ]);
  });

  it('are put together by municipality in Danish order', () => {
    const names = rowsBy('municipality').filter((row) => row.includes(': '));
    // Aalborg and Aarhus stand at the end of the alphabet.
    expect(names).toEqual(['København: 2', 'Aalborg: 2', 'Aarhus: 2', 'table:group.noRollout: 1']);
  });

  it('stay together where a person has moved a municipality out of its wave', () => {
    const milestone = plan.rows.goLive.values().next().value!.taskId!;
    const summary = plan.rows.task.get(milestone)!.place.parent!;
    plan.apply([{ kind: 'set', entity: 'task', id: summary, cell: 'place', value: { parent: null, order: 'zz' } }]);
    expect(rowsBy('wave').slice(0, 1)).toEqual(['Bølge 1: 4']);
  });

  it('are offered where there are waves', () => {
    expect(before).not.toContain('wave');
    expect(groupKeysFor(plan)).toContain('municipality');
  });
});
