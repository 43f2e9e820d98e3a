import { writePlanPdf } from './pdf/write-plan-pdf.ts';
import { serveJob } from './serve-job.ts';

serveJob(writePlanPdf);
