import { statSync } from 'node:fs';
import { join } from 'node:path';
import { withCompileCache } from '../../scripts/compile-cache.ts';
import { type PrintOptions, USUAL_PRINT } from '../../src/api.ts';
import { figure, type Part, type Settings, timed } from './figures.ts';
import { answered, composeIn, endService, importPlan, root } from './scratch-service.ts';

const OPTIONS: PrintOptions = { ...USUAL_PRINT, paper: 'A3', language: 'da' };

/** One size of plan: how long the file takes, its pages and its bytes. */
const measureRows = async ({ folder, isQuick, note }: Settings, rows: number) => {
  const composed = composeIn(join(folder, `data-${rows}`));
  const { service, files } = composed;
  const projectId = await importPlan(composed, folder, rows);
  note(`PDF of ${rows} rows on A3`);
  let made = { token: '', pages: 0 };
  const wanted = { projectId, options: OPTIONS, format: 'pdf', dpi: 300, page: null } as const;
  const times = await timed(isQuick ? 2 : 5, async () => {
    made = answered(await service.call('export.print', wanted));
  });
  const { size } = statSync(files.find(made.token)!.path);
  await endService(composed);
  return [
    figure(`PDF of ${rows} rows, A3 landscape, one page wide`, 'ms', times),
    figure(`pages of ${rows} rows`, 'pages', [made.pages]),
    figure(`size of ${rows} rows`, 'bytes', [size]),
  ];
};

const measure = async (settings: Settings) => {
  // As `npm start` starts the product: the worker's modules come compiled from the print before, and bundled in the packed app.
  Object.assign(process.env, withCompileCache(root));
  const figures = [];
  for (const rows of settings.isQuick ? [100] : [240, 1000, 5000]) figures.push(...(await measureRows(settings, rows)));
  return { figures };
};

/** What it costs to print a plan, from the call until the file is written. */
export const pdfBench: Part = { name: 'pdf', measure };
