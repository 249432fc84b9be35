import type { FeedTable, MigrationClass } from '@onething/persistence';
import { CreateSecurityLog1764004000000 } from './persistence/migrations/1764004000000-create-security-log';

export { AuditModule } from './audit.module';
export { type ActOutcome, type SecurityAct, type SecurityActName, type SecurityActor } from './domain/security-act';
export { SecurityLog } from './security-log';

export const AUDIT_MIGRATIONS: MigrationClass[] = [CreateSecurityLog1764004000000];
/** Tables that the application may only read and insert into. */
export const AUDIT_APPEND_ONLY_TABLES: readonly string[] = ['onething.security_act'];
/** Tables partitioned by the month of a UUIDv7. */
export const AUDIT_PARTITIONED_TABLES = [{ table: 'security_act', column: 'id' }];
/** Acts, whose transaction ids a restore renews. */
export const AUDIT_FEEDS: readonly FeedTable[] = [{ table: 'security_act' }];
