import type { Actor } from '@onething/kernel';
import type { RateableCase } from './domain/rating-act';

/** What ratings need of the cases. Bound to them where the application is put together. */
export abstract class RateableCases {
  /** The bundle case of that id, whoever asks; undefined when there is none. */
  abstract findRateable(caseId: string): Promise<RateableCase | undefined>;

  /**
   * That the case was submitted, and its applicant stands at the actor's counter now.
   * @throws DomainError of the cases when the actor may not see it so; `CASES.NOT_SUBMITTED`
   */
  abstract requireAtCounter(actor: Actor, caseId: string): Promise<void>;

  /**
   * The case whose official number and query code (查询码) somebody tells. Tries are counted by address.
   * @returns also the accounts of officials who have acted in it
   * @throws DomainError of the look-up, the same for a wrong code as for a number that nobody has
   */
  abstract findByQueryCode(typed: { number: string; code: string }, address: string): Promise<{ caseId: string; rated: RateableCase; handlers: string[] }>;
}
