import { inflateSync } from 'node:zlib';

const MOST_FILTER = 4;

/**
 * Says whether bytes are a PNG as this product writes it (8 bits of red, green, blue and alpha, not interlaced), whole and
 * undamaged. A logo may come with somebody else's plan; what is not sound would end the writing of a PDF half way.
 */
export const isSoundPng = (bytes: Buffer, mostSidePx: number): boolean => {
  if (bytes.length < 45 || bytes.toString('latin1', 12, 16) !== 'IHDR') return false;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (Math.min(width, height) < 1 || Math.max(width, height) > mostSidePx) return false;
  if (!bytes.subarray(24, 29).equals(Buffer.from([8, 6, 0, 0, 0]))) return false;
  const parts: Buffer[] = [];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) return false;
    if (name === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    if (name === 'IEND') break;
    at += 12 + length;
  }
  if (at + 12 > bytes.length) return false;
  const stride = width * 4 + 1;
  try {
    const pixels = inflateSync(Buffer.concat(parts), { maxOutputLength: stride * height });
    if (pixels.length !== stride * height) return false;
    for (let row = 0; row < height; row++) if (pixels[row * stride]! > MOST_FILTER) return false;
    return true;
  } catch {
    return false;
  }
};
