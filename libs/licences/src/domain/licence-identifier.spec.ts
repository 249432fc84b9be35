import fc from 'fast-check';
import { composeIdentifier, parseIdentifier } from './licence-identifier';

/** Identifiers of real licences, as they were published. */
const PUBLISHED = [
  '11100000000013338W011.11430000006122244L.20230000403.001.U',
  '11100000000013338W011.11430000006122244L.20230000403.002.S',
  '11100000MB03271699022.340100.000000016.001.9',
  '11100000000013338W009.11330105002500287C.2025052201.002.0',
  '11100000000013338W032.11220000013544541J.2430599.001.F',
  '11100000000013338W087.11370800MB28559184.37080001202411010001.001.3',
].map((rest) => `1.2.156.3005.2.${rest}`);
const VARIANT = '1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M';
const refused = expect.objectContaining({ code: 'LICENCES.BAD_IDENTIFIER' });

test.each(PUBLISHED)('%s is read, and written again', (text) => {
  const { check, ...parts } = parseIdentifier(text);
  expect(check).toBe('standard');
  expect(composeIdentifier(parts)).toBe(text);
});

test('the variant of some software is read, and never written', () => {
  const { check, ...parts } = parseIdentifier(VARIANT);
  expect(check).toBe('vendorVariant');
  expect(composeIdentifier(parts)).toBe(`${VARIANT.slice(0, -1)}D`);
});

test.each(['', '1.2.3', PUBLISHED[0]!.slice(0, -1), PUBLISHED[0]!.toLowerCase(), `${PUBLISHED[0]!}X`, PUBLISHED[0]!.replace('.001.', '.1.'), PUBLISHED[0]!.replace('1.2.156', '1.2.157')])(
  'refused: %j', (text) => expect(() => parseIdentifier(text)).toThrow(refused));

test('a character that was mistyped, or two that were swapped, are noticed', () => {
  const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const parts = fc.record({
    typeCode: fc.string({ unit: character, minLength: 21, maxLength: 21 }), issuerCode: fc.string({ unit: character, minLength: 18, maxLength: 18 }),
    serial: fc.string({ unit: character, minLength: 1, maxLength: 32 }), version: fc.integer({ min: 1, max: 999 }),
  });
  fc.assert(fc.property(parts, fc.nat(), character, (given, at, other) => {
    const text = composeIdentifier(given);
    expect(parseIdentifier(text)).toMatchObject({ ...given, check: 'standard' });
    const body = [...`${given.typeCode}${given.issuerCode}`];
    const changed = [...body];
    changed[at % body.length] = other;
    fc.pre(changed.join('') !== body.join(''));
    const wrong = text.replace(`${given.typeCode}.${given.issuerCode}`, `${changed.slice(0, 21).join('')}.${changed.slice(21).join('')}`);
    // The variant has another arithmetic, and takes one in 36.
    let read: string | undefined;
    try {
      read = parseIdentifier(wrong).check;
    } catch (error) {
      expect(error).toEqual(refused);
    }
    expect(read).not.toBe('standard');
  }));
});

test.each([{ typeCode: '1' }, { serial: 'a' }, { serial: '' }, { version: 0 }, { version: 1000 }])('is not written with %j', (change) => {
  expect(() => composeIdentifier({ typeCode: '11100000000013338W011', issuerCode: '340100', serial: '1', version: 1, ...change })).toThrow(TypeError);
});
