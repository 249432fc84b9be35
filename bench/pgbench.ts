import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Client } from 'pg';
import { hostFacts } from '../config/home';
import type { Load } from './load';

const MATTERS = 20_000;

/** What the rows of the real tables measure, bytes. */
export interface RowSizes {
  state: number;
  event: number;
  request: number;
  entry: number;
}

/** The version line of pgbench, or undefined where it is not installed. */
export function findPgbench(): string | undefined {
  try {
    return execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** The header of a row and the columns of `minimal.sql` that are no payload. */
const FIXED_BYTES = 48;

export async function readRowSizes(database: Client): Promise<RowSizes> {
  const { rows } = await database.query<RowSizes>(`
    SELECT (SELECT avg(pg_column_size(t.*)) FROM item_case t)::int AS state,
      (SELECT avg(pg_column_size(t.*)) FROM case_event t WHERE item_id IS NOT NULL)::int AS event,
      (SELECT avg(pg_column_size(t.*)) FROM idempotency_key t)::int AS request,
      (SELECT avg(pg_column_size(t.*)) FROM official_number t)::int AS entry`);
  return rows[0]!;
}

export async function layOutMinimalTables(database: Client): Promise<void> {
  await database.query(`
    CREATE SCHEMA bench;
    CREATE TABLE bench.matter (id int PRIMARY KEY, version int NOT NULL, state text NOT NULL);
    CREATE TABLE bench.event (matter_id int NOT NULL, seq int NOT NULL, payload text NOT NULL, PRIMARY KEY (matter_id, seq));
    CREATE TABLE bench.request (key uuid PRIMARY KEY, outcome text NOT NULL);
    CREATE TABLE bench.entry (id uuid PRIMARY KEY, payload text NOT NULL);
    INSERT INTO bench.matter SELECT id, 1, 's' FROM generate_series(1, ${MATTERS}) AS id;
    ANALYZE bench.matter`);
}

/** Runs `minimal.sql` for so many seconds, each client on a connection of its own. */
export async function runPgbench(ownerUrl: string, { clients, seconds, sizes }: { clients: number; seconds: number; sizes: RowSizes }): Promise<Load> {
  const { hostname, port, username, password, pathname } = new URL(ownerUrl);
  const logs = mkdtempSync(join(tmpdir(), 'onething-pgbench-'));
  const variables = Object.entries(sizes).map(([name, bytes]) => `--define=${name}_bytes=${Math.max(1, bytes - FIXED_BYTES)}`);
  try {
    const { stdout } = await promisify(execFile)('pgbench', [
      '--host', hostname, '--port', port, '--username', username, '--no-vacuum', '--protocol=prepared', '--client', String(clients), '--jobs=2',
      '--time', String(seconds), '--log', '--log-prefix', join(logs, 'log'), `--define=matters=${MATTERS}`, ...variables,
      '--file', join(hostFacts().projectRoot, 'bench/minimal.sql'), pathname.slice(1),
    ], { env: { ...process.env, PGPASSWORD: password } });
    const rate = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    const latencies = readdirSync(logs).flatMap((file) => latenciesIn(readFileSync(join(logs, file), 'utf8'))).sort((a, b) => a - b);
    return { requests: latencies.length, seconds: latencies.length / rate, latencies };
  } finally {
    rmSync(logs, { recursive: true, force: true });
  }
}

/** The third column of pgbench's log is the time of a transaction, µs. */
function latenciesIn(log: string): number[] {
  return log.trim().split('\n').map((line) => Number(line.split(' ')[2]) / 1000);
}
