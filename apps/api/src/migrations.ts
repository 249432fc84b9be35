import { AUDIT_APPEND_ONLY_TABLES, AUDIT_MIGRATIONS, AUDIT_PARTITIONED_TABLES } from '@onething/audit';
import { CASES_APPEND_ONLY_TABLES, CASES_MIGRATIONS, CASES_PARTITIONED_TABLES } from '@onething/cases';
import { CATALOGUE_APPEND_ONLY_TABLES, CATALOGUE_MIGRATIONS } from '@onething/catalogue';
import { CROSS_PROVINCE_MIGRATIONS } from '@onething/cross-province';
import { DOCUMENTS_APPEND_ONLY_TABLES, DOCUMENTS_MIGRATIONS } from '@onething/documents';
import { EXCHANGE_APPEND_ONLY_TABLES, EXCHANGE_MIGRATIONS } from '@onething/exchange';
import { IDENTITY_APPEND_ONLY_TABLES, IDENTITY_MIGRATIONS } from '@onething/identity';
import { JOBS_MIGRATIONS } from '@onething/jobs';
import { LICENCES_APPEND_ONLY_TABLES, LICENCES_MIGRATIONS } from '@onething/licences';
import { NOTICES_MIGRATIONS } from '@onething/notices';
import { OBJECT_STORE_MIGRATIONS } from '@onething/object-store';
import type { MigrationClass } from '@onething/persistence';
import { PRIVACY_MIGRATIONS } from '@onething/privacy';
import { RATINGS_APPEND_ONLY_TABLES, RATINGS_MIGRATIONS } from '@onething/ratings';
import { SEALED_FILES_MIGRATIONS } from '@onething/sealed-files';
import { SEALS_APPEND_ONLY_TABLES, SEALS_MIGRATIONS } from '@onething/seals';
import { STATISTICS_MIGRATIONS } from '@onething/statistics';
import { VERIFICATION_MIGRATIONS } from '@onething/verification';

/** Every migration of the platform in the order in which they run: a library comes after those whose tables it refers to. */
export const MIGRATIONS: readonly MigrationClass[] = [
  ...IDENTITY_MIGRATIONS,
  ...CATALOGUE_MIGRATIONS,
  ...CASES_MIGRATIONS,
  ...LICENCES_MIGRATIONS,
  ...RATINGS_MIGRATIONS,
  ...STATISTICS_MIGRATIONS,
  ...JOBS_MIGRATIONS,
  ...NOTICES_MIGRATIONS,
  ...DOCUMENTS_MIGRATIONS,
  ...AUDIT_MIGRATIONS,
  ...OBJECT_STORE_MIGRATIONS,
  ...SEALS_MIGRATIONS,
  ...SEALED_FILES_MIGRATIONS,
  ...PRIVACY_MIGRATIONS,
  ...VERIFICATION_MIGRATIONS,
  ...EXCHANGE_MIGRATIONS,
  ...CROSS_PROVINCE_MIGRATIONS,
];

/** Tables that the application's database role may only read and insert into; the start refuses a role that may do more. */
export const APPEND_ONLY_TABLES: readonly string[] = [
  ...CASES_APPEND_ONLY_TABLES, ...CATALOGUE_APPEND_ONLY_TABLES, ...DOCUMENTS_APPEND_ONLY_TABLES, ...LICENCES_APPEND_ONLY_TABLES,
  ...AUDIT_APPEND_ONLY_TABLES, ...SEALS_APPEND_ONLY_TABLES, ...EXCHANGE_APPEND_ONLY_TABLES, ...RATINGS_APPEND_ONLY_TABLES, ...IDENTITY_APPEND_ONLY_TABLES,
];

/** Tables partitioned by the month of a UUIDv7. */
export const PARTITIONED_TABLES: readonly { table: string; column: string }[] = [...CASES_PARTITIONED_TABLES, ...AUDIT_PARTITIONED_TABLES];
