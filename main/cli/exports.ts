import { extname } from 'node:path';
import { PAPERS, type PdfOptions } from '../../src/api.ts';
import { ok, type Result } from '../../src/result.ts';
import { dayOfIso } from '../../src/time/day.ts';
import type { Arguments } from './arguments.ts';
import { findProject } from './projects.ts';
import { done, type Failure, fault, usageFault, type Verb, type VerbContext } from './verb.ts';

const dayOption = (name: string, text: string | undefined): Result<number | null, Failure> => {
  if (text === undefined) return ok(null);
  const day = dayOfIso(text);
  return day.ok ? ok(day.value) : usageFault(`--${name} takes a date such as 2027-04-05, not "${text}"`);
};

/** How the PDF is wanted; what is not said is landscape A4, all of the time on one page's width. */
const pdfOptions = ({ options, flags }: Arguments, context: VerbContext): Result<PdfOptions, Failure> => {
  const paper = PAPERS.find((name) => name === (options.paper ?? 'A4'));
  if (!paper) return usageFault(`--paper takes ${PAPERS.join(', ')}, not "${options.paper}"`);
  if (options.view !== undefined && options.view !== 'gantt')
    return usageFault(`--view takes gantt, not "${options.view}"`);
  const fit = /^pages:(\d{1,2})$/.exec(options.fit ?? 'pages:1');
  if (!fit || Number(fit[1]) < 1 || Number(fit[1]) > 50)
    return usageFault(`--fit takes pages:1 to pages:50, not "${options.fit}"`);
  const from = dayOption('from', options.from);
  if (!from.ok) return from;
  const to = dayOption('to', options.to);
  if (!to.ok) return to;
  if (from.value !== null && to.value !== null && to.value < from.value) return usageFault('--to lies before --from');
  return ok({
    paper,
    portrait: flags.has('portrait'),
    fromDay: from.value,
    toDay: to.value,
    pagesWide: Number(fit[1]),
    criticalPath: !flags.has('no-critical'),
    baselineId: options.baseline ?? null,
    collapsed: [],
    language: context.lang,
  });
};

const PDF_USAGE = {
  positions: ['PROJECT', 'FILE'],
  options: { view: 'gantt', paper: 'A4..A0', from: 'DATE', to: 'DATE', fit: 'pages:N', baseline: 'ID' },
  flags: ['portrait', 'no-critical'],
};

const writePdf: Verb['run'] = async (args, context) => {
  const wanted = pdfOptions(args, context);
  if (!wanted.ok) return wanted;
  const open = await context.product();
  if (!open.ok) return open;
  const [name, file] = args.positions as [string, string];
  const project = await findProject(open.value, name);
  if (!project.ok) return project;
  const made = await open.value.call('export.pdf', { projectId: project.value.id, options: wanted.value });
  if (!made.ok) return made;
  const placed = await open.value.place(made.value.token, file);
  if (!placed.ok) return placed;
  return done({ file, pages: made.value.pages }, [`${file} (${made.value.pages})`]);
};

const pdf: Verb = { name: 'pdf', usage: PDF_USAGE, run: writePdf };

/** The format follows from the file's ending. */
const exportFile: Verb = {
  name: 'export',
  usage: PDF_USAGE,
  run: async (args, context) => {
    const ending = extname(args.positions[1]!).toLowerCase();
    return ending === '.pdf'
      ? writePdf(args, context)
      : fault('export.unknown-format', { ending: ending || '-', known: '.pdf' });
  },
};

/** Verbs that write a plan in another form. */
export const exportVerbs: readonly Verb[] = [pdf, exportFile];
