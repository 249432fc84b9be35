import { DomainError } from '@onething/kernel';
import { type FeedReaders, type FeedTable, SCHEMA } from '@onething/persistence';
import { escapeIdentifier } from 'pg';
import { qualified, type Session } from './database-facts';
import type { BackupScope } from './scope';

const TRANSACTION_ID = 'xid';

/** Rows of a feed wait here until all of them are there and can be put in their order. */
const stagingOf = ({ table }: FeedTable): string => qualified(SCHEMA, `restored_${table}`);

const KEEPERS = `
  SELECT DISTINCT n.nspname AS schema, c.relname AS "table" FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND a.attnum > 0 AND NOT a.attisdropped AND (a.attname = $2 OR a.atttypid IN ('xid8'::regtype, 'xid'::regtype))`;

/**
 * A table that keeps transaction ids and was declared by nobody would come back with ids that mean nothing.
 * @throws DomainError `BACKUP.UNDECLARED_TRANSACTION_IDS`
 */
export async function assertDeclared(session: Session, { schemas, feeds, feedReaders }: BackupScope): Promise<void> {
  const declared = new Set([...feeds, ...feedReaders].map(({ table }) => table));
  const keepers = await session.query<{ schema: string; table: string }>(KEEPERS, [schemas, TRANSACTION_ID]);
  const stray = keepers.find(({ schema, table }) => !(schema === SCHEMA && declared.has(table)));
  if (!stray) return;
  throw new DomainError('refused', 'BACKUP.UNDECLARED_TRANSACTION_IDS', `${stray.schema}.${stray.table} keeps transaction ids: its library must declare it as a feed or as readers of one`);
}

/** Makes the place that the rows of the feed are loaded into. @returns its name as SQL */
export async function makeStaging(session: Session, feed: FeedTable): Promise<string> {
  const staging = stagingOf(feed);
  await session.query(`CREATE UNLOGGED TABLE ${staging} (LIKE ${qualified(SCHEMA, feed.table)})`);
  return staging;
}

/**
 * Gives the rows of a feed, in their old order, this transaction's id and positions from 1 on, and puts each reader behind as
 * many rows as it had read. Whatever is written later has a higher id: it comes after them, and no watermark waits for them.
 */
export async function renumberFeed(session: Session, feed: FeedTable, columns: readonly string[], readers: readonly FeedReaders[]): Promise<void> {
  const [staging, target] = [stagingOf(feed), qualified(SCHEMA, feed.table)];
  const names = columns.map((column) => escapeIdentifier(column));
  const values = columns.map((column) => {
    if (column === TRANSACTION_ID) return 'pg_current_xact_id()';
    return column === 'position' ? 'row_number() OVER (ORDER BY s.xid, s.position)' : `s.${escapeIdentifier(column)}`;
  });
  await session.query(`INSERT INTO ${target} (${names.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${values.join(', ')} FROM ${staging} s ORDER BY s.xid, s.position`);
  const [now] = await session.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
  for (const { table, where = 'true' } of readers.filter((one) => one.feed === feed.table)) {
    await session.query(
      `UPDATE ${qualified(SCHEMA, table)} AS reader SET xid = $1,
         position = (SELECT count(*) FROM ${staging} s WHERE (s.xid, s.position) <= (reader.xid::text::xid8, reader.position))
       WHERE ${where}`,
      [now!.id],
    );
  }
  await session.query(`DROP TABLE ${staging}`);
}
