import * as crypto from 'node:crypto';
import { constants, createDeflateRaw, createInflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Sha256Hex } from '../../src/model/row-id.ts';
import { SCHEMA_VERSION } from '../../src/model/schema.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { FORMAT, MAX_FILE_BYTES, MAX_INFLATED_BYTES, MAX_LINE_BYTES } from '../../src/sync/exchange/bounds.ts';
import { type ExchangeError, exchangeError, invalid, tooLarge } from '../../src/sync/exchange/exchange-error.ts';
import { type Exchange, exchangeReader, type ReaderDeps } from '../../src/sync/exchange/read-exchange.ts';
import {
  CannotWrite,
  exchangeText,
  type FileToWrite,
  type TextHash,
  type WriterDeps,
} from '../../src/sync/exchange/write-exchange.ts';

const { createHash, createPublicKey, verify } = crypto;
/** Missing from older runtimes. */
const hash: typeof crypto.hash | undefined = crypto.hash;

/** The first eight bytes of a payload: seven that name it, and the number of its format. */
export const MAGIC = Buffer.from([0x55, 0x44, 0x42, 0x50, 0x4c, 0x41, 0x4e, FORMAT]);
/** The last bytes of a payload: SHA-256 of all bytes before, so that no bit of the packing can change unseen either. */
export const SEAL_BYTES = 32;
/** What packing gives at most is known, so a shorter text is fed to it at once. */
const CHUNK_CHARS = 256 * 1024;
const CHUNK_BYTES = 256 * 1024;
const LEVEL = 6;
/** Packed bytes that are unpacked at once, without a stream: a byte stands for 1,032 at most, so what comes of them is within all bounds. */
const SMALL_BYTES = 16 * 1024;

/** In one call where the runtime has it (Node 20.12): a file has twenty thousand short texts to be hashed. */
export const sha256: Sha256Hex =
  hash === undefined
    ? (text) => createHash('sha256').update(text).digest('hex')
    : (text) => hash('sha256', text, 'hex');

export const newHash = (): TextHash => {
  const hash = createHash('sha256');
  return { update: (text) => void hash.update(text), digest: () => hash.digest('hex') };
};

const sealOf = (parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Whether an Ed25519 signature is that of a public key; both in base64url. */
const isSignedBy: ReaderDeps['isSignedBy'] = (text, signature, key) => {
  try {
    const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: key } });
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    // A key or a signature that is none.
    return false;
  }
};

/** Small lines are put together, so that the packing is not called for each. */
function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK_CHARS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Packs a text; gives null when the packed bytes pass the bound. */
const deflate = async (chunks: Iterator<string>, maxBytes: number): Promise<Buffer[] | null> => {
  const first = chunks.next();
  let next = chunks.next();
  if (first.done || next.done) {
    // As of most files: a stream takes longer to be made than this to be packed.
    const whole = deflateRawSync(first.done ? '' : first.value, { level: LEVEL });
    return whole.length > maxBytes ? null : [whole];
  }
  const packed: Buffer[] = [];
  let bytes = 0;
  const stream = createDeflateRaw({ level: LEVEL });
  const ended = new Promise<void>((resolve, reject) => {
    stream.on('data', (part: Buffer) => {
      packed.push(part);
      bytes += part.length;
    });
    stream.on('end', resolve);
    stream.on('error', reject);
  });
  stream.write(first.value);
  for (; !next.done && bytes <= maxBytes; next = chunks.next()) {
    if (!stream.write(next.value)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  stream.end();
  await ended;
  return bytes > maxBytes ? null : packed;
};

/** The payload of a file, in memory: it is bounded. */
export const encodePayload = async (
  file: FileToWrite,
  sign?: WriterDeps['sign'],
): Promise<Result<Buffer, ExchangeError>> => {
  try {
    const text = exchangeText(file, { newHash, ...(sign === undefined ? {} : { sign }) });
    const packed = await deflate(inChunks(text), MAX_FILE_BYTES - MAGIC.length - SEAL_BYTES);
    if (packed === null) return err(tooLarge('file', MAX_FILE_BYTES));
    const parts = [MAGIC, ...packed];
    return ok(Buffer.concat([...parts, sealOf(parts)]));
  } catch (error) {
    if (error instanceof CannotWrite) return err(error.error);
    throw error;
  }
};

/** Splits bytes into lines of UTF-8 and hands them on; refuses lines that are too long, and bytes that are no UTF-8. */
class LineSplitter {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #give: (line: string) => ExchangeError | null;
  #rest: Buffer[] = [];
  #restBytes = 0;

  constructor(give: (line: string) => ExchangeError | null) {
    this.#give = give;
  }

  write(bytes: Buffer): ExchangeError | null {
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const part = bytes.subarray(from, at);
      from = at + 1;
      if (this.#restBytes + part.length > MAX_LINE_BYTES) return tooLarge('line', MAX_LINE_BYTES);
      const fault = this.#tell(this.#restBytes === 0 ? part : Buffer.concat([...this.#rest, part]));
      if (fault !== null) return fault;
      this.#rest = [];
      this.#restBytes = 0;
    }
    if (from === bytes.length) return null;
    this.#rest.push(Buffer.from(bytes.subarray(from)));
    this.#restBytes += bytes.length - from;
    return this.#restBytes > MAX_LINE_BYTES ? tooLarge('line', MAX_LINE_BYTES) : null;
  }

  /** Every line ends with a line feed, the last one too. */
  end(): ExchangeError | null {
    return this.#restBytes === 0 ? null : exchangeError('exchange.truncated');
  }

  #tell(bytes: Buffer): ExchangeError | null {
    let text: string;
    try {
      text = this.#decoder.decode(bytes);
    } catch {
      return invalid('text', 'not UTF-8');
    }
    return this.#give(text);
  }
}

const faultOfPacking = (error: unknown): ExchangeError =>
  exchangeError(
    (error as { readonly errno?: number }).errno === constants.Z_BUF_ERROR ? 'exchange.truncated' : 'exchange.damaged',
  );

/** As `inflate`, of few bytes. */
const inflateSmall = (packed: Buffer, take: (bytes: Buffer) => ExchangeError | null): ExchangeError | null => {
  let unpacked: { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
  try {
    // What it gives with `info` is missing from its type.
    unpacked = inflateRawSync(packed, { info: true }) as unknown as typeof unpacked;
  } catch (error) {
    return faultOfPacking(error);
  }
  const fault = take(unpacked.buffer);
  if (fault !== null) return fault;
  return unpacked.engine.bytesWritten === packed.length ? null : exchangeError('exchange.damaged');
};

/**
 * Unpacks and hands the bytes on as they come; stops at the bound, at the first fault, and where the packed bytes do not
 * end exactly with the stream.
 */
const inflate = async (
  packed: Buffer,
  take: (bytes: Buffer) => ExchangeError | null,
): Promise<ExchangeError | null> => {
  if (packed.length <= SMALL_BYTES) return inflateSmall(packed, take);
  return new Promise((resolve) => {
    const stream = createInflateRaw({ chunkSize: CHUNK_BYTES });
    let bytes = 0;
    let isDone = false;
    const settle = (fault: ExchangeError | null): void => {
      if (isDone) return;
      isDone = true;
      stream.destroy();
      resolve(fault);
    };
    stream.on('data', (part: Buffer) => {
      if (isDone) return;
      bytes += part.length;
      const fault = bytes > MAX_INFLATED_BYTES ? tooLarge('text', MAX_INFLATED_BYTES) : take(part);
      if (fault !== null) settle(fault);
    });
    stream.on('end', () => settle(stream.bytesWritten === packed.length ? null : exchangeError('exchange.damaged')));
    stream.on('error', (error) => settle(faultOfPacking(error)));
    stream.end(packed);
  });
};

/** Why a file whose seal is wrong is so: it ends too early, or some byte is another. */
const faultOfSeal = async (packed: Buffer): Promise<ExchangeError> => {
  const fault = await inflate(packed, () => null);
  return fault?.id === 'exchange.truncated' ? fault : exchangeError('exchange.damaged');
};

/** Reads a payload to its end and checks all that can be checked without the receiver's plans. */
export const decodePayload = async (
  payload: Buffer,
  onHeader: NonNullable<ReaderDeps['onHeader']> = () => undefined,
): Promise<Result<Exchange, ExchangeError>> => {
  if (payload.length > MAX_FILE_BYTES) return err(tooLarge('file', MAX_FILE_BYTES));
  const named = MAGIC.length - 1;
  const start = payload.subarray(0, named);
  if (payload.length < MAGIC.length && MAGIC.subarray(0, payload.length).equals(payload)) {
    return err(exchangeError('exchange.truncated'));
  }
  if (!start.equals(MAGIC.subarray(0, named))) return err(exchangeError('exchange.not-exchange'));
  const format = payload[named]!;
  if (format > FORMAT) return err(exchangeError('exchange.newer-format', { found: format, known: FORMAT }));
  if (format < 1) return err(exchangeError('exchange.not-exchange'));
  if (payload.length < MAGIC.length + SEAL_BYTES) return err(exchangeError('exchange.truncated'));
  const body = payload.subarray(0, payload.length - SEAL_BYTES);
  const packed = body.subarray(MAGIC.length);
  if (!sealOf([body]).equals(payload.subarray(body.length))) return err(await faultOfSeal(packed));
  const reader = exchangeReader({ newHash, sha256, isSignedBy, schema: SCHEMA_VERSION, onHeader });
  const lines = new LineSplitter((line) => reader.line(line));
  const fault = (await inflate(packed, (bytes) => lines.write(bytes))) ?? lines.end();
  return fault === null ? reader.end() : err(fault);
};
