import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { authorise } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { Rating } from './domain/rating';
import type { BadRating } from './domain/bad-rating';
import type { RatingEventPayloads } from './domain/rating-event';
import { reachOf } from './domain/reach';
import type { Suspicion } from './domain/suspicion';
import { maskWords, type ScreenFinding } from './domain/word-screen';
import { BadRatingRepository } from './persistence/bad-rating.repository';
import { RatingEventRepository } from './persistence/rating-event.repository';
import { type Exclusions, RatingReviewRepository } from './persistence/rating-review.repository';
import { RatingRepository } from './persistence/rating.repository';
import { RatingExclusions } from './rating-exclusions';

export interface SuspiciousRating {
  rating: Rating;
  suspicions: Suspicion[];
  flaggedAt: Date;
}

/** Words that wait, and as they would be published. */
export interface WordsToScreen {
  rating: Rating;
  found: ScreenFinding[];
  masked: string;
}

/** A bad rating that was closed, as anybody may see it. */
export interface PublishedBadRating {
  bad: BadRating;
  /** Masked; absent when they were not released. */
  words?: string;
}

/** What humans decide of ratings: suspicious ones, and words before they are published; and what is public then. */
@Injectable()
export class RatingReviews {
  constructor(
    private readonly database: Database,
    private readonly reviews: RatingReviewRepository,
    private readonly ratings: RatingRepository,
    private readonly badRatings: BadRatingRepository,
    private readonly events: RatingEventRepository,
    private readonly exclusions: RatingExclusions,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Oldest first. */
  async listSuspicious(actor: Actor, after: string | undefined, limit: number): Promise<SuspiciousRating[]> {
    const waiting = await this.reviews.listWaiting(reachOf(actor).divisions, after, limit);
    const ratings = await this.ratings.listByIds(waiting.map(({ ratingId }) => ratingId));
    return waiting.map(({ ratingId, suspicions, flaggedAt }) => ({ rating: ratings.get(ratingId)!, suspicions, flaggedAt }));
  }

  /** @throws DomainError `RATINGS.NOT_WAITING` */
  async judge(actor: Actor, ratingId: string, { counts, reason }: { counts: boolean; reason: string }): Promise<void> {
    const rating = await this.getWithin(actor, ratingId);
    const at = this.clock.now();
    await this.database.transaction(async (tx) => {
      if (!(await this.reviews.judge(tx, ratingId, { counts, reason, by: actor.accountId, at }))) throw notWaiting();
      await this.note(tx, rating, actor, 'ratingReviewed', { counts }, at);
      if (!counts) await this.exclusions.exclude(tx, ratingId, 'all', { because: 'review', by: actor.accountId, at });
    });
    await this.record(actor, rating);
  }

  /** Oldest first. */
  async listWords(actor: Actor, after: string | undefined, limit: number): Promise<WordsToScreen[]> {
    const waiting = await this.reviews.listWaitingWords(reachOf(actor).divisions, after, limit);
    const ratings = await this.ratings.listByIds(waiting.map(({ ratingId }) => ratingId));
    return waiting.map(({ ratingId, found }) => {
      const rating = ratings.get(ratingId)!;
      return { rating, found, masked: maskWords(rating.words ?? '') };
    });
  }

  /** @throws DomainError `RATINGS.NOT_WAITING` */
  async screen(actor: Actor, ratingId: string, released: boolean): Promise<void> {
    const rating = await this.getWithin(actor, ratingId);
    const at = this.clock.now();
    await this.database.transaction(async (tx) => {
      if (!(await this.reviews.judgeWords(tx, ratingId, { released, by: actor.accountId, at }))) throw notWaiting();
      await this.note(tx, rating, actor, 'wordsScreened', { released }, at);
    });
    await this.record(actor, rating);
  }

  /** What anybody may see, latest first: no persons, words only when they were released. */
  async listPublished(after: string | undefined, limit: number): Promise<PublishedBadRating[]> {
    const closed = await this.badRatings.listClosed(after, limit);
    const released = await this.reviews.releasedAmong(closed.map(({ ratingId }) => ratingId));
    const ratings = await this.ratings.listByIds([...released]);
    return closed.map((bad) => {
      const words = ratings.get(bad.ratingId)?.words;
      return { bad, ...(words === undefined ? {} : { words: maskWords(words) }) };
    });
  }

  /** What published figures leave out, and why. */
  countExclusions(): Promise<Exclusions> {
    return this.reviews.countExclusions();
  }

  private async getWithin(actor: Actor, ratingId: string): Promise<Rating> {
    const rating = (await this.ratings.listByIds([ratingId])).get(ratingId);
    if (!rating) throw notWaiting();
    authorise(actor, 'rating.review', { divisionCode: rating.division });
    return rating;
  }

  private note<T extends 'ratingReviewed' | 'wordsScreened'>(
    tx: Transaction, { id: ratingId, caseId, oneThing, division }: Rating, { accountId: actorId }: Actor, type: T, payload: RatingEventPayloads[T], occurredAt: number,
  ): Promise<void> {
    return this.events.put(tx, { type, caseId, ratingId, badRatingId: null, actorId, occurredAt, payload: { ...payload, oneThing, division } });
  }

  private async record({ accountId, personId, roles }: Actor, { caseId }: Rating): Promise<void> {
    await this.log.record({ act: 'rating.reviewed', outcome: 'done', actor: { accountId, personId, roles }, object: { kind: 'case', id: caseId } });
  }
}

const notWaiting = (): DomainError => new DomainError('notFound', 'RATINGS.NOT_WAITING', 'Nothing waits for you there; somebody has decided it, or it is not of your division.');
