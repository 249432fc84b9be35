import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, newId, WORK_CALENDAR, type WorkCalendar } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { type BadRating, type BadRatingContext, type BadRatingFact, decide, dispatch } from './domain/bad-rating';
import type { Rating } from './domain/rating';
import { badUnits, type RateableCase, type RatingAct } from './domain/rating-act';
import type { RatingEventPayloads, RatingEventType } from './domain/rating-event';
import type { RatingRules } from './domain/rating-rules';
import { comparableWords, suspicionsOf } from './domain/suspicion';
import { screen } from './domain/word-screen';
import { BadRatingRepository } from './persistence/bad-rating.repository';
import { RatingEventRepository } from './persistence/rating-event.repository';
import { type Digests, RatingReviewRepository } from './persistence/rating-review.repository';
import { RATING_RULES } from './rating-config.file';
import { StaffPlaces } from './staff-places.port';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** From where a rating came, as far as it is trusted; kept as keyed digests. */
export interface RatingSource {
  address: string;
  userAgent?: string;
}

interface Circumstances {
  act: RatingAct;
  rated: RateableCase;
  /** Of the rating that this one follows (追评). */
  firstId?: string;
  source?: RatingSource;
  /** Officials of the units who were logged in where it came from. */
  staffThere: number;
}

/** What follows when a rating was given, in its transaction: the fact itself, bad ratings, suspicions, words to be screened. */
@Injectable()
export class RatingConsequences {
  constructor(
    private readonly events: RatingEventRepository,
    private readonly badRatings: BadRatingRepository,
    private readonly reviews: RatingReviewRepository,
    private readonly staff: StaffPlaces,
    private readonly keyring: Keyring,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(RATING_RULES) private readonly rules: RatingRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asked before the transaction, for it needs a connection of its own. */
  async countStaffAt(source: RatingSource | undefined, { items }: RateableCase): Promise<number> {
    return source ? this.staff.countAt(source, items, this.clock.now() - this.rules.suspicion.staffDevice.days * DAY_MS) : 0;
  }

  async follow(tx: Transaction, rating: Rating, { act, rated, firstId, source, staffThere }: Circumstances): Promise<void> {
    const { grade, sequence, stage, channel, tags, isAnonymous, items, intakeDivision, handledBy, words, windowId: window } = rating;
    await this.note(tx, rating, 'ratingGiven', { grade, sequence, stage, channel, tags, isAnonymous, items, intakeDivision, handledBy, window, hasWords: words !== undefined });
    if (words !== undefined) await this.reviews.holdWords(tx, rating.id, rating.division, screen(words, this.rules.screenedWords));
    if (firstId === undefined) await this.dispatch(tx, rating, act, rated);
    else await this.rateAgain(tx, rating, firstId);
    await this.suspect(tx, rating, source, staffThere);
  }

  /** 追评: possible while an answered bad rating of the first one waits for it. */
  async awaitsSecond(tx: Transaction, firstId: string): Promise<boolean> {
    const all = await this.badRatings.lockOfRating(tx, firstId);
    return all.some(({ state }) => state === 'answered') && all.every(({ state }) => state === 'answered' || state === 'closed');
  }

  private async dispatch(tx: Transaction, rating: Rating, act: RatingAct, rated: RateableCase): Promise<void> {
    const { id: ratingId, caseId, accountId, oneThing, tags, isAnonymous, givenAt } = rating;
    for (const { unit, item, grade } of badUnits(rated, act)) {
      const { next, facts } = dispatch({ id: newId(givenAt), ratingId, caseId, accountId, oneThing, item, grade, tags, isAnonymous, ...unit }, this.context(givenAt));
      await this.badRatings.insert(tx, next);
      await this.putFacts(tx, next, facts, null, givenAt);
    }
  }

  private async rateAgain(tx: Transaction, rating: Rating, firstId: string): Promise<void> {
    const all = await this.badRatings.lockOfRating(tx, firstId);
    for (const bad of all.filter(({ state }) => state === 'answered')) {
      const again = rating.items.find(({ item }) => item === bad.item)?.grade ?? rating.grade;
      const { next, facts } = decide(bad, { type: 'rateAgain', grade: again }, this.context(rating.givenAt));
      await this.badRatings.update(tx, next);
      await this.putFacts(tx, next, facts, null, rating.givenAt);
    }
  }

  private async suspect(tx: Transaction, rating: Rating, source: RatingSource | undefined, staffThere: number): Promise<void> {
    const { suspicion } = this.rules;
    const { givenAt, channel } = rating;
    const offices = [...new Set(rating.items.map(({ department, division }) => `${department}/${division}`))];
    const comparable = comparableWords(rating.words, suspicion);
    const counts = await this.reviews.trace(tx, {
      ratingId: rating.id, accountId: rating.accountId, offices, givenAt, words: comparable === undefined ? undefined : this.digests('rating.words', comparable),
      ...(source && { device: this.digests('rating.device', `${source.address}\n${source.userAgent ?? ''}`), network: this.digests('rating.network', source.address) }),
    }, {
      ofUnit: givenAt - suspicion.burst.minutes * MINUTE_MS, accountsAtDevice: givenAt - suspicion.sharedDevice.hours * HOUR_MS,
      withSameWords: givenAt - suspicion.sameWords.days * DAY_MS,
    });
    const suspicions = suspicionsOf({ channel, staffThere, ...counts }, suspicion);
    if (suspicions.length === 0) return;
    await this.reviews.flag(tx, rating.id, rating.division, suspicions, givenAt);
    await this.note(tx, rating, 'ratingFlagged', { reasons: suspicions.map(({ reason }) => reason) });
  }

  /** Facts of a decision, each with the unit that has the bad rating. */
  async putFacts(tx: Transaction, bad: BadRating, facts: readonly BadRatingFact[], actorId: string | null, at: number): Promise<void> {
    const { id: badRatingId, ratingId, caseId, oneThing, department, division } = bad;
    for (const { type, payload } of facts) {
      await this.events.put(tx, {
        type, caseId, ratingId, badRatingId, actorId, occurredAt: at,
        payload: { ...payload, oneThing, department, division },
      });
    }
  }

  context(now: number): BadRatingContext {
    return { now, calendar: this.calendar, rules: this.rules.badRating };
  }

  private note<T extends RatingEventType>(tx: Transaction, rating: Rating, type: T, payload: RatingEventPayloads[T]): Promise<void> {
    const { id: ratingId, caseId, oneThing, division, givenAt, enteredBy } = rating;
    return this.events.put(tx, {
      type, caseId, ratingId, badRatingId: null, actorId: enteredBy, occurredAt: givenAt, payload: { ...payload, oneThing, division },
    });
  }

  private digests(purpose: string, value: string): Digests {
    return { now: this.keyring.blindIndex(purpose, value), any: this.keyring.blindIndexes(purpose, value) };
  }
}
