import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type {
  CallError,
  CallInput,
  ExchangePreview,
  FolderFileNote,
  FolderNews,
  FolderState,
  FoundPlan,
  HeldFile,
} from '../../src/api.ts';
import type { SenderTrust } from '../../src/model/exchange-result.ts';
import { SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import {
  countOf,
  countsInName,
  coverageOf,
  fileToWrite,
  type OwnFile,
  type ToWrite,
  worthReading,
} from '../../src/sync/exchange/shared-folder.ts';
import { seqOf } from '../../src/sync/version-vector.ts';
import type { ReadFile, SpaceTried } from '../exchange/exchange-job.ts';
import type { FileFacts, Gathered, News, WrittenIntoFolder } from '../exchange/folder-job.ts';
import { publicIdentity } from '../exchange/identity.ts';
import {
  folderFailure,
  folderNameOf,
  type ListedFile,
  listFiles,
  listProjects,
  MAX_PATH_CHARS,
  sizeOf,
} from '../exchange/shared-folder.ts';
import type { Store } from '../store/store.ts';
import { type ExchangeService, heldIn, type Incoming, isFresh, type Pending, trustIn } from './exchange-service.ts';
import {
  type FolderSettings,
  forgetFolder,
  forgetKnown,
  type KnownFile,
  knownText,
  readFolder,
  readKnown,
  writeFolder,
  writeKnown,
} from './folder-memory.ts';
import type { ServiceDeps } from './service-deps.ts';

/** After the start the window comes first. */
export const FIRST_LOOK_MS = 1_500;
export const LOOK_EVERY_MS = 60_000;
/** Edits that follow each other so closely go out together. */
export const QUIET_MS = 5_000;
/** Who never pauses is written out all the same. */
export const LONGEST_UNWRITTEN_MS = 30_000;
/** A copy that only has something to confirm does so this often, and when it is closed. */
const TELLS_EVERY_MS = 3_600_000;
/** What comes in by itself has one backup before it in this time: the ten that are kept shall not all be of one morning. */
const BACKUP_EVERY_MS = 3_600_000;
/** Closing does not wait longer for a folder that does not answer. */
const CLOSE_LIMIT_MS = 3_000;
/** A file that is not whole is tried at the next look, then at every second, every fourth … look. */
const MOST_LOOKS_APART = 32;

const DOUBTFUL: ReadonlySet<SenderTrust> = new Set(['changed', 'unsigned']);
const DOUBT: readonly SenderTrust[] = ['changed', 'unsigned', 'new', 'known'];

/** A file that could not be taken when it was last tried. */
interface BadFile {
  readonly error: CallError;
  readonly bytes: number;
  readonly sinceMs: number;
  readonly tries: number;
  readonly retryAt: number;
}

/** What is known of the folder of one project while the service runs. */
interface Seen {
  readonly store: Store;
  settings: FolderSettings;
  readonly files: Map<string, KnownFile>;
  readonly bad: Map<string, BadFile>;
  recipients: readonly string[] | null;
  /** What is known of the files, as it was kept last. */
  kept: string;
  pending: Pending | null;
  /** What was put together last: it is not done anew before something has come. */
  gathered: string;
  /** Since when files wait for others that they build on; null where none do. */
  missingSinceMs: number | null;
  looks: number;
  status: FolderState['status'];
  problem: CallError | null;
  lookedMs: number | null;
  toldMs: number | null;
  unwrittenSinceMs: number | null;
  cancelQuiet: (() => void) | null;
}

export interface FolderHost {
  readonly store: () => Result<Store, CallError>;
  readonly person: () => string;
  readonly tell: (projectId: string, state: FolderState | null) => void;
}

const keyOf = ({ sub, name }: ListedFile): string => `${sub}/${name}`;

const notNamed = (id: string, path: string): { readonly ok: false; readonly error: CallError } =>
  err({ id, params: { path } });

const wait = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms).unref();
  });

/** Plans in folders that several people share: each copy writes only its own files there and reads all others'. */
export class FolderService {
  readonly #deps: ServiceDeps;
  readonly #host: FolderHost;
  readonly #exchange: ExchangeService;
  readonly #seen = new Map<string, Seen>();
  /** The look that runs, or the last of those that wait for it, by project: they never overlap. */
  readonly #looks = new Map<string, Promise<void>>();
  #cancelNext: (() => void) | null = null;
  #backupMs: number | null = null;
  #isOver = false;

  constructor(deps: ServiceDeps, host: FolderHost, exchange: ExchangeService) {
    this.#deps = deps;
    this.#host = host;
    this.#exchange = exchange;
  }

  /** Looks into all folders soon, and then every minute. */
  start(): void {
    this.#cancelNext = this.#deps.timer?.(() => void this.#lookAgain(), FIRST_LOOK_MS) ?? null;
  }

  async #lookAgain(): Promise<void> {
    try {
      await this.#lookIntoAll(false);
    } catch (error) {
      this.#deps.report('shared folder', error);
    }
    if (!this.#isOver) this.#cancelNext = this.#deps.timer?.(() => void this.#lookAgain(), LOOK_EVERY_MS) ?? null;
  }

  /** Something was done in a project: it is written out when the person pauses. */
  edited(projectId: string): void {
    const { timer, now } = this.#deps;
    const store = this.#host.store();
    if (timer === null || !store.ok) return;
    const seen = this.#seenOf(store.value, projectId);
    if (seen === null) return;
    this.#host.tell(projectId, this.#stateOf(projectId, seen));
    seen.unwrittenSinceMs ??= now();
    if (Math.abs(now() - seen.unwrittenSinceMs) > LONGEST_UNWRITTEN_MS && seen.cancelQuiet !== null) return;
    seen.cancelQuiet?.();
    seen.cancelQuiet = timer(() => {
      seen.cancelQuiet = null;
      void this.#quietLook(projectId);
    }, QUIET_MS);
  }

  async #quietLook(projectId: string): Promise<void> {
    try {
      await this.#look(projectId, false);
    } catch (error) {
      this.#deps.report('shared folder', error);
    }
  }

  /** Writes out what others lack, as far as folders answer, and begins nothing more. */
  async close(): Promise<void> {
    this.#cancelNext?.();
    const worked = this.#deps.timer !== null && !this.#isOver;
    const lasts: Promise<void>[] = [];
    for (const [projectId, seen] of this.#seen) {
      seen.cancelQuiet?.();
      if (worked && seen.status === 'here') lasts.push(this.#look(projectId, true));
    }
    this.#isOver = true;
    const ended = Promise.all(lasts).catch((error) => this.#deps.report('shared folder', error));
    await Promise.race([ended, wait(CLOSE_LIMIT_MS)]);
  }

  /** Another store is open, or none: nothing that was found for the one before holds. */
  forget(): void {
    for (const seen of this.#seen.values()) seen.cancelQuiet?.();
    this.#seen.clear();
  }

  get(projectId: string): Result<FolderState | null, CallError> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const seen = this.#seenOf(store.value, projectId);
    return ok(seen && this.#stateOf(projectId, seen));
  }

  /** Chooses the folder of a project, or how it is used, and looks into it. */
  async set({ projectId, at, takes, lock }: CallInput<'folder.set'>): Promise<Result<FolderState, CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    if (!store.value.isProject(projectId)) return err({ id: 'project.unknown', params: { projectId } });
    const before = readFolder(store.value.machine, projectId);
    const path = at === undefined ? ok(before?.path) : await this.#placeOf(at, projectId);
    if (!path.ok) return path;
    if (path.value === undefined) return err({ id: 'folder.none', params: {} });
    this.#choose(store.value, projectId, {
      path: path.value,
      takes: takes ?? before?.takes ?? 'on-request',
      lock: lock ?? before?.lock ?? 'none',
    });
    // What was chosen shows at once; how it stands with the folder follows.
    const chosen = this.#seenOf(store.value, projectId);
    if (chosen !== null) this.#host.tell(projectId, this.#stateOf(projectId, chosen));
    await this.#look(projectId, true);
    const state = this.get(projectId);
    return state.ok && state.value === null
      ? err({ id: 'folder.none', params: {} })
      : (state as Result<FolderState, CallError>);
  }

  #choose(store: Store, projectId: string, settings: FolderSettings): void {
    const isOther = readFolder(store.machine, projectId)?.path !== settings.path;
    writeFolder(store.machine, projectId, settings);
    const seen = this.#seen.get(projectId);
    if (isOther) {
      forgetKnown(store.machine, projectId);
      seen?.cancelQuiet?.();
      this.#seen.delete(projectId);
    } else if (seen) {
      seen.settings = settings;
      // What waited for a word may now be taken by itself.
      seen.gathered = '';
    }
  }

  clear(projectId: string): Result<HeldFile, CallError> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const settings = readFolder(store.value.machine, projectId);
    if (settings === null) return err({ id: 'folder.none', params: {} });
    forgetFolder(store.value.machine, projectId);
    this.#seen.get(projectId)?.cancelQuiet?.();
    this.#seen.delete(projectId);
    this.#host.tell(projectId, null);
    return ok(this.#deps.files.hold(settings.path, basename(settings.path)));
  }

  /** Looks into one folder, or into all, and gives how they stand then. */
  async look({ projectId, tells }: CallInput<'folder.look'>): Promise<Result<readonly FolderState[], CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    if (projectId === null) await this.#lookIntoAll(tells);
    else {
      if (this.#seenOf(store.value, projectId) === null) return err({ id: 'folder.none', params: {} });
      await this.#look(projectId, tells);
    }
    const ids = projectId === null ? [...this.#seen.keys()] : [projectId];
    return ok(ids.flatMap((id) => (this.#seen.has(id) ? [this.#stateOf(id, this.#seen.get(id)!)] : [])));
  }

  /** What lies ready, true of the plan as it is now. */
  async preview(projectId: string): Promise<Result<ExchangePreview, CallError>> {
    const pending = this.#seen.get(projectId)?.pending ?? null;
    if (pending === null) return err({ id: 'folder.nothing', params: {} });
    const fresh = await this.#exchange.refresh(pending);
    if (!fresh.ok) return fresh;
    const token = Buffer.from(this.#deps.random(20)).toString('hex');
    return ok(this.#exchange.offer(token, pending));
  }

  /** Plans in a folder that are not on this computer. */
  async find(at: CallInput<'folder.find'>['at']): Promise<Result<readonly FoundPlan[], CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const path = await this.#placeOf(at, null);
    if (!path.ok) return path;
    const names = await listProjects(path.value);
    if (!names.ok) return names;
    const found: FoundPlan[] = [];
    for (const name of names.value) {
      const plan = await this.#planIn(path.value, name);
      if (plan !== null && !store.value.isSpace(plan.projectId)) found.push(plan);
    }
    return ok(found);
  }

  /** The plan that a sub-folder holds, from the first file there that can be read. */
  async #planIn(path: string, project: string): Promise<FoundPlan | null> {
    const listed = await listFiles(path, project);
    if (!listed.ok) return null;
    const { boxSecret } = await this.#deps.identity.get();
    for (const file of listed.value) {
      const read = await this.#deps.jobs.exchange({
        do: 'read',
        path: join(path, project, keyOf(file)),
        keys: { boxSecrets: [boxSecret] },
        schema: SCHEMA_VERSION,
      });
      if (!read.ok) continue;
      const { header } = read.value as ReadFile;
      const [space] = header.spaces;
      if (header.spaces.length !== 1 || folderNameOf(space!.id) !== project) continue;
      return { projectId: space!.id, name: space!.name, people: header.sender.person };
    }
    return null;
  }

  /** Takes in a plan that lies in a folder; from then on it shares that folder. */
  async join({ at, projectId }: CallInput<'folder.join'>): Promise<Result<FolderState, CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const path = await this.#placeOf(at, projectId);
    if (!path.ok) return path;
    if (store.value.isProject(projectId)) return this.set({ projectId, at });
    this.#choose(store.value, projectId, { path: path.value, takes: 'on-request', lock: 'none' });
    await this.#look(projectId, false);
    const pending = this.#seen.get(projectId)?.pending ?? null;
    const taken =
      pending && (await this.#exchange.take(pending, { confirmed: true, isUndoable: false, backsUp: true }));
    if (store.value.isProject(projectId)) {
      await this.#look(projectId, true);
      return this.get(projectId) as Result<FolderState, CallError>;
    }
    forgetFolder(store.value.machine, projectId);
    this.#seen.delete(projectId);
    return taken !== null && !taken.ok ? taken : err({ id: 'folder.nothing', params: {} });
  }

  /** The folder that is meant, if it is one. `projectId`: its own sub-folder stands for the folder that it lies in. */
  async #placeOf(at: CallInput<'folder.find'>['at'], projectId: string | null): Promise<Result<string, CallError>> {
    let path: string;
    if ('token' in at) {
      const held = this.#deps.files.find(at.token);
      if (held === null) return err({ id: 'file.unknown', params: {} });
      path = held.path;
    } else {
      // Windows of the desktop app know places by what a person chose in the system's dialog only.
      if (this.#deps.host !== 'browser') return err({ id: 'folder.choose', params: {} });
      path = at.path;
    }
    if (!isAbsolute(path)) return notNamed('folder.not-absolute', path);
    path = resolve(path);
    if (projectId !== null && basename(path) === folderNameOf(projectId)) path = dirname(path);
    if (path.length > MAX_PATH_CHARS / 2) return err({ id: 'folder.too-long', params: { most: MAX_PATH_CHARS / 2 } });
    try {
      return (await stat(path)).isDirectory() ? ok(path) : notNamed('folder.not-folder', path);
    } catch (error) {
      const { id } = folderFailure(error);
      return notNamed(id === 'folder.offline' ? 'folder.not-found' : 'folder.no-access', path);
    }
  }

  #seenOf(store: Store, projectId: string): Seen | null {
    const known = this.#seen.get(projectId);
    if (known?.store === store) return known;
    const settings = readFolder(store.machine, projectId);
    if (settings === null) return null;
    const { files, recipients } = readKnown(store.machine, projectId);
    const seen: Seen = {
      store,
      settings,
      files: new Map(files),
      bad: new Map(),
      recipients,
      kept: '',
      pending: null,
      gathered: '',
      missingSinceMs: null,
      looks: 0,
      status: 'unseen',
      problem: null,
      lookedMs: null,
      toldMs: null,
      unwrittenSinceMs: null,
      cancelQuiet: null,
    };
    this.#seen.set(projectId, seen);
    return seen;
  }

  async #lookIntoAll(tells: boolean): Promise<void> {
    const store = this.#host.store();
    if (!store.ok) return;
    const projects = store.value.projects();
    if (!projects.ok) return;
    for (const { id } of projects.value) {
      if (this.#isOver) return;
      if (this.#seenOf(store.value, id) !== null) await this.#look(id, tells);
    }
  }

  /** One look after the other; whoever asks while one runs gets the one after it. */
  #look(projectId: string, tells: boolean): Promise<void> {
    const before = this.#looks.get(projectId) ?? Promise.resolve();
    const mine = before.then(() => this.#lookNow(projectId, tells));
    const settled = mine.catch(() => {});
    this.#looks.set(projectId, settled);
    void settled.then(() => {
      if (this.#looks.get(projectId) === settled) this.#looks.delete(projectId);
    });
    return mine;
  }

  async #lookNow(projectId: string, tells: boolean): Promise<void> {
    const open = this.#host.store();
    const seen = open.ok ? this.#seenOf(open.value, projectId) : null;
    if (seen === null) return;
    const { now } = this.#deps;
    const { path } = seen.settings;
    const listed = await listFiles(path, folderNameOf(projectId));
    if (!this.#isCurrent(projectId, seen)) return;
    seen.lookedMs = now();
    seen.looks++;
    seen.problem = null;
    seen.status = 'here';
    if (!listed.ok) this.#failed(seen, listed.error);
    else {
      await this.#read(projectId, seen, listed.value, tells);
      if (!this.#isCurrent(projectId, seen)) return;
      await this.#write(projectId, seen, tells);
      if (!this.#isCurrent(projectId, seen)) return;
      this.#keep(projectId, seen);
    }
    this.#host.tell(projectId, this.#stateOf(projectId, seen));
  }

  /** Keeps what is known of the files, where it is another than what was kept last. */
  #keep(projectId: string, seen: Seen): void {
    const text = knownText(seen);
    if (text !== seen.kept) writeKnown(seen.store.machine, projectId, text);
    seen.kept = text;
  }

  /** Whether what was begun still concerns the open store and the chosen folder. */
  #isCurrent(projectId: string, seen: Seen): boolean {
    const open = this.#host.store();
    return open.ok && open.value === seen.store && this.#seen.get(projectId) === seen;
  }

  #failed(seen: Seen, error: CallError): void {
    if (error.id === 'folder.offline') seen.status = 'offline';
    else seen.problem = error;
  }

  /** Reads what is new in the folder and works out what it brings. */
  async #read(projectId: string, seen: Seen, listed: readonly ListedFile[], isAsked: boolean): Promise<void> {
    const fresh = await this.#unread(projectId, seen, listed, isAsked);
    const untaken = [...seen.files].flatMap(([key, file]) => (file.isTaken ? [] : [key]));
    if (fresh.length === 0 && (untaken.length === 0 || this.#markOf(projectId, seen) === seen.gathered)) return;
    const wanted = [...untaken.map((key) => ({ key, bytes: seen.files.get(key)!.bytes })), ...fresh];
    const { boxSecret } = await this.#deps.identity.get();
    const root = join(seen.settings.path, folderNameOf(projectId));
    const done = await this.#deps.jobs.folder(
      {
        do: 'gather',
        space: projectId,
        files: wanted.map(({ key, bytes }) => ({ path: join(root, key), bytes })),
        keys: { boxSecrets: [boxSecret] },
        schema: SCHEMA_VERSION,
      },
      (spaces) => heldIn(seen.store, spaces),
    );
    if (!this.#isCurrent(projectId, seen)) return;
    if (!done.ok) {
      seen.problem = done.error;
      return;
    }
    const { outcomes, news } = done.value as Gathered;
    const read: { readonly key: string; readonly facts: FileFacts }[] = [];
    for (const [i, outcome] of outcomes.entries()) {
      const { key, bytes } = wanted[i]!;
      if (outcome.ok) read.push({ key, facts: outcome.value });
      else this.#isBad(seen, key, bytes, outcome.error);
    }
    await this.#takeNote(projectId, seen, read, news);
    if (!this.#isCurrent(projectId, seen)) return;
    const { pending } = seen;
    if (pending !== null && !isFresh(seen.store, pending)) {
      // Something came in meanwhile, perhaps the very same: nobody shall be offered what is here already.
      const fresh = await this.#exchange.refresh(pending);
      if (!this.#isCurrent(projectId, seen)) return;
      const [{ preview }] = pending.attempt.spaces as [SpaceTried];
      if (fresh.ok && preview.taken === 0 && preview.waiting.length === 0) pending.taken?.();
    }
    seen.gathered = this.#markOf(projectId, seen);
  }

  /** What lies there untaken, and what of others is held: as long as neither changes, nothing else comes out. */
  #markOf(projectId: string, { store, files }: Seen): string {
    const untaken = [...files].flatMap(([key, file]) => (file.isTaken ? [] : [key]));
    const others = Object.entries(store.vector(projectId)).filter(([replica]) => replica !== store.replica());
    return JSON.stringify([untaken, others]);
  }

  /** Files of the folder that are to be read, with their lengths; what is gone is forgotten. */
  async #unread(projectId: string, seen: Seen, listed: readonly ListedFile[], isAsked: boolean) {
    const bySub = new Map<string, string[]>();
    for (const { sub, name } of listed) bySub.set(sub, [...(bySub.get(sub) ?? []), name]);
    const worth = new Set<string>();
    for (const [sub, names] of bySub) {
      const isNone = (name: string): boolean => {
        const known = seen.files.get(`${sub}/${name}`);
        const isRenamed = known !== undefined && countsInName(name)?.to !== countOf(known.to);
        return isRenamed || seen.bad.has(`${sub}/${name}`);
      };
      for (const name of worthReading(names, isNone)) worth.add(`${sub}/${name}`);
    }
    const there = new Set(listed.map(keyOf));
    for (const key of seen.files.keys()) if (!worth.has(key)) seen.files.delete(key);
    for (const key of seen.bad.keys()) if (!there.has(key)) seen.bad.delete(key);
    const unread: { readonly key: string; readonly bytes: number }[] = [];
    for (const key of worth) {
      if (seen.files.has(key)) continue;
      const bytes = await sizeOf(join(seen.settings.path, folderNameOf(projectId), key));
      const bad = seen.bad.get(key);
      if (bad === undefined || isAsked || bad.bytes !== bytes || seen.looks >= bad.retryAt) unread.push({ key, bytes });
    }
    return unread;
  }

  #isBad(seen: Seen, key: string, bytes: number, error: CallError): void {
    const before = seen.bad.get(key);
    const tries = (before?.tries ?? 0) + 1;
    const retryAt = seen.looks + Math.min(2 ** (tries - 1), MOST_LOOKS_APART);
    seen.files.delete(key);
    seen.bad.set(key, { error, bytes, tries, retryAt, sinceMs: before?.sinceMs ?? this.#deps.now() });
  }

  /** Keeps what the files say, and what they bring for a person, or takes it in where nobody wants to be asked. */
  async #takeNote(
    projectId: string,
    seen: Seen,
    read: readonly { readonly key: string; readonly facts: FileFacts }[],
    news: News | null,
  ): Promise<void> {
    const { store } = seen;
    const trusts = read.map(({ facts }) => trustIn(store, facts.sender, facts.isSigned));
    const waited = new Set(
      store.parked(projectId).map(({ changeSet: c, reason }) => `${c.replica} ${c.seq} ${reason}`),
    );
    const fresh = (news?.preview.waiting ?? []).filter((w) => !waited.has(`${w.replica} ${w.seq} ${w.reason}`));
    const isNews = news !== null && (news.preview.taken > 0 || fresh.some(({ reason }) => reason !== 'missing'));
    const keeps = isNews || fresh.length > 0;
    for (const { key, facts } of read) {
      const { kind, from, to, bytes } = facts;
      seen.bad.delete(key);
      seen.files.set(key, { kind, from, to, bytes, isTaken: !keeps });
    }
    const hear = (): void => {
      const heard = read.map(({ facts: { sender, to, isSigned } }, i) => {
        const learns = isSigned && !DOUBTFUL.has(trusts[i]!);
        const { replica, person, signKey, boxKey } = sender;
        return {
          replica,
          person,
          to,
          signKey: learns ? (signKey ?? null) : null,
          boxKey: learns ? (boxKey ?? null) : null,
        };
      });
      const noted = store.noteHeard(projectId, heard);
      if (!noted.ok) seen.problem = noted.error;
    };
    hear();
    seen.pending = null;
    seen.missingSinceMs = keeps && !isNews ? (seen.missingSinceMs ?? this.#deps.now()) : null;
    if (news === null || !isNews) return;
    const keys = read.map(({ key }) => key);
    seen.pending = {
      incoming: this.#incoming(projectId, seen, read, news, trusts),
      attempt: { spaces: news.spaces, arrived: news.arrived },
      taken: () => {
        for (const key of keys) {
          const file = seen.files.get(key);
          if (file) seen.files.set(key, { ...file, isTaken: true });
        }
        seen.pending = null;
        // A plan that was not here had nobody of whom something could be noted.
        hear();
        this.#keep(projectId, seen);
        this.#host.tell(projectId, this.#stateOf(projectId, seen));
      },
    };
    if (seen.settings.takes !== 'at-once' || this.#asks(seen.pending)) return;
    const { now } = this.#deps;
    const backsUp = this.#backupMs === null || Math.abs(now() - this.#backupMs) > BACKUP_EVERY_MS;
    const taken = await this.#exchange.take(seen.pending, { confirmed: false, isUndoable: false, backsUp });
    if (!taken.ok) this.#failed(seen, taken.error);
    else if (taken.value.backup !== '') this.#backupMs = now();
  }

  #asks({ attempt, incoming }: Pending): boolean {
    return attempt.spaces.some(({ preview }) => preview.asks) || DOUBTFUL.has(incoming.told.sender.trust);
  }

  /** What the files bring together, told as if it were one file. */
  #incoming(
    projectId: string,
    seen: Seen,
    read: readonly { readonly facts: FileFacts }[],
    { payloads, preview }: News,
    trusts: readonly SenderTrust[],
  ): Incoming {
    const bringing = read.flatMap(({ facts }, i) => (facts.kind === 'receipt' ? [] : [{ facts, trust: trusts[i]! }]));
    const [newest, ...others] = bringing.sort((a, b) => countOf(b.facts.to) - countOf(a.facts.to));
    const { facts } = newest!;
    const { sender } = facts;
    const people = preview.authors.length > 0 ? preview.authors : bringing.map((each) => each.facts.sender);
    const hashes = bringing.map((each) => each.facts.fileHash);
    const trust = DOUBT.find((each) => bringing.some((file) => file.trust === each))!;
    return {
      fileHash: hashes.length === 1 ? hashes[0]! : this.#deps.sha256(hashes.join('\n')),
      told: {
        fileName: basename(seen.settings.path),
        kind: preview.isNew ? 'full' : 'delta',
        isEncrypted: bringing.every((each) => each.facts.isEncrypted),
        createdMs: facts.createdMs,
        app: facts.app,
        schema: Math.max(...bringing.map((each) => each.facts.schema)),
        sender: { replica: sender.replica, person: [...new Set(people.map(({ person }) => person))].join(', '), trust },
      },
      sender: {
        replica: sender.replica,
        person: sender.person,
        signKey: facts.isSigned ? (sender.signKey ?? null) : null,
        boxKey: facts.isSigned ? (sender.boxKey ?? null) : null,
      },
      spaces: [
        {
          id: projectId,
          name: facts.name,
          to: facts.to,
          state: facts.state,
          further: others.map((each) => ({ to: each.facts.to, state: each.facts.state })),
        },
      ],
      payloads,
    };
  }

  /** Writes what the folder lacks, or says what has arrived. */
  async #write(projectId: string, seen: Seen, tells: boolean): Promise<void> {
    const { store } = seen;
    const { now } = this.#deps;
    seen.unwrittenSinceMs = null;
    if (!store.isSpace(projectId)) return;
    const tellsNow = tells || seen.toldMs === null || Math.abs(now() - seen.toldMs) > TELLS_EVERY_MS;
    const own = this.#ownFiles(seen);
    const isLocked = seen.settings.lock === 'people';
    const isNeeded = fileToWrite(store.vector(projectId), [...seen.files.values()], own, tellsNow) !== null;
    if (!isNeeded && !isLocked && seen.recipients === null) return;
    const identity = await this.#deps.identity.get();
    const keys = await publicIdentity(identity);
    if (!this.#isCurrent(projectId, seen)) return;
    const recipients = isLocked ? this.#recipients(store, projectId, keys.boxKey) : null;
    const wanted = fileToWrite(store.vector(projectId), [...seen.files.values()], own, tellsNow);
    const toWrite = this.#widened(seen, own, recipients, wanted);
    if (toWrite === null) return;
    const { kind, from } = toWrite;
    const sendable = store.sendable(projectId, from);
    if (sendable === null) return;
    const { changeSets, vector, name } = sendable;
    const noted = store.noteSent([projectId]);
    if (!noted.ok) {
      seen.problem = noted.error;
      return;
    }
    const state = kind === 'receipt' ? '' : store.stateHash(projectId);
    const written = await this.#deps.jobs.folder({
      do: 'write-folder',
      place: {
        root: seen.settings.path,
        project: folderNameOf(projectId),
        replica: folderNameOf(store.replica()),
      },
      file: {
        kind,
        app: this.#deps.version,
        schema: SCHEMA_VERSION,
        createdMs: now(),
        sender: { replica: store.replica(), person: this.#host.person(), ...keys },
        spaces: [{ id: projectId, name, from, to: vector, changeSets, state }],
      },
      lock: recipients === null ? null : { recipients },
      identity,
    });
    if (!this.#isCurrent(projectId, seen)) return;
    if (!written.ok) return this.#failed(seen, written.error);
    const { name: fileName, bytes } = written.value as WrittenIntoFolder;
    const key = keyOf({ sub: folderNameOf(store.replica()), name: fileName });
    seen.files.set(key, { kind, from, to: vector, bytes, isTaken: true });
    seen.recipients = recipients;
    seen.toldMs = now();
  }

  #ownFiles(seen: Seen): readonly OwnFile[] {
    const sub = `${folderNameOf(seen.store.replica())}/`;
    return [...seen.files].flatMap(([key, file]) => (key.startsWith(sub) ? [file] : []));
  }

  /** Everybody whose key is known, and this person. */
  #recipients(store: Store, projectId: string, own: string): readonly string[] {
    const peers = store.peers(projectId);
    const keys = store.replicas().flatMap(({ replica, state, boxKey }) => {
      const isThere = state !== 'retired' && (peers.has(replica) || seqOf(store.vector(projectId), replica) > 0);
      return isThere && boxKey !== null ? [boxKey] : [];
    });
    return [...new Set([own, ...keys])].sort();
  }

  /** Whoever may open the files only now, or no longer needs a key, gets the whole plan once. */
  #widened(
    seen: Seen,
    own: readonly OwnFile[],
    recipients: readonly string[] | null,
    wanted: ToWrite | null,
  ): ToWrite | null {
    if (own.length === 0) return wanted;
    const isWider =
      recipients === null ? seen.recipients !== null : recipients.some((key) => !seen.recipients?.includes(key));
    // Files that were open stay open; those after them need not be whole for it.
    return isWider && seen.recipients !== null ? { kind: 'full', from: {} } : wanted;
  }

  #stateOf(projectId: string, seen: Seen): FolderState {
    const { settings, status, problem, lookedMs, store, pending } = seen;
    const held = store.vector(projectId);
    const covered = coverageOf([...seen.files.values()]);
    const unsent = Object.keys(held).reduce((sum, r) => sum + Math.max(0, held[r]! - seqOf(covered, r)), 0);
    const waiting = [...seen.bad].map(([key, { error, sinceMs }]): FolderFileNote => ({ name: key, error, sinceMs }));
    if (seen.missingSinceMs !== null) {
      waiting.push({ name: '', error: { id: 'folder.missing', params: {} }, sinceMs: seen.missingSinceMs });
    }
    return {
      projectId,
      path: settings.path,
      takes: settings.takes,
      lock: settings.lock,
      status,
      problem: problem && { id: problem.id, params: problem.params },
      lookedMs,
      unsent,
      news: pending && this.#newsOf(pending),
      waiting,
    };
  }

  #newsOf(pending: Pending): FolderNews {
    const [{ preview }] = pending.attempt.spaces as [SpaceTried];
    return {
      changeSets: preview.taken + preview.waiting.length,
      conflicts: preview.conflicts.length,
      people: pending.incoming.told.sender.person,
      asks: this.#asks(pending),
    };
  }
}
