import fc from 'fast-check';
import { addDays, civilDate, epochDay, fromEpochDay, isCivilDate, minuteOfDay, startOfDay } from './civil-date';

test('a day begins at 16:00 UTC of the day before', () => {
  expect(civilDate(Date.parse('2026-03-01T15:59:59.999Z'))).toBe('2026-03-01');
  expect(civilDate(Date.parse('2026-03-01T16:00:00.000Z'))).toBe('2026-03-02');
  expect(startOfDay('2026-03-02')).toBe(Date.parse('2026-03-01T16:00:00Z'));
  expect(minuteOfDay(Date.parse('2026-03-01T15:59:59.999Z'))).toBe(1439);
  expect(minuteOfDay(Date.parse('2026-03-01T16:00:00Z'))).toBe(0);
});

test.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-01-01T00:00:00', '2026-00-10'])('%s is no day', (text) => {
  expect(isCivilDate(text)).toBe(false);
  expect(() => epochDay(text)).toThrow(expect.objectContaining({ code: 'DATE.INVALID' }));
});

test('every instant lies within its own day', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (instant) => {
    const date = civilDate(instant);
    expect(startOfDay(date)).toBeLessThanOrEqual(instant);
    expect(startOfDay(addDays(date, 1))).toBeGreaterThan(instant);
    expect(fromEpochDay(epochDay(date))).toBe(date);
  }));
});
