import type { CallError } from '../../src/api.ts';
import { err, type Result } from '../../src/result.ts';
import type { ExchangeInput, ExchangeOutput } from '../exchange/exchange-job.ts';
import type { FolderInput, FolderOutput } from '../exchange/folder-job.ts';
import type { HeldSpace } from '../store/store.ts';
import { runJob } from './run-job.ts';

/** Memory that reading, trying and writing files may use: several times what the largest plan needs. */
export const EXCHANGE_MEMORY_MB = 1536;
const TIMEOUT_MS = 120_000;
/** What is chosen next is often not far: a worker that has run before does the same in less than half the time. */
const KEPT_MS = 30_000;
/** A person who looks for a file in a dialog takes longer. */
const EXPECTED_MS = 120_000;
/** After so many the runtime has compiled what a file goes through. */
const WARM_UPS = 3;

/** Makes a worker that has just been started as quick as one that has run before. */
export interface WarmUpInput {
  readonly do: 'warm-up';
}

/** The worker that is being made ready, and how many wait for it. */
let readying: Promise<void> | null = null;
let wanted = 0;

/** Makes a worker ready for the file that a person is about to choose, without anything being waited for. */
export const expectExchange = (workerFile: string): void => {
  if (readying !== null || wanted > 0) return;
  const bounds = { maxMemoryMb: EXCHANGE_MEMORY_MB, timeoutMs: TIMEOUT_MS, keptMs: EXPECTED_MS };
  const warm = async (): Promise<void> => {
    for (let i = 0; i < WARM_UPS && wanted === 0; i++) {
      const done = await runJob<WarmUpInput, null, CallError>(workerFile, { do: 'warm-up' }, bounds);
      // Whatever hinders it will hinder the file too, and is told then.
      if (!done.ok) return;
    }
  };
  readying = warm().finally(() => {
    readying = null;
  });
};

/**
 * Does one thing with exchange files in a worker; `heldOf` tells it what is held of the spaces of a file that it has read.
 * A file that needs more memory than it may is refused as too large.
 */
export const runExchange = async <I extends ExchangeInput | FolderInput>(
  workerFile: string,
  input: I,
  heldOf: (spaces: readonly string[]) => readonly HeldSpace[] = () => [],
  memoryMb: number = EXCHANGE_MEMORY_MB,
): Promise<Result<I extends FolderInput ? FolderOutput : ExchangeOutput, CallError>> => {
  type Output = I extends FolderInput ? FolderOutput : ExchangeOutput;
  const onQuestion = (question: unknown) => heldOf(question as readonly string[]);
  const bounds = { maxMemoryMb: memoryMb, timeoutMs: TIMEOUT_MS, keptMs: KEPT_MS, onQuestion };
  wanted++;
  const result = await (readying ?? Promise.resolve())
    .then(() => runJob<I, Output, CallError>(workerFile, input, bounds))
    .finally(() => {
      wanted--;
    });
  if (result.ok || result.error.id !== 'job.out-of-memory') return result;
  return err({ id: 'exchange.too-large', params: { bound: 'memory', most: memoryMb } });
};
