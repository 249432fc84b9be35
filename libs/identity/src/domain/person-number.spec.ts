import { canonicalNumber, searchableNumber } from './person-number';

const TODAY = '2026-03-02';

test('numbers get one written form', () => {
  expect(canonicalNumber('natural', '11010519491231002x', TODAY)).toBe('11010519491231002X');
  expect(canonicalNumber('legal', '91650100ma7a00017l', TODAY)).toBe('91650100MA7A00017L');
  expect(searchableNumber('11010519491231002x', TODAY)).toBe('11010519491231002X');
  expect(searchableNumber('91650100ma7a00017l', TODAY)).toBe('91650100MA7A00017L');
});

test('a number of the other kind is refused', () => {
  expect(() => canonicalNumber('natural', '91650100MA7A00017L', TODAY)).toThrow(expect.objectContaining({ code: 'CITIZEN_ID.FORM' }));
  expect(() => canonicalNumber('legal', '11010519491231002X', TODAY)).toThrow(expect.objectContaining({ kind: 'invalid' }));
});

test('what is no number cannot be searched for', () => {
  expect(searchableNumber('650102199001010018', TODAY)).toBeUndefined();
  expect(searchableNumber('', TODAY)).toBeUndefined();
});
