/** Entry of the browser host: the product in a browser of this computer, where Electron cannot be had. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// What Node compiles, and strips of types, it keeps from start to start: half of a start's time. Node before 22 cannot.
enableCompileCache?.(join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'udbudsplan'));
const { startHost } = await import('./start-host.ts');
await startHost();
