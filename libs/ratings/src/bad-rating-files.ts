import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, type Transaction } from '@onething/persistence';
import { refuseTooLarge, requireKind, safeFileName, UploadBody } from '@onething/uploads';
import { BadRatings } from './bad-ratings';
import { type BadRatingFile, BadRatingFileRepository, evidenceObjectKey } from './persistence/bad-rating-file.repository';

/** Of one bad rating. */
const MOST_FILES = 20;

export interface EvidenceFile {
  badRatingId: string;
  /** `Idempotency-Key` of the request. */
  key: string;
  /** As the sender's system calls it. */
  name: string;
  content: Readable;
}

/** Files as evidence (佐证材料): handed in by who may judge, decide or mend now; what a note has named stays. */
@Injectable()
export class BadRatingFiles {
  constructor(
    private readonly database: Database, private readonly badRatings: BadRatings, private readonly files: BadRatingFileRepository,
    private readonly store: ObjectStore, @Inject(SETTINGS) private readonly settings: Settings, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * It is in the store before anybody can see it; whatever fails on the way leaves nothing behind. The same request again is the same file.
   * @throws DomainError as `BadRatings.lockToProve` and `requireKind`; `RATINGS.TOO_MANY_FILES`, `RATINGS.KEY_REUSED`
   * @throws PayloadTooLargeException over the limit of the settings
   */
  async add(actor: Actor, { badRatingId, key, name, content }: EvidenceFile): Promise<BadRatingFile> {
    const body = new UploadBody(content);
    try {
      const files = await this.database.transaction((tx) => this.filesToProve(tx, actor, badRatingId));
      const known = files.find(({ requestKey }) => requestKey === key);
      if (known) return await this.repeated(known, body);
      requireRoom(files);
      return await this.receive({ badRatingId, requestKey: key, name: safeFileName(name), addedBy: actor.accountId, noteId: null }, actor, body);
    } finally {
      await body.release();
    }
  }

  /** @throws DomainError as `BadRatings.lockToProve`; `RATINGS.NO_SUCH_FILE`, also of one that a note has named */
  async remove(actor: Actor, badRatingId: string, fileId: string): Promise<void> {
    const objectKey = await this.database.transaction(async (tx) => {
      await this.badRatings.lockToProve(tx, actor, badRatingId);
      return this.files.remove(tx, badRatingId, fileId);
    });
    if (objectKey === undefined) throw noSuchFile();
    await this.store.discard(objectKey);
  }

  /** For who reads the bad rating. @throws DomainError `RATINGS.BAD_RATING_NOT_FOUND`, `RATINGS.NO_SUCH_FILE` */
  async open(actor: Actor, badRatingId: string, fileId: string): Promise<{ file: BadRatingFile; content: Readable }> {
    await this.badRatings.get(actor, badRatingId);
    const file = (await this.files.list([badRatingId])).find(({ id }) => id === fileId);
    if (!file) throw noSuchFile();
    return { file, content: await this.store.get(file.objectKey, file) };
  }

  private async filesToProve(tx: Transaction, actor: Actor, badRatingId: string): Promise<BadRatingFile[]> {
    await this.badRatings.lockToProve(tx, actor, badRatingId);
    return this.files.list([badRatingId], tx);
  }

  private async repeated(known: BadRatingFile, body: UploadBody): Promise<BadRatingFile> {
    await body.head();
    if (await body.digest(this.settings.uploadLimitBytes) === known.sha256) return known;
    throw new DomainError('keyReused', 'RATINGS.KEY_REUSED', 'This Idempotency-Key was used for another file. Send a new request with a new key.');
  }

  private async receive(upload: Pick<BadRatingFile, 'badRatingId' | 'requestKey' | 'name' | 'addedBy' | 'noteId'>, actor: Actor, body: UploadBody): Promise<BadRatingFile> {
    const { contentType } = await requireKind(upload.name, body);
    const now = this.clock.now();
    const id = newId(now);
    const objectKey = evidenceObjectKey(upload.badRatingId, id);
    const { size, sha256 } = await this.store.put(objectKey, body.content(), { contentType, maxBytes: this.settings.uploadLimitBytes }).catch(refuseTooLarge);
    const file: BadRatingFile = { ...upload, id, contentType, size, sha256, objectKey, addedAt: new Date(now) };
    try {
      return await this.keep(actor, file);
    } catch (error) {
      await this.store.discard(objectKey);
      throw error;
    }
  }

  /** It may have been judged, and other files may have come, while this one was on its way. */
  private async keep(actor: Actor, file: BadRatingFile): Promise<BadRatingFile> {
    const kept = await this.database.transaction(async (tx) => {
      const files = await this.filesToProve(tx, actor, file.badRatingId);
      const same = files.find(({ requestKey }) => requestKey === file.requestKey);
      if (same) return same;
      requireRoom(files);
      await this.files.insert(tx, file);
      return file;
    });
    if (kept !== file) await this.store.discard(file.objectKey);
    return kept;
  }
}

function requireRoom(files: readonly BadRatingFile[]): void {
  if (files.length < MOST_FILES) return;
  throw new DomainError('refused', 'RATINGS.TOO_MANY_FILES', `A bad rating has at most ${MOST_FILES} files. Remove one, or put several pages into one PDF.`);
}

const noSuchFile = (): DomainError => new DomainError('notFound', 'RATINGS.NO_SUCH_FILE', 'This bad rating has no such file, or something rests on it already.');
