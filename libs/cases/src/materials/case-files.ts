import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { Keyring } from '@onething/crypto';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { HeldContent, ObjectStore } from '@onething/object-store';
import { type FileKind, readPortrait, refuseTooLarge, requireKind, safeFileName, UploadBody } from '@onething/uploads';
import { idempotencyOf } from '../commands/command-request';
import type { Idempotency } from '../persistence/case-write';
import { fileAddress } from './file-addresses';
import { type ChangeOutcome, MaterialChanges } from './material-changes';
import type { MaterialInHand } from './material-access';
import { type CaseFile, MaterialRepository } from './material.repository';
import { RequestRecords, wasUsed } from './request-records';

export interface Upload {
  actor: Actor;
  /** `Idempotency-Key` of the request. */
  key: string;
  caseId: string;
  material: string;
  /** As the sender's system calls it. */
  name: string;
  content: Readable;
}

/** A file as people see it. */
export type HandedInFile = Omit<CaseFile, 'objectKey'>;

/** Files in one material: enough for every page of a booklet, each photographed alone. */
const MOST_FILES = 30;

/** The files of a case's materials: received, checked and thrown away again. */
@Injectable()
export class CaseFiles {
  private readonly log = new Logger(CaseFiles.name);

  constructor(
    private readonly changes: MaterialChanges,
    private readonly repository: MaterialRepository,
    private readonly store: ObjectStore,
    private readonly keyring: Keyring,
    private readonly records: RequestRecords,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'uploadLimitBytes'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a file. It is in the store before anybody can see it; whatever fails on the way leaves nothing behind.
   * @throws DomainError naming `file`: `CASES.FILE_EMPTY`, `CASES.FILE_KIND`, `CASES.UPLOAD_BROKEN_OFF`; naming `File-Name`:
   *   `CASES.FILE_NAME`; `CASES.PHOTO_UNUSABLE` when the material is a photo that stands on a licence; `CASES.MATERIAL_NOT_HANDED_IN`, `CASES.TOO_MANY_FILES`, `CASES.IDEMPOTENCY_KEY_REUSED`, and as `MaterialChanges`
   * @throws PayloadTooLargeException over the limit of the settings
   */
  async upload(upload: Upload): Promise<HandedInFile & ChangeOutcome> {
    const body = new UploadBody(upload.content);
    try {
      const inHand = await this.changes.getChangeable(upload.actor, 'file.upload', upload.caseId, upload.material);
      const known = await this.records.exists({ actorId: upload.actor.accountId, key: upload.key });
      return await (known ? this.repeat(upload, body, inHand) : this.receive(upload, body, inHand));
    } finally {
      await body.release();
    }
  }

  /** @throws DomainError `CASES.NO_SUCH_FILE`, and as `MaterialChanges` */
  async remove(actor: Actor, place: { caseId: string; material: string; fileId: string }): Promise<ChangeOutcome> {
    const inHand = await this.changes.getChangeable(actor, 'file.upload', place.caseId, place.material);
    const { objectKey, version } = await this.changes.change(
      inHand,
      async (tx, change) => {
        const removed = await this.repository.removeFile(tx, change, place.fileId);
        if (removed === undefined) throw noSuchFile();
        return { objectKey: removed };
      },
      { draftOnly: true },
    );
    await this.store.discard(objectKey);
    return { version };
  }

  private async receive(upload: Upload, body: UploadBody, inHand: MaterialInHand): Promise<HandedInFile & ChangeOutcome> {
    await this.requireRoom(inHand);
    const name = safeFileName(upload.name);
    const kind = await requireKind(name, body);
    const now = this.clock.now();
    const { material, caseId } = upload;
    const id = newId(now);
    const stored = await this.put({ caseId, id }, body, kind, isPhoto(inHand));
    const { objectKey } = stored;
    const file: CaseFile = { id, material, name, contentType: kind.contentType, ...stored, createdAt: new Date(now) };
    try {
      return await this.keep(inHand, file, requestOf(upload, file.sha256));
    } catch (error) {
      await this.discardUnlessKept(upload.caseId, file.id, objectKey);
      if (wasUsed(error)) return this.recorded(upload, name, stored.sha256);
      throw error;
    }
  }

  private async keep(inHand: MaterialInHand, file: CaseFile, request: Idempotency): Promise<HandedInFile & ChangeOutcome> {
    const { objectKey: _, name, createdAt, ...answer } = file;
    const { version } = await this.changes.change(inHand, async (tx, change) => {
      if ((await this.repository.addFile(tx, change, file)) > MOST_FILES) throw tooManyFiles();
      await this.records.insert(tx, request, { ...answer, createdAt: createdAt.toISOString() }, change.now);
      return {};
    });
    return { ...answer, name, createdAt, version };
  }

  /** The same request came before: the file is compared, not stored, and the answer is the same. */
  private async repeat(upload: Upload, body: UploadBody, { bundle }: MaterialInHand): Promise<HandedInFile & ChangeOutcome> {
    await body.head();
    const sha256 = await body.digest(this.settings.uploadLimitBytes);
    const answer = await this.recorded(upload, safeFileName(upload.name), sha256);
    return { ...answer, version: bundle.state.version };
  }

  private async recorded(upload: Upload, name: string, sha256: string | undefined): Promise<HandedInFile & ChangeOutcome> {
    type Recorded = Omit<HandedInFile, 'name' | 'createdAt'> & { createdAt: string };
    const answer = (await this.records.find<Recorded>(requestOf(upload, sha256)))!;
    const { bundle } = await this.changes.getChangeable(upload.actor, 'file.upload', upload.caseId, upload.material);
    return { ...answer, name, createdAt: new Date(answer.createdAt), version: bundle.state.version };
  }

  /** Where it lies depends on its content, so it is received whole before it is stored. */
  private async put(place: { caseId: string; id: string }, body: UploadBody, { contentType }: FileKind, photo: boolean): Promise<Pick<CaseFile, 'size' | 'sha256' | 'sm3' | 'objectKey'>> {
    const held = await HeldContent.receive(body.content(), this.settings.uploadLimitBytes).catch(refuseTooLarge);
    try {
      // Now is when whoever has the photo is there: once the item is granted it would be too late for another one.
      if (photo) await readPortrait(await buffer(held.content()));
      const { size, sha256 } = held.measured;
      const objectKey = fileAddress(this.keyring, { ...place, sha256 });
      return { ...await this.store.put(objectKey, held.content(), { contentType, maxBytes: size }), objectKey };
    } finally {
      await held.release();
    }
  }

  private async requireRoom({ bundle, material }: MaterialInHand): Promise<void> {
    if (material.status === 'form' || material.reason?.by === 'predecessorResult') {
      throw new DomainError(
        'refused',
        'CASES.MATERIAL_NOT_HANDED_IN',
        `This paper is not handed in. ${material.explanation.en}.`,
      );
    }
    const files = await this.repository.listFiles(bundle.state.caseId);
    // Spares the sender a useless upload; whether there is still room is said when the file is kept.
    if (files.filter((file) => file.material === material.material).length >= MOST_FILES) throw tooManyFiles();
  }

  /** When nobody knows whether the row was written, the object stays: an orphan is better than a file that is gone. */
  private async discardUnlessKept(caseId: string, fileId: string, objectKey: string): Promise<void> {
    const files = await this.repository.listFiles(caseId).catch(() => undefined);
    if (files === undefined || files.some((file) => file.id === fileId)) {
      this.log.warn(`The object ${objectKey} may be an orphan`);
      return;
    }
    await this.store.discard(objectKey);
  }
}

/** True for the holder's photo on what an item of the case gives. */
function isPhoto({ catalogue, material }: MaterialInHand): boolean {
  return material.askedBy.some((item) => catalogue.items.get(item)?.result?.photo === material.material);
}

function requestOf({ actor, key, caseId, material, name }: Upload, sha256: string | undefined): Idempotency {
  return idempotencyOf({ actor, key }, { upload: { caseId, material, name, sha256 } });
}

function tooManyFiles(): DomainError {
  const detail = `A material has at most ${MOST_FILES} files. Remove one, or put several pages into one PDF.`;
  return new DomainError('refused', 'CASES.TOO_MANY_FILES', detail);
}

export function noSuchFile(): DomainError {
  return new DomainError('notFound', 'CASES.NO_SUCH_FILE', 'This material has no such file.');
}
