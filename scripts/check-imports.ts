/**
 * Breaks the build when an import runs against the arrows of ARCHITECTURE.md: `renderer → src ← main`, `src` imports
 * nothing outside itself but pure libraries, and inside `src` a lower folder never imports a higher one. No module imports
 * itself by way of others either, not even for a type: what two modules share belongs in a third.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';

/** What every layer above the model may import; the contract (api.ts) stands between the model and them. */
const BELOW = ['time', 'model', 'api.ts'];
const RULES = ['schedule', 'tender', 'commitment', 'finance'];

/** Files directly in `src` that stand under everything. */
const GROUND: ReadonlySet<string> = new Set(['result.ts', 'steps.ts']);

/** What each folder of `src` may import besides itself and the ground. */
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
  // Other files directly in src, which is api.ts, stand on the model.
  const mayImport = from.length === 2 ? (GROUND.has(layer) ? [] : ['time', 'model']) : LAYERS[layer];
  if (mayImport === undefined) return `src/${layer} is not in the list of layers`;
  const isOwn = from.length > 2 && target === layer;
  if (isOwn || GROUND.has(target) || mayImport.includes(target)) return null;
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

/** The modules under the root with the places that each imports; paths are from the root, with slashes. */
const modulesOf = (root: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.keys(ROOMS).flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => [file, importsOf(readFileSync(join(root, file), 'utf8'))] as const),
    ),
  );

/** Every import that runs the wrong way, one line each. */
const wrongWays = (modules: ReadonlyMap<string, readonly string[]>): readonly string[] =>
  [...modules].flatMap(([file, specifiers]) =>
    specifiers.flatMap((specifier) => {
      const fault = faultOf(file, specifier);
      return fault === null ? [] : [`${file}: ${fault} (${specifier})`];
    }),
  );

/** The shortest way from a module back to itself, over modules that are still `left`; null where there is none. */
const shortestCircle = (
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  left: ReadonlySet<string>,
): readonly string[] | null => {
  const cameFrom = new Map<string, string>();
  let frontier = [start];
  while (frontier.length > 0) {
    const reached: string[] = [];
    for (const file of frontier)
      for (const to of next.get(file)!) {
        if (to === start) {
          const way = [file];
          while (way.at(-1) !== start) way.push(cameFrom.get(way.at(-1)!)!);
          return way.reverse();
        }
        if (!left.has(to) || cameFrom.has(to)) continue;
        cameFrom.set(to, file);
        reached.push(to);
      }
    frontier = reached;
  }
  return null;
};

/** Circles of imports, the shortest through each module that is in one, none of them told twice. */
export const importCircles = (modules: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] => {
  const next = new Map(
    [...modules].map(([file, specifiers]) => [
      file,
      specifiers
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => posix.normalize(posix.join(posix.dirname(file), specifier)))
        .filter((to) => modules.has(to)),
    ]),
  );
  const left = new Set(modules.keys());
  // What imports nothing that is left is in no circle; taking it away again and again leaves circles and what leads to them.
  const importers = new Map<string, string[]>([...left].map((file) => [file, []]));
  const counts = new Map<string, number>();
  for (const [file, targets] of next) {
    counts.set(file, targets.length);
    for (const to of targets) importers.get(to)!.push(file);
  }
  const leaves = [...left].filter((file) => counts.get(file) === 0);
  for (let file = leaves.pop(); file !== undefined; file = leaves.pop()) {
    left.delete(file);
    for (const from of importers.get(file)!) {
      counts.set(from, counts.get(from)! - 1);
      if (counts.get(from) === 0) leaves.push(from);
    }
  }
  const told = new Set<string>();
  return [...left].flatMap((file) => {
    if (told.has(file)) return [];
    const circle = shortestCircle(file, next, left);
    for (const one of circle ?? []) told.add(one);
    return circle === null ? [] : [circle];
  });
};

/** What is wrong with the imports under a root, one line each. */
export const wrongImports = (root: string): readonly string[] => {
  const modules = modulesOf(root);
  const circles = importCircles(modules).map((circle) => `${circle.join(' → ')} → ${circle[0]}: a circle of imports`);
  return [...wrongWays(modules), ...circles];
};

if (import.meta.main) {
  const wrong = wrongImports(resolve(import.meta.dirname, '..'));
  for (const line of wrong) console.error(line);
  console.log(
    wrong.length === 0 ? 'Imports run the right way and in no circle.' : `${wrong.length} faults in imports.`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
