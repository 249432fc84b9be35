import { type CivilDate, DomainError } from '@onething/kernel';
import { type BundleEffect, type BundleShape, createBundleMachine, initialState, step, type StoredState } from '@onething/workflow';
import type { AnyStateMachine } from 'xstate';
import { type CommandContext, EventWriter, type NumberRequest, type PendingCommand, today } from './command-context';
import type { CaseEvent, EventScope, ItemEnd } from './event';

/** A bundle case (一件事) as it is stored. `shape` is there from submission on. */
export interface BundleState {
  caseId: string;
  scope: EventScope;
  region: string;
  machine: StoredState;
  shape: CaseShape | null;
  /** How its items ended, as far as the bundle was told. */
  ends: Record<string, ItemEnd>;
  version: number;
  lastSeq: number;
  lastHash: string;
}

/** The items of this case and what each waits for. */
export type CaseShape = (BundleShape['items'][number] & { itemId: string; department: string })[];

export type BundleCommand =
  | { type: 'saveDraft'; answersDigest: string }
  | { type: 'submit'; shape: CaseShape; answersDigest: string; promisedOn: CivilDate }
  | ({ type: 'itemEnded' } & ItemEnd)
  | { type: 'requestWithdrawal'; reason?: string }
  | { type: 'deliver'; how: 'electronic' | 'collected' | 'posted' }
  | { type: 'discard' };

export interface BundleDecision {
  next: Pick<BundleState, 'machine' | 'shape' | 'ends'> & { state: string };
  events: CaseEvent[];
  pending: PendingCommand[];
  numbers: NumberRequest[];
  note?: { seq: number; text: unknown };
}

/**
 * The one place where a bundle case changes. Items change only by their own commands: what the bundle wants of them is left as
 * pending commands.
 * @param machineOf builds (or finds) the machine of a shape
 * @throws DomainError `CASES.COMMAND_NOT_POSSIBLE` (refused)
 */
export function decideBundle(
  machineOf: (shape: BundleShape) => AnyStateMachine,
  state: BundleState,
  command: BundleCommand,
  context: CommandContext,
): BundleDecision {
  const writer = new EventWriter({ caseId: state.caseId, itemId: null, lastSeq: state.lastSeq }, state.scope, context);
  const shape = command.type === 'submit' ? command.shape : state.shape;
  const base = { machine: state.machine, shape, ends: state.ends, state: stateName(state.machine) };
  if (command.type === 'saveDraft' || command.type === 'requestWithdrawal') {
    return { next: base, ...unmoved(writer, state, command), numbers: [] };
  }
  const taken = step<Record<string, unknown>, BundleEffect>(machineOf({ items: shape ?? [] }), state.machine, command);
  // An end that is told again, or that the bundle itself has brought about, finds its region ended already.
  if (!taken && command.type === 'itemEnded') return { next: base, events: [], pending: [], numbers: [] };
  if (!taken) throw notPossible(state, command);
  const ends = command.type === 'itemEnded' ? { ...state.ends, [command.item]: endOf(command) } : state.ends;
  const next = { machine: taken.next, shape, ends, state: stateName(taken.next) };
  return {
    next,
    ...writeEvents(writer, next, command),
    pending: taken.effects.flatMap((effect) => pendingFor(effect, next)),
    numbers: command.type === 'submit' ? [bundleNumber(state.region, today(context))] : [],
  };
}

/** A draft begins without a shape; its machine is the same for all. */
export const newBundle = (): StoredState => initialState(createBundleMachine({ items: [] }));

function unmoved(
  writer: EventWriter, state: BundleState, command: Extract<BundleCommand, { type: 'saveDraft' | 'requestWithdrawal' }>,
): Pick<BundleDecision, 'events' | 'pending' | 'note'> {
  const inDraft = state.machine.value === 'draft';
  if (command.type === 'saveDraft') {
    if (!inDraft) throw notPossible(state, command);
    // Saving is frequent and of no consequence for anybody else: the version moves, the history does not.
    return { events: [], pending: [] };
  }
  if (stateName(state.machine) !== 'handling') throw notPossible(state, command);
  const seq = writer.add('withdrawalRequested', { reason: 'applicant' });
  return {
    events: writer.events,
    pending: state.shape!.map(({ itemId }) => ({ type: 'withdraw', itemId, payload: {} })),
    ...(command.reason ? { note: { seq, text: command.reason } } : {}),
  };
}

function writeEvents(writer: EventWriter, next: BundleDecision['next'], command: BundleCommand): Pick<BundleDecision, 'events'> {
  if (command.type === 'submit') {
    const items = command.shape.map(({ itemId, code, department, dependsOn }) => ({ itemId, item: code, department, waits: dependsOn.length > 0 }));
    writer.add('submitted', { items, answersDigest: command.answersDigest });
  }
  if (command.type === 'itemEnded') {
    writer.add('itemEndApplied', { itemId: command.itemId, item: command.item, outcome: command.outcome });
    if (next.state === 'completed') writer.add('completed', countOutcomes(next));
  }
  if (command.type === 'deliver') {
    writer.add('delivered', { how: command.how, results: licencesOf(next) });
  }
  return { events: writer.events };
}

const endOf = ({ itemId, item, outcome, result }: ItemEnd): ItemEnd => ({ itemId, item, outcome, ...(result ? { result } : {}) });

const licencesOf = ({ ends }: BundleDecision['next']): string[] => Object.values(ends).flatMap((end) => end.result?.licenceId ?? []);

function countOutcomes({ shape, ends }: BundleDecision['next']): { succeeded: number; failed: number } {
  const succeeded = shape!.filter((item) => ends[item.code]?.outcome === 'granted').length;
  return { succeeded, failed: shape!.length - succeeded };
}

function pendingFor(effect: BundleEffect, { shape, ends }: BundleDecision['next']): PendingCommand[] {
  if (effect.type === 'completed') return [];
  const item = shape!.find((one) => one.code === effect.item)!;
  if (effect.type === 'abortItem') return [{ type: 'abort', itemId: item.itemId, payload: { failed: effect.failed } }];
  const attached = item.dependsOn.flatMap((code) => (ends[code]?.result ? [{ ...ends[code].result, item: code }] : []));
  return [{ type: 'release', itemId: item.itemId, payload: { results: attached } }];
}

function bundleNumber(region: string, day: CivilDate): NumberRequest {
  return { kind: 'bundle', scope: `bundle ${region}`, day, prefix: `YJS${region}${day.replaceAll('-', '')}`, digits: 6, checked: false };
}

/** `draft`, `handling`, `completed`, `delivered` or `discarded`. */
export function stateName(machine: StoredState): string {
  return typeof machine.value === 'string' ? machine.value : Object.keys(machine.value)[0]!;
}

function notPossible(state: BundleState, command: BundleCommand): DomainError {
  const name = stateName(state.machine);
  return new DomainError('refused', 'CASES.COMMAND_NOT_POSSIBLE', `The case is in state "${name}", where "${command.type}" is not possible. Look at its present state and choose again.`, {
    current: { state: name, version: state.version },
  });
}
