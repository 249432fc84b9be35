import type { StoredObjects } from '@onething/object-store';
import type { FeedReaders, FeedTable, MigrationClass } from '@onething/persistence';
import { HEAD_OBJECTS } from './persistence/head-objects';
import { CreateSecurityLog1764004000000 } from './persistence/migrations/1764004000000-create-security-log';
import { ConcernedPersons1764004300000 } from './persistence/migrations/1764004300000-concerned-persons';
import { LogCrossCases1795600000005 } from './persistence/migrations/1795600000005-log-cross-cases';
import { CreateTransparencyLog1764004200000 } from './persistence/migrations/1764004200000-create-transparency-log';

export { AccessLog, type DataAccess, type ShownAccess } from './access-log';
export { ActReader, type ListedAct } from './act-reader';
export { AuditModule } from './audit.module';
export { EXPORT_FORMATS, type ExportFormat, exportLines } from './domain/act-export';
export { ACCESS_PURPOSES, type AccessPurpose, type DataAccessAct, type LookUpPurpose, SHOWN_PURPOSES, type ShownPurpose } from './domain/data-access';
export type { Finding } from './domain/finding';
export type { ChainEnd } from './domain/leaf';
export { ACT_OUTCOMES, type ActOutcome, SECURITY_ACTS, type SecurityAct, type SecurityActName, type SecurityActor } from './domain/security-act';
export type { ChainLink, FeedPosition, StoredChain } from './domain/stored-chain';
export { type ChainSource, EVENT_CHAINS, EventChains, type GrownChains } from './event-chains.port';
export { RecentActs } from './recent-acts';
export { SecurityLog } from './security-log';
export { HEAD_STORE, HeadFiles } from './tree/head-files';
export type { PublishedKey } from './tree/published-key';
export { TransparencyLog } from './tree/transparency-log';
export { TreeHeads } from './tree/tree-heads';
export { type InclusionProof, TreeProofs } from './tree/tree-proofs';
export { checkHeads, type HeadsReport, trustedVerifiers } from './verification/check-heads';
export { LogVerification, type VerificationReport } from './verification/log-verification';

export const AUDIT_MIGRATIONS: MigrationClass[] = [CreateSecurityLog1764004000000, CreateTransparencyLog1764004200000, ConcernedPersons1764004300000, LogCrossCases1795600000005];
/** Tables that the application may only read and insert into. */
export const AUDIT_APPEND_ONLY_TABLES: readonly string[] = ['security_act', 'security_act_concerned', 'audit_leaf', 'audit_node', 'audit_head', 'audit_publication'].map((table) => `onething.${table}`);
/** Tables partitioned by the month of a UUIDv7. */
export const AUDIT_PARTITIONED_TABLES = [{ table: 'security_act', column: 'id' }];
/** Acts, whose transaction ids a restore renews, and how far the log has read acts and events. */
export const AUDIT_FEEDS: readonly FeedTable[] = [{ table: 'security_act' }];
export const AUDIT_FEED_READERS: readonly FeedReaders[] = [
  { table: 'audit_progress', feed: 'security_act', where: `source = 'acts'` }, { table: 'audit_progress', feed: 'case_event', where: `source = 'events'` },
  { table: 'audit_progress', feed: 'cross_case_act', where: `source = 'crossCases'` },
];
/** The files of tree heads, which a backup takes along. */
export const AUDIT_STORED_OBJECTS: readonly StoredObjects[] = [HEAD_OBJECTS];
