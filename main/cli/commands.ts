import { commandById, commands } from '../../src/commands/index.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { productWith } from './find-project.ts';
import { toJsonSchema } from './input-schema.ts';
import { withIsoDates } from './iso-input.ts';
import { STDIN } from './stdin-lines.ts';
import { commandTitle } from './texts.ts';
import { at, done, type Failure, fault, type Output, type Product, type Verb, type VerbContext } from './verb.ts';

const listCommands: Verb = {
  name: 'commands',
  usage: { positions: [], options: {}, flags: [] },
  run: async (_args, { text }) => {
    const all = commands.map((command) => ({
      id: command.id,
      title: text(`commands:${command.id}`),
      input: toJsonSchema(command.input),
      shortcut: command.shortcut ?? null,
    }));
    return done(
      all,
      all.map(({ id, title, shortcut }) => `${id.padEnd(28)} ${title}${shortcut ? `  (${shortcut})` : ''}`),
    );
  },
};

interface Request {
  readonly command: string;
  readonly input: unknown;
}

/** How much of what cannot be read a message repeats. */
const SHOWN_CHARS = 60;

const parseJson = (json: string): Result<unknown, Failure> => {
  try {
    return ok(JSON.parse(json));
  } catch {
    const start = json.length > SHOWN_CHARS ? `${json.slice(0, SHOWN_CHARS - 1)}…` : json;
    return err({ id: 'cli.not-json', params: { start } });
  }
};

/** One line of standard input: `{"command": …, "input": …}`, nothing else. */
const parseRequest = (line: string): Result<Request, Failure> => {
  const parsed = parseJson(line);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return fault('cli.not-request');
  const { command, input, ...more } = value as Record<string, unknown>;
  const [other] = Object.keys(more);
  if (other !== undefined) return fault('input.unknown-part', { path: other });
  if (typeof command !== 'string') return fault('input.missing', { path: 'command' });
  return ok({ command, input: input ?? {} });
};

interface Target {
  readonly product: Product;
  readonly projectId: string;
}

const runOne = ({ product, projectId }: Target, { command, input }: Request) => {
  const known = commandById(command);
  const given = known ? withIsoDates(known.input, input) : input;
  return product.call('command.run', { projectId, commandId: command, input: given });
};

/**
 * Commands as they come, each a change set of its own. The first that fails ends the run and is named by its line; what
 * was carried out before it stays, and every line that is told on standard output is on disk.
 */
const runStream = async (target: Target, context: VerbContext): Promise<Result<Output, Failure>> => {
  const results: unknown[] = [];
  let number = 0;
  for await (const line of context.stdin()) {
    number++;
    if (!line.ok) return line;
    const text = line.value;
    if (text.trim() === '') continue;
    const request = parseRequest(text);
    const answer = request.ok ? await runOne(target, request.value) : request;
    if (!answer.ok) return at(`${STDIN}:${number}`, answer.error);
    results.push(answer.value);
    context.say(`${number} ${commandTitle(context.text, answer.value.command)}`);
  }
  return done(results, []);
};

const run: Verb = {
  name: 'run',
  usage: { positions: ['COMMAND-ID', 'PROJECT', 'JSON?'], options: {}, flags: [] },
  run: async ({ positions: [command, wanted, json] }, context) => {
    if (command === STDIN && json !== undefined) return fault('usage.unexpected', { word: json });
    const input = parseJson(json ?? '{}');
    if (!input.ok) return at('JSON', input.error);
    const found = await productWith(context, wanted!);
    if (!found.ok) return found;
    const target = { product: found.value.product, projectId: found.value.project.id };
    const opened = await target.product.call('project.open', { projectId: target.projectId });
    if (!opened.ok) return opened;
    if (command === STDIN) return runStream(target, context);
    const answer = await runOne(target, { command: command!, input: input.value });
    return answer.ok ? done(answer.value, [commandTitle(context.text, answer.value.command)]) : answer;
  },
};

const step = (name: 'undo' | 'redo'): Verb => ({
  name,
  usage: { positions: ['PROJECT'], options: {}, flags: [] },
  run: async ({ positions: [wanted] }, context) => {
    const found = await productWith(context, wanted!);
    if (!found.ok) return found;
    const { product, project } = found.value;
    const opened = await product.call('project.open', { projectId: project.id });
    if (!opened.ok) return opened;
    const back = await product.call(`history.${name}`, { projectId: project.id });
    if (!back.ok) return back;
    const what = commandTitle(context.text, back.value.command);
    return done(back.value, [context.text(`cli:done.${name}`, { what })]);
  },
});

/** Verbs that carry out the product's commands, and take them back. */
export const commandVerbs: readonly Verb[] = [listCommands, run, step('undo'), step('redo')];
