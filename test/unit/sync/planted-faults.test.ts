import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Fault, mergeFaults, withFault } from './faults.ts';
import { histories } from './history.ts';
import { type Engine, properties } from './merge-properties.ts';

const source = fileURLToPath(new URL('../../../src', import.meta.url));
const workshop = mkdtempSync(join(tmpdir(), 'planted-faults-'));
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

/** A copy of the merge with the fault written into its source. */
async function engineWith(fault: Fault | null, n: number): Promise<Engine> {
  const folder = join(workshop, String(n));
  mkdirSync(join(folder, 'sync'), { recursive: true });
  writeFileSync(join(folder, 'result.ts'), readFileSync(join(source, 'result.ts')));
  for (const file of readdirSync(join(source, 'sync')).filter((name) => name.endsWith('.ts'))) {
    const text = readFileSync(join(source, 'sync', file), 'utf8');
    writeFileSync(join(folder, 'sync', file), file === fault?.file ? withFault(text, fault) : text);
  }
  const load = (file: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, 'sync', file)).href);
  const { MergeState } = (await load('merge-state.ts')) as Pick<Engine, 'MergeState'>;
  const { project } = (await load('projection.ts')) as Pick<Engine, 'project'>;
  return { MergeState, project };
}

const ORACLE = '13: incremental equals rebuilt equals oracle';
/** Some faults show only in few histories; whoever is caught ends the search. */
const MOST_HISTORIES = 5000;

/** Whether the engine breaks a property in some of so many histories; a crash counts. */
function breaks(engine: Engine, name: keyof typeof properties, numRuns: number): boolean {
  const property = fc.property(histories, (history) => properties[name](engine, history));
  return fc.check(property, { numRuns, seed: 4711, endOnFailure: true }).failed;
}

describe('planted faults', () => {
  test('a copy without a fault breaks nothing', async () => {
    const engine = await engineWith(null, 0);
    expect(Object.keys(properties).filter((name) => breaks(engine, name, 300))).toEqual([]);
  });

  // The oracle sees every fault of outcome; what it cannot see is that something was not told or told too early.
  test.each(mergeFaults.map((fault, i) => [fault.name, fault, i + 1] as const))('%s', async (_, fault, n) => {
    expect(breaks(await engineWith(fault, n), ORACLE, MOST_HISTORIES)).toBe(true);
  });
});
