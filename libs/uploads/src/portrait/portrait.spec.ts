import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';
import { readImageHeader } from './image-header';
import { PORTRAIT, readPortrait } from './portrait';
import { writePng } from './write-png';

/** A drawn face before white, in blue, 300 × 420. */
const FACE = readFileSync(join(__dirname, '../fixtures/portrait.jpg'));
const HAIR = [43, 33, 28];
const BLUE = [51, 80, 107];
const WHITE = [255, 255, 255];

/** As a camera writes it, held in that way. */
function held(orientation: number, order: 'II' | 'MM' = 'MM'): Buffer {
  const tiff = Buffer.alloc(26);
  const u16 = (value: number, at: number) => (order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at));
  tiff.write(order, 0, 'latin1');
  u16(42, 2);
  u16(8, order === 'II' ? 4 : 6);
  [1, 0x0112, 3].forEach((value, at) => u16(value, 8 + at * 2));
  u16(1, order === 'II' ? 14 : 16);
  u16(orientation, 18);
  const segment = Buffer.concat([Buffer.from('ffe10022', 'hex'), Buffer.from('Exif\0\0', 'latin1'), tiff]);
  return Buffer.concat([FACE.subarray(0, 2), segment, FACE.subarray(2)]);
}
async function pixelsOf(png: Buffer): Promise<(x: number, y: number) => number[]> {
  const { width, height } = PORTRAIT;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${png.toString('base64')}"/></svg>`;
  const { pixels } = await renderAsync(svg, { font: { loadSystemFonts: false } });
  return (x, y) => {
    const at = (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1))) * 4;
    return [...pixels.subarray(at, at + 3)];
  };
}
const near = (colour: number[], other: number[]) => colour.every((value, at) => Math.abs(value - other[at]!) < 12);
/** Where the hair is: of a picture that lay, the middle is left, in which the hair stands at an edge. */
async function hairSides(content: Buffer): Promise<string[]> {
  const at = await pixelsOf(await readPortrait(content));
  const sides: Record<string, [number, number]> = { top: [0.5, 0.26], bottom: [0.5, 0.74], left: [0.04, 0.5], right: [0.96, 0.5] };
  return Object.keys(sides).filter((side) => near(at(...sides[side]!), HAIR));
}

test('JPEG and PNG become a PNG of one size, upright, and nothing else of the file is left', async () => {
  const png = await readPortrait(FACE);
  expect(readImageHeader(png)).toEqual({ contentType: 'image/png', ...PORTRAIT, orientation: 1 });
  const at = await pixelsOf(png);
  expect([near(at(0.03, 0.03), WHITE), near(at(0.5, 0.98), BLUE)]).toEqual([true, true]);
  const again = await readPortrait(png);
  expect(near((await pixelsOf(again))(0.5, 0.98), BLUE)).toBe(true);
  const marked = Buffer.concat([FACE.subarray(0, 2), Buffer.from('fffe0010', 'hex'), Buffer.from('secret place 1', 'latin1'), FACE.subarray(2)]);
  expect(await readPortrait(marked)).toEqual(png);
});

test.each([[1, 'top'], [3, 'bottom'], [5, 'left'], [6, 'right'], [8, 'left']])('held in way %i, the picture is turned as cameras mean it', async (orientation, side) => {
  expect(await hairSides(held(orientation))).toEqual([side]);
  expect(readImageHeader(held(orientation, 'II'))).toEqual({ contentType: 'image/jpeg', width: 300, height: 420, orientation });
});

test('a transparent ground turns white', async () => {
  // Colour and opacity of each pixel, made by the renderer: the left half is there, half of it see-through.
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="280" height="392"><rect width="140" height="392" fill="#000" fill-opacity="0.5"/></svg>';
  const at = await pixelsOf(await readPortrait((await renderAsync(svg)).asPng()));
  expect([near(at(0.25, 0.5), [127, 127, 127]), near(at(0.75, 0.5), WHITE)]).toEqual([true, true]);
});

test('a fine pattern turns grey, not coarse', async () => {
  const [width, height] = [828, 1158];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => (Math.floor(at / 3) % 3 === 0 ? 255 : 0));
  const at = await pixelsOf(await readPortrait(writePng(width, height, pixels)));
  for (const x of [0.1, 0.33, 0.7]) expect(near(at(x, 0.5), [85, 85, 85])).toBe(true);
});

const sized = (width: number, height: number): Buffer => {
  const png = Buffer.from(writePng(2, 2, new Uint8Array(12)));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
};

test.each([
  ['no picture', Buffer.from('%PDF-1.7 of somebody')], ['nothing', Buffer.alloc(0)], ['a beginning alone', FACE.subarray(0, 40)],
  ['a picture that breaks off in its header', FACE.subarray(0, 200)], ['one that breaks off', FACE.subarray(0, 3_000)], ['too small', writePng(200, 280, new Uint8Array(200 * 280 * 3))],
  ['so many pixels that they would fill the memory', sized(30_000, 30_000)], ['far too long', sized(600, 1_600)], ['a size that it has not', sized(600, 800)],
])('refused: %s', async (_, content) => {
  await expect(readPortrait(content)).rejects.toMatchObject({ code: 'CASES.PHOTO_UNUSABLE', extra: { fields: [{ field: 'file' }] } });
});

test('of several frames in a JPEG the largest counts', () => {
  const second = Buffer.concat([Buffer.from('ffc0000b08', 'hex'), Buffer.from([0x75, 0x30, 0x75, 0x30]), Buffer.from('01011100', 'hex')]);
  expect(readImageHeader(Buffer.concat([FACE.subarray(0, 2), second, FACE.subarray(2)]))).toMatchObject({ width: 30_000, height: 30_000 });
});
