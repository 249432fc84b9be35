import { isMobile } from '@onething/kernel';
import { checkedIdentity } from '../domain/claim-check';
import { SYNTHETIC_OFFERS, SYNTHETIC_REGISTER } from './synthetic-register';

test('every made-up person and company has a number of the right form of its own, a mobile, and is marked', () => {
  for (const record of SYNTHETIC_REGISTER) {
    expect(checkedIdentity(record, '2026-03-02')).toEqual(record);
    expect(isMobile(record.mobile)).toBe(true);
    expect(record.synthetic).toBe(true);
  }
  expect(new Set(SYNTHETIC_REGISTER.map(({ number }) => number)).size).toBe(SYNTHETIC_REGISTER.length);
  expect(SYNTHETIC_REGISTER).toEqual(expect.arrayContaining([...SYNTHETIC_OFFERS]));
});
