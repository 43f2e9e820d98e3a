/**
 * `npm run bench`: measures the product on this machine and prints one JSON object; what it is doing goes to stderr.
 * `--only commit,import` measures some parts, `--sizes 5000` plans of some sizes (time line and peers), `--quick` is for seeing that the bench works. Needs Node and npm only; parts
 * whose host is not on the machine are told as skipped. The data lies in the checkout's `dist`, on its disk.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withCompileCache } from '../../scripts/compile-cache.ts';
import { browserBench } from './browser-bench.ts';
import { commitBench } from './commit-bench.ts';
import { commitmentsBench } from './commitments-bench.ts';
import { electronBench } from './electron-bench.ts';
import { exchangeBench } from './exchange-bench.ts';
import type { Part, PartResult, Settings } from './figures.ts';
import { historyBench } from './history-bench.ts';
import { importBench } from './import-bench.ts';
import { oddsBench } from './odds-bench.ts';
import { openBench } from './open-bench.ts';
import { pdfBench } from './pdf-bench.ts';
import { planScheduleBench } from './plan-schedule-bench.ts';
import { root } from './scratch-service.ts';
import { paintersBench, peersBench, timeLineBench } from './time-line-bench.ts';
import { walkBench } from './walk-bench.ts';

const PARTS: readonly Part[] = [
  planScheduleBench,
  oddsBench,
  commitBench,
  openBench,
  importBench,
  exchangeBench,
  historyBench,
  commitmentsBench,
  pdfBench,
  browserBench,
  electronBench,
  timeLineBench,
  walkBench,
  paintersBench,
  peersBench,
];
const EXIT_USAGE = 2;

const note = (text: string): void => void process.stderr.write(`${text}\n`);

interface Options {
  readonly only: readonly string[] | null;
  readonly isQuick: boolean;
  readonly sizes: readonly number[] | null;
}

const readOptions = (): Options | null => {
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, quick: { type: 'boolean' }, sizes: { type: 'string' } },
    });
    const only = values.only?.split(',') ?? null;
    const unknown = only?.find((name) => !PARTS.some((part) => part.name === name));
    const sizes = values.sizes?.split(',').map(Number) ?? null;
    const isWrong = sizes?.some((size) => !Number.isInteger(size) || size < 100) ?? false;
    if (unknown === undefined && !isWrong) return { only, sizes, isQuick: values.quick ?? false };
    note(isWrong ? 'A size is a number of rows, 100 or more.' : `There is no part "${unknown}".`);
  } catch (error) {
    note(String(error));
  }
  note(`Usage: npm run bench -- [--only ${PARTS.map((part) => part.name).join(',')}] [--quick] [--sizes ROWS,…]`);
  return null;
};

const version = (): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

const machine = () => ({
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  /** Processes that wanted to run in the last minute: on a machine that others use, times are worth less. */
  loadBefore: Number(loadavg()[0]!.toFixed(2)),
});

const measure = async (part: Part, settings: Settings): Promise<PartResult> => {
  mkdirSync(settings.folder);
  return part.measure(settings);
};

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options === null) {
    process.exitCode = EXIT_USAGE;
    return;
  }
  const { only, isQuick, sizes } = options;
  const before = machine();
  // Workers start as those of the browser host and the command line do.
  Object.assign(process.env, withCompileCache(root));
  mkdirSync(join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'dist', 'bench-'));
  const parts: Record<string, unknown> = {};
  try {
    for (const part of PARTS) {
      if (only === null ? part.onlyWhenAsked : !only.includes(part.name)) continue;
      note(`${part.name}:`);
      const command = `npm run bench -- --only ${part.name}${isQuick ? ' --quick' : ''}${sizes ? ` --sizes ${sizes}` : ''}`;
      parts[part.name] = {
        command,
        ...(await measure(part, { isQuick, sizes, folder: join(folder, part.name), note })),
      };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  const what = { product: 'udbudsplan', version: version(), at: new Date().toISOString(), isQuick };
  console.log(JSON.stringify({ ...what, machine: before, parts }, null, 2));
};

await main();
