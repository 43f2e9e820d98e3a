// Loaded before a worker's own files where the process keeps what Node compiled (scripts/compile-cache.ts): a worker does not
// take that over by itself, and would strip and compile two hundred files each time it starts.
require('node:module').enableCompileCache?.();
