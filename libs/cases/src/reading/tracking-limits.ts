import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, rateKey } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';

const WINDOW_MS = 3_600_000;

/**
 * One more attempt of each key in the present window. The row is counted and read in one statement, so processes that ask at the
 * same moment count each other. Keys in their order: two of the same never wait for each other crosswise.
 */
const COUNT: Statement = {
  name: 'cases.count-tracking',
  text: `INSERT INTO tracking_attempt AS a (key, window_start, count)
    SELECT key, $2, 1 FROM unnest($1::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET count = CASE WHEN a.window_start = EXCLUDED.window_start THEN a.count + 1 ELSE 1 END, window_start = EXCLUDED.window_start
    RETURNING key, count`,
};
const FORGET: Statement = { name: 'cases.forget-tracking', text: 'DELETE FROM tracking_attempt WHERE window_start < $1' };

/**
 * How often codes can be tried: a number of times an hour for each source address and for each number, whatever the code, counted
 * in the database for all processes. Addresses and numbers stand there as blind indexes.
 */
@Injectable()
export class TrackingLimits {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Counts an attempt before it is looked at.
   * @param address of the client
   * @throws DomainError `CASES.TOO_MANY_LOOK_UPS`
   */
  async count(address: string, number: string): Promise<void> {
    const now = this.clock.now();
    const start = now - (now % WINDOW_MS);
    const keys = { address: this.keyring.blindIndex('tracking.address', rateKey(address)), number: this.keyring.blindIndex('tracking.number', number) };
    const rows = await this.database.query<{ key: string; count: number }>(COUNT, [Object.values(keys), new Date(start)]);
    const counts = new Map(rows.map(({ key, count }) => [key, count]));
    const { perAddress, perNumber } = this.settings.tracking;
    if (counts.get(keys.address)! > perAddress || counts.get(keys.number)! > perNumber) throw tooMany(Math.ceil((start + WINDOW_MS - now) / 1000));
  }

  /** Removes the counts of windows that are over. */
  async forget(): Promise<void> {
    await this.database.query(FORGET, [new Date(this.clock.now() - 2 * WINDOW_MS)]);
  }
}

function tooMany(seconds: number): DomainError {
  return new DomainError('tooMany', 'CASES.TOO_MANY_LOOK_UPS', 'There were too many look-ups from here, or for this number. Try again later, or log in.', { retryAfter: seconds });
}
