import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { CallInput, CallName } from '../../src/api.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { type Composed, compose } from '../compose.ts';
import { placeFile } from '../hosts/place-file.ts';
import { type Failure, fault, type Product } from './verb.ts';

export interface ProductPlace {
  readonly version: string;
  readonly folder: string;
  readonly database: string | undefined;
  readonly root: string;
}

export interface ProductOpener {
  /** The product, opened at the first call. */
  readonly product: () => Promise<Result<Product, Failure>>;
  readonly close: () => Promise<void>;
  /** Logs a bug with its trace; gives the id under which it is in the log. */
  readonly report: (where: string, error: unknown) => string;
}

const overComposed = ({ service, files, database }: Composed): Product => ({
  call: async <N extends CallName>(name: N, input: CallInput<N>) => {
    const answer = await service.call(name, input);
    return answer.ok ? answer : err({ kind: 'error', error: answer.error } as const);
  },
  hold: (path) => {
    if (!existsSync(path) || !statSync(path).isFile()) return fault('file.not-found', { path });
    return ok(files.hold(resolve(path), basename(path)).token);
  },
  place: async (token, path) => {
    const held = files.find(token);
    if (!held) return fault('file.unknown');
    return placeOrFault(held.path, path);
  },
  backups: join(dirname(database), 'backups'),
});

/** Puts a copy of a file where it is wanted, whole or not at all. */
export const placeOrFault = async (from: string, to: string): Promise<Result<null, Failure>> => {
  try {
    await placeFile(from, to);
    return ok(null);
  } catch (error) {
    return fault('file.failed', {
      path: to,
      reason: (error as NodeJS.ErrnoException).code ?? (error as Error).message,
    });
  }
};

/** Opens the store for one command; a store that cannot be opened is a failure with the store's own reason. */
export const openProduct = (place: ProductPlace): ProductOpener => {
  let composed: Composed | null = null;
  const open = (): Composed => {
    composed ??= compose({
      host: 'browser',
      version: place.version,
      dataFolder: place.folder,
      database: place.database === undefined ? undefined : resolve(place.database),
      assets: join(place.root, 'assets'),
      workerFile: (name) => join(place.root, 'main', 'jobs', `${name}.ts`),
    });
    return composed;
  };
  return {
    product: async () => {
      const opened = open();
      const state = await opened.service.call('app.state', {});
      if (!state.ok) return err({ kind: 'error', error: state.error });
      const { store } = state.value;
      if (store.kind === 'ready') return ok(overComposed(opened));
      if (store.kind === 'unusable') return err({ kind: 'error', error: store.error });
      if (store.kind === 'newer')
        return fault('store.newer', { path: opened.database, found: store.found, known: store.known });
      return fault('store.corrupt', { path: opened.database, detail: store.detail });
    },
    close: async () => {
      await composed?.service.close();
      composed?.files.close();
    },
    report: (where, error) => open().log.fault(where, error),
  };
};
