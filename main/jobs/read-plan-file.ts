import { createHash, randomFillSync } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { ImportError } from '../../src/interchange/import-error.ts';
import type { ImportedPlan } from '../../src/interchange/mspdi/imported-plan.ts';
import { MSPDI_LIMITS, type MspdiLimits } from '../../src/interchange/mspdi/limits.ts';
import type { ImportEnv } from '../../src/interchange/mspdi/mapping.ts';
import { mspdiToOps } from '../../src/interchange/mspdi/mspdi-to-ops.ts';
import type { MspdiFile } from '../../src/interchange/mspdi/parsed.ts';
import { mspdiReader } from '../../src/interchange/mspdi/read-mspdi.ts';
import { RECOGNISE_BYTES, recognise } from '../../src/interchange/recognise.ts';
import { linkId, ROW_ID_BYTES, rowIdFrom } from '../../src/model/row-id.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { decodingFor, encodingOf, type TextEncoding } from './decode-text.ts';

/** What the import of a file is told; must be able to pass between threads. */
export interface ReadPlanInput {
  readonly path: string;
  /** The name under which the person knows the file; names the project where the file does not. */
  readonly fileName: string;
  readonly projectId: string;
  readonly fallbackStartMin: number;
  readonly names: ImportEnv['names'];
  readonly wantsFiled?: boolean;
  /** Tighter bounds than the product's, for tests. */
  readonly limits?: Partial<MspdiLimits>;
}

/** Told the bytes that are done and those there are. */
export type Progress = (done: number, total: number) => void;

const CHUNK_BYTES = 256 * 1024;
const ID_POOL = 512;

/** Ids from random bytes that are drawn many at a time. */
const idSource = (): (() => string) => {
  const pool = new Uint8Array(ROW_ID_BYTES * ID_POOL);
  let at = pool.length;
  return () => {
    if (at === pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    at += ROW_ID_BYTES;
    return rowIdFrom(pool.subarray(at - ROW_ID_BYTES, at));
  };
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Whether the file is UTF-8 after all although it declares one byte a character: no text in Windows-1252 with letters
 * outside ASCII is valid UTF-8 by chance.
 */
const isUtf8 = async (file: FileHandle): Promise<boolean> => {
  const decoding = decodingFor('utf-8');
  let beyondAscii = false;
  for await (const chunk of chunksOf(file)) {
    if (!decoding.decode(chunk).ok) return false;
    beyondAscii ||= chunk.some((byte) => byte >= 0x80);
  }
  return beyondAscii && decoding.end().ok;
};

const readTree = async (
  file: FileHandle,
  encoding: TextEncoding,
  limits: MspdiLimits,
  progress: Progress,
): Promise<Result<MspdiFile, ImportError>> => {
  const { size } = await file.stat();
  const decoding = decodingFor(encoding);
  const reader = mspdiReader(limits);
  let done = 0;
  for await (const chunk of chunksOf(file)) {
    const text = decoding.decode(chunk);
    if (!text.ok) return text;
    const written = reader.write(text.value);
    if (!written.ok) return written;
    done += chunk.length;
    progress(done, Math.max(size, done));
  }
  const rest = decoding.end();
  if (!rest.ok) return rest;
  const written = reader.write(rest.value);
  return written.ok ? reader.end() : written;
};

const readOpened = async (
  file: FileHandle,
  input: ReadPlanInput,
  progress: Progress,
): Promise<Result<ImportedPlan, ImportError>> => {
  const buffer = Buffer.alloc(RECOGNISE_BYTES);
  const { bytesRead } = await file.read(buffer, 0, RECOGNISE_BYTES, 0);
  const head = buffer.subarray(0, bytesRead);
  const format = recognise(head);
  if (!format.ok) return format;
  const declared = encodingOf(head);
  if (!declared.ok) return declared;
  const guessed = declared.value === 'windows-1252' && (await isUtf8(file));
  const read = await readTree(file, guessed ? 'utf-8' : declared.value, { ...MSPDI_LIMITS, ...input.limits }, progress);
  if (!read.ok) return read;
  const plan = mspdiToOps(read.value, {
    projectId: input.projectId,
    newId: idSource(),
    linkId: (predecessorId, successorId, type) => linkId(predecessorId, successorId, type, sha256),
    fallbackName: basename(input.fileName, extname(input.fileName)),
    fallbackStartMin: input.fallbackStartMin,
    names: input.names,
    encodingGuessed: guessed,
    wantsFiled: input.wantsFiled,
  });
  return ok(plan);
};

/**
 * Reads a plan from an untrusted file by pieces and maps it to ops and notes. Refuses what is not a readable plan, with
 * the place in the file where there is one. Meant to run in a worker with bounded memory and time.
 */
export const readPlanFile = async (
  input: ReadPlanInput,
  progress: Progress,
): Promise<Result<ImportedPlan, ImportError>> => {
  let file: FileHandle;
  try {
    file = await open(input.path, 'r');
  } catch (error) {
    return err({ id: 'import.unreadable-file', params: { code: (error as NodeJS.ErrnoException).code ?? '' } });
  }
  try {
    return await readOpened(file, input, progress);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A disk that fails is expected; anything without a system code is a bug.
    if (code === undefined) throw error;
    return err({ id: 'import.unreadable-file', params: { code } });
  } finally {
    await file.close();
  }
};
