import fc from 'fast-check';
import { fromEpochDay } from './civil-date';
import {
  composeBundleNumber, composeCaseNumber, composeReceiptNumber, parseBundleNumber, parseCaseNumber, parseReceiptNumber,
} from './numbers';

const IMPLEMENTING = '11650102900000014C4650109001001';
const date = fc.integer({ min: 11_000, max: 47_000 }).map(fromEpochDay);
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length }).map((all) => all.join(''));

test('the numbers look as documented', () => {
  expect(composeBundleNumber({ divisionCode: '650102', date: '2026-03-02', serial: 7 })).toBe('YJS65010220260302000007');
  expect(composeReceiptNumber({ divisionCode: '650102', departmentSerial: '023', date: '2026-03-02', serial: 7 })).toMatch(/^6501020232026030200007.$/);
  const caseNumber = composeCaseNumber({ implementingCode: IMPLEMENTING, date: '2026-03-02', serial: 12 });
  expect(caseNumber).toHaveLength(43);
  expect(caseNumber.startsWith(`${IMPLEMENTING}26030200012`)).toBe(true);
});

test('what was composed reads back', () => {
  fc.assert(fc.property(digits(6), digits(3), date, fc.integer({ min: 1, max: 99_999 }), (divisionCode, departmentSerial, day, serial) => {
    const bundle = { divisionCode, date: day, serial };
    const receipt = { divisionCode, departmentSerial, date: day, serial };
    const item = { implementingCode: IMPLEMENTING, date: day, serial };
    expect(parseBundleNumber(composeBundleNumber(bundle))).toEqual(bundle);
    expect(parseReceiptNumber(composeReceiptNumber(receipt))).toEqual(receipt);
    expect(parseCaseNumber(composeCaseNumber(item))).toEqual(item);
  }));
});

test('a mistyped character of a receipt or case number is found', () => {
  const receipt = composeReceiptNumber({ divisionCode: '650102', departmentSerial: '023', date: '2026-03-02', serial: 7 });
  const wrong = receipt.replace('650102', '650103');
  expect(() => parseReceiptNumber(wrong)).toThrow(expect.objectContaining({ code: 'NUMBERS.CHECK_CHARACTER' }));
});

test.each(['', 'YJS', 'YJS650102202603020000070', 'YJS65010220260230000007', 'YJS65010220260302000000', 'yjs65010220260302000007'])(
  'the bundle number %j is refused', (text) => {
    expect(() => parseBundleNumber(text, 'caseNumber')).toThrow(
      expect.objectContaining({ code: 'NUMBERS.FORM', extra: { fields: [expect.objectContaining({ field: 'caseNumber' })] } }),
    );
  });

test('a day has an end of numbers', () => {
  expect(() => composeReceiptNumber({ divisionCode: '650102', departmentSerial: '023', date: '2026-03-02', serial: 100_000 }))
    .toThrow(expect.objectContaining({ code: 'NUMBERS.SERIAL_EXHAUSTED' }));
  expect(composeBundleNumber({ divisionCode: '650102', date: '2026-03-02', serial: 999_999 })).toMatch(/999999$/);
});

test.each([{ serial: 0 }, { serial: 1.5 }, { date: '2026-02-30' }, { implementingCode: 'x' }])('refuses to compose with %j', (part) => {
  expect(() => composeCaseNumber({ implementingCode: IMPLEMENTING, date: '2026-03-02', serial: 1, ...part }))
    .toThrow(expect.objectContaining({ code: 'NUMBERS.INVALID_PART' }));
});
