import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { PersonDirectory } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { MalformedPdfError, readSealedPdf, SealedFiles } from '@onething/sealed-files';
import { type FileMetadata, readFileMetadata } from '../domain/file-metadata';
import { importedAs, importProblem, type PossibleHolder } from '../domain/imported-licence';
import { type ImportedLicence, ImportedLicenceRepository } from '../persistence/imported-licence.repository';
import { type FileReport, verifyFile } from '../verifier/verify-file';
import { ForeignTrust } from './foreign-trust';

const PDF = 'application/pdf';
const PDF_HEAD = Buffer.from('%PDF-');
/** Of one person and the children in their care. */
const MOST = 50;

export interface BroughtFile {
  bytes: Buffer;
  name: string;
  /** Keep it also when nobody vouches for it. */
  asUnverified: boolean;
}

export interface ShownImport extends ImportedLicence {
  holderName: string;
}

/** Licences that others issued (外部证照): brought by the holder as files, verified with the lists of those whom we trust, and never taken for ours. */
@Injectable()
export class ImportedLicences {
  constructor(
    private readonly trust: ForeignTrust,
    private readonly repository: ImportedLicenceRepository,
    private readonly ours: SealedFiles,
    private readonly persons: PersonDirectory,
    private readonly store: ObjectStore,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The same file again is the same licence.
   * @throws DomainError `VERIFICATION.IMPORT_NO_PDF`, `VERIFICATION.IMPORT_OURS`, `VERIFICATION.IMPORT_TOO_MANY`, those of `importedAs`
   */
  async bring(actor: Actor, { bytes, name, asUnverified }: BroughtFile): Promise<ShownImport> {
    if (!bytes.subarray(0, PDF_HEAD.length).equals(PDF_HEAD)) throw importProblem('IMPORT_NO_PDF', { zh: '这不是 PDF，请用发证平台给的原文件。', en: 'This is no PDF. Bring the file as the issuer gave it out.' });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (await this.ours.findByDigest(sha256)) throw importProblem('IMPORT_OURS', { zh: '这是本平台发的证照，持证人的证照里已经有了。', en: 'This platform issued this file itself: its holder finds it in the wallet.' });
    const holders = await this.holdersFor(actor);
    const ids = holders.map(({ personId }) => personId);
    const known = await this.repository.findSame(ids, sha256);
    if (known) return shown(known, holders);
    if ((await this.repository.list(ids)).length >= MOST) throw importProblem('IMPORT_TOO_MANY', { zh: `最多留存 ${MOST} 份，请先移除一份。`, en: `At most ${MOST} licences from elsewhere are kept. Remove one first.` });
    const { report, issuer } = await this.verify(bytes);
    const { standing, holder, facts } = importedAs({ verdict: report?.verdict, valid: report?.valid ?? false, metadata: metadataOf(bytes), holders, asUnverified, fileName: name });
    const now = this.clock.now();
    const id = newId(now);
    const licence: ImportedLicence = {
      id, holderPersonId: holder.personId, standing, facts, trustedIssuer: standing === 'verifiedByFile' ? issuer! : null, objectKey: `imported/${id}/${this.keyring.keyedDigest(sha256)}`,
      contentType: PDF, size: bytes.length, sha256, importedAt: new Date(now),
    };
    await this.keep(licence, bytes);
    return shown((await this.repository.findSame(ids, sha256))!, holders);
  }

  /** The newest first. */
  async list(actor: Actor): Promise<ShownImport[]> {
    const holders = await this.holdersFor(actor);
    return (await this.repository.list(holders.map(({ personId }) => personId))).map((licence) => shown(licence, holders));
  }

  /** @throws DomainError `VERIFICATION.NO_SUCH_IMPORT` */
  async open(actor: Actor, id: string): Promise<{ licence: ImportedLicence; content: Readable }> {
    const licence = await this.get(actor, id);
    return { licence, content: await this.store.get(licence.objectKey, { sha256: licence.sha256 }) };
  }

  /** @throws DomainError `VERIFICATION.NO_SUCH_IMPORT` */
  async remove(actor: Actor, id: string): Promise<void> {
    const { objectKey } = await this.get(actor, id);
    await this.repository.remove(id);
    await this.store.discard(objectKey);
  }

  /** For the rules of retention: brought before a day, by id behind `after`. */
  findDue(broughtBefore: Date, after: string | undefined, limit: number): Promise<{ id: string; personId: string; endedAt: Date }[]> {
    return this.repository.findOlder(broughtBefore, after, limit);
  }

  /** The object first: while the row stands, another run finds it again. */
  async erase(ids: readonly string[]): Promise<void> {
    for (const { id, objectKey } of await this.repository.findObjects(ids)) {
      await this.store.remove(objectKey);
      await this.repository.remove(id);
    }
  }

  /** For what people are told of their data. */
  async* entries(owner: Actor): AsyncGenerator<object> {
    for (const { id, standing, facts, trustedIssuer, importedAt, holderName } of await this.list(owner)) yield { id, standing, ...facts, trustedIssuer, holder: holderName, importedAt: importedAt.toISOString() };
  }

  private async get(actor: Actor, id: string): Promise<ImportedLicence> {
    const licence = await this.repository.find(id, (await this.holdersFor(actor)).map(({ personId }) => personId));
    if (licence) return licence;
    throw new DomainError('notFound', 'VERIFICATION.NO_SUCH_IMPORT', 'There is no such licence from elsewhere.');
  }

  /** By the first list that vouches for it; else what the last one says that knows its root. */
  private async verify(bytes: Buffer): Promise<{ report?: FileReport; issuer?: string }> {
    let last: { report?: FileReport; issuer?: string } = {};
    for (const { trust, list } of await this.trust.lists()) {
      const report = verifyFile(bytes, trust, this.clock.now());
      if (report.valid) return { report, issuer: list.issuer };
      if (last.report === undefined || report.verdict !== 'foreignRoot') last = { report, issuer: list.issuer };
    }
    return last;
  }

  private async keep(licence: ImportedLicence, bytes: Buffer): Promise<void> {
    await this.store.put(licence.objectKey, Readable.from([bytes]), { contentType: PDF, maxBytes: bytes.length });
    if (!(await this.repository.insert(licence))) await this.store.discard(licence.objectKey);
  }

  private async holdersFor({ personId }: Actor): Promise<[PossibleHolder, ...PossibleHolder[]]> {
    const [self, children] = await Promise.all([this.persons.getPerson(personId), this.persons.childrenOf(personId)]);
    const holder = ({ id, name, number }: typeof self): PossibleHolder => ({ personId: id, name, number });
    return [holder(self), ...children.map(holder)];
  }
}

function metadataOf(bytes: Buffer): FileMetadata | undefined {
  try {
    const { metadata } = readSealedPdf(bytes);
    return metadata && readFileMetadata(metadata);
  } catch (error) {
    if (error instanceof MalformedPdfError) return undefined;
    throw error;
  }
}

function shown(licence: ImportedLicence, holders: readonly PossibleHolder[]): ShownImport {
  return { ...licence, holderName: holders.find(({ personId }) => personId === licence.holderPersonId)?.name ?? '' };
}
