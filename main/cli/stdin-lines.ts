import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../../src/result.ts';
import type { Failure } from './verb.ts';

/** Longest line that is taken, in bytes: as long as the longest input that a window may send. */
export const MAX_LINE = 16_000_000;

/** What standard input is called in messages. */
export const STDIN = '-';

const NEWLINE = 0x0a;

const decode = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r$/, '');
  } catch {
    return null;
  }
};

/** Lines of a stream as they come, without their ends. The first that is too long or not UTF-8 is the last. */
export async function* linesOf(stream: Readable): AsyncGenerator<Result<string, Failure>> {
  let pieces: Buffer[] = [];
  let length = 0;
  let number = 0;
  const finish = (): Result<string, Failure> => {
    number++;
    const line = length > MAX_LINE ? null : decode(Buffer.concat(pieces));
    const id = length > MAX_LINE ? 'cli.line-too-long' : 'cli.not-utf8';
    pieces = [];
    length = 0;
    return line === null ? err({ id, params: { limit: MAX_LINE }, place: `${STDIN}:${number}` }) : ok(line);
  };
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      pieces.push(bytes.subarray(from, at));
      length += at - from;
      from = at + 1;
      const line = finish();
      yield line;
      if (!line.ok) return;
    }
    pieces.push(bytes.subarray(from));
    length += bytes.length - from;
    if (length > MAX_LINE) return yield finish();
  }
  if (length > 0) yield finish();
}
