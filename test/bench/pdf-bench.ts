import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { PdfOptions } from '../../src/api.ts';
import { figure, type Part, type Settings, timed } from './figures.ts';
import { answered, composeIn, endService, importPlan } from './scratch-service.ts';

const measure = async ({ folder, isQuick, note }: Settings) => {
  const rows = isQuick ? 100 : 1000;
  const composed = composeIn(join(folder, 'data'));
  const { service, files } = composed;
  const projectId = await importPlan(composed, folder, rows);
  note(`PDF of ${rows} rows on A3`);
  const options: PdfOptions = {
    paper: 'A3',
    portrait: false,
    fromDay: null,
    toDay: null,
    pagesWide: 1,
    criticalPath: true,
    baselineId: null,
    collapsed: [],
    language: 'da',
  };
  let made = { token: '', pages: 0 };
  const times = await timed(isQuick ? 2 : 5, async () => {
    made = answered(await service.call('export.pdf', { projectId, options }));
  });
  const { size } = statSync(files.find(made.token)!.path);
  await endService(composed);
  return {
    figures: [
      figure(`PDF of ${rows} rows, A3 landscape, one page wide`, 'ms', times),
      figure('its pages', 'pages', [made.pages]),
      figure('its size', 'bytes', [size]),
    ],
  };
};

/** What it costs to print a plan, from the call until the file is written. */
export const pdfBench: Part = { name: 'pdf', measure };
