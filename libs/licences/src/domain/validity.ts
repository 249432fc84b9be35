import type { CivilDate } from '@onething/kernel';
import type { LicenceState, ShownLicenceState } from './licence-state.machine';

/**
 * The last day on which a licence is valid: the same date that many years later, as printed on licences in use
 * (2021-01-08 至 2024-01-08). 29 February becomes 28 February in a year that has no such day.
 */
export function lastValidDay(from: CivilDate, years: number): CivilDate {
  const year = String(Number(from.slice(0, 4)) + years).padStart(4, '0');
  const sameDay = `${year}${from.slice(4)}`;
  return sameDay.endsWith('-02-29') && !isLeapYear(Number(year)) ? `${year}-02-28` : sameDay;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The days on which a licence is valid, both ends included; without `to` for good (长期). */
export interface Validity {
  from: CivilDate;
  to?: CivilDate;
}

/** The state as it is shown: a licence past its last day is expired, unless it ended in another way before. */
export function shownState(state: LicenceState, validity: Validity, today: CivilDate): ShownLicenceState {
  const open = state === 'VALID' || state === 'SUSPENDED';
  return open && validity.to !== undefined && validity.to < today ? 'EXPIRED' : state;
}

/** True when the licence may be relied upon on that day. */
export function isInForce(state: LicenceState, validity: Validity, today: CivilDate): boolean {
  return shownState(state, validity, today) === 'VALID' && validity.from <= today;
}
