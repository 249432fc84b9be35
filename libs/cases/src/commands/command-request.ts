import { sm3 } from '@onething/crypto';
import { type Actor, canonicalJson } from '@onething/kernel';
import type { Idempotency } from '../persistence/case-write';

/** What every request for a command carries besides the command itself. */
export interface CommandRequest {
  actor: Actor;
  /** `Idempotency-Key` of the request. */
  key: string;
  /** The version that the sender saw. */
  version?: number;
}

/** @param body everything that makes this request another one: the case, the command, the version */
export function idempotencyOf({ actor, key, version }: CommandRequest, body: unknown): Idempotency {
  return { actorId: actor.accountId, key, requestDigest: sm3(canonicalJson([body, version ?? null])) };
}
