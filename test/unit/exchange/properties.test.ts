import { expect, test } from 'vitest';
import { faultOf } from './life.ts';
import { type Act, groups } from './people.ts';
import { triesOf } from './tries.ts';

/** How many histories are tried; a release is tried with `npm run test:hard`. */
const HISTORIES = Number(process.env.HISTORIES ?? 60);

triesOf(
  'histories of two to five people, through files and stores, have every property of the design',
  HISTORIES,
  groups,
  async (group) => expect(await faultOf(group)).toBeNull(),
);

test('a task that one change moves twice stands where it was moved last: a first move that closes a circle is nothing to decide', async () => {
  const acts: Act[] = [
    { do: 'edit', who: 0, ops: [[0, 2, 0, 0]] },
    { do: 'edit', who: 1, ops: [[0, 0, 0, 0]] },
    // t0 under t2 with one; with the other t2 under t0 and, in the same change, back to the top.
    { do: 'edit', who: 0, ops: [[5, 0, 7, 0]] },
    { do: 'edit', who: 1, ops: [[0, 0, 0, 0]] },
    {
      do: 'edit',
      who: 1,
      ops: [
        [5, 2, 15, 0],
        [5, 2, 0, 0],
      ],
    },
  ];
  expect(await faultOf({ size: 3, shares: false, acts, seed: 0 })).toBeNull();
});
