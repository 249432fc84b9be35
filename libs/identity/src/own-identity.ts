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

const RECOVERIES = {
  name: 'identity.own-recoveries',
  text: `SELECT division_code AS division, paper, asked_at AS "askedAt", confirmed_at AS "confirmedAt" FROM onething.window_recovery WHERE account_id = $1 ORDER BY asked_at`,
};
const ATTENDANCES = {
  name: 'identity.own-attendances',
  text: `SELECT id, division_code AS division, window_id AS "window", paper, begun_at AS "begunAt", coalesce(ended_at, ends_at) AS "endedAt",
      licences_allowed_at AS "licencesAllowedAt"
    FROM onething.window_attendance WHERE person_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
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

  /** How an account was recovered at a window, or is to be. The new mobile stands with the account once it is confirmed. */
  async* recoveriesOf({ accountId }: Actor): AsyncGenerator<object> {
    yield* await this.database.query<object>(RECOVERIES, [accountId]);
  }

  /** When one stood at a counter, and had a clerk apply. */
  async* attendancesOf({ personId }: Actor): AsyncGenerator<object> {
    for (let after: string | undefined; ;) {
      const page = await this.database.query<{ id: string }>(ATTENDANCES, [personId, after ?? null, PAGE]);
      yield* page;
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
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
