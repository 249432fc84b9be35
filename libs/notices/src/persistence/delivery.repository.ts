import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { Channel, Notice } from '../domain/notice';
import { noticeOf, type NoticeRow } from './notice.repository';

/** A notice on its way out of the platform. `waiting` until it is sent, or given up. */
export interface Delivery {
  id: string;
  channel: Channel;
  state: 'waiting' | 'sent' | 'failed';
  /** 0, then one more with each retry that an administrator asks for. */
  round: number;
  /** Tries that have failed, of all rounds. */
  attempts: number;
  /** Why the last one failed; without personal data. */
  lastProblem: string | null;
  /** Epoch ms. */
  createdAt: number;
  settledAt: number | null;
  notice: Notice;
}

/** What is written of a new delivery. */
export interface NewDelivery {
  id: string;
  noticeId: string;
  channel: Channel;
  createdAt: number;
}

interface DeliveryRow extends Omit<NoticeRow, 'id' | 'created_at'> {
  id: string;
  created_at: Date;
  notice_id: string;
  notice_created_at: Date;
  channel: Channel;
  state: Delivery['state'];
  round: number;
  attempts: number;
  last_problem: string | null;
  settled_at: Date | null;
}

const COLUMNS = `d.id, d.channel, d.state, d.round, d.attempts, d.last_problem, d.created_at, d.settled_at, d.notice_id,
  n.account_id, n.case_id, n.item_id, n.kind, n.data, n.created_at AS notice_created_at, n.read_at
  FROM notice_delivery d JOIN notice n ON n.id = d.notice_id`;

const INSERT: Statement = {
  name: 'notices.insert-deliveries',
  text: `INSERT INTO notice_delivery (id, notice_id, channel, state, round, attempts, created_at)
    SELECT id, "noticeId", channel, 'waiting', 0, 0, to_timestamp("createdAt" / 1000.0)
    FROM jsonb_to_recordset($1::jsonb) AS each(id uuid, "noticeId" uuid, channel text, "createdAt" bigint)
    ON CONFLICT DO NOTHING RETURNING id`,
};
const FIND: Statement = { name: 'notices.find-delivery', text: `SELECT ${COLUMNS} WHERE d.id = $1` };
const SETTLE: Statement = {
  name: 'notices.settle-delivery',
  text: `UPDATE notice_delivery SET state = $2, last_problem = $3, settled_at = $4,
      attempts = attempts + CASE WHEN $5::boolean THEN 1 ELSE 0 END
    WHERE id = $1 AND state = 'waiting'`,
};
const NOTE_FAILURE: Statement = {
  name: 'notices.note-failure',
  text: `UPDATE notice_delivery SET attempts = attempts + 1, last_problem = $2 WHERE id = $1 AND state = 'waiting'`,
};
const GIVE_UP: Statement = {
  name: 'notices.give-up-delivery',
  text: `UPDATE notice_delivery SET state = 'failed', settled_at = $2, last_problem = coalesce(last_problem, $3)
    WHERE id = $1 AND state = 'waiting' AND round = $4 RETURNING id`,
};
const REOPEN: Statement = {
  name: 'notices.reopen-delivery',
  text: `UPDATE notice_delivery SET state = 'waiting', settled_at = NULL, round = round + 1
    WHERE id = $1 AND state = 'failed' RETURNING round`,
};
const COUNT_UNSENT: Statement = { name: 'notices.count-unsent', text: `SELECT state, count(*) AS count FROM notice_delivery WHERE state <> 'sent' GROUP BY state` };
const LIST: Statement = {
  name: 'notices.list-deliveries',
  text: `SELECT ${COLUMNS} WHERE d.state = $1 AND d.state <> 'sent' AND ($2::uuid IS NULL OR d.id < $2)
    ORDER BY d.id DESC LIMIT $3`,
};

/** Deliveries as rows: what has been sent, what waits, what failed. The job library only says when to try. */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: Database) {}

  /** @returns the ids of those that were not there before */
  async insert(tx: Transaction, deliveries: readonly NewDelivery[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(INSERT, [JSON.stringify(deliveries)]);
    return new Set(rows.map(({ id }) => id));
  }

  async find(id: string): Promise<Delivery | undefined> {
    const [row] = await this.database.query<DeliveryRow>(FIND, [id]);
    return row && deliveryOf(row);
  }

  async markSent(tx: Transaction, id: string, now: number): Promise<void> {
    await tx.query(SETTLE, [id, 'sent', null, new Date(now), false]);
  }

  async markFailed(tx: Transaction, id: string, problem: string, now: number): Promise<void> {
    await tx.query(SETTLE, [id, 'failed', problem, new Date(now), true]);
  }

  /** A try has failed; others follow. */
  async noteFailure(tx: Transaction, id: string, problem: string): Promise<void> {
    await tx.query(NOTE_FAILURE, [id, problem]);
  }

  /** No try is left in that round. @param problem when no try said why it failed @returns false when it was settled meanwhile */
  async giveUp(tx: Transaction, { id, round }: Pick<Delivery, 'id' | 'round'>, problem: string, now: number): Promise<boolean> {
    return (await tx.query(GIVE_UP, [id, new Date(now), problem, round])).length > 0;
  }

  /** Begins the next round of a failed delivery. @returns its number; undefined when the delivery has not failed */
  async reopen(tx: Transaction, id: string): Promise<number | undefined> {
    return (await tx.query<{ round: number }>(REOPEN, [id]))[0]?.round;
  }

  async countUnsent(): Promise<Record<'waiting' | 'failed', number>> {
    const rows = await this.database.query<{ state: 'waiting' | 'failed'; count: number }>(COUNT_UNSENT, []);
    return { waiting: 0, failed: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
  }

  /** Newest first, behind the one of that id. */
  async list(state: 'waiting' | 'failed', after: string | undefined, limit: number): Promise<Delivery[]> {
    return (await this.database.query<DeliveryRow>(LIST, [state, after ?? null, limit])).map(deliveryOf);
  }
}

const deliveryOf = (row: DeliveryRow): Delivery => ({
  id: row.id, channel: row.channel, state: row.state, round: row.round, attempts: row.attempts, lastProblem: row.last_problem,
  createdAt: row.created_at.getTime(), settledAt: row.settled_at?.getTime() ?? null,
  notice: noticeOf({ ...row, id: row.notice_id, created_at: row.notice_created_at }),
});
