import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@onething/config';
import { authorise, isAllowed } from '@onething/identity';
import { type Actor, CLOCK, type Clock, DomainError, newId } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, type Transaction } from '@onething/persistence';
import { refuseTooLarge, requireKind, safeFileName, UploadBody } from '@onething/uploads';
import type { NamedFile } from './domain/named-files';
import { type CrossCaseFile, CrossCaseFileRepository, crossFileKey } from './persistence/cross-case-file.repository';

/** Files of one account that wait for the step that names them. */
const MOST_UNNAMED = 200;

/** Department and division of a post. */
interface Office {
  department: string;
  division: string;
}

export interface NewCrossFile extends Office {
  /** `Idempotency-Key` of the request. */
  key: string;
  /** As the sender's system calls it. */
  name: string;
  content: Readable;
}

/** Scans and results (扫描件、结果文件): handed in first, named by a step, then they travel with its message. */
@Injectable()
export class CrossCaseFiles {
  constructor(
    private readonly database: Database, private readonly files: CrossCaseFileRepository, private readonly store: ObjectStore,
    @Inject(SETTINGS) private readonly settings: Settings, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * It is in the store before anybody can name it. The same request again is the same file.
   * @throws DomainError `IDENTITY.FORBIDDEN`, as `requireKind`; `CROSS_PROVINCE.TOO_MANY_FILES`, `CROSS_PROVINCE.KEY_REUSED`
   * @throws PayloadTooLargeException over the limit of the settings
   */
  async add(actor: Actor, { department, division, key, name, content }: NewCrossFile): Promise<CrossCaseFile> {
    const body = new UploadBody(content);
    try {
      requireOffice(actor, { department, division });
      const known = await this.files.findByKey(actor.accountId, key);
      if (known) return await this.repeated(known, body);
      await this.requireRoom(actor);
      return await this.receive({ caseId: null, department, division, requestKey: key, name: safeFileName(name), addedBy: actor.accountId }, body);
    } finally {
      await body.release();
    }
  }

  /** Takes back what no step has named. @throws DomainError `CROSS_PROVINCE.NO_SUCH_FILE`, also of somebody else's and of one that a step has named */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [file] = await this.files.lock(tx, [id]);
      if (file?.addedBy !== actor.accountId || file.caseId !== null) throw noSuchFile();
      await this.erase(tx, [file]);
    });
  }

  /**
   * Files that a step wants to name, as its message names them. Until the end of the transaction nobody else does.
   * @throws DomainError `CROSS_PROVINCE.NO_SUCH_FILE` when one was handed in by somebody else, in another office, or was named before
   */
  async take(tx: Transaction, actor: Actor, { department, division }: Office, ids: readonly string[]): Promise<Map<string, NamedFile>> {
    const found = ids.length === 0 ? [] : await this.files.lock(tx, ids);
    const own = found.filter((file) => file.addedBy === actor.accountId && file.caseId === null && file.department === department && file.division === division);
    if (own.length !== new Set(ids).size) throw noSuchFile();
    return new Map(own.map(({ id, sha256, size, contentType, name }) => [id, { sha256, size, contentType, name }]));
  }

  /** From now on they belong to the case. */
  async name(tx: Transaction, ids: Iterable<string>, caseId: string): Promise<void> {
    await this.files.name(tx, [...ids], caseId);
  }

  /** Content of a file that this place has handed in for a case; undefined: it was not, or is erased. */
  async find(caseId: string, sha256: string): Promise<Readable | undefined> {
    const file = (await this.files.listOfCase(caseId)).find((one) => one.sha256 === sha256);
    return file && this.store.get(file.objectKey, { sha256 });
  }

  /** For the peer that asks for it. */
  async findOfConversation(conversation: string, sha256: string): Promise<Readable | undefined> {
    const key = await this.files.findObject(conversation, sha256);
    return key === undefined ? undefined : this.store.get(key, { sha256 });
  }

  /** With what was written in the case. */
  async eraseOfCase(tx: Transaction, caseId: string): Promise<void> {
    await this.erase(tx, await this.files.listOfCase(caseId, tx));
  }

  /** Files that no step has named, by id behind `after`. */
  findUnnamed(before: Date, after: string | undefined, limit: number): Promise<{ id: string; endedAt: Date }[]> {
    return this.files.listUnnamed(before, after, limit);
  }

  async eraseUnnamed(ids: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => this.erase(tx, (await this.files.lock(tx, ids)).filter(({ caseId }) => caseId === null)));
  }

  /** The objects first: while a row stands, another run finds them again. */
  private async erase(tx: Transaction, files: readonly CrossCaseFile[]): Promise<void> {
    for (const { objectKey } of files) await this.store.remove(objectKey);
    await this.files.remove(tx, files.map(({ id }) => id));
  }

  private async requireRoom({ accountId }: Actor): Promise<void> {
    if (await this.files.countUnnamed(accountId) < MOST_UNNAMED) return;
    throw new DomainError('refused', 'CROSS_PROVINCE.TOO_MANY_FILES', `${MOST_UNNAMED} files of yours wait for a step that names them. Use or remove them first.`);
  }

  private async repeated(known: CrossCaseFile, body: UploadBody): Promise<CrossCaseFile> {
    await body.head();
    if (await body.digest(this.settings.uploadLimitBytes) === known.sha256) return known;
    throw new DomainError('keyReused', 'CROSS_PROVINCE.KEY_REUSED', 'This Idempotency-Key was used for another file. Send a new request with a new key.');
  }

  private async receive(upload: Pick<CrossCaseFile, 'caseId' | 'department' | 'division' | 'requestKey' | 'name' | 'addedBy'>, body: UploadBody): Promise<CrossCaseFile> {
    const { contentType } = await requireKind(upload.name, body);
    const now = this.clock.now();
    const id = newId(now);
    const objectKey = crossFileKey(id);
    const { size, sha256 } = await this.store.put(objectKey, body.content(), { contentType, maxBytes: this.settings.uploadLimitBytes }).catch(refuseTooLarge);
    const file: CrossCaseFile = { ...upload, id, contentType, size, sha256, objectKey, addedAt: new Date(now) };
    const isNew = await this.files.insert(file).catch(async (error: unknown) => {
      await this.store.discard(objectKey);
      throw error;
    });
    if (isNew) return file;
    await this.store.discard(objectKey);
    const same = await this.files.findByKey(upload.addedBy, upload.requestKey);
    if (same?.sha256 === sha256) return same;
    throw new DomainError('keyReused', 'CROSS_PROVINCE.KEY_REUSED', 'This Idempotency-Key was used for another file. Send a new request with a new key.');
  }
}

/** A window that takes in, or an office that handles. */
function requireOffice(actor: Actor, { department: departmentCode, division: divisionCode }: Office): void {
  const office = { departmentCode, divisionCode };
  if (!isAllowed(actor, 'crossProvince.takeIn', office)) authorise(actor, 'crossProvince.handle', office);
}

export const noSuchFile = (): DomainError =>
  new DomainError('notFound', 'CROSS_PROVINCE.NO_SUCH_FILE', 'There is no such file, it was handed in elsewhere, or a step has named it already. Hand it in again.');
