import { Injectable } from '@nestjs/common';
import type { Transaction } from '@onething/persistence';
import type { RatingEvent } from './domain/rating-event';

/** Behind which fact a reader goes on: transaction id (as text) and position. */
export interface RatingPosition {
  xid: string;
  position: number;
}

export const FEED_START: RatingPosition = { xid: '0', position: 0 };

const PAGE = 500;

interface FeedRow {
  xid: string;
  position: number;
  id: string;
  type: RatingEvent['type'];
  case_id: string;
  rating_id: string | null;
  bad_rating_id: string | null;
  actor_id: string | null;
  occurred_at: Date;
  payload: RatingEvent['payload'];
}

/** Only transactions older than every running one are read: none of them can still commit before what was read. */
const READ = {
  name: 'ratings.read-events',
  text: `SELECT e.xid::text AS xid, e.position, e.id, e.type, e.case_id, e.rating_id, e.bad_rating_id, e.actor_id, e.occurred_at, e.payload
    FROM onething.rating_event e
    WHERE e.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (e.xid, e.position) > ($1::text::xid8, $2::bigint)
      AND ($4::text IS NULL OR (e.xid, e.position) <= ($4::text::xid8, $5::bigint))
    ORDER BY e.xid, e.position LIMIT $3`,
};

/** By the day that a fact counts for: of an exclusion, that of the rating. */
const BETWEEN = {
  name: 'ratings.events-between',
  text: `SELECT e.xid::text AS xid, e.position, e.id, e.type, e.case_id, e.rating_id, e.bad_rating_id, e.actor_id, e.occurred_at, e.payload
    FROM onething.rating_event e
    WHERE e.occurred_at >= $1 AND (e.occurred_at < $2 OR e.type = 'ratingExcluded') AND (e.xid, e.position) > ($3::text::xid8, $4::bigint)
    ORDER BY e.xid, e.position LIMIT ${PAGE}`,
};

/** The facts of ratings for those who count them and tell people, in an order that never skips a transaction which commits late. */
@Injectable()
export class RatingEventFeed {
  /**
   * @param upTo the last event wanted; without it all that are there
   * @returns at most `limit` events behind `after`, and where to go on
   */
  async read(tx: Transaction, after: RatingPosition, limit: number, upTo?: RatingPosition): Promise<{ events: RatingEvent[]; next: RatingPosition }> {
    const rows = await tx.query<FeedRow>(READ, [after.xid, after.position, limit, upTo?.xid ?? null, upTo?.position ?? null]);
    const last = rows.at(-1);
    return { events: rows.map(eventOf), next: last ? { xid: last.xid, position: last.position } : after };
  }

  /** Gives `visit` the facts from one instant on and before another, epoch ms, and later exclusions, which may concern what was rated then. */
  async between(tx: Transaction, [from, before]: [number, number], visit: (events: RatingEvent[]) => void): Promise<void> {
    for (let place = FEED_START; ;) {
      const rows = await tx.query<FeedRow>(BETWEEN, [new Date(from), new Date(before), place.xid, place.position]);
      const last = rows.at(-1);
      if (!last) return;
      visit(rows.map(eventOf));
      place = { xid: last.xid, position: last.position };
    }
  }
}

function eventOf(row: FeedRow): RatingEvent {
  const { id, type, payload } = row;
  return {
    id, type, caseId: row.case_id, ratingId: row.rating_id, badRatingId: row.bad_rating_id, actorId: row.actor_id,
    occurredAt: row.occurred_at.getTime(), payload,
  };
}
