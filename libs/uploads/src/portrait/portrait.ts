import { renderAsync } from '@resvg/resvg-js';
import { fileProblem } from '../upload-body';
import { type ImageHeader, readImageHeader } from './image-header';
import { writePng } from './write-png';

/** Of 35 × 49 mm (two inches, 二寸) at 200 dpi, pixels. */
export const PORTRAIT = { width: 276, height: 386 };
/** What is cropped is decoded this much larger and averaged, so that large pictures do not turn coarse. */
const OVERSAMPLED = 3;
/** Sides of what is taken, pixels; and how many pixels at most: a small file may hold a picture that fills the memory. */
const SHORTEST_SIDE = 240;
const LONGEST_SIDE = 8_000;
const MOST_PIXELS = 32_000_000;
/** Longer than wide by this much is no portrait: most of it would be cut off. */
const LONGEST_RATIO = 2.5;
/** What turns a picture upright, by the orientation of EXIF: a, b, c, d of a matrix around its middle. */
const TURNS: Record<number, string> = {
  1: '1 0 0 1', 2: '-1 0 0 1', 3: '-1 0 0 -1', 4: '1 0 0 -1', 5: '0 1 1 0', 6: '0 1 -1 0', 7: '0 -1 -1 0', 8: '0 -1 1 0',
};
const isLying = (orientation: number): boolean => orientation >= 5;

/**
 * The photo of a person (证件照) as a licence bears it: upright, its middle cut to 5 : 7, on white. Nothing of the file but its pixels is kept, so that
 * neither where it was taken nor anything hidden in it comes onto a licence.
 * @returns PNG of the size of `PORTRAIT`
 * @throws DomainError `CASES.PHOTO_UNUSABLE` naming `file`
 */
export async function readPortrait(content: Buffer): Promise<Buffer> {
  const header = readImageHeader(content);
  if (!header) throw unusable('The photo must be a JPEG or PNG. Save it as one of them and send it again.');
  checkSize(header);
  const width = PORTRAIT.width * OVERSAMPLED;
  const { pixels } = await renderAsync(upright(content, header, width, PORTRAIT.height * OVERSAMPLED), { font: { loadSystemFonts: false } });
  // What cannot be decoded is left out by the renderer, and nothing is drawn at all.
  if (isEmpty(pixels)) throw unusable('The photo cannot be read: it is damaged or incomplete. Send it again.');
  return writePng(PORTRAIT.width, PORTRAIT.height, averaged(pixels, width));
}

function checkSize({ width, height, orientation }: ImageHeader): void {
  const [across, up] = isLying(orientation) ? [height, width] : [width, height];
  if (Math.min(across, up) < SHORTEST_SIDE) throw unusable(`The photo has ${across} × ${up} pixels. Send one with at least ${SHORTEST_SIDE} on each side.`);
  if (Math.max(across, up) > LONGEST_SIDE || across * up > MOST_PIXELS) throw unusable(`The photo has ${across} × ${up} pixels. Send a smaller one.`);
  if (Math.max(across / up, up / across) > LONGEST_RATIO) throw unusable('The photo is too long for a portrait. Cut it to face and shoulders.');
}

/** A page of the portrait's shape, filled by the middle of the picture. */
function upright(content: Buffer, { contentType, width, height, orientation }: ImageHeader, pageWidth: number, pageHeight: number): string {
  const [across, up] = isLying(orientation) ? [height, width] : [width, height];
  const scale = Math.max(pageWidth / across, pageHeight / up);
  const image = `<image x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" preserveAspectRatio="none" href="data:${contentType};base64,${content.toString('base64')}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pageWidth}" height="${pageHeight}"><g transform="translate(${pageWidth / 2} ${pageHeight / 2}) scale(${scale}) matrix(${TURNS[orientation]!} 0 0)">${image}</g></svg>`;
}

function isEmpty(pixels: Uint8Array): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 0) return false;
  return true;
}

/** Each pixel is the mean of those it stands for; what is transparent is white. */
function averaged(pixels: Uint8Array, width: number): Uint8Array {
  const out = new Uint8Array(PORTRAIT.width * PORTRAIT.height * 3);
  for (let y = 0; y < PORTRAIT.height; y += 1) {
    for (let x = 0; x < PORTRAIT.width; x += 1) {
      const sums = [0, 0, 0];
      for (let at = 0; at < OVERSAMPLED * OVERSAMPLED; at += 1) {
        const from = ((y * OVERSAMPLED + Math.floor(at / OVERSAMPLED)) * width + x * OVERSAMPLED + (at % OVERSAMPLED)) * 4;
        // Colours come multiplied by their opacity.
        for (const channel of [0, 1, 2]) sums[channel]! += pixels[from + channel]! + 255 - pixels[from + 3]!;
      }
      sums.forEach((sum, channel) => (out[(y * PORTRAIT.width + x) * 3 + channel] = Math.min(255, Math.round(sum / (OVERSAMPLED * OVERSAMPLED)))));
    }
  }
  return out;
}

const unusable = (message: string) => fileProblem('CASES.PHOTO_UNUSABLE', message);
