import { writeTablePdf } from './pdf/write-table-pdf.ts';
import { serveJob } from './serve-job.ts';

serveJob(writeTablePdf);
