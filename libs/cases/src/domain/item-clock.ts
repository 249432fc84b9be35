import { addDays, type CivilDate, type WorkCalendar } from '@onething/kernel';
import type { Limit } from '@onething/workflow';
import type { ProcedureKind } from './event';

/** Working days in which an authority accepts, or asks for corrections, before the silence counts as acceptance. 行政许可法 art. 32. */
const ACCEPTANCE_DAYS = 5;
/** Working days that an applicant has for corrections. The law says "reasonable"; ten are usual. */
export const CORRECTION_DAYS = 10;

/** A time that is not counted against the promise. */
export interface Suspension {
  by: 'correction' | 'procedure' | 'step';
  kind?: ProcedureKind;
  from: CivilDate;
  plannedEnd?: CivilDate;
  /** Absent while it lasts. */
  to?: CivilDate;
}

/** The clock of an item case. Days are civil days in China; each deadline names the calendar that it was computed with. */
export interface ItemClock {
  receivedOn?: CivilDate;
  /** Last day for the decision on acceptance; absent while that clock does not run. */
  acceptBy?: CivilDate;
  /** Last day for the applicant's corrections. */
  correctBy?: CivilDate;
  acceptedOn?: CivilDate;
  /** Last day of the promise, moved by suspensions and extension. */
  dueOn?: CivilDate;
  suspensions?: Suspension[];
  /** Working days by which the promise is to be, or was, extended. */
  extensionDays?: number;
  /** Last day of the present step. */
  stepDueOn?: CivilDate;
  /** Last day for materials that may come later (容缺受理), and which they are. */
  laterBy?: CivilDate;
  laterMaterials?: string[];
  /** Day on which a promise (告知承诺) is checked. */
  checkPromiseBy?: CivilDate;
  decidedOn?: CivilDate;
  /** Deadlines of which somebody was told already: `<kind> <day>`. */
  told?: string[];
  calendarVersion?: string;
}

/** The last day of a limit that begins on `from`, day 0. A limit of 0 ends the same day. */
export function limitEnd(calendar: WorkCalendar, from: CivilDate, limit: Limit): CivilDate {
  return limit.unit === 'workingDays' ? calendar.addWorkingDays(from, limit.value) : addDays(from, limit.value);
}

/** @param now epoch ms; evening and weekend count as the next working day, which is day 0 */
export function startAcceptance(clock: ItemClock, calendar: WorkCalendar, now: number): ItemClock {
  const receivedOn = calendar.countsAsReceivedOn(now);
  return { ...clock, receivedOn, acceptBy: calendar.addWorkingDays(receivedOn, ACCEPTANCE_DAYS), correctBy: undefined, calendarVersion: calendar.version };
}

export function stopAcceptance(clock: ItemClock): ItemClock {
  return { ...clock, acceptBy: undefined };
}

export function startCorrection(clock: ItemClock, calendar: WorkCalendar, today: CivilDate): ItemClock {
  return { ...clock, correctBy: calendar.addWorkingDays(today, CORRECTION_DAYS) };
}

/** @param from the day of acceptance; by silence it is the day of receipt */
export function startPromise(clock: ItemClock, calendar: WorkCalendar, from: CivilDate, promise: Limit): ItemClock {
  return {
    ...clock, acceptBy: undefined, acceptedOn: from, dueOn: limitEnd(calendar, from, promise), suspensions: [], calendarVersion: calendar.version,
  };
}

export function startStep(clock: ItemClock, calendar: WorkCalendar, now: number, limit: Limit): ItemClock {
  return { ...clock, stepDueOn: limitEnd(calendar, calendar.countsAsReceivedOn(now), limit) };
}

export function suspend(clock: ItemClock, suspension: Suspension): ItemClock {
  return { ...clock, suspensions: [...(clock.suspensions ?? []), suspension] };
}

/** Working days in (suspended, today] are not counted: promise and step move by as many. */
export function resume(clock: ItemClock, calendar: WorkCalendar, today: CivilDate): ItemClock {
  const suspensions = [...(clock.suspensions ?? [])];
  const last = suspensions.at(-1);
  if (!last || last.to) return clock;
  suspensions[suspensions.length - 1] = { ...last, to: today };
  const missed = calendar.workingDaysBetween(last.from, today);
  const moved = (day: CivilDate | undefined) => (day && missed > 0 ? calendar.addWorkingDays(day, missed) : day);
  return {
    ...clock, suspensions, dueOn: moved(clock.dueOn), correctBy: undefined, calendarVersion: calendar.version,
    stepDueOn: last.by === 'step' ? clock.stepDueOn : moved(clock.stepDueOn),
  };
}

export function extend(clock: ItemClock, calendar: WorkCalendar): ItemClock {
  return { ...clock, dueOn: calendar.addWorkingDays(clock.dueOn!, clock.extensionDays!), calendarVersion: calendar.version };
}

export const isSuspended = ({ suspensions }: ItemClock): boolean => suspensions?.at(-1)?.to === undefined && !!suspensions?.length;

/** Whether the decision came within the promise; null when none was promised yet (withdrawn or ended before acceptance). */
export function wasOnTime(clock: ItemClock): boolean | null {
  return clock.decidedOn && clock.dueOn ? clock.decidedOn <= clock.dueOn : null;
}
