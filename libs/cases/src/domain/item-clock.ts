import { addDays, type CivilDate, type WorkCalendar } from '@onething/kernel';
import type { Limit } from '@onething/workflow';

/** Working days in which an authority accepts, or asks for corrections, before the silence counts as acceptance. 行政许可法 art. 32. */
const ACCEPTANCE_DAYS = 5;

/** The clock of an item case. Days are civil days in China; each deadline names the calendar that it was computed with. */
export interface ItemClock {
  receivedOn?: CivilDate;
  /** Last day for the decision on acceptance. */
  acceptBy?: CivilDate;
  acceptedOn?: CivilDate;
  /** Last day of the promise, moved by suspensions. */
  dueOn?: CivilDate;
  /** Last day of the present step. */
  stepDueOn?: CivilDate;
  /** Set while the promise is not counted (special procedure of kind 2). */
  suspendedOn?: CivilDate;
  decidedOn?: CivilDate;
  calendarVersion?: string;
}

/** The last day of a limit that begins on `from`, day 0. A limit of 0 ends the same day. */
export function limitEnd(calendar: WorkCalendar, from: CivilDate, limit: Limit): CivilDate {
  return limit.unit === 'workingDays' ? calendar.addWorkingDays(from, limit.value) : addDays(from, limit.value);
}

/** @param now epoch ms; evening and weekend count as the next working day */
export function startAcceptance(clock: ItemClock, calendar: WorkCalendar, now: number): ItemClock {
  const receivedOn = calendar.countsAsReceivedOn(now);
  return { ...clock, receivedOn, acceptBy: calendar.addWorkingDays(receivedOn, ACCEPTANCE_DAYS), calendarVersion: calendar.version };
}

export function startPromise(clock: ItemClock, calendar: WorkCalendar, now: number, promise: Limit): ItemClock {
  const acceptedOn = calendar.countsAsReceivedOn(now);
  return { ...clock, acceptedOn, dueOn: limitEnd(calendar, acceptedOn, promise), calendarVersion: calendar.version };
}

export function startStep(clock: ItemClock, calendar: WorkCalendar, now: number, limit: Limit): ItemClock {
  return { ...clock, stepDueOn: limitEnd(calendar, calendar.countsAsReceivedOn(now), limit) };
}

export function suspend(clock: ItemClock, today: CivilDate): ItemClock {
  return { ...clock, suspendedOn: today };
}

/** Working days in (suspended, today] are not counted: the promise moves by as many. */
export function resume(clock: ItemClock, calendar: WorkCalendar, today: CivilDate): ItemClock {
  const { suspendedOn, dueOn, ...rest } = clock;
  if (!suspendedOn || !dueOn) return { ...rest, dueOn };
  const missed = calendar.workingDaysBetween(suspendedOn, today);
  return { ...rest, dueOn: missed > 0 ? calendar.addWorkingDays(dueOn, missed) : dueOn, calendarVersion: calendar.version };
}

/** Whether the decision came within the promise; null when none was promised yet (withdrawn or aborted before acceptance). */
export function wasOnTime(clock: ItemClock): boolean | null {
  return clock.decidedOn && clock.dueOn ? clock.decidedOn <= clock.dueOn : null;
}
