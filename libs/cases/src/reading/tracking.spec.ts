import { Keyring, addKey, generateKeySet } from '@onething/crypto';
import { newId } from '@onething/kernel';
import { QueryCodes } from './tracking-codes';
import { readTrackingNumber } from './tracking-number';

const ID = '019d0000-0000-7000-8000-000000000001';

describe('query codes', () => {
  test('are six digits, the same each time, others for other cases and other keys', () => {
    const keys = generateKeySet();
    const code = new QueryCodes(new Keyring(keys)).codeOf(ID);
    expect(code).toMatch(/^\d{6}$/);
    expect(new QueryCodes(new Keyring(keys)).codeOf(ID)).toBe(code);
    const codes = new Set(Array.from({ length: 200 }, () => new QueryCodes(new Keyring(keys)).codeOf(newId(0))));
    expect(codes.size).toBeGreaterThan(195);
  });

  test('stay good after a change of keys, until the old key is removed', () => {
    const before = generateKeySet();
    const after = addKey(before, 'blindIndex');
    const printed = new QueryCodes(new Keyring(before)).codeOf(ID);
    expect(new QueryCodes(new Keyring(after)).fits(ID, printed)).toBe(true);
    expect(new QueryCodes(new Keyring(after)).fits(ID, new QueryCodes(new Keyring(after)).codeOf(ID))).toBe(true);
    const { [before.blindIndex.current]: _, ...kept } = after.blindIndex.keys;
    expect(new QueryCodes(new Keyring({ ...after, blindIndex: { ...after.blindIndex, keys: kept } })).fits(ID, printed)).toBe(false);
  });

  test.each(['', '12345', '1234567', 'abcdef'])('%j fits nothing', (code) => {
    expect(new QueryCodes(Keyring.generate()).fits(ID, code)).toBe(false);
  });
});

describe('numbers as people type them', () => {
  test.each([
    ['YJS65000020260302000001', 'YJS65000020260302000001'], [' yjs650000 20260302 000001 ', 'YJS65000020260302000001'],
  ])('%j', (typed, number) => expect(readTrackingNumber(typed)).toBe(number));

  test.each([
    ['65010202320260302000010', 'NUMBERS.CHECK_CHARACTER'], ['YJS6500002026030200000', 'NUMBERS.FORM'], ['12345', 'NUMBERS.FORM'], ['YJS65000020261302000001', 'NUMBERS.FORM'],
  ])('%j is refused with %s', (typed, code) => {
    expect(() => readTrackingNumber(typed)).toThrow(expect.objectContaining({ code, extra: { fields: [expect.objectContaining({ field: 'number' })] } }) as Error);
  });
});
