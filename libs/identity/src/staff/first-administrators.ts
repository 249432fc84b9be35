import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { SETTINGS, type Settings } from '@onething/config';
import { DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import { ADMINISTRATOR_ROLES, type AdministratorRole } from '../domain/separation-of-duties';
import { PasswordHashing } from '../password-hashing';
import { assertAcceptablePassword } from '../passwords/acceptable-password';
import { accountOf, loginTaken, requireMobile } from '../registration/registrations';
import { PLATFORM_OFFICE } from './post-checks';
import { StaffAccounts } from './staff-accounts';

export interface FirstAdministrator {
  role: AdministratorRole;
  login: string;
  name: string;
  number: string;
  mobile: string;
  password: string;
}

const LOCK = { name: 'identity.lock-bootstrap', text: `SELECT pg_advisory_xact_lock(hashtext('onething.bootstrap'))` };
const ANY = {
  name: 'identity.any-administrator',
  text: `SELECT EXISTS (SELECT FROM onething.post WHERE role IN ('administrator', 'securityAdministrator', 'auditor')) AS "exists"`,
};

/** The first three administrators of an installation, made once, before anybody can propose or approve. */
@Injectable()
export class FirstAdministrators {
  constructor(
    private readonly database: Database,
    private readonly register: AccountRegister,
    private readonly staff: StaffAccounts,
    private readonly hashing: PasswordHashing,
    private readonly log: SecurityLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws DomainError `IDENTITY.ADMINISTRATORS_EXIST`: there are some, or were once */
  async requireNone(where: Transaction = this.database): Promise<void> {
    if (!(await where.query<{ exists: boolean }>(ANY, []))[0]!.exists) return;
    throw new DomainError('refused', 'IDENTITY.ADMINISTRATORS_EXIST', 'There are administrators already: they propose and approve further accounts.');
  }

  /**
   * Makes all three or none.
   * @throws DomainError `IDENTITY.ADMINISTRATORS_EXIST`, `IDENTITY.ROLES_CONFLICT` when two are one person, `IDENTITY.PASSWORD_…`,
   *   `IDENTITY.LOGIN_TAKEN`, `IDENTITY.MOBILE_FORM`, `CITIZEN_ID.…`
   */
  async create(three: readonly FirstAdministrator[]): Promise<void> {
    for (const role of ADMINISTRATOR_ROLES) if (three.filter((one) => one.role === role).length !== 1) throw new RangeError(`There must be one ${role}`);
    for (const { login, mobile, password } of three) {
      requireMobile(mobile);
      requireStrong(password, login);
    }
    requireSeparate(three);
    const hashes = await Promise.all(three.map(({ password }) => this.hashing.hash(password)));
    await this.database.transaction(async (tx) => {
      await tx.query(LOCK, []);
      await this.requireNone(tx);
      for (const [index, one] of three.entries()) await this.make(one, hashes[index]!, tx);
    });
  }

  private async make({ role, login, name, number, mobile }: FirstAdministrator, passwordHash: string, tx: Transaction): Promise<void> {
    const divisionCode = this.settings.region;
    const personId = await this.staff.personOf({ name, number, divisionCode }, tx);
    const posts = [{ role, departmentCode: PLATFORM_OFFICE, divisionCode }];
    const account = { personId, kind: 'staff' as const, login: login.toLowerCase(), passwordHash, level: 2, divisionCode, mobile, posts };
    const accountId = await this.register.create(account, tx);
    if (accountId === undefined) throw loginTaken();
    await this.log.record({ act: 'account.bootstrapped', outcome: 'done', subjectPersonId: personId, object: accountOf(accountId), detail: { role } }, tx);
  }
}

/** Characters. */
const SHORTEST_PASSWORD = 12;

/** The rules of staff, and longer. */
function requireStrong(password: string, login: string): void {
  assertAcceptablePassword(password, { kind: 'staff', login });
  if ([...password].length >= SHORTEST_PASSWORD && password.length <= 200) return;
  throw new DomainError('invalid', 'IDENTITY.PASSWORD_WEAK', `A password of an administrator has ${SHORTEST_PASSWORD} to 200 characters.`);
}

function requireSeparate(three: readonly FirstAdministrator[]): void {
  const distinct = (values: string[]) => new Set(values.map((value) => value.toUpperCase())).size === values.length;
  if (distinct(three.map(({ number }) => number)) && distinct(three.map(({ login }) => login)) && distinct(three.map(({ mobile }) => mobile))) return;
  throw new DomainError('refused', 'IDENTITY.ROLES_CONFLICT', 'The three administrators are three people: give three logins, three numbers and three mobiles.');
}
