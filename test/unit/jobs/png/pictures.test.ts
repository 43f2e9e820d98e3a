import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readLogo } from '../../../../main/jobs/logo/read-logo.ts';
import { filteredRows, pngData, pngEnd, pngHead, pngOf } from '../../../../main/jobs/png/png-file.ts';
import { rasteriserFile } from '../../../../main/jobs/png/rasteriser.ts';
import { isSoundPng } from '../../../../main/jobs/png/sound-png.ts';
import { writePng } from '../../../../main/jobs/png/write-png.ts';
import { PRINT_PALETTE } from '../../../../src/gantt/palette.ts';
import { logoOfCell, MOST_LOGO_PX } from '../../../../src/report/logo.ts';
import { pageItems } from '../../../../src/report/page.ts';
import { paginate } from '../../../../src/report/paginate.ts';
import { sampleReport } from '../../report/sample-plan.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const FILES = { rasteriser: rasteriserFile(join(ROOT, 'main/jobs/print-worker.ts')), assets: join(ROOT, 'assets') };
const folder = mkdtempSync(join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reads a PNG of ours the slow way: chunk by chunk, row by row. */
const decoded = (bytes: Buffer) => {
  const chunks: { name: string; data: Buffer }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.push({ name: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  const header = chunks[0]!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = header[9] === 2 ? 3 : 4;
  const raw = inflateSync(Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data)));
  const stride = width * size;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    expect(raw[y * (stride + 1)]).toBe(2);
    for (let x = 0; x < stride; x++)
      pixels[y * stride + x] = raw[y * (stride + 1) + 1 + x]! + (y > 0 ? pixels[(y - 1) * stride + x]! : 0);
  }
  const resolution = chunks.find(({ name }) => name === 'pHYs')?.data;
  return { width, height, size, pixels, perMetre: resolution ? resolution.readUInt32BE(0) : null };
};

describe('a PNG file', () => {
  it('holds the pixels that were given, however many strips they came in', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, strip, bytes) => {
          const rgba = Uint8Array.from({ length: width * height * 4 }, () => bytes.next().value as number);
          const parts: Buffer[] = [];
          let above: Uint8Array | null = null;
          for (let y = 0; y < height; y += strip) {
            const rows = Math.min(strip, height - y);
            const part = filteredRows(rgba.subarray(y * width * 4), width, rows, 'rgba', above);
            above = part.last;
            parts.push(part.filtered);
          }
          const file = Buffer.concat([
            pngHead(width, height, 'rgba', 300),
            pngData(deflateSync(Buffer.concat(parts))),
            pngEnd(),
          ]);
          const read = decoded(file);
          expect([read.width, read.height, read.perMetre]).toEqual([width, height, 11811]);
          expect(read.pixels.equals(Buffer.from(rgba))).toBe(true);
        },
      ),
    );
  });
});

describe('a logo that came with a plan', () => {
  const good = pngOf(
    Uint8Array.from({ length: 3 * 2 * 4 }, (_, at) => at * 7),
    3,
    2,
  );
  const changed = (at: number, byte: number): Buffer => {
    const bytes = Buffer.from(good);
    bytes[at] = byte;
    return bytes;
  };
  it('is sound when it is one of ours, and never taken for one when cut or of another kind', () => {
    expect(isSoundPng(good, 1000)).toBe(true);
    for (let length = 0; length < good.length; length++) expect(isSoundPng(good.subarray(0, length), 1000)).toBe(false);
    expect(isSoundPng(good, 2)).toBe(false);
    for (const [at, byte] of [
      [19, 200],
      [23, 1],
      [24, 16],
      [25, 2],
      [28, 1],
      [43, 0x55],
    ] as const)
      expect(isSoundPng(changed(at, byte), 1000), `byte ${at}`).toBe(false);
  });
});

describe('a picture of a page', () => {
  const [page] = paginate(sampleReport(20)).pages;
  const scene = { width: page!.widthPt, height: page!.heightPt, items: pageItems(page!) };

  it('is as large as the sheet at its resolution, white at the edge and drawn within', async () => {
    const path = join(folder, 'page.png');
    expect(await writePng(scene, PRINT_PALETTE, 50, FILES, path)).toEqual({ ok: true, value: null });
    const { width, height, size, pixels, perMetre } = decoded(readFileSync(path));
    expect([width, height, size, perMetre]).toEqual([585, 414, 3, 1969]);
    expect([...pixels.subarray(0, 3)]).toEqual([255, 255, 255]);
    const dark = pixels.filter((value) => value < 100).length;
    expect(dark).toBeGreaterThan(500);
  });

  it('is the same whether drawn at once or in strips', async () => {
    const [whole, strips] = [join(folder, 'whole.png'), join(folder, 'strips.png')];
    await writePng(scene, PRINT_PALETTE, 72, FILES, whole);
    await writePng(scene, PRINT_PALETTE, 72, FILES, strips, 842 * 100);
    const [a, b] = [decoded(readFileSync(whole)).pixels, decoded(readFileSync(strips)).pixels];
    let differing = 0;
    for (let at = 0; at < a.length; at++) {
      if (Math.abs(a[at]! - b[at]!) > 40) differing++;
    }
    // Where a strip begins between two pixels of a curve, its edge may be rounded otherwise.
    expect(differing / a.length).toBeLessThan(0.002);
  });

  it('that would be too large is refused with the most there can be', async () => {
    const path = join(folder, 'huge.png');
    const tall = { ...scene, height: 200_000 };
    const answer = await writePng(tall, PRINT_PALETTE, 300, FILES, path);
    expect(answer).toMatchObject({ ok: false, error: { id: 'print.picture-too-large', params: { dpi: 300 } } });
    const { most } = (answer as { error: { params: { most: number } } }).error.params;
    expect(most).toBeLessThan(300);
    expect(most).toBeGreaterThan(0);
  });
});

describe('a logo', () => {
  const file = (name: string, bytes: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const read = (name: string, bytes: string | Uint8Array) => readLogo({ path: file(name, bytes), name, ...FILES });
  const SVG =
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect x="50" y="20" width="100" height="40" fill="#0b5cad"/></svg>';

  it('from an SVG is drawn, without its empty border', async () => {
    const answer = await read('a.svg', SVG);
    if (!answer.ok) throw new Error(answer.error.id);
    const logo = logoOfCell(answer.value.logo)!;
    expect(logo.widthPx / logo.heightPx).toBeCloseTo(100 / 40, 1);
    expect(Math.max(logo.widthPx, logo.heightPx)).toBeLessThanOrEqual(MOST_LOGO_PX);
    const { pixels } = decoded(Buffer.from(answer.value.logo, 'base64'));
    const middle = (Math.floor(logo.heightPx / 2) * logo.widthPx + Math.floor(logo.widthPx / 2)) * 4;
    expect([...pixels.subarray(middle, middle + 4)]).toEqual([0x0b, 0x5c, 0xad, 255]);
  });

  it('from a PNG is drawn anew: nothing that came with it is kept', async () => {
    const rgba = new Uint8Array(40 * 20 * 4).fill(200);
    const png = pngOf(rgba, 40, 20);
    const secret = Buffer.concat([
      png.subarray(0, 33),
      pngData(Buffer.alloc(0)),
      png.subarray(33),
      Buffer.from('GEMT SKRIFT'),
    ]);
    const answer = await read('b.png', secret);
    if (!answer.ok) throw new Error(answer.error.id);
    expect(Buffer.from(answer.value.logo, 'base64').includes('GEMT')).toBe(false);
    expect(logoOfCell(answer.value.logo)).not.toBeNull();
  });

  it.each([
    ['text', 'hello', 'logo.unreadable'],
    ['nothing', '', 'logo.unreadable'],
    ['an SVG with entities', `<!DOCTYPE svg [<!ENTITY a "x">]>${SVG}`, 'logo.unreadable'],
    ['a broken SVG', '<svg xmlns="http://www.w3.org/2000/svg"><rect', 'logo.unreadable'],
    ['an empty SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', 'logo.empty'],
    ['a PNG that claims to be huge', pngHead(60_000, 60_000, 'rgb', null), 'logo.unreadable'],
    ['a JPEG without an end', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff]), 'logo.unreadable'],
  ])('from %s is refused', async (name, bytes, id) => {
    expect(await read(name, bytes)).toMatchObject({ ok: false, error: { id, params: { name } } });
  });

  it('takes nothing from other files or the network', async () => {
    const secret = file('secret.svg', SVG);
    const link = (href: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><image href="${href}" width="50" height="50"/></svg>`;
    for (const href of [secret, `file://${secret}`, 'http://127.0.0.1:9/a.png'])
      expect(await read('c.svg', link(href))).toMatchObject({ ok: false, error: { id: 'logo.empty' } });
  });
});
