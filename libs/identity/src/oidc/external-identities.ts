import { Inject, Injectable } from '@nestjs/common';
import { SecurityLog } from '@onething/audit';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { Client } from '../sessions/login-sessions';
import type { ExternalSubject } from './identity-provider';

/** Of the keyed digest under which a subject is kept. */
export const SUBJECT_PURPOSE = 'external.subject';

const LINK = {
  name: 'identity.link-external-identity',
  text: `INSERT INTO onething.external_identity (id, account_id, issuer, subject_key, linked_at)
    SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT FROM onething.external_identity WHERE issuer = $3 AND subject_key = ANY($6::text[]))
    ON CONFLICT DO NOTHING RETURNING id`,
};
const LIST = {
  name: 'identity.list-external-identities',
  text: 'SELECT id, issuer, linked_at AS "linkedAt" FROM onething.external_identity WHERE account_id = $1 ORDER BY linked_at, id',
};
/** $2: that one, or all. */
const UNLINK = {
  name: 'identity.unlink-external-identities',
  text: 'DELETE FROM onething.external_identity WHERE account_id = $1 AND ($2::uuid IS NULL OR id = $2) RETURNING id',
};

/** An identity of a provider that opens an account. Who its owner is there is kept as a keyed digest and cannot be shown. */
export interface LinkedIdentity {
  id: string;
  issuer: string;
  linkedAt: Date;
}

/** Which identities of providers open an account. Its owner sees and ends them; a recovery ends all of them. */
@Injectable()
export class ExternalIdentities {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  list(accountId: string): Promise<LinkedIdentity[]> {
    return this.database.query<LinkedIdentity>(LIST, [accountId]);
  }

  /** @throws DomainError `IDENTITY.EXTERNAL_IDENTITY_TAKEN` when it is linked already */
  async link(actor: Actor, { issuer, subject }: ExternalSubject, client: Client): Promise<void> {
    const now = this.clock.now();
    const values = [
      newId(now), actor.accountId, issuer, this.keyring.blindIndex(SUBJECT_PURPOSE, subject), new Date(now), this.keyring.blindIndexes(SUBJECT_PURPOSE, subject),
    ];
    await this.database.transaction(async (tx) => {
      if ((await tx.query(LINK, values)).length === 0) {
        throw new DomainError('conflict', 'IDENTITY.EXTERNAL_IDENTITY_TAKEN', 'This identity of the provider is linked to an account already. Unlink it there first.');
      }
      await this.log.record({ ...about(actor, client), act: 'externalIdentity.linked', outcome: 'done' }, tx);
    });
  }

  /** @param id of one of them; all when absent @throws DomainError `IDENTITY.NO_EXTERNAL_IDENTITY` */
  async unlink(actor: Actor, id: string | undefined, client: Client): Promise<void> {
    await this.database.transaction(async (tx) => {
      if ((await tx.query(UNLINK, [actor.accountId, id ?? null])).length === 0) {
        throw new DomainError('notFound', 'IDENTITY.NO_EXTERNAL_IDENTITY', 'This account has no such identity of a provider. GET /api/auth/oidc/identities lists them.');
      }
      await this.log.record({ ...about(actor, client), act: 'externalIdentity.unlinked', outcome: 'done' }, tx);
    });
  }

  /** The account was recovered: whoever linked one meanwhile must not come in any more. */
  async unlinkAll({ accountId, personId }: Pick<Actor, 'accountId' | 'personId'>, tx: Transaction): Promise<void> {
    const { length } = await tx.query(UNLINK, [accountId, null]);
    if (length === 0) return;
    const object = { kind: 'account', id: accountId };
    await this.log.record({ act: 'externalIdentity.unlinked', outcome: 'done', subjectPersonId: personId, object, detail: { because: 'recovery', identities: length } }, tx);
  }
}

function about({ accountId, personId }: Actor, { address, requestId }: Client) {
  return { actor: { accountId, personId }, subjectPersonId: personId, object: { kind: 'account', id: accountId }, address, requestId };
}
