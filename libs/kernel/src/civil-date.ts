import { DomainError } from './domain-error';

/** A day of the civil calendar in China, `YYYY-MM-DD`. */
export type CivilDate = string;

const DAY_MS = 86_400_000;
/** The whole country keeps UTC+8, without summer time since 1991. */
const OFFSET_MS = 8 * 3_600_000;

/** The day it is in China at that instant. @param instant epoch milliseconds */
export function civilDate(instant: number): CivilDate {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 10);
}

/** Minutes since midnight in China, 0–1439. @param instant epoch milliseconds */
export function minuteOfDay(instant: number): number {
  const sinceMidnight = (((instant + OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  return Math.floor(sinceMidnight / 60_000);
}

/** The instant at which that day begins in China, epoch milliseconds. @throws DomainError `DATE.INVALID` */
export function startOfDay(date: CivilDate): number {
  return epochDay(date) * DAY_MS - OFFSET_MS;
}

/** True for an existing day written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  return !Number.isNaN(midnightOf(text));
}

/** Days since 1970-01-01. @throws DomainError `DATE.INVALID` when there is no such day. */
export function epochDay(date: CivilDate): number {
  const midnight = midnightOf(date);
  if (!Number.isNaN(midnight)) return midnight / DAY_MS;
  throw new DomainError('invalid', 'DATE.INVALID', 'There is no such day. Write an existing day as YYYY-MM-DD.');
}

/** Midnight of that day as if it were UTC, epoch ms; NaN when there is no such day. Deadlines ask thousands of times. */
function midnightOf(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return NaN;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  // 31 April is read as 1 May.
  return new Date(midnight).getUTCDate() === Number(text.slice(8)) ? midnight : NaN;
}

/** The day of that number of days since 1970-01-01. */
export function fromEpochDay(day: number): CivilDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** That many calendar days later (earlier when negative). @throws DomainError `DATE.INVALID` */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromEpochDay(epochDay(date) + days);
}
