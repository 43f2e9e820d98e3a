import { SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { ChangeSet, Op } from '../../src/sync/change-set.ts';
import { sealChangeSet } from '../../src/sync/hash-chain.ts';
import { decodePayload, encodePayload, sha256 } from './codec.ts';
import { type ExchangeFailure, trySpaces } from './exchange-job.ts';

/** As much as has the runtime compile what it takes a file through, and no more. */
const [TASKS, EDITS] = [300, 1_500] as const;
const NAME = 'sample';

const set = (id: string, cell: string, value: unknown): Op => ({ kind: 'set', entity: 'task', id, cell, value }) as Op;

const taskOps = (n: number): readonly Op[] => [
  set(`task-${n}`, 'name', `Task ${n}`),
  set(`task-${n}`, 'place', { parent: n % 10 === 0 ? null : `task-${n - (n % 10)}`, order: `a${n}` }),
  set(`task-${n}`, 'duration', { minutes: 480, unit: 'day', elapsed: false, estimated: true }),
  set(`task-${n}`, 'constraint', { type: 'ASAP', atMin: null }),
  set(`task-${n}`, 'percentComplete', n % 101),
  set(`task-${n}`, 'effortDriven', n % 2 === 0),
  set(`task-${n}`, 'deadlineMin', null),
];

/** A plan that is nobody's, and edits of it, as one author would have made them. */
const samplePlan = (): readonly ChangeSet[] => {
  const changeSets: ChangeSet[] = [];
  const add = (command: string, ops: readonly Op[]): void => {
    const seq = changeSets.length + 1;
    const sealed = sealChangeSet(
      {
        space: NAME,
        replica: NAME,
        seq,
        lamport: seq,
        vector: seq > 1 ? { [NAME]: seq - 1 } : {},
        commandId: `command-${seq}`,
        command,
        person: NAME,
        wallMs: seq,
        schemaVersion: SCHEMA_VERSION,
        prevHash: changeSets.at(-1)?.hash ?? '',
        ops,
      },
      sha256,
    );
    if (!sealed.ok) throw new Error(sealed.error.id);
    changeSets.push(sealed.value);
  };
  add('import.file', Array.from({ length: TASKS }, (_, n) => taskOps(n)).flat());
  for (let n = 0; n < EDITS; n++) {
    const id = `task-${(n * 7) % TASKS}`;
    if (n % 2 === 0) add('task.rename', [set(id, 'name', `Task ${n}`)]);
    else add('task.setProgress', [set(id, 'percentComplete', n % 101)]);
  }
  return changeSets;
};

/**
 * Takes a small plan through what is done with a file, in memory and to no end: a worker that has done this before takes the first file
 * as fast as any later one, because its code is compiled by then.
 */
export const warmUp = async (): Promise<Result<null, ExchangeFailure>> => {
  const changeSets = samplePlan();
  const payload = await encodePayload({
    kind: 'full',
    app: '0',
    schema: SCHEMA_VERSION,
    createdMs: 0,
    sender: { replica: NAME, person: NAME },
    spaces: [{ id: NAME, name: NAME, from: {}, to: { [NAME]: changeSets.length }, changeSets, state: sha256('') }],
  });
  if (!payload.ok) return payload;
  const read = await decodePayload(payload.value);
  if (!read.ok) return read;
  const held = { mark: '', lines: [], waited: [] };
  const tried = trySpaces([{ id: NAME, name: NAME, held, incoming: read.value.changeSets[0]! }], SCHEMA_VERSION);
  return tried.ok ? ok(null) : err(tried.error);
};
