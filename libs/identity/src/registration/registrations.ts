import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { SETTINGS, type Settings } from '@onething/config';
import { CLOCK, type Clock, civilDate, DomainError, isMobile, rateKey } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import { checkedIdentity } from '../domain/claim-check';
import type { PersonKind } from '../domain/person-number';
import { PasswordHashing } from '../password-hashing';
import { assertAcceptablePassword } from '../passwords/acceptable-password';
import { PersonDirectory } from '../person-directory';
import { AttemptLimits } from './attempt-limits';
import { type Claim, ClaimRepository, type Representative } from './claims';
import { OneTimeCodes } from './one-time-codes';

/** In an hour, from one address: a family, or a hall with one line. */
const MOST_PER_ADDRESS = 30;

export interface NewRegistration {
  kind: PersonKind;
  name: string;
  number: string;
  /** Who registers a legal person; never of a natural one. */
  representative?: Representative;
  login: string;
  password: string;
  mobile: string;
  /** The code that was sent to the mobile. */
  code: string;
}

export type ClaimCorrection = Pick<Claim, 'name' | 'number' | 'version'> & { representative?: Representative };

/**
 * Registration (注册). It gives an account of level 1 with a person of its own, which has no number: the typed number is a claim,
 * and nothing of whose number it is can be seen or reached. So the answer is the same whether the number is known or not, and two
 * accounts may claim one number until one of them proves it.
 */
@Injectable()
export class Registrations {
  constructor(
    private readonly database: Database,
    private readonly persons: PersonDirectory,
    private readonly accounts: AccountRegister,
    private readonly claims: ClaimRepository,
    private readonly hashing: PasswordHashing,
    private readonly codes: OneTimeCodes,
    private readonly limits: AttemptLimits,
    private readonly log: SecurityLog,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `IDENTITY.NO_SMS`, `IDENTITY.TOO_MANY_ATTEMPTS`, `IDENTITY.MOBILE_FORM` */
  async sendCode(mobile: string, address: string): Promise<void> {
    requireMobile(mobile);
    this.codes.requireSender();
    await this.codes.countRequest(address, mobile);
    await this.codes.send('registration', { mobile });
  }

  /**
   * @returns the id of the new account
   * @throws DomainError as `checkedIdentity`; `IDENTITY.CODE_WRONG`, `IDENTITY.LOGIN_TAKEN`, `IDENTITY.TOO_MANY_ATTEMPTS`
   */
  async register(said: NewRegistration, address: string): Promise<string> {
    requireMobile(said.mobile);
    const now = this.clock.now();
    const { kind, name, number, representative, login, mobile } = checkedIdentity(said, civilDate(now));
    assertAcceptablePassword(said.password, { kind: 'resident', login });
    await this.limits.count({ of: 'registration.address', by: rateKey(address), most: MOST_PER_ADDRESS });
    const code = await this.codes.try('registration', { mobile }, said.code);
    const passwordHash = await this.hashing.hash(said.password);
    const divisionCode = this.settings.region;
    return this.database.transaction(async (tx) => {
      const person = await this.persons.register({ kind, name, divisionCode }, tx);
      const account = { personId: person.id, kind: 'resident' as const, login: login.toLowerCase(), passwordHash, level: 1, divisionCode, mobile, posts: [] };
      const accountId = await this.accounts.create(account, tx);
      if (accountId === undefined) throw loginTaken();
      await this.claims.insert({ accountId, kind, name, number, representative: representative ?? null }, now, tx);
      await this.codes.spend(code, tx);
      await this.log.record({ act: 'account.registered', outcome: 'done', object: accountOf(accountId), address, detail: { kind } }, tx);
      return accountId;
    });
  }

  /** @throws DomainError `IDENTITY.NOTHING_CLAIMED` */
  async getClaim(accountId: string): Promise<Claim> {
    const claim = await this.claims.find(accountId, this.database);
    if (!claim) throw nothingClaimed();
    return claim;
  }

  /**
   * Mends what was mistyped, as long as nothing is proven. The kind stays: a company and a person are two accounts.
   * @throws DomainError as `checkedIdentity`; `IDENTITY.NOTHING_CLAIMED`, `IDENTITY.CLAIM_CHANGED`
   */
  async correctClaim(actor: { accountId: string; personId: string }, said: ClaimCorrection): Promise<Claim> {
    const { accountId, personId } = actor;
    const { kind } = await this.getClaim(accountId);
    const checked = checkedIdentity({ ...said, kind }, civilDate(this.clock.now()));
    const claim: Claim = { accountId, kind, name: checked.name, number: checked.number, representative: checked.representative ?? null, version: said.version };
    await this.database.transaction(async (tx) => {
      await this.claims.replace(claim, tx);
      await this.persons.rename(personId, claim.name, tx);
      await this.log.record({ act: 'account.claimCorrected', outcome: 'done', actor: { accountId, personId }, object: accountOf(accountId) }, tx);
    });
    return { ...claim, version: claim.version + 1 };
  }
}

/** An account as the security log names it. */
export const accountOf = (id: string) => ({ kind: 'account', id });

/** @throws DomainError `IDENTITY.MOBILE_FORM` */
export function requireMobile(mobile: string, field = 'mobile'): void {
  if (isMobile(mobile)) return;
  const message = 'Write the 11 digits of a mobile number, from 13 to 19.';
  throw new DomainError('invalid', 'IDENTITY.MOBILE_FORM', message, { fields: [{ field, code: 'IDENTITY.MOBILE_FORM', message }] });
}

export function loginTaken(): DomainError {
  const message = 'This login is or was somebody\'s. Choose another one.';
  return new DomainError('conflict', 'IDENTITY.LOGIN_TAKEN', message, { fields: [{ field: 'login', code: 'IDENTITY.LOGIN_TAKEN', message }] });
}

function nothingClaimed(): DomainError {
  return new DomainError('refused', 'IDENTITY.NOTHING_CLAIMED', 'The person of this account was checked already: there is nothing to mend or to prove.');
}
