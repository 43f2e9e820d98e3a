import { beforeAll, describe, expect, test } from 'vitest';
import { SLOT } from '../../../src/reading/slot.ts';
import { type InProcess, inProcess } from './in-process.ts';

let cli: InProcess;

const ids: Record<string, string> = {};

const run = (command: string, input: unknown) => cli.json('run', command, 'Bro', JSON.stringify(input));

beforeAll(async () => {
  cli = inProcess();
  await cli.json('new', 'tender-plain', '--name', 'Bro', '--start', '2027-01-04');
  const { tasks } = await cli.json('show', 'Bro');
  for (const { wbs, id } of tasks) ids[wbs] = id;
});

describe('explain', () => {
  test('tells the chain behind a date, to what nothing else sets', async () => {
    const told = await cli.json('explain', 'Bro', '1.7');
    expect(told).toMatchObject({ wbs: '1.7', finish: { complete: true }, elapsed: false });
    const [first] = told.start.reasons;
    expect(first).toMatchObject({ kind: 'link', task: { wbs: '1.7' } });
    expect(first.text).toMatch(/^Den venter på en opgave, der slutter 2027-\d\d-\d\d: 1\.\d /);
    expect(told.start.reasons.at(-1)).toMatchObject({ kind: 'project-start', task: { wbs: '1.1' } });
    // Every gap in a text is filled.
    expect(told.start.reasons.every(({ text }: { text: string }) => !text.includes(SLOT) && !text.includes('{{'))).toBe(
      true,
    );
    expect(told.start.date <= told.finish.date).toBe(true);
  });

  test('finds a task by name and id too, and speaks English', async () => {
    const byId = await cli.json('explain', 'Bro', ids['1.7']!);
    expect(await cli.json('explain', 'Bro', byId.name)).toEqual(byId);
    const { out, code } = await cli.run('explain', 'Bro', '1.7', '--lang', 'en');
    expect(code).toBe(0);
    expect(out).toMatch(/^1\.7 .*\nStart 2027-/);
    expect(out).not.toMatch(/explain\.|reason\./);
  });

  test('tells what moves when it begins later', async () => {
    const { delayed } = await cli.json('explain', 'Bro', '1.2', '--delay', '7');
    expect(delayed.days).toBe(7);
    const self = delayed.moved.find(({ wbs }: { wbs: string }) => wbs === '1.2');
    expect(Date.parse(self.start.to) - Date.parse(self.start.from)).toBe(7 * 86_400_000);
    expect(delayed.projectFinish.to > delayed.projectFinish.from).toBe(true);
    expect((await cli.json('explain', 'Bro', '1.2')).delayed).toBeUndefined();
  });

  test.each([
    [['explain', 'Bro', '99.9'], 4, /»99\.9«/],
    [['explain', 'Bro', '1.1', '--delay', '0'], 2, /--delay/],
    [['explain', 'Bro'], 2, /TASK/],
    [['explain', 'Ingen', '1.1'], 4, /»Ingen«/],
  ])('%j is refused', async (words, code, told) => {
    const answer = await cli.run(...words);
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toMatch(told);
  });

  test('a name that two tasks have is told with their numbers', async () => {
    await run('task.rename', { id: ids['1.1'], name: 'Dobbelt' });
    await run('task.rename', { id: ids['1.2'], name: 'Dobbelt' });
    const { code, err } = await cli.run('explain', 'Bro', 'Dobbelt');
    expect(code).toBe(3);
    expect(err).toMatch(/1\.1, 1\.2/);
  });
});

describe('backwards', () => {
  test('counts from the date that is asked for, and tells what comes first', async () => {
    const { goal } = await cli.json('backwards', 'Bro');
    const late = await cli.json('backwards', 'Bro', goal.wbs, '--by', '2032-01-05');
    expect(late).toMatchObject({ goal, by: '2032-01-05T17:00', holds: true });
    expect(late.tasks.at(-1).id).toBe(goal.id);
    expect(late.first.latestStart).toBe(
      late.tasks.map(({ latestStart }: { latestStart: string }) => latestStart).sort()[0],
    );
    const early = await cli.json('backwards', 'Bro', goal.wbs, '--by', '2027-01-05');
    expect(early.holds).toBe(false);
    expect(early.tasks.at(-1).slackMin).toBeLessThan(0);
    expect(early.tasks).toHaveLength(late.tasks.length);
  });

  test('a goal that is moved by weeks moves what comes before it, and tells where it was', async () => {
    const moved = await cli.json('backwards', 'Bro', '--by', '2032-01-05', '--weeks', '-2');
    expect(moved.by).toBe('2031-12-22T17:00');
    const last = moved.tasks.at(-1);
    expect(last.before.latestFinish > last.latestFinish).toBe(true);
    const { out } = await cli.run('backwards', 'Bro', '--by', '2032-01-05', '--lang', 'en');
    expect(out).toMatch(/at the latest 20\d\d-/);
  });

  test.each([
    [['backwards', 'Bro', '--by', '5.1.2032'], 2, /--by/],
    [['backwards', 'Bro', '--weeks', '9999'], 2, /--weeks/],
    [['backwards', 'Bro', 'Nej'], 4, /»Nej«/],
  ])('%j is refused', async (words, code, told) => {
    const answer = await cli.run(...words);
    expect([answer.code, answer.out]).toEqual([code, '']);
    expect(answer.err).toMatch(told);
  });
});
