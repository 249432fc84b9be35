import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, newId } from '@onething/kernel';
import type { Stage } from './domain/grade';
import { LINK_LIFETIME_MS, type LinkChannel, linkInvalid, linkToken, type RatingLink, readLinkToken, requireInTime, signedPart } from './domain/rating-link';
import type { Rating } from './domain/rating';
import { type RateableCase, type RatingAct, requireOffered } from './domain/rating-act';
import type { RatingRules } from './domain/rating-rules';
import { RATING_RULES } from './rating-config.file';
import type { RatingSource } from './rating-consequences';
import { RatingService } from './rating-service';
import { RateableCases } from './rateable-cases.port';

/**
 * How a link stands: it can be used, must wait until its stage is reached, was used (or made idle by a rating given otherwise), or serves once
 * more after a rectification.
 */
export type LinkState = 'open' | 'notReached' | 'rated' | 'openAgain';

/** What a link at a counter is for. */
export interface LinkWish {
  stage: Stage;
  channel: Exclude<LinkChannel, 'smsLink'>;
}

/**
 * Links by which somebody rates without account or phone number (窗口评价码): printed on the receipt at the counter, shown on its tablet, or
 * sent by SMS. Whoever holds the paper holds the link, as with the query code. It is signed, bound to one case, stage and visit, ends, and
 * serves once.
 */
@Injectable()
export class RatingLinks {
  constructor(
    private readonly cases: RateableCases,
    private readonly ratings: RatingService,
    private readonly keyring: Keyring,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RATING_RULES) private readonly rules: RatingRules,
  ) {}

  /**
   * For the person at the counter, while they stand there. Of a stage before the completion each link is a visit of its own (一次一评).
   * Recorded, because the clerk sees the link as well.
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.NOT_SUBMITTED`, `RATINGS.STAGE_NOT_OFFERED`
   */
  async issue(actor: Actor, caseId: string, { stage, channel }: LinkWish): Promise<{ token: string; expiresAt: Date }> {
    requireOffered(stage, channel, this.rules);
    await this.cases.requireAtCounter(actor, caseId);
    const now = this.clock.now();
    const { accountId, personId, roles, posts } = actor;
    await this.log.record({ act: 'rating.invited', outcome: 'done', actor: { accountId, personId, roles }, object: { kind: 'case', id: caseId } });
    const windowId = posts.find((post) => post.windowId !== undefined)?.windowId ?? null;
    return this.sign({ caseId, stage, channel, visitId: stage === 'completion' ? null : newId(now), windowId, expiresAt: Math.floor((now + LINK_LIFETIME_MS) / 1000) });
  }

  /** @throws DomainError `RATINGS.LINK_INVALID`, `RATINGS.LINK_EXPIRED` */
  async lookUp(token: string): Promise<{ oneThing: string; division: string; stage: Stage; state: LinkState }> {
    const { link, rated } = await this.open(token);
    const next = await this.ratings.next({ ...link, visitId: link.visitId ?? undefined, rated });
    const isReached = link.stage === 'completion' ? rated.completed : rated.reached?.includes(link.stage) ?? false;
    const state = next === 'none' ? 'rated' : next === 'second' ? 'openAgain' : isReached ? 'open' : 'notReached';
    return { oneThing: rated.oneThing, division: rated.division, stage: link.stage, state };
  }

  /** @throws DomainError as `lookUp`, and as `RatingService.give` */
  async rate(token: string, act: RatingAct, key: string, source?: RatingSource): Promise<Rating> {
    const { link: { caseId, stage, channel, visitId, windowId }, rated } = await this.open(token);
    return this.ratings.give({ caseId, rated, channel, stage, visitId: visitId ?? undefined, windowId, source }, act, key);
  }

  private sign(link: RatingLink): { token: string; expiresAt: Date } {
    return { token: linkToken(link, this.keyring.keyedDigest(signedPart(link))), expiresAt: new Date(link.expiresAt * 1000) };
  }

  private async open(token: string): Promise<{ link: RatingLink; rated: RateableCase }> {
    const { link, signature } = readLinkToken(token);
    if (!this.keyring.matchesDigest(signedPart(link), signature)) throw linkInvalid();
    requireInTime(link, this.clock.now());
    const rated = await this.cases.findRateable(link.caseId);
    if (!rated) throw linkInvalid();
    return { link, rated };
  }
}
