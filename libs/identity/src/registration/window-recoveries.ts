import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, CLOCK, type Clock, civilDate, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { isSameIdentity } from '../domain/claim-check';
import { searchableNumber } from '../domain/person-number';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { type Person, PersonDirectory } from '../person-directory';
import { securityActorOf } from '../security-actor';
import { AttemptLimits } from './attempt-limits';
import { type Paper, PAPERS } from './identity-proofs';
import { MobileNotices } from './mobile-notices';
import { OneTimeCodes } from './one-time-codes';
import { accountOf, requireMobile } from './registrations';
import { WindowLookUps } from './window-look-ups';
import { WindowRecoveryRepository } from './window-recovery.repository';

/** So long the owner has to set a new password, ms. */
const ALLOWED_MS = 24 * 3_600_000;
/** So long a colleague has to confirm what was asked for: the owner stands at the window, ms. */
const CONFIRMED_WITHIN_MS = 30 * 60_000;
/** In an hour, for one clerk. */
const MOST_LOOKED_UP = 60;

/** What a clerk typed from the paper that lies on the counter. */
export interface ShownPaper {
  paper: Paper;
  name: string;
  number: string;
}

/**
 * Recovery at a window, for who has lost login or mobile: a clerk finds the account by the paper and asks for its recovery with the mobile
 * that its owner has with them; a second one compares the paper too and confirms (双人核验), because one alone could take any account over.
 * Then the account has that mobile, and for a day the check stands in for the register. The password is the owner's own affair.
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
    private readonly recoveries: WindowRecoveryRepository,
    private readonly lookUps: WindowLookUps,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Each look-up is recorded, found or not. @throws DomainError `IDENTITY.NO_ACCOUNT_OF_PAPER`, `IDENTITY.OWN_ACCOUNT` */
  async find(actor: Actor, shown: ShownPaper): Promise<StoredAccount> {
    await this.limits.count({ of: 'window.recovery', by: actor.accountId, most: MOST_LOOKED_UP });
    try {
      const account = await this.lookUp(actor, shown);
      await this.lookUps.found(actor, account, 'recovery');
      return account;
    } catch (error) {
      await this.lookUps.refused(actor, error, 'recovery');
      throw error;
    }
  }

  private async lookUp(actor: Actor, shown: ShownPaper): Promise<StoredAccount> {
    const number = searchableNumber(shown.number, civilDate(this.clock.now()));
    const person = number === undefined ? undefined : await this.persons.findByNumber(number);
    const account = person && fits(person, { ...shown, number: number! }) ? await this.accounts.findProvenOf(person.id, this.database) : undefined;
    if (!account) throw noAccountOfPaper();
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

  /**
   * Nothing changes yet: a colleague confirms it. The old mobile is told at once, so that its owner can object.
   * @throws DomainError as `find`, `IDENTITY.CODE_WRONG`
   */
  async ask(actor: Actor, { mobile, code, ...shown }: ShownPaper & { mobile: string; code: string }): Promise<{ id: string; askedAt: Date; confirmUntil: Date }> {
    requireMobile(mobile);
    const account = await this.find(actor, shown);
    const tried = await this.codes.try('mobileChange', { mobile, accountId: account.id }, code);
    const now = this.clock.now();
    const [id, askedAt] = [newId(now), new Date(now)];
    const asked = { id, accountId: account.id, divisionCode: divisionsOf(actor)[0]!, paper: shown.paper, mobile, askedBy: actor.accountId, askedAt };
    await this.database.transaction(async (tx) => {
      await this.codes.spend(tried, tx);
      await this.recoveries.insert(asked, tx);
      await this.record('account.recoveryAsked', actor, account, shown.paper, tx);
    });
    await this.notices.tellOfRecovery(account.mobile, mobile);
    return { id, askedAt, confirmUntil: new Date(now + CONFIRMED_WITHIN_MS) };
  }

  /** Those of the own divisions that wait, oldest first. */
  async list(actor: Actor): Promise<{ id: string; askedAt: Date; confirmUntil: Date; own: boolean }[]> {
    const waiting = await this.recoveries.list(divisionsOf(actor), this.oldest());
    return waiting.map(({ id, askedBy, askedAt }) => (
      { id, askedAt, confirmUntil: new Date(askedAt.getTime() + CONFIRMED_WITHIN_MS), own: askedBy === actor.accountId }));
  }

  /**
   * By another official of the division, who has compared the paper too.
   * @throws DomainError as `find`; `IDENTITY.NO_SUCH_RECOVERY`, `IDENTITY.SECOND_CLERK_NEEDED`
   */
  async confirm(actor: Actor, id: string, shown: ShownPaper): Promise<void> {
    const account = await this.find(actor, shown);
    const mobile = await this.database.transaction(async (tx) => {
      const asked = await this.recoveries.lock(id, this.oldest(), tx);
      if (!asked || !divisionsOf(actor).includes(asked.divisionCode)) throw noSuchRecovery();
      if (asked.accountId !== account.id) throw noAccountOfPaper();
      const asker = await this.accounts.findById(asked.askedBy, tx);
      if (asked.askedBy === actor.accountId || asker?.personId === actor.personId) throw secondClerkNeeded();
      const now = this.clock.now();
      await this.recoveries.confirm(id, actor.accountId, new Date(now), tx);
      await this.accounts.setMobile(account.id, asked.mobile, tx);
      await this.accounts.allowRecovery(account.id, new Date(now + ALLOWED_MS), tx);
      await this.record('account.recoveryAllowed', actor, account, shown.paper, tx);
      return asked.mobile;
    });
    await this.notices.tellOldMobile(account.mobile, mobile);
  }

  async forget(): Promise<void> {
    await this.recoveries.forget(this.oldest());
  }

  private oldest(): Date {
    return new Date(this.clock.now() - CONFIRMED_WITHIN_MS);
  }

  private async record(act: 'account.recoveryAsked' | 'account.recoveryAllowed', actor: Actor, account: StoredAccount, paper: Paper, tx: Transaction): Promise<void> {
    await this.log.record({ act, outcome: 'done', actor: securityActorOf(actor), subjectPersonId: account.personId, object: accountOf(account.id), detail: { paper } }, tx);
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

/** In which an official receives people. */
const divisionsOf = ({ posts }: Actor): string[] => [...new Set(posts.map(({ divisionCode }) => divisionCode))];

const noAccountOfPaper = () =>
  new DomainError('notFound', 'IDENTITY.NO_ACCOUNT_OF_PAPER', 'No checked account belongs to who this paper shows. Compare number and name with it.');
const noSuchRecovery = () =>
  new DomainError('notFound', 'IDENTITY.NO_SUCH_RECOVERY', 'No recovery of that id waits in your division. It counts for half an hour: ask for it again.');
const secondClerkNeeded = () =>
  new DomainError('forbidden', 'IDENTITY.SECOND_CLERK_NEEDED', 'You have asked for this recovery yourself. A colleague of the division compares the paper and confirms it.');
