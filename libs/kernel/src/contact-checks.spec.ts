import fc from 'fast-check';
import { isBankCard, isMobile, isPostalCode } from './contact-checks';

test.each([['13812345678', true], ['19900000000', true], ['12812345678', false], ['1381234567', false], ['+8613812345678', false]])(
  'mobile %s: %s', (text, valid) => expect(isMobile(text)).toBe(valid));

test.each([['830000', true], ['83000', false], ['8300001', false]])('postal code %s: %s', (text, valid) => expect(isPostalCode(text)).toBe(valid));

test.each([['4111111111111111', true], ['6222020200112233440', false], ['0000', false], ['411111111111111x', false]])(
  'bank card %s: %s', (text, valid) => expect(isBankCard(text)).toBe(valid));

test('one of the ten last digits fits, and one wrong digit is found', () => {
  const digit = fc.constantFrom(...'0123456789');
  fc.assert(fc.property(fc.array(digit, { minLength: 11, maxLength: 18 }), fc.nat(10), digit, (body, place, wrong) => {
    const fitting = [...'0123456789'].map((last) => body.join('') + last).filter(isBankCard);
    expect(fitting).toHaveLength(1);
    const card = fitting[0]!;
    fc.pre(card[place] !== wrong);
    expect(isBankCard(card.slice(0, place) + wrong + card.slice(place + 1))).toBe(false);
  }));
});
