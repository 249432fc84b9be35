import { create as readFont, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { create as createQr } from 'qrcode';
import { METADATA_ATTACHMENT } from './read-sealed-pdf';

/** Points of PDF in a millimetre. */
export const MM = 72 / 25.4;

export type Page = InstanceType<typeof PDFDocument>;

export interface PaperFacts {
  /** A TrueType font with all characters that occur. */
  font: Buffer;
  title: string;
  author: string;
  /** The day that it bears, epoch ms: the same content gives the same bytes. */
  at: number;
  /** mm. */
  width: number;
  height: number;
  margin: number;
  /** Attached as `metadata.xml`. */
  metadata?: string;
}

/** Read once for each file that is in memory: to read its tables took a quarter of the time that a licence takes. */
const fonts = new WeakMap<Buffer, Font>();

/** A new document with one empty page and `paper` as its font. */
export function newPaper({ font, title, author, at, width, height, margin, metadata }: PaperFacts): Page {
  const created = new Date(at);
  const page = new PDFDocument({
    // No standard font, whose metrics would be read for each document: nothing is set in it.
    font: '', size: [width * MM, height * MM], margin: margin * MM, pdfVersion: '1.7', lang: 'zh-CN', displayTitle: true, compress: true,
    info: { Title: title, Author: author, Creator: 'OneThing', Producer: 'OneThing', CreationDate: created, ModDate: created },
  });
  page.registerFont('paper', fontOf(font) as never).font('paper');
  if (metadata !== undefined) {
    page.file(Buffer.from(metadata), { name: METADATA_ATTACHMENT, type: 'application/xml', creationDate: created, modifiedDate: created, relationship: 'Data' } as never);
  }
  return page;
}

function fontOf(file: Buffer): Font {
  const known = fonts.get(file);
  if (known) return known;
  const font = readFont(file) as Font;
  fonts.set(file, font);
  return font;
}

/** The finished bytes: revision 1. */
export async function finishPaper(page: Page): Promise<Buffer> {
  const parts: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => page.on('data', (part: Buffer) => parts.push(part)).on('end', resolve).on('error', reject));
  page.end();
  await ended;
  return Buffer.concat(parts);
}

/** Where a seal stands on its page, mm from the upper left corner. */
export interface SealPlace {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Draws the image of a seal as vector, its middle at the given point.
 * @param svg as `drawSeal` makes it: circle, square and paths around the middle, mm
 * @param x, y mm
 */
export function stampSeal(page: Page, svg: string, x: number, y: number, pageNumber = 1): SealPlace {
  const size = Number(attribute(/<svg [^>]*>/.exec(svg)![0], 'width').replace('mm', ''));
  page.save().translate(x * MM, y * MM).scale(MM).opacity(0.88);
  for (const [element, tag] of svg.matchAll(/<(circle|rect|path) [^>]*\/>/g)) {
    if (tag === 'path') page.path(attribute(element, 'd')).fill(attribute(element, 'fill'));
    else {
      if (tag === 'circle') page.circle(0, 0, Number(attribute(element, 'r')));
      else page.rect(...(['x', 'y', 'width', 'height'].map((one) => Number(attribute(element, one))) as [number, number, number, number]));
      page.lineWidth(Number(attribute(element, 'stroke-width'))).stroke(attribute(element, 'stroke'));
    }
  }
  page.restore();
  return { page: pageNumber, x: x - size / 2, y: y - size / 2, width: size, height: size };
}

/** @param side mm, with the quiet zone of four modules */
export function drawQr(page: Page, text: string, x: number, y: number, side: number): void {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  const step = side / (modules.size + 8);
  page.save().rect(x * MM, y * MM, side * MM, side * MM).fill('#ffffff');
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) page.rect((x + (column + 4) * step) * MM, (y + (row + 4) * step) * MM, step * MM, step * MM);
    }
  }
  page.fill('#000000').restore();
}

function attribute(element: string, key: string): string {
  const found = new RegExp(` ${key}="([^"]*)"`).exec(element);
  if (!found) throw new TypeError(`The image of a seal lacks ${key}`);
  return found[1]!;
}
