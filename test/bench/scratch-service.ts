import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Composed, compose } from '../../main/compose.ts';
import type { CallError } from '../../src/api.ts';
import type { Result } from '../../src/result.ts';
import { writeBenchFile } from './bench-file.ts';

export const root = resolve(import.meta.dirname, '..', '..');

/** The value of an answer; the bench ends where a call fails, as nothing measured after it would mean anything. */
export const answered = <T>(answer: Result<T, CallError>): T => {
  if (!answer.ok) throw new Error(`${answer.error.id} ${JSON.stringify(answer.error.params)}`);
  return answer.value;
};

/** The whole product without a window, as every entry composes it, over a data folder of its own. */
export const composeIn = (dataFolder: string): Composed => {
  mkdirSync(dataFolder, { recursive: true });
  return compose({
    host: 'browser',
    worksByItself: false,
    version: '0.0.0',
    dataFolder,
    assets: join(root, 'assets'),
    workerFile: (name) => join(root, 'main', 'jobs', `${name}.ts`),
  });
};

/** Writes a plan of so many tasks to a file and takes it in; gives the project's id. */
export const importPlan = async ({ service, files }: Composed, folder: string, tasks: number): Promise<string> => {
  const path = join(folder, `plan-${tasks}.xml`);
  writeBenchFile(path, tasks);
  const { token } = files.hold(path, `Plan med ${tasks} opgaver.xml`);
  return answered(await service.call('import.file', { token })).projectId;
};

/** Ends the service and removes what it held. */
export const endService = async ({ service, files }: Composed): Promise<void> => {
  await service.close();
  files.close();
};
