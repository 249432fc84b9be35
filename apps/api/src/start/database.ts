import { assertApplicationRole, ensurePartitions, migrate, roleOf } from '@onething/persistence';
import { APPEND_ONLY_TABLES, MIGRATIONS, PARTITIONED_TABLES } from '../migrations';
import { assertConnects } from './connection';

export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
}

/** Months for which partitions are made ahead; dates after them go into the DEFAULT partition until the next start. */
const MONTHS_AHEAD = 13;

/**
 * Brings the schema up to date, makes partitions from the present month on, and refuses a wrong application role.
 * @param now epoch ms
 */
export async function prepareDatabase({ ownerUrl, appUrl }: DatabaseUrls, now: number): Promise<void> {
  await assertConnects('MIGRATION_DATABASE_URL', ownerUrl);
  await migrate({ ownerUrl, appRole: roleOf(appUrl), migrations: MIGRATIONS });
  for (const table of PARTITIONED_TABLES) await ensurePartitions(ownerUrl, { ...table, from: now, months: MONTHS_AHEAD });
  await assertConnects('DATABASE_URL', appUrl);
  await assertApplicationRole(appUrl, { appendOnlyTables: APPEND_ONLY_TABLES });
}
