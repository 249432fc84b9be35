import type { MigrationClass } from '@onething/persistence';
import { QueryCounts1764006800000 } from './persistence/migrations/1764006800000-query-counts';

export { CHECK_WORDS, VERDICT_WORDS } from './domain/checks';
export { reportView } from './http/report-view';
export { QueryLimits } from './query-limits';
export { TrustLists } from './trust-lists';
export { VerificationModule } from './verification.module';
export { readTrustList, type TrustList } from './verifier/trust-list';
export { type FileReport, type FileTrust, verifyFile } from './verifier/verify-file';

export const VERIFICATION_MIGRATIONS: MigrationClass[] = [QueryCounts1764006800000];
