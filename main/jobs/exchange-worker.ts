import { exchangeJob } from '../exchange/exchange-job.ts';
import { serveJob } from './serve-job.ts';

serveJob(exchangeJob);
