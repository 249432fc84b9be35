import { Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { Actors } from '../actors';
import { PasswordHashing } from '../password-hashing';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { AccountClosing } from './account-closing';
import { AccountMatters, type OpenMatter } from './account-matters.port';
import { AttemptLimits } from './attempt-limits';
import { MobileNotices } from './mobile-notices';
import { OneTimeCodes } from './one-time-codes';
import { accountOf, requireMobile } from './registrations';

/** In an hour: whoever has found an open device does not guess on. */
const MOST_PASSWORDS = 10;

/** What the owner of an account changes: its mobile, and whether there is one. */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountChangesRepository,
    private readonly closing: AccountClosing,
    private readonly codes: OneTimeCodes,
    private readonly limits: AttemptLimits,
    private readonly notices: MobileNotices,
    private readonly hashing: PasswordHashing,
    private readonly matters: AccountMatters,
    private readonly actors: Actors,
    private readonly log: SecurityLog,
  ) {}

  /** Sends a code to the new mobile. @throws DomainError `IDENTITY.MOBILE_FORM`, `IDENTITY.NO_SMS`, `IDENTITY.TOO_MANY_ATTEMPTS` */
  async sendMobileCode({ accountId }: Actor, mobile: string, address: string): Promise<void> {
    requireMobile(mobile);
    this.codes.requireSender();
    await this.codes.countRequest(address, mobile);
    await this.codes.send('mobileChange', { mobile, accountId });
  }

  /**
   * The code shows that the new mobile is the owner's, the password that the owner asks; the old mobile is told.
   * @throws DomainError `IDENTITY.PASSWORD_WRONG`, `IDENTITY.CODE_WRONG`
   */
  async changeMobile({ accountId, personId }: Actor, { mobile, code, password }: { mobile: string; code: string; password: string }): Promise<void> {
    requireMobile(mobile);
    const account = await this.authenticated(accountId, password);
    const tried = await this.codes.try('mobileChange', { mobile, accountId }, code);
    await this.database.transaction(async (tx) => {
      await this.codes.spend(tried, tx);
      await this.accounts.setMobile(accountId, mobile, tx);
      await this.log.record({ act: 'account.mobileChanged', outcome: 'done', actor: { accountId, personId }, subjectPersonId: personId, object: accountOf(accountId) }, tx);
    });
    if (account.mobile === null || account.mobile === mobile) return;
    await this.notices.tellOldMobile(account.mobile, mobile);
  }

  openMatters(actor: Actor): Promise<OpenMatter[]> {
    return this.matters.openMatters(actor);
  }

  /**
   * Closes the account for ever; its drafts go, its person and cases stay, nobody gets its login before the rule for closed accounts erases it.
   * @throws DomainError `IDENTITY.PASSWORD_WRONG`, `IDENTITY.MATTERS_OPEN` with the list as `current`, `IDENTITY.STAFF_ACCOUNT`
   */
  async close(actor: Actor, password: string): Promise<void> {
    const { accountId, personId, kind } = actor;
    if (kind === 'staff') throw new DomainError('refused', 'IDENTITY.STAFF_ACCOUNT', 'A staff account is closed by the administrators: ask them to end its posts.');
    await this.authenticated(accountId, password);
    await this.requireNothingOpen(actor);
    await this.matters.discardDrafts(actor);
    await this.requireNothingOpen(actor);
    await this.database.transaction((tx) => this.closing.close({ id: accountId, personId, level: actor.level }, { accountId, personId }, tx));
    this.actors.forget(accountId);
  }

  /** Asks for the password once more: a device that was left open must not be enough. */
  private async authenticated(accountId: string, password: string): Promise<StoredAccount> {
    await this.limits.count({ of: 'password.account', by: accountId, most: MOST_PASSWORDS });
    const account = await this.accounts.findById(accountId, this.database);
    if (account && await this.hashing.verify(account.passwordHash, password)) return account;
    const message = 'This is not the password of the account.';
    throw new DomainError('invalid', 'IDENTITY.PASSWORD_WRONG', message, { fields: [{ field: 'password', code: 'IDENTITY.PASSWORD_WRONG', message }] });
  }

  private async requireNothingOpen(actor: Actor): Promise<void> {
    const open = await this.matters.openMatters(actor);
    if (open.length === 0) return;
    throw new DomainError('refused', 'IDENTITY.MATTERS_OPEN', 'Matters of this account are still open. Withdraw them, or wait until they are over.', { current: open });
  }
}
