import type { FeedTable, MigrationClass } from '@onething/persistence';
import { CreateRatings1764003100000 } from './persistence/migrations/1764003100000-create-ratings';

export { type Channel, type Grade, GRADES, type Stage } from './domain/grade';
export type { RateableCase, RateableItem } from './domain/rating-act';
export type { GivenRating, Rating } from './domain/rating';
export { RateableCases } from './rateable-cases.port';
export { FEED_START, RatingFeed, type RatingPage, type RatingPosition } from './rating-feed';
export { RatingRetention } from './rating-retention';
export { RatingService } from './rating-service';
export { OwnRatings } from './own-ratings';
export { RatingsModule } from './ratings.module';

export const RATINGS_MIGRATIONS: MigrationClass[] = [CreateRatings1764003100000];
/** Ratings, whose transaction ids a restore renews. */
export const RATINGS_FEEDS: readonly FeedTable[] = [{ table: 'rating' }];
