import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const FONT_WEIGHTS = ['regular', 'medium', 'semibold', 'bold'] as const;

let ready: Promise<void> | null = null;
let fonts: Uint8Array[] | null = null;

/**
 * The library's program, for whoever starts a worker: beside the bundled worker in the desktop app, in its package in the
 * checkout.
 */
export const rasteriserFile = (workerFile: string): string =>
  workerFile.endsWith('.ts')
    ? join(dirname(workerFile), '..', '..', 'node_modules', '@resvg', 'resvg-wasm', 'index_bg.wasm')
    : join(dirname(workerFile), 'resvg.wasm');

/** The fonts that texts are set in, from the folder of assets. */
const fontsFrom = (assets: string): Uint8Array[] =>
  FONT_WEIGHTS.map((weight) => readFileSync(join(assets, 'fonts', `inter-${weight}.ttf`)));

/** What drawing takes from the disk. */
export type RasterFiles = {
  /** The library's program: see `rasteriserFile`. */
  readonly rasteriser: string;
  /** Folder with fonts. */
  readonly assets: string;
};

/** Pixels of an image as red, green, blue and alpha. */
export type Raster = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };

/**
 * Draws an SVG without scripts, without network and without files: what it refers to outside itself is left out. Throws where it
 * is not an SVG.
 */
export const rasterise = async (
  svg: string | Uint8Array,
  widthPx: number,
  { rasteriser, assets }: RasterFiles,
): Promise<Raster> => {
  ready ??= initWasm(readFileSync(rasteriser));
  fonts ??= fontsFrom(assets);
  await ready;
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'width', value: widthPx },
    font: { fontBuffers: fonts, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  try {
    const image = resvg.render();
    try {
      return { width: image.width, height: image.height, rgba: image.pixels };
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
};
