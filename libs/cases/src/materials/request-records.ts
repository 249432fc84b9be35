import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import { DomainError } from '@onething/kernel';
import type { Idempotency } from '../persistence/case-write';

const FIND: Statement = {
  name: 'cases.find-request-record',
  text: 'SELECT request_digest AS "requestDigest", outcome FROM idempotency_key WHERE actor_id = $1 AND key = $2',
};
const INSERT: Statement = {
  name: 'cases.insert-request-record',
  text: 'INSERT INTO idempotency_key (actor_id, key, request_digest, outcome, created_at) VALUES ($1, $2, $3, $4, $5)',
};

/** Answers to requests that are no commands of a case, under the same keys as those. An answer holds no personal data. */
@Injectable()
export class RequestRecords {
  constructor(private readonly database: Database) {}

  async exists({ actorId, key }: Pick<Idempotency, 'actorId' | 'key'>): Promise<boolean> {
    return (await this.database.query(FIND, [actorId, key])).length > 0;
  }

  /**
   * What was answered to this very request.
   * @throws DomainError `CASES.IDEMPOTENCY_KEY_REUSED` when the key came with another request
   */
  async find<Outcome>({ actorId, key, requestDigest }: Idempotency): Promise<Outcome | undefined> {
    const [recorded] = await this.database.query<{ requestDigest: string; outcome: Outcome }>(FIND, [actorId, key]);
    if (recorded === undefined || recorded.requestDigest === requestDigest) return recorded?.outcome;
    const message = 'This Idempotency-Key was used for another request. Send a new request with a new key.';
    throw new DomainError('keyReused', 'CASES.IDEMPOTENCY_KEY_REUSED', message);
  }

  /** In the transaction of what was done. It fails when the key was used meanwhile: see `wasUsed`. */
  async insert(tx: Transaction, { actorId, key, requestDigest }: Idempotency, outcome: object, now: Date): Promise<void> {
    await tx.query(INSERT, [actorId, key, requestDigest, outcome, now]);
  }
}

/** True for the failure of an `insert` whose key another request used first. */
export function wasUsed(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'idempotency_key_pkey';
}
