import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LicenceTemplateName } from '@onething/catalogue';
import { FontGlyphs } from '@onething/seals';
import { PORTRAIT, readPortrait } from '@onething/uploads';
import jsQr from 'jsqr';
import { hasPrograms } from '../../../../test/support/programs';
import { drawLicence } from './draw-licence';
import type { LicenceContent } from './licence-content';
import { LICENCE_TEMPLATES } from './licence-templates';

const font = new FontGlyphs(join(__dirname, '../../../../config/fonts/noto-sans-sc-400.ttf')).fontFile();
const SEAL = '<svg xmlns="http://www.w3.org/2000/svg" width="38mm" height="38mm" viewBox="-19 -19 38 38"><circle r="18.4" fill="none" stroke="#e60012" stroke-width="1.2"/><path fill="#e60012" d="M0 -7L2 2L-2 2Z"/></svg>';
const CONTENT: LicenceContent = {
  title: '食品经营许可证', subtitle: 'Food business licence', number: '9000000142026000001', identifier: '1.2.156.3005.2.11650100MBX7B0170T001.11650000900000014C.9000000142026000001.001.E',
  fields: [{ label: '经营者名称', value: '天山味道餐饮有限公司' }, { label: '经营场所', value: '新疆乌鲁木齐市天山区和平南路27号' }], issuer: '天山区市场监督管理局', issuedOn: '2026年3月9日',
  verification: 'https://example.gov.cn/verify#1.2.156.3005.2.11650100MBX7B0170T001.11650000900000014C.9000000142026000001.001.E',
};
const TEMPLATES = Object.keys(LICENCE_TEMPLATES) as LicenceTemplateName[];
const draw = (template: LicenceTemplateName, change: Partial<LicenceContent> = {}, photo?: Buffer) =>
  drawLicence({ content: { ...CONTENT, ...change }, photo, template: LICENCE_TEMPLATES[template], font, seal: SEAL, metadata: '<DZZZ/>', at: 0 });

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'onething-draw-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function textOf(pdf: Buffer): string[] {
  writeFileSync(join(folder, 'a.pdf'), pdf);
  return execFileSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-'], { encoding: 'utf8' }).split('\f').filter((page) => page.trim() !== '');
}

/** As it is shown, 150 dpi. */
function pictureOf(pdf: Buffer): { pixels: Buffer; width: number; height: number } {
  writeFileSync(join(folder, 'a.pdf'), pdf);
  execFileSync('pdftoppm', ['-r', '150', '-singlefile', join(folder, 'a.pdf'), join(folder, 'a')]);
  const image = readFileSync(join(folder, 'a.ppm'));
  const [, width, height] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(image.subarray(0, 40).toString('latin1'))!.map(Number) as [number, number, number];
  return { pixels: image.subarray(image.length - width * height * 3), width, height };
}

function qrOf(pdf: Buffer): string | undefined {
  const { pixels, width, height } = pictureOf(pdf);
  const colours = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) colours.set([pixels[at * 3]!, pixels[at * 3 + 1]!, pixels[at * 3 + 2]!, 255], at * 4);
  return jsQr(colours, width, height)?.data;
}

const inside = hasPrograms('pdftotext', 'pdftoppm') ? test : test.skip;

inside.each(TEMPLATES)('%s: one page with everything on it, and a code that can be read', async (template) => {
  const { pdf, place } = await draw(template);
  const pages = textOf(pdf);
  expect(pages).toHaveLength(1);
  for (const text of [CONTENT.title, CONTENT.number, '天山味道餐饮有限公司', CONTENT.issuer, CONTENT.issuedOn]) expect(pages[0]).toContain(text);
  expect(qrOf(pdf)).toBe(CONTENT.verification);
  const { width, height } = LICENCE_TEMPLATES[template];
  expect(place.x).toBeGreaterThan(0);
  expect(place.x + place.width).toBeLessThan(width);
  expect(place.y + place.height).toBeLessThan(height);
});

inside.each(TEMPLATES)('%s: what does not fit stands on further pages, and nothing is left out', async (template) => {
  const fields = Array.from({ length: 60 }, (_, index) => ({ label: `第${index + 1}项`, value: `内容${index + 1}：${'经营范围很长'.repeat(8)}` }));
  const pages = textOf((await draw(template, { fields })).pdf);
  expect(pages.length).toBeGreaterThan(1);
  for (const { value } of fields) expect(pages.join('').replace(/\s/g, '')).toContain(value.slice(0, 12));
});

test('long titles, numbers and issuers stay on the page', async () => {
  await expect(draw('card', { title: '建设工程企业资质及安全生产许可综合电子证书样式', issuer: '新疆维吾尔自治区乌鲁木齐市天山区住房和城乡建设（城市管理）局' })).resolves.toBeDefined();
});

inside.each(['card', 'personal'] as const)('%s: the photo is drawn whole, in its shape and colours, and beside it there is room for everything else', async (template) => {
  const photo = await readPortrait(readFileSync(join(__dirname, '../../../uploads/src/fixtures/portrait.jpg')));
  const { pdf } = await draw(template, {}, photo);
  expect(textOf(pdf).join()).toContain(CONTENT.number);
  expect(qrOf(pdf)).toBe(CONTENT.verification);
  const { pixels, width } = pictureOf(pdf);
  const dress: number[] = [];
  for (let at = 0; at < pixels.length / 3; at += 1) if (Math.abs(pixels[at * 3]! - 51) + Math.abs(pixels[at * 3 + 1]! - 80) + Math.abs(pixels[at * 3 + 2]! - 107) < 6) dress.push(at);
  const columns = dress.map((at) => at % width);
  const [left, right] = columns.reduce(([low, high], one) => [Math.min(low, one), Math.max(high, one)] as [number, number], [width, 0] as [number, number]);
  // The dress is four fifths as wide as the photo.
  expect((right - left) / ((template === 'card' ? 25 : 35) * (150 / 25.4))).toBeCloseTo(0.8, 1);
  expect(pictureOf((await draw(template)).pdf).pixels.equals(pixels)).toBe(false);
  expect(pdf.toString('latin1')).toContain(`/Width ${PORTRAIT.width}`);
});
