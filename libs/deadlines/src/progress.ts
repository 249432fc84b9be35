import { addDays, civilDate, type CivilDate, startOfDay, type WorkCalendar } from '@onething/kernel';
import type { ClockFacts } from './clock-facts';
import { keepLedger, type Ledger } from './ledger';

/**
 * How far a limit is spent. A day of the limit is spent evenly during the office hours of the region: none of it before opening
 * time, half of it in the middle of the hours, all of it from closing time on. At closing time the numbers are those of
 * whole days: used = days of the limit so far, rest = limit + extension − used. Day 0 costs nothing. An instant item has
 * one day: its own.
 */
export interface Progress {
  /** Days of the limit (working days or calendar days) that the clock runs for, extension included; 1 for an instant item. */
  total: number;
  /** Days of the limit, at most `total`. */
  used: number;
  /**
   * `total` − `used`. When overdue: minus the days of that unit since the due date, which are 0 on the days off right after it;
   * `overdue` tells that 0 from the last day's.
   */
  remaining: number;
  overdue: boolean;
  /** A suspension lasts today. */
  paused: boolean;
}

/**
 * @param now epoch ms; a stopped clock answers as of the end of the day it was stopped on
 * @throws DomainError `CALENDAR.YEAR_MISSING`, also for the days since the due date
 */
export function progress(facts: ClockFacts, calendar: WorkCalendar, now: number): Progress {
  const at = presentOf(facts, now);
  return progressOf(keepLedger(facts, calendar, at), facts, calendar, at);
}

/** @param now epoch ms, not after the stop */
export function progressOf(ledger: Ledger, facts: ClockFacts, calendar: WorkCalendar, now: number): Progress {
  const overdue = civilDate(now) > ledger.due;
  const total = Math.max(ledger.total, 1);
  const used = spentMinutes(countedDays(ledger), calendar, now) / calendar.officeMinutes;
  const remaining = overdue ? 0 - daysSince(ledger.due, facts, calendar, now) : total - used;
  return { total, used, remaining, overdue, paused: isPaused(facts, now) };
}

/** @returns days of the limit, in fractions of the office hours; see `Progress` */
export function used(facts: ClockFacts, calendar: WorkCalendar, now: number): number {
  return progress(facts, calendar, now).used;
}

/** @returns days of the limit, in fractions of the office hours, negative when overdue; see `Progress` */
export function remaining(facts: ClockFacts, calendar: WorkCalendar, now: number): number {
  return progress(facts, calendar, now).remaining;
}

/**
 * Whether the due date is over (超期): from the midnight after it. A stopped clock is overdue for good when it was stopped later.
 * Needs no calendar after the due date.
 */
export function isOverdue(facts: ClockFacts, calendar: WorkCalendar, now: number): boolean {
  const at = presentOf(facts, now);
  return civilDate(at) > keepLedger(facts, calendar, at).due;
}

/** Whether the limit was met; undefined while it runs. */
export function wasOnTime(facts: ClockFacts, calendar: WorkCalendar): boolean | undefined {
  return facts.stop && facts.stop.on <= keepLedger(facts, calendar).due;
}

/** Whether a suspension lasts at that instant (暂停计时). Days count whole: on the day it ends the clock is running again. */
export function isPaused(facts: ClockFacts, now: number): boolean {
  const today = civilDate(now);
  return !facts.stop && facts.suspensions.some(({ from, to }) => from <= today && (to === undefined || to > today));
}

/** The days of the limit in order; for an instant item its own day. */
export function countedDays({ days, total, due }: Ledger): CivilDate[] {
  return total === 0 ? [due] : days.filter((day) => day.number !== undefined).map((day) => day.date);
}

/** The instant to look from: `now`, at most the end of the day of the stop. Epoch ms. */
export function presentOf({ stop }: ClockFacts, now: number): number {
  return stop ? Math.min(now, startOfDay(addDays(stop.on, 1)) - 1) : now;
}

function spentMinutes(days: CivilDate[], calendar: WorkCalendar, now: number): number {
  const today = civilDate(now);
  const past = days.filter((day) => day < today).length;
  return past * calendar.officeMinutes + (days.includes(today) ? calendar.officeMinutesSpent(now) : 0);
}

/** Days in the unit of the limit that have gone by since the due date. */
function daysSince(due: CivilDate, { limit }: ClockFacts, calendar: WorkCalendar, now: number): number {
  const counts = (day: CivilDate): boolean => limit.unit === 'days' || calendar.isWorkingDay(day);
  const days: CivilDate[] = [];
  for (let day = addDays(due, 1); day <= civilDate(now); day = addDays(day, 1)) if (counts(day)) days.push(day);
  return spentMinutes(days, calendar, now) / calendar.officeMinutes;
}
