import { resolve } from 'node:path';
import { type CallInput, FOLDER_LOCKS, FOLDER_TAKES, type FolderState } from '../../src/api.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { placeDiagnosis, previewLines, takeIn } from './exchange.ts';
import { EXIT } from './exit.ts';
import { productWith } from './find-project.ts';
import type { Arguments } from './usage.ts';
import { done, type Failure, fault, type Output, type Text, type Verb, type VerbContext } from './verb.ts';
import { wallText } from './wall-text.ts';

const ACTIONS = ['set', 'show', 'sync', 'clear', 'find', 'join'] as const;
type Action = (typeof ACTIONS)[number];

const choiceOf = <T extends string>(
  option: string,
  given: string | undefined,
  known: readonly T[],
): Result<T | undefined, Failure> => {
  const value = known.find((each) => each === given);
  if (given !== undefined && value === undefined)
    return fault('usage.choice', { option, value: given, known: known.join(', ') });
  return ok(value);
};

/** A text that has one form for one and another for more. */
const counted = (text: Text, what: 'changes' | 'conflicts' | 'unsent', count: number): string =>
  text(`exchange:folder.${what}_${count === 1 ? 'one' : 'other'}`, { count });

const newsLine = ({ changeSets, conflicts, people }: NonNullable<FolderState['news']>, text: Text): string => {
  const changes = counted(text, 'changes', changeSets);
  if (conflicts === 0) return text('exchange:folder.news', { changes, people });
  return text('exchange:folder.newsConflicts', {
    changes,
    conflicts: counted(text, 'conflicts', conflicts),
    people,
  });
};

const linesOf = (state: FolderState, text: Text): string[] => {
  const { path, takes, lock, status, problem, unsent, news, waiting } = state;
  return [
    `${path}  (${text(`exchange:folder.${status}`)})`,
    `  ${text('exchange:folder.takes')}: ${text(`exchange:folder.takes.${takes}`)}`,
    ...(lock === 'people' ? [`  ${text('exchange:folder.lock')}`] : []),
    `  ${unsent === 0 ? text('exchange:folder.allSent') : counted(text, 'unsent', unsent)}`,
    ...(problem === null ? [] : [`  ${text(`errors:${problem.id}`, problem.params)}`]),
    ...(news === null ? [] : [`  ${newsLine(news, text)}`]),
    ...waiting.map(
      ({ name, error, sinceMs }) => `  ${name} (${wallText(sinceMs)}): ${text(`errors:${error.id}`, error.params)}`,
    ),
  ];
};

const outputOf = (state: FolderState, { text }: VerbContext): Result<Output, Failure> =>
  done(state, linesOf(state, text), state.problem === null ? EXIT.done : EXIT.findings);

/** Reads, takes in and writes, until nothing more comes of it. */
const sync = async (projectId: string, args: Arguments, context: VerbContext): Promise<Result<Output, Failure>> => {
  const product = await context.product();
  if (!product.ok) return product;
  const { call } = product.value;
  if (args.flags.has('dry-run')) {
    const looked = await call('folder.look', { projectId, tells: false });
    if (!looked.ok) return looked;
    if (looked.value[0]!.news === null) return outputOf(looked.value[0]!, context);
    const preview = await call('folder.preview', { projectId });
    return preview.ok ? done(preview.value, previewLines(preview.value, context.text)) : preview;
  }
  const looked = await call('folder.look', { projectId, tells: false });
  if (!looked.ok) return looked;
  if (looked.value[0]!.news !== null) {
    const preview = await call('folder.preview', { projectId });
    if (!preview.ok) return preview;
    const taken = await takeIn(product.value, preview.value.token, args, context);
    if (!taken.ok) return taken;
    for (const line of previewLines(taken.value, context.text)) context.say(line);
  }
  const after = await call('folder.look', { projectId, tells: true });
  if (!after.ok) return after;
  const [state] = after.value as [FolderState];
  const placed = state.problem === null ? ok(null) : await placeDiagnosis(product.value, state.problem, args, context);
  return placed.ok ? outputOf(state, context) : placed;
};

const wanted = (position: string | undefined, what: string): Result<string, Failure> =>
  position === undefined || position === '' ? fault('usage.missing', { what }) : ok(position);

const find = async (folder: string, context: VerbContext): Promise<Result<Output, Failure>> => {
  const product = await context.product();
  if (!product.ok) return product;
  const found = await product.value.call('folder.find', { at: { path: resolve(folder) } });
  if (!found.ok) return found;
  const lines = found.value.map(({ projectId, name, people }) => `${projectId}  ${name} (${people})`);
  return done(found.value, lines.length > 0 ? lines : [context.text('exchange:folder.join.none')]);
};

const join = async (plan: string, folder: string, context: VerbContext): Promise<Result<Output, Failure>> => {
  const product = await context.product();
  if (!product.ok) return product;
  const at = { path: resolve(folder) };
  const found = await product.value.call('folder.find', { at });
  if (!found.ok) return found;
  const named = found.value.filter(
    ({ projectId, name }) => projectId === plan || name === plan.trim().normalize('NFC'),
  );
  if (named.length > 1)
    return fault('project.ambiguous', { name: plan, ids: named.map(({ projectId }) => projectId).join(', ') });
  const [one] = named;
  if (one === undefined) return fault('project.unknown', { projectId: plan });
  const joined = await product.value.call('folder.join', { at, projectId: one.projectId });
  return joined.ok ? outputOf(joined.value, context) : joined;
};

/** Shares a project through a folder. */
const folder: Verb = {
  name: 'folder',
  usage: {
    positions: [ACTIONS.join('|'), 'PROJECT', 'FOLDER?'],
    options: { take: FOLDER_TAKES.join('|'), lock: FOLDER_LOCKS.join('|'), diagnosis: 'FILE' },
    flags: ['dry-run', 'yes'],
  },
  run: async (args, context) => {
    const { options } = args;
    const [word, first, second] = args.positions as [string, string, string?];
    const action = ACTIONS.find((each): each is Action => each === word);
    if (action === undefined) return fault('usage.action', { value: word, known: ACTIONS.join(', ') });
    if (action === 'find') return find(first, context);
    const path = action === 'join' ? wanted(second, 'FOLDER') : ok(second);
    if (!path.ok) return path;
    if (action === 'join') return join(first, path.value!, context);
    const takes = choiceOf('take', options.take, FOLDER_TAKES);
    if (!takes.ok) return takes;
    const lock = choiceOf('lock', options.lock, FOLDER_LOCKS);
    if (!lock.ok) return lock;
    const found = await productWith(context, first);
    if (!found.ok) return found;
    const { product, project } = found.value;
    const projectId = project.id;
    if (action === 'sync') return sync(projectId, args, context);
    if (action === 'set') {
      const input: CallInput<'folder.set'> = { projectId, takes: takes.value, lock: lock.value };
      const state = await product.call(
        'folder.set',
        second === undefined ? input : { ...input, at: { path: resolve(second) } },
      );
      return state.ok ? outputOf(state.value, context) : state;
    }
    const state = await product.call('folder.get', { projectId });
    if (!state.ok) return state;
    if (action === 'show') {
      return state.value === null
        ? done(null, [context.text('exchange:folder.noneSet')])
        : done(state.value, linesOf(state.value, context.text));
    }
    const cleared = await product.call('folder.clear', { projectId });
    return cleared.ok ? done({ path: state.value?.path ?? '' }, [state.value?.path ?? '']) : err(cleared.error);
  },
};

/** Verbs about folders that several people share. */
export const folderVerbs: readonly Verb[] = [folder];
