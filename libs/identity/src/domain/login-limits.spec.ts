import { pauseOfSource } from './login-limits';

const NOW = Date.parse('2026-03-02T02:00:00Z');

test.each([
  [0, 0], [1, 0], [2, 0], [3, 1_000], [4, 2_000], [6, 8_000], [7, 10_000], [9, 10_000], [10, 1_800_000], [50, 1_800_000],
])('a source that has failed with %i logins waits %i ms after its last failure', (logins, pause) => {
  expect(pauseOfSource({ logins, lastFailedAt: new Date(NOW) }, NOW)).toBe(pause);
  expect(pauseOfSource({ logins, lastFailedAt: new Date(NOW) }, NOW + pause)).toBe(0);
});

test('a source that has not failed does not wait', () => expect(pauseOfSource({ logins: 0, lastFailedAt: null }, NOW)).toBe(0));
