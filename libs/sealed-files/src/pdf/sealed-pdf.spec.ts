import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { drawQr, finishPaper, MM, newPaper, stampSeal } from './page';
import { PdfFile } from './pdf-file';
import { MalformedPdfError, PdfReader, type PdfValue, writtenPdf } from './pdf-syntax';
import { readSealedPdf } from './read-sealed-pdf';
import { attachSeal, signPdf } from './sealed-pdf';

const FONT = readFileSync(join(__dirname, '../../../../config/fonts/noto-sans-sc-400.ttf'));
const AT = Date.parse('2026-03-02T02:00:00Z');
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="42mm" height="42mm" viewBox="-21 -21 42 42"><circle r="20.4" fill="none" stroke="#e60012" stroke-width="1.2"/><path fill="#e60012" d="M0 -7L2 2L-2 2Z"/></svg>';
const SES = Buffer.from('3003020107', 'hex');
const CMS = Buffer.from(`30820100${'ab'.repeat(256)}`, 'hex');

async function rendered(): Promise<Buffer> {
  const page = newPaper({ font: FONT, title: '食品经营许可证', author: '天山区市场监督管理局', at: AT, width: 210, height: 297, margin: 20, metadata: '<ZZ><ZZMC>证</ZZMC></ZZ>' });
  page.fontSize(20).text('买买提·吐尔逊 𬱖', 20 * MM, 20 * MM);
  drawQr(page, 'https://example.org/v', 20, 40, 30);
  expect(stampSeal(page, SVG, 100, 100)).toEqual({ page: 1, x: 79, y: 79, width: 42, height: 42 });
  return finishPaper(page);
}
const signed = async (bytes: Buffer, room = 400) => signPdf(attachSeal(bytes, SES), { signedAt: AT, signer: '天山区', reason: '电子证照', room, sign: async () => CMS });

let first: Buffer;
let whole: Buffer;
beforeAll(async () => {
  first = await rendered();
  whole = await signed(first);
});

test('the same content gives the same bytes', async () => {
  expect((await rendered()).equals(first)).toBe(true);
});

test('each revision leaves what was there as it was, and all parts are read back', () => {
  const parts = readSealedPdf(whole);
  expect(parts.rendered.equals(first)).toBe(true);
  expect(whole.subarray(0, first.length).equals(first)).toBe(true);
  expect(parts).toMatchObject({ sealSignature: SES, documentSignature: CMS, signedAt: `D:20260302100000+08'00'` });
  expect(parts.metadata!.toString()).toBe('<ZZ><ZZMC>证</ZZMC></ZZ>');
  expect(PdfFile.read(whole).revisions).toHaveLength(3);
});

test('the digest covers everything but the place of the signature', async () => {
  let digest: Buffer | undefined;
  const bytes = await signPdf(attachSeal(first, SES), { signedAt: AT, signer: 'x', reason: 'y', room: 300, sign: async (given) => ((digest = given), CMS) });
  expect(readSealedPdf(bytes).documentDigest).toEqual(digest);
});

test('a signature longer than its room', async () => {
  await expect(signed(first, 200)).rejects.toThrow(RangeError);
});

test('bytes behind the end, a cut end, another number of revisions', () => {
  for (const bytes of [Buffer.concat([whole, Buffer.from('\n')]), whole.subarray(0, -1), whole.subarray(0, first.length), first.subarray(100), Buffer.alloc(0)]) {
    expect(() => readSealedPdf(Buffer.from(bytes))).toThrow(MalformedPdfError);
  }
});

test('hexadecimal in capitals, and padding that is not zero', () => {
  const at = whole.lastIndexOf('abab');
  const capitals = Buffer.from(whole);
  capitals.write('AB', at);
  expect(() => readSealedPdf(capitals)).toThrow('canonical');
  const padded = Buffer.from(whole);
  padded.write('1', whole.lastIndexOf('000>') + 2);
  expect(() => readSealedPdf(padded)).toThrow('padding');
});

test('whatever is done to the bytes, nothing but the one error comes out', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= mask;
    try {
      readSealedPdf(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedPdfError);
    }
  }), { numRuns: 200 });
});

test('values are read as they are written', () => {
  const value: fc.Arbitrary<PdfValue> = fc.letrec<{ value: PdfValue }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, fc.boolean(), fc.integer(), fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)), fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,8}$/), tie('value'), { maxKeys: 4 }).map((entries) => new Map(Object.entries(entries)))),
  })).value;
  fc.assert(fc.property(value, (given) => {
    const text = writtenPdf(given);
    expect(writtenPdf(new PdfReader(text).readValue())).toBe(text);
  }));
  expect(new PdfReader('(a\\)\\050(b)\\n)').readValue()).toEqual(Buffer.from('a)((b)\n'));
});
