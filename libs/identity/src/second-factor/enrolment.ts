import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { type Actor, DomainError } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { AccountRegister } from '../account-register';
import type { SessionLimit } from '../domain/session-rules';
import { otpauthUri } from '../domain/totp';
import { type Client, type CurrentSession, LoginSessions } from '../sessions/login-sessions';
import { Reauthentication } from '../sessions/reauthentication';
import { SecondFactors } from './second-factors';

/** How an account gets its second factor: a secret, then a code that shows that it has arrived. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly accounts: AccountRegister,
    private readonly secondFactors: SecondFactors,
    private readonly sessions: LoginSessions,
    private readonly reauthentication: Reauthentication,
    private readonly log: SecurityLog,
    @Inject(Database) private readonly database: Database,
  ) {}

  /** @throws DomainError `IDENTITY.SECOND_FACTOR_PRESENT`; as `Reauthentication.require` */
  async begin(actor: Actor, session: CurrentSession, password: string | undefined, client: Client): Promise<{ secret: string; uri: string }> {
    const account = await this.accounts.findAccount(actor.accountId);
    if (!account) throw new DomainError('unauthenticated', 'IDENTITY.TOKEN_INVALID', 'The account was closed. Open a new one.');
    await this.reauthentication.require(actor, session, password, client);
    const secret = await this.secondFactors.begin(actor.accountId, waysOf(session));
    return { secret, uri: otpauthUri(secret, account.login) };
  }

  /** The session that lacked it lacks it no more. @throws DomainError as `SecondFactors.confirm` */
  confirm({ accountId, personId }: Actor, session: CurrentSession, code: string): Promise<{ recoveryCodes: string[]; limitedTo: SessionLimit | null }> {
    return this.database.transaction(async (tx) => {
      const recoveryCodes = await this.secondFactors.confirm(accountId, code, waysOf(session), tx);
      const actor = { accountId, personId };
      await this.log.record({ act: 'secondFactor.enrolled', outcome: 'done', actor, subjectPersonId: personId, object: { kind: 'account', id: accountId } }, tx);
      return { recoveryCodes, limitedTo: await this.sessions.satisfy(session.id, 'enrolment', tx) };
    });
  }
}

/** A session that a recovery code has opened is the only one that replaces what was lost. */
const waysOf = ({ limitedTo }: CurrentSession) => ({ replacesLost: limitedTo === 'enrolment' });
