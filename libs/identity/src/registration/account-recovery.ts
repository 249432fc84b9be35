import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { CLOCK, type Clock, civilDate, DomainError, parseCitizenId, parseUscc } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { comparableName } from '../domain/person-name';
import { ExternalIdentities } from '../oidc/external-identities';
import { Passwords } from '../passwords/passwords';
import { AccountChangesRepository, type StoredAccount } from '../persistence/account-changes.repository';
import { type Person, PersonDirectory } from '../person-directory';
import { LoginSessions } from '../sessions/login-sessions';
import { OneTimeCodes, wrongCode } from './one-time-codes';
import { PopulationRegister } from './population-register.port';
import { accountOf } from './registrations';

export interface Recovery {
  login: string;
  code: string;
  newPassword: string;
  /** Of the account's person; asked for from level 2 on. */
  name?: string;
  number?: string;
  /** Of a legal person: who acts for it. */
  representative?: { name: string; number: string };
}

type SaidOfPerson = Pick<Recovery, 'name' | 'number' | 'representative'>;

/**
 * A forgotten password (找回密码), and the first one of a staff account: by login and a code to the account's mobile; from level 2 on
 * also by number and name, which for residents the register must confirm, or a window has within a day. Unknown accounts get the same answers.
 */
@Injectable()
export class AccountRecovery {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountChangesRepository,
    private readonly persons: PersonDirectory,
    private readonly codes: OneTimeCodes,
    private readonly passwords: Passwords,
    private readonly register: PopulationRegister,
    private readonly sessions: LoginSessions,
    private readonly identities: ExternalIdentities,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Sends a code if there is an active account with a mobile. @throws DomainError `IDENTITY.NO_SMS`, `IDENTITY.TOO_MANY_ATTEMPTS` */
  async sendCode(login: string, address: string): Promise<void> {
    this.codes.requireSender();
    await this.codes.countRequest(address, login.toLowerCase());
    const account = await this.findRecoverable(login);
    // Not waited for, and a failure is not told: both would say that there is such an account.
    if (account) void this.codes.send('recovery', { mobile: account.mobile, accountId: account.id }).catch(() => undefined);
  }

  /**
   * Sets a new password, ends all sessions and unlinks identities of providers. A second factor stays.
   * @throws DomainError `IDENTITY.CODE_WRONG`; with the right code also `IDENTITY.RECOVERY_NOT_CONFIRMED`, `IDENTITY.REGISTER_UNAVAILABLE`
   */
  async recover({ login, code, newPassword, ...said }: Recovery, address: string): Promise<void> {
    await this.codes.countTry(address);
    const account = await this.findRecoverable(login);
    if (!account) throw wrongCode();
    const tried = await this.codes.try('recovery', { mobile: account.mobile, accountId: account.id }, code);
    if (account.level >= 2) await this.confirm(account, said).catch((error: unknown) => this.refused(account, address, error));
    const passwordHash = await this.passwords.hashOf(account.id, newPassword, 'newPassword');
    await this.database.transaction(async (tx) => {
      await this.codes.spend(tried, tx);
      await this.passwords.replace(account.id, passwordHash, tx);
      await this.accounts.endRecovery(account.id, tx);
      await this.identities.unlinkAll({ accountId: account.id, personId: account.personId }, tx);
      await this.sessions.revokeAll(account.id, 'passwordChanged', {}, tx);
      await this.log.record({ act: 'account.recovered', outcome: 'done', subjectPersonId: account.personId, object: accountOf(account.id), address }, tx);
    });
  }

  private async findRecoverable(login: string): Promise<(StoredAccount & { mobile: string }) | undefined> {
    const account = await this.accounts.findByLogin(login, this.database);
    return account?.state === 'active' && account.mobile !== null ? { ...account, mobile: account.mobile } : undefined;
  }

  private async confirm(account: StoredAccount & { mobile: string }, said: SaidOfPerson): Promise<void> {
    const person = await this.persons.getPerson(account.personId);
    if (!this.fits(person, said)) throw notConfirmed();
    const { kind, name, number } = person;
    const checkedAtWindow = account.recoveryCheckedUntil !== null && account.recoveryCheckedUntil.getTime() > this.clock.now();
    if (account.kind === 'staff' || checkedAtWindow) return;
    const representative = kind === 'legal' && said.representative ? { representative: said.representative } : {};
    if (!await this.register.matches({ kind, name, number: number!, mobile: account.mobile, ...representative })) throw notConfirmed();
  }

  private async refused({ id, personId }: StoredAccount, address: string, error: unknown): Promise<never> {
    if (error instanceof DomainError && error.kind === 'refused') {
      await this.log.record({ act: 'account.recovered', outcome: 'refused', subjectPersonId: personId, object: accountOf(id), address, detail: { code: error.code } });
    }
    throw error;
  }

  private fits({ kind, name, number }: Person, said: SaidOfPerson): boolean {
    if (number === null || said.name === undefined || said.number === undefined) return false;
    const typed = kind === 'natural' ? parseCitizenId(said.number, civilDate(this.clock.now())).number : parseUscc(said.number).code;
    return typed === number && comparableName(said.name) === comparableName(name);
  }
}

function notConfirmed(): DomainError {
  return new DomainError('refused', 'IDENTITY.RECOVERY_NOT_CONFIRMED',
    'Give number and name of the account\'s person as the paper shows them. When they are right and this stays, go to a window with the paper.');
}
