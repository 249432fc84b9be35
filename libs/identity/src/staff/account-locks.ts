import { Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { Actors } from '../actors';
import { isAdministrator } from '../domain/separation-of-duties';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { accountOf } from '../registration/registrations';
import { LoginSessions } from '../sessions/login-sessions';
import { RoleGrantRepository } from './role-grant.repository';

export interface Switch {
  to: 'active' | 'locked';
  reason: string;
}

/**
 * Keeps accounts out. One security administrator does that alone, except with an administrator: none of the three could be watched any more
 * by who has been locked out, so that is proposed by one and approved by another (`AccountMeasures`), and the last of each part stays.
 */
@Injectable()
export class AccountLocks {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountChangesRepository,
    private readonly grants: RoleGrantRepository,
    private readonly sessions: LoginSessions,
    private readonly actors: Actors,
    private readonly log: SecurityLog,
  ) {}

  /**
   * Locking ends its sessions and keeps it out until it is unlocked.
   * @throws DomainError `IDENTITY.OWN_LOCK`, `IDENTITY.NEEDS_TWO`, `IDENTITY.NOT_ACTIVE`, `IDENTITY.NOT_LOCKED`, `IDENTITY.NO_SUCH_ACCOUNT`
   */
  async switch(actor: Actor, accountId: string, change: Switch): Promise<void> {
    await this.database.transaction(async (tx) => {
      const account = await this.accounts.lock(accountId, tx);
      if (!account || account.state === 'closed') throw new DomainError('notFound', 'IDENTITY.NO_SUCH_ACCOUNT', 'There is no such account, or it was closed.');
      requireAnothers(actor, account);
      if ((await this.grants.rolesOf(accountId, tx)).some(isAdministrator)) throw needsTwo();
      await this.switchIn(actor, account, change, tx);
    });
    this.actors.forget(accountId);
  }

  /** As `switch`, of an account that the caller has locked and about which two have decided. @throws DomainError `IDENTITY.LAST_OF_ROLE` */
  async switchIn(actor: Actor, account: StoredAccount, { to, reason }: Switch, tx: Transaction): Promise<void> {
    const { id } = account;
    const { accountId: by, personId, roles } = actor;
    requireAnothers(actor, account);
    if (to === 'locked') await this.requireOthers(id, tx);
    if (!await this.accounts.setState(id, to === 'locked' ? 'active' : 'locked', to, tx)) {
      throw to === 'locked'
        ? new DomainError('refused', 'IDENTITY.NOT_ACTIVE', 'The account is not active.', { current: { state: account.state } })
        : new DomainError('refused', 'IDENTITY.NOT_LOCKED', 'The account is not locked.', { current: { state: account.state } });
    }
    if (to === 'locked') await this.sessions.revokeAll(id, 'accountChanged', {}, tx);
    const act = to === 'locked' ? 'account.locked' as const : 'account.unlocked' as const;
    await this.log.record({ act, outcome: 'done', actor: { accountId: by, personId, roles }, subjectPersonId: account.personId, object: accountOf(id), reason }, tx);
  }

  private async requireOthers(accountId: string, tx: Transaction): Promise<void> {
    for (const role of (await this.grants.rolesOf(accountId, tx)).filter(isAdministrator)) {
      if (await this.grants.countOtherHolders(role, accountId, tx) === 0) {
        throw new DomainError('refused', 'IDENTITY.LAST_OF_ROLE', 'This is the last account with that part: give it to somebody else first.');
      }
    }
  }
}

function requireAnothers({ personId }: Actor, account: StoredAccount): void {
  if (account.personId === personId) throw new DomainError('forbidden', 'IDENTITY.OWN_LOCK', 'Nobody locks or unlocks an account of their own.');
}

const needsTwo = () => new DomainError('forbidden', 'IDENTITY.NEEDS_TWO',
  'An account of an administrator is locked and unlocked by two: a system administrator proposes it with POST /api/account-measures, a security administrator approves.');
