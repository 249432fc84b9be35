import { DomainError, firstIdAt } from '@onething/kernel';
import { MIGRATIONS_TABLE, SCHEMA } from '@onething/persistence';
import { escapeIdentifier } from 'pg';
import { qualified, readSequences, type Session } from '../database-facts';
import type { Manifest } from '../domain/manifest';
import type { BackupScope } from '../scope';

const LAST_YEAR = 9999;

/**
 * Everything that a manifest says of the database besides its rows.
 * @throws DomainError `BACKUP.NOTHING_THERE` when there is no installation
 */
export async function describeDatabase(
  session: Session, scope: BackupScope,
): Promise<Pick<Manifest, 'postgresVersion' | 'nextTransactionId' | 'migrations' | 'sequences' | 'months'>> {
  const [facts] = await session.query<{ version: string; next: string; installed: boolean }>(
    `SELECT current_setting('server_version') AS version, pg_snapshot_xmax(pg_current_snapshot())::text AS next,
       to_regclass($1) IS NOT NULL AS installed`,
    [`${SCHEMA}.${MIGRATIONS_TABLE}`],
  );
  if (!facts!.installed) throw new DomainError('refused', 'BACKUP.NOTHING_THERE', 'The database holds no OneThing installation: there is nothing to back up');
  const migrations = await session.query<{ name: string }>(`SELECT name FROM ${qualified(SCHEMA, MIGRATIONS_TABLE)} ORDER BY id`);
  return {
    postgresVersion: facts!.version, nextTransactionId: facts!.next, migrations: migrations.map(({ name }) => name),
    sequences: await readSequenceValues(session, scope),
    months: await readMonths(session, scope),
  };
}

/** Sequences stand outside of snapshots: read now, they are at least as far as every row of the snapshot. */
async function readSequenceValues(session: Session, { schemas, leftOut }: BackupScope): Promise<Manifest['sequences']> {
  const values: Manifest['sequences'] = [];
  for (const { schema, sequence } of await readSequences(session, schemas, leftOut)) {
    const [row] = await session.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${qualified(schema, sequence)}`,
    );
    values.push({ schema, sequence, ...row! });
  }
  return values;
}

async function readMonths(session: Session, { partitioned }: BackupScope): Promise<Manifest['months']> {
  const months: Manifest['months'] = [];
  for (const { table, column } of partitioned) months.push({ table, column, months: await monthsOf(session, { table, column }) });
  return months;
}

/** Steps from month to month by the index of the key. */
async function monthsOf(session: Session, { table, column }: BackupScope['partitioned'][number]): Promise<string[]> {
  const months: string[] = [];
  const key = escapeIdentifier(column);
  for (let from = firstIdAt(0); ;) {
    const [row] = await session.query<{ id: string }>(`SELECT ${key}::text AS id FROM ${qualified(SCHEMA, table)} WHERE ${key} >= $1 ORDER BY ${key} LIMIT 1`, [from]);
    const found = row && new Date(parseInt(row.id.replaceAll('-', '').slice(0, 12), 16));
    if (!found || found.getUTCFullYear() > LAST_YEAR) return months;
    months.push(new Date(Date.UTC(found.getUTCFullYear(), found.getUTCMonth())).toISOString());
    from = firstIdAt(Date.UTC(found.getUTCFullYear(), found.getUTCMonth() + 1));
  }
}
