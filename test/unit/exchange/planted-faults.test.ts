/** The faults of the merge once more, in copies of the product whose people send each other files; and faults of the store. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, mergeFaults, withFault } from '../sync/faults.ts';
import { NO_HURRY_MS } from './tries.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const isHard = process.env.HISTORIES !== undefined;
const MOST_HISTORIES = isHard ? 1000 : 60;
const SEED = 4711;

/** Faults outside the merge, which only files and stores can show; paths from the root. */
const storeFaults: readonly Fault[] = [
  {
    name: 'what waits is forgotten',
    file: 'src/sync/exchange/dry-run.ts',
    edits: [['[...waited.map((w) => w.changeSet), ...incoming]', '[...incoming]']],
  },
  {
    name: 'concurrent values are not kept in the tables',
    file: 'main/store/import-draft.ts',
    edits: [['for (const head of heads) {', 'for (const head of heads.slice(-1)) {']],
  },
  {
    name: 'values that others have replaced stay in the tables',
    file: 'main/store/import-draft.ts',
    edits: [['if (!isThere) gone.push(', 'if (isThere) gone.push(']],
  },
  {
    name: 'deletes of others are not kept in the tables',
    file: 'main/store/row-tables.ts',
    edits: [["WHERE kind = 'delete'", "WHERE kind = 'restore'"]],
  },
  {
    name: 'a change made here replaces the value it knows in the row only',
    file: 'main/store/local-commit.ts',
    edits: [['if (row.before) tables.clearHeads(space, table.entity, id, cell);', '']],
  },
  {
    name: 'undo takes back what others did since',
    file: 'main/store/undo-stack.ts',
    edits: [['if (foreign.length === 0) return inverse;', 'if (foreign.length >= 0) return inverse;']],
  },
  {
    name: 'what was found of conflicts is kept after an import',
    file: 'main/store/store.ts',
    edits: [['      states.clear();\n      conflicts.forget();', '      states.clear();']],
  },
  {
    name: 'a local change is not told to the list of conflicts',
    file: 'main/store/store.ts',
    edits: [['conflicts.noteLocal(state.space, change, sealed.value);', '']],
  },
];

/** Faults that few histories reach: seen only where many are tried. */
const RARE: ReadonlySet<string> = new Set(['links not checked for cycles', 'undo takes back what others did since']);
/** Every so many faults of the merge are tried in every run, all of them when it is meant to be hard. */
const STRIDE = 12;

const faults = [
  ...mergeFaults
    .filter((_, i) => isHard || i % STRIDE === 0)
    .map((fault) => ({ ...fault, file: `src/sync/${fault.file}` })),
  ...storeFaults,
].filter(({ name }) => isHard || !RARE.has(name));

const workshop = mkdtempSync(join(tmpdir(), 'planted-faults-'));

/** What the histories say about the copy as it is. */
const verdict = async (): Promise<string> => {
  const child = join(workshop, 'test/unit/exchange/fault-child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [child, String(MOST_HISTORIES), String(SEED)], {
    cwd: workshop,
  });
  return stdout.trim();
};

beforeAll(() => {
  for (const folder of ['src', 'main', 'test/unit/exchange', 'test/unit/sync', 'test/oracles']) {
    cpSync(join(root, folder), join(workshop, folder), { recursive: true });
  }
  cpSync(join(root, 'package.json'), join(workshop, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(workshop, 'node_modules'), 'dir');
});
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

describe('planted faults, through files and stores', () => {
  test('a copy without a fault breaks nothing', { timeout: NO_HURRY_MS }, async () => {
    expect(await verdict()).toBe('none');
  });

  test.each(faults.map((fault) => [fault.name, fault] as const))('%s', { timeout: NO_HURRY_MS }, async (_, fault) => {
    const path = join(workshop, fault.file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, withFault(text, fault));
    try {
      expect(await verdict()).not.toBe('none');
    } finally {
      writeFileSync(path, text);
    }
  });
});
