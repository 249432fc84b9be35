import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { tracesNeededSince } from './domain/suspicion';
import type { RatingRules } from './domain/rating-rules';
import { RatingReviewRepository } from './persistence/rating-review.repository';
import { RATING_RULES } from './rating-config.file';

/** Forgets from where ratings came, and digests of their words, as soon as no rule of suspicion looks back so far. */
@Injectable()
export class TraceUpkeep {
  constructor(
    private readonly reviews: RatingReviewRepository,
    @Inject(RATING_RULES) private readonly rules: RatingRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async forget(): Promise<void> {
    await this.reviews.forgetTraces(tracesNeededSince(this.clock.now(), this.rules.suspicion));
  }
}
