import { platformNow, readPlatformClock } from './platform-clock';

const DEVICE = Date.parse('2025-01-01T00:00:00Z');
const answer = (headers: Record<string, string>) => ({ headers: new Headers(headers) });

test('a device that is wrong by months has the platform\'s time, as soon as the platform has answered', () => {
  expect(platformNow(DEVICE)).toBe(DEVICE);
  readPlatformClock(answer({ 'date': 'Mon, 02 Mar 2026 02:00:00 GMT', 'cache-control': 'no-store' }), DEVICE);
  expect(platformNow(DEVICE + 5_000)).toBe(Date.parse('2026-03-02T02:00:05Z'));
});

test.each<[string, Record<string, string>]>([
  ['what may come from a cache', { 'date': 'Mon, 02 Mar 2020 02:00:00 GMT', 'cache-control': 'public, max-age=300' }],
  ['an answer without a date', { 'cache-control': 'no-store' }],
  ['no date at all', { 'date': 'yesterday', 'cache-control': 'no-store' }],
])('%s changes nothing', (_, headers) => {
  const before = platformNow(DEVICE);
  readPlatformClock(answer(headers), DEVICE);
  expect(platformNow(DEVICE)).toBe(before);
});
