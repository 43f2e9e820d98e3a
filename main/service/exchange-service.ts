import type {
  CallError,
  CallInput,
  CallOutputs,
  ExchangePeer,
  ExchangePreview,
  ExchangeReport,
} from '../../src/api.ts';
import { createRow } from '../../src/model/change.ts';
import type { ExchangeKind, SenderTrust } from '../../src/model/exchange-result.ts';
import type { HistoryPoint } from '../../src/model/history-result.ts';
import type { PlanRows, RowChange } from '../../src/model/plan.ts';
import type { Cells } from '../../src/model/row.ts';
import { ROW_ID_BYTES, rowIdFrom } from '../../src/model/row-id.ts';
import { ENTITY_NAMES, type EntityName, SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { Op, VersionVector } from '../../src/sync/change-set.ts';
import type { ExchangeSender } from '../../src/sync/exchange/envelope.ts';
import type { SpaceToSend } from '../../src/sync/exchange/write-exchange.ts';
import { sealChangeSet } from '../../src/sync/hash-chain.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { project } from '../../src/sync/projection.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
import { covers } from '../../src/sync/version-vector.ts';
import { isRecipient, type Lock } from '../exchange/age.ts';
import { type Diagnosis, type RowHash, rowHashOf, rowsByTable, type StateCompared } from '../exchange/diagnosis.ts';
import type { Attempt, PreviewedFile, WrittenFile } from '../exchange/exchange-job.ts';
import { exportIdentity, importIdentityFile, publicIdentity } from '../exchange/identity.ts';
import { writeWhole } from '../exchange/write-whole.ts';
import type { Claim, ImportOrder } from '../store/import-changes.ts';
import type { StateDiffers } from '../store/receive.ts';
import type { HeldSpace, Store } from '../store/store.ts';
import type { StoreError } from '../store/store-error.ts';
import { fileNameOf } from './file-name.ts';
import type { ServiceDeps } from './service-deps.ts';

/** What the exchange asks of the service around it. */
export interface ExchangeHost {
  /** The open store; an error where there is none. */
  readonly store: () => Result<Store, CallError>;
  readonly person: () => string;
  readonly failure: (error: StoreError) => { readonly ok: false; readonly error: CallError };
  /** Carries what an import changed into open plans and tells windows of it. */
  readonly told: (store: Store, space: string, changes: () => readonly RowChange[]) => void;
  readonly appChanged: () => void;
  /** The rows of a project at a point of its history. */
  readonly rowsAt: (store: Store, projectId: string, at: HistoryPoint) => Promise<Result<PlanRows, CallError>>;
}

/** A space that would take something in, with what its senders claim of it. */
export interface IncomingSpace extends Claim {
  readonly id: string;
  readonly name: string;
  readonly further: readonly Claim[];
}

/** What has been read and verified and can be taken in: one file, or what several in a shared folder bring together. */
export interface Incoming {
  readonly fileHash: string;
  readonly told: Pick<ExchangePreview, 'fileName' | 'kind' | 'isEncrypted' | 'createdMs' | 'app' | 'schema' | 'sender'>;
  /** The copy that sent it, with the keys that are learnt from it. */
  readonly sender: ImportOrder['sender'];
  readonly spaces: readonly IncomingSpace[];
  /** The bytes that bring it, for trying them again. */
  readonly payloads: readonly Uint8Array[];
}

/** What waits for a person to say yes. */
export interface Pending {
  readonly incoming: Incoming;
  /** What the merge with what was held came to, space by space; a draft names what that was. */
  attempt: Attempt;
  /** Called when it has been taken in. */
  readonly taken?: () => void;
}

/** Files that are read and neither taken in nor put away; the oldest goes when there is another. */
const MOST_PENDING = 4;
const IMPORTS_TOLD = 50;
/** By then windows have read and drawn what came. */
const TIDIED_AFTER_MS = 3_000;

/** Whether what was worked out is still true. */
export const isFresh = (store: Store, { incoming, attempt }: Pending): boolean =>
  incoming.spaces.every(({ id }, i) => store.markOf(id) === attempt.spaces[i]!.draft.mark);

/** How sure it is who sent a file, from what is known here of the copy it names. */
export const trustIn = (store: Store, { replica, signKey }: ExchangeSender, isSigned: boolean): SenderTrust => {
  if (!isSigned || signKey === undefined) return 'unsigned';
  const replicas = store.replicas();
  const before = replicas.find((known) => known.replica === replica)?.signKey ?? null;
  if (before !== null) return before === signKey ? 'known' : 'changed';
  // The same person with another copy: a new computer to which the identity was carried, or a restored backup.
  return replicas.some((known) => known.signKey === signKey) ? 'known' : 'new';
};

export const heldIn = (store: Store, spaces: readonly string[]): readonly HeldSpace[] =>
  spaces.map((id) => store.heldOf(id));

/** What is told of incoming changes before they are taken in. */
export const previewOf = ({ incoming, attempt: { spaces } }: Pending): Omit<ExchangePreview, 'token'> => ({
  ...incoming.told,
  spaces: spaces.map(({ preview }) => preview),
  asks: spaces.some(({ preview }) => preview.asks),
});

const incomingFrom = (store: Store, previewed: PreviewedFile, fileName: string): Incoming => {
  const { header, trailer, ...file } = previewed.file;
  const { kind, createdMs, app, schema, sender } = header;
  const { replica, person, signKey, boxKey } = sender;
  const isSigned = trailer.signature !== undefined;
  const isComparable = schema === SCHEMA_VERSION && kind !== 'receipt';
  return {
    fileHash: file.fileHash,
    told: {
      fileName,
      kind,
      isEncrypted: file.isEncrypted,
      createdMs,
      app,
      schema,
      sender: { replica, person, trust: trustIn(store, sender, isSigned) },
    },
    sender: {
      replica,
      person,
      signKey: isSigned ? (signKey ?? null) : null,
      boxKey: isSigned ? (boxKey ?? null) : null,
    },
    spaces: header.spaces.map(({ id, name, to }, i) => ({
      id,
      name,
      to,
      state: isComparable ? trailer.states[i]! : null,
      further: [],
    })),
    payloads: [previewed.payload],
  };
};

/** Sending and receiving plans as files. */
export class ExchangeService {
  readonly #deps: ServiceDeps;
  readonly #host: ExchangeHost;
  readonly #pending = new Map<string, Pending>();

  constructor(deps: ServiceDeps, host: ExchangeHost) {
    this.#deps = deps;
    this.#host = host;
  }

  /** Makes a file of one or more projects. */
  async send(input: CallInput<'exchange.send'>): Promise<Result<CallOutputs['exchange.send'], CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const lock: Lock | null = input.lock ?? null;
    const unknown =
      lock !== null && 'recipients' in lock ? lock.recipients.find((key) => !isRecipient(key)) : undefined;
    if (unknown !== undefined) return err({ id: 'exchange.bad-recipient', params: { recipient: unknown } });
    const spaces: SpaceToSend[] = [];
    for (const projectId of input.projectIds) {
      const space =
        input.kind === 'snapshot'
          ? await this.#founded(store.value, projectId, input.at ?? { kind: 'now' })
          : this.#space(store.value, projectId, input.kind, input.since);
      if (!space.ok) return space;
      spaces.push(space.value);
    }
    const noted = store.value.noteSent(input.kind === 'snapshot' ? [] : input.projectIds);
    if (!noted.ok) return this.#host.failure(noted.error);
    const identity = await this.#deps.identity.get();
    const keys = await publicIdentity(identity);
    const path = this.#deps.files.scratchPath();
    const written = await this.#deps.jobs.exchange({
      do: 'write',
      path,
      lock,
      identity,
      file: {
        kind: input.kind,
        app: this.#deps.version,
        schema: SCHEMA_VERSION,
        createdMs: this.#deps.now(),
        sender: { replica: store.value.replica(), person: this.#host.person(), ...keys },
        spaces,
      },
    });
    if (!written.ok) return written;
    const changeSets = spaces.reduce(
      (sum, space) => sum + space.changeSets.filter(({ replica, seq }) => !covers(space.from, replica, seq)).length,
      0,
    );
    const held = this.#deps.files.hold(
      path,
      fileNameOf(spaces[0]?.name ?? '', input.kind === 'receipt' ? '.kvittering.udbudsplan' : '.udbudsplan'),
    );
    return ok({ ...held, kind: input.kind, bytes: (written.value as WrittenFile).bytes, changeSets });
  }

  #space(
    store: Store,
    projectId: string,
    kind: Exclude<ExchangeKind, 'snapshot'>,
    since: string | undefined,
  ): Result<SpaceToSend, CallError> {
    const held = store.sendable(projectId);
    if (held === null) return err({ id: 'project.unknown', params: { projectId } });
    const { changeSets, vector, name } = held;
    let from: VersionVector = {};
    if (kind === 'receipt') from = vector;
    if (kind === 'delta') {
      const known = since === undefined ? undefined : store.peers(projectId).get(since);
      // An unknown recipient gets everything; what they may hold of what is not held here is of no use.
      from = Object.fromEntries(Object.entries(known ?? {}).map(([r, s]) => [r, Math.min(s, vector[r] ?? 0)]));
      from = Object.fromEntries(Object.entries(from).filter(([, seq]) => seq > 0));
    }
    const state = kind === 'receipt' ? '' : store.stateHash(projectId);
    return ok({ id: projectId, name, from, to: vector, changeSets, state });
  }

  /** A plan as it stands or stood, founded anew as one change set of a space of its own. */
  async #founded(store: Store, projectId: string, at: HistoryPoint): Promise<Result<SpaceToSend, CallError>> {
    const rows = await this.#host.rowsAt(store, projectId, at);
    if (!rows.ok) return rows;
    if (!rows.value.project.has(projectId)) return err({ id: 'history.no-point', params: {} });
    const newId = (): string => rowIdFrom(this.#deps.random(ROW_ID_BYTES));
    const space = newId();
    const replica = newId();
    const ops: Op[] = [];
    for (const entity of ENTITY_NAMES) {
      // Named versions are points of the log that stays here.
      if (entity === 'planVersion') continue;
      for (const row of rows.value[entity].values()) {
        const { id, ...cells } = row;
        ops.push(...createRow(entity, entity === 'project' ? space : id, cells as Cells<EntityName>));
      }
    }
    const { sha256, now } = this.#deps;
    const sealed = sealChangeSet(
      {
        space,
        replica,
        seq: 1,
        lamport: 1,
        vector: {},
        commandId: newId(),
        command: 'project.create',
        person: this.#host.person(),
        wallMs: now(),
        schemaVersion: SCHEMA_VERSION,
        prevHash: '',
        ops,
      },
      sha256,
    );
    if (!sealed.ok) return err(sealed.error);
    const changeSets = [sealed.value];
    const { name } = rows.value.project.get(projectId)!;
    const state = stateHash(project(changeSets, policy), sha256);
    return ok({ id: space, name, from: {}, to: { [replica]: 1 }, changeSets, state, origin: projectId });
  }

  /** Makes ready for a file that is about to be chosen. */
  expect(): Result<null, CallError> {
    this.#deps.jobs.expectExchange();
    return ok(null);
  }

  /** Reads a file and works out what it would do. */
  async preview({ token, passphrase }: CallInput<'exchange.preview'>): Promise<Result<ExchangePreview, CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const found = this.#deps.files.find(token);
    if (found === null) return err({ id: 'file.unknown', params: {} });
    const { boxSecret } = await this.#deps.identity.get();
    const read = await this.#deps.jobs.exchange(
      {
        do: 'preview',
        path: found.path,
        keys: { ...(passphrase === undefined ? {} : { passphrase }), boxSecrets: [boxSecret] },
        schema: SCHEMA_VERSION,
      },
      (spaces) => heldIn(store.value, spaces),
    );
    if (!read.ok) return this.#refused(store.value, read.error);
    const previewed = read.value as PreviewedFile;
    const incoming = incomingFrom(store.value, previewed, found.name);
    const { spaces, arrived } = previewed;
    return ok(this.offer(token, { incoming, attempt: { spaces, arrived } }));
  }

  /** Lets a token stand for what can be taken in. */
  offer(token: string, pending: Pending): ExchangePreview {
    this.#pending.delete(token);
    this.#pending.set(token, pending);
    for (const old of [...this.#pending.keys()].slice(0, -MOST_PENDING)) this.#pending.delete(old);
    return { token, ...previewOf(pending) };
  }

  async #tryOut(store: Store, pending: Pending): Promise<Result<null, CallError>> {
    const { spaces, payloads } = pending.incoming;
    const held = heldIn(
      store,
      spaces.map(({ id }) => id),
    );
    const named = spaces.map(({ id, name }) => ({ id, name }));
    const tried = await this.#deps.jobs.exchange({ do: 'try', spaces: named, payloads, held, schema: SCHEMA_VERSION });
    if (!tried.ok) return this.#refused(store, tried.error);
    pending.attempt = tried.value as Attempt;
    return ok(null);
  }

  /** What a worker finds wrong with the log is told as what the store finds wrong with it. */
  #refused({ path }: Store, error: CallError): { readonly ok: false; readonly error: CallError } {
    if (error.id !== 'store.log-broken') return err(error);
    return this.#host.failure({ ...error, params: { ...error.params, path } } as StoreError);
  }

  /** Makes what is told of incoming changes true of the plans as they are now: somebody may have gone on working. */
  async refresh(pending: Pending): Promise<Result<null, CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    while (!isFresh(store.value, pending)) {
      const tried = await this.#tryOut(store.value, pending);
      if (!tried.ok) return tried;
    }
    return ok(null);
  }

  /** Takes in what was previewed. */
  async apply({ token, confirmed }: CallInput<'exchange.apply'>): Promise<Result<ExchangeReport, CallError>> {
    const pending = this.#pending.get(token);
    if (pending === undefined) return err({ id: 'exchange.not-previewed', params: {} });
    const done = await this.take(pending, { confirmed, isUndoable: true, backsUp: true });
    if (done.ok) this.#pending.delete(token);
    return done;
  }

  /** Takes in what has been read, in one transaction; `isUndoable` as a step of undo of this person. */
  async take(
    pending: Pending,
    how: { readonly confirmed: boolean; readonly isUndoable: boolean; readonly backsUp: boolean },
  ): Promise<Result<ExchangeReport, CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const changesAnything = pending.attempt.spaces.some(({ preview }) => !preview.isNew && preview.taken > 0);
    let backup = '';
    if (changesAnything && how.backsUp) {
      const made = await store.value.backup('import');
      if (!made.ok) return this.#host.failure(made.error);
      backup = made.value.name;
    }
    // What is told has to be what is done: nothing may come between the last look and the import.
    while (!isFresh(store.value, pending)) {
      const tried = await this.#tryOut(store.value, pending);
      if (!tried.ok) return tried;
    }
    const told = previewOf(pending);
    if (told.asks && !how.confirmed) return err({ id: 'exchange.asks', params: {} });
    const { fileHash, sender, spaces } = pending.incoming;
    const done = store.value.takeImport({
      fileHash,
      fileName: told.fileName,
      kind: told.kind,
      sender,
      people: told.sender.person,
      trust: told.sender.trust,
      backup,
      report: JSON.stringify(told),
      spaces: spaces.map(({ id, to, state, further }, i) => ({
        id,
        to,
        state,
        further,
        draft: pending.attempt.spaces[i]!.draft,
      })),
      arrived: pending.attempt.arrived,
      isUndoable: how.isUndoable,
    });
    if (!done.ok) {
      const { error } = done;
      if (error.id === 'exchange.state-differs') return this.#differs(store.value, pending, error);
      // Errors of the store name its file; what a file of others was refused for does not.
      return 'path' in error.params
        ? this.#host.failure(error as StoreError)
        : err({ id: error.id, params: error.params });
    }
    for (const { space, changes } of done.value) this.#host.told(store.value, space, changes);
    this.#host.appChanged();
    this.#deps.timer?.(() => store.value.tidy(), TIDIED_AFTER_MS);
    pending.taken?.();
    return ok({ ...told, importId: done.value[0]!.importId, backup });
  }

  /**
   * Tells that a sender has another plan at the same point, with a file for whoever looks into it: hashes, versions, vectors and
   * ids of rows. Where that cannot be made the difference is told all the same.
   */
  async #differs(
    store: Store,
    pending: Pending,
    { id, params, found }: StateDiffers,
  ): Promise<Result<never, CallError>> {
    const { told, fileHash, sender, spaces, payloads } = pending.incoming;
    const space = spaces.find((each) => each.id === params.project)!;
    const before = store.vector(space.id);
    const rows = found.rows.map((row): RowHash => [row.entity, row.id, rowHashOf(row.lines)]);
    const compared = await this.#deps.jobs.exchange({
      do: 'compare',
      spaces: [{ id: space.id, name: space.name }],
      payloads,
      held: heldIn(store, [space.id]),
      schema: SCHEMA_VERSION,
      found: rows,
    });
    const error = { id, params: { project: space.name } };
    if (!compared.ok) return err(error);
    const { merged, differ } = compared.value as StateCompared;
    const atMs = this.#deps.now();
    const diagnosis: Diagnosis = {
      diagnosis: 1,
      app: this.#deps.version,
      schema: SCHEMA_VERSION,
      atMs,
      space: space.id,
      replica: store.replica(),
      file: {
        hash: fileHash,
        kind: told.kind,
        app: told.app,
        schema: told.schema,
        createdMs: told.createdMs,
        sender: sender.replica,
      },
      claims: [space, ...space.further].map(({ to, state }) => ({ to, state })),
      here: { before, after: found.vector, tables: found.state, merged },
      differ,
      rows: rowsByTable(rows),
    };
    const path = this.#deps.files.scratchPath();
    await writeWhole(path, Buffer.from(JSON.stringify(diagnosis, null, 1)));
    const { token, name } = this.#deps.files.hold(path, `udbudsplan-diagnose-${fileHash.slice(0, 8)}.json`);
    return err({ id, params: { ...error.params, diagnosis: token, diagnosisName: name } });
  }

  /** How a project stands between this copy and others. */
  overview(projectId: string): Result<CallOutputs['exchange.overview'], CallError> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const held = store.value.sendable(projectId);
    if (held === null) return err({ id: 'project.unknown', params: { projectId } });
    const own = store.value.replica();
    const persons = new Map(held.changeSets.map((changeSet) => [changeSet.replica, changeSet.person]));
    const known = store.value.peers(projectId);
    const peers = store.value.replicas().flatMap(({ replica, person, state, boxKey }): ExchangePeer[] => {
      const vector = known.get(replica);
      if (replica === own || (vector === undefined && held.vector[replica] === undefined)) return [];
      const has = vector ?? {};
      const lacks = held.changeSets.filter((c) => c.replica !== replica && !covers(has, c.replica, c.seq)).length;
      const name = person || (persons.get(replica) ?? '');
      return [{ replica, person: name, state, boxKey, lacks }];
    });
    const imports = store.value.imports(IMPORTS_TOLD).flatMap(({ id, fileName, kind, person, trust, atMs, report }) => {
      const { spaces } = JSON.parse(report) as { spaces: readonly { readonly id: string }[] };
      if (!spaces.some((space) => space.id === projectId)) return [];
      return [{ id, fileName, kind: kind as ExchangeKind, person, trust: trust as SenderTrust, atMs }];
    });
    const waiting = store.value.parked(projectId).map(({ changeSet, reason }) => ({
      replica: changeSet.replica,
      seq: changeSet.seq,
      person: changeSet.person,
      reason,
      missing: [],
    }));
    const stateHash = store.value.stateHash(projectId);
    return ok({ peers, imports, waiting, changeSets: held.changeSets.length, stateHash });
  }

  /** What was told when a file was taken in. */
  report(importId: number): Result<ExchangeReport, CallError> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const entry = store.value.findImport(importId);
    if (entry === null) return err({ id: 'exchange.no-import', params: { importId } });
    const told = JSON.parse(entry.report) as Omit<ExchangeReport, 'importId' | 'backup'>;
    return ok({ ...told, importId, backup: entry.backup });
  }

  async identity(): Promise<Result<CallOutputs['identity.get'], CallError>> {
    const keys = await publicIdentity(await this.#deps.identity.get());
    return ok({ ...keys, isProtected: this.#deps.identity.isProtected() });
  }

  async exportIdentity(passphrase: string): Promise<Result<CallOutputs['identity.export'], CallError>> {
    const sealed = await exportIdentity(await this.#deps.identity.get(), passphrase);
    const path = this.#deps.files.scratchPath();
    await writeWhole(path, sealed);
    return ok(this.#deps.files.hold(path, 'udbudsplan-identitet.age'));
  }

  async importIdentity(token: string, passphrase: string): Promise<Result<CallOutputs['identity.import'], CallError>> {
    const found = this.#deps.files.find(token);
    if (found === null) return err({ id: 'file.unknown', params: {} });
    const identity = await importIdentityFile(found.path, passphrase);
    if (!identity.ok) return err(identity.error);
    await this.#deps.identity.put(identity.value);
    return this.identity();
  }
}
