import { pipeline } from 'node:stream/promises';
import { DomainError } from '@onething/kernel';
import { SCHEMA } from '@onething/persistence';
import { Client, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { COPY_SETTINGS, PATIENT_SETTINGS, qualified, readTables, type Session, type TableFacts } from '../database-facts';
import { damaged, type Manifest, type TablePart } from '../domain/manifest';
import { makeStaging, renumberFeed } from '../feeds';
import type { BackupReader } from '../place/backup-place.port';
import { differenceOf, Meter } from '../place/meter';
import type { BackupScope, ProgressListener } from '../scope';

export interface TableLoad {
  ownerUrl: string;
  reader: BackupReader;
  manifest: Manifest;
  scope: BackupScope;
  onProgress: ProgressListener;
}

/**
 * Loads every table into the migrated schema and sets the sequences, in one transaction.
 * @throws DomainError `BACKUP.SCHEMA_DIFFERS`, `BACKUP.DAMAGED`
 */
export async function loadTables(load: TableLoad): Promise<void> {
  const client = new Client({ connectionString: load.ownerUrl, options: `${COPY_SETTINGS} ${PATIENT_SETTINGS}`, application_name: 'onething restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    await loadInTransaction(client, load);
    await client.query('COMMIT');
    for (const table of load.manifest.tables) await client.query(`ANALYZE ${qualified(table.schema, table.table)}`);
  } finally {
    // Ending the session rolls back what was not committed.
    await client.end().catch(() => undefined);
  }
}

async function loadInTransaction(client: Client, { manifest, scope, reader, onProgress }: TableLoad): Promise<void> {
  const session: Session = { query: async <Row>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as Row[] };
  assertSameTables(manifest.tables, await readTables(session, scope.schemas, scope.leftOut));
  const restoreRules = await suspendRules(session, scope.schemas);
  // Some migrations write first rows; the backup has them as they became.
  await session.query(`TRUNCATE ${manifest.tables.map(({ schema, table }) => qualified(schema, table)).join(', ')}`);
  let bytes = 0;
  for (const [index, table] of manifest.tables.entries()) {
    const feed = table.schema === SCHEMA ? scope.feeds.find((one) => one.table === table.table) : undefined;
    await copyIn(client, reader, table, feed ? await makeStaging(session, feed) : qualified(table.schema, table.table));
    bytes += table.size;
    onProgress({ phase: 'tables', done: index + 1, total: manifest.tables.length, bytes });
  }
  for (const feed of scope.feeds) {
    const { columns } = manifest.tables.find(({ schema, table }) => schema === SCHEMA && table === feed.table)!;
    await renumberFeed(session, feed, columns, scope.feedReaders);
  }
  for (const { schema, sequence, lastValue, isCalled } of manifest.sequences) {
    await session.query('SELECT setval($1::regclass, $2::bigint, $3)', [qualified(schema, sequence), lastValue, isCalled]);
  }
  await restoreRules();
}

async function copyIn(client: Client, reader: BackupReader, table: TablePart, target: string): Promise<void> {
  const meter = new Meter();
  const list = table.columns.map((column) => escapeIdentifier(column)).join(', ');
  const rows = client.query(copyFrom(`COPY ${target} (${list}) FROM STDIN`));
  await pipeline(meter.pass(await reader.open(table.part)), rows);
  const difference = differenceOf(meter.result(), table);
  if (difference !== undefined) throw damaged(`${table.part} ${difference}`);
  if (rows.rowCount !== table.rows) throw damaged(`${table.part} has ${rows.rowCount} rows instead of ${table.rows}`);
}

/** @throws DomainError `BACKUP.SCHEMA_DIFFERS` in one line naming the first difference */
function assertSameTables(backup: readonly TableFacts[], here: readonly TableFacts[]): void {
  const name = ({ schema, table }: TableFacts) => `${schema}.${table}`;
  const columns = (tables: readonly TableFacts[]) => new Map(tables.map((table) => [name(table), [...table.columns].sort().join(', ')]));
  const [theirs, ours] = [columns(backup), columns(here)];
  for (const table of new Set([...theirs.keys(), ...ours.keys()])) {
    if (theirs.get(table) === ours.get(table)) continue;
    throw new DomainError('refused', 'BACKUP.SCHEMA_DIFFERS', `${table} has the columns (${theirs.get(table) ?? 'none'}) in the backup and (${ours.get(table) ?? 'none'}) here: use the version of OneThing that made the backup`);
  }
}

/**
 * Takes foreign keys away and triggers out of use: tables come in any order, and what triggers wrote is in the backup.
 * @returns puts them back; every foreign key is then checked over all rows
 */
async function suspendRules(session: Session, schemas: readonly string[]): Promise<() => Promise<void>> {
  const keys = await session.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name, pg_get_constraintdef(c.oid) AS definition
     FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE contype = 'f' AND conparentid = 0 AND nspname = ANY($1)`,
    [schemas],
  );
  const triggered = await session.query<{ table: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS "table" FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace
     WHERE NOT tgisinternal AND nspname = ANY($1)`,
    [schemas],
  );
  for (const { table, name } of keys) await session.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { table } of triggered) await session.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  return async () => {
    for (const { table, name, definition } of keys) await session.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    for (const { table } of triggered) await session.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  };
}
