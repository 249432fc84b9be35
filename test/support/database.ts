import { randomBytes } from 'node:crypto';
import { migrate, roleOf } from '@onething/persistence';
import { Client } from 'pg';
import { SERVER_VARIABLE } from './postgres-server';

export interface TestServer {
  superuserUrl: string;
  ownerUrl: string;
  appUrl: string;
  /** For files that belong to its databases; goes with the server. It need not exist yet. */
  folder: string;
}

/** A database of its own for a test, with all migrations run. */
export interface TestDatabase {
  ownerUrl: string;
  appUrl: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'onething_template';
const TEMPLATE_LOCK = 0x7e57;

/** Clones the migrated template (about 100 ms), which the first caller makes. Drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  await asSuperuser(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(server, client);
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  });
  return cloneDatabase(TEMPLATE);
}

/** @param template a database of this worker's server that nobody is connected to */
export async function cloneDatabase(template: string): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(server, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${roleOf(server.ownerUrl)} TEMPLATE ${template} STRATEGY wal_log`);
  });
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    drop: () => asSuperuser(server, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }),
  };
}

/** Names a test's database, so that others can be cloned from it once its platform has stopped. */
export async function nameDatabase(database: TestDatabase, name: string): Promise<void> {
  await asSuperuser(await testServer(), async (client) => {
    await client.query(`ALTER DATABASE ${new URL(database.ownerUrl).pathname.slice(1)} RENAME TO ${name}`);
  });
}

/** The PostgreSQL of this worker of the test run; the first caller starts it (about 2 s). */
export async function testServer(): Promise<TestServer> {
  const address = process.env[SERVER_VARIABLE];
  if (!address) throw new Error(`${SERVER_VARIABLE} is not set: run the tests with npm test`);
  const response = await fetch(`${address}/${process.env.JEST_WORKER_ID}`);
  if (!response.ok) throw new Error(await response.text());
  return await response.json() as TestServer;
}

export function inDatabase(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

/** The template appears under its name only when it is whole. Its migrations are loaded by the one test that makes it. */
async function ensureTemplate(server: TestServer, client: Client): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rowCount) return;
  const draft = `${TEMPLATE}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${draft} OWNER ${roleOf(server.ownerUrl)}`);
  const { MIGRATIONS } = await import('../../apps/api/src/migrations.js');
  await migrate({ ownerUrl: inDatabase(server.ownerUrl, draft), appRole: roleOf(server.appUrl), migrations: MIGRATIONS });
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
}

async function asSuperuser(server: TestServer, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
