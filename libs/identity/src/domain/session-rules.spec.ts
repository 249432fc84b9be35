import { endOfSession } from './session-rules';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const at = (milliseconds: number) => new Date(NOW + milliseconds);
const session = { lastUsedAt: at(0), expiresAt: at(3_600_000), revokedBecause: null };

test.each([
  ['in use', {}, NOW, undefined],
  ['a moment before thirty idle minutes', {}, NOW + 1_799_999, undefined],
  ['after thirty idle minutes', {}, NOW + 1_800_000, 'IDENTITY.SESSION_IDLE'],
  ['at its longest time, although in use', { lastUsedAt: at(3_599_000) }, NOW + 3_600_000, 'IDENTITY.SESSION_EXPIRED'],
  ['replaced by another log-in', { revokedBecause: 'replaced' as const }, NOW, 'IDENTITY.SESSION_REPLACED'],
  ['signed out', { revokedBecause: 'signedOut' as const }, NOW, 'IDENTITY.SESSION_REVOKED'],
])('a session %s', (_, change, now, code) => {
  expect(endOfSession({ ...session, ...change }, now)?.code).toBe(code);
});
