import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { Post, Role } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';

export interface RoleGrant {
  id: string;
  /** Give the role, or end it. */
  what: 'grant' | 'end';
  accountId: string;
  /** Of that account. */
  login: string;
  post: Post;
  /** Empty when a rule of retention has erased it. */
  reason: string;
  state: 'proposed' | 'approved' | 'rejected';
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: number;
}

export const GRANT_TABLE = 'role_grant';

const COLUMNS = `id, what, account_id AS "accountId", (SELECT account.login FROM onething.account WHERE account.id = account_id) AS login,
  role, department_code AS "departmentCode", division_code AS "divisionCode", window_id AS "windowId",
  reason, state, proposed_by AS "proposedBy", proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", version`;
const INSERT = {
  name: 'identity.insert-role-grant',
  text: `INSERT INTO onething.role_grant (id, what, account_id, role, department_code, division_code, window_id, reason, state, proposed_by, proposed_at, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10, 1)
    ON CONFLICT (account_id, what, role, department_code, division_code) WHERE state = 'proposed' DO NOTHING RETURNING id`,
};
const LOCK = { name: 'identity.lock-role-grant', text: `SELECT ${COLUMNS} FROM onething.role_grant WHERE id = $1 FOR UPDATE` };
const DECIDE = {
  name: 'identity.decide-role-grant',
  text: `UPDATE onething.role_grant SET state = $2, decided_by = $3, decided_at = $4, version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
};
const LIST = {
  name: 'identity.list-role-grants',
  text: `SELECT ${COLUMNS} FROM onething.role_grant
    WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR account_id = $2) AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
};
const PENDING = {
  name: 'identity.pending-role-grants',
  text: `SELECT id FROM onething.role_grant WHERE account_id = $1 AND state = 'proposed'`,
};
/** Whoever looks at the roles of a person, to give one, waits for who is doing the same. */
const LOCK_PERSON = { name: 'identity.lock-person', text: 'SELECT id FROM onething.person WHERE id = $1 FOR UPDATE' };
const ROLES_OF_PERSON = {
  name: 'identity.roles-of-person',
  text: `SELECT DISTINCT post.role FROM onething.post JOIN onething.account ON account.id = post.account_id
    WHERE account.person_id = $1 AND account.kind = 'staff' AND account.state <> 'closed' AND post.closed_at IS NULL`,
};
const ROLES_OF_ACCOUNT = {
  name: 'identity.roles-of-account',
  text: 'SELECT DISTINCT role FROM onething.post WHERE account_id = $1 AND closed_at IS NULL',
};
const LOCK_HOLDERS = { name: 'identity.lock-role-holders', text: 'SELECT pg_advisory_xact_lock(hashtext($1))' };
const HOLDERS = {
  name: 'identity.count-role-holders',
  text: `SELECT count(DISTINCT account.id) AS holders FROM onething.post JOIN onething.account ON account.id = post.account_id
    WHERE post.role = $1 AND post.closed_at IS NULL AND account.state = 'active' AND account.id <> $2`,
};

type Stored = Omit<RoleGrant, 'post' | 'reason'> & Omit<Post, 'windowId'> & { windowId: string | null; reason: Envelope | null };

/** Reads and writes proposals. */
@Injectable()
export class RoleGrantRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** @returns false when the same is proposed already */
  async insert({ id, what, accountId, post, reason, proposedBy, proposedAt }: RoleGrant, where: Transaction): Promise<boolean> {
    const sealed = this.keyring.encrypt(reasonOf(id), reason);
    const values = [id, what, accountId, post.role, post.departmentCode, post.divisionCode, post.windowId ?? null, sealed, proposedBy, proposedAt];
    return (await where.query(INSERT, values)).length === 1;
  }

  async lock(id: string, where: Transaction): Promise<RoleGrant | undefined> {
    const [stored] = await where.query<Stored>(LOCK, [id]);
    return stored && this.read(stored);
  }

  async decide(id: string, state: 'approved' | 'rejected', by: string, at: Date, where: Transaction): Promise<RoleGrant> {
    return this.read((await where.query<Stored>(DECIDE, [id, state, by, at]))[0]!);
  }

  /** Newest first. @param page `after` the id of the last one of the page before */
  async list({ state, accountId, after, limit }: { state?: RoleGrant['state']; accountId?: string; after?: string; limit: number }): Promise<RoleGrant[]> {
    const rows = await this.database.query<Stored>(LIST, [state ?? null, accountId ?? null, after ?? null, limit]);
    return rows.map((stored) => this.read(stored));
  }

  async hasPending(accountId: string, where: Transaction): Promise<boolean> {
    return (await where.query(PENDING, [accountId])).length > 0;
  }

  /** Of all staff accounts of a person, under a lock until the end of the transaction. */
  async lockRolesOf(personId: string, where: Transaction): Promise<Role[]> {
    await where.query(LOCK_PERSON, [personId]);
    return (await where.query<{ role: Role }>(ROLES_OF_PERSON, [personId])).map(({ role }) => role);
  }

  async rolesOf(accountId: string, where: Transaction): Promise<Role[]> {
    return (await where.query<{ role: Role }>(ROLES_OF_ACCOUNT, [accountId])).map(({ role }) => role);
  }

  /** How many other active accounts hold the role, under a lock until the end of the transaction. */
  async countOtherHolders(role: Role, accountId: string, where: Transaction): Promise<number> {
    await where.query(LOCK_HOLDERS, [`onething.role.${role}`]);
    return (await where.query<{ holders: number }>(HOLDERS, [role, accountId]))[0]!.holders;
  }

  private read({ role, departmentCode, divisionCode, windowId, reason, ...grant }: Stored): RoleGrant {
    return {
      ...grant, post: { role, departmentCode, divisionCode, ...(windowId === null ? {} : { windowId }) },
      reason: reason === null ? '' : this.keyring.decrypt(reasonOf(grant.id), reason),
    };
  }
}

const reasonOf = (row: string) => ({ table: GRANT_TABLE, field: 'reason', row });
