import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@onething/persistence';

export const QUARANTINE_STATES = ['open', 'retried', 'rejected'] as const;
export type QuarantineState = (typeof QUARANTINE_STATES)[number];

/** Something that was refused. */
export interface Quarantined {
  id: string;
  /** Number of the hub. */
  delivery: number;
  peer: string | null;
  conversation: string | null;
  message: string | null;
  code: string;
  detail: string;
  at: Date;
  state: QuarantineState;
  decidedAt: Date | null;
  /** Its bytes are kept: it can be looked into again. */
  retriable: boolean;
}

const LIST = {
  name: 'exchange.list-quarantine',
  text: `SELECT q.id, q.delivery, q.peer, q.conversation, q.message, q.code, q.detail, q.at, q.state, q.decided_at AS "decidedAt",
      q.state = 'open' AND coalesce(d.state = 'done' AND length(d.envelope) > 0, false) AS retriable
    FROM exchange_quarantine q LEFT JOIN exchange_delivery d ON d.number = q.delivery
    WHERE q.state = $1 AND ($2::uuid IS NULL OR q.id < $2) ORDER BY q.id DESC LIMIT $3`,
};
const DECIDE = {
  name: 'exchange.decide-quarantine',
  text: `UPDATE exchange_quarantine SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 AND state = 'open' RETURNING delivery, code`,
};
const STATE = { name: 'exchange.state-of-quarantine', text: 'SELECT state FROM exchange_quarantine WHERE id = $1' };
const AGAIN = {
  name: 'exchange.delivery-again',
  text: `UPDATE exchange_delivery SET state = 'waiting', due_at = $2, attempts = 0, last_error = NULL
    WHERE number = $1 AND state = 'done' AND length(envelope) > 0 RETURNING number`,
};

/** What was refused, and what an operator has decided about it. */
@Injectable()
export class QuarantineRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. @param after id of the last entry of the page before */
  list({ state, after, limit }: { state: QuarantineState; after?: string; limit: number }): Promise<Quarantined[]> {
    return this.database.query<Quarantined>(LIST, [state, after ?? null, limit]);
  }

  /** @returns undefined when there is none that is open */
  async decide(tx: Transaction, { id, state, by, at }: { id: string; state: 'retried' | 'rejected'; by: string; at: Date }) {
    return (await tx.query<{ delivery: number; code: string }>(DECIDE, [id, state, by, at]))[0];
  }

  async findState(tx: Transaction, id: string): Promise<QuarantineState | undefined> {
    return (await tx.query<{ state: QuarantineState }>(STATE, [id]))[0]?.state;
  }

  /** It is looked into as if it had just come. @returns false when its bytes are not kept */
  async takeAgain(tx: Transaction, delivery: number, now: Date): Promise<boolean> {
    return (await tx.query(AGAIN, [delivery, now])).length > 0;
  }
}
