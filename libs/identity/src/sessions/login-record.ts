import { Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import type { Transaction } from '@onething/persistence';
import type { SessionLimit } from '../domain/session-rules';
import type { Client } from './login-sessions';

/** Who logs in. */
interface RecordedAccount {
  id: string;
  personId: string;
}

/** Why a log-in was refused. */
export type LoginRefusal = 'password' | 'secondFactor';

/** What the security log says of log-ins. A login that nobody has is not written down: people type passwords there. */
@Injectable()
export class LoginRecord {
  constructor(private readonly log: SecurityLog) {}

  async succeeded(account: RecordedAccount, session: { sessionId: string; limitedTo: SessionLimit | null }, client: Client, how: string, tx: Transaction): Promise<void> {
    const whole = byOwner(account, client);
    const detail = { how, ...(session.limitedTo === null ? {} : { limitedTo: session.limitedTo }) };
    await this.log.record({ ...whole, act: 'login.succeeded', outcome: 'done', object: { kind: 'session', id: session.sessionId }, detail }, tx);
    if (how === 'recoveryCode') await this.log.record({ ...whole, act: 'secondFactor.recovered', outcome: 'done', object: { kind: 'account', id: account.id } }, tx);
  }

  /** The second step of a log-in that the identity provider began. */
  async secondFactorGiven(
    account: RecordedAccount, session: { sessionId: string; limitedTo: SessionLimit | null }, client: Client, byRecoveryCode: boolean, tx: Transaction,
  ): Promise<void> {
    const whole = byOwner(account, client);
    const detail = { how: byRecoveryCode ? 'recoveryCode' : 'code', ...(session.limitedTo === null ? {} : { limitedTo: session.limitedTo }) };
    await this.log.record({ ...whole, act: 'secondFactor.given', outcome: 'done', object: { kind: 'session', id: session.sessionId }, detail }, tx);
    if (byRecoveryCode) await this.log.record({ ...whole, act: 'secondFactor.recovered', outcome: 'done', object: { kind: 'account', id: account.id } }, tx);
  }

  async failed(account: RecordedAccount | undefined, because: LoginRefusal, client: Client): Promise<void> {
    await this.log.record({ ...about(account, client), act: 'login.failed', outcome: 'refused', detail: { because } });
  }

  async locked(account: RecordedAccount | undefined, client: Client): Promise<void> {
    await this.log.record({ ...about(account, client), act: 'login.locked', outcome: 'done' });
  }
}

function byOwner({ id, personId }: RecordedAccount, { address, requestId }: Client) {
  return { actor: { accountId: id, personId }, subjectPersonId: personId, address, requestId };
}

function about(account: RecordedAccount | undefined, { address, requestId }: Client) {
  return { address, requestId, ...(account ? { subjectPersonId: account.personId, object: { kind: 'account', id: account.id } } : {}) };
}
