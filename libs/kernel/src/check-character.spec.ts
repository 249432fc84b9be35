import fc from 'fast-check';
import { checkCharacter, hasCheckCharacter } from './check-character';

const strip = (identifier: string): string => identifier.replaceAll('.', '');

test.each([
  ['11100000000013338W011.11430000006122244L.20230000403.001', 'U'],
  ['11100000000013338W011.11430000006122244L.20230000403.002', 'S'],
  ['11100000MB03271699022.340100.000000016.001', '9'],
  ['11100000000013338W009.11330105002500287C.2025052201.002', '0'],
  ['11100000000013338W032.11220000013544541J.2430599.001', 'F'],
  ['11100000000013338W087.11370800MB28559184.37080001202411010001.001', '3'],
])('the real licence identifier %s ends in %s', (body, check) => {
  expect(checkCharacter(strip(body))).toBe(check);
});

test('the variant of one vendor, which counts letters one too high, is not ours', () => {
  const body = strip('11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001');
  expect(checkCharacter(body)).toBe('D');
  expect(hasCheckCharacter(`${body}M`)).toBe(false);
});

test.each(['', 'abc', '1 2', '12-3', '中'])('refuses %j', (body) => {
  expect(() => checkCharacter(body)).toThrow(RangeError);
});

test('every single wrong character is found', () => {
  const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const body = fc.array(character, { minLength: 1, maxLength: 50 }).map((characters) => characters.join(''));
  fc.assert(fc.property(body, character, fc.nat(), (text, wrong, place) => {
    const whole = text + checkCharacter(text);
    const at = place % whole.length;
    fc.pre(whole[at] !== wrong);
    expect(hasCheckCharacter(whole)).toBe(true);
    expect(hasCheckCharacter(whole.slice(0, at) + wrong + whole.slice(at + 1))).toBe(false);
  }));
});
