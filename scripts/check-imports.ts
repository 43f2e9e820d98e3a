/**
 * Breaks the build when an import runs against the arrows of ARCHITECTURE.md: `renderer → src ← main`, `src` imports
 * nothing outside itself but pure libraries, and inside `src` a lower folder never imports a higher one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';

/** What every layer above the model may import; the contract (api.ts) stands between the model and them. */
const BELOW = ['time', 'model', 'api.ts'];
const RULES = ['schedule', 'tender', 'commitment', 'finance'];

/** What each folder of `src` may import besides itself and `src/result.ts`. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  time: [],
  model: ['time'],
  tender: BELOW,
  // Links carry rules of tender law, whose periods the schedule counts; thresholds hold back milestones of gates.
  schedule: [...BELOW, 'tender', 'commitment'],
  commitment: BELOW,
  finance: BELOW,
  commands: [...BELOW, ...RULES],
  gantt: [...BELOW, ...RULES],
  reading: [...BELOW, ...RULES, 'gantt'],
  interchange: [...BELOW, ...RULES],
  sync: [...BELOW, ...RULES],
  report: [...BELOW, ...RULES, 'gantt', 'reading', 'interchange', 'sync'],
};

/** Libraries that neither read nor write anything: all that the core may use. */
const PURE_LIBRARIES: ReadonlySet<string> = new Set([
  'valibot',
  'date-fns',
  'fractional-indexing',
  'saxes',
  'ical-generator',
]);

/** What each top folder may import besides itself; test and scripts see everything. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  src: [],
  main: ['src', 'assets'],
  renderer: ['src', 'assets'],
};

const IMPORT =
  /(?:^|[^\w.])(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|(?:^|[^\w.])(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g;

/** The places that a module's text imports, in the order in which they stand. Comments do not count. */
export const importsOf = (text: string): readonly string[] => {
  const code = text.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(IMPORT)].map((match) => (match[1] ?? match[2]) as string);
};

const libraryOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const layerFault = (from: readonly string[], to: readonly string[]): string | null => {
  const [, layer = ''] = from;
  const [, target = ''] = to;
  // Files directly in src: result.ts stands under everything, api.ts on the model.
  const mayImport = from.length === 2 ? (layer === 'result.ts' ? [] : ['time', 'model']) : LAYERS[layer];
  if (mayImport === undefined) return `src/${layer} is not in the list of layers`;
  const isOwn = from.length > 2 && target === layer;
  if (isOwn || target === 'result.ts' || mayImport.includes(target)) return null;
  return `src/${layer} may not import src/${target}`;
};

/** Why a file may not import something, or null where it may. Paths are from the root, with slashes. */
export const faultOf = (file: string, specifier: string): string | null => {
  const from = file.split('/');
  const room = from[0] as string;
  const allowed = ROOMS[room];
  if (allowed === undefined) return null;
  if (!specifier.startsWith('.')) {
    if (room === 'src' && !PURE_LIBRARIES.has(libraryOf(specifier))) return `src may not import ${specifier}`;
    const isHostOnly = specifier.startsWith('node:') || specifier === 'electron' || specifier === 'better-sqlite3';
    return room === 'renderer' && isHostOnly ? `renderer may not import ${specifier}` : null;
  }
  const to = posix.normalize(posix.join(posix.dirname(file), specifier)).split('/');
  const target = to[0] as string;
  if (target !== room) return allowed.includes(target) ? null : `${room} may not import ${target}`;
  return room === 'src' ? layerFault(from, to) : null;
};

/** Every import under the root that runs the wrong way, one line each. */
export const wrongImports = (root: string): readonly string[] =>
  Object.keys(ROOMS).flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) =>
        importsOf(readFileSync(join(root, file), 'utf8')).flatMap((specifier) => {
          const fault = faultOf(file, specifier);
          return fault === null ? [] : [`${file}: ${fault} (${specifier})`];
        }),
      ),
  );

if (import.meta.main) {
  const wrong = wrongImports(resolve(import.meta.dirname, '..'));
  for (const line of wrong) console.error(line);
  console.log(wrong.length === 0 ? 'Imports run the right way.' : `${wrong.length} imports run the wrong way.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
