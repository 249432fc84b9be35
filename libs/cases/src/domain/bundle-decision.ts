import { type CivilDate, civilDate, DomainError } from '@onething/kernel';
import { type BundleEffect, type BundleShape, createBundleMachine, initialState, STAGE, step, type StoredState } from '@onething/workflow';
import type { AnyStateMachine } from 'xstate';
import { type BundleClock, type BundleTimer, bundleTimersOf, startDraft } from './bundle-deadlines';
import { promiseOf, recomputedPromise } from './bundle-promise';
import { type BundleEnd, deliverableItems, type Delivery, deliveryClock, deliveryDayOf, handOver, markOverdue, recomputed, withoutResult } from './bundle-delivery';
import { bundleRuleOf } from './bundle-rules';
import { type CommandContext, EventWriter, type NumberRequest, type PendingCommand, today } from './command-context';
import type { CaseEvent, DeliveryWay, EventScope, ItemEnd, SparedEffort } from './event';

/** A bundle case (一件事) as it is stored. `shape` is there from submission on. */
export interface BundleState {
  caseId: string;
  scope: EventScope;
  region: string;
  machine: StoredState;
  shape: CaseShape | null;
  clock: BundleClock;
  /** How its items ended, as far as the bundle was told, by item. */
  ends: Record<string, BundleEnd>;
  /** Which results were handed over, by item. */
  deliveries: Record<string, Delivery>;
  version: number;
  lastSeq: number;
  lastHash: string;
}

/** The items of this case and what each waits for. */
export type CaseShape = (BundleShape['items'][number] & { itemId: string; department: string })[];

export type BundleCommand =
  | { type: 'saveDraft'; answersDigest: string }
  /** `days` working days of the longest way through the items. */
  | { type: 'submit'; shape: CaseShape; answersDigest: string; days: number; spared?: SparedEffort }
  | { type: 'discard' }
  | { type: 'requestWithdrawal'; reason?: string }
  /** `items` all that can be delivered when left out; `collector` the person of an agent who collects (代领), whose mandate says so. */
  | { type: 'deliver'; how: DeliveryWay; items?: string[]; tracking?: string; collector?: string }
  | ({ type: 'itemEnded' } & ItemEnd)
  | { type: 'itemReopened'; itemId: string; item: string }
  | { type: 'grantWithdrawn'; itemId: string; item: string }
  | { type: 'warnDraft' }
  | { type: 'expireDraft' }
  | { type: 'passDelivery' }
  /** The notice of holidays of a year has been loaded. */
  | { type: 'recomputeDays' }
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
 * @throws DomainError `CASES.COMMAND_NOT_POSSIBLE`, `CASES.NOT_DELIVERABLE` (refused), `CASES.TRACKING_MISSING` (invalid)
 */
export function decideBundle(
  machineOf: (shape: BundleShape) => AnyStateMachine, state: BundleState, command: BundleCommand, context: CommandContext,
): BundleDecision {
  const shape = command.type === 'submit' ? command.shape : state.shape;
  const base: Next = {
    machine: state.machine, shape, ends: state.ends, clock: state.clock, deliveries: state.deliveries, state: stateName(state.machine),
  };
  if (bundleRuleOf(command.type)?.states.includes(base.state) === false) throw notPossible(state, command);
  const next = advance(machineOf, base, state, command, context);
  if (!next) return { next: base, events: [], pending: [], timers: { set: [], cancel: [] }, numbers: [] };
  const writer = new EventWriter({ caseId: state.caseId, itemId: null, lastSeq: state.lastSeq }, state.scope, context);
  const note = writeEvents(writer, base, next, command, context);
  return {
    next, note,
    events: writer.events,
    pending: [...next.effects.flatMap((effect) => pendingFor(effect, next)), ...withdrawals(command, next)],
    timers: changedTimers(base, next),
    numbers: command.type === 'submit' ? [bundleNumber(state.region, today(context))] : [],
    ...(QUIET.has(command.type) ? { quiet: true } : {}),
  };
}

const QUIET: ReadonlySet<BundleCommand['type']> = new Set<BundleCommand['type']>(['warnDraft', 'passDelivery', 'recomputeDays', 'eraseData']);

/** A draft begins without a shape; its machine is the same for all. */
export const NEW_BUNDLE: StoredState = initialState(createBundleMachine({ items: [] }));

type Advanced = Next & { effects: BundleEffect[] };

/** What a command changes, and what follows from it for the delivery. @returns undefined when there is nothing to do */
function advance(
  machineOf: (shape: BundleShape) => AnyStateMachine, base: Next, state: BundleState, command: BundleCommand, context: CommandContext,
): Advanced | undefined {
  const next = applied(machineOf, base, state, command, context);
  return next && (next.state === 'draft' || next.state === 'discarded' ? next : settled(machineOf, next, context));
}

/** With the last result of a completed bundle it is delivered: whether that one was handed over, or will never come. */
function settled(machineOf: (shape: BundleShape) => AnyStateMachine, next: Advanced, context: CommandContext): Advanced {
  const over = next.state === 'completed' && deliverableItems(next).length === 0 && Object.keys(next.deliveries).length > 0;
  const taken = over ? step<Record<string, unknown>, BundleEffect>(machineOf({ items: next.shape! }), next.machine, { type: 'deliver' }) : undefined;
  const machine = taken?.next ?? next.machine;
  const state = stateName(machine);
  return { ...next, machine, state, clock: reached(state, deliveryClock({ ...next, state }, context.calendar), today(context)) };
}

/** Keeps when the bundle first came to its ends, so that one that comes there again is not taken for another one. */
function reached(state: string, clock: BundleClock, day: CivilDate): BundleClock {
  if (state !== 'completed' && state !== 'delivered') return clock;
  const completed = { ...clock, completedOn: clock.completedOn ?? day };
  return state === 'delivered' ? { ...completed, deliveredOn: clock.deliveredOn ?? day } : completed;
}

/** @returns undefined when there is nothing to do: an end that is told again, or that the bundle itself has brought about */
function applied(
  machineOf: (shape: BundleShape) => AnyStateMachine, base: Next, state: BundleState, command: BundleCommand, context: CommandContext,
): Advanced | undefined {
  switch (command.type) {
    // Saving is frequent and of no consequence for anybody else: the version and the clock move, the history does not.
    case 'saveDraft': return { ...base, clock: startDraft(today(context)), effects: [] };
    case 'warnDraft': return warned(base, state, command);
    case 'passDelivery': return late(base, state, command, context);
    case 'recomputeDays': return recomputedDays(base, context);
    case 'eraseData': return erased(base, state, command, context);
    case 'requestWithdrawal': return { ...base, effects: [] };
    case 'deliver': return delivered(base, command, context);
    case 'grantWithdrawn': {
      const ends = withoutResult(base.ends, command.item);
      return ends && { ...base, ends, effects: [] };
    }
    default: {
      const event = command.type === 'expireDraft' ? { type: 'expire' } : command;
      const taken = step<Record<string, unknown>, BundleEffect>(machineOf({ items: base.shape ?? [] }), state.machine, event);
      if (!taken && (command.type === 'itemEnded' || command.type === 'itemReopened')) return undefined;
      if (!taken) throw notPossible(state, command);
      return moved({ ...base, ends: endsAfter(base.ends, command, context), clock: clockAfter(base, command, context) }, taken.next, taken.effects);
    }
  }
}

function warned(base: Next, state: BundleState, command: BundleCommand): Advanced {
  if (base.state !== 'draft') throw notPossible(state, command);
  return { ...base, clock: { ...base.clock, draftWarned: true }, effects: [] };
}

/** Only of a case that is over and from which nothing has to be handed over; once. */
function erased(base: Next, state: BundleState, command: BundleCommand, context: CommandContext): Advanced | undefined {
  if (base.clock.dataErasedOn) return undefined;
  const waits = base.clock.deliverBy !== undefined && !base.clock.deliveryPassed;
  if ((base.state !== 'completed' && base.state !== 'delivered') || waits) throw notPossible(state, command);
  return { ...base, clock: { ...base.clock, dataErasedOn: today(context) }, effects: [] };
}

function moved(base: Next, machine: StoredState, effects: BundleEffect[]): Advanced {
  return { ...base, machine, state: stateName(machine), effects };
}

/** With the submission the days of a draft are over, and the promise begins. */
function clockAfter({ state, clock }: Next, command: BundleCommand, { calendar, now: at }: CommandContext): BundleClock {
  if (command.type === 'submit') return { promise: promiseOf({ at, days: command.days }, calendar) };
  return state === 'draft' ? {} : clock;
}

/** What was provisional, under the calendar of now; of a case whose items have all ended only the days for the delivery. */
function recomputedDays(base: Next, context: CommandContext): Advanced | undefined {
  const ends = recomputed(base, context.calendar, today(context));
  const promise = base.state === 'handling' ? recomputedPromise(base.clock.promise, context.calendar) : undefined;
  if (!ends && !promise) return undefined;
  return { ...base, ends: ends ?? base.ends, clock: { ...base.clock, ...(promise && { promise }) }, effects: [] };
}

function endsAfter(ends: BundleState['ends'], command: BundleCommand, { calendar, now }: CommandContext): BundleState['ends'] {
  if (command.type === 'itemReopened') return Object.fromEntries(Object.entries(ends).filter(([item]) => item !== command.item));
  if (command.type !== 'itemEnded') return ends;
  const { itemId, item, outcome, result, decidedOn } = command;
  const owed = result ? { result, ...deliveryDayOf(calendar, decidedOn ?? civilDate(now)) } : {};
  return { ...ends, [item]: { itemId, item, outcome, ...owed } };
}

/** Hands over results: together (统一出件) or in parts (分批送达). */
function delivered(base: Next, command: Extract<BundleCommand, { type: 'deliver' }>, context: CommandContext): Advanced {
  if (base.clock.dataErasedOn) throw dataErased();
  const { how, tracking, items, collector } = command;
  if (how === 'posted' && !tracking) throw invalid('tracking', 'CASES.TRACKING_MISSING', 'What is posted has the number of its parcel, by which the applicant can follow it. Write it.');
  const delivery: Delivery = { how, on: today(context), ...(tracking ? { tracking } : {}), ...(collector ? { collector } : {}) };
  return { ...base, deliveries: handOver(base, delivery, items), effects: [] };
}

function late(base: Next, state: BundleState, command: BundleCommand, context: CommandContext): Advanced {
  const ends = markOverdue(base, today(context));
  if (!ends || (base.state !== 'handling' && base.state !== 'completed')) throw notPossible(state, command);
  return { ...base, ends, effects: [] };
}

function writeEvents(
  writer: EventWriter, before: Next, next: Advanced, command: BundleCommand, context: CommandContext,
): BundleDecision['note'] {
  switch (command.type) {
    case 'saveDraft': return undefined;
    case 'submit': {
      const items = command.shape.map(({ itemId, code, department, dependsOn }) => ({ itemId, item: code, department, waits: dependsOn.length > 0 }));
      const { answersDigest, spared } = command;
      return void writer.add('submitted', { items, answersDigest, ...(spared ? { spared } : {}) });
    }
    case 'discard': return void writer.add('draftDiscarded', {});
    case 'warnDraft': return void writer.add('draftExpiring', { on: next.clock.draftUntil! });
    case 'expireDraft': return void writer.add('draftExpired', {});
    case 'eraseData': return void writer.add('dataErased', { rule: command.rule });
    case 'recomputeDays': return void writeMovedDays(writer, before, next, context.calendar.version);
    case 'passDelivery': return void overdueByDay(before, next).forEach((one) => writer.add('deliveryOverdue', one));
    case 'requestWithdrawal': {
      const seq = writer.add('withdrawalRequested', { reason: 'applicant' });
      return command.reason ? { seq, text: command.reason } : undefined;
    }
    case 'deliver': {
      const items = Object.keys(next.deliveries).filter((item) => !before.deliveries[item]);
      const results = items.map((item) => next.ends[item]!.result!.licenceId);
      return void writer.add('delivered', { how: command.how, items, results, tracking: command.tracking ?? null, byAgent: command.collector !== undefined, ...allOf(before, next) });
    }
    case 'grantWithdrawn': {
      writer.add('grantWithdrawalApplied', { itemId: command.itemId, item: command.item });
      return void closeDelivery(writer, before, next);
    }
    case 'itemReopened': return void writer.add('itemReopeningApplied', { itemId: command.itemId, item: command.item });
    case 'itemEnded': {
      writer.add('itemEndApplied', { itemId: command.itemId, item: command.item, outcome: command.outcome });
      if (next.effects.some((effect) => effect.type === 'completed')) writer.add('completed', { ...countOutcomes(next), again: before.clock.completedOn !== undefined });
      return void closeDelivery(writer, before, next);
    }
  }
}

/** Each new day of results is an event of its own, so that whoever is told of it is told one day. */
function writeMovedDays(writer: EventWriter, before: Next, next: Next, calendarVersion: string): void {
  const promise = before.clock.promise;
  if (promise && promise !== next.clock.promise) writer.add('promiseRecomputed', { before: promise.on, dueOn: next.clock.promise!.on, calendarVersion });
  const ends = Object.values(next.ends).filter((end) => end !== before.ends[end.item]);
  for (const [dueOn, found] of [...Map.groupBy(ends, ({ deliverBy }) => deliverBy!)].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const days = found.map(({ item }) => ({ item, before: before.ends[item]!.deliverBy!, dueOn }));
    writer.add('deliveryRecomputed', { days, calendarVersion });
  }
}

/** Nothing was handed over, but nothing is left to be: the results that there are were handed over in parts before. */
function closeDelivery(writer: EventWriter, before: Next, next: Next): void {
  if (next.state !== 'delivered' || before.state === 'delivered') return;
  const { how } = Object.values(next.deliveries).reduce((last, one) => (one.on > last.on ? one : last));
  writer.add('delivered', { how, items: [], results: [], tracking: null, byAgent: false, ...allOf(before, next) });
}

const allOf = (before: Next, { state }: Next) => ({ all: state === 'delivered', again: state === 'delivered' && before.clock.deliveredOn !== undefined });

/** What has become late now, by its day. */
function overdueByDay(before: Next, { ends }: Next): { dueOn: CivilDate; items: string[] }[] {
  const late = Object.values(ends).filter(({ item, overdue }) => overdue && !before.ends[item]!.overdue);
  const days = Map.groupBy(late, ({ deliverBy }) => deliverBy!);
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1)).map(([dueOn, found]) => ({ dueOn, items: found.map(({ item }) => item) }));
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

export const dataErased = (): DomainError => new DomainError('refused', 'CASES.DATA_ERASED',
  'The time for which this case is kept is over: what was filled in, handed in and issued is erased, so nothing of it is taken up or handed over again. Apply anew.');

function notPossible(state: BundleState, command: BundleCommand): DomainError {
  const name = stateName(state.machine);
  return new DomainError('refused', 'CASES.COMMAND_NOT_POSSIBLE', `The case is in state "${name}", where "${command.type}" is not possible. Look at its present state and choose again.`, {
    current: { state: name, version: state.version },
  });
}

function invalid(field: string, code: string, message: string): DomainError {
  return new DomainError('invalid', code, message, { fields: [{ field, code, message }] });
}
