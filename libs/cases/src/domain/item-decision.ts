import { DomainError } from '@onething/kernel';
import {
  type ConditionAnswers, type ItemEffect, type ItemFacts, namedEvents, type Process, step, stepEvent, type StoredState,
} from '@onething/workflow';
import type { AnyStateMachine } from 'xstate';
import { EventWriter, type ItemContext, type NumberRequest, type PendingCommand, today } from './command-context';
import type { CaseEvent, EventScope, IssuedResult, ItemOutcome } from './event';
import {
  correctionEndsOn, countedDaysOf, extendPromise, goOn, isOutdated, type ItemClock, keptPromise, movedDays, noticeRunsUntil, pause, type Promise as PromisedLimits, startAcceptance, startPromise, startStep, stopAcceptance, stopPromise,
  withDates,
} from './item-clock';
import type { ItemCommand, ResultToIssue } from './item-command';
import { isOvertaken, type ItemTimer, timersOf, withoutLateWarnings } from './item-deadlines';
import { caseNumber, receiptNumber } from './official-number';
import { requireNotSilent } from './silent-acceptance';
import { type ChosenOutcome, issued, ITEM_RULES, type ItemRule, type Note } from './item-rules';

/** What an item's published version says about its handling. */
export interface ItemDefinition {
  machine: AnyStateMachine;
  process: Process;
  promise: PromisedLimits;
  /** 实行告知承诺制: it may be accepted on a promise. */
  onPromise: boolean;
  /** 初审转报: this authority examines, and forwards to the one above it. */
  forwards: boolean;
  /** Three digits of the department, for receipt numbers (收件编号). */
  departmentSerial: string;
  /** 实施编码, 31 characters, for case numbers (办件编号). */
  implementingCode: string;
}

/** An item case (办件) as it is stored. */
export interface ItemState {
  caseId: string;
  itemId: string;
  scope: EventScope & { item: string; department: string };
  authorityUscc: string;
  machine: StoredState<ItemFacts>;
  clock: ItemClock;
  decision: 'grant' | 'refuse' | null;
  /** The result that was issued, if any. */
  result: IssuedResult | null;
  version: number;
  lastSeq: number;
  lastHash: string;
}

/** Everything that one command on an item changes, as data. */
export interface ItemDecision {
  next: Pick<ItemState, 'machine' | 'clock' | 'decision' | 'authorityUscc'> & { state: string; step: string | null; ended: boolean; division: string };
  events: CaseEvent[];
  pending: PendingCommand[];
  /** Timers that begin or move, and names of those that end. */
  timers: { set: ItemTimer[]; cancel: string[] };
  numbers: NumberRequest[];
  /** A free text that belongs to the event of that number. Personal data: encrypted before it is stored. */
  note?: Note;
  result?: ResultToIssue;
  /** Changes nothing that people decide on: whoever looked at the item before may go on. */
  quiet?: boolean;
  /** Results of predecessors that take the place of materials from now on. */
  attached: { item: string; licenceId: string; faceDigest: string }[];
}

/**
 * The one place where an item case changes. Pure; the machine of the published version has the last word.
 * @param answers what the conditions of the process look at
 * @throws DomainError `CASES.COMMAND_NOT_POSSIBLE` (refused) when the machine has no way for the command in this state,
 *   `CASES.ACCEPTED_BY_SILENCE` (refused) with the day of receipt, `CASES.NOTICE_STILL_RUNS` (refused) with the day on which it may be closed, `CASES.PROMISE_BROKEN` (refused), `CASES.STEP_OF_ANOTHER_KIND`, `CASES.STEP_UNKNOWN`, `CASES.OUTCOME_UNKNOWN`, `CASES.REASONS_MISSING`,
 *   `CASES.ITEM_NOT_ON_PROMISE` (invalid)
 */
export function decideItem(
  definition: ItemDefinition, state: ItemState, asked: ItemCommand, answers: ConditionAnswers, context: ItemContext,
): ItemDecision {
  const command = isTimer(asked) && isOutdated(state.clock, context) ? RECOMPUTE : asked;
  const rule = ITEM_RULES[command.type] as ItemRule<ItemCommand>;
  const chosen = chooseOutcome(definition.process, command);
  requirePromiseNotBroken(state, chosen);
  if (command.type === 'accept' && command.onPromise && !definition.onPromise) throw invalid('CASES.ITEM_NOT_ON_PROMISE', 'onPromise', NOT_ON_PROMISE);
  const moved = move(definition, state, command, chosen, answers, context);
  if (!moved) throw notPossible(state, command);
  requireNoticeOver(state, chosen, context);
  requireNotSilent(state, command, { ...context, current: { ...displayState(state.machine), version: state.version } });
  const stays = chosen !== undefined && !moved.effects.some((effect) => effect.type === 'stepStarted' || effect.type === 'closed');
  const prepared = rule.prepare?.(state.clock, command, context) ?? state.clock;
  const decides = !stays && chosen?.outcome.decides !== undefined;
  const clock = runClock(definition, command, moved.effects, decides ? decidedToday(prepared, context) : prepared, context);
  const writer = new EventWriter(state, state.scope, context);
  noteOtherCalendar(writer, state, clock, context);
  const note = rule.record(writer, { command, state, clock, chosen, stays, context });
  const result = command.type === 'issueResult' ? command.result : undefined;
  const place = command.type === 'forwardUp' ? command.to : { division: state.scope.division, authorityUscc: state.authorityUscc };
  const next = {
    machine: moved.next, clock, decision: decisionAfter(state, moved.effects, chosen, stays), ...displayState(moved.next), ended: moved.ended, ...place,
  };
  return {
    next,
    pending: [
      ...moved.effects.flatMap((effect) => leaveToBundle(writer, state, effect, { clock, onTime: keptPromise(clock, context.calendar), days: countedDaysOf(clock, context.calendar), made: result })),
      ...takenBack(state, clock),
    ],
    events: writer.events,
    timers: changedTimers(state, next, context),
    numbers: numbersFor(definition, command, state, context),
    note, result,
    attached: command.type === 'release' ? command.results : [],
    ...(isNote(command) ? { quiet: true } : {}),
  };
}

/**
 * Refuses at once what the machine does not even name in this state, before anything is prepared for it.
 * @throws DomainError `CASES.COMMAND_NOT_POSSIBLE` (refused)
 */
export function requireNamed({ machine }: Pick<ItemDefinition, 'machine'>, state: ItemState, command: Pick<ItemCommand, 'type'> & { step?: string }): void {
  const named = command.step ? displayState(state.machine).step === command.step : namedEvents(machine, state.machine).includes(command.type);
  if (!named) throw notPossible(state, command);
}

/**
 * Whether a promise that was found broken (承诺不实) bars this way out of a step: one that grants, and each that goes on to the result. The
 * authority ends the matter, has it put right and checks again, or withdraws what it granted (终止办理、限期整改、撤销决定, 国办发〔2020〕42号).
 */
const isBarredByPromise = ({ machine, clock }: Pick<ItemState, 'machine' | 'clock'>, { decides }: Pick<ChosenOutcome['outcome'], 'decides'>): boolean =>
  machine.facts.promise === 'broken' && (decides === 'grant' || clock.decidedOn !== undefined);

function requirePromiseNotBroken(state: ItemState, chosen: ChosenOutcome | undefined): void {
  const shown = displayState(state.machine);
  if (!chosen || shown.step !== chosen.step.code || !isBarredByPromise(state, chosen.outcome)) return;
  const instead = state.clock.decidedOn ? 'the head may withdraw the grant' : 'refuse, or end the handling';
  throw new DomainError('refused', 'CASES.PROMISE_BROKEN',
    `The promise was found broken. Have it put right and record a new check that finds it in order; or else ${instead}.`, { current: { ...shown, version: state.version } });
}

/** A public notice (公示) is closed when its days have run, whatever its outcome: until then anybody may still object. */
function requireNoticeOver(state: ItemState, chosen: ChosenOutcome | undefined, context: ItemContext): void {
  const closableOn = noticeRunsUntil(state.clock, context);
  if (!chosen || closableOn === undefined) return;
  const current = { ...displayState(state.machine), version: state.version, closableOn };
  throw new DomainError('refused', 'CASES.NOTICE_STILL_RUNS', `The public notice is up until its days have run. It may be closed on ${closableOn}.`, { current });
}

/** Commands by which the platform notes something for itself. */
const isNote = ({ type }: ItemCommand): boolean => type === 'warn' || type === 'passDeadline' || type === 'recompute';

/** What a timer brings that was set under another calendar may not be true any more: its clock is computed first, and sets it anew. */
const isTimer = ({ type }: ItemCommand): boolean => type === 'acceptSilently' || type === 'expire' || type === 'warn' || type === 'passDeadline';
const RECOMPUTE = { type: 'recompute' } as const;

/** Being told of a deadline moves nothing; everything else is for the machine to say. */
function move(
  { machine }: ItemDefinition, state: ItemState, command: ItemCommand, chosen: ChosenOutcome | undefined, answers: ConditionAnswers, context: ItemContext,
) {
  if (isNote(command)) {
    // What has ended meanwhile is not brought back into the queue by a note.
    if (typeof state.machine.value === 'string' && !ITEM_RULES[command.type].states.includes(state.machine.value)) return undefined;
    if (command.type === 'warn' && isOvertaken(state.clock, command, context)) return undefined;
    return { next: state.machine, effects: [] as ItemEffect[], ended: state.machine.value === 'granted' };
  }
  const rule = ITEM_RULES[command.type] as ItemRule<ItemCommand>;
  const type = chosen ? stepEvent(chosen.step.code, chosen.outcome.code) : command.type;
  return step<ItemFacts, ItemEffect>(machine, state.machine, { type, actorId: context.actorId, personId: context.personId, answers, ...rule.event?.(command) });
}

/** Under another calendar the same facts give other dates: that is an event of its own, whichever command came first. */
function noteOtherCalendar(writer: EventWriter, { clock: before }: ItemState, after: ItemClock, context: ItemContext): void {
  if (!before.dates || !after.dates || before.dates.calendarVersion === after.dates.calendarVersion) return;
  // What the command itself moves is its own event's matter.
  const moved = movedDays(before, withDates(before, context));
  writer.add('deadlinesRecomputed', {
    before: before.dates.dueOn ?? null, dueOn: after.dates.dueOn ?? null, calendarVersion: after.dates.calendarVersion, ...(moved.length > 0 ? { moved } : {}),
  });
}

const STEP_COMMANDS = { completeStep: 'completed with "steps"', decide: 'decided with "decision"', issueResult: 'completed with "result"' };

/** Which command leaves a step: one that decides, one that makes the result, or an ordinary one. */
export function commandFor({ step: left, outcome }: ChosenOutcome): keyof typeof STEP_COMMANDS {
  if (left.kind === 'resultMaking') return 'issueResult';
  return outcome.decides ? 'decide' : 'completeStep';
}

function chooseOutcome(process: Process, command: ItemCommand): ChosenOutcome | undefined {
  if (!('step' in command)) return undefined;
  const left = process.steps.find((one) => one.code === command.step);
  if (!left) throw invalid('CASES.STEP_UNKNOWN', 'step', `This item has no such step; its steps are ${list(process.steps)}.`);
  const outcome = left.outcomes.find((one) => one.code === command.outcome);
  if (!outcome) throw invalid('CASES.OUTCOME_UNKNOWN', 'outcome', `The step "${left.code}" has no such outcome; use one of ${list(left.outcomes)}.`);
  const chosen = { step: left, outcome };
  const proper = commandFor(chosen);
  if (command.type !== proper) throw invalid('CASES.STEP_OF_ANOTHER_KIND', 'step', `"${left.code}" by "${outcome.code}" is ${STEP_COMMANDS[proper]}.`);
  if (command.type === 'decide' && outcome.decides === 'refuse' && !command.reasons) {
    throw invalid('CASES.REASONS_MISSING', 'reasons', 'A refusal needs its reasons (行政许可法 art. 38). Write them for the applicant.');
  }
  return chosen;
}

function decisionAfter(state: ItemState, effects: ItemEffect[], chosen: ChosenOutcome | undefined, stays: boolean): ItemState['decision'] {
  if (effects.some((effect) => effect.type === 'reopened')) return null;
  return (stays ? undefined : chosen?.outcome.decides) ?? state.decision;
}

/** An item leaves its end, and its reopening, to the bundle, which applies them in a transaction of its own. */
function leaveToBundle(
  writer: EventWriter, state: ItemState, effect: ItemEffect,
  { clock, onTime, days, made }: { clock: ItemClock; onTime: boolean | null; days: number | undefined; made?: ResultToIssue },
): PendingCommand[] {
  const { itemId, scope: { item } } = state;
  // A release after all is the bundle's own doing.
  if (effect.type === 'reopened') return state.machine.value === 'aborted' ? [] : [{ type: 'itemReopened', itemId: null, payload: { itemId, item } }];
  if (effect.type !== 'closed') return [];
  const outcome: ItemOutcome = effect.outcome;
  writer.add('itemClosed', { outcome, onTime, ...(days === undefined ? {} : { days }) });
  const result = made ? issued(made) : state.result;
  return [{ type: 'itemEnded', itemId: null, payload: { itemId, item, outcome, ...(result ? { result, decidedOn: clock.decidedOn } : {}) } }];
}

/** A result that the bundle was told of is not handed over any more when its grant is withdrawn. */
function takenBack({ itemId, scope: { item }, machine, clock: before }: ItemState, clock: ItemClock): PendingCommand[] {
  const withdrawn = machine.value === 'granted' && clock.grantWithdrawnOn !== undefined && before.grantWithdrawnOn === undefined;
  return withdrawn ? [{ type: 'grantWithdrawn', itemId: null, payload: { itemId, item } }] : [];
}

/** The promise is kept or broken by the day of the decision, however long the licence takes. */
const decidedToday = (clock: ItemClock, context: ItemContext): ItemClock =>
  ({ ...stopPromise(clock, today(context), 'decided'), decidedOn: today(context) });

function runClock(definition: ItemDefinition, command: ItemCommand, effects: ItemEffect[], start: ItemClock, context: ItemContext): ItemClock {
  const resumed = effects.some((effect) => effect.type === 'stepResumed');
  const clock = effects.reduce((before, effect) => (
    // A step that was only paused keeps its limit.
    effect.type === 'stepStarted' && resumed ? before : tick(definition, command, before, effect, context)), start);
  return withoutLateWarnings(withDates(clock, context), context.now);
}

function tick(definition: ItemDefinition, command: ItemCommand, clock: ItemClock, effect: ItemEffect, context: ItemContext): ItemClock {
  const { calendar, now, actorId } = context;
  const day = today(context);
  switch (effect.type) {
    case 'acceptanceClockStarted': return startAcceptance(command.type === 'forwardUp' ? {} : clock, now, AGAIN[command.type]);
    case 'acceptanceClockStopped': return stopAcceptance(clock, day, effect.reason);
    case 'promiseClockStarted': {
      const silent = command.type === 'acceptSilently';
      return startPromise(stopAcceptance(clock, day, 'accepted'), silent ? clock.dates!.receivedOn! : day, definition.promise, definition.forwards);
    }
    case 'promiseClockStopped': return stopPromise(clock, day, effect.reason);
    case 'promiseExtended': return extendPromise(clock, calendar, actorId, day);
    case 'stepStarted': return startStep(clock, day, definition.process.steps.find((one) => one.code === effect.step)!);
    case 'clockSuspended':
      return pause(clock, effect.by, day, command.type === 'startProcedure' ? { kind: command.kind, until: command.plannedEnd } : undefined);
    // What is not corrected in time is counted again from that day on, whenever the platform notes it.
    case 'clockResumed': {
      const until = correctionEndsOn(clock, calendar);
      return goOn(clock, until && until < day ? until : day);
    }
    default: return clock;
  }
}

/** Commands after which the acceptance clock begins anew. */
const AGAIN: Partial<Record<ItemCommand['type'], 'correction' | 'resubmission'>> = { answerCorrection: 'correction', resubmit: 'resubmission' };

/**
 * Compares the timers before and after, so that a write names only those that change. Those of an outdated clock are all set anew: when
 * they fire was computed under a calendar, and thresholds, that are gone.
 */
function changedTimers(state: ItemState, next: ItemDecision['next'], moment: ItemContext): ItemDecision['timers'] {
  const shown = displayState(state.machine);
  const before = new Map(timersOf(shown.state, shown.step, state.clock, moment).map((timer) => [timer.name, timer]));
  const after = timersOf(next.state, next.step, next.clock, moment);
  const kept = new Set(after.map((timer) => timer.name));
  return {
    set: isOutdated(state.clock, moment) ? after : after.filter((timer) => before.get(timer.name)?.dueAt !== timer.dueAt),
    cancel: [...before.keys()].filter((name) => !kept.has(name)),
  };
}

function numbersFor(definition: ItemDefinition, command: ItemCommand, state: ItemState, context: ItemContext): NumberRequest[] {
  const day = today(context);
  if (command.type === 'receive' && !state.clock.numbered?.receipt) {
    return [receiptNumber({ division: state.scope.division, departmentSerial: definition.departmentSerial }, day)];
  }
  if ((command.type === 'accept' || command.type === 'acceptSilently') && !state.clock.numbered?.case) return [caseNumber(definition.implementingCode, day)];
  return [];
}

/** What queues and people see of a machine's state: `handling` and the step (or pause) in it, or the state itself. */
export function displayState(machine: StoredState<unknown>): { state: string; step: string | null } {
  if (typeof machine.value === 'string') return { state: machine.value, step: null };
  const [[state, inner]] = Object.entries(machine.value) as [[string, string]];
  return { state, step: inner };
}

function notPossible(state: ItemState, command: Pick<ItemCommand, 'type'>): DomainError {
  const shown = displayState(state.machine);
  const place = shown.step ? `in step "${shown.step}"` : `in state "${shown.state}"`;
  const current = { ...shown, version: state.version };
  return new DomainError('refused', 'CASES.COMMAND_NOT_POSSIBLE', `The item is ${place}, where "${command.type}" is not possible. Look at its present state and choose again.`, { current });
}

const NOT_ON_PROMISE = 'For this item no promise stands for a check: the catalogue does not name it (告知承诺制). Accept it without.';

const list = (entries: { code: string }[]) => entries.map((entry) => `"${entry.code}"`).join(', ');

function invalid(code: string, field: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
