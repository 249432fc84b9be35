export { assertApplicationRole, type ApplicationRoleRules } from './application-role';
export { Database, type DatabaseOptions, type Statement, type Transaction } from './database';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded/embedded-postgres';
export { EmbeddedPostgresError } from './embedded/embedded-postgres.errors';
export { GroupedRead, questions } from './grouped-read';
export { migrate, type MigrateOptions, type MigrationClass, quotedAppRole, roleOf, SCHEMA } from './migrate';
export { ensurePartitions, type PartitionPlan } from './partitions';
export { PersistenceModule } from './persistence.module';
