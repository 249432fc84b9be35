import { Inject, Injectable } from '@nestjs/common';
import { RecentActs, SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import type { Action } from '../domain/authorisation';
import { securityActorOf } from '../security-actor';

/** The same refusal again within this time is written once, ms: nobody fills the log by asking on. */
const SAME_REFUSAL_MS = 60_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A request as far as the record of its refusal needs it. */
export interface RefusableRequest {
  id?: unknown;
  ip?: string;
  params?: unknown;
}

/** Writes down who was refused what (403): the account, the action, the thing that was asked for, and why. */
@Injectable()
export class RefusalRecord {
  private readonly recent = new RecentActs(SAME_REFUSAL_MS);

  constructor(private readonly log: SecurityLog, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Other errors are not refusals: nothing is written of them. */
  async record(error: unknown, actor: Actor | undefined, action: Action, { id, ip, params }: RefusableRequest): Promise<void> {
    if (!(error instanceof DomainError) || error.kind !== 'forbidden' || !actor) return;
    const object = objectOf(params);
    const now = this.clock.now();
    const key = [actor.accountId, action, error.code, object?.id].join(' ');
    if (this.recent.has(key, now)) return;
    await this.log.record({
      act: 'access.refused', outcome: 'refused', actor: securityActorOf(actor), subjectPersonId: actor.personId, ...(object && { object }),
      ...(ip !== undefined && { address: ip }), ...(typeof id === 'string' && { requestId: id }), detail: { action, code: error.code },
    });
    this.recent.add(key, now);
  }
}

/** By the first id of the address: `caseId` is a case. What is no id of ours may be somebody's number, and is left out. */
function objectOf(params: unknown): { kind: string; id: string } | undefined {
  const found = Object.entries((params ?? {}) as Record<string, unknown>).find(([, value]) => typeof value === 'string' && UUID.test(value));
  return found && { kind: found[0].replace(/Id$/, ''), id: found[1] as string };
}
