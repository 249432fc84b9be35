import { type CustomTypesConfig, Pool, type PoolClient, type QueryResult, types } from 'pg';

/** A statement that is parsed once a connection. The name is unique in the whole platform: `cases.find-case`. */
export interface Statement {
  name: string;
  text: string;
}

/** Where statements run: the pool, or one transaction. */
export interface Transaction {
  query<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections of this process. */
  poolSize: number;
}

/**
 * Nobody waits longer for a connection, ms: work that holds one and needs another gives up and lets go, instead of waiting for its like for good.
 */
const LONGEST_WAIT_MS = 60_000;

const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;

/** The one way to the hot tables: prepared SQL over our own pool. TypeORM, beside it, does ordinary reads and the schema. */
export class Database implements Transaction {
  private readonly pool: Pool;

  constructor(options: DatabaseOptions) {
    this.pool = new Pool({
      connectionString: options.url,
      max: options.poolSize,
      connectionTimeoutMillis: LONGEST_WAIT_MS,
      types: VALUE_TYPES,
      options: SESSION_OPTIONS,
      application_name: 'onething',
    });
    // An idle connection that the server closes (restart, fail-over) is replaced; the next query tells if there is no server.
    this.pool.on('error', () => undefined);
  }

  /** int8 comes as number (RangeError beyond 2^53 − 1), timestamptz as Date, date as `YYYY-MM-DD`, numeric as string. */
  async query<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await this.pool.query({ ...statement, values: [...values] })).rows as Row[];
  }

  /**
   * For a library that brings its own SQL: not prepared. Without values the text may be several statements; their rows come
   * together.
   */
  async execute(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
    const results = [(await this.pool.query(text, values)) as QueryResult | QueryResult[]].flat();
    return { rows: results.flatMap(({ rows }) => rows as unknown[]) };
  }

  /** Connections of the pool by what they do, and statements that wait for one. */
  get poolUse(): { idle: number; busy: number; waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { idle: idleCount, busy: totalCount - idleCount, waiting: waitingCount };
  }

  /** Commits when `work` ends, rolls back when it throws (read committed). */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // A connection may break while no statement is under way; an event of that name without a listener would end the process.
    const noteBreak = (failure: Error) => {
      broken = failure;
    };
    client.on('error', noteBreak);
    try {
      await client.query('BEGIN');
      const result = await work(transactionOn(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(noteBreak);
      throw error;
    } finally {
      client.off('error', noteBreak);
      // A connection that has broken, or could not even roll back, is thrown away.
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** Every session of ours: names without schema are ours, and days do not depend on the server's time zone. */
export const SESSION_OPTIONS = '-c search_path=onething -c timezone=UTC';

export function transactionOn(client: PoolClient): Transaction {
  return {
    async query<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
      return (await client.query({ ...statement, values: [...values] })).rows as Row[];
    },
  };
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit into a number`);
  return value;
}

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, safeInteger],
  [INT8_ARRAY, (text) => text.slice(1, -1).split(',').filter((part) => part !== '').map((part) => (part === 'NULL' ? null : safeInteger(part)))],
  [DATE, (text) => text],
]);

const VALUE_TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown => parsers.get(oid) ?? types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
};
