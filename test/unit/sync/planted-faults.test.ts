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

/** Names of the properties that the engine breaks in some of the histories; a crash counts. */
function broken(engine: Engine): string[] {
  return Object.entries(properties)
    .filter(([, holds]) => {
      const property = fc.property(histories, (history) => holds(engine, history));
      return fc.check(property, { numRuns: 300, seed: 4711, endOnFailure: true }).failed;
    })
    .map(([name]) => name);
}

describe('planted faults', () => {
  test('a copy without a fault breaks nothing', async () => {
    expect(broken(await engineWith(null, 0))).toEqual([]);
  });

  test.each(mergeFaults.map((fault, i) => [fault.name, fault, i + 1] as const))('%s', async (_, fault, n) => {
    const names = broken(await engineWith(fault, n));
    expect(names).not.toEqual([]);
    // The oracle sees every fault of outcome; what it cannot see is that something was not told or told too early.
    expect(names).toContain('13: incremental equals rebuilt equals oracle');
  });
});
