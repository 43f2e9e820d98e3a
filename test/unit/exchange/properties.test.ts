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

const settle = (who: number, side: number): Act[] => [
  { do: 'gather', who },
  { do: 'settle', who, which: 0, side, takesBack: false },
];

test('a deleted task that was kept for what is under it is no question any more once that was moved away', async () => {
  const acts: Act[] = [
    { do: 'edit', who: 1, ops: [[0, 0, 0, 0]] },
    // t1 goes, t2 under it stays; that t1 shall go is decided, and then t2 moved away.
    { do: 'edit', who: 0, ops: [[9, 1, 0, 0]] },
    ...settle(0, 1),
    { do: 'edit', who: 0, ops: [[5, 2, 3, 1]] },
  ];
  expect(await faultOf({ size: 2, shares: true, acts, seed: 0 })).toBeNull();
});

test('a link that is left out is told with the names that its ends have now', async () => {
  const acts: Act[] = [
    { do: 'edit', who: 0, ops: [[0, 3, 0, 0]] },
    {
      do: 'edit',
      who: 1,
      // A link from t3 to t4, and t3 under t4.
      ops: [
        [11, 18, 9, 0],
        [5, 28, 29, 0],
      ],
    },
    { do: 'gather', who: 0 },
    { do: 'edit', who: 0, ops: [[0, 3, 0, 1]] },
  ];
  expect(await faultOf({ size: 2, shares: true, acts, seed: 0 })).toBeNull();
});
