import { describe, expect, it } from 'vitest';
import { bindingPeriod } from '../../../src/commitment/binding.ts';
import { commitmentFindings } from '../../../src/commitment/findings.ts';
import { billingFrom, rolloutOf, rolloutRound } from '../../../src/commitment/rollout.ts';
import { standingOf } from '../../../src/commitment/standing.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { dayOfInstant, isoOfDay } from '../../../src/time/day.ts';
import type { OutlinePlan } from '../model/outline-plan.ts';
import { answer, bySize, must, named, newJoining, on } from './joining.ts';

const datesOf = (plan: OutlinePlan) => (id: string) => scheduleOf(plan).datesOf(id);

const linesOf = (plan: OutlinePlan) =>
  rolloutOf(plan, standingOf(plan, rolloutRound(plan)!.id, null)!, null, datesOf(plan));

const findingsOf = (plan: OutlinePlan): string[] =>
  commitmentFindings(plan, datesOf(plan)).map(({ id, params }) => `${id} ${params.name}`);

/** Three municipalities bound, two waves, one pilot in the first. */
const newRollout = () => {
  const plan = newJoining('K');
  const chosen = bySize(plan).slice(-3);
  const ids = chosen.map(({ id }) => id);
  must(plan, 'project.update', { cells: { startMin: on('2024-01-02') * 1440 + 480 } });
  answer(plan, 'Bindende', ids, 'joined', on('2024-02-02'));
  must(plan, 'wave.add', {
    id: 'w1',
    cells: { name: 'Bølge 1', order: 'a1', goLiveDay: on('2025-04-01'), capacity: 1, pilot: true },
  });
  must(plan, 'wave.add', { id: 'w2', cells: { name: 'Bølge 2', order: 'a2', goLiveDay: on('2025-05-01') } });
  return { plan, ids, names: chosen.map(({ name }) => name) };
};

describe('rollout', () => {
  it('tells per municipality what is desired, planned and actual, when to tell it and from when it pays', () => {
    const { plan, ids } = newRollout();
    const [first] = ids as [string, string, string];
    const roundId = named(plan, 'round', 'Bindende');
    must(plan, 'commitment.set', { roundId, participantIds: [first], cells: { desiredGoLiveDay: on('2025-03-01') } });
    must(plan, 'goLive.set', { participantIds: [first], cells: { waveId: 'w1' } });
    const line = () => linesOf(plan).find((one) => one.answer.participant.id === first)!;
    // Nine months before, and the first of the month after: as SAPA had it.
    expect(
      [line().desiredDay, line().day, line().noticeDueDay, line().billingDay].map((day) => isoOfDay(day!)),
    ).toEqual(['2025-03-01', '2025-04-01', '2024-07-01', '2025-05-01']);
    expect(line().isPilot).toBe(true);
    must(plan, 'goLive.postpone', { participantIds: [first], toDay: on('2025-06-15'), reason: 'Støttesystemer' });
    expect(isoOfDay(line().day!)).toBe('2025-06-15');
    expect(line().postponements).toMatchObject([
      { days: { fromDay: on('2025-04-01'), toDay: on('2025-06-15') }, reason: 'Støttesystemer' },
    ]);
    must(plan, 'goLive.set', { participantIds: [first], cells: { actualDay: on('2025-06-20') } });
    expect(isoOfDay(line().day!)).toBe('2025-06-20');
    expect(plan.run('goLive.postpone', { participantIds: [first], toDay: on('2025-01-01'), reason: '' })).toBe(
      'goLive.not-later',
    );
    expect(plan.run('goLive.postpone', { participantIds: [ids[1]], toDay: on('2025-01-01'), reason: '' })).toBe(
      'goLive.no-day',
    );
  });

  it.each([
    ['2019-06-30', '2019-07-01'],
    ['2019-07-01', '2019-08-01'],
    ['2019-12-15', '2020-01-01'],
  ])('a go-live on %s is billed from %s', (day, from) => {
    expect(billingFrom(on(day))).toBe(on(from));
  });

  it('finds waves over capacity, late notice, nobody in a wave, go-live before contract and before signing', () => {
    const { plan, ids, names } = newRollout();
    expect(findingsOf(plan).sort()).toEqual([...names].map((name) => `rollout.no-wave ${name}`).sort());
    must(plan, 'goLive.set', { participantIds: ids, cells: { waveId: 'w1' } });
    expect(findingsOf(plan)).toEqual(['rollout.over-capacity Bølge 1']);
    must(plan, 'goLive.set', { participantIds: ids.slice(1), cells: { waveId: 'w2' } });
    expect(findingsOf(plan)).toEqual([]);
    // Told a day too late: the notice for 1 April 2025 is due on 1 July 2024.
    must(plan, 'goLive.set', { participantIds: ids.slice(0, 1), cells: { noticeDay: on('2024-07-02') } });
    expect(findingsOf(plan)).toEqual([`rollout.notice-late ${names[0]}`]);
    must(plan, 'goLive.set', { participantIds: ids.slice(0, 1), cells: { noticeDay: on('2024-07-01') } });
    expect(findingsOf(plan)).toEqual([]);
    // Nobody told the second wave, due on 1 August 2024.
    must(plan, 'project.update', { cells: { statusMin: on('2024-08-02') * 1440 } });
    expect(findingsOf(plan).sort()).toEqual(
      names
        .slice(1)
        .map((name) => `rollout.notice-late ${name}`)
        .sort(),
    );
    must(plan, 'project.update', { cells: { statusMin: null, contractTaskId: 'K' } });
    plan.apply([
      {
        kind: 'set',
        entity: 'task',
        id: 'K',
        cell: 'constraint',
        value: { type: 'SNET', atMin: on('2025-04-02') * 1440 },
      },
    ]);
    expect(findingsOf(plan)).toEqual([`rollout.before-contract ${names[0]}`]);
    must(plan, 'project.update', { cells: { contractTaskId: null } });
    answer(plan, 'Bindende', ids.slice(2), 'joined', on('2025-05-02'));
    expect(findingsOf(plan)).toEqual([`rollout.before-signing ${names[2]}`]);
  });

  it('says which rounds have answers missing after their deadline, and when a threshold is out of reach', () => {
    const plan = newJoining();
    const roundId = named(plan, 'round', 'Bindende');
    must(plan, 'round.update', { id: roundId, cells: { deadlineDay: on('2024-02-02') } });
    expect(findingsOf(plan)).toEqual([]);
    must(plan, 'project.update', { cells: { statusMin: on('2024-02-03') * 1440 } });
    expect(commitmentFindings(plan, datesOf(plan))).toMatchObject([
      { id: 'commitment.unanswered', params: { name: 'Bindende', count: 98 } },
    ]);
    answer(
      plan,
      'Bindende',
      bySize(plan).map(({ id }) => id),
      'declined',
      on('2024-02-01'),
    );
    expect(findingsOf(plan)).toEqual(['commitment.threshold-out-of-reach Halvdelen']);
  });
});

describe('tasks of waves', () => {
  const { plan, ids, names } = newRollout();
  must(plan, 'rolloutStep.add', {
    id: 's1',
    cells: { name: 'Uddannelse', order: 'a1', offsetDays: -28, durationDays: 5 },
  });
  must(plan, 'rolloutStep.add', {
    id: 's2',
    cells: { name: 'Opfølgning', order: 'a2', offsetDays: 14, durationDays: 2 },
  });
  must(plan, 'goLive.set', { participantIds: ids.slice(0, 2), cells: { waveId: 'w1' } });
  must(plan, 'goLive.set', { participantIds: ids.slice(2), cells: { waveId: 'w2' } });
  const make = () => must(plan, 'wave.plan', { waveIds: ['w1', 'w2'], names: { goLive: 'Idriftsættelse' } });

  it('repeat in every municipality, below its wave', () => {
    make();
    const below = (name: string) => [` ${name}`, '  Uddannelse', '  Idriftsættelse', '  Opfølgning'];
    const lines = plan.text().split('\n');
    expect(lines).toHaveLength(1 + 2 + 3 * 4);
    expect(lines.slice(0, 2)).toEqual(['K', 'Bølge 1']);
    expect(lines.slice(lines.indexOf('Bølge 2'))).toEqual(['Bølge 2', ...below(names[2]!)]);
    for (const name of names) expect(lines).toContain(` ${name}`);
  });

  it('have the dates of the go-live, and hold it back when they are late', () => {
    const line = () => linesOf(plan).find(({ answer: { participant } }) => participant.id === ids[0])!;
    expect(isoOfDay(line().day!)).toBe('2025-04-01');
    const step = [...plan.rows.task.values()].find(
      ({ name, place }) => name === 'Uddannelse' && plan.rows.task.get(place.parent!)!.name === names[0],
    )!;
    expect(isoOfDay(dayOfInstant(scheduleOf(plan).datesOf(step.id)!.startMin))).toBe('2025-03-04');
    plan.apply([
      { kind: 'set', entity: 'task', id: step.id, cell: 'duration', value: { ...step.duration, minutes: 40 * 480 } },
    ]);
    expect(isoOfDay(line().day!) > '2025-04-01').toBe(true);
    plan.apply([{ kind: 'set', entity: 'task', id: step.id, cell: 'duration', value: step.duration }]);
  });

  it('made again change nothing, move who changes waves, and follow new dates', () => {
    const before = plan.text();
    make();
    expect(plan.text()).toBe(before);
    must(plan, 'wave.update', { id: 'w2', cells: { goLiveDay: on('2025-09-01') } });
    must(plan, 'goLive.set', { participantIds: ids.slice(1, 2), cells: { waveId: 'w2' } });
    make();
    const lines = plan.text().split('\n');
    expect(lines).toHaveLength(before.split('\n').length);
    const inSecond = lines.slice(lines.indexOf('Bølge 2')).filter((line) => /^ \S/.test(line));
    expect(inSecond.map((line) => line.trim()).sort()).toEqual(names.slice(1).sort());
    const moved = linesOf(plan).find(({ answer: { participant } }) => participant.id === ids[1])!;
    expect(isoOfDay(moved.day!)).toBe('2025-09-01');
  });

  it('of a wave without a date are refused', () => {
    must(plan, 'wave.update', { id: 'w2', cells: { goLiveDay: null } });
    expect(plan.run('wave.plan', { waveIds: ['w2'], names: { goLive: 'X' } })).toBe('wave.no-day');
  });
});

describe('binding periods', () => {
  const plan = newJoining();
  const [largest] = bySize(plan).slice(-1);
  const roundId = named(plan, 'round', 'Bindende');
  const periodWith = (binding: object, goLiveDay: number | null) => {
    must(plan, 'round.update', { id: roundId, cells: { binding } });
    const standing = standingOf(plan, roundId, null)!;
    const period = bindingPeriod(standing.round, standing.byParticipant.get(largest!.id)!, goLiveDay);
    return period && [isoOfDay(period.fromDay), isoOfDay(period.toDay)];
  };

  it('bind nobody who has not joined', () => {
    expect(periodWith({ months: 96, from: 'signing', fromDay: null }, null)).toBeNull();
  });

  it('run from the signing, the go-live or a day: eight years in the library system', () => {
    answer(plan, 'Bindende', [largest!.id], 'joined', on('2012-12-01'));
    expect(periodWith({ months: 96, from: 'signing', fromDay: null }, null)).toEqual(['2012-12-01', '2020-11-30']);
    expect(periodWith({ months: 96, from: 'go-live', fromDay: null }, on('2016-01-01'))).toEqual([
      '2016-01-01',
      '2023-12-31',
    ]);
    expect(periodWith({ months: 96, from: 'go-live', fromDay: null }, null)).toBeNull();
    expect(periodWith({ months: 120, from: 'day', fromDay: on('2020-04-28') }, null)).toEqual([
      '2020-04-28',
      '2030-04-27',
    ]);
    expect(periodWith({ months: null, from: 'signing', fromDay: null }, null)).toBeNull();
  });
});
