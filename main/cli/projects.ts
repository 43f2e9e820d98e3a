import type { ImportNote } from '../../src/api.ts';
import { ok, type Result } from '../../src/result.ts';
import { dayOfIso } from '../../src/time/day.ts';
import { isExchangeFile } from '../exchange/sniff.ts';
import { importExchange } from './exchange.ts';
import { EXIT } from './exit.ts';
import { openPlan, productWith } from './find-project.ts';
import { asksForTable, showTable, TABLE_OPTIONS } from './plan-table.ts';
import { findingLines, findingsOf, scheduledTasks, taskLine } from './plan-text.ts';
import { readable } from './product.ts';
import { at, done, type Failure, fault, type Text, type Verb } from './verb.ts';

/** The day that an option names, undefined where it is not given. */
export const dayOption = (option: string, given: string | undefined): Result<number | undefined, Failure> => {
  if (given === undefined) return ok(undefined);
  const day = dayOfIso(given);
  return day.ok ? ok(day.value) : fault('usage.date', { option, value: given });
};

const create: Verb = {
  name: 'new',
  usage: { positions: ['TEMPLATE'], options: { name: 'NAME', start: 'DATE' }, flags: [] },
  run: async ({ positions: [template], options }, context) => {
    const start = dayOption('start', options.start);
    if (!start.ok) return start;
    const product = await context.product();
    if (!product.ok) return product;
    const state = await product.value.call('app.state', {});
    if (!state.ok) return state;
    const { templates } = state.value;
    if (!templates.some(({ id }) => id === template))
      return fault('template.unknown', { template: template!, known: templates.map(({ id }) => id).join(', ') });
    const made = await product.value.call('project.create', {
      template: template!,
      name: options.name,
      startDay: start.value,
      language: context.wantedLanguage,
    });
    return made.ok ? done(made.value, [made.value.projectId]) : made;
  },
};

const templates: Verb = {
  name: 'templates',
  usage: { positions: [], options: {}, flags: [] },
  run: async (_args, context) => {
    const product = await context.product();
    if (!product.ok) return product;
    const state = await product.value.call('app.state', {});
    if (!state.ok) return state;
    const language = context.language();
    return done(
      state.value.templates,
      state.value.templates.map(({ id, name, taskCount }) => `${id}  ${name[language]} (${taskCount})`),
    );
  },
};

const noteLine = ({ severity, id, count, examples }: ImportNote, text: Text): string =>
  `  ${text(`cli:note.${severity}`)}: ${text(`import:${id}`, { count })}${examples.length > 0 ? ` (${examples.join('; ')})` : ''}`;

const importFile: Verb = {
  name: 'import',
  usage: { positions: ['FILE'], options: { 'passphrase-file': 'FILE', diagnosis: 'FILE' }, flags: ['dry-run', 'yes'] },
  run: async (args, context) => {
    const [file] = args.positions;
    const there = readable(file!);
    if (!there.ok) return there;
    const product = await context.product();
    if (!product.ok) return product;
    if (isExchangeFile(there.value)) return importExchange(product.value, file!, args, context);
    if (args.flags.has('dry-run')) return fault('exchange.no-dry-run', { file: file! });
    const token = product.value.hold(file!);
    if (!token.ok) return token;
    const report = await product.value.call('import.file', { token: token.value });
    if (!report.ok) return report.error.id.startsWith('store.') ? report : at(file!, report.error);
    const { projectId, projectName, notes } = report.value;
    return done(report.value, [
      `${projectId}  ${projectName}`,
      ...notes.map((note) => noteLine(note, context.text).replace(/\s*\n\s*/g, ' ')),
    ]);
  },
};

const list: Verb = {
  name: 'list',
  usage: { positions: [], options: {}, flags: [] },
  run: async (_args, { product, text }) => {
    const open = await product();
    if (!open.ok) return open;
    const state = await open.value.call('app.state', {});
    if (!state.ok) return state;
    const { projects } = state.value;
    return done(
      projects,
      projects.length === 0
        ? [text('cli:list.none')]
        : projects.map(({ id, name, taskCount }) => `${id}  ${name} (${taskCount})`),
    );
  },
};

/**
 * A plan with its dates: its tasks in outline order, everything else as lists of rows; or a table of chosen columns and
 * rows.
 */
const show: Verb = {
  name: 'show',
  usage: { positions: ['PROJECT'], options: TABLE_OPTIONS, flags: [] },
  run: async ({ positions: [wanted], options }, context) => {
    const opened = await openPlan(context, wanted!);
    if (!opened.ok) return opened;
    const plan = opened.value;
    if (asksForTable(options)) return showTable(plan, options, context);
    const scheduled = scheduledTasks(plan);
    const tasks = scheduled.map(({ row, wbs, summary, start, finish, critical }) => ({
      ...row,
      wbs,
      summary,
      start,
      finish,
      critical,
    }));
    const { task: _tasks, ...others } = plan.rows;
    const rest = Object.fromEntries(Object.entries(others).map(([name, map]) => [name, [...map.values()]]));
    return done({ projectId: plan.projectId, tasks, ...rest }, scheduled.map(taskLine));
  },
};

const check: Verb = {
  name: 'check',
  usage: { positions: ['PROJECT'], options: {}, flags: ['each'] },
  run: async ({ positions: [wanted], flags }, context) => {
    const opened = await openPlan(context, wanted!);
    if (!opened.ok) return opened;
    const findings = findingsOf(opened.value, context.text);
    const hasError = findings.some(({ severity }) => severity === 'error');
    return done(
      { projectId: opened.value.projectId, findings },
      findings.length === 0
        ? [context.text('cli:check.none')]
        : findings.flatMap((finding) => findingLines(finding, context.text, flags.has('each'))),
      hasError ? EXIT.findings : EXIT.done,
    );
  },
};

const remove: Verb = {
  name: 'delete',
  usage: { positions: ['PROJECT'], options: {}, flags: [] },
  run: async ({ positions: [wanted] }, context) => {
    const found = await productWith(context, wanted!);
    if (!found.ok) return found;
    const { id, name } = found.value.project;
    const gone = await found.value.product.call('project.delete', { projectId: id });
    return gone.ok ? done({ projectId: id, name }, [context.text('cli:deleted', { id, name })]) : gone;
  },
};

/** Takes an id only: a deleted project is not in the list of names. */
const undelete: Verb = {
  name: 'undelete',
  usage: { positions: ['PROJECT'], options: {}, flags: [] },
  run: async ({ positions: [projectId] }, { product, text }) => {
    const open = await product();
    if (!open.ok) return open;
    const back = await open.value.call('project.restore', { projectId: projectId! });
    if (!back.ok)
      return back.error.id.startsWith('input.') || back.error.id === 'project.unknown'
        ? fault('project.unknown', { projectId: projectId! })
        : back;
    const state = await open.value.call('app.state', {});
    if (!state.ok) return state;
    const name = state.value.projects.find(({ id }) => id === projectId)?.name ?? '';
    return done({ projectId, name }, [text('cli:undeleted', { id: projectId!, name })]);
  },
};

/** Verbs that make, show, check and remove projects as a whole. */
export const projectVerbs: readonly Verb[] = [create, templates, importFile, list, show, check, remove, undelete];
