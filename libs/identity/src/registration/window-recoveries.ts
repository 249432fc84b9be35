import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, civilDate, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { isSameIdentity } from '../domain/claim-check';
import { searchableNumber } from '../domain/person-number';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { type Person, PersonDirectory } from '../person-directory';
import { AttemptLimits } from './attempt-limits';
import { type Paper, PAPERS } from './identity-proofs';
import { MobileNotices } from './mobile-notices';
import { OneTimeCodes } from './one-time-codes';
import { accountOf, requireMobile } from './registrations';

/** So long the owner has to set a new password, ms. */
const ALLOWED_MS = 24 * 3_600_000;
/** In an hour, for one clerk. */
const MOST_LOOKED_UP = 60;

/** What a clerk typed from the paper that lies on the counter. */
export interface ShownPaper {
  paper: Paper;
  name: string;
  number: string;
}

/**
 * Recovery at a window, for who has lost login or mobile: the clerk finds the account by the paper, gives it the mobile that its
 * owner has with them, and for a day the check stands in for the register. The password is the owner's own affair.
 */
@Injectable()
export class WindowRecoveries {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountChangesRepository,
    private readonly persons: PersonDirectory,
    private readonly codes: OneTimeCodes,
    private readonly notices: MobileNotices,
    private readonly limits: AttemptLimits,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `IDENTITY.NO_ACCOUNT_OF_PAPER`, `IDENTITY.OWN_ACCOUNT` */
  async find(actor: Actor, shown: ShownPaper): Promise<StoredAccount> {
    await this.limits.count({ of: 'window.recovery', by: actor.accountId, most: MOST_LOOKED_UP });
    const number = searchableNumber(shown.number, civilDate(this.clock.now()));
    const person = number === undefined ? undefined : await this.persons.findByNumber(number);
    const account = person && fits(person, { ...shown, number: number! }) ? await this.accounts.findProvenOf(person.id, this.database) : undefined;
    if (!account) throw new DomainError('notFound', 'IDENTITY.NO_ACCOUNT_OF_PAPER', 'No checked account belongs to who this paper shows. Compare number and name with it.');
    await this.requireAnothers(actor, person!);
    return account;
  }

  /** Sends a code to the mobile that the owner has with them. @throws DomainError as `find`, `IDENTITY.NO_SMS`, `IDENTITY.TOO_MANY_ATTEMPTS` */
  async sendCode(actor: Actor, shown: ShownPaper, mobile: string, address: string): Promise<void> {
    requireMobile(mobile);
    this.codes.requireSender();
    const { id } = await this.find(actor, shown);
    await this.codes.countRequest(address, mobile);
    await this.codes.send('mobileChange', { mobile, accountId: id });
  }

  /** @throws DomainError as `find`, `IDENTITY.CODE_WRONG` */
  async allow(actor: Actor, { mobile, code, ...shown }: ShownPaper & { mobile: string; code: string }): Promise<void> {
    requireMobile(mobile);
    const account = await this.find(actor, shown);
    const tried = await this.codes.try('mobileChange', { mobile, accountId: account.id }, code);
    const { accountId, personId, roles } = actor;
    await this.database.transaction(async (tx) => {
      await this.codes.spend(tried, tx);
      await this.accounts.setMobile(account.id, mobile, tx);
      await this.accounts.allowRecovery(account.id, new Date(this.clock.now() + ALLOWED_MS), tx);
      await this.log.record({
        act: 'account.recoveryAllowed', outcome: 'done', actor: { accountId, personId, roles }, subjectPersonId: account.personId,
        object: accountOf(account.id), detail: { paper: shown.paper },
      }, tx);
    });
    await this.notices.tellOldMobile(account.mobile, mobile);
  }

  private async requireAnothers(actor: Actor, person: Person): Promise<void> {
    const clerk = await this.persons.getPerson(actor.personId);
    if (clerk.id !== person.id && (clerk.number === null || clerk.number !== person.number)) return;
    throw new DomainError('forbidden', 'IDENTITY.OWN_ACCOUNT', 'Nobody checks an account of their own. Ask a colleague.');
  }
}

function fits({ kind, name, number }: Person, { paper, ...shown }: ShownPaper): boolean {
  return (PAPERS[kind] as readonly Paper[]).includes(paper) && isSameIdentity({ kind, name, number: number! }, { kind, ...shown });
}
