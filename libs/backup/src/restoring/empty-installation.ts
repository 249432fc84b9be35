import { DomainError } from '@onething/kernel';
import { Client, escapeIdentifier } from 'pg';

/**
 * Refuses a database in which an installation has begun: only tables that the restore makes itself are sure to be empty.
 * @throws DomainError `BACKUP.INSTALLATION_NOT_EMPTY`
 */
export async function assertEmptyInstallation(ownerUrl: string, schemas: readonly string[]): Promise<void> {
  const [found] = await inDatabase<{ name: string }>(ownerUrl, `
    SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') ORDER BY c.relname LIMIT 1`, [schemas]);
  if (!found) return;
  throw new DomainError('refused', 'BACKUP.INSTALLATION_NOT_EMPTY', `The database has tables already (${found.name}): restore into a fresh database, before the first start`);
}

/** Those of the schemas that are there: made by an administrator, for a role that may make none. */
export async function existingSchemas(ownerUrl: string, schemas: readonly string[]): Promise<Set<string>> {
  const rows = await inDatabase<{ name: string }>(ownerUrl, 'SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY($1)', [schemas]);
  return new Set(rows.map(({ name }) => name));
}

/** Leaves no half installation behind. Schemas that were there before the restore cannot be made again by everybody: they stay. */
export async function dropSchemas(ownerUrl: string, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await inDatabase(ownerUrl, `DROP SCHEMA IF EXISTS ${escapeIdentifier(schema)} CASCADE`, []);
}

async function inDatabase<Row extends object>(url: string, text: string, values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
