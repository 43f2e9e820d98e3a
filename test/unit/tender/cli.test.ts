import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROCEDURES } from '../../../src/tender/procedure.ts';
import { inProcess, scratchFolder } from '../cli/in-process.ts';

const cli = inProcess();

interface Event {
  readonly id: string;
  readonly date: string;
  readonly time?: string;
  readonly kind: string;
  readonly citations: readonly string[];
}
const dateOf = (events: readonly Event[], id: string): string | undefined =>
  events.find((each) => each.id === id)?.date;

describe('period', () => {
  it('gives exactly what it promises', async () => {
    const answer = await cli.json('period', '2013-12-09', '10');
    expect(answer).toEqual({
      from: '2013-12-09',
      days: 10,
      working: false,
      direction: 'forward',
      lastDay: '2013-12-19',
      earliestNextDay: '2013-12-20',
      why: ['2013-12-09 tælles ikke med: fristen løber fra dagen efter.', '10 dage ender 2013-12-19.'],
    });
    expect(await cli.json('period', '2020-10-28', '6', '--backward')).toMatchObject({
      direction: 'backward',
      lastDay: '2020-10-21',
    });
    expect(await cli.json('period', '2026-04-01', '2', '--working')).toMatchObject({
      working: true,
      lastDay: '2026-04-08',
      earliestNextDay: '2026-04-09',
    });
  });

  it('reads many from standard input, and prints an array with and without --json', async () => {
    const lines = '2026-03-02 30\r\n\n2026-04-10 6 --backward\n2026-04-01 2 --working\n';
    for (const words of [['--json'], []]) {
      const { code, out } = await cli.feed(lines, 'period', '-', ...words);
      expect(code).toBe(0);
      expect(JSON.parse(out).map(({ lastDay }: { lastDay: string }) => lastDay)).toEqual([
        '2026-04-01',
        '2026-04-03',
        '2026-04-08',
      ]);
    }
    expect((await cli.feed('', 'period', '-', '--json')).out).toBe('[]\n');
  });

  it.each([
    ['period 2026-02-30 5', 3, '2026-02-30'],
    ['period 1899-12-31 5', 3, '1899-12-31'],
    ['period 2200-01-01 5', 3, '2200-01-01'],
    ['period 2026-03-02 0', 3, '»0«'],
    ['period 2026-03-02 1.5', 3, '»1.5«'],
    ['period 2026-03-02 fem', 3, '»fem«'],
    ['period 2199-12-30 5', 3, '1900-2199'],
    ['period 2026-03-02', 2, 'DAYS'],
    ['period', 2, 'FROM'],
  ])('%s is refused with exit %i and names %s', async (words, code, name) => {
    const answer = await cli.run(...words.split(' '));
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(name);
    expect(answer.out).toBe('');
  });

  it.each(['2026-03-02', '2026-03-02 5 6', '2026-03-02 5 --sideways', '2026-03-02 0', 'x 5'])(
    'a bad line "%s" is named by its number',
    async (line) => {
      const { code, err, out } = await cli.feed(`2026-03-02 30\n${line}\n`, 'period', '-', '--json');
      expect(code).toBe(3);
      expect(err).toContain('-:2: ');
      expect(out).toBe('');
    },
  );
});

describe('timetable', () => {
  it('gives events with citations, and findings', async () => {
    const answer = await cli.json('timetable', '--procedure', 'negotiation', '--notice', '2027-03-01', '--rounds', '2');
    expect(Object.keys(answer)).toEqual(['procedure', 'events', 'findings']);
    expect(answer.procedure).toBe('negotiation');
    const requests = answer.events.find(({ id }: Event) => id === 'requests-deadline');
    expect(requests).toEqual({
      id: 'requests-deadline',
      name: 'Frist for ansøgning',
      date: '2027-03-31',
      time: '23:59',
      kind: 'statutory',
      rule: 'negotiation.requests',
      citations: ['direktiv 2014/24/EU art. 29, stk. 1', 'udbudsloven § 63 (bekræftes af jurist)'],
    });
    expect(dateOf(answer.events, 'tenders-deadline')).toBe('2027-05-10');
    expect(dateOf(answer.events, 'negotiation-2')).toBeDefined();
    expect(answer.findings[0]).toMatchObject({
      id: 'tender.on-minimum',
      severity: 'warning',
      rule: 'negotiation.requests',
    });
  });

  it.each(PROCEDURES)('plans %s from a notice, a contract, a go-live and the end of a contract', async (procedure) => {
    for (const option of ['notice', 'contract', 'go-live', 'contract-end']) {
      const answer = await cli.json('timetable', '--procedure', procedure, `--${option}`, '2029-01-15', '--lang', 'en');
      const { events, findings } = answer as { events: readonly Event[]; findings: readonly { severity: string }[] };
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(dateOf(events, 'contract')).toBeDefined();
      for (const { kind, citations } of events) if (kind === 'statutory') expect(citations.length).toBeGreaterThan(0);
    }
  });

  it('knows all conditions', async () => {
    const days = async (...words: string[]) => {
      const { events } = await cli.json('timetable', '--notice', '2026-03-02', ...words);
      return dateOf(events, 'tenders-deadline');
    };
    expect(await days('--procedure', 'open')).toBe('2026-04-01');
    expect(await days('--procedure', 'open', '--electronic', 'no')).toBe('2026-04-07');
    expect(await days('--procedure', 'open', '--documents-online', 'no')).toBe('2026-04-07');
    expect(await days('--procedure', 'open', '--urgent')).toBe('2026-03-17');
    expect(await days('--procedure', 'open', '--pin', '2026-01-05')).toBe('2026-03-17');
    expect(await days('--procedure', 'open', '--site-visit')).toBe('2026-04-07');
    expect(await days('--procedure', 'restricted', '--agreed-days', '10')).toBe('2026-04-27');
    const letter = await cli.json('timetable', '--procedure', 'open', '--contract', '2026-12-01', '--letter');
    expect(dateOf(letter.events, 'award-notification')).toBe('2026-11-13');
  });

  it('takes lengths and hand-set dates from a file, checks them, and ends with 1 where they break the law', async () => {
    const file = join(scratchFolder(), 'datoer.json');
    const plan = {
      durations: { selection: { count: 5, unit: 'working-day' } },
      events: [{ id: 'requests-deadline', date: '2027-03-30', time: '12:00' }],
    };
    writeFileSync(file, JSON.stringify(plan));
    const words = ['timetable', '--procedure', 'restricted', '--notice', '2027-03-01', '--plan', file];
    const { code, out } = await cli.run(...words, '--json');
    expect(code).toBe(1);
    const { events, findings } = JSON.parse(out);
    expect(dateOf(events, 'selection')).toBe('2027-04-06');
    expect(findings[0]).toMatchObject({
      id: 'tender.below-minimum',
      severity: 'error',
      event: 'requests-deadline',
      rule: 'restricted.requests',
      earliest: '2027-03-31',
      corrections: [{ event: 'requests-deadline', date: '2027-03-31', time: '23:59' }],
    });
    expect((await cli.run(...words, '--lang', 'en')).out).toContain('Error: "Deadline for requests to participate"');
  });

  it.each([
    ['not JSON', '{', 'datoer.json'],
    ['an unknown part', '{"dates": []}', 'dates'],
    ['an unknown event', '{"events":[{"id":"party","date":"2027-01-01"}]}', 'party'],
    ['no date', '{"events":[{"id":"contract","date":"2027-02-30"}]}', '2027-02-30'],
    ['a bad length', '{"durations":{"selection":{"count":-1,"unit":"day"}}}', 'durations.selection.count'],
    ['an event of another procedure', '{"events":[{"id":"auction","date":"2027-04-01"}]}', 'auction'],
  ])('refuses a file with %s', async (_name, text, named) => {
    const file = join(scratchFolder(), 'datoer.json');
    writeFileSync(file, text);
    const { code, err } = await cli.run('timetable', '--procedure', 'open', '--notice', '2027-03-01', '--plan', file);
    expect(code).toBe(3);
    expect(err).toContain(named);
  });

  it.each([
    ['--procedure ville --notice 2027-03-01', 2, 'ville'],
    ['--notice 2027-03-01', 2, '--procedure'],
    ['--procedure open', 2, '--notice'],
    ['--procedure open --notice 2027-03-01 --contract 2027-09-01', 2, '--contract'],
    ['--procedure open --notice 1899-03-01', 2, '1899-03-01'],
    ['--procedure open --notice 2027-02-29', 2, '2027-02-29'],
    ['--procedure open --notice 2199-12-01', 3, '1900-2199'],
    ['--procedure open --contract 1900-01-15', 3, '1900-2199'],
    ['--procedure negotiation --notice 2027-03-01 --rounds 0', 2, '--rounds'],
    ['--procedure negotiation --notice 2027-03-01 --rounds 50', 2, '--rounds'],
    ['--procedure restricted --notice 2027-03-01 --agreed-days -3', 2, '--agreed-days'],
    ['--procedure open --notice 2027-03-01 --electronic maybe', 2, 'maybe'],
    ['--procedure open --notice 2027-03-01 --template huge', 2, 'huge'],
    ['--procedure open --notice 2027-03-01 --pin 2027-13-01', 2, '2027-13-01'],
    ['--procedure open --notice 2027-03-01 --plan nowhere.json', 4, 'nowhere.json'],
  ])('%s is refused with exit %i and names %s', async (words, code, name) => {
    const answer = await cli.run('timetable', ...words.split(' '));
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(name);
    expect(answer.out).toBe('');
  });
});
