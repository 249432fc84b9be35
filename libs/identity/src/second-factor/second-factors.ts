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
  text: 'SELECT FROM onething.second_factor WHERE account_id = $1 AND confirmed_at IS NOT NULL',
};
const LOCK_FACTOR = {
  name: 'identity.lock-second-factor',
  text: 'SELECT secret, confirmed_at AS "confirmedAt", last_step AS "lastStep" FROM onething.second_factor WHERE account_id = $1 FOR UPDATE',
};
const BEGIN = {
  name: 'identity.begin-second-factor',
  text: `INSERT INTO onething.second_factor AS f (account_id, secret, created_at) VALUES ($1, $2, $3)
    ON CONFLICT (account_id) DO UPDATE SET secret = EXCLUDED.secret, created_at = EXCLUDED.created_at WHERE f.confirmed_at IS NULL
    RETURNING account_id`,
};
const TAKE_STEP = {
  name: 'identity.take-second-factor-step',
  text: 'UPDATE onething.second_factor SET last_step = $2, confirmed_at = coalesce(confirmed_at, $3) WHERE account_id = $1',
};
const GIVE = {
  name: 'identity.give-second-factor',
  text: `INSERT INTO onething.second_factor (account_id, secret, created_at, confirmed_at, last_step) VALUES ($1, $2, $3, $3, 0)
    ON CONFLICT (account_id) DO NOTHING`,
};
const REMOVE = { name: 'identity.remove-second-factor', text: 'DELETE FROM onething.second_factor WHERE account_id = $1' };
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

interface FactorRow {
  secret: Envelope;
  confirmedAt: Date | null;
  lastStep: number | null;
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
   * @returns the secret in base32 @throws DomainError `IDENTITY.SECOND_FACTOR_PRESENT`
   */
  async begin(accountId: string): Promise<string> {
    const secret = newTotpSecret();
    const values = [accountId, this.keyring.encrypt(secretOf(accountId), secret), new Date(this.clock.now())];
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
  async confirm(accountId: string, code: string, tx: Transaction): Promise<string[]> {
    const [factor] = await tx.query<FactorRow>(LOCK_FACTOR, [accountId]);
    if (!factor) throw new DomainError('refused', 'IDENTITY.SECOND_FACTOR_NOT_BEGUN', 'Ask for a secret first: POST /api/auth/second-factor.');
    if (factor.confirmedAt) throw new DomainError('refused', 'IDENTITY.SECOND_FACTOR_PRESENT', 'This account has a second factor already.');
    const step = this.stepOf(accountId, factor, code);
    if (step === undefined) throw secondFactorWrong();
    const now = new Date(this.clock.now());
    await tx.query(TAKE_STEP, [accountId, step, now]);
    await tx.query(REMOVE_RECOVERY_CODES, [accountId]);
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await tx.query(INSERT_RECOVERY_CODES, [codes.map((one) => this.keyring.blindIndex(RECOVERY_PURPOSE, readRecoveryCode(one)!)), accountId, now]);
    return codes;
  }

  /** Takes the code of an enrolled account, at most once. */
  async use(accountId: string, code: string, tx: Transaction): Promise<CodeOutcome> {
    const [factor] = await tx.query<FactorRow>(LOCK_FACTOR, [accountId]);
    if (!factor?.confirmedAt) return 'wrong';
    const recoveryCode = readRecoveryCode(code);
    if (recoveryCode !== undefined) return this.useRecoveryCode(accountId, recoveryCode, tx);
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
    await tx.query(REMOVE, [accountId]);
    return 'recovery';
  }

  private stepOf(accountId: string, { secret }: FactorRow, code: string): number | undefined {
    return stepOfCode(this.keyring.decrypt(secretOf(accountId), secret), code.replace(/\s/g, ''), this.clock.now());
  }
}

export const codeUsedBefore = () => new DomainError('unauthenticated', 'IDENTITY.SECOND_FACTOR_USED_BEFORE',
  'This code was used already, and none serves twice. Wait for the next one, 30 seconds at most.');
export const secondFactorWrong = () => new DomainError('unauthenticated', 'IDENTITY.SECOND_FACTOR_WRONG',
  'This is not the code of this moment. Look at the authenticator app again, and at the clock of its device.');

function secretOf(accountId: string): Place {
  return { table: SECOND_FACTOR_TABLE, field: 'secret', row: accountId };
}
