import tenderTexts from '../../assets/texts/da/tender.json' with { type: 'json' };
import type {
  AppState,
  Call,
  CallError,
  Committed,
  HeldFile,
  HostBridge,
  ServiceEvent,
  Settings,
  StoreState,
} from '../../src/api.ts';
import { commandById } from '../../src/commands/index.ts';
import type { Op } from '../../src/model/change.ts';
import { NO_PAST } from '../../src/model/command.ts';
import type { HistoryLine } from '../../src/model/history-result.ts';
import { emptyRows, type MutableRows, type Plan, patchRows, type RowChange } from '../../src/model/plan.ts';
import { makeRow, type Row } from '../../src/model/row.ts';
import { ENTITY_NAMES, type EntityName } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { scheduleOf } from '../../src/schedule/plan-schedule.ts';
import { projectFrom, type TemplateFile } from './fake-project.ts';

const tenderText = (key: string, params: Readonly<Record<string, string | number>> = {}): string =>
  ((tenderTexts as Readonly<Record<string, string>>)[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_whole, name: string) =>
    String(params[name] ?? ''),
  );

interface Step {
  readonly command: string;
  readonly before: readonly RowChange[];
  readonly after: readonly RowChange[];
}

interface FakeProject {
  readonly id: string;
  readonly rows: MutableRows;
  revision: number;
  changedMs: number;
  readonly undo: Step[];
  readonly redo: Step[];
  readonly history: HistoryLine[];
  deleted: boolean;
}

/** What a test may set about the service that it pretends to be. */
export interface FakeOptions {
  readonly templates: readonly TemplateFile[];
  readonly settings?: Partial<Settings>;
  readonly store?: StoreState;
  readonly nowMs?: number;
  /** Projects there from the start: template id, name and first instant. */
  readonly projects?: readonly { readonly template: string; readonly name: string; readonly startMin: number }[];
}

const changesOf = (plan: Plan, ops: readonly Op[]): { before: RowChange[]; after: RowChange[] } => {
  const before = new Map<string, RowChange>();
  const after = new Map<string, RowChange>();
  for (const op of ops) {
    const entity = op.entity as EntityName;
    const key = `${entity}/${op.id}`;
    const old = (plan.rows[entity] as ReadonlyMap<string, Row<EntityName>>).get(op.id) ?? null;
    if (!before.has(key)) before.set(key, { entity, id: op.id, row: old } as RowChange);
    const now = (after.get(key)?.row as object | null | undefined) ?? old;
    const row = op.kind === 'set' ? makeRow(entity, op.id, { ...(now as object), [op.cell]: op.value }) : null;
    after.set(key, { entity, id: op.id, row } as RowChange);
  }
  return { before: [...before.values()], after: [...after.values()] };
};

/**
 * A service in memory behind the bridge of a window: real commands and real schedule, no disk. For tests of stores and for
 * looking at views before a host is there.
 */
export const fakeBridge = (options: FakeOptions): HostBridge & { readonly calls: readonly string[] } => {
  const listeners = new Set<(event: ServiceEvent) => void>();
  const projects = new Map<string, FakeProject>();
  const layout = new Map<string, string>();
  const calls: string[] = [];
  let settings: Settings = { language: 'da', theme: 'light', person: 'Bo Lindegaard', ...options.settings };
  let counter = 0;
  const now = () => options.nowMs ?? Date.now();
  const tell = (event: ServiceEvent) => {
    for (const listener of listeners) listener(event);
  };
  const planOf = (project: FakeProject): Plan => ({
    projectId: project.id,
    revision: project.revision,
    rows: project.rows,
  });
  const historyOf = (project: FakeProject) => ({
    undo: project.undo.at(-1)?.command ?? null,
    redo: project.redo.at(-1)?.command ?? null,
  });
  const appState = (): AppState => ({
    version: '0.1.0',
    host: 'browser',
    settings,
    store: options.store ?? { kind: 'ready' },
    projects: [...projects.values()]
      .filter((project) => !project.deleted)
      .map((project) => ({
        id: project.id,
        name: project.rows.project.get(project.id)?.name ?? '',
        taskCount: project.rows.task.size,
        changedMs: project.changedMs,
      })),
    templates: options.templates.map((template) => ({
      id: template.id,
      own: false,
      name: template.name,
      description: template.description,
      taskCount: template.tasks.length,
    })),
  });
  const create = (templateId: string, name: string | undefined, startMin: number): string => {
    const template = options.templates.find((known) => known.id === templateId) ?? options.templates[0];
    const id = `project-${projects.size + 1}`;
    const rows = template
      ? projectFrom(template, {
          projectId: id,
          name: name ?? template.name[settings.language],
          startMin,
          language: settings.language,
        })
      : emptyRows();
    projects.set(id, { id, rows, revision: 1, changedMs: now(), undo: [], redo: [], history: [], deleted: false });
    return id;
  };
  for (const given of options.projects ?? []) create(given.template, given.name, given.startMin);

  const apply = (project: FakeProject, changes: readonly RowChange[], source: 'user' | 'undo' | 'redo') => {
    patchRows(project.rows, changes);
    project.revision++;
    project.changedMs = now();
    tell({
      event: 'changes',
      projectId: project.id,
      revision: project.revision,
      source,
      changes,
      history: historyOf(project),
    });
    tell({ event: 'app', state: appState() });
  };

  const run = (project: FakeProject, commandId: string, input: unknown): Result<Committed, CallError> => {
    const command = commandById(commandId);
    if (!command) return err({ id: 'command.unknown', params: { commandId } });
    const plan = planOf(project);
    const schedule = scheduleOf(plan);
    const effect = command.run(plan, input as never, {
      newId: () => `new${String(++counter).padStart(6, '0')}`,
      linkId: (from, to, type) => `${from}-${to}-${type}`.slice(0, 60),
      rowId: (entity, ...parts) => [entity, ...parts].join('.').slice(0, 64),
      random: () => 0.5,
      nowMin: Math.floor(now() / 60_000),
      text: tenderText,
      past: NO_PAST,
      datesOf: schedule.datesOf,
      workBetween: schedule.workBetween,
    });
    if (!effect.ok) return effect;
    const { before, after } = changesOf(plan, effect.value.ops);
    if (after.length > 0) {
      project.undo.push({ command: commandId, before, after });
      project.redo.length = 0;
      project.history.unshift({
        number: ++counter,
        commandId: `c${counter}`,
        command: commandId,
        person: settings.person,
        wallMs: now(),
        opCount: effect.value.ops.length,
        imported: null,
        changes: [],
        rest: effect.value.ops.length,
      });
      apply(project, after, 'user');
    }
    return ok({ revision: project.revision, select: effect.value.select ?? [], command: commandId });
  };

  const step = (project: FakeProject, from: Step[], to: Step[], source: 'undo' | 'redo') => {
    const taken = from.pop();
    if (!taken) return err({ id: `history.nothing-to-${source}`, params: {} });
    to.push(taken);
    apply(project, source === 'undo' ? taken.before : taken.after, source);
    return ok({ revision: project.revision, select: [], command: taken.command });
  };

  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'app.state': () => ok(appState()),
    'conflict.list': () => ok([]),
    'settings.set': (change: Partial<Settings>) => {
      settings = { ...settings, ...change };
      return ok(settings);
    },
    'layout.get': ({ key }: { key: string }) => ok(layout.get(key) ?? null),
    'layout.set': ({ key, value }: { key: string; value: string }) => {
      layout.set(key, value);
      return ok(null);
    },
    'project.create': (input: { template: string; name?: string; startDay?: number }) => {
      const projectId = create(input.template, input.name, (input.startDay ?? 20_700) * 1440 + 480);
      tell({ event: 'app', state: appState() });
      return ok({ projectId });
    },
    'project.delete': ({ projectId }: { projectId: string }) => {
      projects.get(projectId)!.deleted = true;
      tell({ event: 'app', state: appState() });
      return ok(null);
    },
    'project.restore': ({ projectId }: { projectId: string }) => {
      projects.get(projectId)!.deleted = false;
      tell({ event: 'app', state: appState() });
      return ok(null);
    },
    'backup.list': () =>
      ok([
        { name: 'udbudsplan-2026-11-24.db', createdMs: now() - 3_600_000, bytes: 4_812_800, verified: true },
        { name: 'udbudsplan-2026-11-23.db', createdMs: now() - 90_000_000, bytes: 4_802_560, verified: true },
      ]),
    'backup.create': () => ok({ name: 'udbudsplan-now.db', createdMs: now(), bytes: 4_812_800, verified: true }),
    'backup.restore': () => ok(null),
    'store.doctor': () => ok({ ok: true, changeSets: 412, stateHash: 'a1b2c3d4e5f60718', findings: [] }),
    'import.file': () =>
      ok({
        projectId: create(options.templates[0]?.id ?? '', 'Importeret plan', 29_000_000),
        projectName: 'Importeret plan',
        notes: [
          { severity: 'taken', id: 'tasks', count: 102, examples: ['Idé og behov', 'Foranalyse'] },
          { severity: 'changed', id: 'constraints-dropped', count: 2, examples: ['Kontrakt'] },
          { severity: 'left-out', id: 'material-resources', count: 14, examples: ['Murer', 'Tømrer'] },
        ],
      }),
    'export.print': ({ format }: { format: string }) =>
      ok({ token: 'abcdefghijklmnop', name: `plan.${format}`, pages: 3 }),
    'logo.read': () => ok({ logo: '' }),
  };

  const ofProject: Readonly<Record<string, (project: FakeProject, input: never) => unknown>> = {
    'project.open': (project) =>
      ok({
        projectId: project.id,
        revision: project.revision,
        rows: Object.fromEntries(ENTITY_NAMES.map((name) => [name, [...project.rows[name].values()]])),
        history: historyOf(project),
      }),
    'command.run': (project, { commandId, input }: { commandId: string; input: unknown }) =>
      run(project, commandId, input),
    'history.undo': (project) => step(project, project.undo, project.redo, 'undo'),
    'history.redo': (project) => step(project, project.redo, project.undo, 'redo'),
    'history.row': () => ok([]),
    'history.list': (project) => ok({ lines: project.history, next: null, names: {}, people: [settings.person] }),
    'template.save': (project, { name }: { name: string }) =>
      ok({
        id: `own-${name}`,
        own: true,
        name: { da: name, en: name },
        description: { da: '', en: '' },
        taskCount: project.rows.task.size,
      }),
  };

  const call = (async (name: string, input: { projectId?: string }) => {
    calls.push(name);
    // Through JSON, as every real host does it.
    const given = JSON.parse(JSON.stringify(input)) as { projectId?: string };
    const about = ofProject[name];
    if (about) {
      const project = projects.get(given.projectId ?? '');
      return project ? about(project, given as never) : err({ id: 'project.unknown', params: {} });
    }
    const answer = answers[name];
    return answer ? answer(given as never) : err({ id: 'call.unknown', params: { name } });
  }) as unknown as Call;

  const file: HeldFile = { token: 'abcdefghijklmnop', name: 'plan.xml' };
  return {
    calls,
    call,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pickFile: async () => file,
    holdFile: async () => null,
    saveFile: async () => true,
  };
};
