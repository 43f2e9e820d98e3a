import type {
  AppState,
  Call,
  CallAnswer,
  CallError,
  CallInput,
  CallName,
  CallOutputs,
  Committed,
  PlanSnapshot,
  ServiceEvent,
  Settings,
  StoreState,
} from '../../src/api.ts';
import { deleteRow } from '../../src/model/change.ts';
import type { HistoryPoint } from '../../src/model/history-result.ts';
import type { Plan, RowChange } from '../../src/model/plan.ts';
import { projectOf } from '../../src/model/plan.ts';
import { linkId, ROW_ID_BYTES, rowIdFrom } from '../../src/model/row-id.ts';
import { ENTITY_NAMES } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { isDiskFull } from '../jobs/job-error.ts';
import type { OpRefusal } from '../store/admit-ops.ts';
import type { HistoryError, Store } from '../store/store.ts';
import { databaseErrorOf, guarded, type StoreError } from '../store/store-error.ts';
import { dailyBackup } from './daily-backup.ts';
import { ExchangeService } from './exchange-service.ts';
import { fileNameOf } from './file-name.ts';
import { FolderService } from './folder-service.ts';
import { HistoryService } from './history-service.ts';
import { cellFault } from './input-fault.ts';
import { localDay, localInstant } from './local-time.ts';
import { OpenPlans } from './open-plans.ts';
import { PastPlans } from './past-plans.ts';
import { runCommand } from './run-command.ts';
import type { ServiceDeps } from './service-deps.ts';
import { readSettings, writeSettings } from './settings.ts';
import { Simulations } from './simulations.ts';
import { callErrorOf, stateOfFailure } from './store-state.ts';
import { foundProject, pastOps } from './template.ts';
import { templateShelf } from './template-shelf.ts';
import { exportCalendar, exportTimetable } from './tender-exports.ts';

/** Carries out what src/api.ts promises. Inputs have been checked against its schemas by whoever received them. */
export interface Service {
  readonly call: Call;
  readonly onEvent: (listener: (event: ServiceEvent) => void) => () => void;
  /** Ends what runs and closes the store; nothing is answered afterwards. */
  readonly close: () => Promise<void>;
}

type Answers = {
  readonly [N in CallName]: (
    input: CallInput<N>,
  ) => Result<CallOutputs[N], CallError> | Promise<Result<CallOutputs[N], CallError>>;
};

/** The rows of a plan as they are sent to windows. */
const rowsIn = ({ rows }: Plan): PlanSnapshot['rows'] =>
  Object.fromEntries(ENTITY_NAMES.map((name) => [name, [...rows[name].values()]])) as unknown as PlanSnapshot['rows'];

const unknownProject = (projectId: string): { ok: false; error: CallError } =>
  err({ id: 'project.unknown', params: { projectId } });

/** Starting asks several times at once; judging a damaged store reads through its backups, which takes a while. */
const RETRY_AFTER_MS = 300;

class AppService {
  readonly #deps: ServiceDeps;
  readonly #plans = new OpenPlans();
  readonly #listeners = new Set<(event: ServiceEvent) => void>();
  readonly #templates;
  readonly #simulations: Simulations;
  readonly #exchange: ExchangeService;
  readonly #folders: FolderService;
  readonly #past = new PastPlans();
  readonly #history: HistoryService;
  #store: Store | null = null;
  #state: StoreState = { kind: 'ready' };
  #settings: Settings;
  #backup: { readonly stop: () => Promise<void> } | null = null;
  #isClosed = false;
  /** When the store was last tried to be opened. */
  #triedMs = 0;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
    this.#templates = templateShelf(deps.templates, deps.report);
    this.#simulations = new Simulations(deps.jobs);
    this.#history = new HistoryService(deps, this.#past);
    this.#exchange = new ExchangeService(deps, {
      store: () => this.#openedStore(),
      person: () => this.#settings.person,
      failure: (error) => this.#failure(error),
      told: (store, space, changes) => {
        if (this.#plans.find(space) !== null) this.#tell(store, space, 'import', changes());
      },
      appChanged: () => this.#emitApp(),
      rowsAt: async (store, projectId, at) => {
        const plan = this.#plan(store, projectId);
        if (!plan.ok) return plan;
        const then = await this.#history.planAt(store, plan.value, at);
        return then.ok ? ok(then.value.rows) : then;
      },
    });
    this.#folders = new FolderService(
      deps,
      {
        store: () => this.#openedStore(),
        person: () => this.#settings.person,
        tell: (projectId, state) => this.#emit({ event: 'folder', projectId, state }),
      },
      this.#exchange,
    );
    this.#settings = readSettings(null, deps.person);
    this.#openStore();
    this.#folders.start();
  }

  onEvent(listener: (event: ServiceEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallAnswer<N>> {
    if (this.#isClosed) return err({ id: 'service.closed', params: {} });
    const answer = this.answers[name] as (given: CallInput<N>) => Promise<CallAnswer<N>> | CallAnswer<N>;
    try {
      return await answer(input);
    } catch (error) {
      // A damaged page shows where it is read, which may be anywhere.
      const expected = databaseErrorOf(error, this.#deps.store.path);
      if (expected !== null) return this.#failure(expected);
      if (isDiskFull(error)) return err({ id: 'job.no-space', params: {} });
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#simulations.cancelAll();
    await this.#folders.close();
    await this.#closeStore();
    this.#listeners.clear();
  }

  readonly answers: Answers = {
    'app.state': () => {
      this.#tryAgain();
      return this.#appState();
    },
    'settings.set': (input) => this.#setSettings(input),
    'layout.get': ({ key }) => this.#withStore((store) => ok(store.machine.get('layout', key))),
    'layout.set': ({ key, value }) =>
      this.#withStore((store) => {
        store.machine.put('layout', key, value);
        return ok(null);
      }),
    'project.create': (input) => this.#createProject(input),
    'project.open': ({ projectId }) => this.#openProject(projectId),
    'project.delete': ({ projectId }) => this.#setProjectLife(projectId, 'delete'),
    'project.restore': ({ projectId }) => this.#setProjectLife(projectId, 'restore'),
    'template.save': ({ projectId, name }) => this.#saveTemplate(projectId, name),
    'template.delete': ({ templateId }) => this.#deleteTemplate(templateId),
    'command.run': (input) => this.#runCommand(input),
    'history.undo': ({ projectId }) => this.#step('undo', projectId),
    'history.redo': ({ projectId }) => this.#step('redo', projectId),
    'history.row': ({ projectId, entity, id }) =>
      this.#withStore((store) => this.#told(store.rowHistory(projectId, entity, id))),
    'history.list': (input) => this.#withPlan(input.projectId, (store, plan) => this.#history.list(store, plan, input)),
    'history.entry': (input) =>
      this.#withPlan(input.projectId, (store, plan) => this.#history.entry(store, plan, input)),
    'history.compare': (input) =>
      this.#withPlan(input.projectId, (store, plan) => this.#history.compare(store, plan, input)),
    'history.stop': ({ asker }) => {
      this.#history.stop(asker);
      return ok(null);
    },
    'history.plan': ({ projectId, at }) => this.#pastPlan(projectId, at),
    'export.changes': (input) =>
      this.#withPlan(input.projectId, (store, plan) =>
        this.#history.export(store, plan, input, this.#progressOf('print')),
      ),
    'import.file': ({ token }) => this.#importFile(token),
    'export.print': (input) => this.#exportPrint(input),
    'table.read': ({ token }) => this.#readTable(token),
    'export.commitments': (input) => this.#exportCommitments(input),
    'logo.read': ({ token }) => this.#readLogo(token),
    'exchange.send': (input) => this.#exchange.send(input),
    'exchange.expect': () => this.#exchange.expect(),
    'exchange.preview': (input) => this.#exchange.preview(input),
    'exchange.apply': (input) => this.#exchange.apply(input),
    'exchange.overview': ({ projectId }) => this.#exchange.overview(projectId),
    'folder.get': ({ projectId }) => this.#folders.get(projectId),
    'folder.set': (input) => this.#folders.set(input),
    'folder.clear': ({ projectId }) => this.#folders.clear(projectId),
    'folder.look': (input) => this.#folders.look(input),
    'folder.preview': ({ projectId }) => this.#folders.preview(projectId),
    'folder.find': ({ at }) => this.#folders.find(at),
    'folder.join': (input) => this.#folders.join(input),
    'exchange.report': ({ importId }) => this.#exchange.report(importId),
    'conflict.list': ({ projectId }) =>
      this.#withStore((store) =>
        store.isSpace(projectId) ? ok(store.conflicts(projectId)) : unknownProject(projectId),
      ),
    'identity.get': () => this.#exchange.identity(),
    'identity.export': ({ passphrase }) => this.#exchange.exportIdentity(passphrase),
    'identity.import': ({ token, passphrase }) => this.#exchange.importIdentity(token, passphrase),
    'export.timetable': (input) =>
      this.#withPlan(input.projectId, (_store, plan) =>
        exportTimetable(this.#deps, plan, input, this.#progressOf('print')),
      ),
    'export.calendar': (input) =>
      this.#withPlan(input.projectId, (_store, plan) => exportCalendar(this.#deps, plan, input)),
    'simulate.run': (input) =>
      this.#withPlan(input.projectId, (_store, plan) =>
        this.#simulations.run(plan, input, this.#progressOf('simulate')),
      ),
    'simulate.cancel': ({ projectId }) => {
      this.#simulations.cancel(projectId);
      return ok(null);
    },
    'backup.list': () => ok(this.#deps.store.backups()),
    'backup.create': () => this.#withStore(async (store) => this.#told(await store.backup('manual'))),
    'backup.restore': ({ name }) => this.#restoreBackup(name),
    'store.doctor': () => this.#withStore((store) => this.#told(store.doctor())),
    'store.rebuild': () => this.#rebuild(),
  };

  #emit(event: ServiceEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        // A window that fails must not make a change fail that is on disk already.
        this.#deps.report('listener', error);
      }
    }
  }

  /** A store that could not be opened is tried again when a window asks anew: the lock may be gone, the file put back. */
  #tryAgain(): void {
    if (this.#store !== null || this.#state.kind === 'ready') return;
    if (this.#state.kind === 'corrupt' && this.#deps.now() - this.#triedMs < RETRY_AFTER_MS) return;
    this.#openStore();
    if (this.#store !== null) this.#emitApp();
  }

  #openStore(): void {
    const opened = this.#deps.store.open();
    this.#triedMs = this.#deps.now();
    this.#store = opened.ok ? opened.value : null;
    this.#state = opened.ok ? { kind: 'ready' } : stateOfFailure(opened.error);
    if (!opened.ok) return;
    const settings = guarded(opened.value.path, () => readSettings(opened.value.machine, this.#deps.person));
    if (settings.ok) this.#settings = settings.value;
    else this.#failure(settings.error);
    this.#backup = dailyBackup(opened.value, this.#deps);
  }

  async #closeStore(): Promise<void> {
    await this.#backup?.stop();
    this.#backup = null;
    this.#history.stopAll();
    this.#folders.forget();
    this.#plans.closeAll();
    this.#store?.close();
    this.#store = null;
  }

  #withStore<T>(
    run: (store: Store) => Result<T, CallError> | Promise<Result<T, CallError>>,
  ): Result<T, CallError> | Promise<Result<T, CallError>> {
    const store = this.#openedStore();
    return store.ok ? run(store.value) : store;
  }

  #openedStore(): Result<Store, CallError> {
    if (this.#store !== null) return ok(this.#store);
    if (this.#state.kind === 'unusable') return err(this.#state.error);
    return err({ id: 'store.not-ready', params: { state: this.#state.kind } });
  }

  /** A failure as it is answered; that the database turns out to be damaged is told to every window besides. */
  #failure(error: StoreError | OpRefusal | HistoryError): { ok: false; error: CallError } {
    if (error.id === 'store.corrupt') {
      this.#state = { kind: 'corrupt', detail: error.params.detail, backup: this.#deps.store.newestGood() };
      this.#emitApp();
    }
    return err('at' in error ? error : { id: error.id, params: error.params });
  }

  #told<T>(result: Result<T, StoreError>): Result<T, CallError> {
    return result.ok ? result : this.#failure(result.error);
  }

  #appState(): Result<AppState, CallError> {
    const { version, host } = this.#deps;
    const projects = this.#store?.projects() ?? ok([]);
    if (!projects.ok && projects.error.id === 'store.corrupt') {
      this.#state = {
        kind: 'corrupt',
        detail: projects.error.params.detail,
        backup: this.#deps.store.newestGood(),
      };
    } else if (!projects.ok) return err(callErrorOf(projects.error));
    return ok({
      version,
      host,
      settings: this.#settings,
      store: this.#state,
      projects: projects.ok ? projects.value : [],
      templates: this.#templates.list(this.#store?.machine ?? null),
    });
  }

  #emitApp(): void {
    const state = this.#appState();
    if (state.ok) this.#emit({ event: 'app', state: state.value });
  }

  #setSettings(input: CallInput<'settings.set'>) {
    return this.#withStore<Settings>((store) => {
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      const settings = { ...this.#settings, ...given };
      writeSettings(store.machine, settings);
      this.#settings = settings;
      this.#emitApp();
      return ok(settings);
    });
  }

  #newId(): string {
    return rowIdFrom(this.#deps.random(ROW_ID_BYTES));
  }

  #by() {
    return { person: this.#settings.person, commandId: this.#newId() };
  }

  /** The plan in memory, read from the store when it is first asked for. */
  #plan(store: Store, projectId: string): Result<Plan, CallError> {
    const open = this.#plans.find(projectId);
    if (open !== null) return ok(open);
    if (!store.isProject(projectId)) return unknownProject(projectId);
    const rows = store.readPlan(projectId);
    if (!rows.ok) return this.#failure(rows.error);
    return rows.value === null ? unknownProject(projectId) : ok(this.#plans.add(projectId, rows.value));
  }

  #withPlan<T>(
    projectId: string,
    run: (store: Store, plan: Plan) => Result<T, CallError> | Promise<Result<T, CallError>>,
  ) {
    return this.#withStore<T>((store) => {
      const plan = this.#plan(store, projectId);
      return plan.ok ? run(store, plan.value) : plan;
    });
  }

  #openProject(projectId: string) {
    return this.#withPlan<CallOutputs['project.open']>(projectId, (store, plan) =>
      ok({ projectId, revision: plan.revision, rows: rowsIn(plan), history: store.undoNames(projectId) }),
    );
  }

  #pastPlan(projectId: string, at: HistoryPoint) {
    return this.#withPlan<CallOutputs['history.plan']>(projectId, async (store, plan) => {
      const then = await this.#history.planAt(store, plan, at);
      return then.ok ? ok({ rows: rowsIn(then.value) }) : then;
    });
  }

  /** Carries what was committed into the open plan and tells every window of it. */
  #tell(
    store: Store,
    projectId: string,
    source: 'user' | 'undo' | 'redo' | 'import',
    changes: readonly RowChange[],
  ): number {
    const before = projectOf(this.#plans.find(projectId)!)?.name;
    const revision = this.#plans.patch(projectId, changes);
    const history = store.undoNames(projectId);
    this.#emit({ event: 'changes', projectId, revision, source, changes, history });
    if (source !== 'import') this.#folders.edited(projectId);
    if (projectOf(this.#plans.find(projectId)!)?.name !== before) this.#emitApp();
    return revision;
  }

  #runCommand({ projectId, commandId, input }: CallInput<'command.run'>) {
    return this.#withPlan<Committed>(projectId, (store, plan) => {
      const past = this.#past.pastOf(store, plan);
      const effect = runCommand(plan, past, commandId, input, this.#settings.language, this.#deps);
      if (!effect.ok) return effect;
      const { ops, select = [] } = effect.value;
      if (ops.length === 0) return ok({ revision: plan.revision, select, command: commandId });
      const done = store.commit({ ...this.#by(), space: projectId, command: commandId, ops, isUndoable: true });
      if (!done.ok) {
        const fault = done.error.id === 'cell.invalid' ? cellFault(ops) : null;
        return fault === null ? this.#failure(done.error) : err(fault);
      }
      const revision = this.#tell(store, projectId, 'user', done.value);
      return ok({ revision, select, command: commandId });
    });
  }

  #step(way: 'undo' | 'redo', projectId: string) {
    return this.#withPlan<Committed>(projectId, (store) => {
      const done = store.step(way, projectId, this.#by());
      if (!done.ok) {
        // The step is forgotten, so the labels of undo and redo change although no row does.
        if (done.error.id === 'history.nothing-left') this.#tell(store, projectId, way, []);
        return this.#failure(done.error);
      }
      const { changes, command } = done.value;
      const revision = this.#tell(store, projectId, way, changes);
      const select = changes.flatMap(({ entity, id, row }) => (entity === 'task' && row !== null ? [id] : []));
      return ok({ revision, select, command });
    });
  }

  #createProject(input: CallInput<'project.create'>) {
    return this.#withStore<{ projectId: string }>((store) => {
      const template = this.#templates.find(store.machine, input.template);
      if (template === null) return err({ id: 'template.unknown', params: { template: input.template } });
      const projectId = this.#newId();
      const { sha256, now } = this.#deps;
      const ops = foundProject(template, {
        projectId,
        name: input.name ?? null,
        startDay: input.startDay ?? null,
        today: localDay(now()),
        language: input.language ?? this.#settings.language,
        author: this.#settings.person,
        newId: () => this.#newId(),
        linkId: (predecessorId, successorId, type) => linkId(predecessorId, successorId, type, sha256),
      });
      ops.push(...pastOps(projectId, ops, this.#deps.scheduleOf));
      const done = store.commit({ ...this.#by(), space: projectId, command: 'project.create', ops, isUndoable: false });
      if (!done.ok) return this.#failure(done.error);
      this.#emitApp();
      return ok({ projectId });
    });
  }

  #setProjectLife(projectId: string, kind: 'delete' | 'restore') {
    return this.#withStore<null>((store) => {
      const isThere = store.isProject(projectId);
      if (kind === 'restore' ? !store.isSpace(projectId) : !isThere) return unknownProject(projectId);
      if (kind === 'restore' && isThere) return ok(null);
      const op = kind === 'delete' ? deleteRow('project', projectId) : { kind, entity: 'project', id: projectId };
      const done = store.commit({
        ...this.#by(),
        space: projectId,
        command: `project.${kind}`,
        ops: [op],
        isUndoable: false,
      });
      if (!done.ok) return this.#failure(done.error);
      this.#plans.close(projectId);
      this.#emitApp();
      return ok(null);
    });
  }

  #saveTemplate(projectId: string, name: string) {
    return this.#withPlan<CallOutputs['template.save']>(projectId, (store, plan) => {
      const summary = this.#templates.save(store.machine, plan, name, this.#newId());
      this.#emitApp();
      return ok(summary);
    });
  }

  #deleteTemplate(templateId: string) {
    return this.#withStore<null>((store) => {
      if (!this.#templates.remove(store.machine, templateId)) {
        return err({ id: 'template.unknown', params: { template: templateId } });
      }
      this.#emitApp();
      return ok(null);
    });
  }

  #importFile(token: string) {
    return this.#withStore<CallOutputs['import.file']>(async (store) => {
      const file = this.#deps.files.find(token);
      if (file === null) return err({ id: 'file.unknown', params: {} });
      // Changes of a plan are previewed and merged, not read into a new project.
      if (this.#deps.files.isExchange(file.path)) return err({ id: 'import.is-exchange', params: {} });
      const read = await this.#deps.jobs.importFile(
        { ...file, language: this.#settings.language },
        this.#progressOf('import'),
      );
      if (!read.ok) return read;
      if (this.#store !== store) return err({ id: 'service.closed', params: {} });
      const { projectId, projectName, ops, notes } = read.value;
      const done = store.commit({ ...this.#by(), space: projectId, command: 'import.file', ops, isUndoable: false });
      if (!done.ok) return this.#failure(done.error);
      this.#emitApp();
      return ok({ projectId, projectName, notes });
    });
  }

  #progressOf(job: 'import' | 'print' | 'simulate') {
    return (done: number, total: number): void => this.#emit({ event: 'progress', job, done, total });
  }

  #exportPrint({ projectId, at = { kind: 'now' }, ...wanted }: CallInput<'export.print'>) {
    return this.#withPlan<CallOutputs['export.print']>(projectId, async (store, current) => {
      const then = await this.#history.planAt(store, current, at);
      if (!then.ok) return then;
      const plan = then.value;
      // Before its first change there was no plan that could be printed.
      if (!plan.rows.project.has(projectId)) return err({ id: 'history.no-point', params: {} });
      const path = this.#deps.files.scratchPath();
      const nowMin = localInstant(this.#deps.now());
      const openConflicts = store.conflicts(projectId).length;
      const job = { ...wanted, plan, path, nowMin, openConflicts };
      const written = await this.#deps.jobs.print(job, this.#progressOf('print'));
      if (!written.ok) return written;
      const file = this.#deps.files.hold(path, fileNameOf(projectOf(plan)?.name ?? '', `.${wanted.format}`));
      return ok({ ...file, pages: written.value.pages });
    });
  }

  #exportCommitments({ projectId, ...wanted }: CallInput<'export.commitments'>) {
    return this.#withPlan<CallOutputs['export.commitments']>(projectId, (_store, plan) => {
      const path = this.#deps.files.scratchPath();
      if (!this.#deps.jobs.writeList({ ...wanted, plan, path }))
        return err({ id: 'row.unknown', params: { entity: 'round', id: wanted.roundId } });
      return ok(this.#deps.files.hold(path, fileNameOf(projectOf(plan)?.name ?? '', `.${wanted.format}`)));
    });
  }

  #readTable(token: string): Promise<Result<CallOutputs['table.read'], CallError>> {
    const file = this.#deps.files.find(token);
    return file === null ? Promise.resolve(err({ id: 'file.unknown', params: {} })) : this.#deps.jobs.readTable(file);
  }

  #readLogo(token: string): Promise<Result<CallOutputs['logo.read'], CallError>> {
    const file = this.#deps.files.find(token);
    return file === null ? Promise.resolve(err({ id: 'file.unknown', params: {} })) : this.#deps.jobs.readLogo(file);
  }

  async #restoreBackup(name: string): Promise<Result<null, CallError>> {
    await this.#closeStore();
    const restored = this.#deps.store.restore(name);
    this.#openStore();
    this.#emitApp();
    this.#emit({ event: 'reload' });
    return restored.ok ? ok(null) : err(callErrorOf(restored.error));
  }

  #rebuild() {
    return this.#withStore<CallOutputs['store.rebuild']>((store) => {
      const rebuilt = store.rebuild();
      if (!rebuilt.ok) return this.#failure(rebuilt.error);
      // What windows show may have come from the tables that were wrong.
      if (rebuilt.value.isChanged) {
        this.#plans.closeAll();
        this.#emit({ event: 'reload' });
      }
      const report = this.#told(store.doctor());
      if (!report.ok || !rebuilt.value.isChanged) return report;
      return ok({ ...report.value, findings: [{ id: 'doctor.rebuilt', params: {} }, ...report.value.findings] });
    });
  }
}

/** Puts the service over its parts and opens the store. A store that cannot be opened is told by `app.state`. */
export const createService = (deps: ServiceDeps): Service => {
  const service = new AppService(deps);
  return {
    call: (name, input) => service.call(name, input),
    onEvent: (listener) => service.onEvent(listener),
    close: () => service.close(),
  };
};
