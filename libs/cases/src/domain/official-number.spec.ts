import { caseNumber, receiptNumber, takenSerial } from './official-number';

test.each([
  receiptNumber({ division: '650102', departmentSerial: '009' }, '2026-03-02'), caseNumber('11330100MB1234567X4330009907000', '2026-03-02'),
])('the serial of a number is found in it again: $kind', ({ scope, day, prefix }) => {
  expect(takenSerial(`${prefix}00042X`)).toEqual({ scope, day, serial: 42 });
});

test.each(['', 'K1', '65010200920260302', '6501020092026030200042', 'x'.repeat(43)])('%s is no official number', (text) => {
  expect(takenSerial(text)).toBeUndefined();
});
