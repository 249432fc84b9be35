import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { Actors } from '../actors';
import { AccountChangesRepository } from '../persistence/account-changes.repository';
import { AccountClosing } from '../registration/account-closing';

const IS_LOGGED_IN = {
  name: 'identity.is-logged-in',
  text: 'SELECT EXISTS (SELECT FROM onething.login_session WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2) AS yes',
};

/** Accounts that were registered, of which nobody has proven whose they are, and which nobody uses. */
@Injectable()
export class DormantAccounts {
  constructor(
    private readonly database: Database, private readonly accounts: AccountChangesRepository, private readonly closing: AccountClosing,
    private readonly actors: Actors, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Closes them, with what they claim. Whoever has come back meanwhile keeps the account. */
  async close(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.database.transaction(async (tx) => {
        const account = await this.accounts.lock(id, tx);
        if (account?.state !== 'active' || account.level >= 2) return;
        const [loggedIn] = await tx.query<{ yes: boolean }>(IS_LOGGED_IN, [id, new Date(this.clock.now())]);
        if (!loggedIn!.yes) await this.closing.close(account, undefined, tx);
      });
      this.actors.forget(id);
    }
  }
}
