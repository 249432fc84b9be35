import { Injectable } from '@nestjs/common';
import type { Envelope as Encrypted } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';
import type { EnvelopeHead } from '../protocol/envelope';
import type { HubReceipt } from '../protocol/hub-receipt';

/** A message that this side had sent and knows no more, as the hub has it. */
export interface ForgottenMessage {
  head: EnvelopeHead;
  receipt: HubReceipt;
  /** When the other side has given it back. */
  payload: Encrypted | null;
}

const HIGHEST = {
  name: 'exchange.highest-submitted',
  text: `SELECT greatest((SELECT max(from_number) FROM exchange_outgoing), (SELECT max((hub_receipt->>'fromNumber')::bigint) FROM exchange_forgotten)) AS highest`,
};
const NOTE = {
  name: 'exchange.note-forgotten',
  text: `INSERT INTO exchange_forgotten (id, conversation, peer, sequence, head, hub_receipt, noticed_at) SELECT $1, $2, $3, $4, $5, $6, $7
    WHERE NOT EXISTS (SELECT FROM exchange_outgoing WHERE id = $1) ON CONFLICT (id) DO NOTHING RETURNING id`,
};
const CONVERSATIONS = {
  name: 'exchange.forgotten-conversations',
  text: 'SELECT conversation, bool_and(payload IS NOT NULL) AS whole FROM exchange_forgotten WHERE restored_at IS NULL GROUP BY 1',
};
const ASK = {
  name: 'exchange.ask-for-forgotten',
  text: `UPDATE exchange_forgotten SET asked_at = $1 WHERE id IN (
      SELECT id FROM exchange_forgotten WHERE restored_at IS NULL AND payload IS NULL AND (asked_at IS NULL OR asked_at <= $2) ORDER BY conversation, sequence LIMIT 50 FOR UPDATE SKIP LOCKED
    ) RETURNING id, conversation, peer`,
};
const HEAD = { name: 'exchange.head-of-forgotten', text: 'SELECT head FROM exchange_forgotten WHERE id = $1 AND peer = $2 AND restored_at IS NULL' };
const KEEP = { name: 'exchange.payload-of-forgotten', text: 'UPDATE exchange_forgotten SET payload = $2 WHERE id = $1' };
const OF_CONVERSATION = {
  name: 'exchange.forgotten-of-conversation',
  text: 'SELECT head, hub_receipt AS receipt, payload FROM exchange_forgotten WHERE conversation = $1 AND restored_at IS NULL ORDER BY sequence',
};
const RESTORED = { name: 'exchange.forgotten-restored', text: 'UPDATE exchange_forgotten SET restored_at = $2 WHERE id = $1 AND restored_at IS NULL RETURNING id' };

/** Messages of ours that were lost with what came after a backup. */
@Injectable()
export class ForgottenRepository {
  constructor(private readonly database: Database) {}

  /** The highest number that the hub gave to a message of ours, as far as is known here. */
  async highestSubmitted(): Promise<number> {
    return (await this.database.query<{ highest: number | null }>(HIGHEST, []))[0]?.highest ?? 0;
  }

  /** @returns false when it is known here */
  async note(head: EnvelopeHead, receipt: HubReceipt, now: Date): Promise<boolean> {
    const { id, conversation, to, sequence } = head.core;
    return (await this.database.query(NOTE, [id, conversation, to, sequence, head, receipt, now])).length > 0;
  }

  /** Conversations that are not whole again. @returns by id, whether everything of them is back */
  async listConversations(): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.database.query<{ conversation: string; whole: boolean }>(CONVERSATIONS, []);
    return new Map(rows.map(({ conversation, whole }) => [conversation, whole]));
  }

  /** Some that nobody has been asked for since then. */
  takeToAsk(tx: Transaction, now: Date, notSince: Date): Promise<{ id: string; conversation: string; peer: string }[]> {
    return tx.query(ASK, [now, notSince]);
  }

  async findHead(tx: Transaction, id: string, peer: string): Promise<EnvelopeHead | undefined> {
    return (await tx.query<{ head: EnvelopeHead }>(HEAD, [id, peer]))[0]?.head;
  }

  async keepPayload(tx: Transaction, id: string, payload: Encrypted): Promise<void> {
    await tx.query(KEEP, [id, payload]);
  }

  listOf(conversation: string): Promise<ForgottenMessage[]> {
    return this.database.query<ForgottenMessage>(OF_CONVERSATION, [conversation]);
  }

  /** @returns false when somebody else was first */
  async noteRestored(tx: Transaction, id: string, now: Date): Promise<boolean> {
    return (await tx.query(RESTORED, [id, now])).length > 0;
  }
}
