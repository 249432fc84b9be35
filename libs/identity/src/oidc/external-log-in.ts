import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { LoginAccount } from '../account-register';
import type { SessionLimit } from '../domain/session-rules';
import { SecondFactors } from '../second-factor/second-factors';
import { LoginRecord } from '../sessions/login-record';
import type { Client } from '../sessions/login-sessions';
import { type OpenedSession, SessionOpener } from '../sessions/session-opener';
import type { ExternalSubject } from './identity-provider';

const SUBJECT_PURPOSE = 'external.subject';

const FIND = {
  name: 'identity.account-of-external-identity',
  text: `SELECT a.id, a.person_id AS "personId", a.kind, a.password_hash AS "passwordHash", a.password_set_at AS "passwordSetAt"
    FROM onething.external_identity e JOIN onething.account a ON a.id = e.account_id AND a.state = 'active'
    WHERE e.issuer = $1 AND e.subject_key = ANY($2::text[])`,
};
const LINK = {
  name: 'identity.link-external-identity',
  text: `INSERT INTO onething.external_identity (id, account_id, issuer, subject_key, linked_at)
    SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM onething.external_identity WHERE issuer = $3 AND subject_key = ANY($6::text[]))
    ON CONFLICT DO NOTHING RETURNING id`,
};
const UNLINK = { name: 'identity.unlink-external-identities', text: 'DELETE FROM onething.external_identity WHERE account_id = $1 RETURNING id' };

/** Log-in with an identity of a provider, which the owner of an account has linked to it. The second factor stays ours. */
@Injectable()
export class ExternalLogIn {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly secondFactors: SecondFactors,
    private readonly opener: SessionOpener,
    private readonly record: LoginRecord,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @returns undefined when the identity is linked to no account
   */
  logIn({ issuer, subject }: ExternalSubject, client: Client): Promise<OpenedSession | undefined> {
    return this.database.transaction(async (tx) => {
      const [account] = await tx.query<LoginAccount>(FIND, [issuer, this.keyring.blindIndexes(SUBJECT_PURPOSE, subject)]);
      if (!account) return undefined;
      const session = await this.opener.open(account.id, await this.limitOf(account, tx), client, tx);
      if (session) await this.record.succeeded(account, session, client, 'identityProvider', tx);
      return session;
    });
  }

  /** @throws DomainError `IDENTITY.EXTERNAL_IDENTITY_TAKEN` when it is linked already */
  async link({ accountId, personId }: Actor, { issuer, subject }: ExternalSubject, client: Client): Promise<void> {
    const now = this.clock.now();
    const values = [
      newId(now), accountId, issuer, this.keyring.blindIndex(SUBJECT_PURPOSE, subject), new Date(now), this.keyring.blindIndexes(SUBJECT_PURPOSE, subject),
    ];
    await this.database.transaction(async (tx) => {
      if ((await tx.query(LINK, values)).length === 0) {
        throw new DomainError('conflict', 'IDENTITY.EXTERNAL_IDENTITY_TAKEN', 'This identity of the provider is linked to an account already. Unlink it there first.');
      }
      const { address, requestId } = client;
      const about = { actor: { accountId, personId }, subjectPersonId: personId, object: { kind: 'account', id: accountId }, address, requestId };
      await this.log.record({ ...about, act: 'externalIdentity.linked', outcome: 'done' }, tx);
    });
  }

  /** @throws DomainError `IDENTITY.NO_EXTERNAL_IDENTITY` */
  async unlink({ accountId, personId }: Actor, client: Client): Promise<void> {
    await this.database.transaction(async (tx) => {
      if ((await tx.query(UNLINK, [accountId])).length === 0) {
        throw new DomainError('notFound', 'IDENTITY.NO_EXTERNAL_IDENTITY', 'No identity of a provider is linked to this account.');
      }
      const { address, requestId } = client;
      const about = { actor: { accountId, personId }, subjectPersonId: personId, object: { kind: 'account', id: accountId }, address, requestId };
      await this.log.record({ ...about, act: 'externalIdentity.unlinked', outcome: 'done' }, tx);
    });
  }

  /** What the provider says of its own second factor is not asked: ours is. */
  private async limitOf({ id, kind }: LoginAccount, tx: Transaction): Promise<SessionLimit | null> {
    if (await this.secondFactors.isEnrolled(id, tx)) return 'secondFactor';
    return kind === 'staff' ? 'enrolment' : null;
  }
}
