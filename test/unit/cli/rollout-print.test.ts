import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type InProcess, inProcess } from './in-process.ts';

let cli: InProcess;
let codes: string[];
const at = (name: string): string => join(cli.folder, name);
const on = (iso: string): number => Date.parse(iso) / 86_400_000;

beforeAll(async () => {
  cli = inProcess();
  await cli.json('new', 'kombit-7', '--name', 'Bro');
  const rounds = [
    { name: 'Interesse', kind: 'interest' },
    { name: 'Bindende', kind: 'binding' },
  ];
  await cli.json('run', 'commitment.begin', 'Bro', JSON.stringify({ rounds, threshold: 'Halvdelen' }));
  const { roundId, answers } = await cli.json('commitments', 'Bro', '--round', 'Bindende');
  const [first, second, third] = answers as { participantId: string; code: string }[];
  codes = [first!.code, second!.code, third!.code];
  const ids = [first!.participantId, second!.participantId, third!.participantId];
  const run = (command: string, input: object) => cli.json('run', command, 'Bro', JSON.stringify(input));
  const cells = { answer: { status: 'joined', day: on('2025-02-03') }, desiredGoLiveDay: on('2027-03-01') };
  await run('commitment.set', { roundId, participantIds: ids, cells });
  await run('wave.add', { id: 'w1', cells: { name: 'Pilot', order: 'a', goLiveDay: on('2097-04-05'), pilot: true } });
  await run('goLive.set', { participantIds: ids.slice(0, 2), cells: { waveId: 'w1' } });
  await run('goLive.set', { participantIds: ids.slice(1, 2), cells: { actualDay: on('2025-06-10') } });
});

const svgOf = async (...words: string[]): Promise<string> => {
  await cli.json('export', 'Bro', at('page.svg'), ...words);
  return readFileSync(at('page.svg'), 'utf8');
};

describe('commitments and rollout on paper', () => {
  test('the rollout has a map by go-live, its waves, and a table with all dates', async () => {
    const { pages } = await cli.json('pdf', 'Bro', at('rollout.pdf'), '--view', 'rollout');
    expect(pages).toBe(2);
    const front = await svgOf('--view', 'rollout', '--page', '1');
    for (const words of ['Bindende', '1 af 3 i drift', 'Pilot (pilot)', '2. kvartal 2097', '5.4.2097'])
      expect(front).toContain(words);
    const table = await svgOf('--view', 'rollout', '--page', '2');
    for (const words of ['Ønsket', 'Planlagt', 'Faktisk', '1.3.2027', '5.4.2097', '10.6.2025', '1.7.2025', '1.5.2097'])
      expect(table).toContain(words);
  });

  test('commitments are of the round that is asked for; an unknown one is told', async () => {
    expect(await svgOf('--view', 'commitments', '--page', '1')).toContain('Bindende');
    expect(await svgOf('--view', 'commitments', '--round', 'Interesse', '--page', '1')).toContain('Interesse');
    const { code, err } = await cli.run('pdf', 'Bro', at('x.pdf'), '--view', 'commitments', '--round', 'Ukendt');
    expect(code).not.toBe(0);
    expect(err).toContain('Ukendt');
  });

  test('where there is no round, that is what is told, with the way to one', async () => {
    await cli.json('new', 'tender-plain', '--name', 'Tomt');
    for (const words of [
      ['commitments', 'Tomt', '--read', at('list.csv')],
      ['commitments', 'Tomt', '--round', 'Bindende'],
      ['pdf', 'Tomt', at('x.pdf'), '--view', 'commitments', '--round', 'Bindende'],
    ]) {
      const { code, err } = await cli.run(...words);
      expect(code).toBe(4);
      expect(err).toContain('run commitment.begin');
      expect(err).not.toContain('»');
    }
  });

  test('what is wrong with many municipalities is one line, and who they are on demand', async () => {
    await cli.json('new', 'tender-plain', '--name', 'Mange');
    const rounds = [{ name: 'Bindende', kind: 'binding' }];
    await cli.json('run', 'commitment.begin', 'Mange', JSON.stringify({ rounds, threshold: 'Halvdelen' }));
    const { roundId, answers } = await cli.json('commitments', 'Mange');
    const participantIds = (answers as { participantId: string }[]).map(({ participantId }) => participantId);
    const joined = { roundId, participantIds, cells: { answer: { status: 'joined', day: on('2025-02-03') } } };
    await cli.json('run', 'commitment.set', 'Mange', JSON.stringify(joined));
    await cli.json('run', 'wave.add', 'Mange', JSON.stringify({ cells: { name: 'Bølge 1', order: 'a' } }));
    const linesOf = async (...flags: string[]) =>
      (await cli.run('check', 'Mange', ...flags)).out.split('\n').filter((line) => /bølge|Samsø/.test(line));
    expect(await linesOf()).toEqual([expect.stringContaining('98 kommuner er tilsluttet, men er ikke i nogen bølge.')]);
    expect(await linesOf('--each')).toEqual([expect.stringContaining('98 kommuner'), '  Samsø']);
    const { findings } = await cli.json('check', 'Mange');
    const [noWave] = findings.filter(({ id }: { id: string }) => id === 'rollout.no-wave');
    expect(noWave.concerned).toHaveLength(98);
    expect(noWave.concerned[0]).toMatchObject({ name: 'Albertslund', moduleId: null });
  });

  test('a list that is written has waves and go-lives, and is read back as it is', async () => {
    await cli.json('commitments', 'Bro', '--write', at('list.csv'));
    const [head, ...lines] = readFileSync(at('list.csv'), 'utf8').trim().split('\r\n');
    expect(head).toMatch(
      /;Bølge;Planlagt idriftsættelse;Gældende idriftsættelse;Faktisk idriftsættelse;Betaling fra;Varsles senest;Varslet;Grund til udskydelse$/,
    );
    const endOf = (code: string) =>
      lines
        .find((line) => line.startsWith(code))!
        .split(';')
        .slice(-8);
    expect(codes.map(endOf)).toEqual([
      ['Pilot', '5.4.2097', '5.4.2097', '', '1.5.2097', '5.7.2096', '', ''],
      ['Pilot', '5.4.2097', '10.6.2025', '10.6.2025', '1.7.2025', '10.9.2024', '', ''],
      ['', '', '', '', '', '', '', ''],
    ]);
    expect(await cli.json('commitments', 'Bro', '--read', at('list.csv'))).toMatchObject({ faults: 0, taken: 0 });
  });
});
