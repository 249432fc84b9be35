import { storedObjectsOf, type StoredObjects } from '@onething/object-store';
import type { MigrationClass } from '@onething/persistence';
import { ImportedLicences1764007000000 } from './persistence/migrations/1764007000000-imported-licences';
import { QueryCounts1764006800000 } from './persistence/migrations/1764006800000-query-counts';

export { CHECK_WORDS, VERDICT_WORDS } from './domain/checks';
export { reportView } from './http/report-view';
export { ImportedLicences } from './imports/imported-licences';
export { QueryLimits } from './query-limits';
export { TrustLists } from './trust-lists';
export { VerificationModule } from './verification.module';
export { readTrustList, type TrustList } from './verifier/trust-list';
export { type FileReport, type FileTrust, verifyFile } from './verifier/verify-file';

export const VERIFICATION_MIGRATIONS: MigrationClass[] = [QueryCounts1764006800000, ImportedLicences1764007000000];
/** For the backup. */
export const VERIFICATION_STORED_OBJECTS: readonly StoredObjects[] = [
  storedObjectsOf({ table: 'imported_licence', key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: 'imported' }),
];
