import { beforeAll, describe, expect, it } from 'vitest';
import { inProcess } from '../cli/in-process.ts';

const cli = inProcess();
let project = '';

beforeAll(async () => {
  project = (await cli.json('new', 'kombit-7', '--name', 'Genudbud')).projectId;
});

const run = (command: string, input: unknown) => cli.run('run', command, project, JSON.stringify(input), '--json');

describe('a tender from the command line', () => {
  it('is made, laid into the plan, moved, checked and corrected', async () => {
    const anchor = { event: 'notice', day: '2026-03-02' };
    const cells = { name: 'Bibliotekssystem', template: 'minimum', anchor };
    expect((await run('tender.add', { id: 't', procedure: 'open', cells })).code).toBe(0);
    const preview = await cli.json('tender', project);
    expect(preview).toMatchObject({ id: 't', procedure: 'open', source: 'preview' });
    expect((await run('tender.generate', { id: 't' })).code).toBe(0);
    const laid = await cli.json('tender', project, 'Bibliotekssystem');
    const event = (of: typeof laid, id: string) => of.events.find((each: { id: string }) => each.id === id);
    expect(laid.source).toBe('plan');
    expect(event(laid, 'tenders-deadline')).toMatchObject({
      date: '2026-04-01',
      time: '23:59',
      kind: 'statutory',
      rule: 'open.tenders',
      earliest: '2026-04-01',
    });
    expect((await run('tender.setDate', { id: 't', event: 'notice', day: '2026-03-06' })).code).toBe(0);
    expect(event(await cli.json('tender', project), 'tenders-deadline')).toMatchObject({ date: '2026-04-07' });
    expect((await cli.run('check', project, '--json')).code).toBe(0);

    await run('tender.setDate', { id: 't', event: 'tenders-deadline', day: '2026-04-06' });
    const checked = await cli.run('check', project, '--json');
    expect(checked.code).toBe(1);
    const [error] = JSON.parse(checked.out).findings;
    expect(error).toMatchObject({
      id: 'tender.below-minimum',
      severity: 'error',
      tenderId: 't',
      event: 'tenders-deadline',
      rule: 'open.tenders',
      earliest: '2026-04-07',
      task: 'Frist for tilbud',
    });
    expect(error.citations).toContain('direktiv 2014/24/EU art. 27, stk. 4');
    const [{ commandId, input }] = error.corrections;
    expect((await run(commandId, input)).code).toBe(0);
    expect((await cli.run('check', project, '--json')).code).toBe(0);

    expect((await cli.run('undo', project)).code).toBe(0);
    expect((await cli.run('check', project, '--json')).code).toBe(1);
    expect((await run('tender.delete', { ids: ['t'] })).code).toBe(0);
    expect((await cli.run('check', project, '--json')).code).toBe(0);
    expect((await cli.run('tender', project)).code).toBe(4);
    await cli.run('undo', project);
    expect((await cli.json('tender', project)).source).toBe('plan');
  });

  it('is worth what its lots are, and the threshold can be entered', async () => {
    await run('tender.add', {
      id: 'w',
      procedure: 'below-national',
      cells: { name: 'Rådgivning', anchor: { event: 'contract', day: '2027-03-01' } },
    });
    const price = { kind: 'monthly', amountMinor: 3_400_000, months: null };
    await run('tenderLot.add', { cells: { tenderId: 'w', name: 'Drift', price } });
    const unsure = await cli.run('tender', project, 'Rådgivning', '--json');
    expect(JSON.parse(unsure.out).value).toMatchObject({ totalMinor: 163_200_000, verdict: 'unknown' });
    expect(unsure.out).toContain('tender.value-unsure');
    const days = { fromDay: '2026-01-01', toDay: '2027-12-31' };
    await run('threshold.add', {
      cells: { kind: 'supplies-services.sub-central', days, dkkOre: 160_000_000, source: 'KFST' },
    });
    const judged = await cli.run('tender', project, 'Rådgivning', '--json');
    expect(judged.code).toBe(1);
    const { value, findings } = JSON.parse(judged.out);
    expect(value.verdict).toBe('reached');
    expect(value.threshold).toMatchObject({ eurCent: 21_600_000, dkkOre: 160_000_000 });
    expect(value.advice[0]).toMatchObject({ procedure: 'open', fit: 'recommended' });
    expect(findings[0]).toMatchObject({ id: 'tender.value-reaches-threshold', severity: 'error' });
  });

  it.each([
    ['tender.add', { procedure: 'auction' }, 'auction'],
    ['tender.add', { cells: { rounds: 0 } }, 'cells.rounds'],
    ['tender.add', { cells: { rounds: 50 } }, 'cells.rounds'],
    ['tender.add', { cells: { anchor: { event: 'notice', day: '1899-12-31' } } }, '1899-12-31'],
    ['tender.add', { cells: { agreedDays: -3 } }, 'cells.agreedDays'],
    ['tender.setDate', { id: 't', event: 'notice', day: '2026-02-30' }, '2026-02-30'],
    ['tender.setDate', { id: 't', event: 'lunch', day: '2026-03-02' }, 'lunch'],
    ['link.setRule', { id: 'nosuchlink', ruleId: 'open.lunch' }, 'nosuchlink'],
  ])('refuses %s %j and names %s', async (command, input, named) => {
    const { code, err, out } = await run(command, input);
    expect(code).toBe(3);
    expect(err).toContain(named);
    expect(out).toBe('');
  });

  it('a notice after the deadline is told for what it is', async () => {
    await run('tender.add', {
      id: 'late',
      cells: { name: 'Sen', template: 'minimum', anchor: { event: 'notice', day: '2026-03-02' } },
    });
    await run('tender.generate', { id: 'late' });
    await run('tender.setDate', { id: 'late', event: 'tenders-deadline', day: '2026-03-20' });
    await run('tender.setDate', { id: 'late', event: 'notice', day: '2026-03-25' });
    const { findings } = JSON.parse((await cli.run('tender', project, 'Sen', '--json')).out);
    expect(findings[0]).toMatchObject({ id: 'tender.below-minimum', event: 'tenders-deadline' });
    expect(findings[0].text).toContain('2026-03-25');
  });

  it('tells the rules of every procedure with places and plain words', async () => {
    const rules = await cli.json('rules', '--procedure', 'restricted');
    const tenders = rules.find(({ id }: { id: string }) => id === 'restricted.tenders');
    expect(tenders).toMatchObject({
      bound: 'minimum',
      anchor: 'invitation',
      target: 'tenders-deadline',
      length: 25,
      unit: 'day',
    });
    expect(tenders.reductions.map(({ id }: { id: string }) => id)).toContain('agreed');
    expect((await cli.run('rules', '--procedure', 'ville')).code).toBe(2);
  });
});
