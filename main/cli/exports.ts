import { extname } from 'node:path';
import type { PlanSnapshot, PrintFormat } from '../../src/api.ts';
import { MAX_COMPARED } from '../../src/gantt/chart-look.ts';
import { ok, type Result } from '../../src/result.ts';
import { SEND_OPTIONS, writeExchange } from './exchange.ts';
import { productWith } from './find-project.ts';
import { pointOption } from './history-point.ts';
import { isStoreFile } from './output-file.ts';
import { ownPresets } from './presets.ts';
import { PLAIN_PRINT, PRINT_OPTIONS, presetNamed, wantedPrint, wantedRows } from './print-options.ts';
import { TENDER_OUTPUT, TIMETABLE, writeCalendarFile, writeTimetable } from './tender-exports.ts';
import { done, type Failure, fault, type Verb } from './verb.ts';

/** The baseline that a person means, by id or name. */
const findBaseline = (
  { rows: { baseline } }: PlanSnapshot,
  wanted: string | undefined,
): Result<string | null, Failure> => {
  if (wanted === undefined) return ok(null);
  const found = baseline.find(({ id }) => id === wanted) ?? baseline.find(({ name }) => name === wanted);
  return found ? ok(found.id) : fault('baseline.unknown', { name: wanted });
};

/** The baselines to compare with, in the order in which they lie below the bars. */
const findBaselines = (snapshot: PlanSnapshot, wanted: readonly string[]): Result<readonly string[], Failure> => {
  const ids: string[] = [];
  for (const name of wanted) {
    const found = findBaseline(snapshot, name);
    if (!found.ok) return found;
    ids.push(found.value!);
  }
  return ids.length > MAX_COMPARED
    ? fault('usage.choice', { option: 'compare', value: String(ids.length), known: `1 – ${MAX_COMPARED}` })
    : ok(ids);
};

/** Writes the plan in one of the forms of a print. */
const writeAs =
  (format: PrintFormat): Verb['run'] =>
  async (args, context) => {
    // What is wrong in the words is told before anything is opened.
    const said = wantedPrint(args, PLAIN_PRINT);
    if (!said.ok) return said;
    const [name, file] = args.positions as [string, string];
    const found = await productWith(context, name);
    if (!found.ok) return found;
    const { product, project } = found.value;
    const own = await ownPresets(product);
    if (!own.ok) return own;
    const usual = presetNamed(own.value, args.options.preset);
    if (!usual.ok) return usual;
    const wanted = wantedPrint(args, usual.value);
    if (!wanted.ok) return wanted;
    // Before the work, not after it.
    if (isStoreFile(file, product.database)) return fault('file.is-store', { path: file });
    const snapshot = await product.call('project.open', { projectId: project.id });
    if (!snapshot.ok) return snapshot;
    const baseline = findBaseline(snapshot.value, args.options.baseline);
    if (!baseline.ok) return baseline;
    const compared = findBaselines(snapshot.value, args.lists?.compare ?? []);
    if (!compared.ok) return compared;
    const rows = wantedRows(snapshot.value, args, usual.value.options);
    if (!rows.ok) return rows;
    const at = await pointOption(product, project.id, 'at', args.options.at);
    if (!at.ok) return at;
    const { dpi, page, look, ...options } = wanted.value;
    const drawn = JSON.stringify({
      ...look,
      ...(compared.value.length > 0 ? { comparedBaselineIds: compared.value } : {}),
    });
    const made = await product.call('export.print', {
      projectId: project.id,
      format,
      dpi,
      page: format === 'pdf' ? null : page,
      at: at.value,
      options: {
        ...options,
        ...rows.value,
        look: drawn,
        baselineId: baseline.value,
        language: context.language(),
      },
    });
    if (!made.ok) return made;
    const placed = await product.place(made.value.token, file);
    if (!placed.ok) return placed;
    const { pages } = made.value;
    const told = format !== 'pdf' ? 'cli:picture' : pages === 1 ? 'cli:pdf.page' : 'cli:pdf.pages';
    return done({ file, pages }, [context.text(told, { file, pages })]);
  };

const PRINT_USAGE = {
  positions: ['PROJECT', 'FILE'],
  options: {
    ...PRINT_OPTIONS.options,
    view: `${PRINT_OPTIONS.options.view}|${TIMETABLE}`,
    ...TENDER_OUTPUT.options,
    at: 'POINT',
  },
  repeated: PRINT_OPTIONS.repeated,
  flags: [...PRINT_OPTIONS.flags, ...TENDER_OUTPUT.flags],
};

/** A PDF of the plan, or of the timetable of a tender. */
const writePdf: Verb['run'] = (args, context) =>
  args.options.view === TIMETABLE ? writeTimetable(args, context) : writeAs('pdf')(args, context);

const pdf: Verb = { name: 'pdf', usage: PRINT_USAGE, run: writePdf };

const FORMATS: Readonly<Record<string, Verb['run']>> = {
  '.pdf': writePdf,
  '.svg': writeAs('svg'),
  '.png': writeAs('png'),
  '.udbudsplan': writeExchange,
  '.ics': writeCalendarFile,
};

/** The format follows from the file's ending. */
const exportFile: Verb = {
  name: 'export',
  usage: { ...PRINT_USAGE, options: { ...PRINT_USAGE.options, ...SEND_OPTIONS } },
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
