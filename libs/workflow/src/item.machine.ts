import { assign, createMachine, type AnyEventObject, type AnyStateMachine } from 'xstate';
import {
  type ClockStop, type EvaluateCondition, type ItemEffect, type ItemFacts, type ItemMachineEvent, type ItemOutcome, NEW_ITEM, PAUSES, stepEvent,
} from './item-facts';
import { GRANTED, type Process, type ProcessStep, REFUSED, type StepOutcome } from './process';

type Args = { context: ItemFacts; event: AnyEventObject };
type Guard = (args: Args) => boolean;

const effect = (value: ItemEffect) => ({ type: value.type, params: value as unknown as Record<string, unknown> });
const remember = (change: (facts: ItemFacts, event: ItemMachineEvent) => Partial<ItemFacts>) =>
  assign(({ context, event }: Args) => change(context, event as ItemMachineEvent));

/**
 * Compiles one item's process into the machine of its item case (办件). Intake, pauses and ends are the same for all items
 * (states of docs/commands.md); the steps are its own. States in which an item has ended carry the tag `ended`; they are not
 * final for XState, because a supervisor may reopen some of them.
 */
export function createItemMachine(process: Process, evaluate: EvaluateCondition): AnyStateMachine {
  return createMachine({
    id: 'item',
    initial: 'submitted',
    context: (): ItemFacts => structuredClone(NEW_ITEM),
    states: { ...intakeStates(), handling: handlingState(process, evaluate), ...endStates() },
  });
}

/** Before acceptance: 申报、预审退回、收件、补正. */
function intakeStates() {
  const left = { withdraw: 'withdrawn', end: 'ended' };
  return {
    waiting: { on: { release: 'submitted', abort: 'aborted', ...left } },
    submitted: {
      entry: effect({ type: 'acceptanceClockStarted' }),
      on: { returnForRework: 'returned', receive: 'received', notAccept: 'notAccepted', acceptSilently: 'handling', ...left },
    },
    returned: { entry: effect({ type: 'acceptanceClockStopped', reason: 'returned' }), on: { resubmit: 'submitted', expire: 'expired', ...left } },
    received: {
      on: {
        askCorrection: { target: 'correcting', guard: ({ context }: Args) => context.correctionsAsked === 0, actions: correctionAsked },
        askCorrectionAgain: { target: 'correcting', guard: ({ context }: Args) => context.correctionsAsked > 0, actions: correctionAsked },
        accept: { target: 'handling', actions: remember(acceptedWith) },
        acceptSilently: 'handling',
        notAccept: 'notAccepted',
        ...left,
      },
    },
    correcting: {
      entry: effect({ type: 'acceptanceClockStopped', reason: 'correction' }),
      on: {
        answerCorrection: { target: 'received', actions: effect({ type: 'acceptanceClockStarted' }) },
        expire: 'expired',
        ...left,
      },
    },
  };
}

const correctionAsked = remember(({ correctionsAsked }) => ({ correctionsAsked: correctionsAsked + 1 }));

/** 容缺受理 and 告知承诺 are ways of accepting; what they leave open is remembered. */
const acceptedWith = (_: ItemFacts, event: ItemMachineEvent): Partial<ItemFacts> => ({
  laterMaterials: event.laterMaterials === true, promise: event.onPromise === true ? 'open' : 'none',
});

function handlingState(process: Process, evaluate: EvaluateCondition) {
  const afterGrant = stepsAfterGrant(process);
  const back = process.steps.map((step) => ({
    target: `#item.handling.${step.code}`, guard: ({ context }: Args) => context.pausedStep === step.code, actions: effect({ type: 'stepResumed' }),
  }));
  return {
    entry: effect({ type: 'promiseClockStarted' }),
    initial: process.start,
    on: WHILE_HANDLING,
    states: {
      ...Object.fromEntries(process.steps.map((step) => [step.code, stepState(step, afterGrant.has(step.code), evaluate)])),
      [PAUSES.correction]: {
        entry: effect({ type: 'clockSuspended', by: 'correction' }),
        exit: effect({ type: 'clockResumed' }),
        on: { ...EXTENSION, answerCorrection: back, expire: back, withdraw: '#item.withdrawn', end: '#item.ended' },
      },
      [PAUSES.procedure]: {
        entry: effect({ type: 'clockSuspended', by: 'procedure' }),
        exit: effect({ type: 'clockResumed' }),
        on: { ...EXTENSION, endProcedure: back, withdraw: '#item.withdrawn', end: '#item.ended' },
      },
    },
  };
}

/** Two accounts of one person are one person. */
const personOf = ({ personId, actorId }: ItemMachineEvent): string => personId ?? actorId;

/** Until the decision; afterwards the promise is kept or broken, and there is nothing to extend. */
const EXTENSION = {
  proposeExtension: {
    guard: ({ context }: Args) => context.extension === 'none',
    actions: remember((_, event) => ({ extension: 'proposed', extensionProposedBy: personOf(event) })),
  },
  approveExtension: {
    guard: ({ context, event }: Args) => context.extension === 'proposed' && context.extensionProposedBy !== personOf(event as ItemMachineEvent),
    actions: [remember(() => ({ extension: 'approved' })), effect({ type: 'promiseExtended' })],
  },
  rejectExtension: {
    guard: ({ context }: Args) => context.extension === 'proposed',
    actions: remember(() => ({ extension: 'none', extensionProposedBy: null })),
  },
};

/** What is possible in any step, without leaving it. */
const WHILE_HANDLING = {
  supplyLater: { guard: ({ context }: Args) => context.laterMaterials, actions: remember(() => ({ laterMaterials: false })) },
  checkPromise: { guard: checkable, actions: remember(promiseChecked) },
};

/** Once; and once more when what was found broken has been put right (限期整改). */
function checkable({ context, event }: Args): boolean {
  return context.promise === 'open' || (context.promise === 'broken' && (event as ItemMachineEvent).kept === true);
}

const brokenPromise: Guard = ({ context }) => context.promise === 'broken';

function promiseChecked(_: ItemFacts, event: ItemMachineEvent): Partial<ItemFacts> {
  return { promise: event.kept === false ? 'broken' : 'kept' };
}

function stepState(step: ProcessStep, decided: boolean, evaluate: EvaluateCondition) {
  const started = effect({ type: 'stepStarted', step: step.code, limit: step.limit });
  const pause = remember(() => ({ pausedStep: step.code }));
  return {
    entry: [
      // A step that is entered again asks everybody again, unless it was only paused.
      remember(({ votes, pausedStep }) => ({ votes: pausedStep === step.code ? votes : { ...votes, [step.code]: {} }, pausedStep: null })),
      started,
      ...(step.suspendsClock ? [effect({ type: 'clockSuspended', by: 'step' })] : []),
    ],
    exit: step.suspendsClock ? [effect({ type: 'clockResumed' })] : [],
    on: {
      ...Object.fromEntries(step.outcomes.map((outcome) => [stepEvent(step.code, outcome.code), ways(step, outcome, { decided, evaluate })])),
      // Withdrawn between the grant and its result: there will be none.
      ...(decided ? { withdrawGrant: { target: '#item.ended', guard: brokenPromise } } : {}),
      // Until the decision is made, an application can be withdrawn, paused, forwarded or ended.
      ...(decided ? {} : {
        ...EXTENSION,
        withdraw: '#item.withdrawn',
        end: '#item.ended',
        askCorrection: {
          target: `#item.handling.${PAUSES.correction}`,
          guard: ({ context }: Args) => !context.correctedInExamination,
          actions: [pause, remember(() => ({ correctedInExamination: true }))],
        },
        startProcedure: { target: `#item.handling.${PAUSES.procedure}`, actions: pause },
        forwardUp: {
          target: '#item.submitted',
          actions: [remember(() => structuredClone(NEW_ITEM)), effect({ type: 'promiseClockStopped', reason: 'forwarded' }), effect({ type: 'forwardedUp' })],
        },
      }),
    },
  };
}

function ways(step: ProcessStep, outcome: StepOutcome, { decided, evaluate }: { decided: boolean; evaluate: EvaluateCondition }) {
  const holds: Guard = ({ context, event }) =>
    (!outcome.when || evaluate(outcome.when, (event as ItemMachineEvent).answers)) && !(outcome.decides === 'grant' && context.laterMaterials)
    && !((outcome.decides === 'grant' || decided) && context.promise === 'broken');
  // A step that leads to itself (a re-inspection) begins anew: its clock, its votes.
  const leave = { target: target(outcome.to), reenter: true, guard: holds };
  return step.reviewers ? [lastVote(step, outcome, leave), vote(step, outcome, holds)] : [leave];
}

/** Leaves a step of several people when this is the last vote that its outcome needs. */
function lastVote(step: ProcessStep, outcome: StepOutcome, leave: { target: string; reenter: boolean; guard: Guard }) {
  return {
    ...leave,
    guard: (args: Args) => leave.guard(args) && mayVote(step, args) && votesFor(step, outcome, args) + 1 >= step.reviewers!,
    actions: recordVote(step, outcome),
  };
}

/** Records a vote and stays. A person votes once. */
function vote(step: ProcessStep, outcome: StepOutcome, holds: Guard) {
  return { guard: (args: Args) => holds(args) && mayVote(step, args), actions: recordVote(step, outcome) };
}

const mayVote = (step: ProcessStep, { context, event }: Args) =>
  context.votes[step.code]?.[personOf(event as ItemMachineEvent)] === undefined;

const votesFor = (step: ProcessStep, outcome: StepOutcome, { context }: Args) =>
  Object.values(context.votes[step.code] ?? {}).filter((chosen) => chosen === outcome.code).length;

const recordVote = (step: ProcessStep, outcome: StepOutcome) => remember(({ votes }, event) => ({
  votes: { ...votes, [step.code]: { ...votes[step.code], [personOf(event)]: outcome.code } },
}));

const target = (to: string): string => (to === GRANTED ? '#item.granted' : to === REFUSED ? '#item.refused' : `#item.handling.${to}`);

const stopOf = (outcome: ItemOutcome): ClockStop => (outcome === 'notAccepted' || outcome === 'withdrawn' ? outcome : 'ended');

/** How item cases end: 办结 (granted or refused), 不予受理, 撤回, 逾期, 终止. */
function endStates() {
  const ended = (outcome: ItemOutcome, on: Record<string, unknown> = {}) => ({
    tags: ['ended'],
    entry: [
      effect({ type: 'acceptanceClockStopped', reason: stopOf(outcome) }), effect({ type: 'promiseClockStopped', reason: stopOf(outcome) }),
      effect({ type: 'closed', outcome }),
    ],
    on: on as Record<string, never>,
  });
  const reopened = { target: 'received', actions: [remember(() => structuredClone(NEW_ITEM)), effect({ type: 'acceptanceClockStarted' }), effect({ type: 'reopened' })] };
  return {
    granted: ended('granted', {
      checkPromise: { guard: checkable, actions: remember(promiseChecked) },
      // Once: nothing is left of the promise then.
      withdrawGrant: { guard: brokenPromise, actions: remember(() => ({ promise: 'none' })) },
    }),
    refused: ended('refused', { reopen: reopened }),
    notAccepted: ended('notAccepted', { reopen: reopened }),
    expired: ended('expired', { reopen: reopened }),
    ended: ended('ended', { reopen: reopened }),
    withdrawn: ended('withdrawn'),
    // What it depends on was reopened and granted after all.
    aborted: ended('aborted', { release: { target: 'submitted', actions: effect({ type: 'reopened' }) } }),
  };
}

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
