import { type ExchangeInput, type ExchangeOutput, exchangeJob } from '../exchange/exchange-job.ts';
import { type FolderInput, type FolderOutput, folderJob } from '../exchange/folder-job.ts';
import { warmUp } from '../exchange/warm-up.ts';
import type { HeldSpace } from '../store/store.ts';
import type { WarmUpInput } from './exchange.ts';
import { serveJob } from './serve-job.ts';

type Input = ExchangeInput | FolderInput | WarmUpInput;

type Output = ExchangeOutput | FolderOutput | null;

/** What an import writes may be large, and has memory of its own. */
const arrivedIn = (output: Output): readonly ArrayBuffer[] => {
  const attempt = output !== null && 'news' in output ? output.news : output;
  const many = attempt !== null && 'arrived' in attempt ? attempt.arrived.many : null;
  return many === null ? [] : [many.buffer as ArrayBuffer];
};

serveJob<Input, Output, unknown>((input, _progress, ask) => {
  const heldOf = async (spaces: readonly string[]) => (await ask(spaces)) as readonly HeldSpace[];
  if (input.do === 'warm-up') return warmUp();
  const isFolder = input.do === 'gather' || input.do === 'write-folder';
  return isFolder ? folderJob(input, heldOf) : exchangeJob(input, heldOf);
}, arrivedIn);
