declare module 'fontkit' {
  /** A glyph of an opened font; the advance is in units of the font. */
  export type Glyph = { readonly id: number; readonly advanceWidth: number; readonly codePoints: readonly number[] };

  /** Where a glyph of a laid-out text stands, in units of the font. */
  export type GlyphPosition = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number };

  export type GlyphRun = {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly GlyphPosition[];
    readonly advanceWidth: number;
  };

  export type Font = {
    readonly unitsPerEm: number;
    readonly postscriptName: string;
    glyphForCodePoint(codePoint: number): Glyph;
    hasGlyphForCodePoint(codePoint: number): boolean;
    /** Script is an OpenType tag (`latn`); when left out, that of the first letter. */
    layout(text: string, features?: readonly string[], script?: string): GlyphRun;
  };

  export function create(bytes: Uint8Array, postscriptName?: string): Font;
}
