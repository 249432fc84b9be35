import { join } from 'node:path';
import { addDays, WorkCalendar } from '@onething/kernel';
import fc from 'fast-check';
import { loadCalendars } from '../../../config/calendars';
import { dueDate } from './due-date';
import { noticePeriodOf, startNoticeClock } from './public-notice';

const calendar = new WorkCalendar(loadCalendars(join(__dirname, '../../../config/calendars')));

test.each([
  // Twenty calendar days, the last one a Monday.
  ['2026-03-03', 20, 'days', { until: '2026-03-23', closableOn: '2026-03-24', closeBy: '2026-03-24' }],
  // The last day is a Friday: it may be closed on Saturday, and is in time on Monday.
  ['2026-03-02', 11, 'days', { until: '2026-03-13', closableOn: '2026-03-14', closeBy: '2026-03-16' }],
  ['2026-03-02', 3, 'workingDays', { until: '2026-03-05', closableOn: '2026-03-06', closeBy: '2026-03-06' }],
  // 4 to 6 April are days off (清明节).
  ['2026-03-31', 3, 'workingDays', { until: '2026-04-03', closableOn: '2026-04-04', closeBy: '2026-04-07' }],
] as const)('put up on %s for %i %s', (on, value, unit, expected) => {
  expect(noticePeriodOf(startNoticeClock({ on }, { value, unit }), calendar)).toEqual(expected);
});

test('whenever it is put up, the notice stands for all its days, and closing it in time is possible on a working day', () => {
  const start = fc.integer({ min: 0, max: 200 }).map((days) => addDays('2026-01-05', days));
  const limit = fc.record({ value: fc.integer({ min: 1, max: 45 }), unit: fc.constantFrom('days' as const, 'workingDays' as const) });
  fc.assert(fc.property(start, limit, (on, runs) => {
    const facts = startNoticeClock({ on }, runs);
    const { until, closableOn, closeBy } = noticePeriodOf(facts, calendar);
    expect(until).toBe(dueDate(facts, calendar).on);
    expect([closableOn > until, closableOn <= closeBy, calendar.isWorkingDay(closeBy)]).toEqual([true, true, true]);
    if (runs.unit === 'days') expect(closableOn).toBe(addDays(on, runs.value + 1));
  }));
});
