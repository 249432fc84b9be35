import { type CivilDate, civilDate, DomainError, isCivilDate, type WorkCalendar } from '@onething/kernel';
import type { ClockFacts, ClockStart, EarlierCount, Extension, Limit, Stop, Suspension, SuspensionKind } from './clock-facts';
import { dueDate } from './due-date';

type ClockTerms = Pick<ClockFacts, 'kind' | 'limit' | 'statutory' | 'endsOnWorkingDay'>;

/** @throws DomainError `DEADLINES.LIMIT_INVALID`, `DEADLINES.DAY_INVALID` (invalid) */
export function startClock(terms: ClockTerms, start: ClockStart): ClockFacts {
  for (const limit of [terms.limit, terms.statutory]) if (limit) checkLimit(limit);
  if ('on' in start) checkDay('start', start.on);
  return { ...terms, start, suspensions: [] };
}

/**
 * The limit stands still from the end of the day `from`. Several suspensions may last at once; days they share count once.
 * @throws DomainError `DEADLINES.STOPPED` (refused), `DEADLINES.DAY_INVALID`, `DEADLINES.ENDS_BEFORE_IT_BEGINS`,
 *   `DEADLINES.REASON_MISSING` (invalid)
 */
export function suspend(facts: ClockFacts, suspension: Omit<Suspension, 'to'>): ClockFacts {
  checkRunning(facts);
  checkReason(suspension.reason);
  checkDay('from', suspension.from);
  if (suspension.plannedTo !== undefined) checkRange('plannedTo', suspension.from, suspension.plannedTo);
  return { ...facts, suspensions: [...facts.suspensions, suspension] };
}

/**
 * Ends the suspensions that last: those of one kind, or all.
 * @param to the last day that is not counted
 * @throws DomainError `DEADLINES.NOT_SUSPENDED`, `DEADLINES.STOPPED` (refused), `DEADLINES.DAY_INVALID`,
 *   `DEADLINES.ENDS_BEFORE_IT_BEGINS` (invalid)
 */
export function resume(facts: ClockFacts, to: CivilDate, kind?: SuspensionKind): ClockFacts {
  checkRunning(facts);
  const isMeant = (one: Suspension): boolean => one.to === undefined && (kind === undefined || one.kind === kind);
  if (!facts.suspensions.some(isMeant)) {
    throw refused('NOT_SUSPENDED', 'The limit is not suspended in this way. Look at its suspensions and choose one that lasts.');
  }
  const suspensions = facts.suspensions.map((one) => {
    if (!isMeant(one)) return one;
    checkRange('to', one.from, to);
    return { ...one, to };
  });
  return { ...facts, suspensions };
}

/**
 * Extends the limit, once, before it is over.
 * @param most days that the law allows (行政许可法 art. 42: 10; several authorities together: 15)
 * @throws DomainError `DEADLINES.ALREADY_EXTENDED`, `DEADLINES.EXTENDED_TOO_LATE`, `DEADLINES.STOPPED` (refused),
 *   `DEADLINES.EXTENSION_INVALID`, `DEADLINES.APPROVER_MISSING`, `DEADLINES.REASON_MISSING`, `DEADLINES.DAY_INVALID` (invalid)
 */
export function extend(facts: ClockFacts, extension: Extension, calendar: WorkCalendar, most?: number): ClockFacts {
  checkRunning(facts);
  if (facts.extension) {
    throw refused('ALREADY_EXTENDED', 'The limit was extended before; the law allows it once. Decide within the extended limit.');
  }
  const { days, approvedBy, reason, on } = extension;
  if (!Number.isInteger(days) || days < 1 || (most !== undefined && days > most)) {
    const upTo = most === undefined ? '' : ` to ${most}`;
    throw invalid('EXTENSION_INVALID', 'days', `An extension is a whole number of days from 1${upTo}. Correct it.`);
  }
  if (!approvedBy) throw invalid('APPROVER_MISSING', 'approvedBy', 'An extension needs the head who approves it. Name the person.');
  checkReason(reason);
  checkDay('on', on);
  const due = dueDate(facts, calendar).on;
  const isSuspended = facts.suspensions.some((one) => one.to === undefined && one.from <= due);
  if (on > due && !isSuspended) throw refused('EXTENDED_TOO_LATE', `The limit was over on ${due}; what is over cannot be extended.`);
  return { ...facts, extension };
}

/**
 * The limit is met or given up. A suspension that lasts ends with it.
 * @throws DomainError `DEADLINES.STOPPED` (refused), `DEADLINES.DAY_INVALID` (invalid)
 */
export function stop(facts: ClockFacts, end: Stop): ClockFacts {
  checkRunning(facts);
  checkDay('on', end.on);
  return { ...facts, stop: end, suspensions: endAll(facts.suspensions, end.on) };
}

/**
 * The limit begins anew, in full: its suspensions and its extension belong to the count that is given up, which stays for the
 * explanation. Works on a stopped clock too (returned and submitted again).
 * @throws DomainError `DEADLINES.DAY_INVALID`
 */
export function restart(facts: ClockFacts, start: ClockStart, because: EarlierCount['because']): ClockFacts {
  if ('on' in start) checkDay('start', start.on);
  const { extension, stop: _, earlier = [], ...terms } = facts;
  const until = 'on' in start ? start.on : civilDate(start.at);
  const suspensions = endAll(facts.suspensions, until);
  const past: EarlierCount = { start: facts.start, suspensions, ...(extension ? { extension } : {}), until, because };
  return { ...terms, start, suspensions: [], earlier: [...earlier, past] };
}

/**
 * Takes back the stop, by a supervisor's reasoned decision: the time since then is not counted.
 * @throws DomainError `DEADLINES.NOT_STOPPED` (refused), `DEADLINES.REASON_MISSING`, `DEADLINES.DAY_INVALID`,
 *   `DEADLINES.ENDS_BEFORE_IT_BEGINS` (invalid)
 */
export function reopen(facts: ClockFacts, on: CivilDate, reason: string): ClockFacts {
  const { stop: past, ...running } = facts;
  if (!past) throw refused('NOT_STOPPED', 'The limit runs; only one that was stopped can be reopened.');
  checkReason(reason);
  checkRange('on', past.on, on);
  return { ...running, suspensions: [...facts.suspensions, { kind: 'closed', reason, from: past.on, to: on }] };
}

/** Ends what lasts; what begins later only never takes place. */
function endAll(suspensions: Suspension[], to: CivilDate): Suspension[] {
  return suspensions.map((one) => (one.to === undefined ? { ...one, to: one.from > to ? one.from : to } : one));
}

function checkRunning(facts: ClockFacts): void {
  if (!facts.stop) return;
  throw refused('STOPPED', `The limit ended on ${facts.stop.on} and does not run any more. Reopen it or begin it anew first.`);
}

function checkLimit({ value }: Limit): void {
  if (Number.isInteger(value) && value >= 0) return;
  throw invalid('LIMIT_INVALID', 'limit', 'A limit is a whole number of days from 0. Correct it.');
}

function checkDay(field: string, day: CivilDate): void {
  if (!isCivilDate(day)) throw invalid('DAY_INVALID', field, 'There is no such day. Write an existing day as YYYY-MM-DD.');
}

function checkRange(field: string, from: CivilDate, to: CivilDate): void {
  checkDay(field, to);
  if (to >= from) return;
  throw invalid('ENDS_BEFORE_IT_BEGINS', field, `The end ${to} is before the beginning ${from}. Choose that day or a later one.`);
}

function checkReason(reason: string): void {
  if (!reason.trim()) throw invalid('REASON_MISSING', 'reason', 'The reason is missing; the applicant is told. Write it.');
}

function refused(name: string, detail: string): DomainError {
  return new DomainError('refused', `DEADLINES.${name}`, detail);
}

function invalid(name: string, field: string, message: string): DomainError {
  const code = `DEADLINES.${name}`;
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
