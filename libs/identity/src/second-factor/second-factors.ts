import { Inject, Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { newRecoveryCode, readRecoveryCode, RECOVERY_CODES } from '../domain/recovery-code';
import { newTotpSecret, stepOfCode } from '../domain/totp';

export const SECOND_FACTOR_TABLE = 'second_factor';
const RECOVERY_PURPOSE = 'recovery.code';

const IS_ENROLLED = {
  name: 'identity.is-enrolled',
  text: 'SELECT FROM onething.second_factor WHERE account_id = $1 AND (confirmed_at IS NOT NULL OR lost_at IS NOT NULL)',
};
const LOCK_FACTOR = {
  name: 'identity.lock-second-factor',
  text: `SELECT secret, confirmed_at AS "confirmedAt", last_step AS "lastStep", lost_at AS "lostAt" FROM onething.second_factor
    WHERE account_id = $1 FOR UPDATE`,
};
const BEGIN = {
  name: 'identity.begin-second-factor',
  text: `INSERT INTO onething.second_factor AS f (account_id, secret, created_at) VALUES ($1, $2, $3)
    ON CONFLICT (account_id) DO UPDATE SET secret = EXCLUDED.secret, created_at = EXCLUDED.created_at, confirmed_at = NULL, last_step = NULL
      WHERE CASE WHEN f.lost_at IS NULL THEN f.confirmed_at IS NULL ELSE $4 END
    RETURNING account_id`,
};
const TAKE_STEP = {
  name: 'identity.take-second-factor-step',
  text: 'UPDATE onething.second_factor SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3), lost_at = NULL WHERE account_id = $1',
};
const GIVE = {
  name: 'identity.give-second-factor',
  text: `INSERT INTO onething.second_factor (account_id, secret, created_at, confirmed_at, last_step) VALUES ($1, $2, $3, $3, 0)
    ON CONFLICT (account_id) DO NOTHING`,
};
/** Until another one has taken its place the account still asks for a code: its password alone opens nothing. */
const LOSE = { name: 'identity.lose-second-factor', text: 'UPDATE onething.second_factor SET lost_at = $2 WHERE account_id = $1 RETURNING account_id' };
const INSERT_RECOVERY_CODES = {
  name: 'identity.insert-recovery-codes',
  text: 'INSERT INTO onething.recovery_code (digest, account_id, created_at) SELECT digest, $2, $3 FROM unnest($1::text[]) AS digest',
};
const USE_RECOVERY_CODE = {
  name: 'identity.use-recovery-code',
  text: 'DELETE FROM onething.recovery_code WHERE digest = ANY($1::text[]) AND account_id = $2 RETURNING digest',
};
const REMOVE_RECOVERY_CODES = { name: 'identity.remove-recovery-codes', text: 'DELETE FROM onething.recovery_code WHERE account_id = $1' };

/** What became of a code that somebody gave: `recovery` was a recovery code, after which the account has to enrol again. */
export type CodeOutcome = 'taken' | 'recovery' | 'usedBefore' | 'wrong';

export interface EnrolmentWays {
  replacesLost: boolean;
}

interface FactorRow {
  secret: Envelope;
  confirmedAt: Date | null;
  lastStep: number | null;
  lostAt: Date | null;
}

/** The second factor (双因素认证): codes of an authenticator app, RFC 6238, and recovery codes for who has lost it. */
@Injectable()
export class SecondFactors {
  constructor(private readonly database: Database, private readonly keyring: Keyring, @Inject(CLOCK) private readonly clock: Clock) {}

  async isEnrolled(accountId: string, where: Transaction = this.database): Promise<boolean> {
    return (await where.query(IS_ENROLLED, [accountId])).length > 0;
  }

  /**
   * Gives a new secret, which counts for nothing until a code of it was shown; the one before, if any, is forgotten.
   * @param ways whether this session was opened by a recovery code, in place of what was lost
   * @returns the secret in base32 @throws DomainError `IDENTITY.SECOND_FACTOR_PRESENT`
   */
  async begin(accountId: string, { replacesLost }: EnrolmentWays): Promise<string> {
    const secret = newTotpSecret();
    const values = [accountId, this.keyring.encrypt(secretOf(accountId), secret), new Date(this.clock.now()), replacesLost];
    if ((await this.database.query(BEGIN, values)).length === 0) {
      throw new DomainError('refused', 'IDENTITY.SECOND_FACTOR_PRESENT',
        'This account has a second factor. To replace one that was lost, log in with a recovery code in place of the code.');
    }
    return secret;
  }

  /**
   * From now on the account logs in with codes.
   * @returns the recovery codes, which nobody sees again
   * @throws DomainError `IDENTITY.SECOND_FACTOR_WRONG`, `IDENTITY.SECOND_FACTOR_PRESENT`, `IDENTITY.SECOND_FACTOR_NOT_BEGUN`
   */
  async confirm(accountId: string, code: string, { replacesLost }: EnrolmentWays, tx: Transaction): Promise<string[]> {
    const [factor] = await tx.query<FactorRow>(LOCK_FACTOR, [accountId]);
    if (!factor) throw new DomainError('refused', 'IDENTITY.SECOND_FACTOR_NOT_BEGUN', 'Ask for a secret first: POST /api/auth/second-factor.');
    if (factor.confirmedAt || (factor.lostAt && !replacesLost)) throw new DomainError('refused', 'IDENTITY.SECOND_FACTOR_PRESENT', 'This account has a second factor already.');
    const step = this.stepOf(accountId, factor, code);
    if (step === undefined) throw secondFactorWrong();
    const now = new Date(this.clock.now());
    await tx.query(TAKE_STEP, [accountId, step, now]);
    return this.newRecoveryCodes(accountId, RECOVERY_CODES, tx);
  }

  /**
   * The device is lost, and so are the recovery codes: none of them opens anything any more.
   * @returns a recovery code in place of all others, which nobody sees again
   * @throws DomainError `IDENTITY.NO_SECOND_FACTOR`
   */
  async reset(accountId: string, tx: Transaction): Promise<string> {
    if ((await tx.query(LOSE, [accountId, new Date(this.clock.now())])).length === 0) throw noSecondFactor();
    const [code] = await this.newRecoveryCodes(accountId, 1, tx);
    return code!;
  }

  /** Takes the code of an enrolled account, at most once. */
  async use(accountId: string, code: string, tx: Transaction): Promise<CodeOutcome> {
    const [factor] = await tx.query<FactorRow>(LOCK_FACTOR, [accountId]);
    if (!factor?.confirmedAt && !factor?.lostAt) return 'wrong';
    const recoveryCode = readRecoveryCode(code);
    if (recoveryCode !== undefined) return this.useRecoveryCode(accountId, recoveryCode, tx);
    if (factor.lostAt) return 'wrong';
    const step = this.stepOf(accountId, factor, code);
    if (step === undefined) return 'wrong';
    if (step <= factor.lastStep!) return 'usedBefore';
    await tx.query(TAKE_STEP, [accountId, step, null]);
    return 'taken';
  }

  /** A known secret for an account of the demonstration; one that is there stays. */
  async give(accountId: string, secret: string, tx: Transaction): Promise<void> {
    await tx.query(GIVE, [accountId, this.keyring.encrypt(secretOf(accountId), secret), new Date(this.clock.now())]);
  }

  /** Whoever lost the device: it must not open anything any more. */
  private async useRecoveryCode(accountId: string, code: string, tx: Transaction): Promise<CodeOutcome> {
    const used = await tx.query(USE_RECOVERY_CODE, [this.keyring.blindIndexes(RECOVERY_PURPOSE, code), accountId]);
    if (used.length === 0) return 'wrong';
    await tx.query(LOSE, [accountId, new Date(this.clock.now())]);
    return 'recovery';
  }

  private async newRecoveryCodes(accountId: string, count: number, tx: Transaction): Promise<string[]> {
    const codes = Array.from({ length: count }, newRecoveryCode);
    const digests = codes.map((one) => this.keyring.blindIndex(RECOVERY_PURPOSE, readRecoveryCode(one)!));
    await tx.query(REMOVE_RECOVERY_CODES, [accountId]);
    await tx.query(INSERT_RECOVERY_CODES, [digests, accountId, new Date(this.clock.now())]);
    return codes;
  }

  private stepOf(accountId: string, { secret }: FactorRow, code: string): number | undefined {
    return stepOfCode(this.keyring.decrypt(secretOf(accountId), secret), code.replace(/\s/g, ''), this.clock.now());
  }
}

export const codeUsedBefore = () => new DomainError('unauthenticated', 'IDENTITY.SECOND_FACTOR_USED_BEFORE',
  'This code was used already, and none serves twice. Wait for the next one, 30 seconds at most.');
export const secondFactorWrong = () => new DomainError('unauthenticated', 'IDENTITY.SECOND_FACTOR_WRONG',
  'This is not the code of this moment. Look at the authenticator app again, and at the clock of its device.');

const noSecondFactor = () => new DomainError('refused', 'IDENTITY.NO_SECOND_FACTOR', 'This account has no second factor to be reset.');

function secretOf(accountId: string): Place {
  return { table: SECOND_FACTOR_TABLE, field: 'secret', row: accountId };
}
