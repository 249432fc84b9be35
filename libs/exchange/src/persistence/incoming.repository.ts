import { Injectable } from '@nestjs/common';
import type { Envelope as Encrypted } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';
import type { ConversationEnd } from '../protocol/conversation';
import { type EnvelopeHead } from '../protocol/envelope';
import { type HubReceipt, type ReceiptPosition, RECEIPT_START } from '../protocol/hub-receipt';

/** Something that the hub has handed over and that was not looked into yet. */
export interface WaitingDelivery {
  number: number;
  envelope: Buffer;
  hubReceipt: HubReceipt;
  receivedAt: Date;
  attempts: number;
}

export interface NewDelivery {
  number: number;
  envelope: Buffer;
  receipt: HubReceipt;
}

export interface QuarantineEntry {
  id: string;
  delivery: number;
  peer?: string;
  conversation?: string;
  message?: string;
  code: string;
  detail: string;
  at: Date;
}

interface StateRow {
  number: number;
  digest: string;
  at: Date | null;
}

const POSITION = { name: 'exchange.position', text: 'SELECT number, digest, at FROM exchange_state' };
const LOCK_POSITION = { name: 'exchange.lock-position', text: 'SELECT number, digest, at FROM exchange_state FOR UPDATE' };
const MOVE = { name: 'exchange.move-position', text: 'UPDATE exchange_state SET number = $1, digest = $2, at = $3' };
const PULLED = {
  name: 'exchange.pulled',
  text: `UPDATE exchange_state SET pulled_at = CASE WHEN $2::text IS NULL THEN $1 ELSE pulled_at END, failure = $2,
    failed_since = CASE WHEN $2::text IS NULL THEN NULL ELSE coalesce(failed_since, $1) END`,
};
const STORE = {
  name: 'exchange.store-deliveries',
  text: `INSERT INTO exchange_delivery (number, envelope, hub_receipt, received_at, due_at)
    SELECT number, envelope, hub_receipt, $4, $4 FROM unnest($1::bigint[], $2::bytea[], $3::jsonb[]) AS given (number, envelope, hub_receipt)`,
};
const CLAIM = {
  name: 'exchange.claim-deliveries',
  text: `UPDATE exchange_delivery SET due_at = $2 WHERE number IN (
      SELECT number FROM exchange_delivery WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, number LIMIT $3 FOR UPDATE SKIP LOCKED
    ) RETURNING number, envelope, hub_receipt AS "hubReceipt", received_at AS "receivedAt", attempts`,
};
const DONE = { name: 'exchange.delivery-done', text: `UPDATE exchange_delivery SET state = 'done', envelope = '' WHERE number = $1 AND state <> 'done' RETURNING number` };
const KEEP = { name: 'exchange.delivery-kept', text: `UPDATE exchange_delivery SET state = 'done' WHERE number = $1 AND state <> 'done' RETURNING number` };
const PARK = {
  name: 'exchange.park-delivery',
  text: `UPDATE exchange_delivery SET state = 'parked', conversation = $2, peer = $3, sequence = $4 WHERE number = $1 AND state = 'waiting'`,
};
const UNPARK = {
  name: 'exchange.unpark-delivery',
  text: `UPDATE exchange_delivery SET state = 'waiting', due_at = $4 WHERE conversation = $1 AND peer = $2 AND sequence <= $3 AND state = 'parked'`,
};
const POSTPONE = { name: 'exchange.postpone-delivery', text: 'UPDATE exchange_delivery SET due_at = $2, attempts = attempts + 1, last_error = $3 WHERE number = $1' };
const LOCK_CONVERSATION = {
  name: 'exchange.lock-received',
  text: `SELECT peer, received AS sequence, received_digest AS digest FROM exchange_conversation WHERE id = $1 FOR UPDATE`,
};
const OPEN = { name: 'exchange.open-for-received', text: 'INSERT INTO exchange_conversation (id, peer, changed_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING' };
const KNOWN = { name: 'exchange.find-incoming', text: `SELECT head->'core' AS core, outcome FROM exchange_incoming WHERE id = $1` };
const INSERT = {
  name: 'exchange.insert-incoming',
  text: `WITH conversation AS (
      UPDATE exchange_conversation SET received = $4, received_digest = $11, changed_at = $9 WHERE id = $2 AND $4 > 0
    )
    INSERT INTO exchange_incoming (id, conversation, peer, sequence, type, head, payload, hub_receipt, received_at, outcome, has_files)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12)`,
};
const PAYLOADS = {
  name: 'exchange.payloads-of-incoming',
  text: 'SELECT id, payload FROM exchange_incoming WHERE id = ANY ($3) AND conversation = $1 AND peer = $2 AND sequence > 0 ORDER BY sequence',
};
const WAITING = {
  name: 'exchange.waiting-deliveries',
  text: `SELECT number, envelope, hub_receipt AS "hubReceipt", received_at AS "receivedAt", attempts FROM exchange_delivery WHERE state = 'waiting' ORDER BY number`,
};
const HOLD = { name: 'exchange.hold-delivery', text: 'UPDATE exchange_delivery SET due_at = $2 WHERE number = $1' };
const ASK = {
  name: 'exchange.ask-for-gap',
  text: 'UPDATE exchange_conversation SET asked_at = $2 WHERE id = $1 AND (asked_at IS NULL OR asked_at <= $3) RETURNING received',
};
const GAPS = {
  name: 'exchange.open-gaps',
  text: `SELECT d.conversation, d.peer, min(d.sequence) AS sequence FROM exchange_delivery d JOIN exchange_conversation c ON c.id = d.conversation
    WHERE d.state = 'parked' AND (c.asked_at IS NULL OR c.asked_at <= $1) GROUP BY 1, 2 LIMIT 100`,
};
const QUARANTINE = {
  name: 'exchange.quarantine',
  text: `INSERT INTO exchange_quarantine (id, delivery, peer, conversation, message, code, detail, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

/** What came in: deliveries of the hub, and the messages that they turned out to be. */
@Injectable()
export class IncomingRepository {
  constructor(private readonly database: Database) {}

  async getPosition(where: Transaction = this.database, lock = false): Promise<ReceiptPosition> {
    const [row] = await where.query<StateRow>(lock ? LOCK_POSITION : POSITION, []);
    return row!.at === null ? RECEIPT_START : { number: row!.number, digest: row!.digest, at: row!.at.getTime() };
  }

  /** Deliveries and how far the hub was read, together. */
  async store(tx: Transaction, deliveries: readonly NewDelivery[], position: ReceiptPosition, now: Date): Promise<void> {
    const columns = [deliveries.map(({ number }) => number), deliveries.map(({ envelope }) => envelope), deliveries.map(({ receipt }) => JSON.stringify(receipt))];
    await tx.query(STORE, [...columns, now]);
    await tx.query(MOVE, [position.number, position.digest, new Date(position.at)]);
  }

  async notePull(now: Date, failure?: string): Promise<void> {
    await this.database.query(PULLED, [now, failure?.slice(0, 500) ?? null]);
  }

  async claim(now: Date, until: Date, limit: number): Promise<WaitingDelivery[]> {
    const claimed = await this.database.query<WaitingDelivery>(CLAIM, [now, until, limit]);
    return claimed.sort((one, other) => one.number - other.number);
  }

  /** @param kept the bytes stay for an operator @returns false when somebody else was first */
  async finish(tx: Transaction, number: number, kept: boolean): Promise<boolean> {
    return (await tx.query(kept ? KEEP : DONE, [number])).length > 0;
  }

  async park(tx: Transaction, number: number, core: { conversation: string; from: string; sequence: number }): Promise<void> {
    await tx.query(PARK, [number, core.conversation, core.from, core.sequence]);
  }

  /** The message after the one that was just read, if it lies here. */
  async unpark(tx: Transaction, core: { conversation: string; from: string; sequence: number }, now: Date): Promise<void> {
    await tx.query(UNPARK, [core.conversation, core.from, core.sequence + 1, now]);
  }

  async postpone(number: number, until: Date, error: string): Promise<void> {
    await this.database.query(POSTPONE, [number, until, error.slice(0, 500)]);
  }

  /** It waits for others, without a fault of its own. */
  async hold(number: number, until: Date): Promise<void> {
    await this.database.query(HOLD, [number, until]);
  }

  /** Everything that was not looked into yet, in the order of the hub. */
  listWaiting(): Promise<WaitingDelivery[]> {
    return this.database.query<WaitingDelivery>(WAITING, []);
  }

  /** What that region has said in that conversation. */
  listPayloads(tx: Transaction, { conversation, from, messages }: { conversation: string; from: string; messages: readonly string[] }): Promise<{ id: string; payload: Encrypted }[]> {
    return tx.query(PAYLOADS, [conversation, from, messages]);
  }

  async lockConversation(tx: Transaction, id: string, peer: string, now: Date): Promise<ConversationEnd & { peer: string }> {
    await tx.query(OPEN, [id, peer, now]);
    return (await tx.query<ConversationEnd & { peer: string }>(LOCK_CONVERSATION, [id]))[0]!;
  }

  async find(tx: Transaction, id: string) {
    return (await tx.query<{ core: EnvelopeHead['core']; outcome: 'applied' | 'refused' }>(KNOWN, [id]))[0];
  }

  async insert(tx: Transaction, message: { head: EnvelopeHead; payload: Encrypted; receipt: HubReceipt; outcome: 'applied' | 'refused'; hasFiles: boolean; digest: string; at: Date }): Promise<void> {
    const { head, payload, receipt, outcome, hasFiles, digest, at } = message;
    const { id, conversation, from, sequence, type } = head.core;
    await tx.query(INSERT, [id, conversation, from, sequence, type, head, payload, receipt, at, outcome, digest, hasFiles]);
  }

  /** @returns how far the conversation was read, when it is time to ask for what follows */
  async ask(tx: Transaction, conversation: string, now: Date, notSince: Date): Promise<number | undefined> {
    return (await tx.query<{ received: number }>(ASK, [conversation, now, notSince]))[0]?.received;
  }

  listGaps(notSince: Date): Promise<{ conversation: string; peer: string; sequence: number }[]> {
    return this.database.query(GAPS, [notSince]);
  }

  async quarantine(tx: Transaction, entry: QuarantineEntry): Promise<void> {
    const { id, delivery, peer, conversation, message, code, detail, at } = entry;
    await tx.query(QUARANTINE, [id, delivery, peer ?? null, conversation ?? null, message ?? null, code, detail, at]);
  }
}
