import { readFileSync, statSync } from 'node:fs';
import { MAX_PICTURE } from '../../../src/model/schema.ts';
import { MOST_LOGO_PX } from '../../../src/report/logo.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { pngOf } from '../png/png-file.ts';
import { type RasterFiles, rasterise } from '../png/rasteriser.ts';

export type LogoError = {
  readonly id: 'logo.too-large' | 'logo.unreadable' | 'logo.empty';
  readonly params: Readonly<Record<string, string | number>>;
};

export interface LogoInput extends RasterFiles {
  readonly path: string;
  readonly name: string;
}

const MAX_FILE_BYTES = 10_000_000;
/** Pixels that a picture may unfold to: a photograph, but no trap. */
const MAX_PIXELS = 40_000_000;
/** Widths that are tried, from sharp to small, until the picture fits into its cell. */
const WIDTHS_PX = [1000, 700, 500, 350, 240] as const;

type Size = { readonly mime: 'image/png' | 'image/jpeg'; readonly width: number; readonly height: number };

const pngSize = (bytes: Buffer): Size | null =>
  bytes.length > 33 && bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n'
    ? { mime: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;

/** Width and height of a JPEG, from the marker of its frame. */
const jpegSize = (bytes: Buffer): Size | null => {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { mime: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
};

/** A drawing around a picture, so that all kinds of pictures go the same way. */
const wrapped = ({ mime, width, height }: Size, bytes: Buffer): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:${mime};base64,${bytes.toString('base64')}"/></svg>`;

const unreadable = (name: string): { ok: false; error: LogoError } => err({ id: 'logo.unreadable', params: { name } });

/** The rectangle of pixels that are not wholly transparent; null where there are none. */
const inked = (rgba: Uint8Array, width: number, height: number) => {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (rgba[(y * width + x) * 4 + 3] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
};

/** The part of a picture without its transparent border, with colours as a PNG keeps them: not multiplied by alpha. */
const trimmed = (rgba: Uint8Array, stride: number, box: NonNullable<ReturnType<typeof inked>>): Uint8Array => {
  const out = new Uint8Array(box.width * box.height * 4);
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) {
      const from = ((y + box.top) * stride + x + box.left) * 4;
      const to = (y * box.width + x) * 4;
      const alpha = rgba[from + 3]!;
      for (let part = 0; part < 3; part++)
        out[to + part] = alpha === 0 ? 0 : Math.min(255, Math.round((rgba[from + part]! * 255) / alpha));
      out[to + 3] = alpha;
    }
  return out;
};

/** The picture as a drawing, and its shape as width over height where the file says so. */
const drawingOf = (bytes: Buffer): { readonly svg: string | Uint8Array; readonly aspect: number | null } | null => {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  if (size) {
    const isSound = size.width > 0 && size.height > 0 && size.width * size.height <= MAX_PIXELS;
    return isSound ? { svg: wrapped(size, bytes), aspect: size.width / size.height } : null;
  }
  const text = bytes.toString('utf8');
  // Entities of a document type can unfold without end, as in every file of ours.
  if (!/<svg[\s>]/.test(text) || /<!DOCTYPE|<!ENTITY/i.test(text)) return null;
  return { svg: text, aspect: null };
};

/**
 * Reads a PNG, JPEG or SVG from outside as a small clean PNG: decoded, drawn anew, without anything that came with it. To be
 * run in a worker whose memory and time are bounded.
 */
export const readLogo = async ({ path, name, ...files }: LogoInput): Promise<Result<{ logo: string }, LogoError>> => {
  if (statSync(path).size > MAX_FILE_BYTES)
    return err({ id: 'logo.too-large', params: { name, megabytes: MAX_FILE_BYTES / 1_000_000 } });
  const drawing = drawingOf(readFileSync(path));
  if (!drawing) return unreadable(name);
  for (const width of WIDTHS_PX) {
    const across = drawing.aspect === null ? width : Math.max(1, Math.round(width * Math.min(1, drawing.aspect)));
    let raster: Awaited<ReturnType<typeof rasterise>>;
    try {
      raster = await rasterise(drawing.svg, across, files);
    } catch {
      return unreadable(name);
    }
    const box = inked(raster.rgba, raster.width, raster.height);
    if (!box) return err({ id: 'logo.empty', params: { name } });
    if (Math.max(box.width, box.height) > MOST_LOGO_PX) continue;
    const logo = pngOf(trimmed(raster.rgba, raster.width, box), box.width, box.height).toString('base64');
    if (logo.length <= MAX_PICTURE) return ok({ logo });
  }
  return err({ id: 'logo.too-large', params: { name, megabytes: MAX_FILE_BYTES / 1_000_000 } });
};
