import { Module, type OnModuleInit } from '@nestjs/common';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { IdentityModule } from '@onething/identity';
import { ObjectStoreModule } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { BadRatingFiles } from './bad-rating-files';
import { BadRatings } from './bad-ratings';
import { HotlineRatings } from './hotline-ratings';
import { BadRatingFilesController } from './http/bad-rating-files.controller';
import { BadRatingsController } from './http/bad-ratings.controller';
import { HotlineRatingsController } from './http/hotline-ratings.controller';
import { RatingLinksController } from './http/rating-links.controller';
import { RatingReviewsController } from './http/rating-reviews.controller';
import { RatingsController } from './http/ratings.controller';
import { OwnHandling } from './own-handling';
import { OwnRatings } from './own-ratings';
import { BadRatingFileRepository } from './persistence/bad-rating-file.repository';
import { BadRatingRepository } from './persistence/bad-rating.repository';
import { RatingEventRepository } from './persistence/rating-event.repository';
import { RatingReviewRepository } from './persistence/rating-review.repository';
import { RatingRepository } from './persistence/rating.repository';
import { loadRatingRules, loadRatingTags, RATING_RULES, RATING_TAGS } from './rating-config.file';
import { RatingConsequences } from './rating-consequences';
import { RatingEventFeed } from './rating-event-feed';
import { RatingExclusions } from './rating-exclusions';
import { RatingInvitations } from './rating-invitations';
import { RatingLinks } from './rating-links';
import { RatingRetention } from './rating-retention';
import { RatingReviews } from './rating-reviews';
import { RatingService } from './rating-service';
import { TraceUpkeep } from './trace-upkeep';

const ENCRYPTED = [
  { table: 'rating', key: 'id', field: 'words' }, { table: 'bad_rating_note', key: 'id', field: 'body' }, { table: 'bad_rating_file', key: 'id', field: 'name' },
  { table: 'rating_review', key: 'rating_id', field: 'reason' },
];

/** Needs `RateableCases` and `StaffPlaces`, from a global module where the application is put together. */
@Module({
  imports: [IdentityModule, ObjectStoreModule],
  controllers: [RatingsController, RatingLinksController, BadRatingsController, BadRatingFilesController, RatingReviewsController, HotlineRatingsController],
  providers: [
    OwnRatings, OwnHandling, RatingRepository, RatingEventRepository, RatingReviewRepository, BadRatingRepository, BadRatingFileRepository, BadRatingFiles, RatingConsequences, RatingService,
    RatingExclusions, RatingLinks, RatingEventFeed, RatingRetention, RatingInvitations, BadRatings, RatingReviews, HotlineRatings, TraceUpkeep,
    { provide: RATING_TAGS, useFactory: loadRatingTags }, { provide: RATING_RULES, useFactory: loadRatingRules },
  ],
  exports: [OwnRatings, RatingEventFeed, RatingRetention, RatingInvitations, RatingService, BadRatings, TraceUpkeep],
})
export class RatingsModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    for (const column of ENCRYPTED) this.columns.register(sqlEncryptedColumn(this.database, column));
  }
}
