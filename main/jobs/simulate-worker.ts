import { serveJob } from './serve-job.ts';
import { simulatePlan } from './simulate-plan.ts';

serveJob(simulatePlan);
