import { firstIdAt } from '@onething/kernel';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import type { QueryRunner } from 'typeorm';

export interface PartitionPlan {
  /** The partitioned table, without schema: `case_event`. It is range-partitioned by `column`. */
  table: string;
  /** The UUIDv7 column that it is partitioned by. */
  column: string;
  /** An instant of the first month, epoch ms. Months are those of UTC. */
  from: number;
  /** How many months, the first one included. */
  months: number;
}

interface Session {
  run<Row>(text: string, values?: unknown[]): Promise<Row[]>;
}

/**
 * Makes the monthly partitions that are missing, and a DEFAULT partition, so that no date is ever refused. Rows of a
 * month that the DEFAULT took meanwhile are moved. All or nothing; two callers at once wait for each other. The rights of
 * other roles stay with the parent: a partition grants none of its own, or an append-only table could be changed there.
 * A foreign key that points at the table stops the move (PostgreSQL cannot follow it): refer to such tables without one.
 * @param where the owner's URL, or the query runner of a migration
 */
export async function ensurePartitions(where: string | QueryRunner, plan: PartitionPlan): Promise<void> {
  if (typeof where !== 'string') return ensureInTransaction({ run: (text, values) => where.query(text, values) }, plan);
  const client = new Client({ connectionString: where, options: '-c search_path=onething' });
  await client.connect();
  try {
    await client.query('BEGIN');
    await ensureInTransaction({ run: async <Row>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as Row[] }, plan);
    await client.query('COMMIT');
  } finally {
    // Ending the session rolls back what was not committed.
    await client.end();
  }
}

async function ensureInTransaction(session: Session, plan: PartitionPlan): Promise<void> {
  await session.run('SELECT pg_advisory_xact_lock(hashtext($1))', [`onething.partitions.${plan.table}`]);
  const fallback = `${plan.table}_default`;
  const existing = new Set((await session.run<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid WHERE inhparent = $1::regclass`,
    [escapeIdentifier(plan.table)],
  )).map((row) => row.name));
  if (!existing.has(fallback)) {
    await session.run(`CREATE TABLE ${escapeIdentifier(fallback)} PARTITION OF ${escapeIdentifier(plan.table)} DEFAULT`);
    await revokeOwnRights(session, fallback);
  }
  for (const month of monthsOf(plan)) {
    if (!existing.has(month.name)) await addMonth(session, plan, month, fallback);
  }
}

interface Month {
  name: string;
  lower: string;
  upper: string;
}

function monthsOf({ table, from, months }: PartitionPlan): Month[] {
  const first = new Date(from);
  const start = (offset: number) => Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + offset);
  return Array.from({ length: months }, (_, offset) => ({
    name: `${table}_${new Date(start(offset)).toISOString().slice(0, 7).replace('-', '_')}`,
    lower: firstIdAt(start(offset)),
    upper: firstIdAt(start(offset + 1)),
  }));
}

/**
 * Attaches a table that already holds the month's rows. The parent is locked against everybody: a writer that had already
 * chosen the DEFAULT would else be refused ("violates partition constraint") when the month appears.
 */
async function addMonth(session: Session, { table, column }: PartitionPlan, month: Month, fallback: string): Promise<void> {
  const [parent, partition, rest, key] = [table, month.name, fallback, column].map(escapeIdentifier);
  const [lower, upper] = [escapeLiteral(month.lower), escapeLiteral(month.upper)];
  await session.run(`CREATE TABLE ${partition} (LIKE ${parent} INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY)`);
  await revokeOwnRights(session, month.name);
  await session.run(`LOCK TABLE ${parent} IN ACCESS EXCLUSIVE MODE`);
  const columns = (await session.run<{ name: string }>(
    `SELECT quote_ident(attname) AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [parent],
  )).map((row) => row.name).join(', ');
  await session.run(`
    WITH moved AS (DELETE FROM ${rest} WHERE ${key} >= ${lower} AND ${key} < ${upper} RETURNING ${columns})
    INSERT INTO ${partition} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM moved`);
  await session.run(`ALTER TABLE ${parent} ATTACH PARTITION ${partition} FOR VALUES FROM (${lower}) TO (${upper})`);
}

async function revokeOwnRights(session: Session, partition: string): Promise<void> {
  const grantees = await session.run<{ role: string }>(
    `SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS role
     FROM pg_class, aclexplode(relacl) WHERE oid = $1::regclass AND grantee <> relowner`,
    [escapeIdentifier(partition)],
  );
  for (const { role } of grantees) await session.run(`REVOKE ALL ON ${escapeIdentifier(partition)} FROM ${role}`);
}
