/**
 * Entry of the command line. What Node compiled, and stripped of types, is kept from call to call, which takes a call to a third
 * of its time: that has to be asked for before the first import of anything else. Workers go without; see `runJob`.
 */
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
enableCompileCache(join(root, 'node_modules', '.cache', 'udbudsplan'));
await import('./program.ts');
