import { commands } from '../../src/model/commands/index.ts';
import { toJsonSchema } from './input-schema.ts';
import { findProject } from './projects.ts';
import { done, fault, usageFault, type Verb } from './verb.ts';

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

/** One request a line; the error names the line. Empty lines are passed over. */
const parseRequests = (text: string): Request[] | { readonly line: number; readonly reason: string } => {
  const requests: Request[] = [];
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    try {
      const value = JSON.parse(line) as Partial<Request> | null;
      if (typeof value?.command !== 'string') return { line: i + 1, reason: 'no "command"' };
      requests.push({ command: value.command, input: value.input ?? {} });
    } catch (error) {
      return { line: i + 1, reason: (error as Error).message };
    }
  }
  return requests;
};

const run: Verb = {
  name: 'run',
  usage: { positions: ['COMMAND-ID', 'PROJECT', 'JSON?'], options: {}, flags: [] },
  run: async ({ positions: [commandId, wanted, json] }, { product, readStdin, text }) => {
    const batch = commandId === '-';
    if (batch && json !== undefined) return usageFault('run - PROJECT reads its input from standard input');
    const requests = batch
      ? parseRequests(await readStdin())
      : parseRequests(`{"command":${JSON.stringify(commandId)},"input":${json ?? '{}'}}`);
    if (!Array.isArray(requests))
      return batch ? fault('cli.bad-line', requests) : usageFault(`JSON: ${requests.reason}`);
    const open = await product();
    if (!open.ok) return open;
    const project = await findProject(open.value, wanted!);
    if (!project.ok) return project;
    const projectId = project.value.id;
    const opened = await open.value.call('project.open', { projectId });
    if (!opened.ok) return opened;
    const results: unknown[] = [];
    for (const [i, request] of requests.entries()) {
      const answer = await open.value.call('command.run', {
        projectId,
        commandId: request.command,
        input: request.input,
      });
      if (answer.ok) results.push(answer.value);
      // What was carried out before stays; the message says how far it came.
      else return batch && answer.error.kind === 'error' ? numbered(answer.error.error, i + 1) : answer;
    }
    return done(
      batch ? results : results[0],
      requests.map(({ command }) => text(`commands:${command}`)),
    );
  },
};

const numbered = (
  error: { readonly id: string; readonly params: Readonly<Record<string, string | number>> },
  line: number,
) => fault(error.id, { ...error.params, line });

/** Verbs that carry out the product's commands. */
export const commandVerbs: readonly Verb[] = [listCommands, run];
