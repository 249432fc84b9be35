import { Injectable } from '@nestjs/common';
import { Keyring, type Place } from '@onething/crypto';
import { Database, type Statement, type Transaction } from '@onething/persistence';
import type { Suspicion } from '../domain/suspicion';
import type { ScreenFinding } from '../domain/word-screen';

/** Where a suspicious rating was left, for counting later ones. Keyed digests; undefined where nothing is known. */
export interface Trace {
  ratingId: string;
  accountId: string;
  /** `department/division` of its units. */
  offices: string[];
  device?: Digests;
  network?: Digests;
  words?: Digests;
  /** Epoch ms. */
  givenAt: number;
}

/** Under every key that may have been used, and under the present one. */
export interface Digests {
  now: string;
  any: string[];
}

export interface TraceCounts {
  ofUnit: number;
  accountsAtDevice: number;
  withSameWords: number;
}

/** Since when each is counted, epoch ms. */
export type TraceWindows = Record<keyof TraceCounts, number>;

export interface WaitingReview {
  ratingId: string;
  division: string;
  suspicions: Suspicion[];
  flaggedAt: Date;
}

const INSERT_TRACE: Statement = {
  name: 'ratings.insert-trace',
  text: `INSERT INTO onething.rating_trace (rating_id, account_id, offices, device, network, words, given_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};
const COUNT_TRACES: Statement = {
  name: 'ratings.count-traces',
  text: `SELECT (SELECT coalesce(max(n), 0)::int FROM unnest($1::text[]) office
      CROSS JOIN LATERAL (SELECT count(*) AS n FROM onething.rating_trace t WHERE t.offices @> ARRAY[office] AND t.given_at > $4) u) AS "ofUnit",
    (SELECT count(DISTINCT account_id)::int FROM onething.rating_trace WHERE device = ANY($2::text[]) AND given_at > $5) AS "accountsAtDevice",
    (SELECT count(DISTINCT account_id)::int FROM onething.rating_trace WHERE words = ANY($3::text[]) AND given_at > $6) AS "withSameWords"`,
};
const INSERT_REVIEW: Statement = {
  name: 'ratings.insert-review',
  text: `INSERT INTO onething.rating_review (rating_id, division, state, suspicions, flagged_at) VALUES ($1, $2, 'waiting', $3, $4)`,
};
const JUDGE_REVIEW: Statement = {
  name: 'ratings.judge-review',
  text: `UPDATE onething.rating_review SET state = $2, judged_by = $3, judged_at = $4, reason = $5 WHERE rating_id = $1 AND state = 'waiting' RETURNING rating_id`,
};
const LIST_REVIEWS: Statement = {
  name: 'ratings.waiting-reviews',
  text: `SELECT rating_id AS "ratingId", division, suspicions, flagged_at AS "flaggedAt" FROM onething.rating_review
    WHERE state = 'waiting' AND EXISTS (SELECT FROM unnest($1::text[]) covered WHERE division LIKE covered || '%') AND ($2::uuid IS NULL OR rating_id > $2)
    ORDER BY rating_id LIMIT $3`,
};
const INSERT_WORDS: Statement = {
  name: 'ratings.insert-words', text: `INSERT INTO onething.rating_words (rating_id, division, state, found) VALUES ($1, $2, 'waiting', $3)`,
};
const JUDGE_WORDS: Statement = {
  name: 'ratings.judge-words',
  text: `UPDATE onething.rating_words SET state = $2, judged_by = $3, judged_at = $4 WHERE rating_id = $1 AND state = 'waiting' RETURNING rating_id`,
};
const LIST_WORDS: Statement = {
  name: 'ratings.waiting-words',
  text: `SELECT rating_id AS "ratingId", found FROM onething.rating_words
    WHERE state = 'waiting' AND EXISTS (SELECT FROM unnest($1::text[]) covered WHERE division LIKE covered || '%') AND ($2::uuid IS NULL OR rating_id > $2)
    ORDER BY rating_id LIMIT $3`,
};
const RELEASED: Statement = {
  name: 'ratings.released-words', text: `SELECT rating_id AS "ratingId" FROM onething.rating_words WHERE state = 'released' AND rating_id = ANY($1::uuid[])`,
};
const EXCLUSIONS: Statement = {
  name: 'ratings.count-exclusions',
  text: `SELECT (SELECT count(*)::int FROM onething.rating WHERE item_id IS NULL) AS "given",
    (SELECT count(*)::int FROM onething.rating_review WHERE state = 'excluded') AS "byReview",
    (SELECT count(*)::int FROM onething.rating_review WHERE state = 'waiting') AS "awaitingReview",
    (SELECT count(DISTINCT rating_id)::int FROM onething.bad_rating WHERE appeal_upheld AND finding = 'mistaken') AS "mistaken",
    (SELECT count(DISTINCT rating_id)::int FROM onething.bad_rating WHERE appeal_upheld AND finding = 'malicious') AS "malicious"`,
};
const FORGET_TRACES: Statement = { name: 'ratings.forget-traces', text: 'DELETE FROM onething.rating_trace WHERE given_at < $1' };

export const reviewReasonPlace = (id: string): Place => ({ table: 'rating_review', field: 'reason', row: id });

export interface Exclusions {
  given: number;
  byReview: number;
  awaitingReview: number;
  mistaken: number;
  malicious: number;
}

/** What looks suspicious and what a human said of it; words before they are published. */
@Injectable()
export class RatingReviewRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** Keeps the trace, then counts, this rating included. */
  async trace(tx: Transaction, { ratingId, accountId, offices, device, network, words, givenAt }: Trace, since: TraceWindows): Promise<TraceCounts> {
    await tx.query(INSERT_TRACE, [ratingId, accountId, offices, device?.now ?? null, network?.now ?? null, words?.now ?? null, new Date(givenAt)]);
    const [counts] = await tx.query<TraceCounts>(COUNT_TRACES, [
      offices, device?.any ?? [], words?.any ?? [], new Date(since.ofUnit), new Date(since.accountsAtDevice), new Date(since.withSameWords),
    ]);
    return counts!;
  }

  async flag(tx: Transaction, ratingId: string, division: string, suspicions: Suspicion[], at: number): Promise<void> {
    await tx.query(INSERT_REVIEW, [ratingId, division, JSON.stringify(suspicions), new Date(at)]);
  }

  /** @returns false when it does not wait */
  async judge(tx: Transaction, ratingId: string, verdict: { counts: boolean; by: string; at: number; reason: string }): Promise<boolean> {
    const reason = this.keyring.encrypt(reviewReasonPlace(ratingId), verdict.reason);
    return (await tx.query(JUDGE_REVIEW, [ratingId, verdict.counts ? 'counts' : 'excluded', verdict.by, new Date(verdict.at), reason])).length === 1;
  }

  /** Oldest first. @param divisions without the zeros at the end */
  listWaiting(divisions: string[], after: string | undefined, limit: number): Promise<WaitingReview[]> {
    return this.database.query<WaitingReview>(LIST_REVIEWS, [divisions, after ?? null, limit]);
  }

  async holdWords(tx: Transaction, ratingId: string, division: string, found: readonly ScreenFinding[]): Promise<void> {
    await tx.query(INSERT_WORDS, [ratingId, division, found]);
  }

  /** @returns false when they do not wait */
  async judgeWords(tx: Transaction, ratingId: string, verdict: { released: boolean; by: string; at: number }): Promise<boolean> {
    return (await tx.query(JUDGE_WORDS, [ratingId, verdict.released ? 'released' : 'withheld', verdict.by, new Date(verdict.at)])).length === 1;
  }

  listWaitingWords(divisions: string[], after: string | undefined, limit: number): Promise<{ ratingId: string; found: ScreenFinding[] }[]> {
    return this.database.query(LIST_WORDS, [divisions, after ?? null, limit]);
  }

  async releasedAmong(ids: readonly string[]): Promise<Set<string>> {
    return new Set((await this.database.query<{ ratingId: string }>(RELEASED, [ids])).map(({ ratingId }) => ratingId));
  }

  async countExclusions(): Promise<Exclusions> {
    return (await this.database.query<Exclusions>(EXCLUSIONS, []))[0]!;
  }

  async forgetTraces(before: number): Promise<void> {
    await this.database.query(FORGET_TRACES, [new Date(before)]);
  }
}
