import { Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, DomainError } from '@onething/kernel';
import type { Rating } from './domain/rating';
import type { RatingAct } from './domain/rating-act';
import { RatingService } from './rating-service';
import { RateableCases } from './rateable-cases.port';

/** Ratings that a hotline's operator types for a caller (12345): who knows number and query code of a case speaks for it, as at the look-up. */
@Injectable()
export class HotlineRatings {
  constructor(private readonly cases: RateableCases, private readonly ratings: RatingService, private readonly log: SecurityLog) {}

  /**
   * @param caller what the caller reads from the receipt
   * @param address of the operator, whose tries are counted
   * @throws DomainError as `RatingService.give`; of the look-up; `RATINGS.OWN_WORK` when the operator has handled the case
   */
  async enter(actor: Actor, caller: { number: string; code: string }, act: RatingAct, key: string, address: string): Promise<Rating> {
    const { caseId, rated, handlers } = await this.cases.findByQueryCode(caller, address);
    if (handlers.includes(actor.accountId) || rated.applicantAccountId === actor.accountId) {
      throw new DomainError('forbidden', 'RATINGS.OWN_WORK', 'You have handled this matter yourself. Give the call to a colleague.');
    }
    const rating = await this.ratings.give({ caseId, rated, channel: 'hotline', enteredBy: actor.accountId }, act, key);
    const { accountId, personId, roles } = actor;
    await this.log.record({ act: 'rating.entered', outcome: 'done', actor: { accountId, personId, roles }, object: { kind: 'case', id: caseId } });
    return rating;
  }
}
