import { claimsFor, isInForce, TOKEN_LIFETIME } from './access-token';

const NOW = Date.parse('2026-03-02T02:00:00.500Z');
const claims = claimsFor({ accountId: '01941f29-7c00-7000-8000-000000000001', sessionId: '019ca111-7c00-7000-8000-000000000002' }, NOW);

test('a token is in force for fifteen minutes', () => {
  expect(claims.exp - claims.iat).toBe(900);
  expect(isInForce(claims, NOW)).toBe(true);
  expect(isInForce(claims, claims.exp * 1000 - 1)).toBe(true);
  expect(isInForce(claims, claims.exp * 1000)).toBe(false);
});

test('a token from the future is not in force, but five seconds between two clocks do not matter', () => {
  expect(isInForce(claims, claims.iat * 1000 - 5_000)).toBe(true);
  expect(isInForce(claims, claims.iat * 1000 - 6_000)).toBe(false);
});

test.each([
  ['without end', { exp: undefined }], ['without beginning', { iat: undefined }], ['without account', { sub: undefined }],
  ['for what is no account', { sub: 'mother' }], ['without session', { sid: undefined }], ['with what is no session', { sid: `${'a'.repeat(35)}'` }],
  ['with a longer life than ours', { exp: claims.iat + TOKEN_LIFETIME + 1 }],
])('a token %s is not ours', (_, change) => {
  expect(isInForce({ ...claims, ...change }, NOW)).toBe(false);
});
