import { dueDate, startPromiseClock } from '@onething/deadlines';
import type { CivilDate, WorkCalendar } from '@onething/kernel';

/** The day by which the one-thing as a whole is to be decided (承诺办结日期), and what it follows from. */
export interface BundlePromise {
  /** The submission, epoch ms: after closing time it counts as received on the next working day. */
  at: number;
  /** Working days of the longest way through its items. */
  days: number;
  on: CivilDate;
  calendarVersion: string;
  /** It may still move, because the notice of its year is not out. */
  provisional?: true;
}

export function promiseOf({ at, days }: Pick<BundlePromise, 'at' | 'days'>, calendar: WorkCalendar): BundlePromise {
  const { on, provisional, calendarVersion } = dueDate(startPromiseClock({ at }, { value: days, unit: 'workingDays' }), calendar);
  return { at, days, on, calendarVersion, ...(provisional ? { provisional } : {}) };
}

/** @returns the promise under the calendar of now; undefined when it was final, or computed under that one */
export function recomputedPromise(promise: BundlePromise | undefined, calendar: WorkCalendar): BundlePromise | undefined {
  return promise?.provisional && promise.calendarVersion !== calendar.version ? promiseOf(promise, calendar) : undefined;
}
