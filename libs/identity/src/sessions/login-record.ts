import { Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import type { Transaction } from '@onething/persistence';
import type { LoginAccount } from '../account-register';
import type { SessionLimit } from '../domain/session-rules';
import type { Client } from './login-sessions';

/** Why a log-in was refused. */
export type LoginRefusal = 'password' | 'secondFactor';

/** What the security log says of log-ins. A login that nobody has is not written down: people type passwords there. */
@Injectable()
export class LoginRecord {
  constructor(private readonly log: SecurityLog) {}

  async succeeded(account: LoginAccount, session: { sessionId: string; limitedTo: SessionLimit | null }, client: Client, how: string, tx: Transaction): Promise<void> {
    const { address, requestId } = client;
    const whole = { actor: { accountId: account.id, personId: account.personId }, subjectPersonId: account.personId, address, requestId };
    const detail = { how, ...(session.limitedTo === null ? {} : { limitedTo: session.limitedTo }) };
    await this.log.record({ ...whole, act: 'login.succeeded', outcome: 'done', object: { kind: 'session', id: session.sessionId }, detail }, tx);
    if (how === 'recoveryCode') await this.log.record({ ...whole, act: 'secondFactor.recovered', outcome: 'done', object: { kind: 'account', id: account.id } }, tx);
  }

  async failed(account: LoginAccount | undefined, because: LoginRefusal, client: Client): Promise<void> {
    await this.log.record({ ...about(account, client), act: 'login.failed', outcome: 'refused', detail: { because } });
  }

  async locked(account: LoginAccount | undefined, client: Client): Promise<void> {
    await this.log.record({ ...about(account, client), act: 'login.locked', outcome: 'done' });
  }
}

function about(account: LoginAccount | undefined, { address, requestId }: Client) {
  return { address, requestId, ...(account ? { subjectPersonId: account.personId, object: { kind: 'account', id: account.id } } : {}) };
}
