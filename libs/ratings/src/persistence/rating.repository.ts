import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { Channel, Grade, Stage } from '../domain/grade';
import type { RatedItem, Rating } from '../domain/rating';

/** The request that a rating answered: the same key answers it again, with another request it is refused. */
export interface RatingRequest {
  key: string;
  /** Keyed digest of the request. */
  digest: string;
}

export interface RecordedRating {
  rating: Rating;
  request: RatingRequest;
}

interface RatingRow {
  id: string;
  case_id: string;
  account_id: string;
  sequence: number;
  grade: Grade;
  tags: string[];
  words: Envelope | null;
  channel: Channel;
  stage: Stage;
  given_at: Date;
  one_thing: string;
  division: string;
  visit_id: string | null;
  window_id: string | null;
  intake_division: string | null;
  handled_by: 'local' | 'peer';
  is_anonymous: boolean;
  entered_by: string | null;
  idempotency_key: string;
  request_digest: string;
  items: RatedItem[];
}

/** The items of an act, in the order in which the case lists them. */
const ITEMS_OF_ACT = `(SELECT coalesce(jsonb_agg(jsonb_build_object('itemId', i.item_id, 'item', i.item, 'department', i.department,
    'division', i.division, 'grade', i.grade, 'isOwn', i.is_own) ORDER BY i.position), '[]'::jsonb)
  FROM onething.rating i WHERE i.act_id = r.act_id AND i.item_id IS NOT NULL) AS items`;

const SELECT = `SELECT r.id, r.case_id, r.account_id, r.sequence, r.grade, r.tags, r.words, r.channel, r.stage, r.given_at, r.one_thing,
    r.division, r.visit_id, r.window_id, r.intake_division, r.handled_by, r.is_anonymous, r.entered_by, r.idempotency_key, r.request_digest, ${ITEMS_OF_ACT} FROM onething.rating r`;

const FIND_BY_KEY = {
  name: 'ratings.find-by-key',
  text: `${SELECT} WHERE r.account_id = $1 AND r.idempotency_key = $2 AND r.item_id IS NULL`,
};
const LIST_OF_CASE = {
  name: 'ratings.list-of-case',
  text: `${SELECT} WHERE r.case_id = $1 AND r.account_id = $2 AND r.item_id IS NULL ORDER BY r.sequence`,
};
const LIST_BY_IDS = { name: 'ratings.list-by-ids', text: `${SELECT} WHERE r.id = ANY($1::uuid[])` };
const LOCK = { name: 'ratings.lock', text: 'SELECT id FROM onething.rating WHERE id = $1 FOR UPDATE' };
const LIST_OF_ACCOUNT = {
  name: 'ratings.list-of-account',
  text: `${SELECT} WHERE r.account_id = $1 AND r.item_id IS NULL AND ($2::uuid IS NULL OR r.id > $2) ORDER BY r.id LIMIT $3`,
};
/** One statement: the whole, and its items only when the whole was not there before. */
const INSERT = {
  name: 'ratings.insert',
  text: `WITH whole AS (
      INSERT INTO onething.rating (id, act_id, case_id, account_id, sequence, grade, is_own, one_thing, division, tags, words, channel, stage,
        given_at, idempotency_key, request_digest, visit_id, intake_division, handled_by, is_anonymous, entered_by, window_id)
      VALUES ($1, $1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10, $11, $12, $13, $14, $16, $17, $18, $19, $20, $21)
      ON CONFLICT DO NOTHING RETURNING act_id
    ), items AS (
      INSERT INTO onething.rating (id, act_id, case_id, item_id, account_id, sequence, grade, is_own, one_thing, division, item, department,
        channel, stage, given_at, visit_id, intake_division, handled_by, is_anonymous, entered_by)
      SELECT each.id, whole.act_id, $2, each."itemId", $3, $4, each.grade, each."isOwn", $6, each.division, each.item, each.department,
        $10, $11, $12, $16, $17, $18, $19, $20
      FROM whole CROSS JOIN jsonb_to_recordset($15::jsonb)
        AS each(id uuid, "itemId" uuid, item text, department text, division text, grade smallint, "isOwn" boolean)
    ) SELECT act_id FROM whole`,
};

const wordsPlace = (id: string): Place => ({ table: 'rating', field: 'words', row: id });

/** The table of ratings. A rater's words may name persons: they are encrypted here. */
@Injectable()
export class RatingRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  async findByKey(accountId: string, key: string): Promise<RecordedRating | undefined> {
    const [row] = await this.database.query<RatingRow>(FIND_BY_KEY, [accountId, key]);
    return row && this.read(row);
  }

  /** What that account has said of that case, oldest first. */
  async listOfCase(caseId: string, accountId: string, tx: Transaction = this.database): Promise<Rating[]> {
    const rows = await tx.query<RatingRow>(LIST_OF_CASE, [caseId, accountId]);
    return rows.map((row) => this.read(row).rating);
  }

  /** Whoever has given them; those that are there. */
  async listByIds(ids: readonly string[], tx: Transaction = this.database): Promise<Map<string, Rating>> {
    const rows = await tx.query<RatingRow>(LIST_BY_IDS, [ids]);
    return new Map(rows.map((row) => [row.id, this.read(row).rating]));
  }

  /** Holds it until the transaction ends. */
  async lock(tx: Transaction, id: string): Promise<Rating> {
    await tx.query(LOCK, [id]);
    return (await this.listByIds([id], tx)).get(id)!;
  }

  /** Oldest first. @param after id of the last one of the page before */
  async listOfAccount(accountId: string, after: string | undefined, limit: number): Promise<Rating[]> {
    const rows = await this.database.query<RatingRow>(LIST_OF_ACCOUNT, [accountId, after ?? null, limit]);
    return rows.map((row) => this.read(row).rating);
  }

  /** @returns false when this sequence of the occasion, or this idempotency key, is there already; nothing is written then */
  async insert({ rating, request }: RecordedRating, tx: Transaction = this.database): Promise<boolean> {
    const words = rating.words === undefined ? null : this.keyring.encrypt(wordsPlace(rating.id), rating.words);
    const items = rating.items.map((item) => ({ ...item, id: newId(rating.givenAt) }));
    const rows = await tx.query(INSERT, [
      rating.id, rating.caseId, rating.accountId, rating.sequence, rating.grade, rating.oneThing, rating.division, rating.tags, words,
      rating.channel, rating.stage, new Date(rating.givenAt), request.key, request.digest, JSON.stringify(items),
      rating.visitId, rating.intakeDivision, rating.handledBy, rating.isAnonymous, rating.enteredBy, rating.windowId,
    ]);
    return rows.length === 1;
  }

  private read(row: RatingRow): RecordedRating {
    const rating: Rating = {
      id: row.id, caseId: row.case_id, accountId: row.account_id, sequence: row.sequence, grade: row.grade, tags: row.tags,
      ...(row.words ? { words: this.keyring.decrypt(wordsPlace(row.id), row.words) } : {}),
      channel: row.channel, stage: row.stage, givenAt: row.given_at.getTime(),
      oneThing: row.one_thing, division: row.division, items: row.items, visitId: row.visit_id, windowId: row.window_id, intakeDivision: row.intake_division ?? row.division,
      handledBy: row.handled_by, isAnonymous: row.is_anonymous, enteredBy: row.entered_by,
    };
    return { rating, request: { key: row.idempotency_key, digest: row.request_digest } };
  }
}
