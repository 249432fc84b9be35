import { addDays, type CivilDate, civilDate, epochDay, fromEpochDay, isCivilDate, minuteOfDay, startOfDay } from './civil-date';
import { DomainError } from './domain-error';
import type { Text } from './text';

/** A day, or the first and last day of a range. */
export type DayRange = CivilDate | [CivilDate, CivilDate];

/** Days off that have a name, for the explanation of a deadline: 春节, Spring Festival. */
export interface Holiday extends Text {
  days: DayRange;
}

/** `makeUp`: a Saturday or Sunday on which people work (调休上班日); `holiday`: off by the notice, be it a weekend or not. */
export type DayKind = 'working' | 'makeUp' | 'weekend' | 'holiday';

export interface CalendarDay {
  readonly date: CivilDate;
  readonly kind: DayKind;
}

/** What the yearly notice of the State Council says. `provisional`: the notice was not out yet; fixed dates only. */
export interface CalendarYear {
  year: number;
  status: 'official' | 'recalled' | 'provisional';
  /** Days off beside Saturdays and Sundays; ranges may include weekends. */
  off: (DayRange | Holiday)[];
  /** Saturdays and Sundays on which people work (调休上班日). */
  work: CivilDate[];
}

/** What a region has besides: more days off with their own make-up days, other hours. */
export interface CalendarOverlay {
  opens?: string;
  closes?: string;
  off: (DayRange | Holiday)[];
  work?: CivilDate[];
}

export interface CalendarData {
  /** Stored beside every deadline that was computed with it. Other days, another version. */
  version: string;
  /** When offices open, `HH:MM`, 09:00 when absent. Only fractions of a day (`officeMinutesSpent`) look at it. */
  opens?: string;
  /** When offices close, `HH:MM`: what is submitted from then on counts as received on the next working day. */
  closes: string;
  years: CalendarYear[];
  /** Key: division code. */
  overlays?: Record<string, CalendarOverlay>;
}

const USUAL_OPENING_TIME = '09:00';

/** Injection token of the region's `WorkCalendar`. */
export const WORK_CALENDAR = Symbol('WorkCalendar');

/**
 * The working-day calendar (工作日历) of the country or of one region: a working day is a Monday to Friday that is not off,
 * or a make-up day. Every function that touches a year without data throws `CALENDAR.YEAR_MISSING`: a guess would be a wrong
 * deadline.
 */
export class WorkCalendar {
  readonly version: string;
  private readonly statusOfYear = new Map<number, CalendarYear['status']>();
  private readonly off = new Set<number>();
  private readonly work = new Set<number>();
  private readonly names = new Map<number, Text>();
  private readonly seen = new Map<number, CalendarDay>();
  private readonly openingMinute: number;
  private readonly closingMinute: number;

  /**
   * @param region division code whose overlay applies; absent = the country's days only
   * @throws DomainError `CALENDAR.INVALID` when the data contradict themselves
   */
  constructor(data: CalendarData, region?: string) {
    this.version = data.version;
    for (const year of data.years) this.addYear(year);
    const overlay = region === undefined ? undefined : data.overlays?.[region];
    if (overlay) this.addOverlay(overlay);
    this.openingMinute = minutesOf(overlay?.opens ?? data.opens ?? USUAL_OPENING_TIME);
    this.closingMinute = minutesOf(overlay?.closes ?? data.closes);
    if (this.closingMinute <= this.openingMinute) throw invalid('Offices close before they open. Exchange the two times.');
  }

  /** Office hours of one working day, minutes. */
  get officeMinutes(): number {
    return this.closingMinute - this.openingMinute;
  }

  isWorkingDay(date: CivilDate): boolean {
    return this.isWorking(epochDay(date));
  }

  /** @throws DomainError `CALENDAR.YEAR_MISSING` */
  dayKind(date: CivilDate): DayKind {
    return this.kindOf(epochDay(date));
  }

  /** The days after `date`, one by one without an end, each with its kind. @throws DomainError `CALENDAR.YEAR_MISSING` */
  *daysAfter(date: CivilDate): Generator<CalendarDay, never> {
    for (let day = epochDay(date) + 1; ; day += 1) yield this.dayOf(day);
  }

  /** What the day off is called, when it is a holiday and the calendar names it. */
  findHolidayName(date: CivilDate): Text | undefined {
    return this.names.get(epochDay(date));
  }

  /** How many minutes of that day's office hours have gone by, 0 to `officeMinutes`; days off too. @param instant epoch ms */
  officeMinutesSpent(instant: number): number {
    return Math.min(Math.max(minuteOfDay(instant) - this.openingMinute, 0), this.officeMinutes);
  }

  /** The instant (epoch ms) at which that many minutes of the day's office hours have gone by. */
  instantInOffice(date: CivilDate, officeMinutes: number): number {
    return startOfDay(date) + (this.openingMinute + officeMinutes) * 60_000;
  }

  /** True when that year's days still await the official notice. */
  isProvisional(date: CivilDate): boolean {
    return this.statusOf(epochDay(date)) === 'provisional';
  }

  /**
   * The n-th working day after `date`, which itself is day 0 (行政许可法 art. 82 counts working days). For n = 0 (即办件) it is
   * `date` itself.
   * @param workingDays a whole number from 0
   * @throws DomainError `CALENDAR.YEAR_MISSING`; RangeError on a negative or broken number
   */
  addWorkingDays(date: CivilDate, workingDays: number): CivilDate {
    if (!Number.isInteger(workingDays) || workingDays < 0) throw new RangeError('Working days are counted in whole numbers from 0');
    let day = epochDay(date);
    for (let left = workingDays; left > 0;) {
      day += 1;
      if (this.isWorking(day)) left -= 1;
    }
    return fromEpochDay(day);
  }

  /** How many working days lie in (from, to]: after `from`, up to and with `to`. Negative when `to` is the earlier one. */
  workingDaysBetween(from: CivilDate, to: CivilDate): number {
    const [first, last] = [epochDay(from), epochDay(to)];
    // 0 − n and not −n: no caller expects a negative zero.
    if (last < first) return 0 - this.workingDaysBetween(to, from);
    let count = 0;
    for (let day = first + 1; day <= last; day += 1) if (this.isWorking(day)) count += 1;
    return count;
  }

  /** `date` itself when people work then, else the next working day. */
  workingDayFrom(date: CivilDate): CivilDate {
    return this.isWorkingDay(date) ? date : this.addWorkingDays(date, 1);
  }

  /**
   * The working day on which something submitted at that instant counts as received: the same day during working days
   * before closing time, else the next working day. That day is day 0 of the limit.
   * @param instant epoch milliseconds
   */
  countsAsReceivedOn(instant: number): CivilDate {
    const date = civilDate(instant);
    return this.workingDayFrom(minuteOfDay(instant) < this.closingMinute ? date : addDays(date, 1));
  }

  private addYear({ year, status, off, work }: CalendarYear): void {
    if (this.statusOfYear.has(year)) throw invalid(`The year ${year} stands there twice. Keep one.`);
    this.statusOfYear.set(year, status);
    const inYear = (day: number): number => {
      if (yearOf(day) !== year) throw invalid(`${fromEpochDay(day)} is no day of ${year}. Move it to the file of its year.`);
      return day;
    };
    for (const entry of off) this.addDaysOff(entry, inYear);
    for (const date of work) this.addMakeUpDay(inYear(dayOf(date)));
  }

  /** A region's day off stands above the country's make-up day. */
  private addOverlay({ off, work }: CalendarOverlay): void {
    const stopWork = (day: number): number => {
      this.work.delete(day);
      return day;
    };
    for (const entry of off) this.addDaysOff(entry, stopWork);
    for (const date of work ?? []) this.addMakeUpDay(dayOf(date));
  }

  private addDaysOff(entry: DayRange | Holiday, check: (day: number) => number): void {
    const named = typeof entry === 'object' && 'days' in entry ? entry : undefined;
    for (const day of daysOf(named?.days ?? (entry as DayRange)).map(check)) {
      this.off.add(day);
      if (named) this.names.set(day, { zh: named.zh, en: named.en });
    }
  }

  private addMakeUpDay(day: number): void {
    if (!isWeekend(day)) throw invalid(`${fromEpochDay(day)} is no Saturday or Sunday, so it needs no make-up day. Correct the date.`);
    if (this.off.has(day)) throw invalid(`${fromEpochDay(day)} is both a day off and a make-up day. Keep one.`);
    this.work.add(day);
  }

  private isWorking(day: number): boolean {
    const kind = this.kindOf(day);
    return kind === 'working' || kind === 'makeUp';
  }

  /** Queues ask for the same days again and again; there are as many as the calendar has. */
  private dayOf(day: number): CalendarDay {
    const seen = this.seen.get(day);
    if (seen) return seen;
    const fresh = { date: fromEpochDay(day), kind: this.kindOf(day) };
    this.seen.set(day, fresh);
    return fresh;
  }

  private kindOf(day: number): DayKind {
    this.statusOf(day);
    if (this.work.has(day)) return 'makeUp';
    if (this.off.has(day)) return 'holiday';
    return isWeekend(day) ? 'weekend' : 'working';
  }

  private statusOf(day: number): CalendarYear['status'] {
    const year = yearOf(day);
    const status = this.statusOfYear.get(year);
    if (status === undefined) {
      throw new DomainError('unavailable', 'CALENDAR.YEAR_MISSING',
        `The working days of ${year} are not known. An administrator adds them from the yearly notice to the calendars.`);
    }
    return status;
  }
}

function dayOf(date: CivilDate): number {
  return daysOf(date)[0]!;
}

function daysOf(range: DayRange): number[] {
  const [from, to] = typeof range === 'string' ? [range, range] : range;
  if (!isCivilDate(from) || !isCivilDate(to)) throw invalid(`"${from}" to "${to}" are no days. Write existing days as YYYY-MM-DD.`);
  const [first, last] = [epochDay(from), epochDay(to)];
  if (last < first) throw invalid(`The range ${from} to ${to} ends before it begins. Exchange the two.`);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function minutesOf(time: string): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!parts) throw invalid(`"${time}" is no time of day. Write closing time as HH:MM.`);
  return Number(parts[1]) * 60 + Number(parts[2]);
}

function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function invalid(detail: string): DomainError {
  return new DomainError('invalid', 'CALENDAR.INVALID', detail);
}
