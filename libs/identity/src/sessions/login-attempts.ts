import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, rateKey } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { isSourceLocked, LOCKED_MS, MOST_FAILURES, pauseOfSource, type SourceFailures } from '../domain/login-limits';

const SOURCE_FAILURES = {
  name: 'identity.source-failures',
  text: `SELECT count(*)::int AS logins, max(failed_at) AS "lastFailedAt" FROM onething.login_source_failure
    WHERE source_key = ANY($1::text[]) AND failed_at > $2`,
};
/** Counted before it is looked at: guesses that come at once count each other. No row: locked. */
const COUNT = {
  name: 'identity.count-login-attempt',
  text: `INSERT INTO onething.login_lock AS l (login_key, failures, last_tried_at) VALUES ($1, 1, $2)
    ON CONFLICT (login_key) DO UPDATE SET last_tried_at = $2, failures = CASE WHEN l.last_tried_at <= $3 THEN 1 ELSE l.failures + 1 END
      WHERE l.last_tried_at <= $3 OR l.failures < ${MOST_FAILURES}
    RETURNING failures`,
};
const LOCKED_SINCE = { name: 'identity.login-locked-since', text: 'SELECT last_tried_at AS since FROM onething.login_lock WHERE login_key = $1' };
const UNCOUNT = {
  name: 'identity.uncount-login-attempt',
  text: 'UPDATE onething.login_lock SET failures = greatest(failures - 1, 0) WHERE login_key = $1',
};
const NOTE_SOURCE = {
  name: 'identity.note-source-failure',
  text: `INSERT INTO onething.login_source_failure (source_key, login_key, failed_at) VALUES ($1, $2, $3)
    ON CONFLICT (source_key, login_key) DO UPDATE SET failed_at = EXCLUDED.failed_at`,
};
/** What was counted under an older key goes on under the present one: a rotation opens no lock. */
const CARRY_LOCK = {
  name: 'identity.carry-login-lock',
  text: `WITH older AS (DELETE FROM onething.login_lock WHERE login_key = ANY($2::text[]) RETURNING failures, last_tried_at)
    INSERT INTO onething.login_lock AS l (login_key, failures, last_tried_at) SELECT $1, max(failures), max(last_tried_at) FROM older HAVING count(*) > 0
    ON CONFLICT (login_key) DO UPDATE SET failures = greatest(l.failures, EXCLUDED.failures), last_tried_at = greatest(l.last_tried_at, EXCLUDED.last_tried_at)`,
};
const FORGET_LOCK = { name: 'identity.forget-login-lock', text: 'DELETE FROM onething.login_lock WHERE login_key = $1' };
const FORGET_SOURCE = {
  name: 'identity.forget-source-failure',
  text: 'DELETE FROM onething.login_source_failure WHERE source_key = ANY($1::text[]) AND login_key = ANY($2::text[])',
};
const SWEEP_LOCKS = { name: 'identity.sweep-login-locks', text: 'DELETE FROM onething.login_lock WHERE last_tried_at <= $1' };
const SWEEP_SOURCES = { name: 'identity.sweep-source-failures', text: 'DELETE FROM onething.login_source_failure WHERE failed_at <= $1' };

type Digests = [present: string, ...older: string[]];

/** An attempt under way. Whoever began it says what became of it. */
export interface LoginAttempt {
  /** Digests under all keys, the present one first. */
  loginKeys: Digests;
  sourceKeys: Digests;
  /** Of the login, this one counted. */
  failures: number;
}

/**
 * Failed log-ins, in the database for all processes: five in a row lock a login for 30 minutes, whether an account has it or not;
 * failures with ten different logins lock a source. Open sessions go on.
 */
@Injectable()
export class LoginAttempts {
  constructor(private readonly database: Database, private readonly keyring: Keyring, @Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws DomainError `IDENTITY.LOGIN_LOCKED`, `IDENTITY.SOURCE_LOCKED`, `IDENTITY.SLOW_DOWN`, each with the seconds to wait */
  async begin(login: string, address: string): Promise<LoginAttempt> {
    const now = this.clock.now();
    const loginKeys = this.keyring.blindIndexes('login.name', login.toLowerCase()) as Digests;
    const sourceKeys = this.keyring.blindIndexes('login.source', rateKey(address)) as Digests;
    const [loginKey, ...olderKeys] = loginKeys;
    const [failures] = await this.database.query<SourceFailures>(SOURCE_FAILURES, [sourceKeys, new Date(now - LOCKED_MS)]);
    const pause = pauseOfSource(failures!, now);
    if (pause > 0) throw isSourceLocked(failures!) ? sourceLocked(pause) : slowDown(pause);
    if (olderKeys.length > 0) await this.database.query(CARRY_LOCK, [loginKey, olderKeys]);
    const [counted] = await this.database.query<{ failures: number }>(COUNT, [loginKey, new Date(now), new Date(now - LOCKED_MS)]);
    if (!counted) throw loginLocked(await this.lockedFor(loginKey, now));
    return { loginKeys, sourceKeys, failures: counted.failures };
  }

  async succeed({ loginKeys, sourceKeys }: LoginAttempt): Promise<void> {
    await this.database.query(FORGET_LOCK, [loginKeys[0]]);
    await this.database.query(FORGET_SOURCE, [sourceKeys, loginKeys]);
  }

  /** It was neither success nor failure: the next question is asked. */
  async undo({ loginKeys }: LoginAttempt): Promise<void> {
    await this.database.query(UNCOUNT, [loginKeys[0]]);
  }

  /** @returns true when the login is locked from now on */
  async fail({ loginKeys, sourceKeys, failures }: LoginAttempt): Promise<boolean> {
    const now = this.clock.now();
    await this.noteFailure(sourceKeys, loginKeys, now);
    await this.forget();
    return failures >= MOST_FAILURES;
  }

  /** Failures that lock nobody any more. */
  async forget(): Promise<void> {
    const over = new Date(this.clock.now() - LOCKED_MS);
    await this.database.query(SWEEP_LOCKS, [over]);
    await this.database.query(SWEEP_SOURCES, [over]);
  }

  /** Under the present keys only: one login counts once, also across a rotation. */
  private async noteFailure([source, ...olderSources]: Digests, [login, ...olderLogins]: Digests, now: number): Promise<void> {
    if (olderLogins.length > 0) await this.database.query(FORGET_SOURCE, [olderSources, olderLogins]);
    await this.database.query(NOTE_SOURCE, [source, login, new Date(now)]);
  }

  private async lockedFor(loginKey: string, now: number): Promise<number> {
    const [lock] = await this.database.query<{ since: Date }>(LOCKED_SINCE, [loginKey]);
    return lock ? lock.since.getTime() + LOCKED_MS - now : 0;
  }
}

const loginLocked = (pause: number) => tooMany('IDENTITY.LOGIN_LOCKED', pause,
  'After five failures in a row this login is locked for 30 minutes. Who is logged in already can go on.');
const sourceLocked = (pause: number) => tooMany('IDENTITY.SOURCE_LOCKED', pause,
  'Log-ins with ten different logins have failed from your address, so nobody can log in from there for 30 minutes.');
const slowDown = (pause: number) => tooMany('IDENTITY.SLOW_DOWN', pause,
  'Several log-ins have failed from your address lately. Wait a few seconds and try again.');

const tooMany = (code: string, pause: number, detail: string) =>
  new DomainError('tooMany', code, detail, { retryAfter: Math.max(1, Math.ceil(pause / 1000)) });
