import { addDays, type CivilDate, startOfDay, type WorkCalendar } from '@onething/kernel';
import type { ClockFacts } from './clock-facts';
import { keepLedger, type Ledger } from './ledger';

/** A computed deadline, as it is stored and shown. Plain JSON. */
export interface DueDate {
  /** The last day on which the limit is kept. */
  on: CivilDate;
  /** True when a day it was computed through belongs to a year whose official notice is not out: it may move. */
  provisional: boolean;
  /** True while a suspension lasts: the date is the planned or the earliest one and moves with the end of the suspension. */
  suspended: boolean;
  calendarVersion: string;
}

/**
 * The last day of the limit. The day of the beginning is day 0 (行政许可法 art. 82 counts working days); a limit of 0 working
 * days ends on the working day itself. Suspended days are left out (art. 45), an extension is added (art. 42).
 * @param now epoch ms; moves the date of a suspension that outlasts its plan. Absent: the date as planned.
 * @throws DomainError `CALENDAR.YEAR_MISSING`: nobody can say when the limit ends
 */
export function dueDate(facts: ClockFacts, calendar: WorkCalendar, now?: number): DueDate {
  return dueDateOf(keepLedger(facts, calendar, now), facts, calendar);
}

export function dueDateOf(ledger: Ledger, facts: ClockFacts, calendar: WorkCalendar): DueDate {
  return {
    on: ledger.due,
    provisional: provisionalYears(ledger, facts, calendar).length > 0,
    suspended: !facts.stop && facts.suspensions.some(({ from, to }) => to === undefined && from <= ledger.due),
    calendarVersion: calendar.version,
  };
}

/** Years that still await the official notice and that the date depends on. */
export function provisionalYears({ dayZero, due }: Ledger, facts: ClockFacts, calendar: WorkCalendar): string[] {
  const looksAtCalendar = facts.limit.unit === 'workingDays' || facts.endsOnWorkingDay || 'at' in facts.start;
  if (!looksAtCalendar) return [];
  const [first, last] = [Number(dayZero.slice(0, 4)), Number(due.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  return years.filter((year) => calendar.isProvisional(`${year}-01-01`));
}

/** The promise and the limit of the law, side by side; `statutory` is absent when the facts name none. */
export function dueDates(facts: ClockFacts, calendar: WorkCalendar, now?: number): { promised: DueDate; statutory?: DueDate } {
  const promised = dueDate(facts, calendar, now);
  if (!facts.statutory) return { promised };
  return { promised, statutory: dueDate({ ...facts, limit: facts.statutory }, calendar, now) };
}

/** The first instant (epoch ms) at which the limit is over: the beginning of the day after the due date, in China. */
export function overAt(due: DueDate): number {
  return startOfDay(addDays(due.on, 1));
}

export interface Recomputed {
  before: DueDate;
  after: DueDate;
  /** The deadline lies on another day now. */
  changed: boolean;
  /** It was provisional and is not any more. */
  settled: boolean;
}

/**
 * The deadline under another calendar, for when the official notice of a year is loaded.
 * @param before the deadline as it is stored, or the calendar that it was computed with
 */
export function recompute(facts: ClockFacts, before: DueDate | WorkCalendar, calendar: WorkCalendar, now?: number): Recomputed {
  const old = 'calendarVersion' in before ? before : dueDate(facts, before, now);
  const after = dueDate(facts, calendar, now);
  return { before: old, after, changed: old.on !== after.on, settled: old.provisional && !after.provisional };
}
