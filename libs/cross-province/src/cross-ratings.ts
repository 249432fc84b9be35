import { Inject, Injectable } from '@nestjs/common';
import { singleItemCode } from '@onething/catalogue';
import { Keyring } from '@onething/crypto';
import { Exchange } from '@onething/exchange';
import { AccountRegister, authorise } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { type Grade, RatingService } from '@onething/ratings';
import { notFound } from './cross-acts';
import type { CrossCase } from './cross-case';
import { CrossItems } from './cross-items';
import { isEnded, type Side } from './domain/standing';
import { CrossCaseRepository } from './persistence/cross-case.repository';

/** What the applicant says of one of the two places. */
export interface CrossRating {
  about: Side;
  grade: Grade;
  words?: string;
}

/**
 * The two places are rated apart (好差评): the window that took the case in, and the office that decided it. The applicant rates both at the intake place; the
 * deciding place is told of both, so that each has them in its figures. Each follows up what is bad about itself.
 */
@Injectable()
export class CrossRatings {
  constructor(
    private readonly database: Database,
    private readonly repository: CrossCaseRepository,
    private readonly items: CrossItems,
    private readonly ratings: RatingService,
    private readonly accounts: AccountRegister,
    private readonly exchange: Exchange,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Idempotent by account and key.
   * @throws DomainError `CROSS_PROVINCE.CASE_NOT_FOUND`, `CROSS_PROVINCE.NOT_OVER`, `CROSS_PROVINCE.KEY_REUSED`, `RATINGS.ALREADY_RATED`, `IDENTITY.LEVEL_TOO_LOW`
   */
  async rate(actor: Actor, id: string, rating: CrossRating, key: string): Promise<void> {
    const request = { id, rating };
    await this.database.transaction(async (tx) => {
      const present = await this.repository.lock(tx, id);
      if (present?.side !== 'intake' || present.applicantPersonId !== actor.personId || actor.kind !== 'resident') throw notFound();
      authorise(actor, 'rating.give', { partyIds: [present.applicantPersonId] });
      if (await this.repository.wasAnswered(tx, id, { accountId: actor.accountId, key }, request)) return;
      if (!isEnded(present.standing)) throw new DomainError('refused', 'CROSS_PROVINCE.NOT_OVER', 'A case is rated when it is decided. Wait for the decision.');
      const ratedAt = this.clock.now();
      if (!await this.write(tx, present, rating, { accountId: actor.accountId, key })) throw alreadyRated();
      const body = { about: rating.about, grade: rating.grade, ratedAt: new Date(ratedAt).toISOString(), ...(rating.words === undefined ? {} : { words: rating.words }) };
      const by = { accountId: actor.accountId, request: { key, digest: this.keyring.keyedDigest(request) } };
      await this.repository.addAct(tx, id, { type: 'ratingShared', at: ratedAt, detail: body }, by);
      await this.exchange.send(tx, { conversation: present.conversation, to: present.region, type: 'ratingShared', body });
    });
  }

  /** As the intake place has shared it. What was rated before, by an account here, stays as it is. @param message its id */
  async receive(tx: Transaction, present: CrossCase, { about, grade, words }: CrossRating, message: string): Promise<void> {
    const account = present.applicantPersonId === undefined ? undefined : await this.accounts.findProvenAccount(present.applicantPersonId, tx);
    await this.write(tx, present, { about, grade, ...(words === undefined ? {} : { words }) }, { accountId: account ?? present.conversation, key: message });
  }

  /** @returns false when that place was rated before */
  private async write(tx: Transaction, present: CrossCase, { about, grade, words }: CrossRating, { accountId, key }: { accountId: string; key: string }): Promise<boolean> {
    const { item, service } = await this.items.getComplete((each) => each.nationalCode === present.item);
    const isOwn = about === present.side;
    const place = isOwn ? present : { department: item.department, division: otherDivision(present, item.decidedBy.element) };
    // What is said of the other place stands beside the case of this one: both are rated once.
    const caseId = isOwn ? present.handledAs?.caseId ?? present.id : present.conversation;
    const decided = { itemId: present.handledAs?.itemId ?? present.id, item: service.code, department: place.department, division: place.division };
    return this.ratings.giveWithin(tx, {
      caseId, channel: 'portal',
      rated: {
        applicantAccountId: accountId, completed: true, oneThing: singleItemCode(item), division: place.division, leadDepartment: place.department,
        handledBy: isOwn ? 'local' : 'peer', followedUpElsewhere: !isOwn, items: about === 'deciding' ? [decided] : [],
      },
    }, { grade, tags: [], items: [], ...(words === undefined ? {} : { words }) }, `${key} ${about}`);
  }
}

/** Of the place on the other side; of an erased case its region alone is known. */
function otherDivision({ side, region, content }: CrossCase, element: string | undefined): string {
  const told = side === 'deciding' ? content?.intake.office.code : element === undefined ? undefined : content?.answers[element];
  return typeof told === 'string' ? told : region;
}

function alreadyRated(): DomainError {
  return new DomainError('conflict', 'RATINGS.ALREADY_RATED', 'This has been rated. A rating stays as it was given.');
}
