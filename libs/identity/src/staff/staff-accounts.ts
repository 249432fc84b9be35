import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, parseCitizenId, type Post } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import { comparableName } from '../domain/person-name';
import { PasswordHashing } from '../password-hashing';
import { AccountChangesRepository } from '../persistence/account-changes.repository';
import { PersonDirectory } from '../person-directory';
import { accountOf, loginTaken, requireMobile } from '../registration/registrations';
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

interface SaidPerson {
  name: string;
  number: string;
  divisionCode: string;
}

export interface StaffAccount {
  accountId: string;
  login: string;
  name: string;
  state: 'proposed' | 'active' | 'locked' | 'closed';
  posts: Post[];
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
   * Proposes an account with its first post. It does nothing until a security administrator approves. Whether the number is known here under
   * another name is not told to one person alone: then nobody can approve it.
   * @throws DomainError `IDENTITY.LOGIN_TAKEN`, `CITIZEN_ID.…`, and as `RoleGrants.propose`
   */
  async propose(actor: Actor, { login, name, number, mobile, post, reason }: NewStaff): Promise<RoleGrant> {
    requireMobile(mobile);
    await this.posts.require(post);
    const passwordHash = await this.hashing.hash(randomBytes(32).toString('base64'));
    return this.database.transaction(async (tx) => {
      const personId = await this.proposedPersonOf({ name, number, divisionCode: post.divisionCode }, tx);
      const account = { personId, kind: 'staff' as const, login: login.toLowerCase(), passwordHash, level: 2, divisionCode: post.divisionCode, mobile, posts: [] };
      const accountId = await this.register.create(account, tx);
      if (accountId === undefined) throw loginTaken();
      await this.accounts.setState(accountId, 'active', 'proposed', tx);
      const by = { accountId: actor.accountId, personId: actor.personId, roles: actor.roles };
      await this.log.record({ act: 'account.proposed', outcome: 'done', actor: by, subjectPersonId: personId, object: accountOf(accountId), reason }, tx);
      return this.grants.proposeIn(actor, { what: 'grant', accountId, post, reason }, tx);
    });
  }

  /** Somebody without a number, when the records have another name under it: `RoleGrants.decide` refuses that. */
  private async proposedPersonOf(said: SaidPerson, tx: Transaction): Promise<string> {
    try {
      return await this.personOf(said, tx);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'IDENTITY.NAME_DIFFERS') throw error;
      const { name, divisionCode } = said;
      return (await this.persons.register({ kind: 'natural', name, divisionCode }, tx)).id;
    }
  }

  /** @throws DomainError `IDENTITY.NAME_DIFFERS` */
  async personOf({ name, number, divisionCode }: SaidPerson, tx: Transaction): Promise<string> {
    const { number: canonical } = parseCitizenId(number, civilDate(this.clock.now()));
    const known = await this.persons.findByNumber(canonical, tx);
    if (!known) return (await this.persons.register({ kind: 'natural', name, number: canonical, divisionCode }, tx)).id;
    if (comparableName(known.name) === comparableName(name)) return known.id;
    const message = 'The records have another name under this number. Compare both with the card.';
    throw new DomainError('refused', 'IDENTITY.NAME_DIFFERS', message, { fields: [{ field: 'name', code: 'IDENTITY.NAME_DIFFERS', message }] });
  }
}
