import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { LANGUAGES, type Language } from '../../src/api.ts';
import { type Log, openLog } from '../hosts/log-file.ts';
import { localDay } from '../service/local-time.ts';
import { COMMON, parseArguments, usageLine } from './arguments.ts';
import { commandVerbs } from './commands.ts';
import { commitmentVerbs } from './commitments.ts';
import { conflictVerbs } from './conflicts.ts';
import { exchangeVerbs } from './exchange.ts';
import { EXIT, exitOf } from './exit.ts';
import { exportVerbs } from './exports.ts';
import { folderVerbs } from './folder.ts';
import { historyVerbs } from './history.ts';
import { logoVerbs } from './logo.ts';
import { presetVerbs } from './presets.ts';
import { openProduct, type ProductOpener } from './product.ts';
import { projectVerbs } from './projects.ts';
import { scheduleVerbs } from './schedule.ts';
import { settingVerbs } from './settings.ts';
import { simulateVerbs } from './simulate.ts';
import { linesOf } from './stdin-lines.ts';
import { storeVerbs } from './store.ts';
import { tenderVerbs } from './tender.ts';
import { tenderPlanVerbs } from './tenders.ts';
import { messageOf, textsOf } from './texts.ts';
import type { Arguments } from './usage.ts';
import type { Failure, Output, Text, Verb, VerbContext } from './verb.ts';
import { wallText } from './wall-text.ts';
import { whyVerbs } from './why.ts';

/** What the entry gives: places, streams and the clock. */
export interface CliSurroundings {
  readonly root: string;
  /** The folder of this person's plans. */
  readonly folder: string;
  /** Left out of the log. */
  readonly home: string;
  readonly workerFile: (name: string) => string;
  readonly stdin: Readable;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly showsProgress: boolean;
  readonly now: () => number;
}

/** Every command of the command line. */
export const verbs: readonly Verb[] = [
  ...projectVerbs,
  ...commandVerbs,
  ...historyVerbs,
  ...exportVerbs,
  ...logoVerbs,
  ...presetVerbs,
  ...exchangeVerbs,
  ...folderVerbs,
  ...conflictVerbs,
  ...scheduleVerbs,
  ...simulateVerbs,
  ...whyVerbs,
  ...storeVerbs,
  ...settingVerbs,
  ...tenderVerbs,
  ...tenderPlanVerbs,
  ...commitmentVerbs,
];

const DEFAULT_LANGUAGE: Language = 'da';

/** The language that the words ask for, found before they are understood, so that what is wrong can be told in it. */
const languageIn = (words: readonly string[]): Language | undefined => {
  const i = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const wanted = words[i] === '--lang' ? words[i + 1] : words[i]?.slice('--lang='.length);
  return LANGUAGES.find((language) => i >= 0 && language === wanted);
};

const helpOf = (verb: Verb, text: Text): string => {
  const { positions, options, flags } = verb.usage;
  const usage = { positions, options: { ...options, ...COMMON.options }, flags: [...flags, 'json'] };
  return `${usageLine(verb.name, usage)}\n  ${text(`cli:verb.${verb.name}`)}\n`;
};

const helpForAll = (text: Text): string =>
  [
    text('cli:help.head'),
    '',
    ...verbs.map((verb) => `  ${usageLine(verb.name, verb.usage)}\n      ${text(`cli:verb.${verb.name}`)}`),
    '',
    text('cli:help.foot'),
    '',
  ].join('\n');

/** The texts of a failure: what is wrong, how it is said rightly, and for a damaged store what to restore. */
const linesOfFailure = (failure: Failure, text: Text, verb: Verb | null, opener: ProductOpener | null): string => {
  const message = messageOf(failure, text);
  if (failure.id.startsWith('usage.') && verb)
    return `${message} ${text('cli:usage', { line: usageLine(verb.name, verb.usage) })}`;
  if (failure.id !== 'store.corrupt' || opener === null) return message;
  const newest = opener.newestBackup();
  const hint =
    newest === null
      ? text('cli:backup.none')
      : text('cli:backup.newest', { path: newest.path, made: wallText(newest.createdMs) });
  return `${message} ${hint}`;
};

const progressLine = (text: Text, job: string, done: number, total: number): string =>
  `\r${text(`cli:progress.${job}`)} ${total > 0 ? Math.floor((done / total) * 100) : 0} %`;

const print = ({ json, lines }: Output, asJson: boolean, out: CliSurroundings['out']): void => {
  const body = asJson ? JSON.stringify(json) : lines.join('\n');
  if (body !== '') out(`${body}\n`);
};

interface Call {
  readonly verb: Verb;
  readonly args: Arguments;
  readonly wantedLanguage: Language | undefined;
}

const openerFor = ({ args }: Call, around: CliSurroundings, text: () => Text): ProductOpener => {
  const { version } = JSON.parse(readFileSync(join(around.root, 'package.json'), 'utf8')) as { version: string };
  return openProduct({
    version,
    folder: around.folder,
    database: args.options.db,
    root: around.root,
    workerFile: around.workerFile,
    onProgress: (job, done, total) => {
      if (around.showsProgress) around.error(`${progressLine(text(), job, done, total)}${done >= total ? '\n' : ''}`);
    },
  });
};

const carryOut = async (call: Call, around: CliSurroundings, log: Log): Promise<number> => {
  const { verb, args, wantedLanguage } = call;
  const texts = textsOf(join(around.root, 'assets'));
  const language = (): Language => wantedLanguage ?? opener.settings()?.language ?? DEFAULT_LANGUAGE;
  const text = (): Text => texts(language());
  const opener = openerFor(call, around, text);
  const asJson = args.flags.has('json');
  const context: VerbContext = {
    product: opener.product,
    restore: opener.restore,
    language,
    wantedLanguage,
    text: (key, params) => text()(key, params),
    otherTexts: LANGUAGES.map((each) => (catalogue, key) => texts(each)(`${catalogue}:${key}`)),
    stdin: () => linesOf(around.stdin),
    say: (line) => {
      if (!asJson) around.out(`${line}\n`);
    },
    workerFile: around.workerFile,
    todayDay: localDay(around.now()),
  };
  try {
    const result = await verb.run(args, context);
    if (result.ok) {
      print(result.value, asJson, around.out);
      return result.value.exit;
    }
    around.error(`${linesOfFailure(result.error, text(), verb, opener)}\n`);
    const exit = exitOf(result.error);
    if (exit === EXIT.bug) log.fault(verb.name, JSON.stringify(result.error));
    return exit;
  } finally {
    await opener.close();
  }
};

/** Carries out one command given as words; gives the exit code. Never throws. */
export const runCli = async (words: readonly string[], around: CliSurroundings): Promise<number> => {
  const wantedLanguage = languageIn(words);
  const text = textsOf(join(around.root, 'assets'))(wantedLanguage ?? DEFAULT_LANGUAGE);
  const refuse = (id: string, params: Failure['params'], verb: Verb | null = null): number => {
    around.error(`${linesOfFailure({ id, params }, text, verb, null)}\n`);
    return EXIT.usage;
  };
  const named = words.findIndex((word, i) => !word.startsWith('-') && !['--lang', '--db'].includes(words[i - 1] ?? ''));
  const name = words[named];
  if (name === undefined || name === 'help') {
    const asked = name === 'help' ? words[named + 1] : undefined;
    const about = verbs.find((verb) => verb.name === asked);
    const isAsked = name === 'help' || words.includes('--help');
    (isAsked ? around.out : around.error)(about ? helpOf(about, text) : helpForAll(text));
    return isAsked ? EXIT.done : EXIT.usage;
  }
  const verb = verbs.find((each) => each.name === name);
  if (verb === undefined) return refuse('usage.command', { name });
  const rest = words.filter((_word, i) => i !== named);
  const parsed = parseArguments(verb.usage, rest);
  if (!parsed.ok) return refuse(parsed.error.id, parsed.error.params, verb);
  const { lang, db } = parsed.value.options;
  if (lang !== undefined && wantedLanguage === undefined) return refuse('usage.language', { value: lang }, verb);
  if (db === '') return refuse('usage.value', { option: 'db', value: 'FILE' }, verb);
  if (parsed.value.flags.has('help')) {
    around.out(helpOf(verb, text));
    return EXIT.done;
  }
  const logFile = join(around.folder, 'logs', 'udbudsplan.log');
  const log = openLog(logFile, around.home, around.now);
  try {
    return await carryOut({ verb, args: parsed.value, wantedLanguage }, around, log);
  } catch (error) {
    around.error(`${text('cli:bug', { id: log.fault(verb.name, error), log: logFile })}\n`);
    return EXIT.bug;
  }
};
