import type { Catalogue, ServiceItem } from '@onething/catalogue';
import type { DomainError } from '@onething/kernel';
import fc from 'fast-check';
import { CHOSEN_WAYS, type ChosenWay, isSameChoice, requireFitting, waysFor } from './delivery-choice';

type Offer = Pick<ServiceItem, 'courier' | 'terminal'> & { result?: boolean };
const catalogueOf = (...offers: Offer[]) => ({ items: new Map(offers.map((offer, i) => [`item-${i}`, offer])) }) as unknown as Pick<Catalogue, 'items'>;
const codesOf = (offers: unknown[]) => offers.map((_, i) => `item-${i}`);
const ADDRESS = { recipient: '热依汗', mobile: '13900000001', address: '乌鲁木齐市天山区人民路1号' };
const codeOf = (work: () => void): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
};

test.each<[string, Offer[], ChosenWay[]]>([
  ['one that offers everything', [{ result: true, courier: true, terminal: true }], ['electronic', 'collected', 'posted', 'terminal']],
  ['one that is not posted', [{ result: true, courier: true, terminal: false }, { result: true, courier: false, terminal: false }], ['electronic', 'collected']],
  ['one without a result does not count', [{ result: true, courier: true, terminal: false }, { courier: false, terminal: false }], ['electronic', 'collected', 'posted']],
  ['no result at all', [{ courier: true, terminal: true }], []],
])('%s', (_, offers, expected) => {
  expect(waysFor(catalogueOf(...offers), codesOf(offers))).toEqual(expected);
});

test('a further item never opens a way', () => {
  const offer = fc.record({ result: fc.constant(true), courier: fc.boolean(), terminal: fc.boolean() });
  fc.assert(fc.property(fc.array(offer, { minLength: 1 }), offer, (offers, more) => {
    const [before, after] = [offers, [...offers, more]].map((all) => waysFor(catalogueOf(...all), codesOf(all)));
    expect(after!.filter((way) => !before!.includes(way))).toEqual([]);
  }));
});

test('what does not fit is named', () => {
  expect(codeOf(() => requireFitting({ way: 'posted', address: ADDRESS }, CHOSEN_WAYS))).toBeUndefined();
  expect(codeOf(() => requireFitting({ way: 'terminal' }, ['electronic']))).toBe('CASES.DELIVERY_WAY_CLOSED');
  expect(codeOf(() => requireFitting({ way: 'posted' }, CHOSEN_WAYS))).toBe('CASES.ADDRESS_MISSING');
  expect(codeOf(() => requireFitting({ way: 'collected', address: ADDRESS }, CHOSEN_WAYS))).toBe('CASES.ADDRESS_NOT_NEEDED');
  expect(codeOf(() => requireFitting({ way: 'posted', address: { ...ADDRESS, mobile: '12345' } }, CHOSEN_WAYS))).toBe('CASES.ADDRESS_MOBILE');
});

test('another address is another choice', () => {
  expect(isSameChoice({ way: 'posted', address: ADDRESS }, { way: 'posted', address: { ...ADDRESS } })).toBe(true);
  expect(isSameChoice({ way: 'posted', address: ADDRESS }, { way: 'posted', address: { ...ADDRESS, recipient: '古丽' } })).toBe(false);
  expect(isSameChoice({ way: 'collected' }, { way: 'electronic' })).toBe(false);
});
