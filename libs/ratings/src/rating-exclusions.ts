import { Injectable } from '@nestjs/common';
import { civilDate } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { ceasingParts, type ExclusionScope } from './domain/counting-parts';
import type { Exclusion } from './domain/rating-event';
import { RatingEventRepository } from './persistence/rating-event.repository';
import { RatingRepository } from './persistence/rating.repository';

/** Says of ratings that they count no more. */
@Injectable()
export class RatingExclusions {
  constructor(private readonly ratings: RatingRepository, private readonly events: RatingEventRepository) {}

  /** Holds the rating, so that of two who exclude at once each part is left out once. What counts no more already is not said again. */
  async exclude(tx: Transaction, ratingId: string, scope: ExclusionScope, { because, by, at }: { because: Exclusion; by: string; at: number }): Promise<void> {
    const rating = await this.ratings.lock(tx, ratingId);
    const { whole, items } = ceasingParts(rating.items, await this.events.exclusionsOf(tx, ratingId), scope);
    if (!whole && items.length === 0) return;
    const { caseId, oneThing, division, grade, sequence, stage, channel, handledBy, windowId: window, givenAt } = rating;
    await this.events.put(tx, {
      type: 'ratingExcluded', caseId, ratingId, badRatingId: null, actorId: by, occurredAt: at,
      payload: { because, whole, items, grade, sequence, stage, channel, handledBy, window, givenOn: civilDate(givenAt), oneThing, division },
    });
  }
}
