/** What two people record of the same round, merged as they do it: each sends the other a file. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommitmentStatus } from '../../../src/model/commitment-schema.ts';
import { newService, type ScratchService } from '../service/scratch-service.ts';
import { scratchFolder } from '../store/scratch-store.ts';
import { on } from './joining.ts';

let anna: ScratchService;
let bo: ScratchService;
let projectId: string;

/** Writes a file of the project and takes it in at the other. Gives the conflicts that the preview told of. */
const send = async (from: ScratchService, to: ScratchService) => {
  const { token } = await from.must('exchange.send', { projectIds: [projectId], kind: 'full' });
  const { path, name } = from.files.get(token)!;
  const copy = join(scratchFolder(), name);
  copyFileSync(path, copy);
  const taken = `taken ${to.files.size}`;
  to.files.set(taken, { path: copy, name });
  const preview = await to.must('exchange.preview', { token: taken });
  await to.must('exchange.apply', { token: preview.token, confirmed: true });
  return preview.spaces[0]!.conflicts;
};

const rowsOf = async ({ must }: ScratchService) => (await must('project.open', { projectId })).rows;

const record = async (who: ScratchService, municipality: string, cells: object): Promise<void> => {
  const { round, participant } = await rowsOf(who);
  const input = {
    roundId: round[0]!.id,
    participantIds: [participant.find(({ name }) => name === municipality)!.id],
    cells,
  };
  await who.must('command.run', { projectId, commandId: 'commitment.set', input });
};

const given = (status: CommitmentStatus, day: string) => ({ answer: { status, day: on(day) } });

/** Both send what they have, and both have the same afterwards. */
const exchanged = async () => {
  const told = [await send(anna, bo), await send(bo, anna)];
  const hashes = await Promise.all(
    [anna, bo].map(async ({ must }) => (await must('exchange.overview', { projectId })).stateHash),
  );
  expect(hashes[0]).toBe(hashes[1]);
  return told.map((conflicts) => conflicts.map(({ kind, entity, cell }) => `${kind} ${entity}.${cell ?? ''}`));
};

/** What a person sees of the answers. */
const answersOf = async (who: ScratchService) => {
  const { commitment, participant } = await rowsOf(who);
  const names = new Map(participant.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    commitment.map(({ participantId, answer, remark }) => [names.get(participantId!)!, [answer.status, remark]]),
  );
};

beforeAll(async () => {
  [anna, bo] = [newService(), newService()];
  projectId = (await anna.must('project.create', { template: 'tender-plain' })).projectId;
  const input = { rounds: [{ name: 'Bindende', kind: 'binding' }], threshold: 'Halvdelen' };
  await anna.must('command.run', { projectId, commandId: 'commitment.begin', input });
  await send(anna, bo);
});

afterAll(() => Promise.all([anna, bo].map(({ service }) => service.close())));

describe('answers that went through files', () => {
  test('for different municipalities are all there on both sides, without a conflict', async () => {
    await record(anna, 'Aarhus', given('joined', '2024-02-02'));
    await record(bo, 'Odense', given('declined', '2024-02-05'));
    await record(bo, 'Læsø', given('joined', '2024-02-06'));
    expect(await exchanged()).toEqual([[], []]);
    for (const who of [anna, bo])
      expect(await answersOf(who)).toEqual({ Aarhus: ['joined', ''], Odense: ['declined', ''], Læsø: ['joined', ''] });
  });

  test('to different cells of one municipality are both there, without a conflict', async () => {
    await record(anna, 'Aalborg', given('interested', '2024-02-07'));
    await record(bo, 'Aalborg', { remark: 'Byråd 27.2.' });
    expect(await exchanged()).toEqual([[], []]);
    for (const who of [anna, bo]) expect((await answersOf(who)).Aalborg).toEqual(['interested', 'Byråd 27.2.']);
  });

  test('to the same cell conflict on both sides, until one of them settles it for both', async () => {
    await record(anna, 'Vejle', given('declined', '2024-02-08'));
    await record(bo, 'Vejle', given('later', '2024-02-09'));
    expect((await exchanged())[0]).toEqual(['value commitment.answer']);
    const open = async ({ must }: ScratchService) => must('conflict.list', { projectId });
    for (const who of [anna, bo])
      expect(await open(who)).toMatchObject([{ kind: 'value', entity: 'commitment', cell: 'answer' }]);
    const shown = (await answersOf(anna)).Vejle;
    expect(shown).toEqual((await answersOf(bo)).Vejle);
    await record(bo, 'Vejle', given('joined', '2024-02-12'));
    expect(await exchanged()).toEqual([[], []]);
    for (const who of [anna, bo]) {
      expect(await open(who)).toEqual([]);
      expect((await answersOf(who)).Vejle).toEqual(['joined', '']);
      expect(await who.must('store.doctor', {})).toMatchObject({ ok: true });
    }
  });
});
