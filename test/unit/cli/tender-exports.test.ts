import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { dayOfIso } from '../../../src/time/day.ts';
import { inProcess } from './in-process.ts';

const day = dayOfIso('2027-03-01');
const cells = {
  name: 'Genudbud',
  procedure: 'open',
  template: 'open-standard',
  anchor: { event: 'notice', day: day.ok && day.value },
};

/** The command line over a project with a tender in its plan. */
const withTender = async () => {
  const cli = inProcess();
  const { projectId } = await cli.json('new', 'tender-plain', '--name', 'Sagssystem');
  const begun = await cli.run('run', 'tender.begin', projectId, JSON.stringify({ cells }));
  expect(begun.code).toBe(0);
  return { cli, projectId };
};

describe('what goes out of a tender', () => {
  it('is a calendar file with its dates, reminders and the plan’s own milestones', async () => {
    const { cli, projectId } = await withTender();
    const file = join(cli.folder, 'datoer.ics');
    const { entries } = await cli.json('export', projectId, file);
    const events = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')) as unknown as string)
      .getAllSubcomponents('vevent')
      .map((each) => new ICAL.Event(each));
    expect(events).toHaveLength(entries);
    const deadline = events.find(({ uid }) => uid.includes('.tenders-deadline@'))!;
    expect(deadline.startDate.toString()).toBe('2027-04-08T12:00:00');
    const one = await cli.json('export', projectId, join(cli.folder, 'et.ics'), '--tender', 'Genudbud');
    expect(one.entries).toBeLessThan(entries);
  });

  it('is a PDF of the timetable, with or without what is internal', async () => {
    const { cli, projectId } = await withTender();
    const file = join(cli.folder, 'tidsplan.pdf');
    expect(await cli.json('pdf', projectId, file, '--view', 'timetable')).toMatchObject({ pages: 1 });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    const whole = await cli.json(
      'pdf',
      projectId,
      file,
      '--view',
      'timetable',
      '--rules',
      '--internal',
      '--responsible',
    );
    expect(whole.pages).toBeGreaterThanOrEqual(1);
  });

  it('is refused with what is missing, and no file is left', async () => {
    const { cli, projectId } = await withTender();
    const file = join(cli.folder, 'ingen.pdf');
    const unknown = await cli.run('pdf', projectId, file, '--view', 'timetable', '--tender', 'Andet');
    expect(unknown.code).toBe(4);
    expect(unknown.err).toContain('»Andet«');
    const { projectId: empty } = await cli.json('new', 'tender-plain', '--name', 'Tom');
    const none = await cli.run('pdf', empty, file, '--view', 'timetable');
    expect(none.code).toBe(4);
    expect(none.err).toContain('ikke noget udbud');
    expect(existsSync(file)).toBe(false);
  });
});
