import fc from 'fast-check';
import { safeFileName } from './file-name';

test.each([
  ['出生证明.pdf', '出生证明.pdf'],
  ['ID card (front) 1.JPG', 'ID card (front) 1.JPG'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\scan.png', 'scan.png'],
  ['a\u0000b\r\nc.pdf', 'abc.pdf'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['\u2066name\u2069\u200b.png', 'name.png'],
  ['.htaccess', 'htaccess'],
  ['   . .pdf', 'pdf'],
  ['a   b\u3000c.pdf', 'a b c.pdf'],
  ['a.pdf. ', 'a.pdf'],
  ['who?<what>|"why":*.png', 'who__what___why___.png'],
  ['nul.pdf', 'nul_.pdf'],
  ['e\u0301.pdf', '\u00e9.pdf'],
  ['', 'file'],
  ['...', 'file'],
  ['half\ud800.png', 'half.png'],
])('%j becomes %j', (given, expected) => {
  expect(safeFileName(given)).toBe(expected);
});

test('a long name keeps its extension and whole characters', () => {
  expect(safeFileName(`${'a'.repeat(300)}.pdf`)).toBe(`${'a'.repeat(96)}.pdf`);
  const han = safeFileName(`${'𠮷'.repeat(300)}.pdf`);
  expect(Buffer.byteLength(han)).toBeLessThanOrEqual(255);
  expect(han).toMatch(/^𠮷+\.pdf$/u);
});

test('whatever is given, the name is safe, and making it safe again changes nothing', () => {
  const awkward = fc.constantFrom('.', '/', '\\', '\u202e', ' ', '\u0000', '%', '张');
  const anything = fc.string({ unit: fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 1 })) });
  fc.assert(
    fc.property(anything, (given) => {
      const name = safeFileName(given);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}/\\"*:<>?|]/u);
      expect(name).not.toMatch(/^[.\s]|[.\s]$/u);
      expect([...name].length).toBeGreaterThan(0);
      expect([...name].length).toBeLessThanOrEqual(100);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(safeFileName(name)).toBe(name);
    }),
    { numRuns: 2_000 },
  );
});
