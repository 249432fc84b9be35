import { DomainError } from '@onething/kernel';
import {
  type ConditionAnswers, type ItemEffect, type ItemFacts, type Limit, type Process, type ProcessStep, step, type Step, stepEvent,
  type StoredState,
} from '@onething/workflow';
import type { AnyStateMachine } from 'xstate';
import { type CommandContext, EventWriter, type NumberRequest, type PendingCommand, today } from './command-context';
import type { CaseEvent, EventScope, IssuedResult, ItemOutcome } from './event';
import { type ItemClock, resume, startAcceptance, startPromise, startStep, suspend, wasOnTime } from './item-clock';
import type { ItemCommand, ResultToIssue } from './item-command';

/** What an item's published version says about its handling. */
export interface ItemDefinition {
  machine: AnyStateMachine;
  process: Process;
  promise: Limit;
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
  machine: StoredState<ItemFacts>;
  clock: ItemClock;
  decision: 'grant' | 'refuse' | null;
  /** The result that was issued in the present state of the item, if any. */
  result: IssuedResult | null;
  version: number;
  lastSeq: number;
  lastHash: string;
}

/** Everything that one command on an item changes, as data. */
export interface ItemDecision {
  next: Pick<ItemState, 'machine' | 'clock' | 'decision'> & { state: string; step: string | null; ended: boolean };
  events: CaseEvent[];
  pending: PendingCommand[];
  numbers: NumberRequest[];
  /** A free text that belongs to the event of that number. Personal data: encrypted before it is stored. */
  note?: { seq: number; text: unknown };
  result?: ResultToIssue;
  /** Results of predecessors that take the place of materials from now on. */
  attached: { item: string; licenceId: string; faceDigest: string }[];
}

/**
 * The one place where an item case changes. Pure; the machine of the published version has the last word.
 * @param answers what the conditions of the process look at
 * @throws DomainError `CASES.COMMAND_NOT_POSSIBLE` (refused) when the machine has no way for the command in this state,
 *   `CASES.STEP_OF_ANOTHER_KIND`, `CASES.STEP_UNKNOWN`, `CASES.OUTCOME_UNKNOWN`, `CASES.REASONS_MISSING` (invalid)
 */
export function decideItem(
  definition: ItemDefinition,
  state: ItemState,
  command: ItemCommand,
  answers: ConditionAnswers,
  context: CommandContext,
): ItemDecision {
  const chosen = chooseOutcome(definition.process, command);
  const taken = step<ItemFacts, ItemEffect>(definition.machine, state.machine, {
    type: chosen ? stepEvent(chosen.step.code, chosen.outcome.code) : command.type, actorId: context.actorId, answers,
  });
  if (!taken) throw notPossible(state, command);
  const writer = new EventWriter(state, state.scope, context);
  const decision = chosen?.outcome.decides ?? state.decision;
  const clock = runClock(definition, taken, { ...state.clock, ...(chosen?.outcome.decides ? { decidedOn: today(context) } : {}) }, context);
  const note = writeEvents(writer, command, chosen, taken, clock);
  const result = command.type === 'issueResult' ? command.result : undefined;
  const pending = taken.effects.flatMap((effect) =>
    effect.type === 'closed' ? [closeItem(writer, state, effect.outcome, clock, result)] : []);
  return {
    next: { machine: taken.next, clock, decision, ...displayState(taken.next), ended: taken.ended },
    events: writer.events,
    pending,
    numbers: numbersFor(definition, command, state, context),
    note,
    result,
    attached: command.type === 'release' ? command.results : [],
  };
}

interface ChosenOutcome {
  step: ProcessStep;
  outcome: ProcessStep['outcomes'][number];
}

const STEP_COMMANDS = { completeStep: 'completed with "steps"', decide: 'decided with "decide"', issueResult: 'completed with "result"' };

/** Which command leaves a step: one that decides, one that makes the result, or an ordinary one. */
function commandFor({ step: left, outcome }: ChosenOutcome): keyof typeof STEP_COMMANDS {
  if (left.kind === 'resultMaking') return 'issueResult';
  return outcome.decides ? 'decide' : 'completeStep';
}

function chooseOutcome(process: Process, command: ItemCommand): ChosenOutcome | undefined {
  if (!('step' in command)) return undefined;
  const left = process.steps.find((one) => one.code === command.step);
  if (!left) throw invalid('CASES.STEP_UNKNOWN', 'step', `This item has no step "${command.step}"; its steps are ${list(process.steps)}.`);
  const outcome = left.outcomes.find((one) => one.code === command.outcome);
  if (!outcome) throw invalid('CASES.OUTCOME_UNKNOWN', 'outcome', `The step "${left.code}" has no outcome "${command.outcome}"; use one of ${list(left.outcomes)}.`);
  const chosen = { step: left, outcome };
  const proper = commandFor(chosen);
  if (command.type !== proper) throw invalid('CASES.STEP_OF_ANOTHER_KIND', 'step', `"${left.code}" by "${outcome.code}" is ${STEP_COMMANDS[proper]}.`);
  if (command.type === 'decide' && outcome.decides === 'refuse' && !command.reasons) {
    throw invalid('CASES.REASONS_MISSING', 'reasons', 'A refusal needs its reasons (行政许可法 art. 38). Write them for the applicant.');
  }
  return chosen;
}

/** @returns the note that belongs to the first event, if the command has a free text */
function writeEvents(
  writer: EventWriter, command: ItemCommand, chosen: ChosenOutcome | undefined, taken: Step<ItemFacts, ItemEffect>, clock: ItemClock,
): ItemDecision['note'] {
  const noted = (seq: number, text: unknown) => (text === undefined ? undefined : { seq, text });
  switch (command.type) {
    case 'receive': return void writer.add('received', {});
    case 'askCorrection':
      return noted(writer.add('correctionAsked', { points: command.points.map((point) => point.field), until: clock.acceptBy! }), command.points);
    case 'answerCorrection': return void writer.add('correctionAnswered', { answersDigest: command.answersDigest });
    case 'accept': return void writer.add('accepted', { dueOn: clock.dueOn!, calendarVersion: clock.calendarVersion! });
    case 'withdraw': return noted(writer.add('itemWithdrawn', { reason: 'applicant' }), command.reason);
    case 'release': return void writer.add('released', { results: command.results });
    case 'abort': return void writer.add('itemAborted', { failed: command.failed });
    default: {
      const { step: left, outcome } = chosen!;
      const moved = taken.effects.some((effect) => effect.type === 'stepStarted' || effect.type === 'closed');
      const seq = moved
        ? writer.add('stepCompleted', { step: left.code, outcome: outcome.code, next: outcome.to })
        : writer.add('reviewGiven', { step: left.code, outcome: outcome.code });
      if (command.type === 'decide') writer.add('decided', { step: left.code, decision: outcome.decides! });
      if (command.type === 'issueResult') writer.add('resultIssued', issued(command.result));
      return noted(seq, command.type === 'completeStep' ? command.opinion : command.type === 'decide' ? command.reasons : undefined);
    }
  }
}

const issued = ({ licenceId, licenceType, faceDigest }: ResultToIssue): IssuedResult => ({ licenceId, licenceType, faceDigest });

/** Leaves the end of the item to the bundle, which applies it in a transaction of its own. */
function closeItem(writer: EventWriter, state: ItemState, outcome: ItemOutcome, clock: ItemClock, made: ResultToIssue | undefined): PendingCommand {
  writer.add('itemClosed', { outcome, onTime: wasOnTime(clock) });
  const result = made ? issued(made) : state.result;
  return { type: 'itemEnded', itemId: null, payload: { itemId: state.itemId, item: state.scope.item, outcome, ...(result ? { result } : {}) } };
}

function runClock(definition: ItemDefinition, taken: Step<ItemFacts, ItemEffect>, start: ItemClock, context: CommandContext): ItemClock {
  const { calendar, now } = context;
  return taken.effects.reduce((clock, effect) => {
    switch (effect.type) {
      case 'acceptanceClockStarted': return startAcceptance(clock, calendar, now);
      case 'promiseClockStarted': return startPromise(clock, calendar, now, definition.promise);
      case 'stepStarted': return startStep(clock, calendar, now, effect.limit);
      case 'clockSuspended': return suspend(clock, today(context));
      case 'clockResumed': return resume(clock, calendar, today(context));
      default: return clock;
    }
  }, start);
}

function numbersFor(definition: ItemDefinition, command: ItemCommand, state: ItemState, context: CommandContext): NumberRequest[] {
  const day = today(context);
  const compact = day.replaceAll('-', '');
  if (command.type === 'receive' && !state.clock.receivedOn) {
    const authority = `${state.scope.division}${definition.departmentSerial}`;
    return [{ kind: 'receipt', scope: `receipt ${authority}`, day, prefix: `${authority}${compact}`, digits: 5, checked: true }];
  }
  if (command.type === 'accept') {
    const code = definition.implementingCode;
    return [{ kind: 'case', scope: `case ${code}`, day, prefix: `${code}${compact.slice(2)}`, digits: 5, checked: true }];
  }
  return [];
}

/** What queues and people see of a machine's state: `handling` and the step in it, or the state itself. */
export function displayState(machine: StoredState<unknown>): { state: string; step: string | null } {
  if (typeof machine.value === 'string') return { state: machine.value, step: null };
  const [[state, inner]] = Object.entries(machine.value) as [[string, string]];
  return { state, step: inner };
}

function notPossible(state: ItemState, command: ItemCommand): DomainError {
  const shown = displayState(state.machine);
  const place = shown.step ? `in step "${shown.step}"` : `in state "${shown.state}"`;
  const current = { ...shown, version: state.version };
  return new DomainError('refused', 'CASES.COMMAND_NOT_POSSIBLE', `The item is ${place}, where "${command.type}" is not possible. Look at its present state and choose again.`, { current });
}

const list = (entries: { code: string }[]) => entries.map((entry) => `"${entry.code}"`).join(', ');

function invalid(code: string, field: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
