import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, parseCitizenId, type Post } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import { Actors } from '../actors';
import { comparableName } from '../domain/person-name';
import { PasswordHashing } from '../password-hashing';
import { AccountChangesRepository } from '../persistence/account-changes.repository';
import { PersonDirectory } from '../person-directory';
import { accountOf, loginTaken, requireMobile } from '../registration/registrations';
import { LoginSessions } from '../sessions/login-sessions';
import { PostChecks } from './post-checks';
import type { RoleGrant } from './role-grant.repository';
import { RoleGrants } from './role-grants';
import { type StaffSearch, StaffSearches } from './staff-searches';

export interface NewStaff {
  login: string;
  name: string;
  /** Citizen's number: one person is found again behind several accounts. */
  number: string;
  mobile: string;
  /** The first post; the account waits for its approval. */
  post: Post;
  reason: string;
}

export interface StaffAccount {
  accountId: string;
  login: string;
  name: string;
  state: 'proposed' | 'active' | 'locked' | 'closed';
  posts: Post[];
}

interface Switch {
  act: 'account.locked' | 'account.unlocked';
  from: 'active' | 'locked';
  to: 'active' | 'locked';
  reason: string;
}

/** Accounts of officials (工作人员账户). Nobody sets another one's password: the owner makes the first one by recovery. */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly database: Database,
    private readonly register: AccountRegister,
    private readonly accounts: AccountChangesRepository,
    private readonly persons: PersonDirectory,
    private readonly grants: RoleGrants,
    private readonly posts: PostChecks,
    private readonly searches: StaffSearches,
    private readonly hashing: PasswordHashing,
    private readonly sessions: LoginSessions,
    private readonly actors: Actors,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Finds accounts, in the order in which they were opened. */
  async search({ name, ...search }: Omit<StaffSearch, 'personIds'> & { name?: string }): Promise<StaffAccount[]> {
    const personIds = name === undefined ? undefined : await this.persons.findIdsByName(name, 1_000);
    const found = await this.searches.find({ ...search, personIds });
    const persons = await this.persons.findPersons(found.map(({ personId }) => personId));
    return found.map(({ personId, ...account }) => ({ ...account, name: persons.get(personId)?.name ?? '' }));
  }

  /**
   * Proposes an account with its first post. It does nothing until a security administrator approves.
   * @throws DomainError `IDENTITY.LOGIN_TAKEN`, `IDENTITY.NAME_DIFFERS`, `CITIZEN_ID.…`, and as `RoleGrants.propose`
   */
  async propose(actor: Actor, { login, name, number, mobile, post, reason }: NewStaff): Promise<RoleGrant> {
    requireMobile(mobile);
    await this.posts.require(post);
    const passwordHash = await this.hashing.hash(randomBytes(32).toString('base64'));
    return this.database.transaction(async (tx) => {
      const personId = await this.personOf({ name, number, divisionCode: post.divisionCode }, tx);
      const account = { personId, kind: 'staff' as const, login: login.toLowerCase(), passwordHash, level: 2, divisionCode: post.divisionCode, mobile, posts: [] };
      const accountId = await this.register.create(account, tx);
      if (accountId === undefined) throw loginTaken();
      await this.accounts.setState(accountId, 'active', 'proposed', tx);
      const by = { accountId: actor.accountId, personId: actor.personId, roles: actor.roles };
      await this.log.record({ act: 'account.proposed', outcome: 'done', actor: by, subjectPersonId: personId, object: accountOf(accountId), reason }, tx);
      return this.grants.proposeIn(actor, { what: 'grant', accountId, post, reason }, tx);
    });
  }

  /** Ends its sessions and keeps it out until it is unlocked. @throws DomainError `IDENTITY.OWN_LOCK`, `IDENTITY.NOT_ACTIVE` */
  async lock(actor: Actor, accountId: string, reason: string): Promise<void> {
    await this.switch(actor, accountId, { act: 'account.locked', from: 'active', to: 'locked', reason });
  }

  /** @throws DomainError `IDENTITY.OWN_LOCK`, `IDENTITY.NOT_LOCKED` */
  async unlock(actor: Actor, accountId: string, reason: string): Promise<void> {
    await this.switch(actor, accountId, { act: 'account.unlocked', from: 'locked', to: 'active', reason });
  }

  private async switch(
    { accountId: by, personId, roles }: Actor, accountId: string,
    { act, from, to, reason }: Switch,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const account = await this.accounts.lock(accountId, tx);
      if (!account || account.state === 'closed') throw new DomainError('notFound', 'IDENTITY.NO_SUCH_ACCOUNT', 'There is no such account, or it was closed.');
      if (account.personId === personId) throw new DomainError('forbidden', 'IDENTITY.OWN_LOCK', 'Nobody locks or unlocks an account of their own.');
      if (!await this.accounts.setState(accountId, from, to, tx)) {
        throw new DomainError('refused', from === 'active' ? 'IDENTITY.NOT_ACTIVE' : 'IDENTITY.NOT_LOCKED', `The account is not ${from}.`, { current: { state: account.state } });
      }
      if (to === 'locked') await this.sessions.revokeAll(accountId, 'accountChanged', {}, tx);
      await this.log.record({ act, outcome: 'done', actor: { accountId: by, personId, roles }, subjectPersonId: account.personId, object: accountOf(accountId), reason }, tx);
    });
    this.actors.forget(accountId);
  }

  /** @throws DomainError `IDENTITY.NAME_DIFFERS` */
  async personOf({ name, number, divisionCode }: { name: string; number: string; divisionCode: string }, tx: Transaction): Promise<string> {
    const { number: canonical } = parseCitizenId(number, civilDate(this.clock.now()));
    const known = await this.persons.findByNumber(canonical, tx);
    if (!known) return (await this.persons.register({ kind: 'natural', name, number: canonical, divisionCode }, tx)).id;
    if (comparableName(known.name) === comparableName(name)) return known.id;
    const message = 'The records have another name under this number. Compare both with the card.';
    throw new DomainError('refused', 'IDENTITY.NAME_DIFFERS', message, { fields: [{ field: 'name', code: 'IDENTITY.NAME_DIFFERS', message }] });
  }
}
