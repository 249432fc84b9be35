import { Injectable, Inject } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';

const WINDOW_MS = 3_600_000;

/** Counted and read in one statement, so processes that ask at the same moment count each other; in the order of keys, so nobody waits crosswise. */
const COUNT = {
  name: 'identity.count-attempt',
  text: `INSERT INTO onething.identity_attempt AS a (key, window_start, count)
    SELECT key, $2, 1 FROM unnest($1::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET count = CASE WHEN a.window_start = EXCLUDED.window_start THEN a.count + 1 ELSE 1 END,
      window_start = EXCLUDED.window_start
    RETURNING key, count`,
};
const COUNTED = {
  name: 'identity.counted-attempts',
  text: 'SELECT key, count FROM onething.identity_attempt WHERE key = ANY($1::text[]) AND window_start = $2',
};
const FORGET = { name: 'identity.forget-attempts', text: 'DELETE FROM onething.identity_attempt WHERE window_start < $1' };

/** One thing that is counted: how often something may be tried in an hour, by what. */
export interface Limit {
  /** What is counted, for example `code.mobile`. */
  of: string;
  /** By which value; it is stored as a blind index only. */
  by: string;
  /** Times in an hour. */
  most: number;
}

/** How often people without an account, or with one of level 1, may try something; counted in the database for all processes. */
@Injectable()
export class AttemptLimits {
  constructor(private readonly database: Database, private readonly keyring: Keyring, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Counts one more attempt before it is looked at. @throws DomainError `IDENTITY.TOO_MANY_ATTEMPTS` */
  async count(...limits: Limit[]): Promise<void> {
    const now = this.clock.now();
    const start = now - (now % WINDOW_MS);
    const most = new Map(limits.map(({ of, by, most: times }) => [this.keyring.blindIndex(`attempt.${of}`, by), times]));
    const rows = await this.database.query<{ key: string; count: number }>(COUNT, [[...most.keys()], new Date(start)]);
    const before = await this.countedBefore(limits, new Date(start));
    if (rows.every(({ key, count }) => count + (before.get(key) ?? 0) <= most.get(key)!)) return;
    throw new DomainError('tooMany', 'IDENTITY.TOO_MANY_ATTEMPTS', 'This was tried too often from here or for this number. Try again later, or go to a window.', {
      retryAfter: Math.ceil((start + WINDOW_MS - now) / 1000),
    });
  }

  /** Under older keys, in the same window: a rotation gives nobody more tries. By the present key. */
  private async countedBefore(limits: readonly Limit[], start: Date): Promise<Map<string, number>> {
    const present = new Map(limits.flatMap(({ of, by }) => {
      const [key, ...older] = this.keyring.blindIndexes(`attempt.${of}`, by);
      return older.map((one) => [one, key!] as const);
    }));
    const counted = new Map<string, number>();
    if (present.size === 0) return counted;
    for (const { key, count } of await this.database.query<{ key: string; count: number }>(COUNTED, [[...present.keys()], start])) {
      counted.set(present.get(key)!, (counted.get(present.get(key)!) ?? 0) + count);
    }
    return counted;
  }

  /** Removes the counts of windows that are over. */
  async forget(): Promise<void> {
    await this.database.query(FORGET, [new Date(this.clock.now() - 2 * WINDOW_MS)]);
  }
}
