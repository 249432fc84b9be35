import { storedObjectsOf, type StoredObjects } from '@onething/object-store';
import type { FeedReaders, FeedTable, MigrationClass } from '@onething/persistence';
import { Cases1764000000000 } from './persistence/migrations/1764000000000-cases';
import { Queues1764000000500 } from './persistence/migrations/1764000000500-queues';
import { Tracking1764000000700 } from './persistence/migrations/1764000000700-tracking';
import { Agents1764000000850 } from './persistence/migrations/1764000000850-agents';
import { FileRemovals1764000000810 } from './persistence/migrations/1764000000810-file-removals';
import { Windows1764000000900 } from './persistence/migrations/1764000000900-windows';
import { LightsVersion1764000000950 } from './persistence/migrations/1764000000950-lights-version';
import { Deliveries1764000000960 } from './persistence/migrations/1764000000960-deliveries';
import { ProvisionalDates1764000000970 } from './persistence/migrations/1764000000970-provisional-dates';
import { Retries1764000000980 } from './persistence/migrations/1764000000980-retries';
import { Approvals1764000000990 } from './persistence/migrations/1764000000990-approvals';
import { ProvisionalDeliveries1764000000995 } from './persistence/migrations/1764000000995-provisional-deliveries';
import { IntakeIndex1764000000997 } from './persistence/migrations/1764000000997-intake-index';
import { QueueOverview1764000000998 } from './persistence/migrations/1764000000998-queue-overview';
import { EventDays1764000000999 } from './persistence/migrations/1764000000999-event-days';
import { DeliveryChoices1764000001000 } from './persistence/migrations/1764000001000-delivery-choices';
import { ApplicantsWithoutAccount1795700000005 } from './persistence/migrations/1795700000005-applicants-without-account';
import { PromisesAndNumberParts1795564800001 } from './persistence/migrations/1795564800001-promises-and-number-parts';
import { QueueTallies1795700000001 } from './persistence/migrations/1795700000001-queue-tallies';
import { ProvisionalPlaces1795700000011 } from './persistence/migrations/1795700000011-provisional-places';
import { PhotosOfResults1795700000002 } from './persistence/migrations/1795700000002-photos-of-results';

export { AccountCases } from './account-cases';
export { type CaseFacts, CaseFactsReader } from './case-facts';
export { CasesModule } from './cases.module';
export { COMMAND_DECIDED, type DecidedCommand } from './commands/command-path';
export { CalendarWatch } from './commands/calendar-watch';
export { LightsWatch } from './commands/lights-watch';
export type { ItemRequest } from './commands/item-commands';
export { type PeerApplication, PeerItems } from './commands/peer-items';
export { PendingCommands } from './commands/pending-commands';
export { type PeerMessage, ReceivedCases } from './commands/received-cases';
export type {
  ActorKind, AttachedResult, CaseEvent, ChainedEvent, EventPayloads, EventScope, EventType, IssuedResult, ItemOutcome, MovedLimit,
} from './domain/event';
export type { ItemClock } from './domain/item-clock';
export { pointsOfNote } from './domain/item-command';
export type { DocumentKind } from './domain/item-rules';
export { BUNDLE_RULES } from './domain/bundle-rules';
export { ITEM_RULES } from './domain/item-rules';
export { renderCommandTable } from './domain/item-rules/command-table';
export { chain, CHAIN_START, findBrokenLink } from './domain/event-chain';
export { writtenVersion } from './domain/event-upcasters';
export { type Backlog, CaseBacklog } from './feed/case-backlog';
export { EventChainReader } from './feed/event-chain-reader';
export { EventFeed } from './feed/event-feed';
export type { Follower } from './feed/follower';
export { PeerPlaces } from './peer-places.port';
export type { PeerNews } from './domain/peer-item';
export { IdempotencyKey } from './http/idempotency-key.decorator';
export { PartyRegistrar } from './feed/party-registrar';
export { FOLD_QUEUE_TALLIES, QueueTallies } from './queues/queue-tallies';
export { DraftSweeper } from './materials/draft-sweeper';
export { FileAddresses, type FileMoves } from './materials/file-addresses';
export { FileRemovals } from './materials/file-removals';
export { COMMITTED_TOGETHER } from './persistence/case-writer';
export { OfficialNumbers } from './persistence/official-numbers';
export { CaseAudit } from './reading/case-audit';
export { CaseLookUp } from './reading/case-look-up';
export { CaseNumbers } from './reading/case-numbers';
export { type CaseHistory, CaseHistories, type ItemHistory } from './reading/case-history';
export { END_REASON_WORDS, limitInWords, namesOf, PROCEDURE_WORDS, type ProgressNames } from './reading/progress-words';
export { QueueStreams } from './queues/live/queue-streams';
export { CaseRetention } from './retention/case-retention';
export { OwnCases } from './reading/own-cases';
export { QueryCodes } from './reading/tracking-codes';
export { TrackingLimits } from './reading/tracking-limits';
export { type IssuedCaseResult, IssuedResultSource } from './issued-result-source';

export const CASES_MIGRATIONS: MigrationClass[] = [Cases1764000000000, Queues1764000000500, Tracking1764000000700, FileRemovals1764000000810, Agents1764000000850, Windows1764000000900, LightsVersion1764000000950, Deliveries1764000000960, ProvisionalDates1764000000970, Retries1764000000980, Approvals1764000000990, ProvisionalDeliveries1764000000995, IntakeIndex1764000000997, QueueOverview1764000000998, EventDays1764000000999, DeliveryChoices1764000001000, PromisesAndNumberParts1795564800001, QueueTallies1795700000001, ProvisionalPlaces1795700000011, PhotosOfResults1795700000002, ApplicantsWithoutAccount1795700000005];
/** Tables that the application may only read and insert into. */
export const CASES_APPEND_ONLY_TABLES: readonly string[] = ['onething.case_event', 'onething.official_number', 'onething.item_claim_history'];
/** Tables partitioned by the month of the case's UUIDv7. */
export const CASES_PARTITIONED_TABLES = [
  { table: 'bundle_case', column: 'id' }, { table: 'item_case', column: 'case_id' }, { table: 'case_event', column: 'case_id' },
];
/** The event table and its followers, whose transaction ids a restore renews. */
export const CASES_FEEDS: readonly FeedTable[] = [{ table: 'case_event' }];
export const CASES_FEED_READERS: readonly FeedReaders[] = [{ table: 'follower_position', feed: 'case_event' }];
/** The files of materials, which a backup takes along. */
export const CASES_STORED_OBJECTS: readonly StoredObjects[] = [
  storedObjectsOf({ table: 'case_file', key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: 'cases' }),
];
