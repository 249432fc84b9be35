import { addDays, type CivilDate, civilDate, DomainError, type WorkCalendar } from '@onething/kernel';
import { type ClockFacts, dueDate, startStepClock, stop, wasOnTime } from '@onething/deadlines';
import type { Grade } from './grade';
import type { CallBackOutcome, Exclusion, Finding, RatingEventPayloads, RatingEventType, ResponsibleUnit } from './rating-event';
import type { RatingRules } from './rating-rules';

/**
 * Where a bad rating (差评) stands: `verifying` with the responsible unit (核实回访) · `appealed` the unit holds it mistaken or malicious,
 * another unit decides (申诉复核) · `rectifying` it is true (整改) · `answering` the rater is to be answered (反馈) · `answered` the rater may
 * rate once more (二次评价) · `closed` and public (归档公开)
 */
export const BAD_RATING_STATES = ['verifying', 'appealed', 'rectifying', 'answering', 'answered', 'closed'] as const;
export type BadRatingState = (typeof BAD_RATING_STATES)[number];

export interface BadRating extends ResponsibleUnit {
  id: string;
  ratingId: string;
  caseId: string;
  /** Of the rater. */
  accountId: string;
  oneThing: string;
  /** Graded apart; null when the whole was. */
  item: string | null;
  grade: 4 | 5;
  tags: string[];
  isAnonymous: boolean;
  state: BadRatingState;
  version: number;
  finding: Finding | null;
  callBackTries: number;
  /** Epoch ms: the rater was reached, or did not want to talk. */
  calledBackAt: number | null;
  appealUpheld: boolean | null;
  dispatchedAt: number;
  /** Of the rectification; the days follow from it. */
  clock: ClockFacts;
  callBackDueOn: CivilDate;
  dueOn: CivilDate;
  calendarVersion: string;
  /** What was said of its days: 1 call-back overdue, 2 due soon, 3 overdue. */
  escalation: number;
  nextCheckOn: CivilDate | null;
  rectifiedAt: number | null;
  wasOnTime: boolean | null;
  answeredAt: number | null;
  secondRatingUntil: CivilDate | null;
  secondGrade: Grade | null;
  closedAt: number | null;
}

export type BadRatingCommand =
  | { type: 'callBack'; outcome: CallBackOutcome }
  | { type: 'judge'; finding: Finding }
  | { type: 'decideAppeal'; upheld: boolean }
  | { type: 'rectify' }
  | { type: 'answer' }
  | { type: 'redispatch'; to: ResponsibleUnit }
  | { type: 'rateAgain'; grade: Grade };

/** In which states a command is possible. */
export const POSSIBLE: Record<BadRatingCommand['type'], readonly BadRatingState[]> = {
  callBack: ['verifying'], judge: ['verifying'], redispatch: ['verifying'], decideAppeal: ['appealed'], rectify: ['rectifying'],
  answer: ['answering'], rateAgain: ['answered'],
};

/** What the decision takes from outside. */
export interface BadRatingContext {
  /** Epoch ms. */
  now: number;
  calendar: WorkCalendar;
  rules: RatingRules['badRating'];
}

export type BadRatingFact = { [T in RatingEventType]: { type: T; payload: Omit<RatingEventPayloads[T], keyof ResponsibleUnit> } }[RatingEventType];

export interface BadRatingDecision {
  next: BadRating;
  facts: BadRatingFact[];
  /** What was rated so counts no more. */
  excluded?: Exclude<Exclusion, 'review'>;
}

type Origin = Pick<BadRating, 'id' | 'ratingId' | 'caseId' | 'accountId' | 'oneThing' | 'item' | 'grade' | 'tags' | 'isAnonymous'> & ResponsibleUnit;

/** 派发: it falls to the unit, and its days begin to count. */
export function dispatch(origin: Origin, context: BadRatingContext): BadRatingDecision {
  const { now, calendar, rules } = context;
  const clock = startStepClock({ at: now }, { value: rules.rectifyWithin, unit: 'workingDays' });
  const dispatched: BadRating = {
    ...origin, state: 'verifying', version: 1, finding: null, callBackTries: 0, calledBackAt: null, appealUpheld: null, dispatchedAt: now, clock,
    callBackDueOn: calendar.addWorkingDays(calendar.countsAsReceivedOn(now), rules.callBackWithin), dueOn: dueDate(clock, calendar, now).on,
    calendarVersion: calendar.version, escalation: 0, nextCheckOn: null, rectifiedAt: null, wasOnTime: null, answeredAt: null,
    secondRatingUntil: null, secondGrade: null, closedAt: null,
  };
  return { next: withNextCheck(dispatched, context), facts: [dispatchedFact(dispatched, null)] };
}

/**
 * @throws DomainError `RATINGS.COMMAND_NOT_POSSIBLE` with the state, `RATINGS.NO_CALL_BACK` of an anonymous one, `RATINGS.CALL_BACK_MISSING`,
 * `RATINGS.SAME_UNIT`
 */
export function decide(before: BadRating, command: BadRatingCommand, context: BadRatingContext): BadRatingDecision {
  if (!POSSIBLE[command.type].includes(before.state)) {
    throw new DomainError('refused', 'RATINGS.COMMAND_NOT_POSSIBLE', 'This bad rating stands elsewhere by now. Look again.', {
      current: { state: before.state, version: before.version },
    });
  }
  const { next, ...decision } = apply(before, command, context);
  return { next: withNextCheck({ ...next, version: before.version + 1 }, context), ...decision };
}

function apply(before: BadRating, command: BadRatingCommand, { now, calendar, rules }: BadRatingContext): BadRatingDecision {
  const ofUnit = unitFact(before);
  switch (command.type) {
    case 'callBack': return callBack(before, command.outcome, now);
    case 'judge': return judge(before, command.finding, rules);
    case 'redispatch': return redispatch(before, command.to);
    case 'decideAppeal': {
      const finding = command.upheld ? before.finding! : 'true';
      const next: BadRating = { ...before, state: command.upheld ? 'answering' : 'rectifying', finding, appealUpheld: command.upheld };
      const decided: BadRatingFact = { type: 'appealDecided', payload: { ...ofUnit, finding: before.finding!, upheld: command.upheld } };
      return { next, facts: [decided], ...(finding === 'mistaken' || finding === 'malicious' ? { excluded: finding } : {}) };
    }
    case 'rectify': {
      const next: BadRating = { ...stopped(before, now, calendar), state: 'answering', rectifiedAt: now };
      return { next, facts: [{ type: 'badRatingRectified', payload: { ...ofUnit, onTime: next.wasOnTime!, dueOn: before.dueOn } }] };
    }
    case 'answer': return answer(before, now, calendar, rules);
    case 'rateAgain': {
      const next: BadRating = { ...before, state: 'closed', secondGrade: command.grade, closedAt: now };
      return { next, facts: [{ type: 'secondRatingGiven', payload: { ...ofUnit, secondGrade: command.grade } }, closedFact(next)] };
    }
  }
}

function callBack(before: BadRating, outcome: CallBackOutcome, now: number): BadRatingDecision {
  if (before.isAnonymous) {
    throw new DomainError('refused', 'RATINGS.NO_CALL_BACK', 'Its rater wants to stay unknown: handle it without a call-back.');
  }
  const isReached = outcome !== 'notReached';
  const next = { ...before, callBackTries: before.callBackTries + 1, calledBackAt: isReached ? now : before.calledBackAt };
  return { next, facts: [{ type: 'calledBack', payload: { ...unitFact(before), outcome, first: isReached && before.calledBackAt === null } }] };
}

function judge(before: BadRating, finding: Finding, { callBackTries }: RatingRules['badRating']): BadRatingDecision {
  if (!before.isAnonymous && before.calledBackAt === null && before.callBackTries < callBackTries) {
    throw new DomainError('refused', 'RATINGS.CALL_BACK_MISSING',
      `Call the rater back before you judge. Who cannot be reached is tried ${callBackTries} times.`);
  }
  const state = ({ true: 'rectifying', noLegalBasis: 'answering', mistaken: 'appealed', malicious: 'appealed' } as const)[finding];
  return { next: { ...before, state, finding }, facts: [{ type: 'badRatingJudged', payload: { ...unitFact(before), finding } }] };
}

/** The days go on: the rater has waited since the first dispatch. */
function redispatch(before: BadRating, to: ResponsibleUnit): BadRatingDecision {
  if (to.department === before.department && to.division === before.division) {
    throw new DomainError('refused', 'RATINGS.SAME_UNIT', 'This unit has it already. Name another one.');
  }
  const next: BadRating = { ...before, ...to, callBackTries: 0, calledBackAt: null };
  return { next, facts: [dispatchedFact(next, before)] };
}

function answer(before: BadRating, now: number, calendar: WorkCalendar, rules: RatingRules['badRating']): BadRatingDecision {
  const isTrue = before.finding === 'true';
  const secondRatingUntil = isTrue ? addDays(civilDate(now), rules.secondRatingDays) : null;
  const ended = before.rectifiedAt === null ? stopped(before, now, calendar) : before;
  const next: BadRating = { ...ended, state: isTrue ? 'answered' : 'closed', answeredAt: now, secondRatingUntil, closedAt: isTrue ? null : now };
  const fact: BadRatingFact = { type: 'badRatingAnswered', payload: { ...unitFact(before), finding: before.finding!, secondRatingUntil } };
  return { next, facts: isTrue ? [fact] : [fact, closedFact(next)] };
}

function stopped(before: BadRating, now: number, calendar: WorkCalendar): BadRating {
  const [today, begun] = [civilDate(now), calendar.countsAsReceivedOn(before.dispatchedAt)];
  const clock = stop(before.clock, { on: today < begun ? begun : today, reason: 'done' });
  return { ...before, clock, wasOnTime: wasOnTime(clock, calendar) ?? null };
}

const TO_RECTIFY: ReadonlySet<BadRatingState> = new Set(['verifying', 'appealed', 'rectifying']);
const STILL_OPEN: ReadonlySet<BadRatingState> = new Set(['verifying', 'appealed', 'rectifying', 'answering']);

/** The level of `escalation` from which on the days are over. */
const OVERDUE = 3;

interface Escalation {
  level: number;
  /** The first day on which it holds. */
  on: CivilDate;
  fact: Omit<RatingEventPayloads['badRatingEscalated'], keyof ReturnType<typeof unitFact> | keyof ResponsibleUnit | 'toRectify'>;
}

function escalationsOf(bad: BadRating, { calendar, rules }: BadRatingContext): Escalation[] {
  if (!STILL_OPEN.has(bad.state)) return [];
  const begun = calendar.countsAsReceivedOn(bad.dispatchedAt);
  const awaitsCall = bad.state === 'verifying' && !bad.isAnonymous && bad.calledBackAt === null;
  const all: (Escalation & { holds: boolean })[] = [
    { level: 1, on: addDays(bad.callBackDueOn, 1), holds: awaitsCall, fact: { to: 'head', because: 'callBackOverdue', dueOn: bad.callBackDueOn } },
    { level: 2, on: calendar.addWorkingDays(begun, Math.max(rules.rectifyWithin - rules.warnBefore, 0)), holds: true, fact: { to: 'head', because: 'dueSoon', dueOn: bad.dueOn } },
    { level: OVERDUE, on: addDays(bad.dueOn, 1), holds: true, fact: { to: 'supervisor', because: 'overdue', dueOn: bad.dueOn } },
  ];
  return all.filter(({ level, holds }) => holds && level > bad.escalation);
}

/** What the days bring: those who must know are told, and who does not rate again leaves it closed. */
export function check(before: BadRating, context: BadRatingContext): BadRatingDecision {
  const { now, calendar } = context;
  const today = civilDate(now);
  if (before.state === 'answered') {
    if (today <= before.secondRatingUntil!) return { next: withNextCheck(before, context), facts: [] };
    const next: BadRating = { ...before, state: 'closed', closedAt: now, version: before.version + 1 };
    return { next: withNextCheck(next, context), facts: [closedFact(next)] };
  }
  const current = STILL_OPEN.has(before.state) && before.rectifiedAt === null
    ? { ...before, dueOn: dueDate(before.clock, calendar, now).on, calendarVersion: calendar.version } : before;
  const due = escalationsOf(current, context).filter(({ on }) => on <= today);
  const escalation = Math.max(current.escalation, ...due.map(({ level }) => level));
  return {
    next: withNextCheck({ ...current, escalation }, context),
    facts: due.map(({ fact }) => ({ type: 'badRatingEscalated', payload: { ...unitFact(current), ...fact, toRectify: TO_RECTIFY.has(current.state) } })),
  };
}

function withNextCheck(bad: BadRating, context: BadRatingContext): BadRating {
  const days = bad.state === 'answered' ? [addDays(bad.secondRatingUntil!, 1)] : escalationsOf(bad, context).map(({ on }) => on);
  return { ...bad, nextCheckOn: days.sort()[0] ?? null };
}

const unitFact = ({ item, grade, escalation }: BadRating): { item: string | null; grade: 4 | 5; wasOverdue: boolean } => (
  { item, grade, wasOverdue: escalation >= OVERDUE });

function dispatchedFact(bad: BadRating, before: BadRating | null): BadRatingFact {
  const { callBackDueOn, dueOn, isAnonymous } = bad;
  const from = before && { department: before.department, division: before.division, calledBack: before.calledBackAt !== null };
  return { type: 'badRatingDispatched', payload: { ...unitFact(bad), callBackDueOn, dueOn, isAnonymous, again: before !== null, from } };
}

const closedFact = (bad: BadRating): BadRatingFact => ({ type: 'badRatingClosed', payload: { ...unitFact(bad), finding: bad.finding! } });
