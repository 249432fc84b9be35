import { DomainError } from '@onething/kernel';
import { Client, escapeIdentifier } from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

export interface MigrateOptions {
  /** Connection of the owner role. */
  ownerUrl: string;
  /** Name of the role that the application connects with. */
  appRole: string;
  /** In the order in which they are to run. */
  migrations: readonly MigrationClass[];
}

export const SCHEMA = 'onething';
export const MIGRATIONS_TABLE = 'migration';
/** Any number of our own: the key of the lock that lets one starter migrate while the others wait. */
const MIGRATION_LOCK = 0x0e7416;
const LEAST_VERSION = 15;

/**
 * Brings the schema up to date as the owner role; a second starter waits for the first. The application role may use
 * every table made here; a migration takes rights away again with `quotedAppRole`.
 * @returns the names of the migrations that ran
 * @throws DomainError `PERSISTENCE.…` when the server is too old or the application role does not exist
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const owner = new Client({ connectionString: options.ownerUrl });
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await prepareSchema(owner, options.appRole);
    return await runMigrations(options, owner);
  } finally {
    // Ending the session gives the lock free.
    await owner.end();
  }
}

/** The application role as an SQL identifier, for GRANT and REVOKE in a migration. */
export async function quotedAppRole(queryRunner: QueryRunner): Promise<string> {
  const [row] = await queryRunner.query(`SELECT quote_ident(current_setting('onething.app_role')) AS role`) as { role: string }[];
  return row!.role;
}

/** The name of the role in a connection URL. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

async function prepareSchema(owner: Client, appRole: string): Promise<void> {
  const { rows: [facts] } = await owner.query<{ version: number; hasSchema: boolean; hasRole: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
       EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS "hasSchema",
       EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS "hasRole"`,
    [SCHEMA, appRole],
  );
  if (facts!.version < LEAST_VERSION) {
    throw new DomainError('refused', 'PERSISTENCE.SERVER_TOO_OLD', `PostgreSQL ${facts!.version} is too old: ${LEAST_VERSION} or later is needed`);
  }
  if (!facts!.hasRole) {
    throw new DomainError('refused', 'PERSISTENCE.NO_APPLICATION_ROLE', `The role ${appRole} of DATABASE_URL does not exist: create it with LOGIN and without any other right`);
  }
  // Asked for first: a role without CREATE on the database may use a schema that was made for it.
  if (!facts!.hasSchema) await owner.query(`CREATE SCHEMA ${SCHEMA}`);
  const app = escapeIdentifier(appRole);
  await owner.query(`
    GRANT USAGE ON SCHEMA ${SCHEMA} TO ${app};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${SCHEMA} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${SCHEMA} GRANT USAGE, SELECT ON SEQUENCES TO ${app};`);
}

async function runMigrations({ ownerUrl, appRole, migrations }: MigrateOptions, owner: Client): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres', url: ownerUrl, schema: SCHEMA, migrations: [...migrations], migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each', installExtensions: false,
    extra: { options: `-c search_path=${SCHEMA} -c timezone=UTC -c onething.app_role=${escapedOption(appRole)}` },
  });
  await dataSource.initialize();
  try {
    const done = await dataSource.runMigrations();
    await owner.query(`REVOKE INSERT, UPDATE, DELETE ON ${SCHEMA}.${MIGRATIONS_TABLE} FROM ${escapeIdentifier(appRole)}`);
    return done.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}

/** In the startup option string a blank ends a value unless a backslash stands before it. */
function escapedOption(value: string): string {
  return value.replace(/[\\\s]/g, '\\$&');
}
