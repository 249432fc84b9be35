import { finishPaper, MM, newPaper, type Page, type SealPlace, stampSeal } from '@onething/sealed-files';
import { LABELS } from '../content/document-texts';
import type { DocumentPaper } from './document-paper';

export interface DocumentDrawing {
  paper: DocumentPaper;
  font: Buffer;
  /** Image of the seal, SVG. */
  seal: string;
  /** Epoch ms: the day of issue. */
  at: number;
}

/** A4 with the margins close to those of GB/T 9704-2012 §5.2, mm. */
const PAPER = { width: 210, height: 297, margin: 25 };
const INNER = PAPER.width - 2 * PAPER.margin;
const BOTTOM = PAPER.height - PAPER.margin;
const RED = '#d7000f';
const INK = '#111111';
const PALE = '#595959';
const BODY = 12;
const SMALL = 9.5;
/** Room for name, day and the seal over both, mm. */
const SIGNATURE = 44;
/** The signature may come closer to the edge than what stands above it, mm. */
const LOWEST = PAPER.height - 17;
/** Between the lines of a paragraph, points. */
const LEADING = 5.5;
const CELL = 1.6;

/** Draws a document; it may have any number of pages, and each behind the first says what it belongs to. @returns revision 1 of its file */
export async function drawDocument({ paper, font, seal, at }: DocumentDrawing): Promise<{ pdf: Buffer; place: SealPlace }> {
  const page = newPaper({ ...PAPER, font, title: `${paper.title} ${paper.number}`, author: paper.authority, at });
  let count = 1;
  page.on('pageAdded', () => {
    count += 1;
    runningHead(page, paper, count);
  });
  head(page, paper);
  line(page, `${paper.addressee}：`, BODY + 1);
  gap(page, 1);
  paper.paragraphs.forEach((text) => paragraph(page, text));
  pointTable(page, paper.points);
  for (const { heading, texts } of paper.sections) {
    heading1(page, heading);
    texts.forEach((text) => paragraph(page, text));
  }
  factTable(page, paper);
  const place = signature(page, paper, seal, () => count);
  return { pdf: await finishPaper(page), place };
}

function head(page: Page, { authority, title, number, hasRedHead }: DocumentPaper): void {
  if (!hasRedHead) {
    centred(page, authority, 13, INK);
    gap(page, 2);
    centred(page, title, 22, INK);
    gap(page, 2);
    centred(page, number, 11, INK);
    gap(page, 7);
    return;
  }
  centred(page, authority, 30, RED);
  gap(page, 5);
  centred(page, number, BODY, INK);
  gap(page, 3);
  const y = page.y;
  page.save().moveTo(PAPER.margin * MM, y).lineTo((PAPER.width - PAPER.margin) * MM, y).lineWidth(1.6).stroke(RED).restore();
  gap(page, 9);
  centred(page, title, 22, INK);
  gap(page, 7);
}

/** The number keeps the pages of a document together. */
function runningHead(page: Page, { title, number }: DocumentPaper, count: number): void {
  const { x, y } = page;
  page.fillColor(PALE).fontSize(9).text(`${title}　${number}　第 ${count} 页`, PAPER.margin * MM, 16 * MM, { lineBreak: false });
  page.save().moveTo(PAPER.margin * MM, 22 * MM).lineTo((PAPER.width - PAPER.margin) * MM, 22 * MM).lineWidth(0.5).stroke(PALE).restore();
  page.fillColor(INK).fontSize(BODY);
  [page.x, page.y] = [x, y];
}

function paragraph(page: Page, text: string): void {
  page.fillColor(INK).fontSize(BODY);
  if (page.y + 2 * (page.currentLineHeight() + LEADING) > BOTTOM * MM) page.addPage();
  page.text(text, PAPER.margin * MM, page.y, { width: INNER * MM, indent: 2 * BODY, lineGap: LEADING, align: 'left' });
  gap(page, 1);
}

function heading1(page: Page, text: string): void {
  gap(page, 2);
  if (page.y + 18 * MM > BOTTOM * MM) page.addPage();
  page.fillColor(RED).rect(PAPER.margin * MM, page.y + 2, 2.5, BODY + 1).fill();
  page.fillColor(INK).fontSize(BODY + 1).text(text, (PAPER.margin + 3) * MM, page.y, { lineGap: LEADING });
}

function pointTable(page: Page, points: DocumentPaper['points']): void {
  if (points.length === 0) return;
  gap(page, 2);
  const columns = [38, INNER - 38 - 52, 52];
  const rows = points.map(({ name, reason, rule }) => [name, reason, rule]);
  table(page, columns, [LABELS.point.zh, LABELS.wrong.zh, LABELS.rule.zh], rows);
}

/** In two columns: what is on a document has to find room on one page. */
function factTable(page: Page, { facts }: DocumentPaper): void {
  gap(page, 3);
  const all = facts.map(({ label, value }) => [label, value]);
  const half = [29, INNER / 2 - 29];
  for (let at = 0; at < all.length; at += 2) row(page, [...half, ...half], all.slice(at, at + 2).flat(), (column) => column % 2 === 0);
}

function table(page: Page, columns: number[], header: string[], rows: string[][]): void {
  row(page, columns, header, () => true);
  rows.forEach((cells) => row(page, columns, cells, () => false));
  gap(page, 3);
}

/** A row stays on one page; one that is longer than a page is set in smaller letters. */
function row(page: Page, columns: number[], cells: string[], isHead: (column: number) => boolean): void {
  const heightAt = (size: number) => Math.max(...cells.map((cell, index) => page.fontSize(size).heightOfString(cell, { width: widthOf(columns, index), lineGap: 2 }))) + 2 * CELL * MM;
  let size = SMALL;
  while (size > 4 && heightAt(size) > (BOTTOM - PAPER.margin) * MM) size -= 0.5;
  const height = heightAt(size);
  if (page.y + height > BOTTOM * MM) page.addPage();
  const y = page.y;
  let x = PAPER.margin * MM;
  cells.forEach((cell, index) => {
    const width = columns[index]! * MM;
    if (isHead(index)) page.rect(x, y, width, height).fill('#f3f3f3');
    page.lineWidth(0.6).rect(x, y, width, height).stroke('#666666');
    page.fillColor(INK).fontSize(size).text(cell, x + CELL * MM, y + CELL * MM, { width: widthOf(columns, index), lineGap: 2 });
    x += width;
  });
  [page.x, page.y] = [PAPER.margin * MM, y + height];
}

const widthOf = (columns: number[], index: number): number => (columns[index]! - 2 * CELL) * MM;

/** Issuer and day at the lower right, the seal over both (GB/T 9704-2012 §7.3.5). */
function signature(page: Page, { authority, authorityCode, issuedOn }: DocumentPaper, seal: string, pageNumber: () => number): SealPlace {
  if (page.y + SIGNATURE * MM > LOWEST * MM) page.addPage();
  const width = Math.min(INNER, 100);
  const left = PAPER.width - PAPER.margin - width;
  const top = page.y / MM + 14;
  const middle = left + width / 2;
  inBox(page, authority, { x: left, y: top, width }, 13, INK);
  inBox(page, issuedOn, { x: left, y: top + 10, width }, 13, INK);
  page.fillColor(PALE).fontSize(8).text(`${LABELS.authorityCode.zh}\n${authorityCode}`, PAPER.margin * MM, (top + 9) * MM, { width: 50 * MM });
  return stampSeal(page, seal, middle, top + 8, pageNumber());
}

const gap = (page: Page, height: number): void => void (page.y += height * MM);

/** One line, in the largest letters up to `size` in which it fits. */
function line(page: Page, text: string, size: number): void {
  page.fillColor(INK).fontSize(size).text(text, PAPER.margin * MM, page.y, { width: INNER * MM, lineGap: 3 });
}

function centred(page: Page, text: string, size: number, colour: string): void {
  const y = page.y;
  const used = inBox(page, text, { x: PAPER.margin, y: y / MM, width: INNER }, size, colour);
  page.y = y + used * 1.45;
}

/** @returns size of the letters, points */
function inBox(page: Page, text: string, { x, y, width }: { x: number; y: number; width: number }, largest: number, colour: string): number {
  let size = largest;
  const widthAt = (one: number) => page.fontSize(one).widthOfString(text);
  while (size > 6 && widthAt(size) > width * MM) size -= 0.5;
  page.fillColor(colour).text(text, (x * MM) + (width * MM - widthAt(size)) / 2, y * MM, { lineBreak: false });
  return size;
}
