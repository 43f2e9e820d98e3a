import { serveJob } from './serve-job.ts';
import { readTable } from './table/read-table.ts';

serveJob(readTable);
