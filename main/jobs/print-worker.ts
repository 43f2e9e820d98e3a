import { writePrint } from './print/write-print.ts';
import { serveJob } from './serve-job.ts';

serveJob(writePrint);
