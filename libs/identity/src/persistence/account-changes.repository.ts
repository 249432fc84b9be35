import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { Post } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';

/** An account as those see it who change it. */
export interface StoredAccount {
  id: string;
  personId: string;
  kind: 'resident' | 'staff';
  login: string;
  level: number;
  state: 'proposed' | 'active' | 'locked' | 'closed';
  mobile: string | null;
  passwordHash: string;
  /** A window has compared the papers: until then the register is not asked at a recovery. */
  recoveryCheckedUntil: Date | null;
}

const COLUMNS = 'id, person_id AS "personId", kind, login, level, state, mobile, password_hash AS "passwordHash", recovery_checked_until AS "recoveryCheckedUntil"';
const BY_LOGIN = { name: 'identity.any-account-by-login', text: `SELECT ${COLUMNS} FROM onething.account WHERE login = $1` };
const BY_ID = { name: 'identity.any-account-by-id', text: `SELECT ${COLUMNS} FROM onething.account WHERE id = $1` };
const LOCK = { name: 'identity.lock-stored-account', text: `${BY_ID.text} FOR UPDATE` };
const LINK = {
  name: 'identity.link-person',
  text: `UPDATE onething.account SET person_id = $2, level = 2 WHERE id = $1 AND level = 1 AND state = 'active' RETURNING id`,
};
const PROVEN = {
  name: 'identity.has-proven-account',
  text: `SELECT EXISTS (SELECT FROM onething.account WHERE person_id = $1 AND kind = 'resident' AND level >= 2 AND state <> 'closed') AS proven`,
};
const END_RECOVERY = { name: 'identity.end-recovery', text: 'UPDATE onething.account SET recovery_checked_until = NULL WHERE id = $1' };
const SET_MOBILE = { name: 'identity.set-mobile', text: 'UPDATE onething.account SET mobile = $2 WHERE id = $1' };
const ALLOW_RECOVERY = { name: 'identity.allow-recovery', text: 'UPDATE onething.account SET recovery_checked_until = $2 WHERE id = $1' };
const OF_PERSON = {
  name: 'identity.proven-account-of-person',
  text: `SELECT ${COLUMNS} FROM onething.account WHERE person_id = $1 AND kind = 'resident' AND level >= 2 AND state = 'active'`,
};
const SET_STATE = {
  name: 'identity.set-state',
  text: 'UPDATE onething.account SET state = $3 WHERE id = $1 AND state = $2 RETURNING id',
};
const HOLDS_POST = {
  name: 'identity.holds-post',
  text: `SELECT EXISTS (SELECT FROM onething.post WHERE account_id = $1 AND role = $2 AND department_code = $3 AND division_code = $4
    AND closed_at IS NULL) AS held`,
};
/** The row keeps its login for as long as closed accounts are kept: nobody takes it over before. The mobile is no longer needed. */
/** With everything by which one logged in: a linked identity must be free for another account. */
const CLOSE = {
  name: 'identity.close-account',
  text: `WITH closed AS (
      UPDATE onething.account SET state = 'closed', closed_at = $2, mobile = NULL, password_hash = ''
      WHERE id = $1 AND state IN ('active', 'proposed') RETURNING id
    ), identities AS (DELETE FROM onething.external_identity WHERE account_id IN (SELECT id FROM closed)),
    factors AS (DELETE FROM onething.second_factor WHERE account_id IN (SELECT id FROM closed)),
    codes AS (DELETE FROM onething.recovery_code WHERE account_id IN (SELECT id FROM closed)),
    passwords AS (DELETE FROM onething.former_password WHERE account_id IN (SELECT id FROM closed))
    SELECT id FROM closed`,
};

/** Changes of accounts after they were opened. */
@Injectable()
export class AccountChangesRepository {
  constructor(private readonly keyring: Keyring) {}

  async findByLogin(login: string, where: Transaction): Promise<StoredAccount | undefined> {
    return this.first(await where.query(BY_LOGIN, [login.toLowerCase()]));
  }

  async findById(id: string, where: Transaction): Promise<StoredAccount | undefined> {
    return this.first(await where.query(BY_ID, [id]));
  }

  /** Until the end of the transaction nobody else changes it. */
  async lock(id: string, where: Transaction): Promise<StoredAccount | undefined> {
    return this.first(await where.query(LOCK, [id]));
  }

  /** Raises an active account of level 1 to level 2 as that person's. @returns false when it is no such account */
  async linkPerson(id: string, personId: string, where: Transaction): Promise<boolean> {
    return (await where.query(LINK, [id, personId])).length === 1;
  }

  async hasProvenAccount(personId: string, where: Transaction): Promise<boolean> {
    return (await where.query<{ proven: boolean }>(PROVEN, [personId]))[0]!.proven;
  }

  async endRecovery(id: string, where: Transaction): Promise<void> {
    await where.query(END_RECOVERY, [id]);
  }

  async setMobile(id: string, mobile: string, where: Transaction): Promise<void> {
    await where.query(SET_MOBILE, [id, this.keyring.encrypt({ table: 'account', field: 'mobile', row: id }, mobile)]);
  }

  async allowRecovery(id: string, until: Date, where: Transaction): Promise<void> {
    await where.query(ALLOW_RECOVERY, [id, until]);
  }

  /** The active account that a person has proven to be the owner of. */
  async findProvenOf(personId: string, where: Transaction): Promise<StoredAccount | undefined> {
    return this.first(await where.query(OF_PERSON, [personId]));
  }

  /** `close` closes. */
  async setState(id: string, from: StoredAccount['state'], to: Exclude<StoredAccount['state'], 'closed'>, where: Transaction): Promise<boolean> {
    return (await where.query(SET_STATE, [id, from, to])).length === 1;
  }

  async holdsPost(id: string, { role, departmentCode, divisionCode }: Post, where: Transaction): Promise<boolean> {
    return (await where.query<{ held: boolean }>(HOLDS_POST, [id, role, departmentCode, divisionCode]))[0]!.held;
  }

  async close(id: string, at: Date, where: Transaction): Promise<boolean> {
    return (await where.query(CLOSE, [id, at])).length === 1;
  }

  private first(rows: unknown[]): StoredAccount | undefined {
    const row = rows[0] as (Omit<StoredAccount, 'mobile'> & { mobile: Envelope | null }) | undefined;
    return row && { ...row, mobile: row.mobile && this.keyring.decrypt({ table: 'account', field: 'mobile', row: row.id }, row.mobile) };
  }
}
