import { exchangeJob, type HeldSpace } from '../exchange/exchange-job.ts';
import { serveJob } from './serve-job.ts';

serveJob((input: Parameters<typeof exchangeJob>[0], _progress, ask) =>
  exchangeJob(input, async (spaces) => (await ask(spaces)) as readonly HeldSpace[]),
);
