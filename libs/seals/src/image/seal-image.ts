import { DomainError } from '@onething/kernel';
import type { SealShape, SealTexts } from '../domain/seal-kinds';
import type { Glyph, GlyphSource } from './glyphs';
import { type Cell, outlineIn, short } from './outline';

/** Red of seal ink. */
const RED = '#e60012';
/** Border in parts of the diameter: 1.2 mm of 42. */
const BORDER = 1.2 / 42;
/** Heights in parts of the diameter. */
const NAME_HEIGHT = 5.4 / 42;
const LOWER_HEIGHT = 3.6 / 42;
const NUMBER_HEIGHT = 1.9 / 42;
const STAR_RADIUS = 7 / 42;
/** Empty space between border and text. */
const GAP = 1.1 / 42;
/** How far round the name may go, radians: less where it must end above a lower text. */
const WIDEST = (262 * Math.PI) / 180;
const WIDEST_ABOVE_TEXT = (216 * Math.PI) / 180;
/** A character is never set wider than this part of its height, and is made lower when it would be narrower than the other. */
const WIDE = 0.84;
const NARROW = 0.46;
/** Space between two characters in parts of a character's width: at least, at most. */
const TIGHT = 0.12;
const LOOSE = 0.75;
/** Units per em of the outlines, and what of it a Chinese character fills. */
const EM = 1000;
const FILLED = 0.92;

export interface SealDrawing {
  /** SVG with paths only: it needs no font. */
  svg: string;
  /** mm. */
  width: number;
  height: number;
}

/**
 * The image of a seal (印章图像) as vector: for an organisation round, the name from left to right around the edge, the star in the middle, the
 * lower text and the number (国发〔1999〕25号); for a person a square.
 * @throws DomainError `SEALS.CHARACTER_MISSING` naming the characters that the font cannot draw
 */
export function drawSeal(shape: SealShape, texts: SealTexts, font: GlyphSource): SealDrawing {
  const size = shape.shape === 'round' ? shape.diameter : shape.side;
  const body = shape.shape === 'round' ? roundBody(size, texts, font) : squareBody(size, texts.name, font);
  const half = short(size / 2);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}mm" height="${size}mm" viewBox="-${half} -${half} ${size} ${size}">${body}</svg>`;
  return { svg, width: size, height: size };
}

function roundBody(diameter: number, { name, lowerText, number }: SealTexts, font: GlyphSource): string {
  const border = diameter * BORDER;
  const ring = `<circle r="${short((diameter - border) / 2)}" fill="none" stroke="${RED}" stroke-width="${short(border)}"/>`;
  const inner = diameter / 2 - border - diameter * GAP;
  const paths = [
    starPath(diameter * STAR_RADIUS),
    ...setInCells(name, font, archedCells([...name].length, inner, diameter * NAME_HEIGHT, lowerText === undefined ? WIDEST : WIDEST_ABOVE_TEXT)),
    ...(lowerText === undefined ? [] : setInCells(lowerText, font, lowerCells([...lowerText].length, diameter))),
    ...(number === undefined ? [] : setInCells(number, font, numberCells([...number].length, inner, diameter * NUMBER_HEIGHT))),
  ];
  return `${ring}<path fill="${RED}" d="${paths.join('')}"/>`;
}

/** Upright all round, their feet towards the middle, the name's middle at the top. @param outer radius of the heads, mm */
function archedCells(count: number, outer: number, height: number, span: number): Cell[] {
  const pitchAt = (high: number, width: number, space: number) => (width * (1 + space)) / (outer - high);
  const widest = span / count;
  // The narrowest setting that fits, low enough for its width not to fall below the limit.
  let high = height;
  while (pitchAt(high, high * NARROW, TIGHT) > widest) high *= 0.97;
  const width = Math.min(high * WIDE, (widest * (outer - high)) / (1 + TIGHT));
  const pitch = Math.min(widest, pitchAt(high, width, LOOSE));
  const radius = outer - high / 2;
  return Array.from({ length: count }, (_, index) => {
    const turn = (index - (count - 1) / 2) * pitch;
    return { x: radius * Math.sin(turn), y: -radius * Math.cos(turn), width, height: high, turn };
  });
}

/** In one straight line below the star. */
function lowerCells(count: number, diameter: number): Cell[] {
  const y = diameter * 0.235;
  const room = diameter * 0.56;
  const height = diameter * LOWER_HEIGHT;
  const pitch = Math.min(height * 1.02, room / count);
  return Array.from({ length: count }, (_, index) => ({ x: (index - (count - 1) / 2) * pitch, y, width: Math.min(height * WIDE, pitch * 0.94), height, turn: 0 }));
}

/** Along the lower edge from left to right, heads towards the middle. */
function numberCells(count: number, outer: number, height: number): Cell[] {
  const radius = outer - height / 2;
  const pitch = Math.min((height * 1.15) / radius, (84 * Math.PI) / 180 / count);
  return Array.from({ length: count }, (_, index) => {
    const turn = (index - (count - 1) / 2) * pitch;
    return { x: radius * Math.sin(turn), y: radius * Math.cos(turn), width: height, height, turn: -turn };
  });
}

/** Columns from right to left, as names are engraved. */
function squareBody(side: number, name: string, font: GlyphSource): string {
  const characters = [...name].filter((character) => !/[·•\s]/u.test(character));
  const border = side * 0.05;
  const rect = `<rect x="${short(-(side - border) / 2)}" y="${short(-(side - border) / 2)}" width="${short(side - border)}" height="${short(side - border)}"`
    + ` fill="none" stroke="${RED}" stroke-width="${short(border)}"/>`;
  const room = side - 2 * border - side * 0.06;
  const cells = columnsOf(characters.length).flatMap((inColumn, column, all) => Array.from({ length: inColumn }, (_, row): Cell => {
    const [width, height] = [room / all.length, room / inColumn];
    return { x: room / 2 - (column + 0.5) * width, y: -room / 2 + (row + 0.5) * height, width: width * 0.94, height: height * 0.94, turn: 0 };
  }));
  return `${rect}<path fill="${RED}" d="${setInCells(characters.join(''), font, cells).join('')}"/>`;
}

/** How many characters stand in each column; of three the first, the family name, stands alone. */
function columnsOf(count: number): number[] {
  if (count <= 2) return [count];
  if (count === 3) return [1, 2];
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: columns }, (_, column) => Math.floor(count / columns) + (column < count % columns ? 1 : 0));
}

function setInCells(text: string, font: GlyphSource, cells: readonly Cell[]): string[] {
  const glyphs = font.glyphsOf(text);
  const missing = [...text].filter((_, index) => glyphs[index] === undefined);
  if (missing.length > 0) {
    const message = `The seal's font has no outline for ${[...new Set(missing)].join(' ')}. Write the name with other characters, or have the font extended.`;
    throw new DomainError('refused', 'SEALS.CHARACTER_MISSING', message, { fields: [{ field: 'name', code: 'SEALS.CHARACTER_MISSING', message }] });
  }
  return cells.map((cell, index) => outlineIn(cell, glyphs[index] as Glyph, { width: EM * FILLED, height: EM * FILLED }));
}

/** A five-pointed star on its base, one point upwards. */
function starPath(radius: number): string {
  const innerRadius = radius * (Math.sin(Math.PI / 10) / Math.sin((3 * Math.PI) / 10));
  const points = Array.from({ length: 10 }, (_, index) => {
    const [angle, length] = [(index * Math.PI) / 5, index % 2 === 0 ? radius : innerRadius];
    return `${short(length * Math.sin(angle))} ${short(-length * Math.cos(angle))}`;
  });
  return `M${points.join('L')}Z`;
}
