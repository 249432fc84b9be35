import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock } from '@onething/kernel';
import { LINK_LIFETIME_MS, linkInvalid, linkToken, type RatingLink, readLinkToken, requireInTime, signedPart } from './domain/rating-link';
import type { Rating } from './domain/rating';
import type { RateableCase, RatingAct } from './domain/rating-act';
import { RatingService } from './rating-service';
import { RateableCases } from './rateable-cases.port';

/** How a link stands: it can be used, must wait for the end of the matter, or was used, or made idle by a rating given otherwise. */
export type LinkState = 'open' | 'notCompleted' | 'rated';

/**
 * Links by which somebody rates without account or phone number (窗口评价码): printed on the receipt at the counter. Whoever holds the paper
 * holds the link, as with the query code. It is signed, bound to one case and stage, ends, and serves once: a matter is rated once.
 */
@Injectable()
export class RatingLinks {
  constructor(
    private readonly cases: RateableCases,
    private readonly ratings: RatingService,
    private readonly keyring: Keyring,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * For the person at the counter, while they stand there. Recorded, because the clerk sees the link as well.
   * @throws DomainError `CASES.NOT_FOUND`, `CASES.NOT_SUBMITTED`
   */
  async issue(actor: Actor, caseId: string): Promise<{ token: string; expiresAt: Date }> {
    await this.cases.requireAtCounter(actor, caseId);
    const expiresAt = Math.floor((this.clock.now() + LINK_LIFETIME_MS) / 1000);
    const link: RatingLink = { caseId, stage: 'completion', expiresAt };
    const { accountId, personId, roles } = actor;
    await this.log.record({ act: 'rating.invited', outcome: 'done', actor: { accountId, personId, roles }, object: { kind: 'case', id: caseId } });
    return { token: linkToken(link, this.keyring.keyedDigest(signedPart(link))), expiresAt: new Date(expiresAt * 1000) };
  }

  /** @throws DomainError `RATINGS.LINK_INVALID`, `RATINGS.LINK_EXPIRED` */
  async lookUp(token: string): Promise<{ oneThing: string; division: string; state: LinkState }> {
    const { caseId, rated } = await this.open(token);
    const state = await this.ratings.isRated(caseId, rated) ? 'rated' : rated.completed ? 'open' : 'notCompleted';
    return { oneThing: rated.oneThing, division: rated.division, state };
  }

  /** @throws DomainError as `lookUp`, and as `RatingService.give` */
  async rate(token: string, act: RatingAct, key: string): Promise<Rating> {
    const { caseId, rated } = await this.open(token);
    return this.ratings.give({ caseId, rated, channel: 'windowQr' }, act, key);
  }

  private async open(token: string): Promise<{ caseId: string; rated: RateableCase }> {
    const { link, signature } = readLinkToken(token);
    if (!this.keyring.matchesDigest(signedPart(link), signature)) throw linkInvalid();
    requireInTime(link, this.clock.now());
    const rated = await this.cases.findRateable(link.caseId);
    if (!rated) throw linkInvalid();
    return { caseId: link.caseId, rated };
  }
}
