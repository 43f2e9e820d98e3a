/** Entry of the command line: reads the words, opens the product where a verb needs it, prints, and sets the exit code. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, type Language } from '../../src/api.ts';
import { dayNumberOf } from '../../src/time/day.ts';
import { dataFolder } from '../hosts/data-folder.ts';
import { hostText } from '../hosts/host-texts.ts';
import { COMMON, parseArguments, usageLine } from './arguments.ts';
import { commandVerbs } from './commands.ts';
import { exportVerbs } from './exports.ts';
import { openProduct } from './product.ts';
import { projectVerbs } from './projects.ts';
import { scheduleVerbs } from './schedule.ts';
import { storeVerbs } from './store.ts';
import { EXIT, type Failure, type Output, type Verb, type VerbContext } from './verb.ts';

const verbs: readonly Verb[] = [...projectVerbs, ...commandVerbs, ...exportVerbs, ...scheduleVerbs, ...storeVerbs];

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const helpText = (): string =>
  [
    'udbudsplan <command> [arguments] [--db FILE] [--lang da|en] [--json]',
    ...verbs.map((verb) => `  ${usageLine(verb.name, verb.usage)}`),
  ].join('\n');

/** Error ids that mean "not found" or "the store cannot be used"; all others are bad input. */
const exitOf = (failure: Failure): number => {
  if (failure.kind === 'usage') return EXIT.usage;
  const { id } = failure.error;
  if (id === 'call.fault') return EXIT.bug;
  if (/^(project|template|backup)\.unknown$/.test(id) || id === 'command.unknown') return EXIT.notFound;
  if (/^store\./.test(id)) return EXIT.store;
  return EXIT.badInput;
};

const languageOf = (wanted: string | undefined): Language | null =>
  wanted === undefined ? 'da' : (LANGUAGES.find((language) => language === wanted) ?? null);

const today = (): number => {
  const now = new Date();
  return dayNumberOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
};

const textOf = (lang: Language): VerbContext['text'] => {
  const catalogues = new Map<string, ReturnType<typeof hostText>>();
  return (key, params) => {
    const [name, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    const known = catalogues.get(name) ?? hostText(join(root, 'assets'), lang, [name]);
    catalogues.set(name, known);
    return known(id, params);
  };
};

const messageOf = (failure: Failure, lang: Language): string => {
  if (failure.kind === 'usage') return failure.message;
  const { id, params } = failure.error;
  const told = hostText(join(root, 'assets'), lang, ['errors', 'refusals', 'import', 'host', 'cli'])(id, params);
  const place = params.line === undefined ? '' : `${params.line}: `;
  return `${place}${told}`.replace(/\s*\n\s*/g, ' ');
};

const print = (output: Output, asJson: boolean): void => {
  const body = asJson ? JSON.stringify(output.json) : output.lines.join('\n');
  if (body !== '') process.stdout.write(`${body}\n`);
};

const runVerb = async (verb: Verb, words: readonly string[]): Promise<number> => {
  const parsed = parseArguments(verb.usage, words);
  if (!parsed.ok) return refuse(`${parsed.error}. Usage: ${usageLine(verb.name, verb.usage)}`);
  const { options, flags } = parsed.value;
  const lang = languageOf(options.lang);
  if (lang === null) return refuse(`--lang takes da or en, not "${options.lang}"`);
  if (flags.has('help')) {
    process.stdout.write(
      `${usageLine(verb.name, { ...verb.usage, options: { ...verb.usage.options, ...COMMON.options } })}\n`,
    );
    return EXIT.done;
  }
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
  const folder = dataFolder({ env: process.env, platform: process.platform, home: homedir() });
  const opener = openProduct({ version, folder, database: options.db, root });
  const context: VerbContext = {
    product: opener.product,
    lang,
    text: textOf(lang),
    readStdin: () => readAll(process.stdin),
    progress: (line) => process.stderr.write(`${line}\n`),
    todayDay: today(),
  };
  try {
    const result = await verb.run(parsed.value, context);
    if (result.ok) {
      print(result.value, flags.has('json'));
      return result.value.exit;
    }
    process.stderr.write(`${messageOf(result.error, lang)}\n`);
    return exitOf(result.error);
  } catch (error) {
    process.stderr.write(
      `internal error ${opener.report(verb.name, error)}: ${(error as Error).message.split('\n')[0]}\n`,
    );
    return EXIT.bug;
  } finally {
    await opener.close();
  }
};

const refuse = (message: string): number => {
  process.stderr.write(`${message}\n`);
  return EXIT.usage;
};

const main = async (words: readonly string[]): Promise<number> => {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${helpText()}\n`);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const verb = verbs.find((each) => each.name === name);
  if (!verb) return refuse(`unknown command "${name}"; "help" lists them`);
  return runVerb(verb, rest);
};

process.exitCode = await main(process.argv.slice(2));
