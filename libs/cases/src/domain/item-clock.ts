import {
  type ClockFacts, dueDate, extend, isPaused, noticePeriodOf, progress, restart, type LightThresholds, resume, startAcceptanceClock, startNoticeClock, startPreliminaryReviewClock, startPromiseClock, startStepClock,
  type StopReason, stop, suspend, type SuspensionKind, thresholdsVersion, wasOnTime,
} from '@onething/deadlines';
import { addDays, type CivilDate, civilDate, DomainError, startOfDay, type WorkCalendar } from '@onething/kernel';
import type { Limit, StepKind } from '@onething/workflow';
import type { MovedLimit, ProcedureKind } from './event';
import type { FoundAtRequest } from './item-command';
import { SPECIAL_PROCEDURES, type SpecialProcedureKind } from './national-codes';

/** Working days that an applicant has for corrections. The law says "reasonable"; ten are usual. */
const CORRECTION_DAYS = 10;

/** Working days for putting right what was promised and found broken (限期整改, 国办发〔2020〕42号), where whoever checks names no other day. */
const RECTIFICATION_DAYS = 10;

/** The facts of an item's clocks. What follows from them (due dates, lights) is computed; `dates` keeps it for queues and views. */
export interface ItemClock {
  acceptance?: ClockFacts;
  promise?: ClockFacts;
  step?: ClockFacts;
  /** Last day for the applicant's corrections, while they are awaited, and the day on which they were asked for. */
  correctBy?: CivilDate;
  correctionAskedOn?: CivilDate;
  foundAtRequest?: FoundAtRequest;
  /** Days by which an extension was proposed. */
  proposedExtension?: number;
  /** Last day for materials that may come later (容缺受理), and which they are. */
  laterBy?: CivilDate;
  laterMaterials?: string[];
  /** Last day for the check of a promise (告知承诺核查), while it is to come. */
  checkPromiseBy?: CivilDate;
  /** Last day on which what was found broken is to be put right, and found so by a new check (限期整改). */
  rectifyBy?: CivilDate;
  /** The day from which that one is counted; absent where it was named. */
  rectificationAskedOn?: CivilDate;
  /** This authority only examines (初审) and forwards to the one above it, which decides. */
  forwards?: true;
  decidedOn?: CivilDate;
  /** When the grant was withdrawn (撤销). */
  grantWithdrawnOn?: CivilDate;
  /** Deadlines of which somebody was told already: `<near|passed> <kind> <day>`. */
  told?: string[];
  /** Official numbers that were given out: an item that is reopened keeps them. */
  numbered?: { receipt?: true; case?: true };
  dates?: ItemDates;
}

/** Civil days in China, as they follow from the facts. */
export interface ItemDates {
  receivedOn?: CivilDate;
  /** Last day for the decision on acceptance, while that clock runs. */
  acceptBy?: CivilDate;
  acceptedOn?: CivilDate;
  /** Last day of the promise. */
  dueOn?: CivilDate;
  /** Last day that the law allows, where the item names it. */
  statutoryDueOn?: CivilDate;
  /** Last day for the preliminary review, where the item is forwarded to the authority above. */
  forwardBy?: CivilDate;
  stepDueOn?: CivilDate;
  /** First day on which the public notice that is up may be closed. */
  noticeClosableOn?: CivilDate;
  /** A day that may still move, because the notice of its year is not out; and which these are. */
  provisional?: true;
  provisionalDays?: DatedLimit[];
  calendarVersion: string;
  /** Of the thresholds of lights under which the warnings were set. */
  lightsVersion: string;
}

/** Last days that follow from the calendar, by the names under which they are shown. */
export type DatedLimit = 'acceptBy' | 'dueOn' | 'statutoryDueOn' | 'forwardBy' | 'stepDueOn' | 'correctBy' | 'rectifyBy';

export interface Promise {
  promised: Limit;
  statutory?: Limit;
}

/** Why the promise is not counted: the law, as the applicant is told. */
const GROUNDS: Record<'correction' | 'procedure' | 'step', string> = {
  correction: '补正期间不计入办理期限', procedure: '行政许可法第四十五条', step: '行政许可法第四十五条',
};

/** Begins, or begins anew after a correction or a return. @param now epoch ms */
export function startAcceptance(clock: ItemClock, now: number, because?: 'correction' | 'resubmission'): ItemClock {
  const begun = clock.acceptance && because ? restart(clock.acceptance, { at: now }, because) : startAcceptanceClock({ at: now });
  return { ...clock, acceptance: begun, ...CORRECTED };
}

export function stopAcceptance(clock: ItemClock, today: CivilDate, reason: StopReason): ItemClock {
  return clock.acceptance && !clock.acceptance.stop ? { ...clock, acceptance: stop(clock.acceptance, { on: today, reason }) } : clock;
}

export function awaitCorrection(clock: ItemClock, found: FoundAtRequest | undefined, { calendar, now }: { calendar: WorkCalendar; now: number }): ItemClock {
  const correctionAskedOn = civilDate(now);
  return { ...clock, correctionAskedOn, correctBy: calendar.addWorkingDays(correctionAskedOn, CORRECTION_DAYS), foundAtRequest: found };
}

/** Under this calendar. A day that the applicant was told stands: more days off give more time, fewer take none away. */
export function correctionEndsOn({ correctBy, correctionAskedOn }: ItemClock, calendar: WorkCalendar): CivilDate | undefined {
  return laterOf(correctBy, correctionAskedOn, CORRECTION_DAYS, calendar);
}

/** The same for putting right what was promised. */
const rectificationEndsOn = ({ rectifyBy, rectificationAskedOn }: ItemClock, calendar: WorkCalendar): CivilDate | undefined =>
  laterOf(rectifyBy, rectificationAskedOn, RECTIFICATION_DAYS, calendar);

function laterOf(told: CivilDate | undefined, askedOn: CivilDate | undefined, days: number, calendar: WorkCalendar): CivilDate | undefined {
  if (!told || !askedOn) return told;
  const counted = calendar.addWorkingDays(askedOn, days);
  return counted > told ? counted : told;
}

const CORRECTED = { correctBy: undefined, correctionAskedOn: undefined, foundAtRequest: undefined };

/** @param on day 0: the day of acceptance; the day of receipt when silence accepted */
export function startPromise(clock: ItemClock, on: CivilDate, { promised, statutory }: Promise, forwards = false): ItemClock {
  return { ...clock, promise: startPromiseClock({ on }, promised, statutory), ...(forwards ? { forwards } : {}) };
}

/** A check that finds the promise broken sets a day by which it is to be put right; one that finds it in order ends both limits. */
export function afterPromiseCheck(
  clock: ItemClock, { kept, rectifyBy }: { kept: boolean; rectifyBy?: CivilDate }, { calendar, now }: { calendar: WorkCalendar; now: number },
): ItemClock {
  const ended = { ...clock, checkPromiseBy: undefined, rectifyBy: undefined, rectificationAskedOn: undefined };
  if (kept) return ended;
  if (rectifyBy) return { ...ended, rectifyBy };
  const rectificationAskedOn = civilDate(now);
  return { ...ended, rectificationAskedOn, rectifyBy: calendar.addWorkingDays(rectificationAskedOn, RECTIFICATION_DAYS) };
}

export function stopPromise(clock: ItemClock, today: CivilDate, reason: StopReason): ItemClock {
  return { ...clock, promise: stopped(clock.promise, today, reason), step: stopped(clock.step, today, 'done') };
}

const stopped = (facts: ClockFacts | undefined, on: CivilDate, reason: StopReason) => (facts && !facts.stop ? stop(facts, { on, reason }) : facts);

/** The limit of a public notice is how long it must be up; every other step's is until when it should be done. */
export function startStep(clock: ItemClock, today: CivilDate, { kind, limit }: { kind: StepKind; limit: Limit }): ItemClock {
  return { ...clock, step: kind === 'publicNotice' ? startNoticeClock({ on: today }, limit) : startStepClock({ on: today }, limit) };
}

/** A step that is itself not counted keeps its own limit; any other pause also stops the step. */
export function pause(clock: ItemClock, by: keyof typeof GROUNDS, today: CivilDate, planned?: { kind: ProcedureKind; until: CivilDate }): ItemClock {
  const suspension = { kind: kindOf(by, planned?.kind), reason: GROUNDS[by], from: today, ...(planned ? { plannedTo: planned.until } : {}) };
  const paused = (facts: ClockFacts | undefined) => (facts && !facts.stop ? suspend(facts, suspension) : facts);
  return { ...clock, promise: paused(clock.promise), step: by === 'step' ? clock.step : paused(clock.step) };
}

function kindOf(by: keyof typeof GROUNDS, procedure: ProcedureKind | undefined): SuspensionKind {
  return by === 'correction' ? 'correction' : procedure ?? 'other';
}

export function goOn(clock: ItemClock, today: CivilDate): ItemClock {
  const running = (facts: ClockFacts | undefined) => (facts && !facts.stop && openSuspension(facts) ? resume(facts, today) : facts);
  return { ...clock, promise: running(clock.promise), step: running(clock.step), ...CORRECTED };
}

/** @throws DomainError of the deadlines when the promise is over, or was extended before */
export function extendPromise(clock: ItemClock, calendar: WorkCalendar, approvedBy: string, today: CivilDate): ItemClock {
  const extension = { days: clock.proposedExtension!, approvedBy, reason: '行政许可法第四十二条', on: today };
  return { ...clock, proposedExtension: undefined, promise: extend(clock.promise!, extension, calendar) };
}

/** @returns the first day on which the public notice that is up may be closed; undefined when that day is there, or none is up */
export function noticeRunsUntil({ step }: ItemClock, { calendar, now }: { calendar: WorkCalendar; now: number }): CivilDate | undefined {
  if (step?.kind !== 'publicNotice' || step.stop) return undefined;
  const { closableOn } = noticePeriodOf(step, calendar, now);
  return civilDate(now) < closableOn ? closableOn : undefined;
}

/**
 * The preliminary review (初审) of the lower authority: 20 working days from its acceptance, without what its promise does not count
 * (行政许可法 arts. 43, 45).
 */
export function preliminaryReviewOf({ promise }: ItemClock, { calendar, now }: { calendar: WorkCalendar; now: number }): { dueOn: CivilDate; onTime: boolean } {
  const dueOn = dueDate(reviewOf(promise!), calendar, now).on;
  return { dueOn, onTime: civilDate(now) <= dueOn };
}

/** The same days are not counted as of the promise. */
const reviewOf = ({ start, suspensions }: ClockFacts): ClockFacts => ({ ...startPreliminaryReviewClock(start), suspensions });

/** Of a deadline of which is warned before it passes; undefined when it does not run. */
export function factsOf({ acceptance, promise, forwards }: ItemClock, of: WarnedDeadline): ClockFacts | undefined {
  switch (of) {
    case 'acceptance': return acceptance;
    case 'promise': return promise;
    case 'forwarding': return forwards && promise && !promise.stop ? reviewOf(promise) : undefined;
  }
}

/** With lights: yellow reminds the handlers, orange whoever has the matter and the heads. */
export const WARNED_DEADLINES = ['acceptance', 'promise', 'forwarding'] as const;
export type WarnedDeadline = (typeof WARNED_DEADLINES)[number];

export const openSuspension = (facts: ClockFacts | undefined) => facts?.suspensions.find((suspension) => suspension.to === undefined);

/** The kind of special procedure (特别程序种类) that concerns the promise now; null when none does, and when it is over. */
export function specialProcedureOf({ promise }: ItemClock): SpecialProcedureKind | null {
  if (!promise || promise.stop) return null;
  const lasts = openSuspension(promise);
  if (lasts && lasts.kind !== 'correction') return SPECIAL_PROCEDURES[lasts.kind as ProcedureKind];
  return promise.extension ? SPECIAL_PROCEDURES.extension : null;
}

/** Under what a clock is computed. */
export interface ClockMoment {
  calendar: WorkCalendar;
  thresholds: LightThresholds;
  /** Epoch ms. */
  now: number;
}

/** Whether the dates, or the warnings before them, were computed under another calendar or other thresholds. */
export const isOutdated = ({ dates }: ItemClock, { calendar, thresholds }: Omit<ClockMoment, 'now'>): boolean =>
  dates !== undefined && (dates.calendarVersion !== calendar.version || dates.lightsVersion !== thresholdsVersion(thresholds));

/** Brings the dates up to the facts. */
export function withDates(clock: ItemClock, { calendar, thresholds, now }: ClockMoment): ItemClock {
  const due = (facts: ClockFacts | undefined) => facts && dueDate(facts, calendar, now);
  const [accept, promise, step, forward] = [due(clock.acceptance), due(clock.promise), due(clock.step), due(factsOf(clock, 'forwarding'))];
  const statutory = clock.promise?.statutory && dueDate({ ...clock.promise, limit: clock.promise.statutory }, calendar, now);
  const notice = clock.step?.kind === 'publicNotice' && !clock.step.stop ? noticePeriodOf(clock.step, calendar, now) : undefined;
  const [correctBy, rectifyBy] = [correctionEndsOn(clock, calendar), rectificationEndsOn(clock, calendar)];
  // What was decided, withdrawn or ended in time, or late, is so for good, whatever the notice says.
  const isOver = clock.promise?.stop !== undefined;
  const settled = isOver && clock.dates && clock.dates.calendarVersion !== calendar.version ? clock.dates : undefined;
  const awaitsNotice = (day: CivilDate | undefined) => day !== undefined && calendar.isProvisional(day);
  const provisionalDays = namesOf({
    acceptBy: !clock.acceptance?.stop && accept?.provisional, dueOn: !isOver && promise?.provisional, statutoryDueOn: !isOver && statutory?.provisional, forwardBy: forward?.provisional,
    // A notice is closed on a working day, which may be the first one of a year of which the notice is not out.
    stepDueOn: (!clock.step?.stop && step?.provisional) || awaitsNotice(notice?.closeBy), correctBy: awaitsNotice(clock.correctionAskedOn) || awaitsNotice(correctBy),
    rectifyBy: clock.rectificationAskedOn !== undefined && (awaitsNotice(clock.rectificationAskedOn) || awaitsNotice(rectifyBy)),
  });
  return {
    ...clock,
    ...(correctBy ? { correctBy } : {}),
    ...(rectifyBy ? { rectifyBy } : {}),
    dates: {
      receivedOn: clock.acceptance && dayZero(clock.acceptance, calendar),
      acceptBy: clock.acceptance?.stop ? undefined : accept?.on,
      acceptedOn: clock.promise && dayZero(clock.promise, calendar),
      dueOn: settled?.dueOn ?? promise?.on,
      statutoryDueOn: settled?.statutoryDueOn ?? statutory?.on,
      forwardBy: forward?.on,
      stepDueOn: clock.step?.stop ? undefined : notice?.closeBy ?? step?.on,
      noticeClosableOn: notice?.closableOn,
      ...(provisionalDays.length > 0 ? { provisional: true, provisionalDays } : {}),
      calendarVersion: calendar.version,
      lightsVersion: thresholdsVersion(thresholds),
    },
  };
}

const namesOf = (limits: Record<DatedLimit, boolean | undefined>): DatedLimit[] => (Object.keys(limits) as DatedLimit[]).filter((name) => limits[name]);

/** Days that have moved, of limits that ran before and run now. */
export function movedDays(before: ItemClock, after: ItemClock): MovedLimit[] {
  const daysOf = ({ correctBy, rectifyBy, dates }: ItemClock): Partial<Record<DatedLimit, CivilDate>> => ({ ...dates, correctBy, rectifyBy });
  const [old, fresh] = [daysOf(before), daysOf(after)];
  return MOVING.flatMap((of) => (old[of] && fresh[of] && old[of] !== fresh[of] ? [{ of, before: old[of], on: fresh[of] }] : []));
}

/** The promise stands in the event by itself. */
const MOVING = ['acceptBy', 'statutoryDueOn', 'forwardBy', 'stepDueOn', 'correctBy', 'rectifyBy'] as const satisfies readonly MovedLimit['of'][];

export const dayZero = ({ start }: ClockFacts, calendar: WorkCalendar): CivilDate => ('on' in start ? start.on : calendar.countsAsReceivedOn(start.at));

export const isSuspended = ({ promise }: ItemClock, now: number): boolean => promise !== undefined && (isPaused(promise, now) || !!openSuspension(promise));

/** Whether the decision came within the promise; null when none was promised yet (withdrawn or ended before acceptance). */
export function keptPromise({ promise, decidedOn }: ItemClock, calendar: WorkCalendar): boolean | null {
  return promise && decidedOn ? wasOnTime(promise, calendar) ?? null : null;
}

/**
 * Days that counted between acceptance and decision, whole, in the unit of the promise: neither corrections nor special procedures.
 * Undefined without both, and for one that was late into a year of which the calendar is not known yet.
 */
export function countedDaysOf({ promise, decidedOn }: ItemClock, calendar: WorkCalendar): number | undefined {
  if (!promise?.stop || !decidedOn) return undefined;
  try {
    const { used, remaining } = progress(promise, calendar, startOfDay(addDays(decidedOn, 1)) - 1);
    return Math.ceil(used - Math.min(remaining, 0));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'CALENDAR.YEAR_MISSING') return undefined;
    throw error;
  }
}
