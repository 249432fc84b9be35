import { initialTransition, transition, type AnyEventObject, type AnyMachineSnapshot, type AnyStateMachine, type StateValue } from 'xstate';

/** A machine's state as it is stored: its value and what it remembers, not XState's whole snapshot. */
export interface StoredState<Facts = Record<string, unknown>> {
  value: StateValue;
  facts: Facts;
}

export interface Step<Facts, Effect> {
  next: StoredState<Facts>;
  effects: Effect[];
  /** The machine has reached an end: a final state, or one with the tag `ended`. */
  ended: boolean;
}

/** Where a machine begins. `at` overrides its initial state (an item that waits for others begins in `waiting`). */
export function initialState<Facts>(machine: AnyStateMachine, at?: string): StoredState<Facts> {
  const [snapshot] = initialTransition(machine);
  return { value: at ?? (snapshot.value as StateValue), facts: snapshot.context as Facts };
}

/**
 * One transition. Undefined when the machine has no way for this event in this state: XState itself would silently
 * return the same snapshot, so that is asked first.
 * @throws Error when the stored value names a state that the machine does not have (another version's state)
 */
export function step<Facts, Effect extends { type: string }>(
  machine: AnyStateMachine,
  stored: StoredState<Facts>,
  event: AnyEventObject,
): Step<Facts, Effect> | undefined {
  const snapshot = restore(machine, stored);
  if (!snapshot.can(event)) return undefined;
  const [next, actions] = transition(machine, snapshot, event);
  return {
    next: { value: next.value as StateValue, facts: next.context as Facts },
    effects: actions.flatMap((action) => effectOf<Effect>(action as { type: string; params?: unknown })),
    ended: next.status === 'done' || next.hasTag('ended'),
  };
}

/** The events that the machine names in this state, whether or not their guards would let them pass. */
export function namedEvents(machine: AnyStateMachine, stored: StoredState<unknown>): string[] {
  const snapshot = restore(machine, stored);
  return [...new Set(snapshot._nodes.flatMap((node: { ownEvents: string[] }) => node.ownEvents))].sort();
}

const restore = (machine: AnyStateMachine, stored: StoredState<unknown>): AnyMachineSnapshot =>
  machine.resolveState({ value: stored.value, context: stored.facts });

/** Our own actions carry themselves as parameters; XState's (assign, raise) do not. */
function effectOf<Effect extends { type: string }>(action: { type: string; params?: unknown }): Effect[] {
  const params = action.params as Effect | undefined;
  return params?.type === action.type ? [params] : [];
}
