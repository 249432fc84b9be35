import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';

const WINDOW_MS = 3_600_000;
/** Queries for one identifier in an hour, from everywhere together. */
const MOST = 60;

/** One more query in the present window, counted and read in one statement: processes that ask at the same moment count each other. */
const COUNT: Statement = {
  name: 'verification.count-query',
  text: `INSERT INTO verification_query_count AS q (key, window_start, count) VALUES ($1, $2, 1)
    ON CONFLICT (key) DO UPDATE SET count = CASE WHEN q.window_start = EXCLUDED.window_start THEN q.count + 1 ELSE 1 END, window_start = EXCLUDED.window_start
    RETURNING count`,
};
const FORGET: Statement = { name: 'verification.forget-counts', text: 'DELETE FROM verification_query_count WHERE window_start < $1' };

/**
 * How often names can be tried with one identifier, whoever tries: counted in the database for all processes, and before the look, so that
 * unknown identifiers are counted like those that there are. Identifiers stand there as blind indexes.
 */
@Injectable()
export class QueryLimits {
  constructor(private readonly database: Database, private readonly keyring: Keyring, @Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws DomainError `VERIFICATION.TOO_MANY_QUERIES` */
  async count(identifier: string): Promise<void> {
    const now = this.clock.now();
    const start = now - (now % WINDOW_MS);
    const key = this.keyring.blindIndex('verification.identifier', identifier);
    const [row] = await this.database.query<{ count: number }>(COUNT, [key, new Date(start)]);
    if (row!.count <= MOST) return;
    const message = 'This identifier was asked for too often within the hour. Check the file of the licence, or ask again later.';
    throw new DomainError('tooMany', 'VERIFICATION.TOO_MANY_QUERIES', message, { retryAfter: Math.ceil((start + WINDOW_MS - now) / 1000) });
  }

  /** Removes the counts of hours that are over. */
  async forget(): Promise<void> {
    await this.database.query(FORGET, [new Date(this.clock.now() - 2 * WINDOW_MS)]);
  }
}
