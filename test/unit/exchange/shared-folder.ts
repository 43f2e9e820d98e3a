/** Services that share a folder of this machine, for tests. */
import type { Timer } from '../../../main/service/service-deps.ts';
import type { FolderState } from '../../../src/api.ts';
import { newService, type ScratchService } from '../service/scratch-service.ts';

/** A clock that only goes on when it is told to. */
export const handClock = () => {
  const waiting = new Set<{ readonly run: () => void; readonly afterMs: number }>();
  const timer: Timer = (run, afterMs) => {
    const entry = { run, afterMs };
    waiting.add(entry);
    return () => waiting.delete(entry);
  };
  return {
    timer,
    waits: (): number[] => [...waiting].map(({ afterMs }) => afterMs).sort((a, b) => a - b),
    /** Runs what waits for so long, or for anything. */
    strike: (afterMs?: number): void => {
      for (const entry of [...waiting]) {
        if (afterMs !== undefined && entry.afterMs !== afterMs) continue;
        waiting.delete(entry);
        entry.run();
      }
    },
  };
};

export const createProject = async ({ must }: ScratchService): Promise<string> =>
  (await must('project.create', { template: 'tender-plain' })).projectId;

export const rename = async ({ must }: ScratchService, projectId: string, nth: number, name: string): Promise<void> => {
  const { id } = (await must('project.open', { projectId })).rows.task[nth]!;
  await must('command.run', { projectId, commandId: 'task.rename', input: { id, name } });
};

export const nameOf = async ({ must }: ScratchService, projectId: string, nth: number): Promise<string> =>
  (await must('project.open', { projectId })).rows.task[nth]!.name;

export const look = async ({ must }: ScratchService, projectId: string, tells = false): Promise<FolderState> =>
  (await must('folder.look', { projectId, tells }))[0]!;

export const stateHash = async ({ must }: ScratchService, projectId: string): Promise<string> =>
  (await must('exchange.overview', { projectId })).stateHash;

/** Takes in what lies ready. */
export const take = async (service: ScratchService, projectId: string): Promise<void> => {
  const { token } = await service.must('folder.preview', { projectId });
  await service.must('exchange.apply', { token, confirmed: true });
};

/** Two people who share a folder in which the first has put a plan. */
export const sharing = async (path: string, takes: 'at-once' | 'on-request' = 'on-request') => {
  const [kim, bo] = [newService(), newService({ person: 'Bo' })];
  const projectId = await createProject(kim);
  await kim.must('folder.set', { projectId, at: { path }, takes });
  await bo.must('folder.join', { at: { path }, projectId });
  await bo.must('folder.set', { projectId, takes });
  return { kim, bo, projectId };
};
