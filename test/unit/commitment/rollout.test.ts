import { describe, expect, it } from 'vitest';
import { bindingPeriod } from '../../../src/commitment/binding.ts';
import { commitmentFindings, findingKey } from '../../../src/commitment/findings.ts';
import {
  billingFrom,
  nameOfLine,
  rolloutOf,
  rolloutOfAll,
  rolloutRound,
  sizeOfWave,
} from '../../../src/commitment/rollout.ts';
import { standsOn } from '../../../src/commitment/rollout-stand.ts';
import { municipalitiesInOrder, standingOf } from '../../../src/commitment/standing.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { dayOfInstant, isoOfDay } from '../../../src/time/day.ts';
import type { OutlinePlan } from '../model/outline-plan.ts';
import { answer, bySize, must, named, newJoining, on } from './joining.ts';

const datesOf = (plan: OutlinePlan) => (id: string) => scheduleOf(plan).datesOf(id);

const linesOf = (plan: OutlinePlan) => rolloutOf(plan, standingOf(plan, rolloutRound(plan)!.id, null)!, datesOf(plan));

const findingsOf = (plan: OutlinePlan): string[] =>
  commitmentFindings(plan, datesOf(plan)).map(({ id, params, concerned }) =>
    [
      id,
      ...(id.startsWith('rollout.') && concerned.length > 0 ? concerned.map((one) => one.params.name) : [params.name]),
    ].join(' '),
  );

const inDanishOrder = (plan: OutlinePlan, ids: readonly string[]): string =>
  municipalitiesInOrder(plan)
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(' ');

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
    // One finding for all three, which says who they are.
    expect(findingsOf(plan)).toEqual([`rollout.no-wave ${inDanishOrder(plan, ids)}`]);
    const [noWave] = commitmentFindings(plan, datesOf(plan));
    expect(noWave).toMatchObject({ params: { count: 3 }, subject: { entity: 'project' } });
    expect(findingKey(noWave!)).toBe('finding.rollout.no-wave.many');
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
    expect(findingsOf(plan)).toEqual([`rollout.notice-late ${inDanishOrder(plan, ids.slice(1))}`]);
    // A day of its own is a notice of its own.
    must(plan, 'goLive.set', { participantIds: ids.slice(1, 2), cells: { plannedDay: on('2025-04-20') } });
    expect(findingsOf(plan).sort()).toEqual(
      names
        .slice(1)
        .map((name) => `rollout.notice-late ${name}`)
        .sort(),
    );
    must(plan, 'goLive.set', { participantIds: ids.slice(1, 2), cells: { plannedDay: null } });
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
    // Who has answered every module has answered; who has answered one of two has not.
    must(plan, 'module.add', { id: 'school', cells: { name: 'Skole', order: 'a1' } });
    must(plan, 'module.add', { id: 'care', cells: { name: 'Dagtilbud', order: 'a2' } });
    const [first, second] = bySize(plan);
    const answerModule = (moduleId: string, participantIds: string[], status: string) =>
      must(plan, 'commitment.set', { roundId, moduleId, participantIds, cells: { answer: { status, day: null } } });
    answerModule('school', [first!.id, second!.id], 'joined');
    answerModule('care', [first!.id], 'declined');
    const [unanswered] = commitmentFindings(plan, datesOf(plan));
    expect(unanswered!.params.count).toBe(97);
    expect(unanswered!.concerned.map(({ participantId }) => participantId)).not.toContain(first!.id);
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

describe('the round that is rolled out', () => {
  it('is the last binding one that somebody joined: an option adds to it, a re-tender takes its place', () => {
    const plan = newJoining('K');
    const [first, second] = bySize(plan).map(({ id }) => id);
    const roundNow = () => rolloutRound(plan)!.name;
    for (const [i, [name, kind]] of [
      ['Option', 'option'],
      ['Genudbud', 'retender'],
      ['Eftertilmelding', 'other'],
    ].entries())
      must(plan, 'round.add', { cells: { name, kind, order: `z${i}` } });
    expect(roundNow()).toBe('Eftertilmelding');
    answer(plan, 'Option', [first!], 'joined', on('2024-03-01'));
    expect(roundNow()).toBe('Option');
    answer(plan, 'Bindende', [first!, second!], 'joined', on('2024-02-01'));
    expect(roundNow()).toBe('Bindende');
    answer(plan, 'Genudbud', [second!], 'joined', on('2031-02-01'));
    expect(roundNow()).toBe('Genudbud');
  });
});

describe('a rollout of modules', () => {
  /** The two smallest have joined the whole, the next a school module alone; day care goes its own way in one of the first. */
  const newModules = () => {
    const plan = newJoining('K');
    const smallest = bySize(plan);
    const [first, second, third] = [smallest[0]!, smallest[1]!, smallest[2]!];
    must(plan, 'module.add', { id: 'school', cells: { name: 'Skole', order: 'a1' } });
    must(plan, 'module.add', { id: 'care', cells: { name: 'Dagtilbud', order: 'a2' } });
    answer(plan, 'Bindende', [first.id, second.id], 'joined', on('2024-02-02'));
    const roundId = named(plan, 'round', 'Bindende');
    const cells = { answer: { status: 'joined', day: on('2024-02-05') } };
    must(plan, 'commitment.set', { roundId, moduleId: 'school', participantIds: [third.id], cells });
    must(plan, 'wave.add', {
      id: 'w1',
      cells: { name: 'Bølge 1', order: 'a1', goLiveDay: on('2025-04-01'), capacity: 3 },
    });
    must(plan, 'wave.add', { id: 'w2', cells: { name: 'Bølge 2', order: 'a2', goLiveDay: on('2025-09-01') } });
    return { plan, first, second, third };
  };

  const all = (plan: OutlinePlan) =>
    rolloutOfAll(plan, rolloutRound(plan)!, datesOf(plan)).map((line) => [
      line.answer.participant.id,
      line.moduleId,
      line.wave?.id ?? null,
    ]);
  const ofModule = (plan: OutlinePlan, moduleId: string) =>
    rolloutOf(plan, standingOf(plan, rolloutRound(plan)!.id, moduleId)!, datesOf(plan)).map(
      ({ answer: { participant }, wave }) => [participant.id, wave?.id ?? null],
    );
  const sorted = (plan: OutlinePlan, lines: readonly (string | null)[][]) => {
    const place = new Map(municipalitiesInOrder(plan).map(({ id }, i) => [id, i]));
    return [...lines].sort((a, b) => place.get(a[0]!)! - place.get(b[0]!)!);
  };

  it('has every go-live once: a module joined alone by itself, the rest as the whole', () => {
    const { plan, first, second, third } = newModules();
    expect(all(plan)).toEqual(
      sorted(plan, [
        [first.id, null, null],
        [second.id, null, null],
        [third.id, 'school', null],
      ]),
    );
    must(plan, 'goLive.set', { participantIds: [first.id], cells: { waveId: 'w1', noticeDay: on('2024-06-01') } });
    must(plan, 'goLive.set', { participantIds: [first.id], moduleId: 'care', cells: { waveId: 'w2' } });
    expect(all(plan)).toEqual(
      sorted(plan, [
        [first.id, null, 'w1'],
        [first.id, 'care', 'w2'],
        [second.id, null, null],
        [third.id, 'school', null],
      ]),
    );
    // With a go-live for each module nothing is left for the whole.
    must(plan, 'goLive.set', {
      participantIds: [first.id],
      moduleId: 'school',
      cells: { plannedDay: on('2025-05-05') },
    });
    expect(all(plan).filter(([id]) => id === first.id)).toEqual([
      [first.id, 'school', 'w1'],
      [first.id, 'care', 'w2'],
    ]);
  });

  it('takes from the whole what a module does not say itself, and begins a module with it', () => {
    const { plan, first, second, third } = newModules();
    const goLives = [{ participantId: first.id }, { participantId: third.id, moduleId: 'school' }];
    must(plan, 'goLive.set', { goLives, cells: { waveId: 'w1', noticeDay: on('2024-06-01') } });
    expect(ofModule(plan, 'school')).toEqual(
      sorted(plan, [
        [first.id, 'w1'],
        [second.id, null],
        [third.id, 'w1'],
      ]),
    );
    expect(ofModule(plan, 'care')).toEqual(
      sorted(plan, [
        [first.id, 'w1'],
        [second.id, null],
      ]),
    );
    must(plan, 'goLive.postpone', {
      participantIds: [first.id],
      moduleId: 'care',
      toDay: on('2025-06-01'),
      reason: 'X',
    });
    const round = rolloutRound(plan)!;
    const care = rolloutOfAll(plan, round, datesOf(plan)).find(({ moduleId }) => moduleId === 'care')!;
    expect(care).toMatchObject({
      noticeDay: on('2024-06-01'),
      day: on('2025-06-01'),
      postponements: [{ reason: 'X' }],
    });
    expect(nameOfLine(plan, care)).toMatch(/ \(Dagtilbud\)$/);
    // Who says no to a module does not get it, whatever is planned for the whole.
    const cells = { answer: { status: 'declined', day: on('2024-03-01') } };
    must(plan, 'commitment.set', { roundId: round.id, moduleId: 'school', participantIds: [first.id], cells });
    expect(ofModule(plan, 'school').map(([id]) => id)).not.toContain(first.id);
    expect(plan.run('goLive.set', { cells: { pilot: true } })).toBe('goLive.nobody');
  });

  it('counts a municipality once in a wave, and stands by all its modules on a day', () => {
    const { plan, first } = newModules();
    const goLives = ['school', 'care'].map((moduleId) => ({ participantId: first.id, moduleId }));
    must(plan, 'goLive.set', { goLives, cells: { waveId: 'w1' } });
    const lines = () => rolloutOfAll(plan, rolloutRound(plan)!, datesOf(plan)).filter(({ wave }) => wave !== undefined);
    expect(lines()).toHaveLength(2);
    expect(sizeOfWave(lines(), 'w1')).toBe(1);
    must(plan, 'goLive.set', { participantIds: [first.id], moduleId: 'care', cells: { waveId: 'w2' } });
    const standOn = (day: string) => standsOn(lines(), on(day)).get(first.id)!.stand;
    expect(['2025-03-31', '2025-04-01', '2025-08-31', '2025-09-01'].map(standOn)).toEqual([
      'coming',
      'partly',
      'partly',
      'live',
    ]);
    must(plan, 'wave.update', { id: 'w2', cells: { goLiveDay: null } });
    expect(['2025-03-31', '2025-04-01'].map(standOn)).toEqual(['undated', 'partly']);
  });

  it('names the module where a finding is about one', () => {
    const { plan, third } = newModules();
    const rest = rolloutOfAll(plan, rolloutRound(plan)!, datesOf(plan)).filter(({ moduleId }) => moduleId === null);
    must(plan, 'goLive.set', {
      participantIds: rest.map(({ answer: { participant } }) => participant.id),
      cells: { waveId: 'w1' },
    });
    const { name } = plan.rows.participant.get(third.id)!;
    expect(findingsOf(plan)).toEqual([`rollout.no-wave ${name} (Skole)`]);
    const roundId = named(plan, 'round', 'Bindende');
    const cells = { answer: { status: 'joined', day: null } };
    must(plan, 'commitment.set', { roundId, moduleId: 'care', participantIds: [third.id], cells });
    const [noWave] = commitmentFindings(plan, datesOf(plan));
    // One municipality is not several.
    expect(findingKey(noWave!)).toBe('finding.rollout.no-wave');
    expect(noWave).toMatchObject({
      params: { name: `${name} (Skole), ${name} (Dagtilbud)` },
      concerned: { length: 2 },
    });
  });

  it('has a task for each module of a municipality in a wave', () => {
    const { plan, first } = newModules();
    const { name } = plan.rows.participant.get(first.id)!;
    const goLives = ['school', 'care'].map((moduleId) => ({ participantId: first.id, moduleId }));
    must(plan, 'goLive.set', { goLives, cells: { waveId: 'w1' } });
    must(plan, 'wave.plan', { waveIds: ['w1'], names: { goLive: 'Idriftsættelse' } });
    expect(
      plan
        .text()
        .split('\n')
        .filter((line) => /^ \S/.test(line))
        .sort(),
    ).toEqual([` ${name}: Dagtilbud`, ` ${name}: Skole`]);
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
