import type { RateableCase } from './domain/rating-act';

/** What ratings need of the cases. Bound to them where the application is put together. */
export abstract class RateableCases {
  /** The bundle case of that id, whoever asks; undefined when there is none. */
  abstract findRateable(caseId: string): Promise<RateableCase | undefined>;
}
