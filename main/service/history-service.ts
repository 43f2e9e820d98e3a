import { type CallError, type CallInput, type CallOutputs, planOver } from '../../src/api.ts';
import type { CellValue } from '../../src/model/change.ts';
import { comparisonOf, goneTasks, inPlanOrder } from '../../src/model/compare-plans.ts';
import type {
  DateMove,
  HistoryLine,
  HistoryPoint,
  NamedDelta,
  PastNames,
  PlanComparison,
  RowDelta,
  TaskSpan,
} from '../../src/model/history-result.ts';
import { outlineOf } from '../../src/model/outline.ts';
import { type Plan, projectOf } from '../../src/model/plan.ts';
import { defaultCells } from '../../src/model/row.ts';
import { type FindRow, rowName, rowsPointedAt } from '../../src/model/row-name.ts';
import { type EntityName, entities, isEntityName } from '../../src/model/schema.ts';
import { changesDocument } from '../../src/report/changes-document.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { movedDates, type SpanOf, spansIn } from '../../src/schedule/moved-dates.ts';
import { type PlanSchedule, scheduleOf } from '../../src/schedule/plan-schedule.ts';
import type { Steps } from '../../src/steps.ts';
import { rowDeltasOf } from '../../src/sync/history/row-deltas.ts';
import type { HistoryQuery, LoggedLine, SpaceHistory } from '../store/history-log.ts';
import type { Store } from '../store/store.ts';
import { fileNameOf } from './file-name.ts';
import { localInstant } from './local-time.ts';
import type { PastPlans } from './past-plans.ts';
import type { Progress, ServiceDeps } from './service-deps.ts';
import { Slices } from './slices.ts';

/** Ops that the line of a change tells of; the rest comes when somebody opens it. */
const OPS_IN_LINE = 24;
/** Rows that the line of a change names. */
const ROWS_IN_LINE = 4;
/** Ops of one change that are told at once. */
const OPS_AT_ONCE = 1000;
/** Rows that a comparison names; it counts all of them. */
export const MOST_COMPARED = 5000;
/** Rows that are named without a pause. */
const NAMED_AT_ONCE = 500;

const noPoint = err({ id: 'history.no-point', params: {} });

/** Names of rows, living or not, as they are called now or were called last. */
const namesIn = (store: Store, plan: Plan): FindRow => {
  return (entity, id) => plan.rows[entity].get(id) ?? store.rowOf(plan.projectId, entity, id);
};

/** With what a cell of a known row held before anybody set it. */
const withDefaults = (delta: RowDelta): RowDelta => {
  if (delta.fate === 'added' || !isEntityName(delta.entity)) return delta;
  const fallback = defaultCells(delta.entity) as Readonly<Record<string, CellValue>>;
  return {
    ...delta,
    cells: delta.cells.map((cell) => ({ ...cell, before: cell.before ?? fallback[cell.cell] ?? null })),
  };
};

const named = (deltas: readonly RowDelta[], find: FindRow): readonly NamedDelta[] =>
  deltas.map((delta) => ({ ...withDefaults(delta), label: rowName(delta.entity, delta.id, find) }));

/** Names of what values point at and is not in the plan any more. */
const goneNames = (deltas: readonly RowDelta[], plan: Plan, find: FindRow): PastNames => {
  const names: Record<string, string> = {};
  for (const { entity, cells } of deltas) {
    for (const { cell, before, after } of cells) {
      for (const value of [before, after]) {
        for (const at of rowsPointedAt(entity, cell, value)) {
          if (!plan.rows[at.entity].has(at.id)) names[`${at.entity}/${at.id}`] = rowName(at.entity, at.id, find);
        }
      }
    }
  }
  return names;
};

/** A task with its links, the people on it and its notes: what people mean by its history. */
const rowsAbout = (plan: Plan, { entity, id, cells }: NonNullable<CallInput<'history.list'>['about']>) => {
  const rows = [{ id, cells }];
  if (entity !== 'task' || cells !== null) return rows;
  const { link, assignment, note } = plan.rows;
  for (const each of link.values()) {
    if (each.predecessorId === id || each.successorId === id) rows.push({ id: each.id, cells: null });
  }
  for (const each of assignment.values()) if (each.taskId === id) rows.push({ id: each.id, cells: null });
  for (const each of note.values()) if (each.subject.id === id) rows.push({ id: each.id, cells: null });
  return rows;
};

/** Texts that no person reads: keys by which rows are put in order, and what programs keep as text. */
const UNREAD: ReadonlySet<string> = new Set(['order', 'held', 'setup', 'logo', 'templateId']);

/** Cells that hold what people write; what else they see of a row are names and dates. */
const READ_CELLS: readonly string[] = [
  ...new Set(
    Object.values(entities).flatMap(({ cells }) =>
      Object.entries(cells).flatMap(([cell, spec]) => (spec.type === 'text' && !UNREAD.has(cell) ? [cell] : [])),
    ),
  ),
];

const queryOf = (past: SpaceHistory, plan: Plan, input: CallInput<'history.list'>): HistoryQuery => {
  const needle = input.text?.trim().toLowerCase() ?? '';
  return {
    before: input.before ?? null,
    limit: input.limit,
    importId: input.importId ?? null,
    person: input.person ?? null,
    fromMs: input.fromMs ?? null,
    toMs: input.toMs ?? null,
    entities: input.entities ?? null,
    rows: input.about === undefined ? null : rowsAbout(plan, input.about),
    text:
      needle === ''
        ? null
        : { needle, cells: READ_CELLS, rowIds: past.rowsCalled(needle), commands: input.commands ?? [] },
  };
};

/** Names for points, the dates they keep and what was decided of conflicts tell nothing of what has changed since. */
const NOT_TOLD: ReadonlySet<string> = new Set(['planVersion', 'baselineTask', 'decision']);

/** Dates that a baseline kept; it may know others than the log, as one from another program does. */
const spansOfBaseline = (plan: Plan, baselineId: string): SpanOf => {
  const spans = new Map<string, TaskSpan>();
  for (const { baselineId: of, taskId, dates } of plan.rows.baselineTask.values()) {
    const { startMin, finishMin } = dates;
    if (of === baselineId && taskId !== null && startMin !== null && finishMin !== null)
      spans.set(taskId, { startMin, finishMin });
  }
  return (taskId) => spans.get(taskId) ?? null;
};

/** What the history of a plan is asked: pages of it, one change, what lies between two points. */
export class HistoryService {
  readonly #deps: ServiceDeps;
  readonly #past: PastPlans;
  readonly #slices = new Slices();

  constructor(deps: ServiceDeps, past: PastPlans) {
    this.#deps = deps;
    this.#past = past;
  }

  list(store: Store, plan: Plan, input: CallInput<'history.list'>): Result<CallOutputs['history.list'], CallError> {
    const past = store.past(plan.projectId)!;
    const query = queryOf(past, plan, input);
    const page = past.page(query);
    const find = namesIn(store, plan);
    const rowIds = query.rows?.map(({ id }) => id) ?? null;
    const cells = new Set(input.about?.cells ?? []);
    const lines = page.lines.map((line) => this.#line(past, line, { rowIds, cells, find }));
    const told = lines.flatMap(({ changes }) => changes);
    return ok({
      lines,
      next: page.next,
      names: goneNames(told, plan, find),
      people: input.before === undefined ? past.people() : [],
    });
  }

  #line(
    past: SpaceHistory,
    line: LoggedLine,
    { rowIds, cells, find }: { rowIds: readonly string[] | null; cells: ReadonlySet<string>; find: FindRow },
  ): HistoryLine {
    const { number, commandId, command, person, wallMs, opCount, imported } = line;
    const told = { number, commandId, command, person, wallMs, opCount, imported };
    if (imported !== null) return { ...told, changes: [], rest: 0 };
    const ops = past.opsOf(number, 0, OPS_IN_LINE, rowIds);
    const wanted = cells.size === 0 ? ops : ops.filter((op) => op.kind !== 'set' || cells.has(op.cell));
    const deltas = rowDeltasOf(past.deed(line, wanted), past.touches);
    const shown = deltas.slice(0, ROWS_IN_LINE);
    const keys = new Set(shown.map(({ entity, id }) => `${entity}/${id}`));
    const toldOps = wanted.filter(({ entity, id }) => keys.has(`${entity}/${id}`)).length;
    const rest = rowIds === null ? opCount - toldOps : 0;
    return { ...told, changes: named(shown, find), rest };
  }

  entry(
    store: Store,
    plan: Plan,
    { number, from = 0 }: CallInput<'history.entry'>,
  ): Result<CallOutputs['history.entry'], CallError> {
    const past = store.past(plan.projectId)!;
    const line = past.find(number);
    if (line === null) return noPoint;
    const ops = past.opsOf(number, from, OPS_AT_ONCE, null);
    const deltas = rowDeltasOf(past.deed(line, ops), past.touches);
    const find = namesIn(store, plan);
    const next = from + ops.length < line.opCount ? from + ops.length : null;
    return ok({ changes: named(deltas, find), names: goneNames(deltas, plan, find), next });
  }

  async planAt(store: Store, plan: Plan, point: HistoryPoint): Promise<Result<Plan, CallError>> {
    const then = await this.#slices.run(this.#past.planAt(store, plan, point));
    return then.ok && then.value === null ? noPoint : (then as Result<Plan, CallError>);
  }

  /** A newer comparison of the same asker stops this one, as `stop` does. */
  async compare(
    store: Store,
    plan: Plan,
    { since, until, asker }: Pick<CallInput<'history.compare'>, 'since' | 'until' | 'asker'>,
  ): Promise<Result<PlanComparison, CallError>> {
    // Taken before the first pause, all of it tells of one moment.
    const plans = [this.#past.planAt(store, plan, since), this.#past.planAt(store, plan, until)] as const;
    const spans = since.kind === 'baseline' ? spansOfBaseline(plan, since.id) : null;
    const now = until.kind === 'now' ? scheduleOf(plan) : null;
    const compared = await this.#slices.run(this.#comparison(store, plan, plans, { spans, now }), asker);
    return compared.ok ? compared.value : compared;
  }

  stop(asker: string): void {
    this.#slices.stop(asker);
  }

  /** To be called before the store closes: what goes on would read from it. */
  stopAll(): void {
    this.#slices.stopAll();
  }

  *#comparison(
    store: Store,
    { projectId }: Plan,
    plans: readonly [Steps<Plan | null>, Steps<Plan | null>],
    known: { readonly spans: SpanOf | null; readonly now: PlanSchedule | null },
  ): Steps<Result<PlanComparison, CallError>> {
    const before = yield* plans[0];
    const after = yield* plans[1];
    if (before === null || after === null) return noPoint;
    const found = (yield* comparisonOf(before.rows, after.rows)).filter(({ entity }) => !NOT_TOLD.has(entity));
    yield;
    const spans = known.spans ?? spansIn(scheduleOf(before));
    yield;
    const schedule = known.now ?? scheduleOf(after);
    yield;
    const changes = inPlanOrder(found, schedule.outline.ids, outlineOf(before).ids);
    yield;
    const moves: readonly DateMove[] = movedDates(spans, schedule, changes);
    const counts = { added: 0, changed: 0, moved: 0, deleted: 0 };
    for (const { fate } of changes) if (fate !== 'restored') counts[fate]++;
    yield;
    const there: FindRow = (entity: EntityName, id) =>
      after.rows[entity].get(id) ?? before.rows[entity].get(id) ?? store.rowOf(projectId, entity, id);
    const told: NamedDelta[] = [];
    const names: Record<string, string> = {};
    for (let from = 0; from < Math.min(changes.length, MOST_COMPARED); from += NAMED_AT_ONCE) {
      const some = changes.slice(from, Math.min(from + NAMED_AT_ONCE, MOST_COMPARED));
      told.push(...named(some, there));
      Object.assign(names, goneNames(some, after, there));
      yield;
    }
    const gone = goneTasks(before, after.rows).slice(0, MOST_COMPARED);
    return ok({ changes: told, counts, moves, gone, names });
  }

  async export(
    store: Store,
    plan: Plan,
    { since, until, language }: CallInput<'export.changes'>,
    progress: Progress,
  ): Promise<Result<CallOutputs['export.changes'], CallError>> {
    const comparison = await this.compare(store, plan, { since, until });
    if (!comparison.ok) return comparison;
    const { files, jobs, now, catalogues } = this.#deps;
    const createdMs = now();
    const document = changesDocument({
      plan: planOver(plan.projectId, plan.revision, plan.rows),
      comparison: comparison.value,
      since: this.#describe(store, plan, since),
      until: until.kind === 'now' ? null : this.#describe(store, plan, until),
      word: catalogues(language),
      language,
      nowMin: localInstant(createdMs),
    });
    const path = files.scratchPath();
    const author = projectOf(plan)?.author ?? '';
    const written = await jobs.printTable({ document, language, author, path, createdMs }, progress);
    if (!written.ok) return written;
    const name = `${document.title} - ${document.subtitle}`;
    return ok({ ...files.hold(path, fileNameOf(name, '.pdf')), pages: written.value.pages });
  }

  /** A point as documents name it: a moment, and what stands there. */
  #describe(store: Store, plan: Plan, point: HistoryPoint): { readonly name: string; readonly atMin: number | null } {
    switch (point.kind) {
      case 'now':
        return { name: '', atMin: null };
      case 'time':
        return { name: '', atMin: localInstant(point.atMs) };
      case 'import': {
        const { fileName, person, atMs } = store.findImport(point.importId)!;
        return { name: person === '' ? fileName : `${fileName} (${person})`, atMin: localInstant(atMs) };
      }
      case 'change':
        return { name: '', atMin: localInstant(store.past(plan.projectId)!.find(point.number)!.wallMs) };
      case 'version': {
        const { name, atMin } = plan.rows.planVersion.get(point.id)!;
        return { name, atMin };
      }
      case 'baseline': {
        const { name, takenMin } = plan.rows.baseline.get(point.id)!;
        return { name, atMin: takenMin };
      }
    }
  }
}
