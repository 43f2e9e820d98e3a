import { readFileSync } from 'node:fs';
import type { CallInput, ExchangePreview, ExchangeReport } from '../../src/api.ts';
import { EXCHANGE_KINDS, type RowNotes, type SpacePreview } from '../../src/model/exchange-result.ts';
import { SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { ReadFile } from '../exchange/exchange-job.ts';
import { identityFrom } from '../exchange/identity.ts';
import { mergeFiles } from '../exchange/merge-files.ts';
import { writeWhole } from '../exchange/write-whole.ts';
import { runExchange } from '../jobs/exchange.ts';
import { EXIT } from './exit.ts';
import { productWith } from './find-project.ts';
import { pointOption } from './history-point.ts';
import { isStoreFile, writeFailure } from './output-file.ts';
import { readable } from './product.ts';
import type { Arguments } from './usage.ts';
import {
  at,
  done,
  type Failure,
  fault,
  type Output,
  type Product,
  type Text,
  type Verb,
  type VerbContext,
} from './verb.ts';
import { wallText } from './wall-text.ts';

/** First line of a file, where a passphrase or a key is kept out of the list of processes. */
const firstLineOf = (path: string): Result<string, Failure> => {
  const file = readable(path);
  if (!file.ok) return file;
  const [line = ''] = readFileSync(file.value, 'utf8').split(/\r?\n/);
  return line === '' ? fault('exchange.empty-passphrase', { path }) : ok(line);
};

const passphraseIn = ({ options }: Arguments): Result<string | undefined, Failure> => {
  const path = options['passphrase-file'];
  return path === undefined ? ok(undefined) : firstLineOf(path);
};

const countLine = (text: Text, what: string, { count, rows }: RowNotes): string[] => {
  if (count === 0) return [];
  const named = rows.slice(0, 5).flatMap(({ label }) => (label === '' ? [] : [label]));
  const examples = named.length > 0 ? ` (${named.join('; ')}${count > named.length ? ' …' : ''})` : '';
  return [`  ${text(`exchange:rows.${what}`, { count })}${examples}`];
};

const linesOfSpace = (text: Text, space: SpacePreview): string[] => [
  `${space.id}  ${space.name}${space.isNew ? ` (${text('exchange:isNew')})` : ''}`,
  `  ${text('exchange:taken', { count: space.taken, known: space.known })}`,
  ...space.authors.map(
    ({ person, changeSets, firstMs, lastMs }) =>
      `  ${text('exchange:author', { person, count: changeSets, from: wallText(firstMs), to: wallText(lastMs) })}`,
  ),
  ...countLine(text, 'added', space.added),
  ...countLine(text, 'changed', space.changed),
  ...countLine(text, 'moved', space.moved),
  ...countLine(text, 'deleted', space.deleted),
  ...space.conflicts.map(({ kind, label }) => `  ${text(`exchange:conflict.${kind}`)}: ${label}`),
  ...space.waiting.map(({ reason, person, seq }) => `  ${text(`exchange:waiting.${reason}`, { person, seq })}`),
  ...(space.newer > 0 ? [`  ${text('exchange:newer', { count: space.newer })}`] : []),
];

/** What taking something in would do or has done, line by line. */
export const previewLines = (told: Omit<ExchangePreview, 'token'>, text: Text): string[] => [
  text('exchange:from', {
    person: told.sender.person,
    when: wallText(told.createdMs),
    trust: text(`exchange:trust.${told.sender.trust}`),
  }),
  ...told.spaces.flatMap((space) => linesOfSpace(text, space)),
];

const outputOf = (told: ExchangePreview | ExchangeReport, text: Text): Output => ({
  json: told,
  lines: previewLines(told, text),
  exit: EXIT.done,
});

/** Takes what was previewed in. Where it comes to another plan than at the sender, the file that says where is put where `--diagnosis` wants it. */
export const takeIn = async (
  product: Product,
  token: string,
  args: Arguments,
  context: VerbContext,
): Promise<Result<ExchangeReport, Failure>> => {
  const report = await product.call('exchange.apply', { token, confirmed: args.flags.has('yes') });
  if (report.ok) return report;
  const placed = await placeDiagnosis(product, report.error, args, context);
  return placed.ok ? report : placed;
};

/** Puts the file that the service has made for whoever looks into a failure where `--diagnosis` wants it. */
export const placeDiagnosis = async (
  product: Product,
  { params: { diagnosis } }: Pick<Failure, 'params'>,
  { options: { diagnosis: path } }: Arguments,
  { say, text }: VerbContext,
): Promise<Result<null, Failure>> => {
  if (typeof diagnosis !== 'string' || path === undefined) return ok(null);
  const placed = await product.place(diagnosis, path);
  if (placed.ok) say(text('exchange:diagnosis', { path }));
  return placed;
};

/** Takes an exchange file in; tells beforehand only, where asked so. */
export const importExchange = async (
  product: Product,
  file: string,
  args: Arguments,
  context: VerbContext,
): Promise<Result<Output, Failure>> => {
  const { text } = context;
  const passphrase = passphraseIn(args);
  if (!passphrase.ok) return passphrase;
  const token = product.hold(file);
  if (!token.ok) return token;
  const preview = await product.call('exchange.preview', { token: token.value, passphrase: passphrase.value });
  if (!preview.ok) return preview.error.id.startsWith('store.') ? preview : at(file, preview.error);
  if (args.flags.has('dry-run')) return ok(outputOf(preview.value, text));
  const report = await takeIn(product, token.value, args, context);
  if (!report.ok) return report.error.id.startsWith('store.') ? report : at(file, report.error);
  return ok(outputOf(report.value, text));
};

const lockIn = (args: Arguments): Result<CallInput<'exchange.send'>['lock'], Failure> => {
  const { to } = args.options;
  const passphrase = passphraseIn(args);
  if (!passphrase.ok) return passphrase;
  if (to !== undefined && passphrase.value !== undefined) return fault('exchange.two-locks');
  if (passphrase.value !== undefined) return ok({ passphrase: passphrase.value });
  return ok(to === undefined ? undefined : { recipients: to.split(',') });
};

/** Writes projects as an exchange file. */
export const writeExchange: Verb['run'] = async (args, context) => {
  const [name, file] = args.positions as [string, string];
  const kind = EXCHANGE_KINDS.find((each) => each === (args.options.kind ?? (args.options.since ? 'delta' : 'full')));
  if (kind === undefined) {
    return fault('usage.choice', { option: 'kind', value: args.options.kind!, known: EXCHANGE_KINDS.join(', ') });
  }
  const lock = lockIn(args);
  if (!lock.ok) return lock;
  const found = await productWith(context, name);
  if (!found.ok) return found;
  const { product, project } = found.value;
  if (isStoreFile(file, product.database)) return fault('file.is-store', { path: file });
  const projectIds = [project.id];
  for (const other of args.options.with?.split(',') ?? []) {
    const also = await productWith(context, other);
    if (!also.ok) return also;
    projectIds.push(also.value.project.id);
  }
  if (args.options.at !== undefined && kind !== 'snapshot') return fault('history.snapshot-only');
  const point = await pointOption(product, project.id, 'at', args.options.at);
  if (!point.ok) return point;
  const input = { projectIds, kind, since: args.options.since, at: point.value, lock: lock.value };
  const made = await product.call('exchange.send', input);
  if (!made.ok) return made;
  const placed = await product.place(made.value.token, file);
  if (!placed.ok) return placed;
  const { bytes, changeSets } = made.value;
  return done({ file, kind, bytes, changeSets }, [context.text('exchange:written', { file, bytes, changeSets })]);
};

/** Options of `export` and `import` that only exchange files have. */
export const SEND_OPTIONS = {
  kind: EXCHANGE_KINDS.join('|'),
  since: 'REPLICA',
  with: 'PROJECT,…',
  to: 'AGE-KEY,…',
  'passphrase-file': 'FILE',
};

const readVerified = async (
  args: Arguments,
  file: string,
  context: VerbContext,
): Promise<Result<ReadFile, Failure>> => {
  const path = readable(file);
  if (!path.ok) return path;
  const passphrase = passphraseIn(args);
  if (!passphrase.ok) return passphrase;
  const key = args.options.identity === undefined ? ok(undefined) : firstLineOf(args.options.identity);
  if (!key.ok) return key;
  const boxSecrets = key.value === undefined ? [] : [identityFrom(key.value)?.boxSecret ?? key.value];
  const read = await runExchange(context.workerFile('exchange-worker'), {
    do: 'read',
    path: path.value,
    keys: { ...(passphrase.value === undefined ? {} : { passphrase: passphrase.value }), boxSecrets },
    schema: SCHEMA_VERSION,
  });
  return read.ok ? ok(read.value as ReadFile) : at(file, read.error);
};

const factsOf = ({ header, trailer, changeSets, isEncrypted, fileHash }: ReadFile) => ({
  kind: header.kind,
  format: header.format,
  schema: header.schema,
  app: header.app,
  createdMs: header.createdMs,
  isEncrypted,
  isSigned: trailer.signature !== undefined,
  fileHash,
  sender: header.sender,
  people: header.replicas,
  spaces: header.spaces.map((space, i) => ({ ...space, stateHash: trailer.states[i] ?? null })),
  changeSets: changeSets.reduce((sum, each) => sum + each.length, 0),
});

const READ_USAGE = { positions: ['FILE'], options: { 'passphrase-file': 'FILE', identity: 'FILE' }, flags: [] };

const inspect: Verb = {
  name: 'inspect',
  usage: READ_USAGE,
  run: async (args, context) => {
    const read = await readVerified(args, args.positions[0]!, context);
    if (!read.ok) return read;
    const facts = factsOf(read.value);
    const { text } = context;
    return done(facts, [
      text(`exchange:kind.${facts.kind}`),
      text('exchange:made', { person: facts.sender.person, when: wallText(facts.createdMs), app: facts.app }),
      text(facts.isSigned ? 'exchange:signed' : 'exchange:trust.unsigned'),
      ...facts.spaces.map((space) => `${space.id}  ${space.name}  ${text('exchange:counts', { ...countsOf(space) })}`),
      ...facts.people.map(({ id, person }) => `  ${id}  ${person}`),
    ]);
  },
};

const countsOf = ({ changeSets, ops, stateHash }: ReturnType<typeof factsOf>['spaces'][number]) => ({
  changeSets,
  ops,
  stateHash: stateHash ?? '',
});

const verify: Verb = {
  name: 'verify',
  usage: READ_USAGE,
  run: async (args, context) => {
    const [file] = args.positions as [string];
    const read = await readVerified(args, file, context);
    if (!read.ok) return read;
    const { changeSets, isSigned, spaces } = factsOf(read.value);
    const states = spaces.map(({ id, stateHash }) => ({ id, stateHash }));
    return done({ ok: true, changeSets, isSigned, states }, [context.text('exchange:verified', { file, changeSets })]);
  },
};

const merge: Verb = {
  name: 'merge',
  usage: { positions: ['OUT', 'IN', '…'], options: { 'passphrase-file': 'FILE', identity: 'FILE' }, flags: [] },
  run: async (args, context) => {
    const [out, ...inputs] = args.positions as [string, ...string[]];
    const files: ReadFile[] = [];
    for (const input of inputs) {
      const read = await readVerified(args, input, context);
      if (!read.ok) return read;
      files.push(read.value);
    }
    const merged = await mergeFiles(files, { createdMs: Date.now(), app: files[0]!.header.app });
    if (!merged.ok) return err(merged.error);
    const { bytes, ...told } = merged.value;
    const placed = await putBytes(bytes, out);
    if (!placed.ok) return placed;
    return done(told, [
      context.text('exchange:merged', { out, count: told.changeSets }),
      ...told.conflicts.map(({ kind, label }) => `  ${context.text(`exchange:conflict.${kind}`)}: ${label}`),
      ...told.parked.map(
        ({ reason, person, seq }) => `  ${context.text(`exchange:waiting.${reason}`, { person, seq })}`,
      ),
    ]);
  },
};

const putBytes = async (bytes: Uint8Array, out: string): Promise<Result<null, Failure>> => {
  try {
    await writeWhole(out, bytes);
    return ok(null);
  } catch (error) {
    return writeFailure(out, error);
  }
};

/** Verbs about exchange files that need no store. */
export const exchangeVerbs: readonly Verb[] = [inspect, verify, merge];
