import fc from 'fast-check';
import { safeFileName } from './file-name';
import { decodeFileName, dispositionOf } from './file-name.header';

test('a name comes back as it was encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
      expect(decodeFileName(encodeURIComponent(name))).toBe(name);
    }),
  );
});

test.each([undefined, '', ['a', 'b'], '出生.pdf', 'a b.pdf', '%zz.pdf', '%ff.pdf', 'a'.repeat(2_001)])(
  '%j is no name',
  (header) => {
    expect(() => decodeFileName(header)).toThrow(expect.objectContaining({ code: 'CASES.FILE_NAME' }));
  },
);

test('a download is offered under its name, whatever stands in it', () => {
  expect(dispositionOf("出生证明 (1)'s.pdf")).toBe(
    'attachment; filename="file.pdf"; filename*=UTF-8\'\'%E5%87%BA%E7%94%9F%E8%AF%81%E6%98%8E%20%281%29%27s.pdf',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(dispositionOf(safeFileName(name))).toMatch(/^attachment; filename="file[.\w]*"; filename\*=UTF-8''[\w.~%-]+$/);
    }),
  );
});
