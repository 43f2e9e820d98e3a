import { extname } from 'node:path';
import { PAPERS, type PdfOptions } from '../../src/api.ts';
import { ok, type Result } from '../../src/result.ts';
import type { Arguments } from './arguments.ts';
import { productWith } from './find-project.ts';
import { isStoreFile } from './output-file.ts';
import { dayOption } from './projects.ts';
import { done, type Failure, fault, type Product, type Verb } from './verb.ts';

const VIEWS = ['gantt'];
const MOST_PAGES = 50;

/** What the words say of the PDF; what they do not say is landscape A4, all of the time on one page's width. */
const wantedPdf = ({ options, flags }: Arguments): Result<Omit<PdfOptions, 'language' | 'baselineId'>, Failure> => {
  const paper = PAPERS.find((name) => name === (options.paper ?? 'A4').toUpperCase());
  if (!paper) return fault('usage.choice', { option: 'paper', value: options.paper!, known: PAPERS.join(', ') });
  if (!VIEWS.includes(options.view ?? 'gantt'))
    return fault('usage.choice', { option: 'view', value: options.view!, known: VIEWS.join(', ') });
  const pages = Number(/^pages:(\d{1,2})$/.exec(options.fit ?? 'pages:1')?.[1] ?? 0);
  if (pages < 1 || pages > MOST_PAGES)
    return fault('usage.choice', { option: 'fit', value: options.fit!, known: `pages:1 – pages:${MOST_PAGES}` });
  const from = dayOption('from', options.from);
  if (!from.ok) return from;
  const to = dayOption('to', options.to);
  if (!to.ok) return to;
  if (from.value !== undefined && to.value !== undefined && to.value < from.value)
    return fault('usage.to-before-from', { from: options.from!, to: options.to! });
  return ok({
    paper,
    portrait: flags.has('portrait'),
    fromDay: from.value ?? null,
    toDay: to.value ?? null,
    pagesWide: pages,
    criticalPath: !flags.has('no-critical'),
    collapsed: [],
  });
};

/** The baseline that a person means, by id or name. */
const findBaseline = async (
  product: Product,
  projectId: string,
  wanted: string | undefined,
): Promise<Result<string | null, Failure>> => {
  if (wanted === undefined) return ok(null);
  const snapshot = await product.call('project.open', { projectId });
  if (!snapshot.ok) return snapshot;
  const { baseline } = snapshot.value.rows;
  const found = baseline.find(({ id }) => id === wanted) ?? baseline.find(({ name }) => name === wanted);
  return found ? ok(found.id) : fault('baseline.unknown', { name: wanted });
};

const PDF_USAGE = {
  positions: ['PROJECT', 'FILE'],
  options: {
    view: VIEWS.join('|'),
    paper: 'A4..A0',
    from: 'DATE',
    to: 'DATE',
    fit: 'pages:N',
    baseline: 'NAME',
  },
  flags: ['portrait', 'no-critical'],
};

const writePdf: Verb['run'] = async (args, context) => {
  const wanted = wantedPdf(args);
  if (!wanted.ok) return wanted;
  const [name, file] = args.positions as [string, string];
  const found = await productWith(context, name);
  if (!found.ok) return found;
  const { product, project } = found.value;
  // Before the work, not after it.
  if (isStoreFile(file, product.database)) return fault('file.is-store', { path: file });
  const baseline = await findBaseline(product, project.id, args.options.baseline);
  if (!baseline.ok) return baseline;
  const options = { ...wanted.value, baselineId: baseline.value, language: context.language() };
  const made = await product.call('export.pdf', { projectId: project.id, options });
  if (!made.ok) return made;
  const placed = await product.place(made.value.token, file);
  if (!placed.ok) return placed;
  const { pages } = made.value;
  return done({ file, pages }, [context.text(pages === 1 ? 'cli:pdf.page' : 'cli:pdf.pages', { file, pages })]);
};

const pdf: Verb = { name: 'pdf', usage: PDF_USAGE, run: writePdf };

const FORMATS: Readonly<Record<string, Verb['run']>> = { '.pdf': writePdf };

/** The format follows from the file's ending. */
const exportFile: Verb = {
  name: 'export',
  usage: PDF_USAGE,
  run: async (args, context) => {
    const ending = extname(args.positions[1]!).toLowerCase();
    const write = Object.hasOwn(FORMATS, ending) ? FORMATS[ending] : undefined;
    return write
      ? write(args, context)
      : fault('usage.format', { file: args.positions[1]!, known: Object.keys(FORMATS).join(', ') });
  },
};

/** Verbs that write a plan in another form. */
export const exportVerbs: readonly Verb[] = [exportFile, pdf];
