import { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError, withoutInput } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, type Transaction } from '@onething/persistence';
import { type SealedFile, type SealedFileJob, type SealedFileOrder, SealedFileRepository } from './persistence/sealed-file.repository';
import { type PaperRenderer, SealedFileMaker } from './sealed-file-maker';

/** How a file stands: being made (制作中) and what was in the way, or made. */
export type SealedFileState = { state: 'making'; failure?: string } | { state: 'made'; file: SealedFile };

const PDF = 'application/pdf';
const LARGEST = 8 * 1024 * 1024;
const BATCH = 10;
/** Pauses between attempts double from the first to the longest, ms. Nothing is ever given up: the licence is there, its file has to come. */
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Files that bear a seal: ordered in the transaction of what they are about, made by a worker, stored, registered, never rewritten.
 * A worker that is killed at any point leaves the order, and no second file: what lies in the store without being registered is removed.
 */
@Injectable()
export class SealedFiles {
  private readonly log = new Logger(SealedFiles.name);
  private readonly renderers = new Map<string, PaperRenderer>();

  constructor(
    private readonly database: Database,
    private readonly repository: SealedFileRepository,
    private readonly maker: SealedFileMaker,
    private readonly store: ObjectStore,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Says who renders files of a kind; to be called at the start. */
  define(kind: string, renderer: PaperRenderer): void {
    this.renderers.set(kind, renderer);
  }

  /** Has a file made, once for an id. */
  async order(tx: Transaction, order: SealedFileOrder): Promise<void> {
    await this.repository.order(tx, order, new Date(this.clock.now()));
  }

  /** How the files stand; an id that nothing is known of is left out. */
  async statesOf(ids: string[]): Promise<Map<string, SealedFileState>> {
    const states = new Map<string, SealedFileState>();
    for (const { id, failure } of await this.repository.waiting(ids)) states.set(id, failure === null ? { state: 'making' } : { state: 'making', failure });
    for (const file of await this.repository.find(ids)) states.set(file.id, { state: 'made', file });
    return states;
  }

  /** The register's word on a file that somebody has: is it one of ours? @param sha256 lower-case hexadecimal */
  findByDigest(sha256: string): Promise<SealedFile | undefined> {
    return this.repository.findByDigest(sha256);
  }

  /** The file, compared with its digest on the way. @throws DomainError `SEALED_FILES.BEING_MADE`, `SEALED_FILES.NONE`; those of the object store */
  async open(id: string): Promise<{ file: SealedFile; content: Readable }> {
    const state = (await this.statesOf([id])).get(id);
    if (state?.state === 'made') return { file: state.file, content: await this.store.get(state.file.objectKey, state.file) };
    if (state) throw new DomainError('conflict', 'SEALED_FILES.BEING_MADE', 'The file is being made. Ask again in a moment.', { current: state });
    throw new DomainError('notFound', 'SEALED_FILES.NONE', 'There is no file.');
  }

  /** Forgets files and removes their objects, those that are still to be made as well. */
  async erase(tx: Transaction, ids: string[]): Promise<void> {
    if (ids.length > 0) await this.repository.erase(tx, ids, new Date(this.clock.now()));
  }

  /** Makes and erases what is due. @returns how many came to their end */
  async workBatch(): Promise<number> {
    let done = 0;
    for (let tries = 0; tries < BATCH; tries += 1) {
      const outcome = await this.workOne();
      if (outcome === 'nothing') break;
      if (outcome === 'done') done += 1;
    }
    return done;
  }

  private async workOne(): Promise<'done' | 'failed' | 'nothing'> {
    let claimed: SealedFileJob | undefined;
    try {
      return await this.database.transaction(async (tx) => {
        claimed = await this.repository.claim(tx, new Date(this.clock.now()));
        if (!claimed) return 'nothing';
        // What a killed worker stored, and did not register.
        for await (const key of this.store.list(folderOf(claimed))) await this.store.remove(key);
        if (claimed.act === 'make') await this.repository.register(tx, await this.make(claimed));
        await this.repository.done(tx, claimed.id);
        return 'done';
      });
    } catch (error) {
      if (!claimed) throw error;
      await this.postpone(claimed, error);
      return 'failed';
    }
  }

  private async make(job: SealedFileJob): Promise<SealedFile> {
    const render = this.renderers.get(job.kind);
    if (!render) throw new Error(`Nobody renders files of kind "${job.kind}"`);
    const { bytes, sha256, sm3, ...made } = await this.maker.make(job, render);
    const objectKey = `${folderOf(job)}/${this.keyring.keyedDigest(sha256)}`;
    const stored = await this.store.put(objectKey, Readable.from([bytes]), { contentType: PDF, maxBytes: LARGEST });
    if (stored.sha256 !== sha256 || stored.sm3 !== sm3) throw new Error('The store took other bytes than were made');
    return { id: job.id, kind: job.kind, objectKey, contentType: PDF, size: bytes.length, sha256, sm3, ...made };
  }

  private async postpone(job: SealedFileJob, error: unknown): Promise<void> {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(job.attempts, 20), LONGEST_PAUSE_MS);
    const failure = error instanceof DomainError ? error.code : 'SEALED_FILES.FAILED';
    await this.repository.postpone(job, new Date(this.clock.now() + pause), failure);
    if (!(error instanceof DomainError)) this.log.error({ message: 'A sealed file could not be made; it is tried again', id: job.id, kind: job.kind, error: withoutInput(error) });
  }
}

const folderOf = ({ kind, id }: Pick<SealedFileJob, 'kind' | 'id'>): string => `sealed/${kind}/${id}`;
