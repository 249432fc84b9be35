import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { Actor } from '@onething/kernel';
import { Database } from '@onething/persistence';
import { AccountRegister } from './account-register';
import { ExternalIdentities } from './oidc/external-identities';
import { CorrectionFileRepository } from './corrections/correction-file.repository';
import { CorrectionRepository } from './corrections/correction.repository';
import { MandateRepository } from './persistence/mandate.repository';
import { PersonDirectory } from './person-directory';
import { ClaimRepository } from './registration/claims';
import { SecondFactors } from './second-factor/second-factors';
import { LoginSessions } from './sessions/login-sessions';

const PAGE = 50;
const PROOFS = {
  name: 'identity.own-proofs',
  text: 'SELECT way, paper, proven_at AS "provenAt", representative FROM onething.identity_proof WHERE account_id = $1',
};

interface StoredProof {
  way: string;
  paper: string | null;
  provenAt: Date;
  representative: Envelope | null;
}

/** What the platform keeps about who a person is, for the person. */
@Injectable()
export class OwnIdentity {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRegister,
    private readonly persons: PersonDirectory,
    private readonly sessions: LoginSessions,
    private readonly mandates: MandateRepository,
    private readonly claims: ClaimRepository,
    private readonly corrections: CorrectionRepository,
    private readonly correctionFiles: CorrectionFileRepository,
    private readonly secondFactors: SecondFactors,
    private readonly identities: ExternalIdentities,
    private readonly keyring: Keyring,
  ) {}

  async* person({ personId }: Actor): AsyncGenerator<object> {
    yield await this.persons.getPerson(personId);
  }

  async* accountsOf({ accountId, roles, posts }: Actor): AsyncGenerator<object> {
    yield { ...await this.accounts.findAccount(accountId), roles, posts };
  }

  /** Children whose guardian one is, and one's own guardians. */
  async* relations({ personId }: Actor): AsyncGenerator<object> {
    for (const { id, name, number } of await this.persons.childrenOf(personId)) yield { relation: 'child', id, name, number };
    for (const { id, name } of await this.persons.guardiansOf(personId)) yield { relation: 'guardian', id, name };
  }

  async* mandatesOf({ personId }: Actor): AsyncGenerator<object> {
    const { number, name } = await this.persons.getPerson(personId);
    for (let after: string | undefined; ;) {
      const page = await this.mandates.listGiven(this.database, personId, { after, limit: PAGE });
      for (const mandate of page) yield { role: 'principal', ...mandate };
      after = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
    for (let after: string | undefined; ;) {
      const page = await this.mandates.listHeld(this.database, { personId, name, number }, { after, limit: PAGE });
      for (const mandate of page) yield { role: 'agent', ...mandate };
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  /** What was typed and nobody has checked yet. */
  async* claimOf({ accountId }: Actor): AsyncGenerator<object> {
    const claim = await this.claims.find(accountId, this.database);
    if (claim) yield claim;
  }

  /** How and when it was checked who one is. */
  async* proofsOf({ accountId }: Actor): AsyncGenerator<object> {
    for (const { representative, ...proof } of await this.database.query<StoredProof>(PROOFS, [accountId])) {
      const place = { table: 'identity_proof', field: 'representative', row: accountId };
      yield { ...proof, ...(representative && { representative: JSON.parse(this.keyring.decrypt(place, representative)) as object }) };
    }
  }

  /** What one has asked to have corrected, and what became of it. */
  async* correctionsOf({ personId }: Actor): AsyncGenerator<object> {
    for (let after: string | undefined; ;) {
      const page = await this.corrections.ofPerson(personId, { after, limit: PAGE }, this.database);
      const files = Map.groupBy(await this.correctionFiles.ofCorrections(page.map(({ id }) => id), this.database), ({ correctionId }) => correctionId);
      for (const { personId: _, accountId: __, decidedBy: ___, ...correction } of page) {
        const handedIn = files.get(correction.id)?.map(({ name, contentType, size, sha256, createdAt }) => ({ name, contentType, size, sha256, at: createdAt.toISOString() }));
        yield { ...correction, ...(handedIn && { files: handedIn }) };
      }
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  /** With what one logs in; neither secrets nor digests. */
  async* waysIn({ accountId }: Actor): AsyncGenerator<object> {
    yield { way: 'password' };
    if (await this.secondFactors.isEnrolled(accountId)) yield { way: 'secondFactor' };
    for (const identity of await this.identities.list(accountId)) yield { way: 'externalIdentity', ...identity };
  }

  async* sessionsOf({ accountId }: Actor): AsyncGenerator<object> {
    yield* await this.sessions.list(accountId);
  }
}
