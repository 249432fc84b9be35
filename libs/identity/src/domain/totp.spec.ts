import fc from 'fast-check';
import { newTotpSecret, otpauthUri, secondsLeft, stepOfCode, toBase32, totpCode } from './totp';

/** RFC 6238, appendix B, the last six of the eight digits. */
const SECRET = toBase32(Buffer.from('12345678901234567890'));

test.each([
  [59, '287082'], [1_111_111_109, '081804'], [1_111_111_111, '050471'], [1_234_567_890, '005924'], [2_000_000_000, '279037'], [20_000_000_000, '353130'],
])('at %i seconds the code is %s, as RFC 6238 says', (seconds, code) => {
  expect(totpCode(SECRET, seconds * 1000)).toBe(code);
});

test('a code of the present step and of those beside it is known, no other', () => {
  const now = Date.parse('2026-03-02T02:00:10Z');
  const step = Math.floor(now / 30_000);
  for (const apart of [-1, 0, 1]) expect(stepOfCode(SECRET, totpCode(SECRET, now + apart * 30_000), now)).toBe(step + apart);
  for (const apart of [-2, 2]) expect(stepOfCode(SECRET, totpCode(SECRET, now + apart * 30_000), now)).toBeUndefined();
  for (const wrong of ['', '12345', '1234567', 'abcdef', '一二三四五六']) expect(stepOfCode(SECRET, wrong, now)).toBeUndefined();
});

test('every secret has the codes of its own', () => {
  fc.assert(fc.property(fc.integer({ min: 60_000, max: 4e12 }), (now) => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(stepOfCode(secret, totpCode(secret, now), now)).toBe(Math.floor(now / 30_000));
  }));
});

test('an authenticator app reads whose code it is', () => {
  expect(otpauthUri(SECRET, 'health.clerk')).toBe(
    'otpauth://totp/OneThing:health.clerk?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=OneThing&algorithm=SHA1&digits=6&period=30',
  );
  expect(secondsLeft(0)).toBe(30);
  expect(secondsLeft(29_001)).toBe(1);
});
