import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { LoginAccount } from '../account-register';
import { type AuthenticatedRequest, Authentication } from '../authentication';
import type { SessionLimit } from '../domain/session-rules';
import { PasswordHashing } from '../password-hashing';
import { type CodeOutcome, secondFactorWrong, SecondFactors } from '../second-factor/second-factors';
import { type LoginAttempt, LoginAttempts } from './login-attempts';
import type { Client } from './login-sessions';
import { SessionOpener, type OpenedSession } from './session-opener';

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
    private readonly hashing: PasswordHashing,
    private readonly attempts: LoginAttempts,
    private readonly secondFactors: SecondFactors,
    private readonly opener: SessionOpener,
    @Inject(Database) private readonly database: Database,
  ) {}

  /**
   * @throws DomainError `IDENTITY.LOGIN_FAILED`, `IDENTITY.LOGIN_LOCKED`, in the same words and time for logins that nobody has;
   * `IDENTITY.SOURCE_LOCKED`, `IDENTITY.SLOW_DOWN`; `IDENTITY.TOO_BUSY`; `IDENTITY.SECOND_FACTOR_REQUIRED`, `IDENTITY.SECOND_FACTOR_WRONG`,
   * `IDENTITY.SECOND_FACTOR_USED_BEFORE`
   */
  async logIn(credentials: Credentials, headers: AuthenticatedRequest['headers'], client: Client): Promise<OpenedSession> {
    const { login, code } = credentials;
    const { attempt, account } = await this.hashing.inTurn(async () => ({
      attempt: await this.attempts.begin(login, client.address),
      account: await this.authentication.findAccount({ headers, body: credentials }),
    }));
    if (!account) return this.fail(attempt, failed());
    const outcome = await this.database.transaction((tx) => this.open(account, code, client, tx));
    if ('session' in outcome) {
      await this.attempts.succeed(attempt);
      return outcome.session;
    }
    if (outcome.refused === 'wrong') return this.fail(attempt, secondFactorWrong());
    await this.attempts.undo(attempt);
    throw outcome.refused === 'noCode' ? codeRequired() : codeUsedBefore();
  }

  private async open(account: LoginAccount, code: string | undefined, client: Client, tx: Transaction): Promise<Outcome> {
    let limitedTo: SessionLimit | null = null;
    if (await this.secondFactors.isEnrolled(account.id, tx)) {
      const outcome = code === undefined ? 'noCode' : await this.secondFactors.use(account.id, code, tx);
      if (outcome !== 'taken' && outcome !== 'recovery') return { refused: outcome };
      if (outcome === 'recovery') limitedTo = 'enrolment';
    } else if (account.kind === 'staff') {
      limitedTo = 'enrolment';
    }
    const session = await this.opener.open(account.id, limitedTo, client, tx);
    if (!session) throw failed();
    return { session };
  }

  private async fail(attempt: LoginAttempt, error: DomainError): Promise<never> {
    await this.attempts.fail(attempt);
    throw error;
  }
}

const failed = () => new DomainError('unauthenticated', 'IDENTITY.LOGIN_FAILED', 'Login or password is wrong. Check both and try again.');
const codeRequired = () => new DomainError('unauthenticated', 'IDENTITY.SECOND_FACTOR_REQUIRED',
  'This account has a second factor. Log in with the code of the authenticator app as "code" too.');
const codeUsedBefore = () => new DomainError('unauthenticated', 'IDENTITY.SECOND_FACTOR_USED_BEFORE',
  'This code was used already, and none serves twice. Wait for the next one, 30 seconds at most.');
