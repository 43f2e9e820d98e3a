import { deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const METRES_PER_INCH = 0.0254;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of a chunk; that of the runtime is newer than the oldest runtime we run on. */
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
};

const chunk = (name: string, data: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(name, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
};

/** How the pixels are written: three bytes each, or four with alpha. */
export type PngKind = 'rgb' | 'rgba';

/** Signature, size and resolution: all that stands before the pixels. */
export const pngHead = (width: number, height: number, kind: PngKind, dpi: number | null): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, kind === 'rgb' ? 2 : 6, 0, 0, 0], 8);
  const head = [Buffer.from(SIGNATURE), chunk('IHDR', header)];
  if (dpi !== null) {
    const resolution = Buffer.alloc(9);
    const perMetre = Math.round(dpi / METRES_PER_INCH);
    resolution.writeUInt32BE(perMetre, 0);
    resolution.writeUInt32BE(perMetre, 4);
    resolution[8] = 1;
    head.push(chunk('pHYs', resolution));
  }
  return Buffer.concat(head);
};

/** Compressed pixels, or a part of them. */
export const pngData = (compressed: Uint8Array): Buffer => chunk('IDAT', compressed);

export const pngEnd = (): Buffer => chunk('IEND', new Uint8Array(0));

/**
 * Rows of pixels as a PNG compresses them, each as its difference from the row above (`above` is the last row of what came
 * before; none for the first one). Drawings of bars and grounds repeat downwards, so this packs them best.
 */
export const filteredRows = (
  rgba: Uint8Array,
  width: number,
  height: number,
  kind: PngKind,
  above: Uint8Array | null,
): { readonly filtered: Buffer; readonly last: Uint8Array } => {
  const size = kind === 'rgb' ? 3 : 4;
  const stride = width * size;
  const filtered = Buffer.alloc((stride + 1) * height);
  let before: Uint8Array = above ?? new Uint8Array(stride);
  let row: Uint8Array = new Uint8Array(stride);
  let spare: Uint8Array = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    for (let x = 0, from = y * width * 4, to = 0; x < width; x++, from += 4, to += size)
      for (let part = 0; part < size; part++) row[to + part] = rgba[from + part]!;
    const at = y * (stride + 1);
    filtered[at] = 2;
    for (let index = 0; index < stride; index++) filtered[at + 1 + index] = row[index]! - before[index]!;
    [before, row, spare] = [row, spare, before === above ? new Uint8Array(stride) : before];
  }
  return { filtered, last: before };
};

/** A small picture with alpha as a whole file. */
export const pngOf = (rgba: Uint8Array, width: number, height: number): Buffer => {
  const { filtered } = filteredRows(rgba, width, height, 'rgba', null);
  return Buffer.concat([pngHead(width, height, 'rgba', null), pngData(deflateSync(filtered, { level: 9 })), pngEnd()]);
};
