import type { CallError } from '../../src/api.ts';
import { err, type Result } from '../../src/result.ts';
import type { ExchangeInput, ExchangeOutput } from '../exchange/exchange-job.ts';
import { runJob } from './run-job.ts';

/** Memory that reading, trying and writing files may use: several times what the largest plan needs. */
export const EXCHANGE_MEMORY_MB = 1536;
const TIMEOUT_MS = 120_000;

/** Does one thing with exchange files in a worker. A file that needs more memory than it may is refused as too large. */
export const runExchange = async (
  workerFile: string,
  input: ExchangeInput,
  memoryMb: number = EXCHANGE_MEMORY_MB,
): Promise<Result<ExchangeOutput, CallError>> => {
  const bounds = { maxMemoryMb: memoryMb, timeoutMs: TIMEOUT_MS };
  const result = await runJob<ExchangeInput, ExchangeOutput, CallError>(workerFile, input, bounds);
  if (result.ok || result.error.id !== 'job.out-of-memory') return result;
  return err({ id: 'exchange.too-large', params: { bound: 'memory', most: memoryMb } });
};
