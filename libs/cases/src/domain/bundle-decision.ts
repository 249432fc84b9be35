import { type CivilDate, DomainError } from '@onething/kernel';
import { type BundleEffect, type BundleShape, createBundleMachine, initialState, STAGE, step, type StoredState } from '@onething/workflow';
import type { AnyStateMachine } from 'xstate';
import { type BundleClock, type BundleTimer, bundleTimersOf, startDelivery, startDraft } from './bundle-deadlines';
import { type CommandContext, EventWriter, type NumberRequest, type PendingCommand, today } from './command-context';
import type { CaseEvent, DeliveryWay, EventScope, ItemEnd } from './event';

/** A bundle case (一件事) as it is stored. `shape` is there from submission on. */
export interface BundleState {
  caseId: string;
  scope: EventScope;
  region: string;
  machine: StoredState;
  shape: CaseShape | null;
  clock: BundleClock;
  /** How its items ended, as far as the bundle was told, by item. */
  ends: Record<string, ItemEnd>;
  /** Which results were handed over, by item. */
  deliveries: Record<string, Delivery>;
  version: number;
  lastSeq: number;
  lastHash: string;
}

export interface Delivery {
  how: DeliveryWay;
  on: CivilDate;
  /** Number of the parcel. */
  tracking?: string;
}

/** The items of this case and what each waits for. */
export type CaseShape = (BundleShape['items'][number] & { itemId: string; department: string })[];

export type BundleCommand =
  | { type: 'saveDraft'; answersDigest: string }
  | { type: 'submit'; shape: CaseShape; answersDigest: string; promisedOn: CivilDate }
  | { type: 'discard' }
  | { type: 'requestWithdrawal'; reason?: string }
  /** `items` all that can be delivered when left out. */
  | { type: 'deliver'; how: DeliveryWay; items?: string[]; tracking?: string }
  | ({ type: 'itemEnded' } & ItemEnd)
  | { type: 'itemReopened'; itemId: string; item: string }
  | { type: 'grantWithdrawn'; itemId: string; item: string }
  | { type: 'warnDraft' }
  | { type: 'expireDraft' }
  | { type: 'passDelivery' }
  /** Nothing of the person is needed any more (到期删除): that rule of retention says so. */
  | { type: 'eraseData'; rule: string };

type Next = Pick<BundleState, 'machine' | 'shape' | 'ends' | 'clock' | 'deliveries'> & { state: string };

export interface BundleDecision {
  next: Next;
  events: CaseEvent[];
  pending: PendingCommand[];
  timers: { set: BundleTimer[]; cancel: string[] };
  numbers: NumberRequest[];
  note?: { seq: number; text: unknown };
  /** Changes nothing that people decide on: whoever looked at the case before may go on. */
  quiet?: boolean;
}

/**
 * The one place where a bundle case changes. Items change only by their own commands: what the bundle wants of them is left as
 * pending commands.
 * @param machineOf builds (or finds) the machine of a shape
 * @throws DomainError `CASES.COMMAND_NOT_POSSIBLE` (refused), `CASES.NOT_DELIVERABLE` (invalid)
 */
export function decideBundle(
  machineOf: (shape: BundleShape) => AnyStateMachine, state: BundleState, command: BundleCommand, context: CommandContext,
): BundleDecision {
  const shape = command.type === 'submit' ? command.shape : state.shape;
  const base: Next = {
    machine: state.machine, shape, ends: state.ends, clock: state.clock, deliveries: state.deliveries, state: stateName(state.machine),
  };
  const next = advance(machineOf, base, state, command, context);
  if (!next) return { next: base, events: [], pending: [], timers: { set: [], cancel: [] }, numbers: [] };
  const writer = new EventWriter({ caseId: state.caseId, itemId: null, lastSeq: state.lastSeq }, state.scope, context);
  const note = writeEvents(writer, base, next, command);
  return {
    next, note,
    events: writer.events,
    pending: [...next.effects.flatMap((effect) => pendingFor(effect, next)), ...withdrawals(command, next)],
    timers: changedTimers(base, next),
    numbers: command.type === 'submit' ? [bundleNumber(state.region, today(context))] : [],
    ...(command.type === 'warnDraft' || command.type === 'passDelivery' || command.type === 'eraseData' ? { quiet: true } : {}),
  };
}

/** A draft begins without a shape; its machine is the same for all. */
export const NEW_BUNDLE: StoredState = initialState(createBundleMachine({ items: [] }));

type Advanced = Next & { effects: BundleEffect[] };

/** @returns undefined when there is nothing to do: an end that is told again, or that the bundle itself has brought about */
function advance(
  machineOf: (shape: BundleShape) => AnyStateMachine, base: Next, state: BundleState, command: BundleCommand, context: CommandContext,
): Advanced | undefined {
  switch (command.type) {
    // Saving is frequent and of no consequence for anybody else: the version and the clock move, the history does not.
    case 'saveDraft': return inState('draft', { ...base, clock: startDraft(today(context)) }, state, command);
    case 'warnDraft': return inState('draft', { ...base, clock: { ...base.clock, draftWarned: true } }, state, command);
    case 'passDelivery': return inState('completed', { ...base, clock: { ...base.clock, deliveryPassed: true } }, state, command);
    case 'eraseData': return erased(base, state, command, context);
    case 'requestWithdrawal': return inState('handling', base, state, command);
    case 'deliver': return delivered(machineOf, base, state, command, context);
    case 'grantWithdrawn': return withoutResult(machineOf, base, state, command.item, context);
    default: {
      const event = command.type === 'expireDraft' ? { type: 'expire' } : command;
      const taken = step<Record<string, unknown>, BundleEffect>(machineOf({ items: base.shape ?? [] }), state.machine, event);
      if (!taken && (command.type === 'itemEnded' || command.type === 'itemReopened')) return undefined;
      if (!taken) throw notPossible(state, command);
      return moved({ ...base, ends: endsAfter(base.ends, command) }, taken.next, taken.effects, context);
    }
  }
}

function inState(wanted: string, next: Next, state: BundleState, command: BundleCommand): Advanced {
  if (next.state !== wanted) throw notPossible(state, command);
  return { ...next, effects: [] };
}

/** Only of a case that is over and from which nothing has to be handed over; once. */
function erased(base: Next, state: BundleState, command: BundleCommand, context: CommandContext): Advanced | undefined {
  if (base.clock.dataErasedOn) return undefined;
  const waits = base.clock.deliverBy !== undefined && !base.clock.deliveryPassed;
  if ((base.state !== 'completed' && base.state !== 'delivered') || waits) throw notPossible(state, command);
  return { ...base, clock: { ...base.clock, dataErasedOn: today(context) }, effects: [] };
}

function moved(base: Next, machine: StoredState, effects: BundleEffect[], context: CommandContext): Advanced {
  const state = stateName(machine);
  // Where nothing was granted there is nothing to hand over.
  const begins = state === 'completed' && base.state !== 'completed' && Object.values(base.ends).some((end) => end.result);
  return { ...base, machine, state, effects, clock: begins ? startDelivery(context.calendar, today(context)) : state === base.state ? base.clock : {} };
}

function endsAfter(ends: BundleState['ends'], command: BundleCommand): BundleState['ends'] {
  if (command.type === 'itemReopened') return Object.fromEntries(Object.entries(ends).filter(([item]) => item !== command.item));
  if (command.type !== 'itemEnded') return ends;
  const { itemId, item, outcome, result } = command;
  return { ...ends, [item]: { itemId, item, outcome, ...(result ? { result } : {}) } };
}

/** Hands over results: together (统一出件) or in parts (分批送达). With the last one of a completed bundle it is delivered. */
function delivered(
  machineOf: (shape: BundleShape) => AnyStateMachine, base: Next, state: BundleState, command: Extract<BundleCommand, { type: 'deliver' }>, context: CommandContext,
): Advanced {
  if (base.state !== 'handling' && base.state !== 'completed') throw notPossible(state, command);
  const open = Object.keys(base.ends).filter((item) => base.ends[item]!.result && !base.deliveries[item]);
  const items = command.items ?? open;
  const strange = items.filter((item) => !open.includes(item));
  if (strange.length > 0 || items.length === 0) throw notDeliverable(strange);
  const delivery: Delivery = { how: command.how, on: today(context), ...(command.tracking ? { tracking: command.tracking } : {}) };
  const deliveries = { ...base.deliveries, ...Object.fromEntries(items.map((item) => [item, delivery])) };
  const next: Advanced = { ...base, deliveries, effects: [] };
  if (base.state !== 'completed' || open.some((item) => !items.includes(item))) return next;
  const taken = step<Record<string, unknown>, BundleEffect>(machineOf({ items: base.shape! }), state.machine, { type: 'deliver' })!;
  return { ...next, ...moved(next, taken.next, taken.effects, context) };
}

/** A result whose grant was withdrawn is not handed over. When only that one was missing, the bundle is delivered with what is left. */
function withoutResult(
  machineOf: (shape: BundleShape) => AnyStateMachine, base: Next, state: BundleState, item: string, context: CommandContext,
): Advanced | undefined {
  const { result, ...end } = base.ends[item] ?? {};
  if (!result) return undefined;
  const ends = { ...base.ends, [item]: end as ItemEnd };
  const open = Object.keys(ends).some((code) => ends[code]!.result && !base.deliveries[code]);
  const next: Advanced = { ...base, ends, effects: [] };
  if (base.state !== 'completed' || open) return next;
  const taken = Object.keys(base.deliveries).length > 0 ? step<Record<string, unknown>, BundleEffect>(machineOf({ items: base.shape! }), state.machine, { type: 'deliver' }) : undefined;
  return taken ? { ...next, ...moved(next, taken.next, taken.effects, context) } : { ...next, clock: {} };
}

function writeEvents(writer: EventWriter, before: Next, next: Advanced, command: BundleCommand): BundleDecision['note'] {
  switch (command.type) {
    case 'saveDraft': return undefined;
    case 'submit': {
      const items = command.shape.map(({ itemId, code, department, dependsOn }) => ({ itemId, item: code, department, waits: dependsOn.length > 0 }));
      return void writer.add('submitted', { items, answersDigest: command.answersDigest });
    }
    case 'discard': return void writer.add('draftDiscarded', {});
    case 'warnDraft': return void writer.add('draftExpiring', { on: next.clock.draftUntil! });
    case 'expireDraft': return void writer.add('draftExpired', {});
    case 'eraseData': return void writer.add('dataErased', { rule: command.rule });
    case 'passDelivery': return void writer.add('deliveryOverdue', { dueOn: next.clock.deliverBy! });
    case 'requestWithdrawal': {
      const seq = writer.add('withdrawalRequested', { reason: 'applicant' });
      return command.reason ? { seq, text: command.reason } : undefined;
    }
    case 'deliver': {
      const items = Object.keys(next.deliveries).filter((item) => !before.deliveries[item]);
      const results = items.map((item) => next.ends[item]!.result!.licenceId);
      return void writer.add('delivered', { how: command.how, items, results, tracking: command.tracking ?? null, all: next.state === 'delivered' });
    }
    case 'grantWithdrawn': return void writer.add('grantWithdrawalApplied', { itemId: command.itemId, item: command.item });
    case 'itemReopened': return void writer.add('itemReopeningApplied', { itemId: command.itemId, item: command.item });
    case 'itemEnded': {
      writer.add('itemEndApplied', { itemId: command.itemId, item: command.item, outcome: command.outcome });
      if (next.effects.some((effect) => effect.type === 'completed')) writer.add('completed', countOutcomes(next));
      return undefined;
    }
  }
}

function countOutcomes({ shape, ends }: Next): { succeeded: number; failed: number } {
  const succeeded = shape!.filter((item) => ends[item.code]?.outcome === 'granted').length;
  return { succeeded, failed: shape!.length - succeeded };
}

function pendingFor(effect: BundleEffect, { shape, ends }: Next): PendingCommand[] {
  if (effect.type === 'completed') return [];
  const item = shape!.find((one) => one.code === effect.item)!;
  if (effect.type === 'abortItem') return [{ type: 'abort', itemId: item.itemId, payload: { failed: effect.failed } }];
  const attached = item.dependsOn.flatMap((code) => (ends[code]?.result ? [{ ...ends[code].result, item: code }] : []));
  return [{ type: 'release', itemId: item.itemId, payload: { results: attached } }];
}

function withdrawals(command: BundleCommand, { shape }: Next): PendingCommand[] {
  return command.type === 'requestWithdrawal' ? shape!.map(({ itemId }) => ({ type: 'withdraw', itemId, payload: {} })) : [];
}

function changedTimers(base: Next, next: Next): BundleDecision['timers'] {
  const before = new Map(bundleTimersOf(base.state, base.clock).map((timer) => [timer.name, timer.dueAt]));
  const after = bundleTimersOf(next.state, next.clock);
  const kept = new Set(after.map((timer) => timer.name));
  return { set: after.filter((timer) => before.get(timer.name) !== timer.dueAt), cancel: [...before.keys()].filter((name) => !kept.has(name)) };
}

function bundleNumber(region: string, day: CivilDate): NumberRequest {
  return { kind: 'bundle', scope: `bundle ${region}`, day, prefix: `YJS${region}${day.replaceAll('-', '')}`, digits: 6, checked: false };
}

/** `draft`, `discarded`, and from submission on the stage: `handling`, `completed` or `delivered`. */
export function stateName({ value }: StoredState): string {
  if (typeof value === 'string') return value;
  return (value as { open: Record<string, string> }).open[STAGE]!;
}

function notPossible(state: BundleState, command: BundleCommand): DomainError {
  const name = stateName(state.machine);
  return new DomainError('refused', 'CASES.COMMAND_NOT_POSSIBLE', `The case is in state "${name}", where "${command.type}" is not possible. Look at its present state and choose again.`, {
    current: { state: name, version: state.version },
  });
}

function notDeliverable(items: string[]): DomainError {
  const message = items.length > 0
    ? `There is no result to hand over for ${items.join(', ')}: not issued yet, or handed over already. Leave it out.`
    : 'No result is there to be handed over yet. Wait until one is issued.';
  return new DomainError('refused', 'CASES.NOT_DELIVERABLE', message, { fields: [{ field: 'items', code: 'CASES.NOT_DELIVERABLE', message }] });
}
