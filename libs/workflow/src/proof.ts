import type { AnyEventObject, AnyStateMachine } from 'xstate';
import { type BundleShape, createBundleMachine } from './bundle.machine';
import { type ItemFacts, type ItemOutcome, PAUSES, stepEvent } from './item-facts';
import { createItemMachine } from './item.machine';
import type { Process } from './process';
import { initialState, step, type StoredState } from './step';

/** What was found wrong with a definition: at which step or item, and why. */
export interface ProofProblem {
  at: string;
  message: string;
}

export interface Proof {
  /** How many different states were visited. */
  states: number;
  problems: ProofProblem[];
}

/** Extensions, promises and later materials change what is remembered, not where the process can go. */
const INTAKE_EVENTS = [
  'receive', 'returnForRework', 'resubmit', 'askCorrection', 'askCorrectionAgain', 'answerCorrection', 'accept', 'acceptSilently', 'notAccept',
  'expire', 'startProcedure', 'endProcedure', 'forwardUp', 'withdraw', 'end', 'reopen', 'release', 'abort',
];

/**
 * Proves by visiting every state that an item's process can always finish: from each reachable state an end is reachable,
 * each step is reachable, and no step depends on conditions alone (all of which could fail at once).
 */
export function proveProcess(process: Process): Proof {
  const machine = createItemMachine(process, () => true);
  const events = [
    ...INTAKE_EVENTS,
    ...process.steps.flatMap((one) => one.outcomes.map((outcome) => stepEvent(one.code, outcome.code))),
  ];
  const graph = explore(machine, [initialState(machine), initialState(machine, 'waiting')], (state) =>
    // Each vote by somebody who has not voted yet.
    events.map((type) => ({ type, actorId: `person${votesCast(state)}`, answers: { q: {}, form: {} } })),
  );
  const visited = new Set(graph.states.map((state) => currentStep(state)).filter((code) => !Object.values<string>(PAUSES).includes(code)));
  return {
    states: graph.states.length,
    problems: [
      ...process.steps.filter((one) => !visited.has(one.code)).map((one) => ({ at: one.code, message: 'no way leads to this step' })),
      ...process.steps
        .filter((one) => one.outcomes.every((outcome) => outcome.when))
        .map((one) => ({ at: one.code, message: 'every way out has a condition; one without is needed' })),
      ...graph.stuck.map((state) => ({ at: currentStep(state), message: 'no end can be reached from here' })),
    ],
  };
}

/**
 * Proves the same of a bundle, however its items end. Items that do not depend on each other, directly or through others,
 * cannot influence each other, so each connected group is visited by itself; a cycle leaves its group stuck.
 */
export function proveBundle(shape: BundleShape): Proof {
  const proofs = connectedGroups(shape).map(proveGroup);
  return {
    states: proofs.reduce((sum, proof) => sum + proof.states, 0),
    problems: proofs.flatMap((proof) => proof.problems),
  };
}

const OUTCOMES: ItemOutcome[] = ['granted', 'refused'];

function proveGroup(shape: BundleShape): Proof {
  const machine = createBundleMachine(shape);
  const graph = explore(machine, [initialState(machine)], (state) => [
    { type: 'submit' },
    ...activeItems(state).flatMap((item) => OUTCOMES.map((outcome) => ({ type: 'itemEnded', item, outcome }))),
  ]);
  return {
    states: graph.states.length,
    problems: graph.stuck.map((state) => ({
      at: shape.items.map((item) => item.code).join(', '),
      message: `these items wait for each other and never end: ${JSON.stringify(state.value)}`,
    })),
  };
}

function activeItems(state: StoredState<unknown>): string[] {
  const regions = (state.value as { open?: Record<string, string> }).open ?? {};
  return Object.keys(regions).filter((item) => regions[item] === 'active');
}

interface Graph<Facts> {
  states: StoredState<Facts>[];
  /** States from which no final state is reachable. */
  stuck: StoredState<Facts>[];
}

function explore<Facts>(
  machine: AnyStateMachine,
  starts: StoredState<Facts>[],
  eventsIn: (state: StoredState<Facts>) => AnyEventObject[],
): Graph<Facts> {
  const states = new Map<string, StoredState<Facts>>();
  const comesFrom = new Map<string, Set<string>>();
  const ends: string[] = [];
  const open = [...starts];
  while (open.length > 0) {
    const state = open.pop()!;
    const key = keyOf(state);
    if (states.has(key)) continue;
    states.set(key, state);
    for (const event of eventsIn(state)) {
      const taken = step<Facts, { type: string }>(machine, state, event);
      if (!taken) continue;
      const nextKey = keyOf(taken.next);
      comesFrom.set(nextKey, (comesFrom.get(nextKey) ?? new Set()).add(key));
      if (taken.ended) ends.push(nextKey);
      open.push(taken.next);
    }
  }
  const canEnd = reachBackwards(ends, comesFrom);
  return { states: [...states.values()], stuck: [...states].filter(([key]) => !canEnd.has(key)).map(([, state]) => state) };
}

function reachBackwards(ends: string[], comesFrom: Map<string, Set<string>>): Set<string> {
  const reached = new Set<string>();
  const open = [...ends];
  while (open.length > 0) {
    const key = open.pop()!;
    if (reached.has(key)) continue;
    reached.add(key);
    open.push(...(comesFrom.get(key) ?? []));
  }
  return reached;
}

/** Who voted does not matter to a proof, only how many votes each outcome has; nor does how often corrections were asked. */
function keyOf(state: StoredState<unknown>): string {
  const { votes = {}, correctionsAsked = 0, correctedInExamination, pausedStep } = state.facts as Partial<ItemFacts>;
  const counts = Object.entries(votes).map(([code, chosen]) => [code, Object.values(chosen).sort()]);
  return JSON.stringify([state.value, counts, correctionsAsked > 0, correctedInExamination, pausedStep]);
}

const votesCast = (state: StoredState<unknown>): number =>
  Object.values((state.facts as ItemFacts).votes).reduce((sum, votes) => sum + Object.keys(votes).length, 0);

const currentStep = (state: StoredState<unknown>): string =>
  typeof state.value === 'string' ? state.value : String(Object.values(state.value)[0]);

function connectedGroups(shape: BundleShape): BundleShape[] {
  const groups: Set<string>[] = [];
  for (const item of shape.items) {
    const linked = new Set([item.code, ...item.dependsOn]);
    const touched = groups.filter((group) => [...linked].some((code) => group.has(code)));
    for (const group of touched) {
      group.forEach((code) => linked.add(code));
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(linked);
  }
  return groups.map((group) => ({ items: shape.items.filter((item) => group.has(item.code)) }));
}
