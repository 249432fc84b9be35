import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { KeyStore } from './keys/key-store.port';
import type { KeyAlgorithm, Signer } from './keys/signer';
import { CertificateRepository, type IssuedCertificate } from './persistence/certificate.repository';
import { readCertificate } from './x509/certificate';
import { type CertificateKind, issueCertificate, issueRevocationList } from './x509/certificate-writer';
import type { SealTrust } from './x509/trust';

const DAY_MS = 86_400_000;
/** How long certificates are valid, days: a seal outlives none of those above it. */
const DAYS: Record<CertificateKind, number> = { root: 20 * 365, maker: 10 * 365, owner: 3 * 365, document: 3 * 365 };
/** A root or maker that could not cover what it signs is followed by a new one; the old one still verifies. */
const COVERED_DAYS = DAYS.owner + 30;
/** How long a revocation list is in force, days. */
const LIST_DAYS = 7;

const NAMES: Partial<Record<CertificateKind, string>> = { root: '一件事电子印章根证书', maker: '一件事电子印章制作' };

/** A certificate with the key that goes with it. */
export interface CertifiedKey {
  keyId: string;
  /** DER. */
  certificate: Buffer;
  /** Epoch ms. */
  validFrom: number;
  validTo: number;
}

/** Issues the certificates of seals under a root of this installation (电子认证), one for SM2 and one for P-256, and revokes them. */
@Injectable()
export class CertificateAuthority {
  constructor(
    private readonly database: Database,
    private readonly repository: CertificateRepository,
    private readonly keys: KeyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of the key that makes seals. It is made when there is none that would cover a seal's life. */
  getMaker(tx: Transaction): Promise<CertifiedKey> {
    return this.current(tx, 'maker', 'SM2');
  }

  /** A new key with its certificate: SM2 to sign with a seal, P-256 to sign PDF. */
  async issueFor(tx: Transaction, kind: 'owner' | 'document', holder: { name: string; organisationCode: string }): Promise<CertifiedKey> {
    return this.issue(tx, kind, kind === 'owner' ? 'SM2' : 'P-256', holder);
  }

  /** @param reason number of RFC 5280 §5.3.1: 1 keyCompromise, 4 superseded, 5 cessationOfOperation */
  async revoke(tx: Transaction, certificate: Buffer, reason: number): Promise<void> {
    await this.repository.revoke(tx, readCertificate(certificate).fingerprint, new Date(this.clock.now()), reason);
  }

  /** Roots and fresh revocation lists: what a verifier anywhere needs. */
  async getTrust(algorithm: KeyAlgorithm): Promise<SealTrust> {
    const roots = await this.repository.listOfKind('root', algorithm);
    const revoked = (await this.repository.listRevoked(algorithm)).map(({ serial, revokedAt, revocationReason }) =>
      ({ serial, at: (revokedAt as Date).getTime(), reason: revocationReason as number }));
    const now = this.clock.now();
    const lists = await Promise.all(roots.filter(({ validTo }) => validTo.getTime() > now).map(async ({ certificate, keyId }) => {
      const order = { issuer: readCertificate(certificate), revoked, number: Math.floor(now / 1000), thisUpdate: now, nextUpdate: now + LIST_DAYS * DAY_MS };
      return issueRevocationList(order, await this.keys.getSigner(keyId));
    }));
    return { roots: roots.map(({ certificate }) => certificate), lists, listsAt: now };
  }

  /** Roots, the one that is valid longest first. @returns DER */
  async getRoots(algorithm: KeyAlgorithm): Promise<Buffer[]> {
    return (await this.repository.listOfKind('root', algorithm)).map(({ certificate }) => certificate);
  }

  /** Makes root and maker when they are missing. @throws DomainError `SEALS.NO_KEY_STORE` */
  async ensure(): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.getMaker(tx);
      await this.current(tx, 'root', 'P-256');
    });
  }

  private async current(tx: Transaction, kind: 'root' | 'maker', algorithm: KeyAlgorithm): Promise<CertifiedKey> {
    await this.repository.lock(tx);
    const [longest] = await this.repository.listOfKind(kind, algorithm, tx);
    const isCovering = longest && longest.revokedAt === null && longest.validTo.getTime() > this.clock.now() + COVERED_DAYS * DAY_MS;
    return isCovering ? certified(longest) : this.issue(tx, kind, algorithm, {});
  }

  private async issue(tx: Transaction, kind: CertificateKind, algorithm: KeyAlgorithm, holder: { name?: string; organisationCode?: string }): Promise<CertifiedKey> {
    const root = kind === 'root' ? undefined : await this.current(tx, 'root', algorithm);
    const keyId = await this.keys.create(algorithm);
    const own = await this.keys.getSigner(keyId);
    const issuer: Signer = root ? await this.keys.getSigner(root.keyId) : own;
    const now = Math.floor(this.clock.now() / 1000) * 1000;
    const certificate = await issueCertificate({
      kind, name: holder.name ?? NAMES[kind]!, organisationCode: holder.organisationCode, spki: own.spki, serial: randomBytes(16),
      validFrom: now, validTo: now + DAYS[kind] * DAY_MS, ...(root ? { issuer: readCertificate(root.certificate) } : {}),
    }, issuer);
    const { fingerprint, serial, validTo } = readCertificate(certificate);
    const issued = { fingerprint, kind, algorithm, keyId, certificate, serial, validTo: new Date(validTo) };
    await this.repository.insert(tx, issued);
    return certified(issued);
  }
}

function certified({ keyId, certificate }: Pick<IssuedCertificate, 'keyId' | 'certificate'>): CertifiedKey {
  const { validFrom, validTo } = readCertificate(certificate);
  return { keyId, certificate, validFrom, validTo };
}
