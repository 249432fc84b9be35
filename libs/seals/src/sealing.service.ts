import { Inject, Injectable } from '@nestjs/common';
import { type SecurityAct, SecurityLog } from '@onething/audit';
import { CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import { CertificateAuthority } from './certificate-authority';
import type { DocumentSigner } from './cms/document-signature';
import { requireUsable, type SealPurpose } from './domain/seal-version.machine';
import { KeyStore } from './keys/key-store.port';
import { type MadeSeal, SealRepository, type SealUse, type SealVersion } from './persistence/seal.repository';
import { writeSesSignature } from './ses/seal-writer';

export interface SealingOrder {
  sealId: string;
  /** SM3 of the finished document, 32 bytes: the document itself never comes here. */
  digest: Buffer;
  purpose: SealPurpose;
  /** Id of the licence, decision or notice. */
  documentId: string;
  caseId?: string;
  /** ASCII, goes into the signature: where the digest comes from and where the seal stands. */
  propertyInfo: string;
  /** Who authorised this use: account of the official who decided, or the name of the worker. */
  authorisedBy: string;
  actor?: SecurityAct['actor'];
}

export interface Sealed {
  /** Id of the use: with it the same document is signed as PDF. */
  useId: string;
  /** 1, 2, 3 … of the seal. */
  seq: number;
  version: number;
  /** SES_Signature of GB/T 38540-2020, DER. */
  signature: Buffer;
  /** Epoch ms, as it stands in the signature. */
  signedAt: number;
}

/** A seal that can be used, with its image, which is drawn onto the document. */
export interface UsableSealImage {
  sealId: string;
  version: number;
  name: string;
  /** Paths only. */
  svg: string;
}

/** Puts seals on documents (用印): for an authorised purpose, within the seal's enabled time, each time recorded and counted. */
@Injectable()
export class SealingService {
  constructor(
    private readonly database: Database,
    private readonly repository: SealRepository,
    private readonly authority: CertificateAuthority,
    private readonly keys: KeyStore,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param where the transaction of what the document is about; a transaction of its own when not given
   * @throws DomainError `SEALS.NOT_FOUND`, `SEALS.NOT_ENABLED`, `SEALS.OUTSIDE_VALIDITY`, `SEALS.PURPOSE_NOT_AUTHORISED`, `SEALS.NO_KEY_STORE`
   * @throws RangeError when the digest has not 32 bytes
   */
  async sealDigest(order: SealingOrder, where?: Transaction): Promise<Sealed> {
    if (order.digest.length !== 32) throw new RangeError('The digest of a document is SM3: 32 bytes');
    try {
      return await (where ? this.sealIn(where, order) : this.database.transaction((tx) => this.sealIn(tx, order)));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'refused') await this.record(this.database, order, 'refused', { code: error.code });
      throw error;
    }
  }

  /** The PDF key of the version that a document was sealed with. @throws DomainError `SEALS.USE_NOT_FOUND`, `SEALS.NOT_ENABLED` … */
  async getDocumentSigner(useId: string, where: Transaction = this.database): Promise<DocumentSigner> {
    const use = await this.repository.findUse(useId, where);
    if (!use) throw new DomainError('notFound', 'SEALS.USE_NOT_FOUND', 'There is no such use of a seal.');
    const versions = await this.repository.listVersions(use.sealId);
    const { made } = await this.requireUsableVersion(where, versions.filter(({ version }) => version === use.version), use.purpose);
    const signer = await this.keys.getSigner(made.documentKeyId);
    return { certificate: made.documentCertificate, chain: await this.authority.getRoots('P-256'), sign: (bytes) => signer.sign(bytes) };
  }

  /** A seal of the owner that may be put on such a document now: special seals before the legal-name seal, the newest first. */
  async findUsable(ownerUscc: string, purpose: SealPurpose): Promise<UsableSealImage | undefined> {
    const now = this.clock.now();
    const versions = (await this.repository.listEnabled(ownerUscc, purpose)).filter(({ validFrom, validTo }) => validFrom!.getTime() <= now && now <= validTo!.getTime());
    const version = versions.find(({ kind }) => kind !== 'legalName') ?? versions[0];
    if (!version) return undefined;
    const { sealId, name } = version;
    return { sealId, version: version.version, name, svg: (await this.repository.findImage(sealId, version.version))! };
  }

  /** Newest first. @param page `after`: number of the last one of the page before */
  listUses(sealId: string, page: { after?: number; limit: number }): Promise<SealUse[]> {
    return this.repository.listUses(sealId, page);
  }

  /** The lock of the seal makes a use and a suspension wait for each other. */
  private async sealIn(tx: Transaction, order: SealingOrder): Promise<Sealed> {
    const { sealId, purpose, documentId, caseId = null, authorisedBy } = order;
    const { version, made } = await this.requireUsableVersion(tx, await this.repository.lockVersions(tx, sealId), purpose);
    const now = this.clock.now();
    const id = newId(now);
    const use = { id, sealId, version: version.version, purpose, caseId, documentId, digest: order.digest.toString('hex'), authorisedBy, usedAt: new Date(now) };
    const seq = await this.repository.recordUse(tx, use);
    const signedAt = Math.floor(now / 1000) * 1000;
    const signature = await writeSesSignature(
      { seal: made.data, signedAt, dataHash: order.digest, propertyInfo: order.propertyInfo }, made.ownerCertificate, await this.keys.getSigner(made.ownerKeyId),
    );
    await this.record(tx, order, 'done', { version: version.version, seq });
    return { useId: id, seq, version: version.version, signature, signedAt };
  }

  private async requireUsableVersion(where: Transaction, versions: SealVersion[], purpose: SealPurpose): Promise<{ version: SealVersion; made: MadeSeal }> {
    if (versions.length === 0) throw new DomainError('notFound', 'SEALS.NOT_FOUND', 'There is no such seal.');
    const version = versions.find(({ state }) => state === 'enabled') ?? versions.at(-1)!;
    const made = await this.repository.findMade(version.sealId, version.version, where);
    requireUsable({ ...version, validFrom: made?.validFrom.getTime() ?? Infinity, validTo: made?.validTo.getTime() ?? 0 }, purpose, this.clock.now());
    return { version, made: made! };
  }

  private async record(where: Transaction, order: SealingOrder, outcome: 'done' | 'refused', detail: Record<string, string | number>): Promise<void> {
    const { sealId, purpose, documentId, actor } = order;
    await this.log.record({ act: 'seal.used', outcome, actor, object: { kind: 'seal', id: sealId }, detail: { ...detail, purpose, documentId } }, where);
  }
}
