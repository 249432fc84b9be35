import type { CivilDate, WorkCalendar } from '@onething/kernel';
import { startClock } from './changes';
import type { ClockFacts, ClockStart, Limit } from './clock-facts';
import { dueDate, overAt } from './due-date';
import { dayZeroOf } from './ledger';
import { STATUTORY_LIMITS } from './statutory-limits';

/** The 5 working days in which the authority accepts, refuses, or tells what must be corrected (行政许可法 art. 32). */
export function startAcceptanceClock(receipt: ClockStart): ClockFacts {
  return startClock({ kind: 'acceptance', limit: STATUTORY_LIMITS.acceptance.limit }, receipt);
}

/** The promise, with the limit of the law beside it. @throws DomainError `DEADLINES.LIMIT_INVALID` */
export function startPromiseClock(acceptance: ClockStart, promised: Limit, statutory?: Limit): ClockFacts {
  return startClock({ kind: 'promise', limit: promised, ...(statutory ? { statutory } : {}) }, acceptance);
}

/** A step's own limit: a step may be late although the case is not. @throws DomainError `DEADLINES.LIMIT_INVALID` */
export function startStepClock(start: ClockStart, limit: Limit): ClockFacts {
  return startClock({ kind: 'step', limit }, start);
}

/** The 20 working days of the lower authority (行政许可法 art. 43). */
export function startPreliminaryReviewClock(acceptance: ClockStart): ClockFacts {
  return startClock({ kind: 'preliminaryReview', limit: STATUTORY_LIMITS.preliminaryReview.limit }, acceptance);
}

/** The 10 working days for issuing and delivering the licence (行政许可法 art. 44). */
export function startDeliveryClock(decidedOn: CivilDate): ClockFacts {
  return startClock({ kind: 'delivery', limit: STATUTORY_LIMITS.delivery.limit }, { on: decidedOn });
}

/** The authority kept silent: the application is accepted, as from the day of its receipt. */
export interface AcceptanceBySilence {
  /** Day 0 of the promise: the day of receipt, not the day on which the silence was noticed. */
  acceptedOn: CivilDate;
  /** The instant (epoch ms) since which it is so. */
  since: number;
}

/**
 * 行政许可法 art. 32: who does not tell in time what must be corrected has accepted, from the day of receipt on.
 * @param facts an acceptance clock; stopped by what the authority told in time
 * @param now epoch ms
 * @returns undefined while there is time, and when the authority spoke in time
 */
export function findAcceptanceBySilence(facts: ClockFacts, calendar: WorkCalendar, now: number): AcceptanceBySilence | undefined {
  const due = dueDate(facts, calendar, now);
  const since = overAt(due);
  if (now < since || (facts.stop && facts.stop.on <= due.on)) return undefined;
  return { acceptedOn: dayZeroOf(facts, calendar), since };
}
