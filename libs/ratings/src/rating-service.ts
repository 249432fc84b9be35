import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { Channel, Stage } from './domain/grade';
import type { Rating } from './domain/rating';
import { checkRatedItems, itemGrades, type RateableCase, type RatingAct, requireStage } from './domain/rating-act';
import type { RatingRules } from './domain/rating-rules';
import { checkTags, type RatingTags } from './domain/rating-tags';
import { type RatingRequest, RatingRepository } from './persistence/rating.repository';
import { RATING_RULES, RATING_TAGS } from './rating-config.file';
import { RatingConsequences, type RatingSource } from './rating-consequences';
import { RateableCases } from './rateable-cases.port';

/** A case that is rated now, and how its rater was reached. */
export interface RatedCase {
  caseId: string;
  rated: RateableCase;
  channel: Channel;
  /** Absent: `completion`. */
  stage?: Stage;
  /** At a window each visit is rated (一次一评). */
  visitId?: string;
  /** Service window whose link is used. */
  windowId?: string | null;
  /** Account of the operator who types it for a caller. */
  enteredBy?: string;
  source?: RatingSource;
}

/** What is rated once. */
type Occasion = Pick<RatedCase, 'caseId' | 'rated' | 'stage' | 'visitId'>;

/** Good/bad ratings (好差评): given by the applicant alone, once a matter and stage (一事一评) or once a visit (一次一评), and never by default. */
@Injectable()
export class RatingService {
  constructor(
    private readonly database: Database,
    private readonly repository: RatingRepository,
    private readonly consequences: RatingConsequences,
    private readonly cases: RateableCases,
    private readonly keyring: Keyring,
    @Inject(RATING_TAGS) private readonly tags: RatingTags,
    @Inject(RATING_RULES) private readonly rules: RatingRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Idempotent by actor and key: the same request is answered with the rating that it made.
   * @throws DomainError `RATINGS.CASE_NOT_FOUND`, `RATINGS.NOT_COMPLETED`, `RATINGS.ALREADY_RATED`, `RATINGS.KEY_REUSED`,
   * `RATINGS.UNKNOWN_TAG`, `RATINGS.UNKNOWN_ITEM`, `RATINGS.ITEM_TWICE`
   */
  async rate(actor: Actor, caseId: string, act: RatingAct, key: string, source?: RatingSource): Promise<Rating> {
    return this.give({ caseId, rated: await this.getOwnCase(actor, caseId), channel: 'portal', source }, act, key);
  }

  /**
   * Of who is known to be the applicant already.
   * @throws DomainError as `rate`, but for `RATINGS.CASE_NOT_FOUND`; `RATINGS.STAGE_NOT_OFFERED`, `RATINGS.STAGE_NOT_REACHED`
   */
  async give(what: RatedCase, act: RatingAct, key: string): Promise<Rating> {
    const { rated, stage = 'completion', channel, source } = what;
    const earlier = await this.findAnswer(what, act, key);
    if (earlier) return earlier;
    requireStage(rated, stage, channel, this.rules);
    checkTags(this.tags, act.grade, act.tags);
    checkRatedItems(rated, act);
    const staffThere = await this.consequences.countStaffAt(source, rated);
    const given = await this.database.transaction((tx) => this.write(tx, what, { act, key, staffThere }));
    const answer = given ?? await this.findAnswer(what, act, key);
    if (answer) return answer;
    throw new DomainError('conflict', 'RATINGS.ALREADY_RATED', 'This has been rated. A rating stays as it was given.');
  }

  /**
   * In the caller's transaction: of a matter that two regions share, in which the other one is told. Words go on to the screening here as well.
   * @returns false when it has been rated before; nothing is written then
   * @throws DomainError `RATINGS.STAGE_NOT_OFFERED`, `RATINGS.NOT_COMPLETED`
   */
  async giveWithin(tx: Transaction, what: RatedCase, act: RatingAct, key: string): Promise<boolean> {
    requireStage(what.rated, what.stage ?? 'completion', what.channel, this.rules);
    return (await this.write(tx, what, { act, key, staffThere: 0 })) !== undefined;
  }

  /** @returns undefined when somebody was first: this request itself, sent twice at once, or another one */
  private async write(tx: Transaction, what: RatedCase, { act, key, staffThere }: { act: RatingAct; key: string; staffThere: number }): Promise<Rating | undefined> {
    const request: RatingRequest = { key, digest: this.keyring.keyedDigest(requestOf(what, act)) };
    const first = await this.findFirst(what, tx);
    if (first && !(await this.consequences.awaitsSecond(tx, first.id))) return undefined;
    const rating = this.newRating(what, act, first ? 2 : 1);
    if (!(await this.repository.insert({ rating, request }, tx))) return undefined;
    await this.consequences.follow(tx, rating, { act, rated: what.rated, firstId: first?.id, source: what.source, staffThere });
    return rating;
  }

  /** How a rating of it would stand: the first, the one after a rectification, or none. */
  async next(what: Occasion): Promise<'first' | 'second' | 'none'> {
    return this.database.transaction(async (tx) => {
      const first = await this.findFirst(what, tx);
      if (!first) return 'first';
      return await this.consequences.awaitsSecond(tx, first.id) ? 'second' : 'none';
    });
  }

  /** @throws DomainError `RATINGS.CASE_NOT_FOUND` */
  async listOwn(actor: Actor, caseId: string): Promise<{ ratings: Rating[]; next: 'first' | 'second' | 'none' }> {
    const rated = await this.getOwnCase(actor, caseId);
    const [ratings, next] = await Promise.all([this.repository.listOfCase(caseId, actor.accountId), this.next({ caseId, rated })]);
    return { ratings, next: next === 'first' && !rated.completed ? 'none' : next };
  }

  /** A case of somebody else looks like one that does not exist. */
  private async getOwnCase(actor: Actor, caseId: string): Promise<RateableCase> {
    const rated = await this.cases.findRateable(caseId);
    if (rated?.applicantAccountId === actor.accountId) return rated;
    throw new DomainError('notFound', 'RATINGS.CASE_NOT_FOUND', 'You have no such case.');
  }

  private async findFirst({ caseId, rated, stage = 'completion', visitId }: Occasion, tx: Transaction): Promise<Rating | undefined> {
    const all = await this.repository.listOfCase(caseId, rated.applicantAccountId, tx);
    return all.find((one) => one.stage === stage && one.visitId === (visitId ?? null));
  }

  private async findAnswer(what: RatedCase, act: RatingAct, key: string): Promise<Rating | undefined> {
    const recorded = await this.repository.findByKey(what.rated.applicantAccountId, key);
    if (!recorded) return undefined;
    if (this.keyring.matchesDigest(requestOf(what, act), recorded.request.digest)) return recorded.rating;
    throw new DomainError('keyReused', 'RATINGS.KEY_REUSED', 'This Idempotency-Key came with another request before. Send a new key.');
  }

  private newRating({ caseId, rated, channel, stage = 'completion', visitId, windowId, enteredBy }: RatedCase, act: RatingAct, sequence: number): Rating {
    const givenAt = this.clock.now();
    const own = new Set(act.items.map((item) => item.itemId));
    return {
      id: newId(givenAt), caseId, accountId: rated.applicantAccountId, sequence, grade: act.grade, tags: act.tags, words: act.words,
      channel, stage, givenAt, oneThing: rated.oneThing, division: rated.division, visitId: visitId ?? null, windowId: windowId ?? null,
      intakeDivision: rated.intakeDivision ?? rated.division, handledBy: rated.handledBy ?? 'local', isAnonymous: act.isAnonymous ?? false,
      enteredBy: enteredBy ?? null,
      items: itemGrades(rated, act).map((item) => ({ ...item, isOwn: own.has(item.itemId) })),
    };
  }
}

function requestOf({ caseId, stage = 'completion', visitId }: RatedCase, act: RatingAct): object {
  return { caseId, stage, visitId: visitId ?? null, act };
}
