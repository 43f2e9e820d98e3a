import type { CallInput } from '../../src/api.ts';
import type { DateMove, HistoryLine, NamedDelta } from '../../src/model/history-result.ts';
import { ENTITY_NAMES, isEntityName } from '../../src/model/schema.ts';
import { deltaText, type HistoryWords, shiftText, valueInWords } from '../../src/reading/history-words.ts';
import { ok, type Result } from '../../src/result.ts';
import { isoOfInstant, MINUTES_PER_DAY } from '../../src/time/day.ts';
import { planOfCopy } from '../jobs/plan-copy.ts';
import { findNamed } from './find-named.ts';
import { productWith } from './find-project.ts';
import { POINT, pointOption } from './history-point.ts';
import { isStoreFile } from './output-file.ts';
import { dayOption } from './projects.ts';
import { commandTitle } from './texts.ts';
import type { Arguments } from './usage.ts';
import { done, type Failure, fault, type Output, type Product, type Verb, type VerbContext } from './verb.ts';
import { wallText } from './wall-text.ts';

const MOST_LINES = 1000;

const numberOption = (
  args: Arguments,
  option: string,
  most = Number.MAX_SAFE_INTEGER,
): Result<number | undefined, Failure> => {
  const given = args.options[option];
  if (given === undefined) return ok(undefined);
  const number = /^[1-9]\d{0,15}$/.test(given) ? Number(given) : 0;
  if (number < 1 || number > most) return fault('usage.number', { option, value: given, most });
  return ok(number);
};

const MS_PER_MIN = 60_000;

/** The moment at which a day begins on this computer. */
const midnight = (day: number): number => {
  const utc = new Date(day * MINUTES_PER_DAY * MS_PER_MIN);
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate()).getTime();
};

/** `ENTITY/ID`, and of it some cells. */
const aboutOption = ({ row, cell }: Arguments['options']): Result<CallInput<'history.list'>['about'], Failure> => {
  if (row === undefined) return cell === undefined ? ok(undefined) : fault('usage.missing', { what: '--row' });
  const slash = row.indexOf('/');
  const entity = slash < 0 ? 'task' : row.slice(0, slash);
  if (!isEntityName(entity)) {
    return fault('usage.choice', { option: 'row', value: entity, known: ENTITY_NAMES.join(', ') });
  }
  return ok({ entity, id: row.slice(slash + 1), cells: cell === undefined ? null : cell.split(',') });
};

type Filter = Omit<CallInput<'history.list'>, 'projectId'>;

const filterOf = (args: Arguments): Result<Filter, Failure> => {
  const { person, entity, text } = args.options;
  const limit = numberOption(args, 'limit', MOST_LINES);
  const before = numberOption(args, 'before');
  const importId = numberOption(args, 'import');
  const from = dayOption('from', args.options.from);
  const to = dayOption('to', args.options.to);
  const about = aboutOption(args.options);
  for (const each of [limit, before, importId, from, to, about]) if (!each.ok) return each;
  const unknown = entity?.split(',').find((name) => !isEntityName(name));
  if (unknown !== undefined) {
    return fault('usage.choice', { option: 'entity', value: unknown, known: ENTITY_NAMES.join(', ') });
  }
  const value = <T>(result: Result<T, Failure>): T => (result as { readonly value: T }).value;
  const [fromDay, toDay] = [value(from), value(to)];
  if (fromDay !== undefined && toDay !== undefined && toDay < fromDay) {
    return fault('usage.to-before-from', { from: args.options.from!, to: args.options.to! });
  }
  return ok({
    limit: value(limit) ?? 50,
    before: value(before),
    importId: value(importId),
    person,
    entities: entity?.split(',') as Filter['entities'],
    text,
    fromMs: fromDay === undefined ? undefined : midnight(fromDay),
    toMs: toDay === undefined ? undefined : midnight(toDay + 1),
    about: value(about),
  });
};

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' / ');

const deltaLines = (delta: NamedDelta, words: HistoryWords): string[] => {
  const { word } = words;
  const what = `${deltaText(delta, words)} – ${word(`history:fate.${delta.fate}`)}`;
  const cells = delta.fate === 'added' || delta.fate === 'deleted' ? [] : delta.cells;
  return [
    `    ${oneLine(what)}`,
    ...cells.map(({ cell, before, after }) => {
      const value = (given: typeof before) => valueInWords(delta.entity, cell, given, words) || '–';
      return `      ${oneLine(`${word(`fields:${delta.entity}.${cell}`)}: ${value(before)} → ${value(after)}`)}`;
    }),
  ];
};

const lineLines = (line: HistoryLine, words: HistoryWords, context: VerbContext): string[] => {
  const { number, wallMs, person, command, imported, changes, rest } = line;
  const { text } = context;
  const title =
    imported === null
      ? commandTitle(text, command)
      : `${text('history:import', { file: imported.fileName })} (${text('history:changes', { count: imported.changeSets })})`;
  return [
    `${String(number).padStart(6)}  ${wallText(wallMs)}  ${person}  ${title}`,
    ...changes.flatMap((delta) => deltaLines(delta, words)),
    ...(rest > 0 ? [`    ${text('history:more', { count: rest })}`] : []),
  ];
};

const wordsOf = async (
  product: Product,
  projectId: string,
  names: HistoryWords['names'],
  context: VerbContext,
): Promise<Result<HistoryWords, Failure>> => {
  const opened = await product.call('project.open', { projectId });
  if (!opened.ok) return opened;
  const plan = planOfCopy(opened.value.projectId, opened.value.rows);
  return ok({ plan, language: context.language(), word: context.text, names });
};

/** What was done to a plan, with former and new values; by person, time, kind of thing, row, cell and text. */
const history: Verb = {
  name: 'history',
  usage: {
    positions: ['PROJECT'],
    options: {
      limit: 'N',
      before: 'NUMBER',
      person: 'NAME',
      from: 'DATE',
      to: 'DATE',
      entity: 'ENTITY,…',
      row: 'ENTITY/ID',
      cell: 'CELL,…',
      text: 'TEXT',
      import: 'ID',
    },
    flags: [],
  },
  run: async (args, context) => {
    const filter = filterOf(args);
    if (!filter.ok) return filter;
    const found = await productWith(context, args.positions[0]!);
    if (!found.ok) return found;
    const { product, project } = found.value;
    const page = await product.call('history.list', { projectId: project.id, ...filter.value });
    if (!page.ok) return page;
    const words = await wordsOf(product, project.id, page.value.names, context);
    if (!words.ok) return words;
    return done(
      page.value.lines,
      page.value.lines.flatMap((line) => lineLines(line, words.value, context)),
    );
  },
};

const moveLine = (move: DateMove, words: HistoryWords): string => {
  const { word, plan } = words;
  const name = plan.rows.task.get(move.taskId)?.name || word('app:task.unnamed');
  const iso = (min: number) => isoOfInstant(min);
  const why = word(move.isConsequence ? 'history:dates.consequence' : 'history:dates.own');
  const { before, after } = move;
  return `  ${name}: ${iso(before.startMin)}/${iso(before.finishMin)} → ${iso(after.startMin)}/${iso(after.finishMin)} (${shiftText(move, words)}; ${why})`;
};

/** What lies between two points of a plan's history, on screen or as a PDF. */
const changes: Verb = {
  name: 'changes',
  usage: { positions: ['PROJECT'], options: { since: POINT, until: POINT, pdf: 'FILE' }, flags: [] },
  run: async ({ positions: [wanted], options }, context) => {
    if (options.since === undefined) return fault('usage.missing', { what: '--since' });
    const found = await productWith(context, wanted!);
    if (!found.ok) return found;
    const { product, project } = found.value;
    const projectId = project.id;
    if (options.pdf !== undefined && isStoreFile(options.pdf, product.database))
      return fault('file.is-store', { path: options.pdf });
    const since = await pointOption(product, projectId, 'since', options.since);
    if (!since.ok) return since;
    const until = await pointOption(product, projectId, 'until', options.until);
    if (!until.ok) return until;
    const points = { projectId, since: since.value, until: until.value };
    if (options.pdf !== undefined) return writePdf(product, points, options.pdf, context);
    const compared = await product.call('history.compare', points);
    if (!compared.ok) return compared;
    const { changes: deltas, counts, moves, names } = compared.value;
    const words = await wordsOf(product, projectId, names, context);
    if (!words.ok) return words;
    const json = {
      ...compared.value,
      moves: moves.map(({ taskId, before, after, isConsequence }) => ({
        taskId,
        before: { start: isoOfInstant(before.startMin), finish: isoOfInstant(before.finishMin) },
        after: { start: isoOfInstant(after.startMin), finish: isoOfInstant(after.finishMin) },
        isConsequence,
      })),
    };
    return done(json, [
      context.text('history:counts', { ...counts, dates: moves.length }),
      ...deltas.flatMap((delta) => deltaLines(delta, words.value)),
      ...(moves.length > 0 ? [context.text('history:dates.title')] : []),
      ...moves.map((move) => moveLine(move, words.value)),
    ]);
  },
};

const writePdf = async (
  product: Product,
  points: Omit<CallInput<'export.changes'>, 'language'>,
  file: string,
  context: VerbContext,
): Promise<Result<Output, Failure>> => {
  const made = await product.call('export.changes', { ...points, language: context.language() });
  if (!made.ok) return made;
  const placed = await product.place(made.value.token, file);
  if (!placed.ok) return placed;
  const { pages } = made.value;
  return done({ file, pages }, [context.text(pages === 1 ? 'cli:pdf.page' : 'cli:pdf.pages', { file, pages })]);
};

const ACTIONS = ['list', 'add', 'rename', 'delete'] as const;

/** What the actions take after the project. */
const NEEDS: Readonly<Record<(typeof ACTIONS)[number], number>> = { list: 0, add: 1, rename: 2, delete: 1 };

/** Points of a plan's history with names. */
const version: Verb = {
  name: 'version',
  usage: {
    positions: [ACTIONS.join('|'), 'PROJECT', 'NAME?', 'NEW-NAME?'],
    options: { description: 'TEXT', at: POINT },
    flags: [],
  },
  run: async ({ positions: [wantedAction, wanted, ...names], options }, context) => {
    const action = ACTIONS.find((each) => each === wantedAction);
    if (action === undefined) {
      return fault('usage.action', { value: wantedAction!, known: ACTIONS.join(', ') });
    }
    if (names.length < NEEDS[action]) return fault('usage.missing', { what: names.length === 0 ? 'NAME' : 'NEW-NAME' });
    if (names.length > NEEDS[action]) return fault('usage.unexpected', { word: names[NEEDS[action]]! });
    const found = await productWith(context, wanted!);
    if (!found.ok) return found;
    const { product, project } = found.value;
    const projectId = project.id;
    const opened = await product.call('project.open', { projectId });
    if (!opened.ok) return opened;
    const versions = [...opened.value.rows.planVersion].sort((a, b) => (b.atMin ?? 0) - (a.atMin ?? 0));
    if (action === 'list') {
      const listed = versions.map(({ id, name, description, atMin }) => ({
        id,
        name,
        description,
        at: atMin === null ? null : isoOfInstant(atMin),
      }));
      const lines = listed.map(({ id, name, at }) => `${id}  ${at ?? ''}  ${name}`);
      return done(listed, lines.length === 0 ? [context.text('history:versions.none')] : lines);
    }
    const run = async (commandId: string, input: unknown): Promise<Result<Output, Failure>> => {
      const answer = await product.call('command.run', { projectId, commandId, input });
      return answer.ok ? done(answer.value, [commandTitle(context.text, answer.value.command)]) : answer;
    };
    if (action === 'add') {
      const point = await pointOption(product, projectId, 'at', options.at);
      if (!point.ok) return point;
      return run('version.add', { name: names[0], description: options.description, point: point.value });
    }
    const row = findNamed(versions, names[0]!);
    if (row === undefined) return fault('version.unknown', { name: names[0]! });
    if (action === 'delete') return run('version.delete', { ids: [row.id] });
    return run('version.update', { id: row.id, name: names[1], description: options.description });
  },
};

/** Verbs about the past of a plan. */
export const historyVerbs: readonly Verb[] = [history, changes, version];
