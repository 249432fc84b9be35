import { drawQr, finishPaper, MM, newPaper, type Page, type SealPlace, stampSeal } from '@onething/sealed-files';
import type { LicenceContent } from './licence-content';
import type { LicenceTemplate } from './licence-templates';

export interface LicenceDrawing {
  content: LicenceContent;
  template: LicenceTemplate;
  font: Buffer;
  /** Image of the seal, SVG. */
  seal: string;
  /** Photo of the holder, PNG; a type that bears one and has none is drawn without a place for it. */
  photo?: Buffer;
  metadata: string;
  /** Epoch ms: the day of issue. */
  at: number;
}

/** A part of a page, mm. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const MARGIN = 12;
const QR_SIDE = 30;
const FOOT = 58;
/** A page of less height has its parts closer together, mm. */
const LOW = 160;
const SMALLEST = 8;
/** 二寸 and 一寸, mm: both have the shape in which photos are cut. */
const PHOTO = { width: 35, height: 49 };
const SMALL_PHOTO = { width: 25, height: 35 };
const INK = '#1b1b1b';
const PALE = '#5a5a5a';

/** Draws a licence by its template. Fields that do not fit even in small letters stand on a further page. @returns revision 1 of its file */
export async function drawLicence(drawing: LicenceDrawing): Promise<{ pdf: Buffer; place: SealPlace }> {
  const { content, template, font, metadata, at } = drawing;
  const page = newPaper({ font, title: `${content.title} ${content.number}`, author: content.issuer, at, width: template.width, height: template.height, margin: 0, metadata });
  frame(page, template);
  const place = template.spread ? spread(page, drawing) : single(page, drawing);
  return { pdf: await finishPaper(page), place };
}

function single(page: Page, drawing: LicenceDrawing): SealPlace {
  const { content, template } = drawing;
  const { width, height } = template;
  const isLow = height < LOW;
  const inner = { x: MARGIN + 12, width: width - 2 * MARGIN - 24 };
  const below = heading(page, drawing, { ...inner, y: MARGIN + (isLow ? 7 : 16), height: 0 });
  if (drawing.photo) drawPhoto(page, drawing.photo, { x: width - MARGIN - 12 - SMALL_PHOTO.width, y: below, ...SMALL_PHOTO });
  const foot = isLow ? 38 : FOOT;
  const fields = { ...inner, y: below, width: inner.width - (drawing.photo ? SMALL_PHOTO.width + 6 : 0), height: height - MARGIN - foot - below };
  const rest = fieldTable(page, content.fields, fields, template);
  const footY = height - MARGIN - foot;
  verificationMark(page, content, { x: inner.x, y: footY + (isLow ? 4 : 16), width: 82, height: 0 }, isLow ? 24 : QR_SIDE);
  const place = signature(page, drawing, width - MARGIN - 56, footY + (isLow ? 18 : 28));
  furtherPages(page, drawing, rest);
  return place;
}

function spread(page: Page, drawing: LicenceDrawing): SealPlace {
  const { content, template } = drawing;
  const { width, height } = template;
  const half = width / 2;
  page.save().moveTo(half * MM, (MARGIN + 6) * MM).lineTo(half * MM, (height - MARGIN - 6) * MM).dash(2, { space: 2 }).lineWidth(0.6).stroke(template.accent).restore();
  const left = { x: MARGIN + 10, y: MARGIN + 30, width: half - MARGIN - 18, height: 0 };
  const below = heading(page, drawing, left);
  if (drawing.photo) drawPhoto(page, drawing.photo, { x: left.x + (left.width - PHOTO.width) / 2, y: below + 4, ...PHOTO });
  verificationMark(page, content, { x: left.x, y: height - MARGIN - 12 - QR_SIDE, width: left.width, height: 0 }, QR_SIDE);
  const right = { x: half + 10, y: MARGIN + 16, width: half - MARGIN - 20, height: height - 2 * MARGIN - 16 - FOOT };
  const rest = fieldTable(page, content.fields, right, template);
  const place = signature(page, drawing, half + half / 2 + 8, height - MARGIN - 30);
  furtherPages(page, drawing, rest);
  return place;
}

/** Ground, a double border, and corners. */
function frame(page: Page, { width, height, accent, ground }: LicenceTemplate): void {
  page.rect(0, 0, width * MM, height * MM).fill(ground);
  const border = (inset: number, line: number) => page.lineWidth(line).rect(inset * MM, inset * MM, (width - 2 * inset) * MM, (height - 2 * inset) * MM).stroke(accent);
  border(MARGIN - 3, 2.4);
  border(MARGIN, 0.7);
  for (const [x, y, dx, dy] of [[MARGIN, MARGIN, 1, 1], [width - MARGIN, MARGIN, -1, 1], [MARGIN, height - MARGIN, 1, -1], [width - MARGIN, height - MARGIN, -1, -1]] as const) {
    for (const [reach, line] of [[9, 0.9], [6, 0.6]] as const) {
      page.lineWidth(line).moveTo(x * MM, (y + dy * reach) * MM)
        .quadraticCurveTo((x + dx * reach * 0.75) * MM, (y + dy * reach * 0.75) * MM, (x + dx * reach) * MM, y * MM).stroke(accent);
    }
  }
}

/** Title, its translation and the number. @returns where the fields begin, mm */
function heading(page: Page, { content, template }: LicenceDrawing, { x, y, width }: Box): number {
  const spacing = content.title.length <= 6 ? 8 : content.title.length <= 10 ? 3 : 0;
  let size = template.titleSize;
  const widthAt = (one: number) => page.fontSize(one).widthOfString(content.title, { characterSpacing: spacing });
  while (size > 14 && widthAt(size) > width * MM) size -= 1;
  centred(page, content.title, { x, y, width }, size, template.accent, spacing);
  const titleEnd = y + (size * 1.45) / MM;
  centred(page, content.subtitle, { x, y: titleEnd, width }, 9, PALE);
  centred(page, `编号：${content.number}`, { x, y: titleEnd + 7, width }, 11, INK);
  return titleEnd + (template.height < LOW ? 14 : 18);
}

/** Labels and values in columns, in the largest letters in which they fit. @returns those that did not fit */
function fieldTable(page: Page, fields: LicenceContent['fields'], box: Box, { columns, valueSize, labelWidth, accent }: LicenceTemplate): LicenceContent['fields'] {
  const gap = 8;
  const width = (box.width - gap * (columns - 1)) / columns;
  const valueWidth = (width - labelWidth) * MM;
  const heightAt = (size: number, value: string) => page.fontSize(size).heightOfString(value, { width: valueWidth, lineGap: 1.5 }) / MM + size * 0.2;
  const fits = (size: number) => placed(fields, columns, box.height, (value) => heightAt(size, value)).length === fields.length;
  let size = valueSize;
  while (size > SMALLEST && !fits(size)) size -= 0.5;
  const roomy = (space: number) => placed(fields, columns, box.height, (value) => heightAt(size, value) + space);
  // What is left of the height goes between the rows.
  const space = [5, 4, 3, 2, 1].find((one) => roomy(one).length === fields.length) ?? 0;
  const places = roomy(space);
  places.forEach(({ column, y }, index) => {
    const { label, value } = fields[index]!;
    const x = box.x + column * (width + gap);
    const labelSize = Math.min(size, (labelWidth * MM) / ([...label].length + 0.8));
    page.fillColor(PALE).fontSize(labelSize).text(label, x * MM, (box.y + y) * MM + (size - labelSize) * 0.8, { lineBreak: false });
    const line = box.y + y + heightAt(size, value) + space / 2 - size * 0.1;
    page.save().moveTo(x * MM, line * MM).lineTo((x + width) * MM, line * MM).lineWidth(0.3).strokeOpacity(0.35).stroke(accent).restore();
    page.fillColor(INK).fontSize(size).text(value, (x + labelWidth) * MM, (box.y + y) * MM, { width: valueWidth, lineGap: 1.5 });
  });
  return fields.slice(places.length);
}

/** Fills one column after another; what does not fit is left out. */
function placed(fields: LicenceContent['fields'], columns: number, height: number, heightOf: (value: string) => number): { column: number; y: number }[] {
  const places: { column: number; y: number }[] = [];
  const heights = fields.map(({ value }) => heightOf(value));
  const even = columns === 1 ? height : Math.min(height, Math.max(heights.reduce((sum, one) => sum + one, 0) / columns, ...heights) + 2);
  let [column, y] = [0, 0];
  for (const [index, own] of heights.entries()) {
    if (y > 0 && y + own > (column === columns - 1 ? height : even)) [column, y] = [column + 1, 0];
    if (column === columns || own > height) break;
    places[index] = { column, y };
    y += own;
  }
  return places;
}

function drawPhoto(page: Page, photo: Buffer, { x, y, width, height }: Box): void {
  page.image(photo, x * MM, y * MM, { width: width * MM, height: height * MM });
  page.save().rect(x * MM, y * MM, width * MM, height * MM).lineWidth(0.5).stroke(PALE).restore();
}

function verificationMark(page: Page, { verification, identifier }: LicenceContent, { x, y, width }: Box, side: number): void {
  drawQr(page, verification, x, y, side);
  page.fillColor(PALE).fontSize(7.5).text('扫描二维码核验证照。以登记状态为准。', (x + side + 3) * MM, (y + side * 0.28) * MM, { width: (width - side - 3) * MM });
  // Broken behind the codes of type and issuer, never within one.
  const parts = identifier.split(/(?<=^1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.)|(?<=^1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{18}\.)/);
  page.fontSize(6.5).text(['电子证照标识', ...parts].join('\n'), { width: (width - side - 3) * MM });
}

/** Issuer and day, the seal over them. */
function signature(page: Page, { content, seal }: LicenceDrawing, x: number, y: number): SealPlace {
  const width = 84;
  const left = x - width / 2;
  let size = 12;
  while (size > 8 && page.fontSize(size).widthOfString(content.issuer) > width * MM) size -= 0.5;
  centred(page, content.issuer, { x: left, y: y - 8.5, width }, size, INK);
  centred(page, content.issuedOn, { x: left, y: y + 11.5, width }, 12, INK);
  return stampSeal(page, seal, x, y);
}

function furtherPages(page: Page, drawing: LicenceDrawing, fields: LicenceContent['fields']): void {
  const { content, template } = drawing;
  for (let rest = fields; rest.length > 0;) {
    page.addPage();
    frame(page, template);
    const x = MARGIN + 12;
    const width = template.width - 2 * x;
    centred(page, `${content.title} 附页`, { x, y: MARGIN + 10, width }, 16, template.accent);
    centred(page, `编号：${content.number}`, { x, y: MARGIN + 20, width }, 10, INK);
    const left = fieldTable(page, rest, { x, y: MARGIN + 32, width, height: template.height - 2 * MARGIN - 40 }, { ...template, valueSize: SMALLEST + 1 });
    if (left.length === rest.length) throw new RangeError('A field is too long for a page');
    rest = left;
  }
}

/** One line, in the middle of the box's width. */
function centred(page: Page, text: string, { x, y, width }: Omit<Box, 'height'>, size: number, colour: string, characterSpacing = 0): void {
  const own = page.fontSize(size).widthOfString(text, { characterSpacing }) / MM;
  page.fillColor(colour).text(text, (x + (width - own) / 2) * MM, y * MM, { characterSpacing, lineBreak: false });
}
