import { Injectable } from '@nestjs/common';
import type { Transaction } from '@onething/persistence';
import type { Channel, Grade, Stage } from './domain/grade';
import type { GivenRating, RatedItem } from './domain/rating';
import { ITEMS_OF_ACT } from './persistence/rating.repository';

/** Behind which rating a reader goes on: transaction id (as text) and position. */
export interface RatingPosition {
  xid: string;
  position: number;
}

export const FEED_START: RatingPosition = { xid: '0', position: 0 };

export interface RatingPage {
  ratings: GivenRating[];
  next: RatingPosition;
}

interface FeedRow {
  case_id: string;
  xid: string;
  position: number;
  grade: Grade;
  channel: Channel;
  stage: Stage;
  sequence: number;
  given_at: Date;
  one_thing: string;
  division: string;
  items: RatedItem[];
}

/** Only transactions older than every running one are read: none of them can still commit before what was read. */
const READ = {
  name: 'ratings.read-feed',
  text: `SELECT r.xid::text AS xid, r.position, r.case_id, r.grade, r.channel, r.stage, r.sequence, r.given_at, r.one_thing, r.division, ${ITEMS_OF_ACT}
    FROM onething.rating r
    WHERE r.item_id IS NULL AND r.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (r.xid, r.position) > ($1::text::xid8, $2::bigint)
      AND ($4::text IS NULL OR (r.xid, r.position) <= ($4::text::xid8, $5::bigint))
    ORDER BY r.xid, r.position LIMIT $3`,
};

const BETWEEN = {
  name: 'ratings.given-between',
  text: `SELECT r.xid::text AS xid, r.position, r.case_id, r.grade, r.channel, r.stage, r.sequence, r.given_at, r.one_thing, r.division, ${ITEMS_OF_ACT}
    FROM onething.rating r WHERE r.item_id IS NULL AND r.given_at >= $1 AND r.given_at < $2 AND (r.xid, r.position) > ($3::text::xid8, $4::bigint)
    ORDER BY r.xid, r.position LIMIT 500`,
};

/** Ratings for those who count them, in an order that never skips a transaction which commits late. */
@Injectable()
export class RatingFeed {
  /**
   * @param upTo the last rating wanted; without it all that are there
   * @returns at most `limit` ratings behind `after`, and where to go on; an empty list when there is none yet
   */
  async read(tx: Transaction, after: RatingPosition, limit: number, upTo?: RatingPosition): Promise<RatingPage> {
    const rows = await tx.query<FeedRow>(READ, [after.xid, after.position, limit, upTo?.xid ?? null, upTo?.position ?? null]);
    const last = rows.at(-1);
    return { ratings: rows.map(given), next: last ? { xid: last.xid, position: last.position } : after };
  }

  /** Gives `visit` the ratings that were given from one instant on and before another, epoch ms. */
  async between(tx: Transaction, [from, before]: [number, number], visit: (ratings: GivenRating[]) => void): Promise<void> {
    for (let place = FEED_START; ;) {
      const rows = await tx.query<FeedRow>(BETWEEN, [new Date(from), new Date(before), place.xid, place.position]);
      const last = rows.at(-1);
      if (!last) return;
      visit(rows.map(given));
      place = { xid: last.xid, position: last.position };
    }
  }
}

function given(row: FeedRow): GivenRating {
  const { grade, channel, stage, sequence, division } = row;
  const items = row.items.map(({ isOwn: _, ...item }) => item);
  return { caseId: row.case_id, grade, channel, stage, sequence, division, oneThing: row.one_thing, givenAt: row.given_at.getTime(), items };
}
