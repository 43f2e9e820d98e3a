import { type ExchangeInput, type ExchangeOutput, exchangeJob } from '../exchange/exchange-job.ts';
import { type FolderInput, type FolderOutput, folderJob } from '../exchange/folder-job.ts';
import type { HeldSpace } from '../store/store.ts';
import { serveJob } from './serve-job.ts';

serveJob<ExchangeInput | FolderInput, ExchangeOutput | FolderOutput, unknown>((input, _progress, ask) => {
  const heldOf = async (spaces: readonly string[]) => (await ask(spaces)) as readonly HeldSpace[];
  const isFolder = input.do === 'gather' || input.do === 'write-folder';
  return isFolder ? folderJob(input, heldOf) : exchangeJob(input, heldOf);
});
