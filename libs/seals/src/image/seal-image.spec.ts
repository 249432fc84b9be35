import { join } from 'node:path';
import fc from 'fast-check';
import { Resvg } from '@resvg/resvg-js';
import type { SealShape, SealTexts } from '../domain/seal-kinds';
import { FontGlyphs } from './glyphs';
import { drawSeal } from './seal-image';
import { sealPng } from './seal-png';

const font = new FontGlyphs(join(__dirname, '../../../../config/fonts/noto-sans-sc-400.ttf'));
const ROUND: SealShape = { shape: 'round', diameter: 42, centre: 'star' };
const NAME = '乌鲁木齐市天山区卫生健康委员会';
const SIDE = 1000;

/** What is inked, in a square of 1000 pixels. */
function inkOf(shape: SealShape, texts: SealTexts) {
  const { svg } = drawSeal(shape, texts, font);
  const { pixels } = new Resvg(svg, { fitTo: { mode: 'width', value: SIDE } }).render();
  const isInked = (x: number, y: number) => pixels[(y * SIDE + x) * 4 + 3]! > 127;
  return (inside: (radius: number, angle: number, x: number, y: number) => boolean): number => {
    let count = 0;
    for (let y = 0; y < SIDE; y += 1) {
      for (let x = 0; x < SIDE; x += 1) {
        const [dx, dy] = [(x - SIDE / 2) / (SIDE / 2), (y - SIDE / 2) / (SIDE / 2)];
        if (isInked(x, y) && inside(Math.hypot(dx, dy), Math.atan2(dx, -dy), dx, dy)) count += 1;
      }
    }
    return count;
  };
}
const BORDER_INSIDE = 1 - 2.4 / 42;

test('border, name and star are inked, and nothing else', () => {
  const ink = inkOf(ROUND, { name: NAME });
  expect(ink((radius) => radius > BORDER_INSIDE)).toBeGreaterThan(50_000);
  expect(ink((radius) => radius < 0.3)).toBeGreaterThan(15_000);
  expect(ink((radius) => radius > 0.62 && radius < BORDER_INSIDE)).toBeGreaterThan(15_000);
  expect(ink((radius) => radius > 0.36 && radius < 0.6)).toBe(0);
});

test('the name stands symmetrically, its middle at the top', () => {
  const ink = inkOf(ROUND, { name: '田田田田田田田田田' });
  const [left, right] = [ink((radius, angle) => radius > 0.6 && radius < 0.93 && angle < 0), ink((radius, angle) => radius > 0.6 && radius < 0.93 && angle > 0)];
  expect(Math.abs(left - right) / left).toBeLessThan(0.02);
  expect(ink((radius, angle) => radius > 0.6 && radius < 0.93 && Math.abs(angle) > 2.3)).toBe(0);
});

test('names of any length stay between star and border', () => {
  for (const length of [1, 2, 5, 12, 20, 30, 45, 60]) {
    const ink = inkOf(ROUND, { name: '鑫'.repeat(length) });
    expect(ink((radius) => radius > BORDER_INSIDE - 0.03 && radius < BORDER_INSIDE - 0.004)).toBe(0);
    expect(ink((radius) => radius > 0.36 && radius < 0.55)).toBe(0);
    expect(ink((radius) => radius > 0.55 && radius < BORDER_INSIDE - 0.03)).toBeGreaterThan(1_500);
  }
});

test('characters of a long name do not touch', () => {
  const svg = drawSeal(ROUND, { name: '口'.repeat(40) }, font).svg;
  const { pixels } = new Resvg(svg, { fitTo: { mode: 'width', value: SIDE } }).render();
  const radius = (SIDE / 2) * 0.86;
  const ring = Array.from({ length: 20_000 }, (_, index) => {
    const angle = (index / 20_000) * 2 * Math.PI;
    const [x, y] = [Math.round(SIDE / 2 + radius * Math.sin(angle)), Math.round(SIDE / 2 - radius * Math.cos(angle))];
    return pixels[(y * SIDE + x) * 4 + 3]! > 127;
  });
  const strokes = ring.filter((inked, index) => inked && !ring[(index + 1) % ring.length]).length;
  expect(strokes).toBe(80);
});

test('lower text and number have their places', () => {
  const plain = inkOf(ROUND, { name: NAME });
  const full = inkOf(ROUND, { name: NAME, lowerText: '行政审批专用章(1)', number: '6501020000123' });
  const lower = (_: number, __: number, x: number, y: number) => y > 0.36 && y < 0.58 && Math.abs(x) < 0.58;
  const bottom = (radius: number, angle: number) => radius > 0.8 && radius < 0.93 && Math.abs(angle) > 2.5;
  expect(plain(bottom)).toBe(0);
  expect(full(bottom)).toBeGreaterThan(1_000);
  expect(full(lower) - plain(lower)).toBeGreaterThan(5_000);
});

test('a name ends above the lower text, and the number reads from left to right', () => {
  const long = inkOf(ROUND, { name: '鑫'.repeat(60), lowerText: '一' });
  expect(long((radius, angle) => radius > 0.6 && radius < 0.93 && Math.abs(angle) > 2.0)).toBe(0);
  const half = (side: number) => (radius: number, angle: number, x: number) => radius > 0.8 && radius < 0.93 && Math.abs(angle) > 2.5 && x * side > 0;
  const numbered = inkOf(ROUND, { name: '区', number: '8888811111' });
  expect(numbered(half(-1))).toBeGreaterThan(1.5 * numbered(half(1)));
});

test('a person\'s name fills its square, whatever its length; the separator is not engraved', () => {
  for (const name of ['张三', '张三丰', '欧阳锋印', '艾合买提·买买提']) {
    const ink = inkOf({ shape: 'square', side: 18 }, { name });
    for (const [sx, sy] of [[1, 1], [1, -1], [-1, 1], [-1, -1]] as const) {
      expect(ink((_, __, x, y) => x * sx > 0.1 && y * sy > 0.1 && Math.abs(x) < 0.85 && Math.abs(y) < 0.85)).toBeGreaterThan(3_000);
    }
  }
});

test('a character that the font lacks is named', () => {
  expect(() => drawSeal(ROUND, { name: '卫\u{10ffff}生' }, font)).toThrow(expect.objectContaining({ code: 'SEALS.CHARACTER_MISSING' }));
});

test('the picture has 300 dots per inch of its size, and is transparent', () => {
  const png = sealPng(drawSeal(ROUND, { name: NAME }, font));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([496, 496]);
  expect(png[25]).toBe(6);
});

test('the drawing carries no text, script or reference, whatever the name', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\'市区委员会AZ09') , minLength: 1, maxLength: 40 }), (name) => {
    const { svg } = drawSeal(ROUND, { name }, font);
    expect(svg).toMatch(/^<svg [^<>]*><circle [^<>]*\/><path fill="#e60012" d="[MLQCZ0-9. -]*"\/><\/svg>$/);
  }), { numRuns: 40 });
});
