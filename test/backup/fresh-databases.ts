import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, roleOf, startEmbeddedPostgres } from '@onething/persistence';
import { Client } from 'pg';
import { defaultHome, hostFacts, makeHome } from '../../config/home';
import { inDatabase, type TestDatabase, type TestServer } from '../support/database';

/** A cluster of its own, whose transaction ids begin at the beginning. */
export async function startFreshCluster(): Promise<EmbeddedPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'onething-test-'));
  const host = hostFacts();
  if (host.runsAsRoot) {
    makeHome(defaultHome(host), host);
    chmodSync(home, 0o755);
  }
  const password = () => randomBytes(16).toString('hex');
  const server = await startEmbeddedPostgres({
    home, binariesFolder: defaultHome(host), durable: false,
    passwords: { superuserPassword: password(), ownerPassword: password(), appPassword: password() },
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A database without any table, as an administrator makes it for the platform. */
export async function createEmptyDatabase(server: Omit<TestServer, 'folder'>): Promise<TestDatabase> {
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await run(server.superuserUrl, `CREATE DATABASE ${name} OWNER ${roleOf(server.ownerUrl)}`);
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    drop: async () => void (await run(server.superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** Lets the cluster's transaction ids go on until they are past `least`. */
export async function burnTransactionIds(url: string, least: number): Promise<void> {
  await run(url, `DO $$ BEGIN WHILE pg_current_xact_id()::text::bigint <= ${least} LOOP COMMIT; END LOOP; END $$`);
}

/** The next transaction id of the cluster. */
export async function nextTransactionId(url: string): Promise<number> {
  const [row] = await run<{ next: string }>(url, 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next');
  return Number(row!.next);
}

export async function run<Row extends object>(url: string, text: string, values?: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: url, options: '-c search_path=onething -c timezone=UTC' });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
