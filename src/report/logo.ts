import { type Plan, projectOf } from '../model/plan.ts';
import type { ReportPicture } from './report-input.ts';

/** Longest side of a kept logo: sharp at 600 dots per inch where a block of titles shows it some 40 mm wide. */
export const MOST_LOGO_PX = 1000;

/** The first 24 bytes of a PNG: signature, the length and name of its first chunk, width and height. */
const HEADER_CHARS = 32;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function bytesOf(base64: string): number[] {
  const bytes: number[] = [];
  for (let at = 0; at + 3 < base64.length; at += 4) {
    let bits = 0;
    for (let sign = at; sign < at + 4; sign++) bits = bits * 64 + Math.max(0, BASE64.indexOf(base64[sign]!));
    bytes.push((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }
  return bytes;
}

/**
 * The logo in a cell `project.logo`, null where there is none, or something that no product of ours has put there: plans come
 * from other people. Only the header is read here; the picture itself is decoded where a failure hurts nobody.
 */
export function logoOfCell(cell: string): ReportPicture | null {
  if (cell.length < HEADER_CHARS || !/^[A-Za-z0-9+/]+={0,2}$/.test(cell)) return null;
  const head = bytesOf(cell.slice(0, HEADER_CHARS));
  if (SIGNATURE.some((byte, at) => head[at] !== byte)) return null;
  const wordAt = (at: number): number =>
    head[at]! * 0x1000000 + ((head[at + 1]! << 16) | (head[at + 2]! << 8) | head[at + 3]!);
  const [widthPx, heightPx] = [wordAt(16), wordAt(20)];
  if (Math.min(widthPx, heightPx) < 1 || Math.max(widthPx, heightPx) > MOST_LOGO_PX) return null;
  return { png: cell, widthPx, heightPx };
}

/** A plan's logo for a document in words, with what it is for those who cannot see it; null where there is none. */
export function documentLogo(
  plan: Plan,
  alt: string,
): { readonly picture: ReportPicture; readonly alt: string } | null {
  const picture = logoOfCell(projectOf(plan)?.logo ?? '');
  return picture && { picture, alt };
}
