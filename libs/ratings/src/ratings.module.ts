import { Module, type OnModuleInit } from '@nestjs/common';
import { EncryptedColumns, sqlEncryptedColumn } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { RatingLinksController } from './http/rating-links.controller';
import { RatingsController } from './http/ratings.controller';
import { OwnRatings } from './own-ratings';
import { RatingRepository } from './persistence/rating.repository';
import { RatingFeed } from './rating-feed';
import { RatingLinks } from './rating-links';
import { RatingRetention } from './rating-retention';
import { RatingService } from './rating-service';
import { loadRatingTags, RATING_TAGS } from './rating-tags.file';

/** Needs `RateableCases`, from a global module where the application is put together. */
@Module({
  controllers: [RatingsController, RatingLinksController],
  providers: [OwnRatings, RatingRepository, RatingService, RatingLinks, RatingFeed, RatingRetention, { provide: RATING_TAGS, useFactory: loadRatingTags }],
  exports: [OwnRatings, RatingFeed, RatingRetention],
})
export class RatingsModule implements OnModuleInit {
  constructor(private readonly database: Database, private readonly columns: EncryptedColumns) {}

  onModuleInit(): void {
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'rating', key: 'id', field: 'words' }));
  }
}
