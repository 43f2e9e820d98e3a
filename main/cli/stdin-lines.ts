import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../../src/result.ts';
import type { Failure } from './verb.ts';

/** Longest line that is taken, in characters: as long as the longest input that a window may send. */
export const MAX_LINE = 16_000_000;

/** What standard input is called in messages. */
export const STDIN = '-';

/** Lines of a stream as they come, without their ends. Ends with a failure where the bytes are not UTF-8. */
export async function* linesOf(stream: Readable): AsyncGenerator<Result<string, Failure>> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 1;
  const failed = (id: string) => err({ id, params: { limit: MAX_LINE }, place: `${STDIN}:${line}` });
  const decode = (bytes?: Uint8Array): string | null => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      return null;
    }
  };
  for await (const chunk of stream) {
    const piece = decode(chunk as Uint8Array);
    if (piece === null) return yield failed('cli.not-utf8');
    const parts = (rest + piece).split('\n');
    rest = parts.pop()!;
    for (const part of parts) {
      yield ok(part.replace(/\r$/, ''));
      line++;
    }
    if (rest.length > MAX_LINE) return yield failed('cli.line-too-long');
  }
  const end = decode();
  if (end === null) return yield failed('cli.not-utf8');
  if (rest + end !== '') yield ok(rest + end);
}
