import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FontGlyphs } from '@onething/seals';
import { hasPrograms } from '../../../../test/support/programs';
import { contentOf } from '../content/document-content';
import { type Given, MONDAY, sourceOf } from '../fixtures/document-source';
import { documentPaper, sealPurposeOf } from './document-paper';
import { drawDocument } from './draw-document';

const glyphs = new FontGlyphs(join(__dirname, '../../../../config/fonts/noto-sans-sc-400.ttf'));
const SEAL = '<svg xmlns="http://www.w3.org/2000/svg" width="42mm" height="42mm" viewBox="-21 -21 42 42"><circle r="20.4" fill="none" stroke="#e60012" stroke-width="1.2"/><path fill="#e60012" d="M0 -7L2 2L-2 2Z"/></svg>';
const REFUSAL: Given = { kind: 'refusalDecision', type: 'decided', payload: { step: 'd', decision: 'refuse' }, notes: { 1: '占压消防通道\n\n未整改' } };
const CORRECTION: Given = {
  kind: 'correctionNotice', type: 'correctionAsked', payload: { points: ['materials.photo'], until: '2026-03-16', phase: 'acceptance', again: false },
  notes: { 1: [{ field: 'materials.photo', reason: '效果图模糊' }] },
};
const paperOf = (given: Given) => documentPaper(given.kind, contentOf(sourceOf(given)), (text) => glyphs.missingIn(text));
const draw = (given: Given) => drawDocument({ paper: paperOf(given), font: glyphs.fontFile(), seal: SEAL, at: MONDAY });

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'onething-document-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function pagesOf(pdf: Buffer): string[] {
  writeFileSync(join(folder, 'a.pdf'), pdf);
  const text = execFileSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' });
  return text.split('\f').map((page) => page.replace(/\s/g, '')).filter((page) => page !== '');
}

const inside = hasPrograms('pdftotext') ? test : test.skip;

inside('a decision has head, number, addressee, reasons, remedies, issuer and day on one page, the seal on it', async () => {
  const { pdf, place } = await draw(REFUSAL);
  const pages = pagesOf(pdf);
  expect(pages).toHaveLength(1);
  for (const part of ['天山区城市管理局', '不予行政许可决定书', '王芳：', '占压消防通道', '未整改', '六十日内向天山区人民政府', '六个月内', '2026年3月2日', '11650102MBX7C00147']) expect(pages[0]).toContain(part);
  expect(place).toMatchObject({ page: 1, width: 42 });
  expect(place.x + place.width).toBeLessThan(210);
  expect(place.y + place.height).toBeLessThan(297);
});

inside('a correction notice names every point with what is wrong and the rule', async () => {
  const [page] = pagesOf((await draw(CORRECTION)).pdf);
  for (const part of ['申请材料补正告知书', '效果图模糊', '实施办法第三条', '2026年3月16日']) expect(page).toContain(part);
});

inside('long reasons go on over pages that say what they belong to; the seal is on the last one, and nothing is left out', async () => {
  const lines = Array.from({ length: 60 }, (_, index) => `第${index + 1}点：${'理由写得很长很长'.repeat(12)}。`);
  const { pdf, place } = await draw({ ...REFUSAL, notes: { 1: lines.join('\n') } });
  const pages = pagesOf(pdf);
  expect(pages.length).toBeGreaterThan(2);
  for (const line of lines) expect(pages.join('').replace(/不予行政许可决定书天山区城市管理局（受理）〔2026〕1号第\d+页/g, '')).toContain(line);
  pages.slice(1).forEach((page, index) => expect(page).toContain(`第${index + 2}页`));
  expect(place.page).toBe(pages.length);
});

inside('a point that is longer than a page is set smaller, and is there to its end', async () => {
  const reason = `${'这一点写得特别长，'.repeat(400)}完`;
  const pages = pagesOf((await draw({ ...CORRECTION, notes: { 1: [{ field: 'materials.photo', reason }] } })).pdf);
  expect(pages.join('')).toContain('特别长，完');
});

test('the same content gives the same bytes', async () => {
  expect((await draw(REFUSAL)).pdf.equals((await draw(REFUSAL)).pdf)).toBe(true);
});

test('a character that the font lacks stands there by its number, in whatever text it is', () => {
  const paper = paperOf({ ...REFUSAL, applicantName: '王\u{20bb7}', notes: { 1: '见\u{1f600}附件' } });
  expect(paper.addressee).toBe('王〔U+20BB7〕');
  expect(paper.sections[0]!.texts).toEqual(['见〔U+1F600〕附件']);
});

test('receipts have no red head; decisions ask for a seal that is authorised for decisions', () => {
  expect(paperOf({ kind: 'receipt', type: 'received', payload: { acceptBy: '2026-03-09' } }).hasRedHead).toBe(false);
  expect(paperOf(REFUSAL).hasRedHead).toBe(true);
  expect([sealPurposeOf('refusalDecision'), sealPurposeOf('correctionNotice')]).toEqual(['decision', 'notice']);
});
