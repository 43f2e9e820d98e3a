import { expect, test } from 'vitest';
import { Slices } from '../../../main/service/slices.ts';
import { atOnce, type Steps } from '../../../src/steps.ts';

/** Goes on until it is told to end; never ends by itself. */
const endless = () => {
  const at = { isOver: false, isClosed: false };
  function* steps(): Steps<string> {
    try {
      while (!at.isOver) yield;
      return 'done';
    } finally {
      at.isClosed = true;
    }
  }
  return { at, steps: steps() };
};

test('others have their turn while it goes on', async () => {
  const { at, steps } = endless();
  setImmediate(() => {
    at.isOver = true;
  });
  expect(await new Slices().run(steps)).toEqual({ ok: true, value: 'done' });
});

test('what the same asker wants next stops it, as does being told to', async () => {
  const slices = new Slices();
  const stopped = { ok: false, error: { id: 'job.cancelled', params: {} } };
  const [first, second, other, nobodys] = [endless(), endless(), endless(), endless()];
  const runs = [slices.run(first.steps, 'a'), slices.run(other.steps, 'b'), slices.run(nobodys.steps)];
  const next = slices.run(second.steps, 'a');
  expect(await runs[0]).toEqual(stopped);
  expect([first, second, other, nobodys].map(({ at }) => at.isClosed)).toEqual([true, false, false, false]);
  slices.stop('b');
  slices.stop('nobody');
  expect(await runs[1]).toEqual(stopped);
  slices.stopAll();
  expect(await next).toEqual(stopped);
  expect(await runs[2]).toEqual(stopped);
  expect([second, nobodys].every(({ at }) => at.isClosed)).toBe(true);
});

test('at once, it pauses nowhere', () => {
  function* steps(): Steps<number> {
    for (let i = 0; i < 3; i++) yield;
    return 3;
  }
  expect(atOnce(steps())).toBe(3);
});
