import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog, type SecurityActor } from '@onething/audit';
import { CLOCK, type Clock } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { PersonDirectory } from '../person-directory';
import { LoginSessions } from '../sessions/login-sessions';
import { AccountAddresses } from './account-addresses.port';
import { ClaimRepository } from './claims';
import { accountOf } from './registrations';

/** Of the person of a closed account whose number was never proven. */
const CLOSED_NAME = '已注销';

/** The end of an account: with what was claimed, with what one logged in, where one was told, and with its sessions. */
@Injectable()
export class AccountClosing {
  constructor(
    private readonly accounts: AccountChangesRepository, private readonly claims: ClaimRepository, private readonly persons: PersonDirectory,
    private readonly sessions: LoginSessions, private readonly addresses: AccountAddresses, private readonly log: SecurityLog, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param by nobody: the platform itself */
  async close({ id, personId, level }: Pick<StoredAccount, 'id' | 'personId' | 'level'>, by: SecurityActor | undefined, tx: Transaction): Promise<void> {
    await this.claims.remove(id, tx);
    // Nobody has proven to be that person: nothing refers to the name that was typed.
    if (level < 2) await this.persons.rename(personId, CLOSED_NAME, tx);
    await this.accounts.close(id, new Date(this.clock.now()), tx);
    await this.addresses.forget(id, tx);
    await this.sessions.revokeAll(id, 'accountChanged', {}, tx);
    await this.log.record({ act: 'account.closed', outcome: 'done', ...(by && { actor: by }), subjectPersonId: personId, object: accountOf(id) }, tx);
  }
}
