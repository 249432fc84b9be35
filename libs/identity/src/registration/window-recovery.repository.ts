import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';

export const WINDOW_RECOVERY_TABLE = 'window_recovery';

/** A recovery that waits for a second clerk. */
export interface AskedRecovery {
  id: string;
  accountId: string;
  divisionCode: string;
  paper: string;
  mobile: string;
  askedBy: string;
  askedAt: Date;
}

const COLUMNS = 'id, account_id AS "accountId", division_code AS "divisionCode", paper, mobile, asked_by AS "askedBy", asked_at AS "askedAt"';
const FORGET_OPEN = { name: 'identity.forget-asked-recovery', text: 'DELETE FROM onething.window_recovery WHERE account_id = $1 AND confirmed_by IS NULL' };
const INSERT = {
  name: 'identity.insert-asked-recovery',
  text: `INSERT INTO onething.window_recovery (id, account_id, division_code, paper, mobile, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};
const LOCK = {
  name: 'identity.lock-asked-recovery',
  text: `SELECT ${COLUMNS} FROM onething.window_recovery WHERE id = $1 AND confirmed_by IS NULL AND asked_at > $2 FOR UPDATE`,
};
const LIST = {
  name: 'identity.list-asked-recoveries',
  text: `SELECT id, asked_by AS "askedBy", asked_at AS "askedAt" FROM onething.window_recovery
    WHERE division_code = ANY($1::text[]) AND confirmed_by IS NULL AND asked_at > $2 ORDER BY asked_at, id LIMIT 100`,
};
const CONFIRM = {
  name: 'identity.confirm-asked-recovery',
  text: 'UPDATE onething.window_recovery SET confirmed_by = $2, confirmed_at = $3, mobile = NULL WHERE id = $1',
};
const FORGET = { name: 'identity.forget-asked-recoveries', text: 'DELETE FROM onething.window_recovery WHERE confirmed_by IS NULL AND asked_at <= $1' };

/** Reads and writes recoveries that wait for a second clerk. */
@Injectable()
export class WindowRecoveryRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** In place of an earlier one of the account that nobody has confirmed. */
  async insert({ id, accountId, divisionCode, paper, mobile, askedBy, askedAt }: AskedRecovery, where: Transaction): Promise<void> {
    await where.query(FORGET_OPEN, [accountId]);
    await where.query(INSERT, [id, accountId, divisionCode, paper, this.keyring.encrypt(mobileOf(id), mobile), askedBy, askedAt]);
  }

  /** @param askedAfter older ones are void */
  async lock(id: string, askedAfter: Date, where: Transaction): Promise<AskedRecovery | undefined> {
    const [stored] = await where.query<Omit<AskedRecovery, 'mobile'> & { mobile: Envelope }>(LOCK, [id, askedAfter]);
    return stored && { ...stored, mobile: this.keyring.decrypt(mobileOf(id), stored.mobile) };
  }

  list(divisionCodes: readonly string[], askedAfter: Date): Promise<Pick<AskedRecovery, 'id' | 'askedBy' | 'askedAt'>[]> {
    return this.database.query(LIST, [divisionCodes, askedAfter]);
  }

  async confirm(id: string, by: string, at: Date, where: Transaction): Promise<void> {
    await where.query(CONFIRM, [id, by, at]);
  }

  /** Those that nobody has confirmed in time. */
  async forget(askedBefore: Date): Promise<void> {
    await this.database.query(FORGET, [askedBefore]);
  }
}

const mobileOf = (row: string) => ({ table: WINDOW_RECOVERY_TABLE, field: 'mobile', row });
