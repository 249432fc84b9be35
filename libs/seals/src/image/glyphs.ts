import { type Font, openSync } from 'fontkit';

/** A step of an outline, as fontkit names them. */
interface OutlineStep {
  command: string;
  args: number[];
}

/** A character as an outline. Units of the font, y upwards. */
export interface Glyph {
  steps: readonly OutlineStep[];
  box: { minX: number; minY: number; maxX: number; maxY: number };
}

/** Where characters get their outlines. */
export abstract class GlyphSource {
  /** Of every character in order; undefined where the font has none. */
  abstract glyphsOf(text: string): (Glyph | undefined)[];
}

/** Outlines of a TrueType font. The file is opened at the first use. */
export class FontGlyphs extends GlyphSource {
  private font?: Font;

  constructor(private readonly path: string) {
    super();
  }

  glyphsOf(text: string): (Glyph | undefined)[] {
    this.font ??= openSync(this.path) as Font;
    const font = this.font;
    return [...text].map((character) => {
      if (!font.hasGlyphForCodePoint(character.codePointAt(0)!)) return undefined;
      const { path } = font.glyphForCodePoint(character.codePointAt(0)!);
      return { steps: path.commands, box: path.bbox };
    });
  }
}
