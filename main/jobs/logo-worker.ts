import { readLogo } from './logo/read-logo.ts';
import { serveJob } from './serve-job.ts';

serveJob(readLogo);
