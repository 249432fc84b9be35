import type { ReferenceReader } from '@onething/object-store';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { COPY_SETTINGS, PATIENT_SETTINGS, qualified, type Session, type TableFacts } from '../database-facts';
import type { Part } from '../domain/manifest';

/**
 * One connection that sees the database as it was at one instant. It only reads, so it is given no transaction id: nobody who
 * follows the events waits for it.
 */
export class Snapshot implements Session, ReferenceReader {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<Snapshot> {
    const client = new Client({ connectionString: url, options: `${COPY_SETTINGS} ${PATIENT_SETTINGS}`, application_name: 'onething backup' });
    // Whatever runs on the connection then fails, and says so.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    return new Snapshot(client);
  }

  async query<Row>(statement: string | { name: string; text: string }, values: unknown[] = []): Promise<Row[]> {
    const text = typeof statement === 'string' ? statement : statement.text;
    return (await this.client.query(text, values)).rows as Row[];
  }

  /** @returns what `write` returns, and how many rows passed */
  copy({ schema, table, columns }: TableFacts, write: (content: AsyncIterable<Buffer>) => Promise<Part>): Promise<Part & { rows: number }> {
    const list = columns.map((column) => this.client.escapeIdentifier(column)).join(', ');
    return this.withoutLasting(async () => {
      const stream = this.client.query(copyTo(`COPY (SELECT ${list} FROM ${qualified(schema, table)}) TO STDOUT`));
      const part = await write(stream);
      // The count comes behind the last row: an answer after it says that it is there.
      await this.client.query('SELECT');
      return { ...part, rows: stream.rowCount };
    });
  }

  /** Gives the locks of `work` free: the platform makes partitions also while a backup runs. The snapshot stays. */
  async withoutLasting<T>(work: () => Promise<T>): Promise<T> {
    await this.client.query('SAVEPOINT brief');
    const result = await work();
    await this.client.query('ROLLBACK TO SAVEPOINT brief');
    return result;
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
