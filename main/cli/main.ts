/**
 * Entry of the command line. What Node compiled, and stripped of types, is kept from call to call, which halves the time of
 * a call: that has to be asked for before the first import of anything else, here and in the workers.
 */
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'udbudsplan');
enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import('./program.ts');
