import { expect } from 'vitest';
import { faultOf } from './life.ts';
import { groups } from './people.ts';
import { triesOf } from './tries.ts';

/** How many histories are tried; a release is tried with `npm run test:hard`. */
const HISTORIES = Number(process.env.HISTORIES ?? 60);

triesOf(
  'histories of two to five people, through files and stores, have every property of the design',
  HISTORIES,
  groups,
  async (group) => expect(await faultOf(group)).toBeNull(),
);
