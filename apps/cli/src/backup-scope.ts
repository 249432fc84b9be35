import { AUDIT_FEED_READERS, AUDIT_FEEDS, AUDIT_STORED_OBJECTS } from '@onething/audit';
import type { BackupScope } from '@onething/backup';
import { CASES_FEED_READERS, CASES_FEEDS, CASES_STORED_OBJECTS } from '@onething/cases';
import { CROSS_PROVINCE_FEEDS } from '@onething/cross-province';
import { CROSS_PROVINCE_STORED_OBJECTS } from '@onething/cross-province';
import { EXCHANGE_STORED_OBJECTS } from '@onething/exchange';
import { IDENTITY_FEEDS, IDENTITY_STORED_OBJECTS } from '@onething/identity';
import { JOB_HOUSEKEEPING_TABLES, JOB_SCHEMA } from '@onething/jobs';
import { LICENCES_FEEDS, LICENCES_STORED_OBJECTS } from '@onething/licences';
import { NOTICES_FEED_READERS } from '@onething/notices';
import { MIGRATIONS_TABLE, SCHEMA } from '@onething/persistence';
import { RATINGS_FEEDS, RATINGS_STORED_OBJECTS } from '@onething/ratings';
import { SEALED_FILES_STORED_OBJECTS } from '@onething/sealed-files';
import { STATISTICS_FEED_READERS } from '@onething/statistics';
import { VERIFICATION_STORED_OBJECTS } from '@onething/verification';
import { MIGRATIONS, PARTITIONED_TABLES } from '../../api/src/migrations';

/** What each library says of its part in a backup. */
export const BACKUP_SCOPE: BackupScope = {
  schemas: [SCHEMA, JOB_SCHEMA],
  leftOut: [`${SCHEMA}.${MIGRATIONS_TABLE}`, ...JOB_HOUSEKEEPING_TABLES],
  migrations: MIGRATIONS,
  partitioned: PARTITIONED_TABLES,
  feeds: [...CASES_FEEDS, ...IDENTITY_FEEDS, ...LICENCES_FEEDS, ...RATINGS_FEEDS, ...AUDIT_FEEDS, ...CROSS_PROVINCE_FEEDS],
  feedReaders: [...CASES_FEED_READERS, ...STATISTICS_FEED_READERS, ...NOTICES_FEED_READERS, ...AUDIT_FEED_READERS],
  objects: [
    ...CASES_STORED_OBJECTS, ...IDENTITY_STORED_OBJECTS, ...AUDIT_STORED_OBJECTS, ...SEALED_FILES_STORED_OBJECTS, ...LICENCES_STORED_OBJECTS, ...VERIFICATION_STORED_OBJECTS,
    ...CROSS_PROVINCE_STORED_OBJECTS, ...EXCHANGE_STORED_OBJECTS, ...RATINGS_STORED_OBJECTS,
  ],
};
