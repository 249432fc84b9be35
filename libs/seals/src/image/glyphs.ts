import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';

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

  /** The TrueType file, for what is set in it as text. */
  abstract fontFile(): Buffer;

  /** Characters that cannot be drawn, each once. Spaces and ends of lines are not drawn. */
  missingIn(text: string): string[] {
    const characters = [...new Set(text.replace(/\s/gu, ''))];
    const glyphs = this.glyphsOf(characters.join(''));
    return characters.filter((_, index) => glyphs[index] === undefined);
  }
}

/** Outlines of a TrueType font. The file is read at the first use. */
export class FontGlyphs extends GlyphSource {
  private file?: Buffer;
  private font?: Font;

  constructor(private readonly path: string) {
    super();
  }

  glyphsOf(text: string): (Glyph | undefined)[] {
    this.font ??= create(this.fontFile()) as Font;
    const font = this.font;
    return [...text].map((character) => {
      if (!font.hasGlyphForCodePoint(character.codePointAt(0)!)) return undefined;
      const { path } = font.glyphForCodePoint(character.codePointAt(0)!);
      return { steps: path.commands, box: path.bbox };
    });
  }

  override missingIn(text: string): string[] {
    this.font ??= create(this.fontFile()) as Font;
    const font = this.font;
    return [...new Set(text.replace(/\s/gu, ''))].filter((character) => !font.hasGlyphForCodePoint(character.codePointAt(0)!));
  }

  fontFile(): Buffer {
    this.file ??= readFileSync(this.path);
    return this.file;
  }
}
