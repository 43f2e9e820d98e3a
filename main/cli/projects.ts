import type { ProjectSummary } from '../../src/api.ts';
import { isSummary, outlineOf, wbsOf } from '../../src/model/outline.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ok, type Result } from '../../src/result.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { dayOfIso, isoOfInstant } from '../../src/time/day.ts';
import { planOfCopy } from '../jobs/plan-copy.ts';
import { done, type Failure, fault, type Product, usageFault, type Verb } from './verb.ts';

/** The project that a person means: by its id, or by its name where only one has it. */
export const findProject = async (product: Product, wanted: string): Promise<Result<ProjectSummary, Failure>> => {
  const state = await product.call('app.state', {});
  if (!state.ok) return state;
  const { projects } = state.value;
  const byId = projects.find((project) => project.id === wanted);
  if (byId) return ok(byId);
  const named = projects.filter((project) => project.name === wanted);
  if (named.length === 1) return ok(named[0]!);
  return named.length === 0
    ? fault('project.unknown', { id: wanted })
    : fault('project.ambiguous', { name: wanted, count: named.length });
};

/** Opens a project as a plan, so that what is computed can be computed here. */
export const openPlan = async (product: Product, wanted: string): Promise<Result<Plan, Failure>> => {
  const project = await findProject(product, wanted);
  if (!project.ok) return project;
  const snapshot = await product.call('project.open', { projectId: project.value.id });
  return snapshot.ok ? ok(planOfCopy(snapshot.value.projectId, snapshot.value.rows)) : snapshot;
};

const create: Verb = {
  name: 'new',
  usage: { positions: ['TEMPLATE'], options: { name: 'NAME', start: 'DATE' }, flags: [] },
  run: async ({ positions: [template], options }, { product }) => {
    const start = options.start === undefined ? null : dayOfIso(options.start);
    if (start && !start.ok) return usageFault(`--start takes a date such as 2027-04-05, not "${options.start}"`);
    const open = await product();
    if (!open.ok) return open;
    const made = await open.value.call('project.create', {
      template: template!,
      name: options.name,
      startDay: start?.value,
    });
    return made.ok ? done(made.value, [made.value.projectId]) : made;
  },
};

const importFile: Verb = {
  name: 'import',
  usage: { positions: ['FILE'], options: {}, flags: [] },
  run: async ({ positions: [file] }, { product, text }) => {
    const open = await product();
    if (!open.ok) return open;
    const token = open.value.hold(file!);
    if (!token.ok) return token;
    const report = await open.value.call('import.file', { token: token.value });
    if (!report.ok) return report;
    const { projectId, projectName, notes } = report.value;
    const lines = notes.map(
      ({ id, count, examples }) =>
        `  ${text(`import:${id}`, { count })}${examples.length ? `: ${examples.join('; ')}` : ''}`,
    );
    return done(report.value, [`${projectName} (${projectId})`, ...lines]);
  },
};

const list: Verb = {
  name: 'list',
  usage: { positions: [], options: {}, flags: [] },
  run: async (_args, { product }) => {
    const open = await product();
    if (!open.ok) return open;
    const state = await open.value.call('app.state', {});
    if (!state.ok) return state;
    const { projects } = state.value;
    return done(
      projects,
      projects.map(({ id, name, taskCount }) => `${id}  ${name} (${taskCount})`),
    );
  },
};

/** A plan with its dates, as nested as it is short: one object a task in outline order. */
const show: Verb = {
  name: 'show',
  usage: { positions: ['PROJECT'], options: {}, flags: [] },
  run: async ({ positions: [wanted] }, { product }) => {
    const open = await product();
    if (!open.ok) return open;
    const opened = await openPlan(open.value, wanted!);
    if (!opened.ok) return opened;
    const plan = opened.value;
    const outline = outlineOf(plan);
    const tasks = outline.ids.map((id, at) => describeTask(plan, id, at));
    const { task: _tasks, ...others } = plan.rows;
    const rest = Object.fromEntries(Object.entries(others).map(([name, map]) => [name, [...map.values()]]));
    return done(
      { projectId: plan.projectId, revision: plan.revision, tasks, ...rest },
      tasks.map(
        (task, at) =>
          `${'  '.repeat(outline.depth[at]!)}${task.wbs} ${task.name}  ${task.start?.slice(0, 10) ?? ''} – ${task.finish?.slice(0, 10) ?? ''}`,
      ),
    );
  },
};

const describeTask = (plan: Plan, id: string, at: number) => {
  const outline = outlineOf(plan);
  const schedule = scheduleOf(plan);
  const dates = schedule.datesOf(id);
  return {
    ...plan.rows.task.get(id)!,
    wbs: wbsOf(outline, at),
    summary: isSummary(outline, at),
    start: dates ? isoOfInstant(dates.startMin) : null,
    finish: dates ? isoOfInstant(dates.finishMin) : null,
    critical: schedule.isCritical(id),
  };
};

const remove: Verb = {
  name: 'delete',
  usage: { positions: ['PROJECT'], options: {}, flags: [] },
  run: async ({ positions: [wanted] }, { product }) => {
    const open = await product();
    if (!open.ok) return open;
    const project = await findProject(open.value, wanted!);
    if (!project.ok) return project;
    const gone = await open.value.call('project.delete', { projectId: project.value.id });
    return gone.ok ? done({ projectId: project.value.id }, [project.value.name]) : gone;
  },
};

const step = (name: 'undo' | 'redo'): Verb => ({
  name,
  usage: { positions: ['PROJECT'], options: {}, flags: [] },
  run: async ({ positions: [wanted] }, { product, text }) => {
    const open = await product();
    if (!open.ok) return open;
    const project = await findProject(open.value, wanted!);
    if (!project.ok) return project;
    const opened = await open.value.call('project.open', { projectId: project.value.id });
    if (!opened.ok) return opened;
    const back = await open.value.call(`history.${name}`, { projectId: project.value.id });
    return back.ok ? done(back.value, [text(`commands:${back.value.command}`)]) : back;
  },
});

const history: Verb = {
  name: 'history',
  usage: { positions: ['PROJECT'], options: { limit: 'N' }, flags: [] },
  run: async ({ positions: [wanted], options }, { product, text }) => {
    const limit = Number(options.limit ?? 50);
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
      return usageFault('--limit takes a whole number from 1 to 1000');
    const open = await product();
    if (!open.ok) return open;
    const project = await findProject(open.value, wanted!);
    if (!project.ok) return project;
    const entries = await open.value.call('history.list', { projectId: project.value.id, limit });
    if (!entries.ok) return entries;
    return done(
      entries.value,
      entries.value.map(
        ({ wallMs, person, command }) => `${formatWall(wallMs)}  ${person}  ${text(`commands:${command}`)}`,
      ),
    );
  },
};

const formatWall = (wallMs: number): string => {
  const at = new Date(wallMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

/** Verbs that make, show and change projects as a whole. */
export const projectVerbs: readonly Verb[] = [
  create,
  importFile,
  list,
  show,
  remove,
  step('undo'),
  step('redo'),
  history,
];
