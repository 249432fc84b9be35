import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { ChainedEvent } from '../domain/event';
import { upcast } from '../domain/event-upcasters';
import type { Follower } from './follower';

const BATCH = 200;

const ENTER: Statement = {
  name: 'cases.enter-follower',
  text: `INSERT INTO follower_position (name, xid, position) VALUES ($1, '0', 0) ON CONFLICT (name) DO NOTHING`,
};
const LOCK: Statement = {
  name: 'cases.lock-follower',
  text: 'SELECT xid::text AS xid, position FROM follower_position WHERE name = $1 FOR UPDATE SKIP LOCKED',
};
/** The columns of an event. */
export const EVENT = `case_id, item_id, seq, type, schema_version, actor_kind, actor_id, on_behalf_of, cause, occurred_at, recorded_at, payload,
  prev_hash, hash, xid::text AS xid, position`;

/**
 * The columns are named with their table wherever they order: a bare `xid` would be the text that is selected, and as texts 1000
 * comes before 999.
 *
 * Only events of transactions before which nothing is still open: one that commits late can no longer appear behind them.
 */
const READ: Statement = {
  name: 'cases.read-events',
  text: `SELECT ${EVENT} FROM case_event e
    WHERE (e.xid, e.position) > ($1::xid8, $2::bigint) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e.xid, e.position LIMIT ${BATCH}`,
};
const REPLAY: Statement = {
  name: 'cases.replay-events',
  text: `SELECT ${EVENT} FROM case_event e
    WHERE (e.xid, e.position) > ($1::xid8, $2::bigint)
      AND (e.xid, e.position) <= (SELECT f.xid, f.position FROM follower_position f WHERE f.name = $3)
    ORDER BY e.xid, e.position LIMIT ${BATCH}`,
};
/** What happened in a span of time, for who looks behind a figure; of those that the follower has handled. */
const BETWEEN: Statement = {
  name: 'cases.events-between',
  text: `SELECT ${EVENT} FROM case_event e
    WHERE occurred_at >= $3 AND occurred_at < $4 AND (e.xid, e.position) > ($1::xid8, $2::bigint)
      AND (e.xid, e.position) <= (SELECT f.xid, f.position FROM follower_position f WHERE f.name = $5)
    ORDER BY e.xid, e.position LIMIT ${BATCH}`,
};
const MOVE: Statement = { name: 'cases.move-follower', text: 'UPDATE follower_position SET xid = $2::xid8, position = $3 WHERE name = $1' };

const READ_CASE: Statement = {
  name: 'cases.read-case-events',
  text: `SELECT ${EVENT} FROM case_event WHERE case_id = $1 ORDER BY recorded_at, position`,
};

export interface EventRow {
  case_id: string;
  item_id: string | null;
  seq: number;
  type: ChainedEvent['type'];
  schema_version: number;
  actor_kind: ChainedEvent['actorKind'];
  actor_id: string;
  on_behalf_of: string | null;
  cause: string;
  occurred_at: Date;
  recorded_at: Date;
  payload: ChainedEvent['payload'];
  prev_hash: string;
  hash: string;
  xid: string;
  position: number;
}

/** The event table, read as an outbox. */
@Injectable()
export class EventFeed {
  constructor(private readonly database: Database) {}

  /**
   * Hands the follower its next events and moves its position, in one transaction. @returns how many there were; 0 also while
   * another worker is at it
   */
  async follow(follower: Follower): Promise<number> {
    return this.database.transaction(async (tx) => {
      const position = await lockPosition(tx, follower.name);
      if (!position) return 0;
      const rows = await tx.query<EventRow>(READ, [position.xid, position.position]);
      const last = rows.at(-1);
      if (!last) return 0;
      await follower.handle(tx, rows.map((row) => upcast(eventOf(row))));
      await tx.query(MOVE, [follower.name, last.xid, last.position]);
      return rows.length;
    });
  }

  /** Gives `visit` every event that the follower of that name has handled, from the beginning, as this transaction sees them; waits for each batch. */
  async replay(tx: Transaction, follower: string, visit: (events: ChainedEvent[]) => unknown): Promise<void> {
    let from = { xid: '0', position: 0 };
    for (;;) {
      const rows = await tx.query<EventRow>(REPLAY, [from.xid, from.position, follower]);
      if (rows.length === 0) return;
      await visit(rows.map((row) => upcast(eventOf(row))));
      from = rows.at(-1)!;
    }
  }

  /** Gives `visit` what happened from one instant on and before another (epoch ms), as far as the follower of that name has come. */
  async between(tx: Transaction, follower: string, [from, before]: [number, number], visit: (events: ChainedEvent[]) => void): Promise<void> {
    let place = { xid: '0', position: 0 };
    for (;;) {
      const rows = await tx.query<EventRow>(BETWEEN, [place.xid, place.position, new Date(from), new Date(before), follower]);
      if (rows.length === 0) return;
      visit(rows.map((row) => upcast(eventOf(row))));
      place = rows.at(-1)!;
    }
  }

  /** Every event of one case as it is stored, in the order in which they were written. */
  async ofCase(caseId: string): Promise<ChainedEvent[]> {
    return (await this.database.query<EventRow>(READ_CASE, [caseId])).map(eventOf);
  }
}

async function lockPosition(tx: Transaction, name: string): Promise<{ xid: string; position: number } | undefined> {
  await tx.query(ENTER, [name]);
  return (await tx.query<{ xid: string; position: number }>(LOCK, [name]))[0];
}

export const eventOf = (row: EventRow): ChainedEvent => ({
  caseId: row.case_id,
  itemId: row.item_id,
  seq: row.seq,
  type: row.type,
  schemaVersion: row.schema_version,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  onBehalfOf: row.on_behalf_of,
  cause: row.cause,
  occurredAt: row.occurred_at.getTime(),
  recordedAt: row.recorded_at.getTime(),
  payload: row.payload,
  prevHash: row.prev_hash,
  hash: row.hash,
});
