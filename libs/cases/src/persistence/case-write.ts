import type { Envelope } from '@onething/crypto';
import { newId } from '@onething/kernel';
import type { BundleDecision, BundleState } from '../domain/bundle-decision';
import type { PendingCommand } from '../domain/command-context';
import type { CaseEvent } from '../domain/event';
import { chain, CHAIN_START } from '../domain/event-chain';
import type { ItemTimer } from '../domain/item-deadlines';
import type { ItemDecision, ItemState } from '../domain/item-decision';
import type { BundleTimer } from '../domain/bundle-deadlines';
import type { Applicant } from '../party-access';
import type { QueuePlace } from '../queues/queue-place';

/** What a client sent once and may send again: the outcome is stored with the change and told again. */
export interface Idempotency {
  actorId: string;
  key: string;
  requestDigest: string;
}

/** What a command answers, and answers again. No personal data. */
export interface CommandOutcome {
  caseId: string;
  itemId: string | null;
  version: number;
  state: string;
  step: string | null;
}

interface AnyWrite {
  /** Epoch ms. */
  now: number;
  idempotency?: Idempotency;
  /** The pending command that this write performs: it goes with the write. */
  performs?: string;
  note?: Envelope;
  answers?: { revision: number; answers: Envelope; digest: string };
}

export interface ItemWrite extends AnyWrite {
  kind: 'item';
  state: ItemState;
  decision: ItemDecision;
  applicantPersonId: string;
  /** Absent when the item leaves the queue, because it ended. */
  queue?: QueuePlace;
  /** The encrypted face of `decision.result`. */
  face?: Envelope;
  issuedOn?: string;
}

/** A new item case of a submission. */
export interface NewItem {
  itemId: string;
  item: string;
  department: string;
  authorityUscc: string;
  divisionCode: string;
  handledBy: string;
  machine: ItemState['machine'];
  clock: ItemState['clock'];
  state: string;
  events: CaseEvent[];
  timers: ItemTimer[];
  /** Absent while it waits for another item. */
  queue?: QueuePlace;
}

/** A material of a submission that no person hands in. */
export interface MaterialRow {
  material: string;
  source: 'predecessorResult' | 'sharedDatum' | 'promise' | 'onlineAuthorisation';
  predecessorItem?: string;
}

export interface BundleWrite extends AnyWrite {
  kind: 'bundle';
  state: BundleState;
  decision: BundleDecision;
  items?: NewItem[];
  materials?: MaterialRow[];
  parties?: { subject: string; personId: string }[];
}

export interface NewBundle extends AnyWrite {
  kind: 'new';
  idempotency: Idempotency;
  state: BundleState;
  decision: BundleDecision;
  applicant: Applicant;
}

export type CaseWrite = ItemWrite | BundleWrite | NewBundle;

export const outcomeOf = (write: CaseWrite): CommandOutcome => ({
  caseId: write.state.caseId,
  itemId: write.kind === 'item' ? write.state.itemId : null,
  version: versionAfter(write),
  state: write.decision.next.state,
  step: write.kind === 'item' ? write.decision.next.step : null,
});

/** What people see of a case has a version; a note that the platform makes for itself (a deadline is near) does not change it. */
const versionAfter = ({ state, decision }: CaseWrite): number => state.version + (decision.quiet ? 0 : 1);

/** Instants go to the database as ISO texts inside JSON. */
const iso = (instant: number) => new Date(instant).toISOString();

const chained = (lastHash: string, events: CaseEvent[]) =>
  chain(lastHash, events).map((event) => ({ ...event, occurredAt: iso(event.occurredAt), recordedAt: iso(event.recordedAt) }));

/** One element of the statement's JSON parameter. `i` links it to its answer. */
export function rowOf(write: CaseWrite, i: number): Record<string, unknown> {
  const events = chained(write.state.lastHash, write.decision.events);
  const last = events.at(-1);
  const shared = {
    i,
    case_id: write.state.caseId,
    expected: write.state.version,
    expected_seq: write.state.lastSeq,
    next_version: versionAfter(write),
    now: iso(write.now),
    state: write.decision.next.state,
    machine: write.decision.next.machine,
    last_seq: last?.seq ?? write.state.lastSeq,
    last_hash: last?.hash ?? write.state.lastHash,
    events,
    numbers: write.decision.numbers,
    timers: { set: timerRows(write.decision.timers.set, write.now), cancel: write.decision.timers.cancel },
    performs: write.performs,
    idempotency: write.idempotency && { ...write.idempotency, outcome: outcomeOf(write) },
    note: write.note && write.decision.note && { seq: write.decision.note.seq, note: write.note },
    answers: write.answers,
  };
  if (write.kind === 'item') return { ...shared, ...itemColumns(write) };
  return { ...shared, ...bundleColumns(write) };
}

function itemColumns({ state, decision, now, applicantPersonId, queue, face, issuedOn }: ItemWrite): Record<string, unknown> {
  return {
    item_id: state.itemId,
    step: decision.next.step,
    clock: decision.next.clock,
    due_on: decision.next.clock.dates?.dueOn,
    decision: decision.next.decision,
    ended_at: decision.next.ended ? iso(now) : undefined,
    division_code: decision.next.division,
    authority_uscc: decision.next.authorityUscc,
    pending: pendingRows(decision.pending, now),
    attached: decision.attached,
    applicant_person_id: applicantPersonId,
    queue: queue && queueRow(queue, decision.next.clock),
    result: decision.result && {
      licenceId: decision.result.licenceId, licenceType: decision.result.licenceType, holderPersonId: decision.result.holderPersonId,
      faceDigest: decision.result.faceDigest, face, issuedOn, photoFile: decision.result.photoFile,
    },
  };
}

function bundleColumns(write: BundleWrite | NewBundle): Record<string, unknown> {
  const { state, decision, now } = write;
  const shared = {
    shape: decision.next.shape ?? undefined,
    clock: decision.next.clock,
    ends: decision.next.ends,
    deliveries: decision.next.deliveries,
    one_thing: state.scope.oneThing,
    one_thing_version: state.scope.oneThingVersion,
    region: state.region,
    division_code: state.scope.division,
    pending: pendingRows(decision.pending, now),
  };
  if (write.kind === 'new') {
    const { accountId, personId, agent } = write.applicant;
    return { ...shared, account_id: accountId, person_id: personId, agent_account_id: agent?.accountId, agent_person_id: agent?.personId };
  }
  return {
    ...shared,
    promised_on: decision.next.clock.promise?.on,
    calendar_version: decision.next.clock.promise?.calendarVersion,
    submitted_at: write.items && iso(now),
    items: write.items?.map((item) => itemRow(item, now)),
    materials: write.materials,
    parties: write.parties,
  };
}

function itemRow(item: NewItem, now: number): Record<string, unknown> {
  const events = chained(CHAIN_START, item.events);
  return {
    ...item, events, timers: timerRows(item.timers, now), queue: item.queue && queueRow(item.queue, item.clock), lastSeq: events.length, lastHash: events.at(-1)!.hash,
  };
}

const instantOrNever = (instant: number | undefined) => (instant === undefined ? 'infinity' : iso(instant));

/** The version of the lights is the clock's own, so that the two cannot differ. */
const queueRow = ({ waitsFor, paused, dueOn, yellowAt, orangeAt, extensionProposed = false, provisional }: QueuePlace, { dates }: ItemState['clock']) => ({
  waitsFor, paused, dueOn: dueOn ?? 'infinity', yellowAt: instantOrNever(yellowAt), orangeAt: instantOrNever(orangeAt), lightsVersion: dates?.lightsVersion ?? '',
  extensionProposed, provisional: provisional ?? false,
});

const pendingRows = (pending: PendingCommand[], now: number) => pending.map((command) => ({ id: newId(now), ...command }));

const timerRows = (timers: (ItemTimer | BundleTimer)[], now: number) =>
  timers.map(({ name, dueAt, command: { type, ...payload } }) => ({ id: newId(now), type, payload, timer: name, dueAt: iso(dueAt) }));
