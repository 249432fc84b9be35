import { Injectable } from '@nestjs/common';
import { newId } from '@onething/kernel';
import type { Statement, Transaction } from '@onething/persistence';
import type { RatingEvent, RatingEventPayloads, RatingEventType } from '../domain/rating-event';

const INSERT: Statement = {
  name: 'ratings.insert-event',
  text: `INSERT INTO onething.rating_event (id, type, case_id, rating_id, bad_rating_id, actor_id, occurred_at, payload)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

const EXCLUSIONS: Statement = {
  name: 'ratings.exclusions-of', text: `SELECT payload FROM onething.rating_event WHERE rating_id = $1 AND type = 'ratingExcluded'`,
};

/** The table of facts; append-only. */
@Injectable()
export class RatingEventRepository {
  /** In the transaction of what it tells. */
  async put<T extends RatingEventType>(tx: Transaction, event: Omit<RatingEvent<T>, 'id'>): Promise<void> {
    const { type, caseId, ratingId, badRatingId, actorId, occurredAt, payload } = event;
    await tx.query(INSERT, [newId(occurredAt), type, caseId, ratingId, badRatingId, actorId, new Date(occurredAt), JSON.stringify(payload)]);
  }

  async exclusionsOf(tx: Transaction, ratingId: string): Promise<RatingEventPayloads['ratingExcluded'][]> {
    return (await tx.query<{ payload: RatingEventPayloads['ratingExcluded'] }>(EXCLUSIONS, [ratingId])).map(({ payload }) => payload);
  }
}
