import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { HeldContent, ObjectStore } from '@onething/object-store';
import { Database } from '@onething/persistence';
import { type FileKind, refuseTooLarge, requireKind, safeFileName, UploadBody } from '@onething/uploads';
import { type CorrectionFile, CorrectionFileRepository, correctionObjectKey } from './correction-file.repository';
import { CorrectionRepository } from './correction.repository';
import { noSuchCorrection } from './own-corrections';

/** Of one correction. */
const MOST_FILES = 10;

export interface EvidenceUpload {
  actor: Actor;
  correctionId: string;
  /** `Idempotency-Key` of the request. */
  key: string;
  /** As the sender's system calls it. */
  name: string;
  content: Readable;
}

/** Papers that a person hands in for a correction of the own data, as long as it waits. */
@Injectable()
export class CorrectionEvidence {
  constructor(
    private readonly database: Database, private readonly corrections: CorrectionRepository, private readonly files: CorrectionFileRepository,
    private readonly store: ObjectStore, private readonly keyring: Keyring, @Inject(SETTINGS) private readonly settings: Settings, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * It is in the store before anybody can see it; whatever fails on the way leaves nothing behind. The same request again is the same file.
   * @throws DomainError `IDENTITY.NO_SUCH_CORRECTION`, `IDENTITY.TOO_MANY_FILES`, `IDENTITY.IDEMPOTENCY_KEY_REUSED`, and as `requireKind`
   * @throws PayloadTooLargeException over the limit of the settings
   */
  async add({ actor, correctionId, key, name, content }: EvidenceUpload): Promise<CorrectionFile> {
    const body = new UploadBody(content);
    try {
      const files = await this.waitingFiles(actor, correctionId);
      const known = files.find(({ requestKey }) => requestKey === key);
      if (known) return await this.repeated(known, body);
      if (files.length >= MOST_FILES) throw tooManyFiles();
      return await this.receive(actor, { correctionId, requestKey: key, name: safeFileName(name) }, body);
    } finally {
      await body.release();
    }
  }

  /** @throws DomainError `IDENTITY.NO_SUCH_CORRECTION`, `IDENTITY.NO_SUCH_FILE` */
  async remove(actor: Actor, correctionId: string, fileId: string): Promise<void> {
    const objectKey = await this.database.transaction(async (tx) => {
      await this.waitingFiles(actor, correctionId, tx);
      return this.files.remove(correctionId, fileId, tx);
    });
    if (objectKey === undefined) throw noSuchFile();
    await this.store.discard(objectKey);
  }

  filesOf(correctionIds: readonly string[]): Promise<CorrectionFile[]> {
    return this.files.ofCorrections(correctionIds, this.database);
  }

  /** One's own, also when it is decided. @throws DomainError `IDENTITY.NO_SUCH_FILE` */
  async openOwn({ personId }: Actor, correctionId: string, fileId: string): Promise<{ file: CorrectionFile; content: Readable }> {
    const correction = await this.corrections.find(correctionId, this.database);
    if (correction?.personId !== personId) throw noSuchFile();
    return this.open(correctionId, fileId);
  }

  /** For who may see the correction. @throws DomainError `IDENTITY.NO_SUCH_FILE` */
  async open(correctionId: string, fileId: string): Promise<{ file: CorrectionFile; content: Readable }> {
    const file = (await this.files.ofCorrections([correctionId], this.database)).find(({ id }) => id === fileId);
    if (!file) throw noSuchFile();
    return { file, content: await this.store.get(file.objectKey, file) };
  }

  /** For good: their keys first, then the objects, then what says that they were. */
  async eraseObjectsOf(correctionIds: readonly string[]): Promise<void> {
    for (const { objectKey } of await this.files.ofCorrections(correctionIds, this.database)) await this.store.remove(objectKey);
  }

  private async waitingFiles({ personId }: Actor, correctionId: string, where: Parameters<CorrectionRepository['lock']>[1] = this.database): Promise<CorrectionFile[]> {
    const correction = where === this.database ? await this.corrections.find(correctionId, where) : await this.corrections.lock(correctionId, where);
    if (correction?.personId !== personId || correction.state !== 'asked') throw noSuchCorrection();
    return this.files.ofCorrections([correctionId], where);
  }

  private async repeated(known: CorrectionFile, body: UploadBody): Promise<CorrectionFile> {
    await body.head();
    if (await body.digest(this.settings.uploadLimitBytes) === known.sha256) return known;
    throw new DomainError('keyReused', 'IDENTITY.IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another file. Send a new request with a new key.');
  }

  private async receive(actor: Actor, upload: Pick<CorrectionFile, 'correctionId' | 'requestKey' | 'name'>, body: UploadBody): Promise<CorrectionFile> {
    const kind = await requireKind(upload.name, body);
    const now = this.clock.now();
    const id = newId(now);
    const { size, sha256, objectKey } = await this.put({ correctionId: upload.correctionId, id }, body, kind);
    const file: CorrectionFile = { ...upload, id, contentType: kind.contentType, size, sha256, objectKey, createdAt: new Date(now) };
    try {
      return await this.keep(actor, file);
    } catch (error) {
      await this.store.discard(objectKey);
      throw error;
    }
  }

  /** The correction may have been decided, and other files may have come, while this one was on its way. */
  private async keep(actor: Actor, file: CorrectionFile): Promise<CorrectionFile> {
    const kept = await this.database.transaction(async (tx) => {
      const files = await this.waitingFiles(actor, file.correctionId, tx);
      const same = files.find(({ requestKey }) => requestKey === file.requestKey);
      if (same) return same;
      if (files.length >= MOST_FILES) throw tooManyFiles();
      await this.files.insert(file, tx);
      return file;
    });
    if (kept !== file) await this.store.discard(file.objectKey);
    return kept;
  }

  /** Where it lies depends on its content, so it is received whole before it is stored. */
  private async put(place: { correctionId: string; id: string }, body: UploadBody, { contentType }: FileKind): Promise<Pick<CorrectionFile, 'size' | 'sha256' | 'objectKey'>> {
    const held = await HeldContent.receive(body.content(), this.settings.uploadLimitBytes).catch(refuseTooLarge);
    try {
      const { size, sha256 } = held.measured;
      const objectKey = correctionObjectKey(place.correctionId, this.keyring.keyedDigest(sha256), place.id);
      await this.store.put(objectKey, held.content(), { contentType, maxBytes: size });
      return { size, sha256, objectKey };
    } finally {
      await held.release();
    }
  }
}

const tooManyFiles = () => new DomainError('refused', 'IDENTITY.TOO_MANY_FILES', `A correction has at most ${MOST_FILES} files. Remove one, or put several pages into one PDF.`);
const noSuchFile = () => new DomainError('notFound', 'IDENTITY.NO_SUCH_FILE', 'This correction has no such file.');
