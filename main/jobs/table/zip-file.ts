import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** What a ZIP file may hold at most: a workbook of the lists that are exchanged here is far smaller. */
const MAX_ENTRIES = 2000;
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly localAt: number;
}

/** The files of a ZIP by name, unpacked when they are asked for; together never more than the bound. */
export interface ZipReader {
  readonly names: readonly string[];
  /** The content of a file; null where there is none of that name. Throws what is damaged or too large. */
  readonly read: (name: string) => Buffer | null;
}

const endOf = (bytes: Buffer): number => {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - MAX_COMMENT_BYTES); at--)
    if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
  throw new RangeError('no end of the directory');
};

const directoryOf = (bytes: Buffer): ReadonlyMap<string, Entry> => {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw new RangeError('too many files');
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (bytes.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw new RangeError('damaged directory');
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      packedBytes: bytes.readUInt32LE(at + 20),
      localAt: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};

/** Opens a ZIP file that is held in memory. Names are only looked up, never used as paths. Throws where it is damaged. */
export const openZip = (bytes: Buffer): ZipReader => {
  const entries = directoryOf(bytes);
  let leftBytes = MAX_INFLATED_BYTES;
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      if (!entry) return null;
      const { localAt, packedBytes, method } = entry;
      if (bytes.readUInt32LE(localAt) !== LOCAL_SIGNATURE) throw new RangeError('damaged entry');
      const from = localAt + 30 + bytes.readUInt16LE(localAt + 26) + bytes.readUInt16LE(localAt + 28);
      const packed = bytes.subarray(from, from + packedBytes);
      if (method !== STORED && method !== DEFLATED) throw new RangeError('unknown compression');
      const content = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, leftBytes) });
      leftBytes -= content.length;
      if (leftBytes < 0) throw new RangeError('too large');
      return content;
    },
  };
};

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

const crcOf = (bytes: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

/** 1 January 1980, the first day of the format: the same files give the same bytes. */
const DOS_DATE = 0x21;
const VERSION = 20;
const UTF8_NAMES = 0x0800;

/** Packs files into a ZIP. */
export const packZip = (files: readonly (readonly [name: string, text: string])[]): Buffer => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content);
    const nameBytes = Buffer.from(name, 'utf8');
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(VERSION, 0);
    shared.writeUInt16LE(UTF8_NAMES, 2);
    shared.writeUInt16LE(DEFLATED, 4);
    shared.writeUInt16LE(DOS_DATE, 8);
    shared.writeUInt32LE(crcOf(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(LOCAL_SIGNATURE, 0);
    locals.push(local, shared, nameBytes, packed);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(CENTRAL_SIGNATURE, 0);
    head.writeUInt16LE(VERSION, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    central.push(head, shared, tail, nameBytes);
    at += 30 + nameBytes.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END_SIGNATURE, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
};
