import { Inject, Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, newId, type Post } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';

export interface NewAccount {
  id?: string;
  personId: string;
  kind: Actor['kind'];
  /** Small letters, unique. */
  login: string;
  passwordHash: string;
  /** False for a password that everybody knows anyway: its age does not count. */
  passwordAges?: boolean;
  level: number;
  divisionCode: string;
  mobile?: string;
  posts: Post[];
}

export interface Account {
  id: string;
  personId: string;
  kind: Actor['kind'];
  login: string;
  level: number;
  /** Null when none was given. */
  mobile: string | null;
}

/** What a log-in needs to know of an account. */
export interface LoginAccount {
  /** Null: the password's age does not count. */
  passwordSetAt: Date | null;
  id: string;
  personId: string;
  kind: Actor['kind'];
  passwordHash: string;
}

export type ActorRow = Omit<Actor, 'roles'>;

/** Table of the accounts, also the `table` of its envelopes' place. */
export const ACCOUNT_TABLE = 'account';

const FIND_LOGIN = {
  name: 'identity.account-by-login',
  text: `SELECT id, person_id AS "personId", kind, password_hash AS "passwordHash", password_set_at AS "passwordSetAt" FROM onething.account WHERE login = $1 AND state = 'active'`,
};
const PROVEN_ACCOUNT = {
  name: 'identity.proven-account',
  text: `SELECT id FROM onething.account WHERE person_id = $1 AND kind = 'resident' AND level >= 2 AND state = 'active' ORDER BY id LIMIT 1`,
};
const FIND_ACCOUNT = {
  name: 'identity.account-by-id',
  text: `SELECT id, person_id AS "personId", kind, login, level, mobile FROM onething.account WHERE id = $1 AND state = 'active'`,
};
/** Who acts with an account, one row of an `ActorRow`. @param id an SQL expression */
export const actorOf = (id: string): string =>
  `SELECT account.id AS "accountId", account.person_id AS "personId", account.kind, account.level, coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'role', post.role, 'departmentCode', post.department_code, 'divisionCode', post.division_code, 'windowId', post.window_id))
      ORDER BY post.opened_at, post.id, post.department_code) FILTER (WHERE post.id IS NOT NULL), '[]') AS posts
    FROM onething.account LEFT JOIN onething.held_post post ON post.account_id = account.id
    WHERE account.id = ${id} AND account.state = 'active' GROUP BY account.id`;
const FIND_ACTOR = { name: 'identity.actor', text: actorOf('$1') };
const FIND_AT = {
  name: 'identity.accounts-at',
  text: `SELECT DISTINCT account.id FROM onething.held_post post JOIN onething.account ON account.id = post.account_id
    WHERE post.department_code = $1 AND post.division_code = $2 AND post.role = ANY($3::text[])
      AND account.state = 'active' ORDER BY account.id`,
};
const FIND_SUPERVISORS = {
  name: 'identity.supervisors-of-division',
  text: `SELECT DISTINCT account.id FROM onething.held_post post JOIN onething.account ON account.id = post.account_id
    WHERE post.role = 'supervisor' AND $1 LIKE regexp_replace(post.division_code, '(00)+$', '') || '%' AND account.state = 'active' ORDER BY account.id`,
};
const FIND_RESIDENT = {
  name: 'identity.resident-accounts',
  text: `SELECT id FROM onething.account WHERE person_id = $1 AND kind = 'resident' AND state = 'active' ORDER BY id`,
};
const FIND_PERSONS = {
  name: 'identity.persons-of-accounts',
  text: 'SELECT id, person_id AS "personId" FROM onething.account WHERE id = ANY($1::uuid[])',
};
const INSERT_ACCOUNT = {
  name: 'identity.insert-account',
  text: `INSERT INTO onething.account (id, division_code, person_id, kind, login, password_hash, level, state, created_at, mobile, password_set_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10) ON CONFLICT (login) DO NOTHING RETURNING id`,
};
const OPEN_POST = {
  name: 'identity.open-post',
  text: `INSERT INTO onething.post (id, account_id, role, department_code, division_code, opened_at, window_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (account_id, role, department_code, division_code) WHERE closed_at IS NULL DO NOTHING`,
};
const CLOSE_POST = {
  name: 'identity.close-post',
  text: `UPDATE onething.post SET closed_at = $5
    WHERE account_id = $1 AND role = $2 AND department_code = $3 AND division_code = $4 AND closed_at IS NULL`,
};

/** Accounts and their posts. */
@Injectable()
export class AccountRegister {
  constructor(private readonly database: Database, private readonly keyring: Keyring, @Inject(CLOCK) private readonly clock: Clock) {}

  async findLogin(login: string): Promise<LoginAccount | undefined> {
    const [row] = await this.database.query<LoginAccount>(FIND_LOGIN, [login.toLowerCase()]);
    return row;
  }

  /** The active account of that id. */
  async findAccount(id: string): Promise<Account | undefined> {
    const [row] = await this.database.query<Omit<Account, 'mobile'> & { mobile: Envelope | null }>(FIND_ACCOUNT, [id]);
    return row && { ...row, mobile: row.mobile && this.keyring.decrypt(mobileOf(row.id), row.mobile) };
  }

  /** The account by which a person whose identity was checked acts; undefined when there is none. */
  async findProvenAccount(personId: string, where: Transaction = this.database): Promise<string | undefined> {
    return (await where.query<{ id: string }>(PROVEN_ACCOUNT, [personId]))[0]?.id;
  }

  /** Who acts with that account now: no roles are remembered by a token. */
  async findActor(accountId: string): Promise<Actor | undefined> {
    const [row] = await this.database.query<ActorRow>(FIND_ACTOR, [accountId]);
    return row && actorFrom(row);
  }

  /** The active accounts that hold one of the roles at that very office. */
  async findAccountsAt(office: Pick<Post, 'departmentCode' | 'divisionCode'>, roles: readonly Post['role'][]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(FIND_AT, [office.departmentCode, office.divisionCode, roles]);
    return rows.map(({ id }) => id);
  }

  /** The active accounts of supervisors whose division covers that one. */
  async findSupervisorsOf(divisionCode: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(FIND_SUPERVISORS, [divisionCode])).map(({ id }) => id);
  }

  /** The active accounts with which a person acts for itself. */
  async findResidentAccounts(personId: string): Promise<string[]> {
    return (await this.database.query<{ id: string }>(FIND_RESIDENT, [personId])).map(({ id }) => id);
  }

  /** Whose accounts they are, closed ones too; by account. */
  async findPersonsOf(accountIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; personId: string }>(FIND_PERSONS, [[...new Set(accountIds)]]);
    return new Map(rows.map(({ id, personId }) => [id, personId]));
  }

  /** @returns the id of the new account, or undefined when the login is taken */
  async create(account: NewAccount, where: Transaction = this.database): Promise<string | undefined> {
    const now = this.clock.now();
    const { id = newId(now), divisionCode, personId, kind, login, passwordHash, passwordAges = true, level, mobile, posts } = account;
    const sealed = mobile === undefined ? null : this.keyring.encrypt(mobileOf(id), mobile);
    const values = [id, divisionCode, personId, kind, login, passwordHash, level, new Date(now), sealed, passwordAges ? new Date(now) : null];
    const [row] = await where.query<{ id: string }>(INSERT_ACCOUNT, values);
    if (!row) return undefined;
    for (const post of posts) await this.openPost(id, post, where);
    return id;
  }

  /** @param post of a window clerk: `departmentCode` is the department that runs the window; one window of its division at a time */
  async openPost(accountId: string, post: Post, where: Transaction = this.database): Promise<void> {
    const now = this.clock.now();
    await where.query(OPEN_POST, [newId(now), accountId, post.role, post.departmentCode, post.divisionCode, new Date(now), post.windowId ?? null]);
  }

  async closePost(accountId: string, post: Post, where: Transaction = this.database): Promise<void> {
    await where.query(CLOSE_POST, [accountId, post.role, post.departmentCode, post.divisionCode, new Date(this.clock.now())]);
  }
}

/** A resident acts for the own person, staff by their posts alone. */
export function actorFrom({ accountId, personId, kind, level, posts }: ActorRow): Actor {
  if (kind === 'resident') return { accountId, personId, kind, level, roles: ['resident'], posts: [] };
  return { accountId, personId, kind, level, roles: [...new Set(posts.map((post) => post.role))], posts };
}

function mobileOf(id: string): Place {
  return { table: ACCOUNT_TABLE, field: 'mobile', row: id };
}
