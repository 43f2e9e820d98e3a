import { describe, expect, it } from 'vitest';
import { phasesOf } from '../../../src/tender/phase.ts';
import { PROCEDURES } from '../../../src/tender/procedure.ts';
import { isoOfDay } from '../../../src/time/day.ts';
import { day, fromNotice, made, settingsFor } from './dates.ts';

describe('phases of a tender', () => {
  it('of a negotiated procedure go from preparation to go-live', () => {
    const timetable = made({
      settings: settingsFor('negotiation', { template: 'large-it', rounds: 2 }),
      anchor: { id: 'go-live', day: day('2029-01-15') },
    });
    const phases = phasesOf(timetable.events);
    expect(phases.map(({ id }) => id)).toEqual([
      'preparation',
      'requests',
      'selection',
      'tenders',
      'talks',
      'award',
      'standstill',
      'delivery',
    ]);
    expect(isoOfDay(phases[phases.length - 1]!.toDay)).toBe('2029-01-15');
  });

  it('of an open procedure have no stage of requests and no talks', () => {
    const phases = phasesOf(fromNotice('open', '2027-03-01').events);
    expect(phases.map(({ id }) => id)).toEqual(['tenders', 'award', 'standstill']);
    expect(isoOfDay(phases[0]!.fromDay)).toBe('2027-03-01');
  });

  it.each(PROCEDURES)('of %s follow each other without gap or overlap', (procedure) => {
    const { events } = made({
      settings: settingsFor(procedure, { template: 'large-it' }),
      anchor: { id: 'go-live', day: day('2029-01-15') },
    });
    const phases = phasesOf(events);
    expect(phases.length).toBeGreaterThan(2);
    phases.forEach((phase, at) => {
      expect(phase.toDay).toBeGreaterThan(phase.fromDay);
      if (at > 0) expect(phase.fromDay).toBe(phases[at - 1]!.toDay);
    });
  });

  it('are none where there is nothing', () => {
    expect(phasesOf([])).toEqual([]);
  });
});
