import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../src/model/outline.ts';
import { scheduleOf } from '../../../src/schedule/plan-schedule.ts';
import { PROCEDURES, WITH_ROUNDS } from '../../../src/tender/procedure.ts';
import { ruleOf } from '../../../src/tender/rules.ts';
import { TEMPLATES } from '../../../src/tender/template.ts';
import { commandFor, settlementFor } from '../../../src/tender/tender-of-plan.ts';
import { dayOfInstant } from '../../../src/time/day.ts';
import { workingDayFrom } from '../../../src/time/period.ts';
import { day, fromNotice, made, settingsFor } from './dates.ts';
import { cellsFor, TenderPlan } from './tender-plan.ts';

/** A contract that has to come later is late for its goal as well, which the schedule tells. */
const isOfTender = (id: string): boolean => id.startsWith('tender.');

const childrenOf = (plan: TenderPlan): string[] => outlineOf(plan).ids.map((id) => plan.rows.task.get(id)!.name);

const anchor = (event: string, iso: string) => ({ event, day: day(iso) });

describe('a tender laid into a plan', () => {
  const plan = new TenderPlan().tender({
    procedure: 'open',
    template: 'minimum',
    anchor: anchor('notice', '2026-03-02'),
  });

  it('is ordinary tasks with the dates of its timetable', () => {
    const timetable = fromNotice('open', '2026-03-02');
    expect(plan.view.rows.map(({ key, day: at }) => [key, at])).toEqual(
      timetable.events.map(({ key, day: at }) => [key, at]),
    );
    expect(plan.date('tenders-deadline')).toBe('2026-04-01');
    expect(plan.found('error')).toEqual([]);
  });

  it('counts statutory periods anew when the notice moves: over Easter to the next working day', () => {
    const moved = new TenderPlan().tender({
      procedure: 'open',
      template: 'minimum',
      anchor: anchor('notice', '2026-03-02'),
    });
    moved.must('tender.setDate', { id: 't', event: 'notice', day: day('2026-03-06') });
    expect(moved.date('notice')).toBe('2026-03-06');
    expect(moved.date('tenders-deadline')).toBe('2026-04-07');
    expect(moved.found('error')).toEqual([]);
  });
});

const anySettings = fc
  .record({
    procedure: fc.constantFrom(...PROCEDURES),
    template: fc.constantFrom(...TEMPLATES),
    rounds: fc.integer({ min: 1, max: 3 }),
    urgent: fc.boolean(),
    letter: fc.boolean(),
    auction: fc.boolean(),
    framework: fc.boolean(),
    boardApproval: fc.boolean(),
    documentsOnline: fc.boolean(),
    siteVisit: fc.boolean(),
    electronic: fc.boolean(),
    complaintBufferDays: fc.constantFrom(0, 0, 30),
    agreedDays: fc.constantFrom(null, null, 12),
    questionRounds: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ procedure, rounds, ...given }) =>
    settingsFor(procedure, { ...given, rounds: WITH_ROUNDS.has(procedure) ? rounds : 0 }),
  );
const anyDay = fc.integer({ min: day('2020-01-01'), max: day('2060-12-31') });

describe('properties', () => {
  it('laid into a plan, every event stands where the timetable has it', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.constantFrom('notice', 'contract', 'go-live'), (settings, at, event) => {
        const anchorDay = event === 'notice' ? workingDayFrom(at) : at;
        const timetable = made({ settings, anchor: { id: event as 'notice', day: anchorDay } });
        const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event, day: anchorDay } });
        const dates = new Map(plan.view.rows.map(({ key, day: planned }) => [key, planned]));
        for (const { key, day: planned } of timetable.events) expect([key, dates.get(key)]).toEqual([key, planned]);
        expect(plan.found('error')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('moved by any number of days, a plan has no error', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.integer({ min: -400, max: 400 }), (settings, at, byDays) => {
        const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event: 'notice', day: at } });
        const [first] = plan.view.rows;
        plan.must('task.setConstraint', {
          id: first!.taskId,
          constraint: { type: 'SNET', atMin: ((first!.startDay ?? first!.day) + byDays) * 1440 + 480 },
        });
        const wanted = workingDayFrom((first!.startDay ?? first!.day) + byDays);
        // By its key: what was counted back from a later day may stand before it now.
        const moved = plan.view.rows.find(({ key }) => key === first!.key)!;
        expect(moved.startDay ?? moved.day).toBe(wanted);
        expect(plan.found('error')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('one day below a minimum, after a latest day or above a maximum, set by hand, gives exactly that finding', () => {
    fc.assert(
      fc.property(anySettings, anyDay, (settings, at) => {
        const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event: 'contract', day: at } });
        for (const { key, id, ruleId, kind, earliestDay, latestDay } of plan.view.rows) {
          const rule = ruleId === null ? undefined : ruleOf(ruleId);
          if (kind !== 'statutory' || rule === undefined || id === 'pin') continue;
          const isBackward = rule.direction === 'backward';
          const wrong = rule.bound === 'minimum' && !isBackward ? earliestDay! - 1 : latestDay! + 1;
          const by = rule.bound === 'maximum' ? 'above-maximum' : isBackward ? 'after-latest' : 'below-minimum';
          const before = plan.snapshot();
          // Ten to fifteen working days of assessment can be justified, and what others take too long for is no fault of the plan.
          const expected = rule.id === 'dps.assessment' || rule.bindsOthers ? [] : [`tender.${by} ${id}`];
          expect([key, plan.byHand(key, wrong).found('error').filter(isOfTender)]).toEqual([key, expected]);
          plan.restore(before);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('backwards from a contract or a go-live: no later than asked', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.constantFrom('contract', 'go-live'), (settings, at, event) => {
        const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event, day: at } });
        const row = plan.view.rows.find(({ id }) => id === event)!;
        expect(row.day).toBeLessThanOrEqual(at);
        expect(plan.found('error')).toEqual([]);
        // Forwards from its own notice the contract comes no later either.
        const notice = plan.view.rows.find(({ id }) => id === 'notice' && settings.procedure !== 'without-notice');
        if (notice === undefined) return;
        const onwards = new TenderPlan().tender({
          ...cellsFor(settings),
          anchor: { event: 'notice', day: notice.day },
        });
        const contract = (of: TenderPlan) => of.view.rows.find(({ id }) => id === 'contract')!.day;
        expect(contract(onwards)).toBeLessThanOrEqual(contract(plan));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a prior information notice', () => {
  it('shortens the time to tender while the notice lies in its window, wherever the notice is moved', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('open', 'restricted', 'negotiation'),
        fc.constantFrom('minimum', 'large-it'),
        anyDay,
        fc.integer({ min: 1, max: 420 }),
        fc.integer({ min: -60, max: 400 }),
        (procedure, template, at, before, byDays) => {
          const pinDay = workingDayFrom(at) - before;
          const settings = settingsFor(procedure as 'open', { template: template as 'minimum', pinDay });
          const noticeDay = workingDayFrom(at);
          const timetable = made({ settings, anchor: { id: 'notice', day: noticeDay } });
          const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event: 'notice', day: noticeDay } });
          for (const { key, day: planned } of timetable.events)
            expect([key, plan.view.rows.find((row) => row.key === key)?.day]).toEqual([key, planned]);
          const first = plan.view.rows.find(({ id }) => id !== 'pin')!;
          const atMin = ((first.startDay ?? first.day) + byDays) * 1440 + 480;
          plan.must('task.setConstraint', { id: first.taskId, constraint: { type: 'SNET', atMin } });
          expect(plan.found('error')).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the date of a prior information notice', () => {
  const pinned = () =>
    new TenderPlan().tender({
      procedure: 'open',
      template: 'minimum',
      anchor: anchor('notice', '2026-06-01'),
      pin: { day: day('2026-04-01'), complete: true },
    });

  it('is one, in the plan and among the assumptions', () => {
    const plan = pinned();
    expect([plan.date('pin'), plan.date('tenders-deadline')]).toEqual(['2026-04-01', '2026-06-16']);
    plan.must('tender.update', { id: 't', cells: { pin: { day: day('2026-05-20'), complete: true } } });
    expect([plan.date('pin'), plan.date('tenders-deadline')]).toEqual(['2026-05-20', '2026-07-01']);
    plan.must('tender.setDate', { id: 't', event: 'pin', day: day('2026-04-10') });
    expect(plan.view.tender.pin.day).toBe(day('2026-04-10'));
    expect(plan.date('tenders-deadline')).toBe('2026-06-16');
    plan.must('tender.update', { id: 't', cells: { pin: { day: null, complete: true } } });
    expect([plan.date('pin'), plan.date('tenders-deadline')]).toEqual([undefined, '2026-07-01']);
  });
});

describe('slack around statutory periods', () => {
  it('a milestone put off to its latest date leaves the end of the plan where it is, and a day more does not', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.nat(), (settings, at, pick) => {
        const plan = new TenderPlan().tender({ ...cellsFor(settings), anchor: { event: 'notice', day: at } });
        expect(plan.found('warning').filter((id) => id.startsWith('schedule.'))).toEqual([]);
        const { result, outline } = scheduleOf(plan);
        const milestones = plan.view.rows.filter(({ startDay, isManual }) => startDay === null && !isManual);
        const { taskId, day: planned } = milestones[pick % milestones.length]!;
        const late = result.lateFinish[outline.position.get(taskId!)!]!;
        const finish = result.projectFinish;
        expect(dayOfInstant(late)).toBeGreaterThanOrEqual(planned);
        const putOff = (atMin: number) => {
          plan.must('task.setConstraint', { id: taskId, constraint: { type: 'SNET', atMin } });
          return scheduleOf(plan).result.projectFinish;
        };
        expect(putOff(late)).toBe(finish);
        expect(putOff(late + 1440)).toBeGreaterThan(finish);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a plan with closing days of its own', () => {
  it('still has no error, wherever it begins', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('open', 'negotiation'),
        fc.integer({ min: day('2026-01-01'), max: day('2030-12-31') }),
        (procedure, at) => {
          const plan = new TenderPlan(['da-public', 'da-closing']).tender({
            procedure,
            template: 'large-it',
            anchor: { event: 'notice', day: at },
          });
          expect(plan.found('error')).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('laid anew', () => {
  const negotiated = () =>
    new TenderPlan().tender({
      procedure: 'negotiation',
      template: 'large-it',
      rounds: 2,
      anchor: anchor('notice', '2027-03-01'),
    });

  it('changes nothing where nothing has changed', () => {
    const plan = negotiated();
    const before = JSON.stringify(plan.snapshot());
    plan.must('tender.generate', { id: 't' });
    expect(JSON.stringify(plan.snapshot())).toBe(before);
  });

  it('keeps what people changed: names, lengths, people, lags, dates set by hand', () => {
    const plan = negotiated();
    const [evaluation, meeting] = [plan.taskId('evaluation'), plan.taskId('information-meeting')];
    const lag = { amount: 60 * 1440, kind: 'elapsed', unit: 'day' };
    const link = [...plan.rows.link.values()].find(
      ({ successorId }) => successorId === plan.taskId('requests-deadline'),
    )!;
    plan
      .must('task.rename', { id: evaluation, name: 'Evaluering i Odense' })
      .must('task.setDuration', {
        id: evaluation,
        duration: { minutes: 9600, unit: 'day', elapsed: false, estimated: false },
      })
      .must('party.add', { id: 'anna', cells: { name: 'Anna' } })
      .must('task.setResponsible', { ids: [evaluation], partyId: 'anna' })
      .must('link.update', { id: link.id, lag })
      .must('tender.setDate', { id: 't', event: 'information-meeting', day: day('2027-06-01') })
      .must('tender.update', { id: 't', cells: { anchor: anchor('notice', '2027-04-05') } })
      .must('tender.generate', { id: 't' });
    expect(plan.date('notice')).toBe('2027-04-05');
    expect(plan.rows.task.get(evaluation)).toMatchObject({ name: 'Evaluering i Odense', responsibleId: 'anna' });
    expect(plan.rows.task.get(evaluation)!.duration.minutes).toBe(9600);
    expect(plan.rows.link.get(link.id)!.lag).toEqual(lag);
    expect(plan.date('requests-deadline')).toBe('2027-06-04');
    expect(plan.taskId('information-meeting')).toBe(meeting);
    expect(plan.rows.task.get(meeting)!.constraint.atMin ?? plan.rows.task.get(meeting)!.manualDates.finishMin).toBe(
      day('2027-06-01') * 1440 + 960,
    );
  });

  it('leaves away what people deleted, until they want it back', () => {
    const plan = negotiated();
    plan.must('task.delete', { ids: [plan.taskId('information-meeting')] }).must('tender.generate', { id: 't' });
    expect(plan.date('information-meeting')).toBeUndefined();
    plan.must('tender.generate', { id: 't', restore: true });
    expect(plan.date('information-meeting')).toBeDefined();
  });

  it('takes a round away, and leaves a task that somebody has touched as an ordinary one', () => {
    const plan = negotiated();
    const second = plan.taskId('negotiation-2');
    plan.must('tender.update', { id: 't', cells: { rounds: 1 } }).must('tender.generate', { id: 't' });
    expect(plan.rows.task.has(second)).toBe(false);
    expect(plan.found('error')).toEqual([]);
    const touched = negotiated();
    const kept = touched.taskId('negotiation-2');
    touched.must('task.rename', { id: kept, name: 'Ekstra møde' });
    touched.must('tender.update', { id: 't', cells: { rounds: 1 } }).must('tender.generate', { id: 't' });
    expect(touched.rows.task.get(kept)).toMatchObject({ name: 'Ekstra møde', tenderId: null });
    expect(touched.date('negotiation-2')).toBeUndefined();
  });

  it('adds rounds in their place', () => {
    const plan = negotiated();
    plan.must('tender.update', { id: 't', cells: { rounds: 3 } }).must('tender.generate', { id: 't' });
    const keys = plan.view.rows.map(({ key }) => key);
    expect(keys.indexOf('negotiation-3')).toBe(keys.indexOf('negotiation-2') + 1);
    const names = childrenOf(plan).filter((name) => name.startsWith('Forhandling'));
    expect(names).toEqual([...names].sort());
    expect(names).toHaveLength(3);
  });

  it('keeps what has happened, and plans the rest from there', () => {
    const plan = negotiated();
    plan
      .must('tender.setActual', { id: 't', event: 'notice', day: day('2027-03-08') })
      .must('tender.generate', { id: 't' });
    const row = plan.view.rows.find(({ key }) => key === 'notice')!;
    expect([row.status, row.actualDay, row.day]).toEqual(['done', day('2027-03-08'), day('2027-03-08')]);
    expect(plan.date('requests-deadline')! >= '2027-04-07').toBe(true);
    expect(plan.found('error')).toEqual([]);
  });
});

describe('deleting a tender', () => {
  it('takes its tasks and the summary along, or leaves them as ordinary tasks', () => {
    const plan = new TenderPlan().tender({ procedure: 'open', anchor: anchor('notice', '2027-03-01') });
    const kept = plan.snapshot();
    plan.must('tender.delete', { ids: ['t'] });
    expect([plan.rows.task.size, plan.rows.link.size, plan.rows.tender.size]).toEqual([0, 0, 0]);
    plan.restore(kept);
    const count = plan.rows.task.size;
    plan.must('tender.delete', { ids: ['t'], tasks: 'keep' });
    expect(plan.rows.task.size).toBe(count);
    expect([...plan.rows.task.values()].every(({ tenderId }) => tenderId === null)).toBe(true);
  });
});

describe('a date that somebody types', () => {
  const large = () =>
    new TenderPlan().tender({ procedure: 'negotiation', template: 'large-it', anchor: anchor('notice', '2027-03-01') });
  const type = (plan: TenderPlan, event: string, iso: string, timeMin?: number) =>
    plan.must('tender.setDate', { id: 't', event, day: day(iso), ...(timeMin === undefined ? {} : { timeMin }) });
  const row = (plan: TenderPlan, event: string) => plan.view.rows.find(({ key }) => key === event)!;

  it('earlier, as the law allows, shortens the planned length and stays with the links', () => {
    const plan = large();
    const before = plan.date('requests-deadline')!;
    type(plan, 'requests-deadline', '2027-04-02');
    expect(before > '2027-04-02').toBe(true);
    expect([plan.date('requests-deadline'), row(plan, 'requests-deadline').isManual]).toEqual(['2027-04-02', false]);
    type(plan, 'notice', '2027-03-08');
    expect(plan.date('requests-deadline')! >= '2027-04-08').toBe(true);
    expect(plan.found('error')).toEqual([]);
  });

  it('earlier than the law allows stands as it was typed, with the finding', () => {
    const plan = type(large(), 'requests-deadline', '2027-03-30');
    expect([plan.date('requests-deadline'), row(plan, 'requests-deadline').isManual]).toEqual(['2027-03-30', true]);
    expect(plan.found('error')).toEqual(['tender.below-minimum requests-deadline']);
    plan.must('tender.releaseDate', { id: 't', event: 'requests-deadline' });
    expect(plan.found('error')).toEqual([]);
  });

  it('later is the earliest from now on, and the law still counts', () => {
    const plan = type(large(), 'tenders-deadline', '2027-09-01');
    expect(plan.date('tenders-deadline')).toBe('2027-09-01');
    type(plan, 'notice', '2027-08-02');
    expect(plan.date('tenders-deadline')! > '2027-09-27').toBe(true);
    expect(plan.found('error')).toEqual([]);
  });

  it('makes an activity longer or shorter', () => {
    const plan = large();
    const start = row(plan, 'evaluation').startDay;
    for (const iso of ['2027-11-30', '2028-01-31', '2027-11-15']) {
      type(plan, 'evaluation', iso);
      expect([plan.date('evaluation'), row(plan, 'evaluation').startDay]).toEqual([iso, start]);
    }
    expect(plan.found('error')).toEqual([]);
  });

  it('moves the first step in both directions', () => {
    const plan = new TenderPlan().tender({
      procedure: 'open',
      anchor: anchor('notice', '2026-03-02'),
      template: 'minimum',
    });
    expect(type(plan, 'notice', '2026-02-02').date('tenders-deadline')).toBe('2026-03-04');
    expect(type(plan, 'notice', '2026-04-07').date('tenders-deadline')).toBe('2026-05-07');
  });

  it('a time of day moves a deadline off the last day of its minimum', () => {
    const plan = new TenderPlan().tender({
      procedure: 'open',
      anchor: anchor('notice', '2026-03-02'),
      template: 'minimum',
    });
    type(plan, 'tenders-deadline', '2026-04-07', 720);
    expect([plan.date('tenders-deadline'), row(plan, 'tenders-deadline').timeMin]).toEqual(['2026-04-07', 720]);
    type(plan, 'tenders-deadline', '2026-04-01', 720);
    expect(plan.found('warning')).toContain('tender.not-full-days tenders-deadline');
    expect(plan.found('error')).toEqual([]);
  });
});

describe('corrections', () => {
  it('are commands that settle their finding', () => {
    const plan = new TenderPlan().tender({
      procedure: 'open',
      template: 'open-standard',
      anchor: anchor('notice', '2026-04-06'),
    });
    plan.must('tender.setDate', { id: 't', event: 'tenders-deadline', day: day('2026-05-05') });
    expect(plan.found('error')).toEqual(['tender.below-minimum tenders-deadline']);
    const [error] = plan.view.findings;
    const [correction] = error!.corrections;
    const { commandId, input } = commandFor('t', correction!);
    expect(commandId).toBe('tender.setDate');
    plan.must(commandId, input);
    expect(plan.found('error')).toEqual([]);
  });
});

describe('what settles an assumption', () => {
  it.each([
    ['agreed-below-floor', { procedure: 'restricted', agreedDays: 7 }],
    ['agreed-no-effect', { procedure: 'open', agreedDays: 20 }],
    ['agreed-not-for-state', { procedure: 'restricted', agreedDays: 12, authority: 'central' }],
    ['pin-incomplete', { procedure: 'open', pin: { day: day('2026-01-05'), complete: false } }],
    ['no-accelerated-form', { procedure: 'dialogue', urgency: { claimed: true, reason: '' } }],
    ['too-few-candidates', { procedure: 'restricted', candidates: 3 }],
    ['framework-too-long', { procedure: 'open', framework: { agreed: true, months: 60 } }],
  ])('%s', (id, cells) => {
    const plan = new TenderPlan().tender({ template: 'minimum', anchor: anchor('notice', '2026-03-02'), ...cells });
    const find = () => plan.view.findings.find((each) => each.id === id);
    const settlement = settlementFor(plan.view.tender, find()!)!;
    plan.must(settlement.commandId, settlement.input);
    expect(find()).toBeUndefined();
  });

  it('a reason for urgency that is written down is not asked for', () => {
    const urgent = (reason: string) =>
      new TenderPlan()
        .tender({
          procedure: 'open',
          template: 'minimum',
          anchor: anchor('notice', '2026-03-02'),
          urgency: { claimed: true, reason },
        })
        .found('info');
    expect(urgent('')).toEqual(['tender.urgency-reason']);
    expect(urgent('Leverandøren er gået konkurs.')).toEqual([]);
  });
});

describe('refusals', () => {
  it.each([
    ['tender.generate', { id: 'x' }, 'row.unknown'],
    ['tender.generate', { id: 't' }, 'tender.no-date'],
    ['tender.setDate', { id: 'x', event: 'notice', day: 20_000 }, 'row.unknown'],
    ['tender.setActual', { id: 't', event: 'notice', day: 20_000 }, 'tender.not-in-plan'],
    ['tender.assign', { taskId: 'x', id: 't', event: 'notice' }, 'task.unknown'],
    ['tender.setDate', { id: 't', event: 'lunch', day: 20_000 }, 'tender.unknown-event'],
    ['tender.add', { id: 't' }, 'row.exists'],
    ['tender.delete', { ids: ['x'] }, 'row.unknown'],
    ['link.setRule', { id: 'x', ruleId: null }, 'row.unknown'],
  ])('%s %j: %s', (command, input, refusal) => {
    const plan = new TenderPlan().must('tender.add', { id: 't' });
    expect(plan.run(command, input)).toBe(refusal);
  });

  it('a timetable that leaves the calendar', () => {
    const plan = new TenderPlan().must('tender.add', { id: 't', cells: { anchor: anchor('contract', '1900-01-10') } });
    expect(plan.run('tender.generate', { id: 't' })).toBe('tender.date-out-of-range');
    expect(plan.rows.task.size).toBe(0);
  });
});
