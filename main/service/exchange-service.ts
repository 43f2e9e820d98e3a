import type {
  CallError,
  CallInput,
  CallOutputs,
  ExchangePeer,
  ExchangePreview,
  ExchangeReport,
  ExchangeSenderInfo,
} from '../../src/api.ts';
import { createRow } from '../../src/model/change.ts';
import type { ExchangeKind, SenderTrust, SpacePreview } from '../../src/model/exchange-result.ts';
import type { RowChange } from '../../src/model/plan.ts';
import type { Cells } from '../../src/model/row.ts';
import { ROW_ID_BYTES, rowIdFrom } from '../../src/model/row-id.ts';
import { ENTITY_NAMES, type EntityName, SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { Op, VersionVector } from '../../src/sync/change-set.ts';
import type { SpaceToSend } from '../../src/sync/exchange/write-exchange.ts';
import { sealChangeSet } from '../../src/sync/hash-chain.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { project } from '../../src/sync/projection.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
import { covers, coversAll } from '../../src/sync/version-vector.ts';
import { isRecipient, type Lock } from '../exchange/age.ts';
import type { HeldSpace, PreviewedFile, ReadFile, WrittenFile } from '../exchange/exchange-job.ts';
import { exportIdentity, importIdentityFile, publicIdentity } from '../exchange/identity.ts';
import { writeWhole } from '../exchange/write-whole.ts';
import type { Store } from '../store/store.ts';
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
  readonly told: (store: Store, space: string, changes: readonly RowChange[]) => void;
  readonly appChanged: () => void;
}

/** A file that was read and waits for a person to say yes. */
interface Pending {
  readonly file: ReadFile;
  readonly fileName: string;
  readonly sender: ExchangeSenderInfo;
  previews: readonly SpacePreview[];
  /** Vectors of what was held when the previews were made. */
  basis: readonly VersionVector[];
}

/** Files that are read and neither taken in nor put away; the oldest goes when there is another. */
const MOST_PENDING = 4;
const IMPORTS_TOLD = 50;

const sameVector = (a: VersionVector, b: VersionVector): boolean => coversAll(a, b) && coversAll(b, a);

/** How sure it is who sent a file, from what is known here of the copy it names. */
const senderOf = (store: Store, { header, trailer }: ReadFile): ExchangeSenderInfo => {
  const { replica, person, signKey } = header.sender;
  const trust = (): SenderTrust => {
    if (trailer.signature === undefined || signKey === undefined) return 'unsigned';
    const replicas = store.replicas();
    const before = replicas.find((known) => known.replica === replica)?.signKey ?? null;
    if (before !== null) return before === signKey ? 'known' : 'changed';
    // The same person with another copy: a new computer to which the identity was carried, or a restored backup.
    return replicas.some((known) => known.signKey === signKey) ? 'known' : 'new';
  };
  return { replica, person, trust: trust() };
};

const heldIn = (store: Store, spaces: readonly string[]): readonly HeldSpace[] =>
  spaces.map((id) => ({ held: store.changeSets(id), waited: store.parked(id) }));

const previewOf = ({ file, fileName, sender, previews }: Pending): Omit<ExchangePreview, 'token'> => {
  const { kind, createdMs, app, schema } = file.header;
  const asks = previews.some((space) => space.asks);
  return { fileName, kind, isEncrypted: file.isEncrypted, createdMs, app, schema, sender, spaces: previews, asks };
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
          ? this.#founded(store.value, projectId)
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

  /** A plan as it stands, founded anew as one change set of a space of its own. */
  #founded(store: Store, projectId: string): Result<SpaceToSend, CallError> {
    const rows = store.readPlan(projectId);
    if (!rows.ok) return this.#host.failure(rows.error);
    if (rows.value === null || !store.isProject(projectId))
      return err({ id: 'project.unknown', params: { projectId } });
    const newId = (): string => rowIdFrom(this.#deps.random(ROW_ID_BYTES));
    const space = newId();
    const replica = newId();
    const ops: Op[] = [];
    for (const entity of ENTITY_NAMES) {
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

  /** Reads a file and works out what it would do. */
  async preview({ token, passphrase }: CallInput<'exchange.preview'>): Promise<Result<ExchangePreview, CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const found = this.#deps.files.find(token);
    if (found === null) return err({ id: 'file.unknown', params: {} });
    const { boxSecret } = await this.#deps.identity.get();
    let basis: readonly VersionVector[] = [];
    const read = await this.#deps.jobs.exchange(
      {
        do: 'preview',
        path: found.path,
        keys: { ...(passphrase === undefined ? {} : { passphrase }), boxSecrets: [boxSecret] },
        schema: SCHEMA_VERSION,
      },
      (spaces) => {
        basis = spaces.map((id) => store.value.vector(id));
        return heldIn(store.value, spaces);
      },
    );
    if (!read.ok) return read;
    const { file, previews } = read.value as PreviewedFile;
    const sender = senderOf(store.value, file);
    const pending: Pending = { file, fileName: found.name, sender, previews, basis };
    this.#pending.delete(token);
    this.#pending.set(token, pending);
    for (const old of [...this.#pending.keys()].slice(0, -MOST_PENDING)) this.#pending.delete(old);
    return ok({ token, ...previewOf(pending) });
  }

  async #tryOut(store: Store, pending: Pending): Promise<Result<null, CallError>> {
    const { header, changeSets } = pending.file;
    const spaces = header.spaces.map(({ id }) => id);
    const basis = spaces.map((id) => store.vector(id));
    const held = heldIn(store, spaces);
    const tried = await this.#deps.jobs.exchange({ do: 'try', header, changeSets, held, schema: SCHEMA_VERSION });
    if (!tried.ok) return tried;
    pending.previews = tried.value as readonly SpacePreview[];
    pending.basis = basis;
    return ok(null);
  }

  /** Takes in a file that was previewed. */
  async apply({ token, confirmed }: CallInput<'exchange.apply'>): Promise<Result<ExchangeReport, CallError>> {
    const pending = this.#pending.get(token);
    if (pending === undefined) return err({ id: 'exchange.not-previewed', params: {} });
    const done = await this.#applyPending(pending, confirmed, true);
    if (done.ok) this.#pending.delete(token);
    return done;
  }

  async #applyPending(
    pending: Pending,
    confirmed: boolean,
    isUndoable: boolean,
  ): Promise<Result<ExchangeReport, CallError>> {
    const store = this.#host.store();
    if (!store.ok) return store;
    const changesAnything = pending.previews.some(({ isNew, taken }) => !isNew && taken > 0);
    let backup = '';
    if (changesAnything) {
      const made = await store.value.backup('import');
      if (!made.ok) return this.#host.failure(made.error);
      backup = made.value.name;
    }
    // Somebody may have gone on working since: what is told has to be what is done.
    while (!this.#isFresh(store.value, pending)) {
      const tried = await this.#tryOut(store.value, pending);
      if (!tried.ok) return tried;
    }
    const told = previewOf(pending);
    if (told.asks && !confirmed) return err({ id: 'exchange.asks', params: {} });
    const { file, fileName, sender } = pending;
    const { header, trailer, changeSets } = file;
    const isSigned = trailer.signature !== undefined;
    const isComparable = header.schema === SCHEMA_VERSION && header.kind !== 'receipt';
    const done = store.value.takeImport({
      fileHash: file.fileHash,
      fileName,
      kind: header.kind,
      sender: {
        replica: sender.replica,
        person: sender.person,
        signKey: isSigned ? (header.sender.signKey ?? null) : null,
        boxKey: isSigned ? (header.sender.boxKey ?? null) : null,
      },
      trust: sender.trust,
      backup,
      report: JSON.stringify(told),
      spaces: header.spaces.map(({ id, to }, i) => ({
        id,
        changeSets: changeSets[i]!,
        to,
        state: isComparable ? trailer.states[i]! : null,
      })),
      isUndoable,
    });
    if (!done.ok) {
      const { error } = done;
      // Errors of the store name its file; what a file of others was refused for does not.
      return 'path' in error.params
        ? this.#host.failure(error as StoreError)
        : err({ id: error.id, params: error.params });
    }
    for (const { space, changes } of done.value) this.#host.told(store.value, space, changes);
    this.#host.appChanged();
    return ok({ ...told, importId: done.value[0]!.importId, backup });
  }

  #isFresh(store: Store, { file, basis }: Pending): boolean {
    return file.header.spaces.every(({ id }, i) => sameVector(store.vector(id), basis[i]!));
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
