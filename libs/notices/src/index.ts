import type { FeedReaders, MigrationClass } from '@onething/persistence';
import { CreateNotices1764003400000 } from './persistence/migrations/1764003400000-create-notices';
import { NoticeProgress1764003400210 } from './persistence/migrations/1764003400210-notice-progress';
import { NoticesWithoutCase1764003400500 } from './persistence/migrations/1764003400500-notices-without-case';
import { RatingProgress1764003400600 } from './persistence/migrations/1764003400600-rating-progress';

export { ConsentNotices } from './consent-notices';
export { CorrectionNotices } from './correction-notices';
export { NoticeDeliveries } from './delivering/notice-deliveries';
export { MandateNotices } from './mandate-notices';
export { type NoticeCase, NoticeCases } from './notice-cases.port';
export { NoticeWriter } from './notice-writer';
export { SmsGateway } from './delivering/outlets';
export { NoticeAddresses } from './notice-addresses';
export { NoticeRetention } from './notice-retention';
export { OwnNotices } from './own-notices';
export { RatingNotices } from './rating-notices';
export { NoticesModule } from './notices.module';

export const NOTICES_MIGRATIONS: MigrationClass[] = [CreateNotices1764003400000, NoticeProgress1764003400210, NoticesWithoutCase1764003400500, RatingProgress1764003400600];
/** How far consents and ratings were told; the feed of events keeps its own note of the other source. */
export const NOTICES_FEED_READERS: readonly FeedReaders[] = [
  { table: 'notice_progress', feed: 'licence_consent_decision', where: `source = 'consents'` }, { table: 'notice_progress', feed: 'rating_event', where: `source = 'ratings'` },
];
