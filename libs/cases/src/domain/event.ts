import type { ItemOutcome } from '@onething/workflow';

/**
 * The facts of a case (一件事办件). One chain runs per item case and one for the bundle (`itemId` null). Events hold no
 * personal data: answers, results and files lie encrypted in rows of their own and are named here by keyed digests.
 */
export type ActorKind = 'resident' | 'agent' | 'staff' | 'timer' | 'peer';

/** What every payload says, so that a follower can count without reading other tables. */
export interface EventScope {
  oneThing: string;
  oneThingVersion: number;
  /** Division of the handling authority on an item's chain, of the case on the bundle's. */
  division: string;
  /** On an item's chain only. */
  item?: string;
  department?: string;
  /** On an item's chain: `peer:<province>` where another province handles it (跨省通办); absent where this platform does. */
  handledBy?: string;
}

/** What an applicant was spared against handling each item apart, for the answers that were given: of materials, steps, visits and working days. */
export interface SparedEffort {
  materials: number;
  steps: number;
  visits: number;
  days: number;
  /** Materials that a licence of the register stood for (电子证照复用). */
  licences: number;
}

/** Payloads by event type, in the version in which they are written now (event-upcasters.ts reads older ones). Days are civil days in China. Free texts stand in notes, not here. */
export interface EventPayloads {
  /* the bundle's chain */
  /** `attendance`: the applicant stood at a window (窗口代办), and the clerk who checked the paper there has begun it. */
  draftCreated: { attendance?: string };
  draftExpiring: { on: string };
  draftExpired: object;
  draftDiscarded: object;
  submitted: { items: { itemId: string; item: string; department: string; waits: boolean }[]; answersDigest: string; spared?: SparedEffort };
  itemEndApplied: { itemId: string; item: string; outcome: ItemOutcome };
  itemReopeningApplied: { itemId: string; item: string };
  grantWithdrawalApplied: { itemId: string; item: string };
  /** `again`: it was before, and an item was reopened meanwhile. */
  completed: { succeeded: number; failed: number; again: boolean };
  withdrawalRequested: { reason: string };
  /** `all`: nothing is left to be handed over; `again`: so it was before, and an item was reopened meanwhile. */
  delivered: { how: DeliveryWay; items: string[]; results: string[]; tracking: string | null; byAgent: boolean; all: boolean; again: boolean };
  deliveryOverdue: { dueOn: string; items: string[] };
  /** The promised day of the whole was provisional, and was computed with the official calendar. */
  promiseRecomputed: { before: string; dueOn: string; calendarVersion: string };
  /** So were days for the delivery; each new day is an event of its own. */
  deliveryRecomputed: { days: { item: string; before: string; dueOn: string }[]; calendarVersion: string };
  /** Answers, files, free texts and results of the case are erased by that rule of retention; the history stays. */
  dataErased: { rule: string };
  /* an item's chain: intake */
  /** `papers`: what it waits for are papers that another region posts; otherwise other items. */
  itemSubmitted: { waits: boolean; papers?: true };
  /** `papers`: it waited for the papers that another region had posted. */
  released: { results: AttachedResult[]; papers?: true };
  returnedForRework: { points: string[]; until: string };
  resubmitted: { answersDigest: string };
  /** Once at each authority: an item that is reopened counts as received. */
  received: { acceptBy: string };
  correctionAsked: { points: string[]; until: string; phase: 'acceptance' | 'examination'; again: boolean };
  correctionAnswered: { answersDigest: string };
  correctionLapsed: object;
  /** `again`: this authority had accepted it before, and the item was reopened. */
  accepted: { dueOn: string; calendarVersion: string; how: 'ordinary' | 'laterMaterials' | 'onPromise' | 'bySilence'; laterMaterials: string[]; until: string | null; again: boolean };
  notAccepted: { competent: string | null };
  /* an item's chain: handling */
  stepCompleted: { step: string; outcome: string; next: string };
  reviewGiven: { step: string; outcome: string };
  procedureStarted: { kind: ProcedureKind; plannedEnd: string };
  procedureEnded: { kind: ProcedureKind; dueOn: string | null };
  extensionProposed: { days: number };
  extensionApproved: { days: number; dueOn: string };
  extensionRejected: object;
  laterMaterialsSupplied: { materials: string[] };
  /** `until`: the last day for putting right what is broken; absent where the promise was kept. */
  promiseChecked: { kept: boolean; until?: string };
  /** The grant is withdrawn (撤销), because it rested on a promise that was broken. `licenceId` of the result, once it was made. */
  grantWithdrawn: { licenceId: string | null };
  /** `dueOn`: last day for the preliminary review (初审); null of events from before it was counted. */
  forwardedUp: { from: string; to: string; dueOn: string | null; onTime: boolean | null };
  decided: { step: string; decision: 'grant' | 'refuse' };
  resultIssued: IssuedResult;
  /* an item's chain: ends */
  /** `days` that counted until the decision, in the unit of the promise; absent where nothing was decided, and of events from before it was counted. */
  itemClosed: { outcome: ItemOutcome; onTime: boolean | null; days?: number };
  itemWithdrawn: { reason: string };
  itemEndedEarly: { reason: EndReason };
  itemExpired: object;
  itemAborted: { failed: string };
  itemReopened: { from: string };
  /* an item's chain: the clock */
  /** `yellow`: it comes near; `orange`: it is close, or hardly anything of it is left. */
  deadlineNear: { dueOn: string; of: DeadlineKind; light: WarningLight };
  deadlinePassed: { dueOn: string; of: DeadlineKind };
  /** `before` and `dueOn` of the promise; `moved`: other last days that lie elsewhere now, absent where none does. */
  deadlinesRecomputed: { before: string | null; dueOn: string | null; calendarVersion: string; moved?: MovedLimit[] };
}

/** A last day that the official calendar moved, by the name under which the clock shows it. */
export interface MovedLimit {
  of: 'acceptBy' | 'statutoryDueOn' | 'forwardBy' | 'stepDueOn' | 'correctBy' | 'rectifyBy';
  before: string;
  on: string;
}

export type DeliveryWay = 'electronic' | 'collected' | 'posted';
export type EndReason = 'applicantCeased' | 'purposeGone' | 'other';
/**
 * `forwarding`: the preliminary review (初审) is to be done, and the case forwarded to the authority that decides; `rectification`: a broken
 * promise is to be put right.
 */
export type DeadlineKind = 'acceptance' | 'promise' | 'step' | 'procedure' | 'laterMaterials' | 'promiseCheck' | 'rectification' | 'forwarding';
/** 黄灯 reminds the handlers; 橙灯 whoever has the matter, and the heads. */
export type WarningLight = 'yellow' | 'orange';

/** Special procedures of kind 2 (特别程序, GB/T 39046-2020 A.7): their time is not counted. */
export const PROCEDURE_KINDS = [
  'hearing', 'bidding', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expertReview', 'publicNotice', 'siteInspection', 'other',
] as const;
export type ProcedureKind = (typeof PROCEDURE_KINDS)[number];

export type { ItemOutcome };

/** A result of an item, as events name it. */
export interface IssuedResult {
  /** Id under which the licence register keeps it. */
  licenceId: string;
  licenceType: string;
  /** Keyed digest of its face fields. */
  faceDigest: string;
}

/** A predecessor's result that reached a successor without a person carrying it. */
export interface AttachedResult extends IssuedResult {
  item: string;
}

/** How an item ended, as the bundle is told. */
export interface ItemEnd {
  itemId: string;
  item: string;
  outcome: ItemOutcome;
  result?: IssuedResult;
  /** Of the grant, where it gives a result: from then on the days for its delivery count. */
  decidedOn?: string;
}

export type EventType = keyof EventPayloads;

export interface CaseEvent<T extends EventType = EventType> {
  caseId: string;
  itemId: string | null;
  /** 1, 2, 3 … within its chain. */
  seq: number;
  type: T;
  schemaVersion: number;
  actorKind: ActorKind;
  /** Account of a resident, agent or staff member; the name of the worker or region otherwise. */
  actorId: string;
  onBehalfOf: string | null;
  /** Idempotency key or pending command that caused it. */
  cause: string;
  /** Epoch ms: when it happened, and when it was written. */
  occurredAt: number;
  recordedAt: number;
  payload: EventPayloads[T] & { scope: EventScope };
}

/** An event as it stands in the table: linked to its predecessor, SM3 hex. */
export interface ChainedEvent<T extends EventType = EventType> extends CaseEvent<T> {
  prevHash: string;
  hash: string;
}
