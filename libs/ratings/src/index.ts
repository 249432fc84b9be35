import type { StoredObjects } from '@onething/object-store';
import type { FeedTable, MigrationClass } from '@onething/persistence';
import { CreateRatings1764003100000 } from './persistence/migrations/1764003100000-create-ratings';
import { BAD_RATING_FILE_OBJECTS } from './persistence/bad-rating-file.repository';
import { BadRatingFiles1795600000024 } from './persistence/migrations/1795600000024-bad-rating-files';
import { ErasableNotes1795478500102 } from './persistence/migrations/1795478500102-erasable-notes';
import { RatingLife1764003100100 } from './persistence/migrations/1764003100100-rating-life';
import { OneRatingFeed1764003100204 } from './persistence/migrations/1764003100204-one-rating-feed';
import { WindowOfRatings1764003100304 } from './persistence/migrations/1764003100304-window-of-ratings';

export { BadRatings } from './bad-ratings';
export { type Channel, type Grade, GRADE_NAMES, GRADES, type Stage } from './domain/grade';
export type { RateableCase, RateableItem } from './domain/rating-act';
export type { Rating, RatedItem } from './domain/rating';
export { RateableCases } from './rateable-cases.port';
export type { Exclusion, Finding, RatingEvent, RatingEventPayloads, RatingEventType } from './domain/rating-event';
export { FEED_START, RatingEventFeed, type RatingPosition } from './rating-event-feed';
export { RatingInvitations } from './rating-invitations';
export { InvitationLinks } from './invitation-links';
export { RatingRetention } from './rating-retention';
export { StaffPlaces } from './staff-places.port';
export { OwnRatings } from './own-ratings';
export { RatingService } from './rating-service';
export { RatingsModule } from './ratings.module';
export { TraceUpkeep } from './trace-upkeep';

export const RATINGS_MIGRATIONS: MigrationClass[] = [CreateRatings1764003100000, RatingLife1764003100100, OneRatingFeed1764003100204, ErasableNotes1795478500102, WindowOfRatings1764003100304,
  BadRatingFiles1795600000024];
/** Tables that the application may only read and insert into. */
export const RATINGS_APPEND_ONLY_TABLES: readonly string[] = ['onething.rating_event'];
/** Objects to which rows of this library refer, for the backup and the check of the store. */
export const RATINGS_STORED_OBJECTS: readonly StoredObjects[] = [BAD_RATING_FILE_OBJECTS];
/** Facts of ratings, whose transaction ids a restore renews. */
export const RATINGS_FEEDS: readonly FeedTable[] = [{ table: 'rating_event' }];
