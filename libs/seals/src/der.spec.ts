import fc from 'fast-check';
import { childrenOf, integerOf, MalformedError, oidOf, readDer, TAG, textOf, timeOf } from './der';
import { der, derGeneralizedTime, derInteger, derOctets, derOid, derSequence } from './der-writer';

const hex = (text: string) => Buffer.from(text, 'hex');

test('what is written is read', () => {
  fc.assert(fc.property(fc.nat(), fc.uint8Array({ maxLength: 70_000 }), (number, bytes) => {
    const [first, second] = childrenOf(readDer(derSequence(derInteger(number), derOctets(bytes))));
    expect(integerOf(first)).toBe(number);
    expect(second!.content.equals(bytes)).toBe(true);
  }), { numRuns: 50 });
  for (const oid of ['1.2.156.10197.1.501', '2.5.29.15', '2.25.329800735698586629295641978511506172918', '1.2.840.10045.4.3.2']) {
    expect(oidOf(readDer(derOid(oid)))).toBe(oid);
  }
  const time = Date.parse('2050-02-28T23:59:59Z');
  expect(timeOf(readDer(derGeneralizedTime(time)))).toBe(time);
  expect(timeOf(readDer(der(TAG.utcTime, '490228235959Z')))).toBe(Date.parse('2049-02-28T23:59:59Z'));
  expect(textOf(readDer(der(TAG.utf8, '乌鲁木齐·𠮷')), TAG.utf8)).toBe('乌鲁木齐·𠮷');
});

test.each([
  ['nothing', ''], ['bytes behind the end', '020101ff'], ['a byte missing', '0202ff'], ['indefinite length', '30800000'], ['a long length', '02810101'],
  ['a length of zeros', '04820001ff'], ['a padded number', '02020001'], ['a padded negative number', '0202ff80'], ['an empty number', '0200'], ['truth as 1', '010101'],
  ['odd bits without bits', '030101'], ['a primitive sequence', '1000'], ['a constructed number', '220302010' + '1'], ['a large tag', '1f010100'], ['no length', '30'],
  ['the same inside', '300402020001'], ['depth', Array.from({ length: 30 }, (_, index) => `30${(2 * (29 - index)).toString(16).padStart(2, '0')}`).join('')],
])('%s is refused', (_, bytes) => {
  expect(() => readDer(hex(bytes))).toThrow(MalformedError);
});

test.each(['20260230000000Z', '20260101000000', '20260101000000+0800', '202601010000Z', '20260101250000Z'])('no time: %s', (text) => {
  expect(() => timeOf(readDer(der(TAG.generalizedTime, text)))).toThrow(MalformedError);
});

test('reading never fails otherwise', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    try {
      readDer(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedError);
    }
  }), { numRuns: 500 });
});
