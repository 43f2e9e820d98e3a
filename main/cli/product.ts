import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { type CallInput, type CallName, callInputs, type Settings } from '../../src/api.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { type Composed, compose, databaseOf, storeOf } from '../compose.ts';
import { inputFault } from '../service/input-fault.ts';
import { isStoreFile, putFile } from './output-file.ts';
import { at, type Failure, fault, type Product } from './verb.ts';

export interface ProductPlace {
  readonly version: string;
  readonly folder: string;
  readonly database: string | undefined;
  readonly root: string;
  readonly workerFile: (name: string) => string;
  /** Told the share of a long job that is done. */
  readonly onProgress: (job: 'import' | 'print' | 'simulate', done: number, total: number) => void;
}

export interface ProductOpener {
  /** The product, opened at the first call. */
  readonly product: () => Promise<Result<Product, Failure>>;
  readonly restore: (path: string) => Result<string, Failure>;
  /** The settings of the store, once it is open. */
  readonly settings: () => Settings | null;
  /** The newest backup that can be read, as a path; null if there is none. */
  readonly newestBackup: () => { readonly path: string; readonly createdMs: number } | null;
  readonly close: () => Promise<void>;
}

/** A file to read must be there and be a file. */
export const readable = (path: string): Result<string, Failure> => {
  try {
    return statSync(path).isFile() ? ok(resolve(path)) : fault('file.is-folder', { path });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? fault('file.not-found', { path })
      : fault('file.unreadable', { path, code });
  }
};

const overComposed = ({ service, files, database }: Composed): Product => ({
  call: async <N extends CallName>(name: N, input: CallInput<N>) => {
    const checked = v.safeParse(callInputs[name] as v.GenericSchema, input, { abortEarly: true });
    if (!checked.success) return err(inputFault(checked.issues));
    return service.call(name, checked.output as CallInput<N>);
  },
  hold: (path) => {
    const file = readable(path);
    return file.ok ? ok(files.hold(file.value, basename(path)).token) : file;
  },
  place: async (token, path) => {
    const held = files.find(token);
    return held ? putFile(held.path, path, database) : fault('file.unknown');
  },
  database,
  backups: join(dirname(database), 'backups'),
});

/** Opens the store for one command; a store that cannot be opened is a failure with the store's own reason. */
export const openProduct = (place: ProductPlace): ProductOpener => {
  let composed: Composed | null = null;
  let settings: Settings | null = null;
  const given = {
    dataFolder: place.folder,
    database: place.database === undefined ? undefined : resolve(place.database),
  };
  const database = databaseOf(given);
  const open = (): Composed => {
    if (composed !== null) return composed;
    composed = compose({
      ...given,
      host: 'browser',
      version: place.version,
      assets: join(place.root, 'assets'),
      workerFile: place.workerFile,
      worksByItself: false,
    });
    composed.service.onEvent((event) => {
      if (event.event === 'progress') place.onProgress(event.job, event.done, event.total);
    });
    return composed;
  };
  return {
    product: async () => {
      const opened = open();
      const state = await opened.service.call('app.state', {});
      if (!state.ok) return state;
      settings = state.value.settings;
      const { store } = state.value;
      if (store.kind === 'ready') return ok(overComposed(opened));
      if (store.kind === 'unusable') return err(store.error);
      return store.kind === 'newer'
        ? fault('store.newer', { path: database, found: store.found, known: store.known })
        : fault('store.corrupt', { path: database, detail: store.detail });
    },
    restore: (path) => {
      const file = readable(path);
      if (!file.ok) return file;
      if (isStoreFile(path, database)) return fault('file.is-store', { path });
      const restored = storeOf(given, database).restoreFile(file.value);
      if (restored.ok) return ok(database);
      return restored.error.id === 'backup.damaged' ? at(path, { id: 'cli.not-a-copy', params: {} }) : restored;
    },
    settings: () => settings,
    newestBackup: () => {
      const newest = storeOf(given, database).newestGood();
      return newest && { path: join(dirname(database), 'backups', newest.name), createdMs: newest.createdMs };
    },
    close: async () => {
      await composed?.service.close();
      composed?.files.close();
    },
  };
};
