import type { LightThresholds } from '@onething/deadlines';
import { type CivilDate, civilDate, type WorkCalendar } from '@onething/kernel';
import { writtenVersion } from './event-upcasters';
import type { ActorKind, AttachedResult, CaseEvent, EventPayloads, EventScope, EventType, ItemEnd } from './event';

/** Who commands, when, and why: the same for every command. */
export interface CommandContext {
  actorKind: ActorKind;
  actorId: string;
  /** Whose account that is; absent of the platform itself. */
  personId?: string;
  onBehalfOf: string | null;
  /** Idempotency key, or id of the pending command. */
  cause: string;
  /** Epoch ms. */
  now: number;
  calendar: WorkCalendar;
}

/** What a command on an item needs besides: when lights change, and handlers are warned. */
export interface ItemContext extends CommandContext {
  thresholds: LightThresholds;
}

export const today = (context: CommandContext): CivilDate => civilDate(context.now);

/** A command that something inside the platform owes to a case: to the bundle, or to one of its items. */
export type PendingCommand =
  | { type: 'itemEnded'; itemId: null; payload: ItemEnd }
  | { type: 'release'; itemId: string; payload: { results: AttachedResult[] } }
  | { type: 'abort'; itemId: string; payload: { failed: string } }
  | { type: 'itemReopened'; itemId: null; payload: { itemId: string; item: string } }
  | { type: 'grantWithdrawn'; itemId: null; payload: { itemId: string; item: string } }
  | { type: 'withdraw'; itemId: string; payload: object };

/** An official number to be taken when the command is written. The serial and the check character come last, in the database. */
export interface NumberRequest {
  kind: 'bundle' | 'receipt' | 'case';
  /** The authority and day within which serials have no gaps. */
  scope: string;
  day: CivilDate;
  prefix: string;
  digits: number;
  checked: boolean;
}

/** Writes the events of one chain with running numbers. */
export class EventWriter {
  readonly events: CaseEvent[] = [];

  constructor(
    private readonly chain: { caseId: string; itemId: string | null; lastSeq: number },
    private readonly scope: EventScope,
    private readonly context: CommandContext,
  ) {}

  add<T extends EventType>(type: T, payload: EventPayloads[T]): number {
    const { actorKind, actorId, onBehalfOf, cause, now } = this.context;
    const seq = this.chain.lastSeq + this.events.length + 1;
    this.events.push({
      caseId: this.chain.caseId, itemId: this.chain.itemId, seq, type, schemaVersion: writtenVersion(type),
      actorKind, actorId, onBehalfOf, cause, occurredAt: now, recordedAt: now, payload: { ...payload, scope: this.scope },
    });
    return seq;
  }
}
