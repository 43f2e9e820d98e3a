import { action, computed, makeObservable, observable, observableRef, runInAction } from 'mobx';
import type {
  AppState,
  CallError,
  CallInput,
  ExchangePreview,
  ExchangeReport,
  HeldFile,
  HostBridge,
  ImportReport,
  Language,
  ServiceEvent,
  Settings,
  Theme,
} from '../../src/api.ts';
import type { HistoryPoint } from '../../src/model/history-result.ts';
import { keptPlaces, keptWindow, type PlaceKeeper, placeKeeper } from './kept-layout.ts';
import { type Message, NoticeStore } from './notice-store.ts';
import type { PastePreview } from './paste-preview.ts';
import { ProjectSession } from './project-session.ts';
import type { WindowEnv } from './window-env.ts';

/** Views of the open project, then views that need none. */
export const PROJECT_VIEWS = [
  'overview',
  'plan',
  'tender',
  'gates',
  'commitments',
  'rollout',
  'stakeholders',
  'history',
  'calendars',
  'people',
  'baselines',
  'odds',
  'backwards',
  'exchange',
  'conflicts',
] as const;
export const GLOBAL_VIEWS = ['start', 'projects', 'settings'] as const;
export type ProjectView = (typeof PROJECT_VIEWS)[number];
export type View = ProjectView | (typeof GLOBAL_VIEWS)[number];

/** Kinds of tender that a person may begin with. */
export const TENDER_PRESETS = ['large-negotiated', 'open', 'small'] as const;
export type TenderPreset = (typeof TENDER_PRESETS)[number];

/** What lies over the view and takes the keyboard, one at a time. */
export type Dialog =
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'new-project'; readonly templateId: string | null }
  | { readonly kind: 'print'; readonly past?: { readonly point: HistoryPoint; readonly name: string } }
  | { readonly kind: 'name-version'; readonly point: HistoryPoint | null }
  | { readonly kind: 'save-template' }
  | { readonly kind: 'take-baseline' }
  | { readonly kind: 'split-task' }
  | { readonly kind: 'recurring-task' }
  | { readonly kind: 'differences' }
  | { readonly kind: 'paste-preview'; readonly preview: PastePreview }
  | { readonly kind: 'columns' }
  | { readonly kind: 'compare-baselines' }
  | { readonly kind: 'go-to' }
  | { readonly kind: 'save-view' }
  | { readonly kind: 'manage-views' }
  | { readonly kind: 'new-tender'; readonly preset: TenderPreset | null }
  | { readonly kind: 'procedure-guide'; readonly tenderId: string }
  | { readonly kind: 'print-tender' }
  | { readonly kind: 'import-report'; readonly report: ImportReport }
  | { readonly kind: 'join-folder' }
  | { readonly kind: 'exchange-passphrase'; readonly file: HeldFile; readonly isWrong: boolean }
  | { readonly kind: 'exchange-preview'; readonly preview: ExchangePreview }
  | { readonly kind: 'exchange-report'; readonly report: ExchangeReport };

export interface Progress {
  readonly job: 'import' | 'print' | 'simulate';
  readonly done: number;
  readonly total: number;
}

const isProjectView = (view: View): view is ProjectView => (PROJECT_VIEWS as readonly string[]).includes(view);

/** The text of a failure, for a notice. */
export const errorMessage = (error: CallError): Message => ({
  namespace: 'errors',
  id: error.id,
  params: error.params,
});

/** The file that the service has made for whoever looks into a failure; null where there is none. */
export const diagnosisOf = ({ params }: Pick<CallError, 'params'>): HeldFile | null => {
  const { diagnosis: token, diagnosisName: name } = params;
  return typeof token === 'string' && typeof name === 'string' ? { token, name } : null;
};

/** What the whole window shares: the service's state, where the person is, what lies open, what has been told. */
export class AppStore {
  state: AppState | null = null;
  /** Why the service could not be reached at all. */
  unreachable: CallError | null = null;
  view: View = 'start';
  project: ProjectSession | null = null;
  dialog: Dialog | null = null;
  progress: Progress | null = null;
  /** What a running action is about; null while nothing is awaited. */
  busy: 'opening' | 'importing' | 'printing' | 'creating' | 'restoring' | 'sending' | null = null;
  readonly notices: NoticeStore;
  readonly bridge: HostBridge;
  readonly env: WindowEnv;
  private readonly keeper: PlaceKeeper;

  constructor(bridge: HostBridge, env: WindowEnv) {
    this.bridge = bridge;
    this.env = env;
    this.notices = new NoticeStore(env.later);
    this.keeper = placeKeeper(bridge.call, env.later);
    makeObservable<this, 'receive' | 'setBusy' | 'enter'>(this, {
      state: observableRef,
      unreachable: observableRef,
      view: observable,
      project: observableRef,
      dialog: observableRef,
      progress: observableRef,
      busy: observable,
      settings: computed,
      receive: action,
      show: action,
      openDialog: action,
      closeDialog: action,
      setBusy: action,
      enter: action,
      closeProject: action,
    });
  }

  get settings(): Settings | null {
    return this.state?.settings ?? null;
  }

  get language(): Language {
    return this.settings?.language ?? 'da';
  }

  /** Asks for the state of the service, listens to its events and goes back to where the person last was. */
  async start(): Promise<void> {
    this.bridge.onEvent((event) => this.receive(event));
    await this.askForState();
  }

  /** Asks once more after the service or its store could not be used. The page itself stays: hosts let no page reload itself. */
  async tryAgain(): Promise<void> {
    this.setBusy('opening');
    await this.askForState();
    this.setBusy(null);
  }

  show(view: View): void {
    if (isProjectView(view) && !this.project) return;
    this.view = view;
    this.keepWindow();
  }

  openDialog(dialog: Dialog): void {
    this.dialog = dialog;
  }

  closeDialog(): void {
    this.dialog = null;
  }

  /** Tells of a failure that belongs to no cell. */
  /** Where the service has made a file for whoever looks into a failure, the notice offers it. */
  tellError(error: CallError): void {
    const file = diagnosisOf(error);
    const save = file && {
      label: { namespace: 'app', id: 'action.saveDiagnosis' },
      run: () => void this.bridge.saveFile(file),
    };
    this.notices.show('error', errorMessage(error), save ?? undefined);
  }

  tell(id: string, params?: Message['params'], undo?: () => void): void {
    const message = { namespace: 'app', id, params };
    const act = undo && { label: { namespace: 'app', id: 'action.undo' }, run: undo };
    this.notices.show('success', message, act);
  }

  async setSettings(change: { language?: Language; theme?: Theme; person?: string }): Promise<void> {
    const answer = await this.bridge.call('settings.set', change);
    runInAction(() => {
      if (answer.ok && this.state) this.state = { ...this.state, settings: answer.value };
    });
    if (!answer.ok) this.tellError(answer.error);
  }

  async openProject(projectId: string, view: ProjectView = 'plan'): Promise<boolean> {
    if (this.project?.plan.projectId === projectId) {
      this.show(view);
      return true;
    }
    this.setBusy('opening');
    // Asked for together: each answer is a way to the service and back.
    const places = keptPlaces(this.keeper, projectId);
    const answer = await this.bridge.call('project.open', { projectId });
    if (!answer.ok) {
      this.setBusy(null);
      this.tellError(answer.error);
      return false;
    }
    const session = new ProjectSession(
      answer.value,
      this.bridge.call,
      this.env,
      this.notices,
      this.keeper,
      () => this.language,
    );
    session.restore(await places);
    void session.conflicts.load();
    void session.folder.load();
    this.enter(session, view);
    return true;
  }

  closeProject(): void {
    this.project?.dispose();
    this.project = null;
    if (isProjectView(this.view)) this.view = 'projects';
    this.keepWindow();
  }

  async createProject(input: CallInput<'project.create'>): Promise<CallError | null> {
    this.setBusy('creating');
    const answer = await this.bridge.call('project.create', input);
    this.setBusy(null);
    if (!answer.ok) return answer.error;
    this.closeDialog();
    await this.openProject(answer.value.projectId);
    return null;
  }

  /** Deletes at once and offers to take it back: no question that would have to be answered every time. */
  async deleteProject(projectId: string): Promise<void> {
    const name = this.state?.projects.find((project) => project.id === projectId)?.name ?? '';
    const answer = await this.bridge.call('project.delete', { projectId });
    if (!answer.ok) return this.tellError(answer.error);
    if (this.project?.plan.projectId === projectId) this.closeProject();
    this.tell('projects.deleted', { name }, () => void this.restoreProject(projectId));
  }

  async restoreProject(projectId: string): Promise<void> {
    const answer = await this.bridge.call('project.restore', { projectId });
    if (!answer.ok) this.tellError(answer.error);
  }

  /** Puts a backup in the place of everything on this computer; what stands there now is backed up first by the service. */
  async restoreBackup(name: string): Promise<void> {
    this.setBusy('restoring');
    const answer = await this.bridge.call('backup.restore', { name });
    if (!answer.ok) {
      this.setBusy(null);
      return this.tellError(answer.error);
    }
    const state = await this.bridge.call('app.state', {});
    runInAction(() => {
      this.closeProject();
      this.setBusy(null);
      if (!state.ok) return;
      this.state = state.value;
      this.view = state.value.projects.length > 0 ? 'projects' : 'start';
    });
    if (state.ok) this.tell('backup.restored');
    else this.tellError(state.error);
  }

  setBusy(busy: AppStore['busy']): void {
    this.busy = busy;
    if (busy === null) this.progress = null;
  }

  private async askForState(): Promise<void> {
    const recalled = this.keeper.recall('window');
    const answer = await this.bridge.call('app.state', {});
    runInAction(() => {
      this.unreachable = answer.ok ? null : answer.error;
      if (answer.ok) this.state = answer.value;
    });
    if (answer.ok && answer.value.store.kind === 'ready') await this.returnToLastPlace(answer.value, await recalled);
  }

  private enter(session: ProjectSession, view: ProjectView): void {
    this.project?.dispose();
    this.project = session;
    this.view = view;
    this.busy = null;
    this.keepWindow();
  }

  private receive(event: ServiceEvent): void {
    if (event.event === 'changes') this.project?.plan.patch(event);
    else if (event.event === 'progress') this.progress = event;
    else if (event.event === 'reload') {
      void this.project?.plan.reload();
      void this.project?.conflicts.load();
      void this.project?.folder.load();
    } else if (event.event === 'folder') {
      if (this.project?.plan.projectId === event.projectId) this.project.folder.set(event.state);
    } else {
      this.state = event.state;
      const open = this.project?.plan.projectId;
      if (open && !event.state.projects.some((project) => project.id === open)) this.closeProject();
    }
  }

  /** Keeps at once how the window looks. */
  keepNow(): void {
    this.keeper.keepNow();
  }

  private keepWindow(): void {
    const projectId = this.project?.plan.projectId ?? null;
    this.keeper.keep('window', JSON.stringify({ projectId, view: this.view }));
  }

  private async returnToLastPlace(state: AppState, recalled: string | null): Promise<void> {
    const kept = keptWindow(recalled);
    const known = state.projects.find((project) => project.id === kept?.projectId);
    if (known && kept && (await this.openProject(known.id))) {
      this.show(
        (GLOBAL_VIEWS as readonly string[]).concat(PROJECT_VIEWS).includes(kept.view) ? (kept.view as View) : 'plan',
      );
      return;
    }
    this.show(state.projects.length > 0 ? 'projects' : 'start');
  }
}
