/** Files that nobody sane would send: what reading and taking them in must survive. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { MAGIC, SEAL_BYTES } from '../../../main/exchange/codec.ts';
import { MAX_LINE_BYTES } from '../../../src/sync/exchange/bounds.ts';
import { payloadOf, textOf } from './files.ts';

type Random = () => number;
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;
const below = (n: number, random: Random): number => Math.floor(random() * n);

const textIn = (payload: Buffer): string =>
  inflateRawSync(payload.subarray(MAGIC.length, -SEAL_BYTES)).toString('utf8');

const partsOf = (payload: Buffer): { lines: string[]; states: string[] } => {
  const lines = textIn(payload).trimEnd().split('\n');
  const { states } = JSON.parse(lines.pop()!) as { states: string[] };
  return { lines, states };
};

/** Values that break programs. */
const ODD: readonly Json[] = [
  null,
  true,
  -1,
  0,
  1.5,
  2 ** 53,
  -(2 ** 53),
  1e308,
  '',
  'x'.repeat(70_000),
  '\u0000',
  'a\u030a',
  '\ud800',
  '../../etc/passwd',
  "'; DROP TABLE task; --",
  '__proto__',
  [],
  {},
  [[[[[[[[1]]]]]]]],
  { constructor: { prototype: 1 } },
];

/** Changes one value somewhere in a JSON value, or takes a member out, or puts one in. */
const bend = (value: Json, random: Random): Json => {
  if (typeof value !== 'object' || value === null || random() < 0.2) return pick(ODD, random);
  if (Array.isArray(value)) {
    const copy = [...value];
    if (copy.length === 0 || random() < 0.2) copy.splice(below(copy.length + 1, random), 0, pick(ODD, random));
    else if (random() < 0.25) copy.splice(below(copy.length, random), 1);
    else {
      const at = below(copy.length, random);
      copy[at] = bend(copy[at]!, random);
    }
    return copy;
  }
  const keys = Object.keys(value);
  const copy = { ...value };
  const key = keys.length === 0 ? 'r' : pick(keys, random);
  if (random() < 0.15) delete copy[key];
  else if (random() < 0.1)
    copy[pick(['o', 'r', 's', 'x', 'l', '__proto__', 'kind', 'lines'], random)] = pick(ODD, random);
  else copy[key] = bend(copy[key] ?? null, random);
  return copy;
};

type Maker = (files: readonly Buffer[], random: Random) => Buffer;

/** Kinds of bad files; those that repack have seals and hashes that are right. */
export const makers: Readonly<Record<string, Maker>> = {
  'bytes turned': (files, random) => {
    const bad = Buffer.from(pick(files, random));
    for (let n = 1 + below(4, random); n > 0; n--) bad[below(bad.length, random)] = below(256, random);
    return bad;
  },
  'cut off': (files, random) => {
    const file = pick(files, random);
    return file.subarray(0, below(file.length, random));
  },
  'spliced together': (files, random) => {
    const [one, two] = [pick(files, random), pick(files, random)];
    return Buffer.concat([one.subarray(0, below(one.length, random)), two.subarray(below(two.length, random))]);
  },
  'text bent': (files, random) => {
    const { lines, states } = partsOf(pick(files, random));
    for (let n = 1 + below(3, random); n > 0; n--) {
      const at = below(lines.length, random);
      lines[at] = JSON.stringify(bend(JSON.parse(lines[at]!) as Json, random));
    }
    return payloadOf(textOf(lines, states));
  },
  'lines in another order, twice or gone': (files, random) => {
    const { lines, states } = partsOf(pick(files, random));
    for (let n = 1 + below(3, random); n > 0; n--) {
      const from = below(lines.length, random);
      const [line] = random() < 0.5 ? lines.splice(from, 1) : [lines[from]!];
      if (random() < 0.7) lines.splice(below(lines.length + 1, random), 0, line!);
    }
    return payloadOf(textOf(lines.length === 0 ? ['{}'] : lines, states));
  },
  'lines of another file': (files, random) => {
    const { lines, states } = partsOf(pick(files, random));
    const other = partsOf(pick(files, random)).lines;
    lines.splice(below(lines.length + 1, random), below(2, random), ...other.slice(1, 1 + below(4, random)));
    return payloadOf(textOf(lines, states));
  },
  'trailer bent': (files, random) => {
    const text = textIn(pick(files, random)).trimEnd().split('\n');
    text[text.length - 1] = JSON.stringify(bend(JSON.parse(text.at(-1)!) as Json, random));
    return payloadOf(`${text.join('\n')}\n`);
  },
  'characters turned': (files, random) => {
    const text = Buffer.from(textIn(pick(files, random)));
    for (let n = 1 + below(5, random); n > 0; n--) text[below(text.length, random)] = below(256, random);
    return payloadOf(text);
  },
  noise: (_files, random) => {
    const noise = Buffer.from(Array.from({ length: below(400, random) }, () => below(256, random)));
    return random() < 0.5 ? noise : Buffer.concat([MAGIC, noise]);
  },
  'deep nesting': (files, random) => {
    const { lines, states } = partsOf(pick(files, random));
    const depth = 10 + below(5_000, random);
    lines.splice(1 + below(lines.length, random), 0, `{"o":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    return payloadOf(textOf(lines, states));
  },
};

/** Files that are small and want to be large; dear, so they are made now and then. */
export const dearMakers: Readonly<Record<string, Maker>> = {
  'a bomb': () => payloadOf(Buffer.alloc(64 * 1024 * 1024)),
  'a bomb of lines': (files) => {
    const [head] = partsOf(files[0]!).lines;
    const line = `{"r":0,"s":1,"l":1,"t":0,"a":"","c":"c","i":"i","v":1,"o":[["task","t","delete"]]}\n`;
    return payloadOf(Buffer.from(`${head}\n${line.repeat(400_000)}`));
  },
  'a line without end': (files) => {
    const [head] = partsOf(files[0]!).lines;
    return payloadOf(Buffer.from(`${head}\n{"o":[${'"x",'.repeat(MAX_LINE_BYTES / 4)}`));
  },
  'deepest nesting': (files) => {
    const { lines, states } = partsOf(files[0]!);
    const depth = MAX_LINE_BYTES / 2 - 100;
    return payloadOf(textOf([lines[0]!, lines[1]!, `{"o":${'['.repeat(depth)}${']'.repeat(depth)}}`], states));
  },
  'a bomb that is cut off': () => {
    const packed = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
    return Buffer.concat([MAGIC, packed.subarray(0, packed.length - 100), Buffer.alloc(SEAL_BYTES)]);
  },
};
