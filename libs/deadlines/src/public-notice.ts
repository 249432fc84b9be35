import { addDays, type CivilDate, type WorkCalendar } from '@onething/kernel';
import { startClock } from './changes';
import type { ClockFacts, ClockStart, Limit } from './clock-facts';
import { dueDate } from './due-date';

/** A public notice (公示) must be up for its whole time: no limit that one may stay under, but one that must run out. */
export function startNoticeClock(start: ClockStart, runs: Limit): ClockFacts {
  return startClock({ kind: 'publicNotice', limit: runs }, start);
}

export interface NoticePeriod {
  /** Last day of the notice. The day on which it is put up is day 0 (民法典 art. 201). */
  until: CivilDate;
  /** First day on which it may be closed: the one after the last. */
  closableOn: CivilDate;
  /** The first working day on which it may be closed: whoever closes it later is late. */
  closeBy: CivilDate;
}

/**
 * @param facts of `startNoticeClock`
 * @param now epoch ms, as with `dueDate`
 * @throws DomainError `CALENDAR.YEAR_MISSING`
 */
export function noticePeriodOf(facts: ClockFacts, calendar: WorkCalendar, now?: number): NoticePeriod {
  const until = dueDate(facts, calendar, now).on;
  return { until, closableOn: addDays(until, 1), closeBy: calendar.addWorkingDays(until, 1) };
}
