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
}

/** Payloads by event type; `schemaVersion` 1 of each. */
export interface EventPayloads {
  /* the bundle's chain */
  draftCreated: object;
  submitted: { items: { itemId: string; item: string; department: string; waits: boolean }[]; answersDigest: string };
  itemEndApplied: { itemId: string; item: string; outcome: ItemOutcome };
  completed: { succeeded: number; failed: number };
  withdrawalRequested: { reason: string };
  delivered: { how: 'electronic' | 'collected' | 'posted'; results: string[] };
  /* an item's chain */
  itemSubmitted: { waits: boolean };
  released: { results: AttachedResult[] };
  received: object;
  correctionAsked: { points: string[]; until: string };
  correctionAnswered: { answersDigest: string };
  accepted: { dueOn: string; calendarVersion: string };
  stepCompleted: { step: string; outcome: string; next: string };
  reviewGiven: { step: string; outcome: string };
  decided: { step: string; decision: 'grant' | 'refuse' };
  resultIssued: IssuedResult;
  itemClosed: { outcome: ItemOutcome; onTime: boolean | null };
  itemWithdrawn: { reason: string };
  itemAborted: { failed: string };
}

/** How an item ended: granted, refused, withdrawn by the applicant, or aborted because what it depends on failed. */
export type ItemOutcome = 'granted' | 'refused' | 'withdrawn' | 'aborted';

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
