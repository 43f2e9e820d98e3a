import type { CallOutputs } from '../../src/api.ts';
import type { Result } from '../../src/result.ts';
import { ok } from '../../src/result.ts';
import { productWith } from './find-project.ts';
import { isStoreFile } from './output-file.ts';
import type { Arguments } from './usage.ts';
import { done, type Failure, fault, type Product, type Verb } from './verb.ts';

/** The tender that a person means, by id or name; null for the first where they name none. */
const findTender = async (
  product: Product,
  projectId: string,
  wanted: string | undefined,
): Promise<Result<string | null, Failure>> => {
  if (wanted === undefined) return ok(null);
  const snapshot = await product.call('project.open', { projectId });
  if (!snapshot.ok) return snapshot;
  const { tender } = snapshot.value.rows;
  const found = tender.find(({ id }) => id === wanted) ?? tender.find(({ name }) => name === wanted);
  return found ? ok(found.id) : fault('tender.unknown', { name: wanted });
};

/** The view of `pdf` that is a tender's timetable. */
export const TIMETABLE = 'timetable';

/** Options of `pdf --view timetable` and of calendar files. */
export const TENDER_OUTPUT = { options: { tender: 'NAME' }, flags: ['rules', 'responsible', 'internal'] } as const;

type Made = CallOutputs['export.timetable'] | CallOutputs['export.calendar'];

/** Finds project and tender, has the file made and puts it where it was asked for. */
const placed = async <T extends Made>(
  args: Arguments,
  context: Parameters<Verb['run']>[1],
  make: (product: Product, projectId: string, tenderId: string | null) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> => {
  const [name, file] = args.positions as [string, string];
  const found = await productWith(context, name);
  if (!found.ok) return found;
  const { product, project } = found.value;
  if (isStoreFile(file, product.database)) return fault('file.is-store', { path: file });
  const tenderId = await findTender(product, project.id, args.options.tender);
  if (!tenderId.ok) return tenderId;
  const made = await make(product, project.id, tenderId.value);
  if (!made.ok) return made;
  const saved = await product.place(made.value.token, file);
  return saved.ok ? made : saved;
};

/** The timetable of a tender as a PDF for the tender documents. */
export const writeTimetable: Verb['run'] = async (args, context) => {
  const { flags, positions } = args;
  const made = await placed(args, context, (product, projectId, tenderId) =>
    product.call('export.timetable', {
      projectId,
      tenderId,
      rows: flags.has('internal') ? 'all' : 'public',
      withRules: flags.has('rules'),
      withResponsible: flags.has('responsible'),
      language: context.language(),
    }),
  );
  if (!made.ok) return made;
  const [, file] = positions as [string, string];
  const { pages } = made.value;
  return done({ file, pages }, [context.text(pages === 1 ? 'cli:pdf.page' : 'cli:pdf.pages', { file, pages })]);
};

/** Dates as a calendar file with reminders: of all tenders and milestones, or of the tender that is named. */
export const writeCalendarFile: Verb['run'] = async (args, context) => {
  const made = await placed(args, context, (product, projectId, tenderId) =>
    product.call('export.calendar', { projectId, tenderId, language: context.language() }),
  );
  if (!made.ok) return made;
  const [, file] = args.positions as [string, string];
  const { entries } = made.value;
  return done({ file, entries }, [context.text('cli:calendar.written', { file, entries })]);
};
