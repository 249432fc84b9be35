import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, DomainError, newId, type Post } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import { Actors } from '../actors';
import { conflictingRole, isAdministrator } from '../domain/separation-of-duties';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { PersonDirectory } from '../person-directory';
import { PostChecks } from './post-checks';
import { type RoleGrant, RoleGrantRepository } from './role-grant.repository';

export type Proposal = Pick<RoleGrant, 'what' | 'accountId' | 'post' | 'reason'>;
export interface Verdict {
  verdict: 'approved' | 'rejected';
  /** Of the proposal that was seen. */
  version: number;
  reason?: string;
}

/**
 * Roles are given and ended by two: a system administrator proposes, a security administrator decides (双人授权). Nobody decides on a
 * proposal of their own, or on their own role, also not by another account of the same person.
 */
@Injectable()
export class RoleGrants {
  constructor(
    private readonly database: Database,
    private readonly grants: RoleGrantRepository,
    private readonly register: AccountRegister,
    private readonly accounts: AccountChangesRepository,
    private readonly persons: PersonDirectory,
    private readonly actors: Actors,
    private readonly posts: PostChecks,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `IDENTITY.NO_SUCH_STAFF_ACCOUNT`, `IDENTITY.ROLES_CONFLICT`, `IDENTITY.POST_NOT_HELD`, `IDENTITY.POST_HELD`,
   *   `IDENTITY.ALREADY_PROPOSED`, and as `PostChecks.require`
   */
  async propose(actor: Actor, proposal: Proposal): Promise<RoleGrant> {
    if (proposal.what === 'grant') await this.posts.require(proposal.post);
    return this.database.transaction((tx) => this.proposeIn(actor, proposal, tx));
  }

  /** As `propose`, within a transaction of the caller, who has checked the post. */
  async proposeIn(actor: Actor, { what, accountId, post, reason }: Proposal, tx: Transaction): Promise<RoleGrant> {
    const account = requireStaff(await this.accounts.lock(accountId, tx));
    if (what === 'grant') await this.requireCompatible(account.personId, post, tx);
    await this.requirePost(account, post, what, tx);
    const now = this.clock.now();
    const grant: RoleGrant = {
      id: newId(now), what, accountId, login: account.login, post, reason, state: 'proposed', proposedBy: actor.accountId, proposedAt: new Date(now),
      decidedBy: null, decidedAt: null, version: 1,
    };
    if (!await this.grants.insert(grant, tx)) {
      throw new DomainError('conflict', 'IDENTITY.ALREADY_PROPOSED', 'The same is proposed already, and waits for a security administrator.');
    }
    await this.record('role.proposed', actor, grant, account, reason, tx);
    return grant;
  }

  /**
   * @throws DomainError `IDENTITY.NO_SUCH_PROPOSAL`, `IDENTITY.PROPOSAL_DECIDED` with the present state, `IDENTITY.OWN_PROPOSAL`,
   *   `IDENTITY.OWN_ROLE`, `IDENTITY.ROLES_CONFLICT`, `IDENTITY.POST_NOT_HELD`, `IDENTITY.POST_HELD`, `IDENTITY.LAST_OF_ROLE`,
   *   `IDENTITY.NAME_DIFFERS`
   */
  async decide(actor: Actor, id: string, verdict: Verdict): Promise<RoleGrant> {
    try {
      const decided = await this.database.transaction((tx) => this.decideIn(actor, id, verdict, tx));
      this.actors.forget(decided.accountId);
      return decided;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden') {
        const { accountId, personId, roles } = actor;
        const act = verdict.verdict === 'approved' ? 'role.approved' : 'role.rejected';
        await this.log.record({ act, outcome: 'refused', actor: { accountId, personId, roles }, object: { kind: 'roleGrant', id }, detail: { code: error.code } });
      }
      throw error;
    }
  }

  list(page: Parameters<RoleGrantRepository['list']>[0]): Promise<RoleGrant[]> {
    return this.grants.list(page);
  }

  private async decideIn(actor: Actor, id: string, { verdict, version, reason }: Verdict, tx: Transaction): Promise<RoleGrant> {
    const grant = await this.grants.lock(id, tx);
    if (!grant) throw new DomainError('notFound', 'IDENTITY.NO_SUCH_PROPOSAL', 'There is no such proposal. GET /api/role-grants lists them.');
    if (grant.state !== 'proposed' || grant.version !== version) throw decidedAlready(grant);
    const account = requireStaff(await this.accounts.lock(grant.accountId, tx));
    await this.requireAnother(actor, grant, account, tx);
    if (verdict === 'approved') await this.carryOut(grant, account, tx);
    const decided = await this.grants.decide(id, verdict, actor.accountId, new Date(this.clock.now()), tx);
    if (verdict === 'rejected' && account.state === 'proposed' && !await this.grants.hasPending(account.id, tx)) {
      await this.accounts.close(account.id, new Date(this.clock.now()), tx);
    }
    await this.record(verdict === 'approved' ? 'role.approved' : 'role.rejected', actor, grant, account, reason, tx);
    return decided;
  }

  private async requireAnother(actor: Actor, { proposedBy }: RoleGrant, account: StoredAccount, tx: Transaction): Promise<void> {
    const proposer = await this.accounts.findById(proposedBy, tx);
    if (proposedBy === actor.accountId || proposer?.personId === actor.personId) {
      throw new DomainError('forbidden', 'IDENTITY.OWN_PROPOSAL', 'Nobody decides on a proposal of their own. Another security administrator must.');
    }
    if (account.id === actor.accountId || account.personId === actor.personId) {
      throw new DomainError('forbidden', 'IDENTITY.OWN_ROLE', 'Nobody decides on their own role. Another security administrator must.');
    }
  }

  private async carryOut({ what, post }: RoleGrant, account: StoredAccount, tx: Transaction): Promise<void> {
    if (what === 'grant') {
      await this.requireKnown(account, tx);
      await this.requireCompatible(account.personId, post, tx);
      await this.requirePost(account, post, what, tx);
      await this.register.openPost(account.id, post, tx);
      await this.accounts.setState(account.id, 'proposed', 'active', tx);
      return;
    }
    await this.requirePost(account, post, what, tx);
    if (isAdministrator(post.role) && await this.grants.countOtherHolders(post.role, account.id, tx) === 0) {
      throw new DomainError('refused', 'IDENTITY.LAST_OF_ROLE', 'This is the last account with that part: give it to somebody else first.');
    }
    await this.register.closePost(account.id, post, tx);
  }

  /** A new account whose number the records have under another name: see `StaffAccounts.propose`. */
  private async requireKnown({ state, personId }: StoredAccount, tx: Transaction): Promise<void> {
    if (state !== 'proposed' || (await this.persons.getPerson(personId, tx)).number !== null) return;
    throw new DomainError('refused', 'IDENTITY.NAME_DIFFERS',
      'The records have another name under this number. Have both compared with the card, reject this proposal and have a right one made.');
  }

  private async requireCompatible(personId: string, { role }: Post, tx: Transaction): Promise<void> {
    const conflict = conflictingRole(await this.grants.lockRolesOf(personId, tx), role);
    if (conflict === undefined) return;
    throw new DomainError('refused', 'IDENTITY.ROLES_CONFLICT',
      `One person is not ${role} and ${conflict}: system, security and audit administrators are separate people, and handle no matters. End the other role first.`);
  }

  private async requirePost(account: StoredAccount, post: Post, what: RoleGrant['what'], tx: Transaction): Promise<void> {
    const held = await this.accounts.holdsPost(account.id, post, tx);
    if (held === (what === 'end')) return;
    throw held
      ? new DomainError('refused', 'IDENTITY.POST_HELD', 'The account holds this post already.')
      : new DomainError('refused', 'IDENTITY.POST_NOT_HELD', 'The account does not hold this post.');
  }

  private async record(
    act: 'role.proposed' | 'role.approved' | 'role.rejected', actor: Actor, { id, what, post }: RoleGrant, account: StoredAccount,
    reason: string | undefined, tx: Transaction,
  ): Promise<void> {
    const { accountId, personId, roles } = actor;
    await this.log.record({
      act, outcome: 'done', actor: { accountId, personId, roles }, subjectPersonId: account.personId, object: { kind: 'roleGrant', id },
      ...(reason ? { reason } : {}),
      detail: { what, account: account.id, role: post.role, department: post.departmentCode, division: post.divisionCode },
    }, tx);
  }
}

/** @throws DomainError `IDENTITY.NO_SUCH_STAFF_ACCOUNT` */
export function requireStaff(account: StoredAccount | undefined): StoredAccount {
  if (account?.kind === 'staff' && account.state !== 'closed') return account;
  throw new DomainError('notFound', 'IDENTITY.NO_SUCH_STAFF_ACCOUNT', 'There is no such staff account, or it was closed. POST /api/staff-accounts/search finds them.');
}

const decidedAlready = ({ state, version }: RoleGrant) =>
  new DomainError('conflict', 'IDENTITY.PROPOSAL_DECIDED', 'This proposal was decided on meanwhile. Look at it again.', { current: { state, version } });
