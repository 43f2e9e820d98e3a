import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { createDeflate } from 'node:zlib';
import type { Palette } from '../../../src/gantt/palette.ts';
import type { Primitive, Scene } from '../../../src/gantt/scene.ts';
import { cropped } from '../../../src/report/crop.ts';
import { paintSvg } from '../../../src/report/paint-svg.ts';
import { err, ok, type Result } from '../../../src/result.ts';
import { filteredRows, pngData, pngEnd, pngHead } from './png-file.ts';
import { type RasterFiles, rasterise } from './rasteriser.ts';

export type PngError = {
  readonly id: 'print.picture-too-large';
  readonly params: { readonly dpi: number; readonly most: number };
};

/** A picture of A0 at 300 dots per inch has 140 million pixels; most programs open no more than these. */
const MOST_PIXELS = 300_000_000;
const LONGEST_SIDE_PX = 65_000;
/** Pixels that are drawn at a time: some 50 MB of memory. */
const STRIP_PIXELS = 12_000_000;
const PT_PER_INCH = 72;

/** The greatest resolution at which a sheet can be pictured. */
const mostDpi = (widthPt: number, heightPt: number): number =>
  Math.floor(
    Math.min(
      Math.sqrt(MOST_PIXELS / (widthPt * heightPt)) * PT_PER_INCH,
      (LONGEST_SIDE_PX / Math.max(widthPt, heightPt)) * PT_PER_INCH,
    ),
  );

/** The scene of a strip: `count` rows of pixels from `firstPx` on. */
const stripScene = (scene: Scene, firstPx: number, count: number, pxPerPt: number): Scene => {
  const height = count / pxPerPt;
  const window = { x: 0, y: firstPx / pxPerPt, width: scene.width, height };
  const items: readonly Primitive[] = cropped(scene.items, window, 0, 0);
  return { width: scene.width, height, items };
};

/**
 * Writes a scene in points as a PNG, strip by strip, so that a large sheet takes no more memory than a small one. The file says
 * its resolution, so that it is printed in its true size.
 */
export const writePng = async (
  scene: Scene,
  palette: Palette,
  dpi: number,
  files: RasterFiles,
  path: string,
  stripPixels = STRIP_PIXELS,
): Promise<Result<null, PngError>> => {
  const most = mostDpi(scene.width, scene.height);
  if (dpi > most) return err({ id: 'print.picture-too-large', params: { dpi, most } });
  const width = Math.max(1, Math.round((scene.width * dpi) / PT_PER_INCH));
  const pxPerPt = width / scene.width;
  const height = Math.max(1, Math.round(scene.height * pxPerPt));
  const file = openSync(path, 'w');
  try {
    writeSync(file, pngHead(width, height, 'rgb', dpi));
    const deflate = createDeflate({ level: 6 });
    deflate.on('data', (part: Buffer) => writeSync(file, pngData(part)));
    const rowsAtOnce = Math.max(1, Math.floor(stripPixels / width));
    let above: Uint8Array | null = null;
    for (let first = 0; first < height; first += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, height - first);
      const svg = paintSvg(stripScene(scene, first, count, pxPerPt), '', 'px', palette, 0.5);
      const raster = await rasterise(svg, width, files);
      const { filtered, last } = filteredRows(raster.rgba, width, count, 'rgb', above);
      above = last;
      if (!deflate.write(filtered)) await once(deflate, 'drain');
    }
    deflate.end();
    await once(deflate, 'end');
    writeSync(file, pngEnd());
  } finally {
    closeSync(file);
  }
  return ok(null);
};
