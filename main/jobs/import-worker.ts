import { readPlanFile } from './read-plan-file.ts';
import { serveJob } from './serve-job.ts';

serveJob(readPlanFile);
