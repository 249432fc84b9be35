import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import type { Channel } from './domain/grade';
import type { Rating } from './domain/rating';
import { checkRatedItems, itemGrades, type RateableCase, type RatingAct, requireCompleted } from './domain/rating-act';
import { checkTags, type RatingTags } from './domain/rating-tags';
import { type RatingRequest, RatingRepository } from './persistence/rating.repository';
import { RateableCases } from './rateable-cases.port';
import { RATING_TAGS } from './rating-tags.file';

/** The first rating; a second one follows a rectification (追评). */
const FIRST = 1;

/** A case that is rated now, and how its rater was reached. */
export interface RatedCase {
  caseId: string;
  rated: RateableCase;
  channel: Channel;
}

/** Good/bad ratings (好差评): given by the applicant alone, once a matter (一事一评), and never by default. */
@Injectable()
export class RatingService {
  constructor(
    private readonly repository: RatingRepository,
    private readonly cases: RateableCases,
    private readonly keyring: Keyring,
    @Inject(RATING_TAGS) private readonly tags: RatingTags,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Idempotent by actor and key: the same request is answered with the rating that it made.
   * @throws DomainError `RATINGS.CASE_NOT_FOUND`, `RATINGS.NOT_COMPLETED`, `RATINGS.ALREADY_RATED`, `RATINGS.KEY_REUSED`,
   * `RATINGS.UNKNOWN_TAG`, `RATINGS.UNKNOWN_ITEM`, `RATINGS.ITEM_TWICE`
   */
  async rate(actor: Actor, caseId: string, act: RatingAct, key: string): Promise<Rating> {
    return this.give({ caseId, rated: await this.getOwnCase(actor, caseId), channel: 'portal' }, act, key);
  }

  /**
   * Of who is known to be the applicant already. @throws DomainError as `rate`, but for `RATINGS.CASE_NOT_FOUND`
   */
  async give(what: RatedCase, act: RatingAct, key: string): Promise<Rating> {
    const { rated } = what;
    const earlier = await this.findAnswer(what, act, key);
    if (earlier) return earlier;
    requireCompleted(rated);
    checkTags(this.tags, act.grade, act.tags);
    checkRatedItems(rated, act);
    const rating = this.newRating(what, act);
    const request: RatingRequest = { key, digest: this.keyring.keyedDigest({ caseId: what.caseId, act }) };
    if (await this.repository.insert({ rating, request })) return rating;
    // Somebody was first: either this request itself, sent twice at once, or another one.
    const winner = await this.findAnswer(what, act, key);
    if (winner) return winner;
    throw new DomainError('conflict', 'RATINGS.ALREADY_RATED', 'This matter has been rated. A rating stays as it was given.');
  }

  async isRated(caseId: string, { applicantAccountId }: RateableCase): Promise<boolean> {
    return (await this.repository.listOfCase(caseId, applicantAccountId)).length > 0;
  }

  /** @throws DomainError `RATINGS.CASE_NOT_FOUND` */
  async listOwn(actor: Actor, caseId: string): Promise<Rating[]> {
    await this.getOwnCase(actor, caseId);
    return this.repository.listOfCase(caseId, actor.accountId);
  }

  /** A case of somebody else looks like one that does not exist. */
  private async getOwnCase(actor: Actor, caseId: string): Promise<RateableCase> {
    const rated = await this.cases.findRateable(caseId);
    if (rated?.applicantAccountId === actor.accountId) return rated;
    throw new DomainError('notFound', 'RATINGS.CASE_NOT_FOUND', 'You have no such case.');
  }

  private async findAnswer({ caseId, rated }: RatedCase, act: RatingAct, key: string): Promise<Rating | undefined> {
    const recorded = await this.repository.findByKey(rated.applicantAccountId, key);
    if (!recorded) return undefined;
    if (this.keyring.matchesDigest({ caseId, act }, recorded.request.digest)) return recorded.rating;
    throw new DomainError('keyReused', 'RATINGS.KEY_REUSED', 'This Idempotency-Key came with another request before. Send a new key.');
  }

  private newRating({ caseId, rated, channel }: RatedCase, act: RatingAct): Rating {
    const givenAt = this.clock.now();
    const own = new Set(act.items.map((item) => item.itemId));
    return {
      id: newId(givenAt), caseId, accountId: rated.applicantAccountId, sequence: FIRST, grade: act.grade, tags: act.tags, words: act.words,
      channel, stage: 'completion', givenAt, oneThing: rated.oneThing, division: rated.division,
      items: itemGrades(rated, act).map((item) => ({ ...item, isOwn: own.has(item.itemId) })),
    };
  }
}
