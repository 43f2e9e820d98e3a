import { join } from 'node:path';

/** The folder with the workers as they are built, as who starts the process tells it; see `scripts/build.ts`. */
const BUILT_WORKERS = 'UDBUDSPLAN_WORKERS';

/**
 * Where the entry of a worker thread lies, by its name. Built workers, each one file without types, start in a fifth of the time of
 * the sources, which are taken where nobody has built any.
 */
export const workerFiles =
  (root: string, env: NodeJS.ProcessEnv) =>
  (name: string): string => {
    const built = env[BUILT_WORKERS];
    return built === undefined ? join(root, 'main', 'jobs', `${name}.ts`) : join(built, `${name}.cjs`);
  };
