import { createHash, randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { decodePayload, encodePayload } from '../../main/exchange/codec.ts';
import { ROW_ID_BYTES, rowIdFrom } from '../../src/model/row-id.ts';
import { SCHEMA_VERSION } from '../../src/model/schema.ts';
import type { ChangeSet, Op, VersionVector } from '../../src/sync/change-set.ts';
import type { SpaceToSend } from '../../src/sync/exchange/write-exchange.ts';
import { sealChangeSet } from '../../src/sync/hash-chain.ts';
import { policy } from '../../src/sync/plan-policy.ts';
import { project } from '../../src/sync/projection.ts';
import { stateHash } from '../../src/sync/state-hash.ts';
import { type Figure, figure, type Part, ratio, type Settings, timed } from './figures.ts';
import { answered, composeIn, endService, root } from './scratch-service.ts';

const newId = (): string => rowIdFrom(randomBytes(ROW_ID_BYTES));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Twelve cells of a task, as the schema has them. */
const fieldsOf = (n: number, ids: readonly string[]): Readonly<Record<string, unknown>> => ({
  name: `Aktivitet nummer ${n}`,
  place: { parent: n % 10 === 0 ? null : ids[n - (n % 10)]!, order: `a${n.toString(36).padStart(4, '0')}` },
  kind: n % 25 === 24 ? 'milestone' : 'task',
  mode: 'auto',
  duration: { minutes: 480 * (1 + (n % 20)), unit: 'day', elapsed: false, estimated: n % 3 === 0 },
  constraint: { type: n % 7 === 0 ? 'SNET' : 'ASAP', atMin: n % 7 === 0 ? 30_000_000 + n * 480 : null },
  deadlineMin: 31_000_000 + n * 960,
  percentComplete: n % 101,
  remainingMin: n % 5 === 0 ? 480 * (n % 20) : null,
  taskType: n % 4 === 0 ? 'fixedDuration' : 'fixedUnits',
  effortDriven: n % 4 === 0,
  drafted: {
    name: `Se bilag ${n % 50} i udbudsmaterialet.`,
    minutes: 480 * (1 + (n % 20)),
    timeMin: null,
    atMin: null,
    deadlineMin: null,
  },
});

interface Edit {
  readonly id: string;
  readonly field: string;
  readonly value: unknown;
}

/** What people change in a plan over some months, the same for everything that is measured. */
const editsOf = (count: number, ids: readonly string[]): readonly Edit[] =>
  Array.from({ length: count }, (_, n) => {
    const id = ids[(n * 7919) % ids.length]!;
    if (n % 3 === 0) return { id, field: 'name', value: `Aktivitet, ny aftale ${n}` };
    if (n % 3 === 1)
      return {
        id,
        field: 'duration',
        value: { minutes: 480 * (1 + (n % 30)), unit: 'day', elapsed: false, estimated: false },
      };
    return { id, field: 'percentComplete', value: n % 101 };
  });

const set = (id: string, cell: string, value: unknown): Op => ({ kind: 'set', entity: 'task', id, cell, value }) as Op;

interface Plan {
  readonly space: string;
  readonly ids: readonly string[];
  readonly edits: readonly Edit[];
  readonly changeSets: readonly ChangeSet[];
}

/** The plan and its edits as change sets of one author, each a user action of its own. */
const makePlan = (tasks: number, editCount: number): Plan => {
  const ids = Array.from({ length: tasks }, newId);
  const edits = editsOf(editCount, ids);
  const [space, replica] = [newId(), newId()];
  const changeSets: ChangeSet[] = [];
  let wallMs = 1_764_000_000_000;
  const add = (command: string, ops: readonly Op[]): void => {
    const seq = changeSets.length + 1;
    wallMs += 3_000 + ((seq * 7919) % 60_000);
    const done = sealChangeSet(
      {
        space,
        replica,
        seq,
        lamport: seq,
        vector: seq > 1 ? { [replica]: seq - 1 } : {},
        commandId: newId(),
        command,
        person: 'Kim Holm',
        wallMs,
        schemaVersion: SCHEMA_VERSION,
        prevHash: changeSets.at(-1)?.hash ?? '',
        ops,
      },
      sha256,
    );
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    changeSets.push(done.value);
  };
  const projectOps: Op[] = [{ kind: 'set', entity: 'project', id: space, cell: 'name', value: 'Plan' }];
  add('import.file', [
    ...projectOps,
    ...ids.flatMap((id, n) => Object.entries(fieldsOf(n, ids)).map(([cell, value]) => set(id, cell, value))),
  ]);
  for (const { id, field, value } of edits) add('task.update', [set(id, field, value)]);
  return { space, ids, edits, changeSets };
};

const vectorOf = (changeSets: readonly ChangeSet[]): VersionVector => {
  const last = changeSets.at(-1)!;
  return { [last.replica]: last.seq };
};

const fileOf = async ({ space }: Plan, changeSets: readonly ChangeSet[]): Promise<Buffer> => {
  const state = stateHash(project(changeSets, policy), sha256);
  const sent: SpaceToSend = { id: space, name: 'Plan', from: {}, to: vectorOf(changeSets), changeSets, state };
  const { replica } = changeSets[0]!;
  const header = {
    kind: 'full',
    app: '0.0.0',
    schema: SCHEMA_VERSION,
    createdMs: 0,
    sender: { replica, person: 'Kim' },
  } as const;
  const done = await encodePayload({ ...header, spaces: [sent] });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
};

/** Largest resident memory of the process while something runs, in MB above what it was. */
const peakMb = async <T>(work: () => Promise<T>): Promise<{ readonly mb: number; readonly value: T }> => {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  const value = await work();
  clearInterval(watch);
  return { mb: (Math.max(most, process.memoryUsage().rss) - before) / 1e6, value };
};

/** What one import took, in milliseconds by the clock and of processor time of all threads. */
interface Taken {
  readonly clockMs: number;
  readonly processorMs: number;
}

/** A person takes longer to find a file once the dialog is open. */
const CHOOSING_MS = 3_000;
/** By then no worker waits any more that has done an import before. */
const NONE_KEPT_MS = 31_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** As `takeIn`, of a file that a person looked for in a dialog. */
const chooseAndTakeIn = async (composed: ReturnType<typeof composeIn>, path: string): Promise<Taken> => {
  answered(await composed.service.call('exchange.expect', {}));
  await pause(CHOOSING_MS);
  return takeIn(composed, path);
};

/** Takes a file in as a window does: read, verified and tried out, then taken. */
const takeIn = async (composed: ReturnType<typeof composeIn>, path: string): Promise<Taken> => {
  const { service, files } = composed;
  const { token } = files.hold(path, 'plan.udbudsplan');
  const before = performance.now();
  const processor = process.cpuUsage();
  answered(await service.call('exchange.preview', { token }));
  answered(await service.call('exchange.apply', { token, confirmed: true }));
  const { user, system } = process.cpuUsage(processor);
  return { clockMs: performance.now() - before, processorMs: (user + system) / 1000 };
};

const ownFigures = async (plan: Plan, { folder, isQuick, note }: Settings) => {
  const runs = isQuick ? 1 : 3;
  const whole = join(folder, 'whole.udbudsplan');
  const half = join(folder, 'half.udbudsplan');
  writeFileSync(whole, await fileOf(plan, plan.changeSets));
  writeFileSync(half, await fileOf(plan, plan.changeSets.slice(0, Math.ceil(plan.changeSets.length / 2))));
  let first: Taken | null = null;
  const intoEmpty: Taken[] = [];
  const intoDiverged: Taken[] = [];
  const exports: number[] = [];
  const opened: number[] = [];
  const listed: number[] = [];
  const memory: number[] = [];
  for (let run = -1; run < runs; run++) {
    note(`file into an empty and into a diverged store, run ${run + 1} of ${runs}`);
    const empty = composeIn(join(folder, `empty-${run}`));
    answered(await empty.service.call('app.state', {}));
    const { mb, value: emptyTaken } = await peakMb(() => (first === null ? chooseAndTakeIn : takeIn)(empty, whole));
    first ??= emptyTaken;
    let before = performance.now();
    answered(await empty.service.call('exchange.send', { projectIds: [plan.space], kind: 'full' }));
    const exportMs = performance.now() - before;
    await endService(empty);
    const again = composeIn(join(folder, `empty-${run}`));
    answered(await again.service.call('app.state', {}));
    before = performance.now();
    answered(await again.service.call('project.open', { projectId: plan.space }));
    const openMs = performance.now() - before;
    await endService(again);
    const diverged = composeIn(join(folder, `diverged-${run}`));
    await takeIn(diverged, half);
    for (let n = 0; n < 200; n++) {
      const input = { id: plan.ids[n]!, name: `Min ${n}` };
      answered(await diverged.service.call('command.run', { projectId: plan.space, commandId: 'task.rename', input }));
    }
    const divergedTaken = await takeIn(diverged, whole);
    await endService(diverged);
    const withConflicts = composeIn(join(folder, `diverged-${run}`));
    answered(await withConflicts.service.call('app.state', {}));
    before = performance.now();
    answered(await withConflicts.service.call('project.open', { projectId: plan.space }));
    const conflicts = answered(await withConflicts.service.call('conflict.list', { projectId: plan.space }));
    const listedMs = performance.now() - before;
    if (conflicts.length === 0) throw new Error('the diverged store has no conflicts');
    await endService(withConflicts);
    if (run < 0) continue;
    intoEmpty.push(emptyTaken);
    intoDiverged.push(divergedTaken);
    exports.push(exportMs);
    opened.push(openMs);
    listed.push(listedMs);
    memory.push(mb);
  }
  note('file into an empty store where no worker waits');
  await pause(NONE_KEPT_MS);
  const alone = composeIn(join(folder, 'alone'));
  answered(await alone.service.call('app.state', {}));
  const unexpected = await takeIn(alone, whole);
  await endService(alone);
  const payload = await fileOf(plan, plan.changeSets);
  const loaded = await timed(runs, async () => {
    const read = await decodePayload(payload);
    if (!read.ok) throw new Error(read.error.id);
    project(read.value.changeSets[0]!, policy);
  });
  return {
    bytes: statSync(whole).size,
    first: [first!],
    unexpected: [unexpected],
    intoEmpty,
    intoDiverged,
    exports,
    opened,
    listed,
    memory,
    loaded,
  };
};

interface PeerFigures {
  readonly name: string;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly edits: readonly number[];
  readonly loads: readonly number[];
}

/** As much of Yjs and Automerge as is called; they are installed in test/bench/peers only. */
interface YMap {
  set: (key: string, value: unknown) => void;
  get: (key: string) => YMap;
  toJSON: () => unknown;
}
interface Yjs {
  readonly Doc: new () => { getMap: (name: string) => YMap; transact: (run: () => void) => void };
  readonly Map: new () => YMap;
  readonly encodeStateAsUpdate: (doc: object) => Uint8Array;
  readonly applyUpdate: (doc: object, update: Uint8Array) => void;
}
interface Automerge {
  readonly init: () => object;
  readonly change: (doc: object, run: (draft: { tasks: Record<string, Record<string, unknown>> }) => void) => object;
  readonly save: (doc: object) => Uint8Array;
  readonly load: (bytes: Uint8Array) => object;
}

const yjsFigures = async ({ ids, edits }: Plan, Y: Yjs, runs: number): Promise<PeerFigures> => {
  const doc = new Y.Doc();
  const tasks = doc.getMap('tasks');
  const before = performance.now();
  doc.transact(() => {
    for (const [n, id] of ids.entries()) {
      const task = new Y.Map();
      for (const [field, value] of Object.entries(fieldsOf(n, ids))) task.set(field, value);
      tasks.set(id, task);
    }
  });
  for (const { id, field, value } of edits) doc.transact(() => tasks.get(id).set(field, value));
  const made = performance.now() - before;
  const bytes = Y.encodeStateAsUpdate(doc);
  const loads = await timed(runs, () => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, bytes);
    copy.getMap('tasks').toJSON();
  });
  return { name: 'Yjs', bytes: bytes.length, packedBytes: deflateRawSync(bytes).length, edits: [made], loads };
};

/** Longest time for making edits one by one, which would take many minutes; those that are left are then made as one. */
const MOST_MAKING_MS = 30_000;
/** One load takes seconds. */
const AUTOMERGE_LOADS = 2;

const automergeFigures = async (
  { ids, edits }: Plan,
  A: Automerge,
  runs: number,
  note: Settings['note'],
): Promise<PeerFigures> => {
  const before = performance.now();
  let doc = A.change(A.init(), (draft) => {
    draft.tasks = {};
    for (const [n, id] of ids.entries()) draft.tasks[id] = { ...fieldsOf(n, ids) };
  });
  let done = 0;
  while (done < edits.length && performance.now() - before < MOST_MAKING_MS) {
    const { id, field, value } = edits[done]!;
    done++;
    doc = A.change(doc, (draft) => {
      draft.tasks[id]![field] = value;
    });
  }
  const made = performance.now() - before;
  if (done < edits.length) {
    note(`Automerge: ${done} of ${edits.length} edits in ${Math.round(made / 1000)} s, the others as one change`);
    doc = A.change(doc, (draft) => {
      for (const { id, field, value } of edits.slice(done)) draft.tasks[id]![field] = value;
    });
  }
  const bytes = A.save(doc);
  const loads = await timed(Math.min(runs, AUTOMERGE_LOADS), () => JSON.stringify(A.load(bytes)).length);
  return { name: 'Automerge', bytes: bytes.length, packedBytes: deflateRawSync(bytes).length, edits: [made], loads };
};

const peerFigures = async (plan: Plan, { isQuick, note }: Settings): Promise<readonly PeerFigures[]> => {
  const runs = isQuick ? 1 : 5;
  const peers = createRequire(join(root, 'test', 'bench', 'peers', 'package.json'));
  const found: PeerFigures[] = [];
  try {
    const yjs = (await import(peers.resolve('yjs'))) as Yjs & { default?: Yjs };
    note('Yjs');
    found.push(await yjsFigures(plan, yjs.default ?? yjs, runs));
    const automerge = (await import(peers.resolve('@automerge/automerge'))) as Automerge;
    note('Automerge');
    found.push(await automergeFigures(plan, automerge, runs, note));
  } catch (error) {
    note(`not measured beside others (npm ci in test/bench/peers installs them): ${String(error).slice(0, 200)}`);
  }
  return found;
};

const IMPORT_AIM = { below: 1_500, of: 'median' } as const;

const measure = async (settings: Settings) => {
  const { isQuick, note } = settings;
  const [tasks, editCount] = isQuick ? [500, 2_000] : [5_000, 20_000];
  note(`${tasks} tasks with 12 fields and ${editCount} later edits`);
  const plan = makePlan(tasks, editCount);
  const own = await ownFigures(plan, settings);
  const clock = (taken: readonly Taken[]) => taken.map(({ clockMs }) => clockMs);
  const processor = (taken: readonly Taken[]) => taken.map(({ processorMs }) => processorMs);
  note(`into an empty store: ${clock(own.intoEmpty).map(Math.round).join(', ')} ms`);
  const peers = await peerFigures(plan, settings);
  const figures: Figure[] = [
    figure('file', 'bytes', [own.bytes], { below: 2_000_000, of: 'median' }),
    figure('verify, dry run and import into an empty store', 'ms', clock(own.intoEmpty), IMPORT_AIM),
    figure('the same, processor time of all threads', 'ms', processor(own.intoEmpty)),
    figure(
      'the first import of a process, of a file chosen in a dialog, into an empty store',
      'ms',
      clock(own.first),
      IMPORT_AIM,
    ),
    figure('the same, processor time of all threads', 'ms', processor(own.first)),
    figure('an import that no worker was made ready for, into an empty store', 'ms', clock(own.unexpected)),
    figure('the same, processor time of all threads', 'ms', processor(own.unexpected)),
    figure('verify, dry run and import into a diverged store', 'ms', clock(own.intoDiverged), IMPORT_AIM),
    figure('the same, processor time of all threads', 'ms', processor(own.intoDiverged)),
    figure('export', 'ms', own.exports),
    figure('memory of an import above what was used before', 'MB', own.memory),
    figure('file verified and merged in memory', 'ms', own.loaded),
    figure('plan opened from the store', 'ms', own.opened),
    figure('diverged plan opened and its conflicts listed', 'ms', own.listed),
  ];
  for (const { name, bytes, packedBytes, edits, loads } of peers) {
    figures.push(
      figure(`${name}: state`, 'bytes', [bytes]),
      figure(`${name}: state, packed`, 'bytes', [packedBytes]),
      figure(`${name}: plan and edits made in memory, as far as told`, 'ms', edits),
      figure(`${name}: loaded`, 'ms', loads),
      ratio(`plan opened from the store / ${name} loaded`, own.opened, loads, { below: 1, of: 'median' }),
      ratio(`diverged plan opened and its conflicts listed / ${name} loaded`, own.listed, loads, {
        below: 1,
        of: 'median',
      }),
      ratio(`file verified and merged in memory / ${name} loaded`, own.loaded, loads),
    );
  }
  return { figures };
};

/** A large plan with its history as a file: how large, how fast in and out, and what others need for the same. */
export const exchangeBench: Part = { name: 'exchange', measure };
