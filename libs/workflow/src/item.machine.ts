import { assign, createMachine, type AnyEventObject, type AnyStateMachine } from 'xstate';
import { GRANTED, type Limit, type Process, type ProcessStep, REFUSED, type StepOutcome } from './process';

/** Decides a CEL condition of the catalogue over the questionnaire's and the form's answers. */
export type EvaluateCondition = (expression: string, answers: ConditionAnswers) => boolean;

export interface ConditionAnswers {
  q: Record<string, unknown>;
  form: Record<string, unknown>;
}

/** What an item's machine remembers besides its state. */
export interface ItemFacts {
  /** How often the applicant was asked for corrections before acceptance (补正告知 is given once). */
  correctionsAsked: number;
  /** Who has chosen what in a step that asks several people: step → account → outcome. */
  votes: Record<string, Record<string, string>>;
}

/** The events of an item's machine. Steps are left by `step.<step>.<outcome>`. */
export interface ItemMachineEvent extends AnyEventObject {
  actorId: string;
  answers: ConditionAnswers;
}

/** What the machine wants done, as data; `decide` turns it into rows. */
export type ItemEffect =
  | { type: 'acceptanceClockStarted' }
  | { type: 'promiseClockStarted' }
  | { type: 'promiseClockStopped' }
  | { type: 'clockSuspended' }
  | { type: 'clockResumed' }
  | { type: 'stepStarted'; step: string; limit: Limit }
  | { type: 'closed'; outcome: 'granted' | 'refused' | 'withdrawn' | 'aborted' };

const effect = (value: ItemEffect) => ({ type: value.type, params: value as unknown as Record<string, unknown> });
const closed = (outcome: Extract<ItemEffect, { type: 'closed' }>['outcome']) => effect({ type: 'closed', outcome });

/** The name of the event that leaves `step` by `outcome`. */
export const stepEvent = (step: string, outcome: string): string => `step.${step}.${outcome}`;

/** Compiles one item's process into the machine of its item case (办件). Intake is the same for all; the steps are its own. */
export function createItemMachine(process: Process, evaluate: EvaluateCondition): AnyStateMachine {
  const afterGrant = stepsAfterGrant(process);
  return createMachine({
    id: 'item',
    initial: 'submitted',
    context: (): ItemFacts => ({ correctionsAsked: 0, votes: {} }),
    states: {
      waiting: { on: { release: 'submitted', abort: 'aborted', withdraw: 'withdrawn' } },
      submitted: { on: { receive: 'received', withdraw: 'withdrawn' } },
      received: {
        entry: effect({ type: 'acceptanceClockStarted' }),
        on: { askCorrection: askedOnce, accept: 'handling', withdraw: 'withdrawn' },
      },
      correcting: { on: { answerCorrection: 'received', withdraw: 'withdrawn' } },
      handling: {
        entry: effect({ type: 'promiseClockStarted' }),
        initial: process.start,
        states: Object.fromEntries(process.steps.map((step) => [step.code, stepState(step, afterGrant.has(step.code), evaluate)])),
      },
      granted: { type: 'final', entry: [effect({ type: 'promiseClockStopped' }), closed('granted')] },
      refused: { type: 'final', entry: [effect({ type: 'promiseClockStopped' }), closed('refused')] },
      withdrawn: { type: 'final', entry: closed('withdrawn') },
      aborted: { type: 'final', entry: closed('aborted') },
    },
  });
}

/** 行政许可法 art. 32: everything that must be corrected is told once. */
const askedOnce = {
  target: 'correcting',
  guard: ({ context }: { context: ItemFacts }) => context.correctionsAsked === 0,
  actions: assign({ correctionsAsked: ({ context }: { context: ItemFacts }) => context.correctionsAsked + 1 }),
};

function stepState(step: ProcessStep, decided: boolean, evaluate: EvaluateCondition) {
  const started = effect({ type: 'stepStarted', step: step.code, limit: step.limit });
  return {
    entry: [...(step.reviewers ? [forgetVotes(step)] : []), started, ...(step.suspendsClock ? [effect({ type: 'clockSuspended' })] : [])],
    exit: step.suspendsClock ? [effect({ type: 'clockResumed' })] : [],
    on: {
      ...Object.fromEntries(step.outcomes.map((outcome) => [stepEvent(step.code, outcome.code), ways(step, outcome, evaluate)])),
      // An application can be withdrawn until the decision is made.
      ...(decided ? {} : { withdraw: '#item.withdrawn' }),
    },
  };
}

function ways(step: ProcessStep, outcome: StepOutcome, evaluate: EvaluateCondition) {
  const holds = ({ event }: { event: AnyEventObject }) =>
    !outcome.when || evaluate(outcome.when, (event as ItemMachineEvent).answers);
  // A step that leads to itself (a re-inspection) begins anew: its clock, its votes.
  const leave = { target: target(outcome.to), reenter: true, guard: holds };
  return step.reviewers ? [lastVote(step, outcome, leave), vote(step, outcome, holds)] : [leave];
}

type Way = { target: string; reenter: boolean; guard: (args: { event: AnyEventObject }) => boolean };
type GuardArgs = { context: ItemFacts; event: AnyEventObject };

/** Leaves a step of several people when this is the last vote that its outcome needs. */
function lastVote(step: ProcessStep, outcome: StepOutcome, leave: Way) {
  return {
    target: leave.target,
    reenter: leave.reenter,
    guard: ({ context, event }: GuardArgs) =>
      leave.guard({ event }) && mayVote(context, step, event) && votesFor(context, step, outcome) + 1 >= step.reviewers!,
    actions: assign(recordVote(step, outcome)),
  };
}

/** Records a vote and stays. A person votes once. */
function vote(step: ProcessStep, outcome: StepOutcome, holds: Way['guard']) {
  return {
    guard: ({ context, event }: GuardArgs) => holds({ event }) && mayVote(context, step, event),
    actions: assign(recordVote(step, outcome)),
  };
}

const mayVote = (facts: ItemFacts, step: ProcessStep, event: AnyEventObject) =>
  facts.votes[step.code]?.[(event as ItemMachineEvent).actorId] === undefined;

const votesFor = (facts: ItemFacts, step: ProcessStep, outcome: StepOutcome) =>
  Object.values(facts.votes[step.code] ?? {}).filter((chosen) => chosen === outcome.code).length;

const recordVote = (step: ProcessStep, outcome: StepOutcome) => ({
  votes: ({ context, event }: GuardArgs) => ({
    ...context.votes,
    [step.code]: { ...context.votes[step.code], [(event as ItemMachineEvent).actorId]: outcome.code },
  }),
});

/** A step that is entered again asks everybody again. */
const forgetVotes = (step: ProcessStep) =>
  assign({ votes: ({ context }: { context: ItemFacts }) => ({ ...context.votes, [step.code]: {} }) });

const target = (to: string): string => (to === GRANTED ? '#item.granted' : to === REFUSED ? '#item.refused' : `#item.handling.${to}`);

/** The steps that can only be reached through a granting decision: there is nothing left to withdraw. */
export function stepsAfterGrant(process: Process): Set<string> {
  const steps = new Map(process.steps.map((step) => [step.code, step]));
  const undecided = new Set<string>();
  const visit = (code: string): void => {
    const step = steps.get(code);
    if (!step || undecided.has(code)) return;
    undecided.add(code);
    for (const outcome of step.outcomes) if (outcome.decides !== 'grant') visit(outcome.to);
  };
  visit(process.start);
  return new Set([...steps.keys()].filter((code) => !undecided.has(code)));
}
