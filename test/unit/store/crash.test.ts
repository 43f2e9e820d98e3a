import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NO_HURRY_MS } from '../exchange/tries.ts';
import { mustOpen, scratchFolder } from './scratch-store.ts';

/** How often the writing process is killed; a release is tried with `KILLS=200`. */
const KILLS = Number(process.env.KILLS ?? 15);
/** Longest time that a process lives after it has begun to write: some hundred edits. */
const LONGEST_MS = 120;

const child = fileURLToPath(new URL('crash-child.ts', import.meta.url));

interface Life {
  readonly done: readonly string[];
  readonly lines: readonly string[];
}

/** Runs the writer and kills it: some at once when it starts, the others while it writes. */
const runAndKill = (path: string, isEarly: boolean): Promise<Life> =>
  new Promise((resolve) => {
    const writer = spawn(process.execPath, [child, path], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    let isTimed = false;
    const kill = (withinMs: number): void => {
      if (isTimed) return;
      isTimed = true;
      setTimeout(() => writer.kill('SIGKILL'), Math.random() * withinMs);
    };
    writer.stdout.on('data', (part: Buffer) => {
      text += part.toString();
      if (text.includes('ready')) kill(LONGEST_MS);
    });
    writer.stderr.on('data', (part: Buffer) => {
      text += part.toString();
    });
    if (isEarly) kill(400);
    writer.on('close', () => {
      // A last line without its end was not fully said.
      const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
      resolve({ lines, done: lines.flatMap((line) => (line.startsWith('done ') ? [line.slice(5)] : [])) });
    });
  });

test(
  `${KILLS} kills at random moments lose no acknowledged edit and leave a store in order`,
  async () => {
    const path = join(scratchFolder(), 'plans.db');
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const life = await runAndKill(path, kill % 5 === 0);
      expect(life.lines.filter((line) => /error|report/i.test(line))).toEqual([]);
      acknowledged.push(...life.done);
      const store = mustOpen(path);
      const projects = store.projects();
      if (!projects.ok) throw new Error(projects.error.id);
      expect(projects.value.length).toBeLessThanOrEqual(1);
      const written = new Set(
        projects.value.flatMap(({ id }) =>
          store.changeSets(id).flatMap(({ ops }) => ops.map((op) => (op.kind === 'set' ? op.value : null))),
        ),
      );
      expect(acknowledged.filter((name) => !written.has(name))).toEqual([]);
      expect(store.doctor()).toMatchObject({ ok: true, value: { ok: true, findings: [] } });
      store.close();
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS);
  },
  NO_HURRY_MS,
);
