import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { AccountRegister, type LoginAccount } from '../account-register';
import { type AuthenticatedRequest, Authentication } from '../authentication';
import { isPasswordDue } from '../domain/password-rules';
import type { SessionLimit } from '../domain/session-rules';
import { PasswordHashing } from '../password-hashing';
import { type CodeOutcome, codeUsedBefore, SecondFactors, secondFactorWrong } from '../second-factor/second-factors';
import { type LoginAttempt, LoginAttempts } from './login-attempts';
import { LoginRecord, type LoginRefusal } from './login-record';
import type { Client } from './login-sessions';
import { type OpenedSession, SessionOpener } from './session-opener';

/** What somebody logs in with. */
export interface Credentials {
  login: string;
  password: string;
  /** Of the authenticator app, or a recovery code. */
  code?: string;
}

type Outcome = { session: OpenedSession } | { refused: Exclude<CodeOutcome, 'taken' | 'recovery'> | 'noCode' };

/** Log-in with login and password, and for staff with a second factor. */
@Injectable()
export class LogIn {
  constructor(
    private readonly authentication: Authentication,
    private readonly accounts: AccountRegister,
    private readonly hashing: PasswordHashing,
    private readonly attempts: LoginAttempts,
    private readonly secondFactors: SecondFactors,
    private readonly opener: SessionOpener,
    private readonly record: LoginRecord,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `IDENTITY.LOGIN_FAILED`, `IDENTITY.LOGIN_LOCKED`, in the same words and time for logins that nobody has;
   * `IDENTITY.SOURCE_LOCKED`, `IDENTITY.SLOW_DOWN`; `IDENTITY.TOO_BUSY`; `IDENTITY.SECOND_FACTOR_REQUIRED`,
   * `IDENTITY.SECOND_FACTOR_WRONG`, `IDENTITY.SECOND_FACTOR_USED_BEFORE`
   */
  async logIn(credentials: Credentials, headers: AuthenticatedRequest['headers'], client: Client): Promise<OpenedSession> {
    const { login, code } = credentials;
    const { attempt, account } = await this.hashing.inTurn(async () => ({
      attempt: await this.attempts.begin(login, client.address),
      account: await this.authentication.findAccount({ headers, body: credentials }),
    }));
    if (!account) return this.fail(attempt, await this.accounts.findLogin(login), 'password', client);
    const outcome = await this.database.transaction((tx) => this.open(account, code, client, tx));
    if ('session' in outcome) {
      await this.attempts.succeed(attempt);
      return outcome.session;
    }
    if (outcome.refused === 'wrong') return this.fail(attempt, account, 'secondFactor', client);
    await this.attempts.undo(attempt);
    throw outcome.refused === 'noCode' ? codeRequired() : codeUsedBefore();
  }

  private async open(account: LoginAccount, code: string | undefined, client: Client, tx: Transaction): Promise<Outcome> {
    const isEnrolled = await this.secondFactors.isEnrolled(account.id, tx);
    const outcome = !isEnrolled ? 'none' : code === undefined ? 'noCode' : await this.secondFactors.use(account.id, code, tx);
    if (outcome === 'noCode' || outcome === 'wrong' || outcome === 'usedBefore') return { refused: outcome };
    const session = await this.opener.open(account.id, this.limitOf(account, outcome), client, tx);
    if (!session) throw failed();
    await this.record.succeeded(account, session, client, { none: 'password', taken: 'secondFactor', recovery: 'recoveryCode' }[outcome], tx);
    return { session };
  }

  private limitOf({ kind, passwordSetAt }: LoginAccount, outcome: 'none' | 'taken' | 'recovery'): SessionLimit | null {
    if (outcome === 'recovery' || (outcome === 'none' && kind === 'staff')) return 'enrolment';
    return isPasswordDue({ kind, setAt: passwordSetAt }, this.clock.now()) ? 'passwordChange' : null;
  }

  private async fail(attempt: LoginAttempt, account: LoginAccount | undefined, because: LoginRefusal, client: Client): Promise<never> {
    await this.record.failed(account, because, client);
    if (await this.attempts.fail(attempt)) await this.record.locked(account, client);
    throw because === 'password' ? failed() : secondFactorWrong();
  }
}

const failed = () => new DomainError('unauthenticated', 'IDENTITY.LOGIN_FAILED', 'Login or password is wrong. Check both and try again.');
const codeRequired = () => new DomainError('unauthenticated', 'IDENTITY.SECOND_FACTOR_REQUIRED',
  'This account has a second factor. Log in with the code of the authenticator app as "code" too.');
