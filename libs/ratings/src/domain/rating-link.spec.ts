import fc from 'fast-check';
import { linkToken, readLinkToken, requireInTime, type RatingLink } from './rating-link';

const SIGNATURE = `k1.${'0123456789abcdef'.repeat(4)}`;
const links: fc.Arbitrary<RatingLink> = fc.record({
  caseId: fc.uuid(), stage: fc.constantFrom('intake' as const, 'acceptance' as const, 'completion' as const),
  channel: fc.constantFrom('windowQr' as const, 'tablet' as const, 'terminal' as const, 'smsLink' as const), visitId: fc.option(fc.uuid()), windowId: fc.option(fc.uuid()), expiresAt: fc.integer({ min: 1, max: 4_102_444_800 }),
});

test('a token says what it was made of, in characters that an address takes as they are', () => {
  fc.assert(fc.property(links, (link) => {
    const token = linkToken(link, SIGNATURE);
    expect(encodeURIComponent(token)).toBe(token);
    expect(readLinkToken(token)).toEqual({ link, signature: SIGNATURE });
  }));
});

test.each(['', 'x', 'completion', `${'0'.repeat(32)}.delivery.q...aaa.${SIGNATURE}`, `${'0'.repeat(32)}.completion.x...aaa.${SIGNATURE}`, `${'0'.repeat(32)}.completion.q....${SIGNATURE}`, `${'0'.repeat(32)}.completion.q...aaa.k1.${'0'.repeat(63)}`])('%s is no token', (token) => {
  expect(() => readLinkToken(token)).toThrow(expect.objectContaining({ code: 'RATINGS.LINK_INVALID' }));
});

test('it serves until its end, and not at it', () => {
  const link = { caseId: '', stage: 'completion', channel: 'windowQr', visitId: null, windowId: null, expiresAt: 100 } as const;
  expect(() => requireInTime(link, 99_999)).not.toThrow();
  expect(() => requireInTime(link, 100_000)).toThrow(expect.objectContaining({ code: 'RATINGS.LINK_EXPIRED' }));
});
