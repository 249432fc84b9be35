import type { Glyph } from './glyphs';

/** x' = a·x + c·y + e, y' = b·x + d·y + f, as in SVG. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const LETTERS: Record<string, string> = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' };

/** A box of the drawing into which a character is stretched: its middle, its size (mm), and how far it is turned (radians, clockwise). */
export interface Cell {
  x: number;
  y: number;
  width: number;
  height: number;
  turn: number;
}

/**
 * Path data of a character that fills its cell. Characters are stretched in both directions, as engravers do; one that is far narrower than
 * high, like 一 or a digit, keeps its proportions.
 */
export function outlineIn(cell: Cell, { steps, box }: Glyph, em: { width: number; height: number }): string {
  const [scaleX, scaleY] = [cell.width / em.width, cell.height / em.height];
  const [middleX, middleY] = [(box.minX + box.maxX) / 2, em.height * MIDDLE];
  const [cos, sin] = [Math.cos(cell.turn), Math.sin(cell.turn)];
  const matrix: Matrix = [
    scaleX * cos, scaleX * sin, scaleY * sin, -scaleY * cos,
    cell.x - scaleX * middleX * cos - scaleY * middleY * sin, cell.y - scaleX * middleX * sin + scaleY * middleY * cos,
  ];
  return steps.map(({ command, args }) => `${LETTERS[command]}${pointsUnder(matrix, args)}`).join('');
}

/** Middle of a Chinese character above the base line, in parts of its height. */
const MIDDLE = 0.38;

function pointsUnder([a, b, c, d, e, f]: Matrix, args: readonly number[]): string {
  const numbers: string[] = [];
  for (let at = 0; at + 1 < args.length; at += 2) {
    const [x, y] = [args[at]!, args[at + 1]!];
    numbers.push(short(a * x + c * y + e), short(b * x + d * y + f));
  }
  return numbers.join(' ');
}

/** To a thousandth of a millimetre. */
export function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
