import { Injectable } from '@nestjs/common';
import type { Envelope as Encrypted } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';
import { type Core, coreDigest, type EnvelopeHead } from '../protocol/envelope';
import type { HubReceipt } from '../protocol/hub-receipt';

/** A message that waits for the hub. */
export interface WaitingMessage {
  id: string;
  core: Core;
  payload: Encrypted;
  resend: boolean;
}

/** Messages that go out one after the other: those of one conversation, or one by itself. */
export interface Lane {
  lane: string;
  peer: string;
  attempts: number;
  since: Date;
  version: number;
}

interface ConversationRow {
  peer: string;
  sent: number;
  sentDigest: string;
  /** Messages that this side had sent in it are not back yet. */
  forgotten: boolean;
}

const OPEN = {
  name: 'exchange.open-conversation',
  text: 'INSERT INTO exchange_conversation (id, peer, changed_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
};
const LOCK = {
  name: 'exchange.lock-conversation',
  text: `SELECT peer, sent, sent_digest AS "sentDigest", EXISTS (SELECT FROM exchange_forgotten f WHERE f.conversation = c.id AND f.restored_at IS NULL) AS forgotten
    FROM exchange_conversation c WHERE id = $1 FOR UPDATE`,
};
const INSERT = {
  name: 'exchange.insert-outgoing',
  text: `WITH conversation AS (
      UPDATE exchange_conversation SET sent = $5, sent_digest = $10, changed_at = $9 WHERE id = $3 AND $5 > 0
    ), lane AS (
      INSERT INTO exchange_lane (lane, peer, due_at, since) VALUES ($2, $4, $9, $9)
      ON CONFLICT (lane) DO UPDATE SET version = exchange_lane.version + 1
    )
    INSERT INTO exchange_outgoing (id, lane, conversation, peer, sequence, type, core, payload, enqueued_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};
const CLAIM = {
  name: 'exchange.claim-lanes',
  text: `UPDATE exchange_lane SET due_at = $2 WHERE lane IN (
      SELECT lane FROM exchange_lane l WHERE due_at <= $1
        AND NOT EXISTS (SELECT FROM exchange_forgotten f WHERE f.conversation = l.lane AND f.restored_at IS NULL) ORDER BY due_at, lane LIMIT $3 FOR UPDATE SKIP LOCKED
    ) RETURNING lane, peer, attempts, since, version`,
};
const WAITING = {
  name: 'exchange.waiting-of-lane',
  text: `SELECT id, core, payload, resend FROM exchange_outgoing WHERE lane = $1 AND state = 'waiting' ORDER BY sequence LIMIT 100`,
};
const SENT = {
  name: 'exchange.message-sent',
  text: `UPDATE exchange_outgoing SET state = 'sent', resend = false, head = coalesce(head, $2), hub_receipt = coalesce(hub_receipt, $3), from_number = greatest(from_number, $4)
    WHERE id = $1`,
};
const CLOSE = { name: 'exchange.close-lane', text: 'DELETE FROM exchange_lane WHERE lane = $1 AND version = $2 RETURNING lane' };
const REOPEN = { name: 'exchange.reopen-lane', text: 'UPDATE exchange_lane SET due_at = $2, attempts = 0, last_error = NULL WHERE lane = $1' };
const POSTPONE = { name: 'exchange.postpone-lane', text: 'UPDATE exchange_lane SET due_at = $2, attempts = attempts + 1, last_error = $3 WHERE lane = $1' };
/** One that was sent before, and comes back. */
const RESTORE = {
  name: 'exchange.restore-sent',
  text: `WITH conversation AS (
      UPDATE exchange_conversation SET sent = $4, sent_digest = $11, changed_at = $8 WHERE id = $2
    )
    INSERT INTO exchange_outgoing (id, lane, conversation, peer, sequence, type, core, payload, enqueued_at, state, head, hub_receipt, from_number)
    VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, 'sent', $9, $10, ($10::jsonb->>'fromNumber')::bigint)`,
};
const ANSWER = {
  name: 'exchange.note-answer',
  text: `UPDATE exchange_outgoing SET outcome = $3, answer = $4, answered_at = $5
    WHERE id = $1 AND peer = $2 AND (outcome IS NULL OR (outcome = 'refused' AND $3 = 'applied')) RETURNING id, conversation, type, sequence`,
};
const RESEND = {
  name: 'exchange.resend',
  text: `WITH again AS (
      UPDATE exchange_outgoing SET state = 'waiting', resend = true
      WHERE conversation = $1 AND peer = $2 AND sequence BETWEEN $3 AND $4 AND state = 'sent' AND payload IS NOT NULL RETURNING lane
    )
    INSERT INTO exchange_lane (lane, peer, due_at, since) SELECT DISTINCT lane, $2, $5::timestamptz, $5::timestamptz FROM again
    ON CONFLICT (lane) DO UPDATE SET version = exchange_lane.version + 1, due_at = excluded.due_at RETURNING lane`,
};
const OVERDUE = {
  name: 'exchange.overdue',
  text: `UPDATE exchange_outgoing SET overdue_told = true WHERE id IN (
      SELECT id FROM exchange_outgoing WHERE outcome IS NULL AND sequence > 0 AND NOT overdue_told AND enqueued_at <= $1 ORDER BY enqueued_at LIMIT 100 FOR UPDATE SKIP LOCKED
    ) RETURNING id, conversation, type, peer`,
};
const OF_ID = { name: 'exchange.outgoing-of-id', text: 'SELECT core FROM exchange_outgoing WHERE id = $1' };

/** What goes out: rows that are written with what they tell of, and the lanes in which they are sent. */
@Injectable()
export class OutgoingRepository {
  constructor(private readonly database: Database) {}

  async openConversation(tx: Transaction, id: string, peer: string, now: Date): Promise<ConversationRow> {
    await tx.query(OPEN, [id, peer, now]);
    const [row] = await tx.query<ConversationRow>(LOCK, [id]);
    return row!;
  }

  /** @param digest of the core, which becomes the end of the conversation's chain if it is numbered */
  async insert(tx: Transaction, core: Core, payload: Encrypted, digest: string, now: Date): Promise<void> {
    const lane = core.sequence > 0 ? core.conversation : core.id;
    await tx.query(INSERT, [core.id, lane, core.conversation, core.to, core.sequence, core.type, core, payload, now, digest]);
  }

  async restore(tx: Transaction, { head, receipt, payload, at }: { head: EnvelopeHead; receipt: HubReceipt; payload: Encrypted; at: Date }): Promise<void> {
    const { core } = head;
    await tx.query(RESTORE, [core.id, core.conversation, core.to, core.sequence, core.type, core, payload, at, head, receipt, coreDigest(core)]);
  }

  /** Lanes whose time has come; they are left alone by others until `until`. */
  claimLanes(now: Date, until: Date, limit: number): Promise<Lane[]> {
    return this.database.query<Lane>(CLAIM, [now, until, limit]);
  }

  listWaiting(lane: string): Promise<WaitingMessage[]> {
    return this.database.query<WaitingMessage>(WAITING, [lane]);
  }

  async noteSent(id: string, head: EnvelopeHead, receipt: HubReceipt): Promise<void> {
    await this.database.query(SENT, [id, head, receipt, receipt.fromNumber]);
  }

  /** Nothing waits in it any more, unless something was put into it meanwhile. */
  async closeLane({ lane, version }: Lane, now: Date): Promise<void> {
    const closed = await this.database.query(CLOSE, [lane, version]);
    if (closed.length === 0) await this.database.query(REOPEN, [lane, now]);
  }

  async postponeLane(lane: string, until: Date, error: string): Promise<void> {
    await this.database.query(POSTPONE, [lane, until, error.slice(0, 500)]);
  }

  /** @returns undefined when it is no message of ours to that region, or was answered before */
  async noteAnswer(tx: Transaction, answer: { message: string; from: string; outcome: 'applied' | 'refused'; document: object; at: Date }) {
    const { message, from, outcome, document, at } = answer;
    return (await tx.query<{ id: string; conversation: string; type: string; sequence: number }>(ANSWER, [message, from, outcome, document, at]))[0];
  }

  async findCore(tx: Transaction, id: string): Promise<Core | undefined> {
    return (await tx.query<{ core: Core }>(OF_ID, [id]))[0]?.core;
  }

  async resend(tx: Transaction, conversation: string, peer: string, range: { from: number; to: number }, now: Date): Promise<void> {
    await tx.query(RESEND, [conversation, peer, range.from, range.to, now]);
  }

  /** Messages that nobody has answered since then, each told once. */
  takeOverdue(tx: Transaction, before: Date): Promise<{ id: string; conversation: string; type: string; peer: string }[]> {
    return tx.query(OVERDUE, [before]);
  }
}
