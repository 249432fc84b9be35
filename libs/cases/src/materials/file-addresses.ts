import { Inject, Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import { CLOCK, type Clock, DomainError } from '@onething/kernel';
import { ObjectStore } from '@onething/object-store';
import { Database, type Statement } from '@onething/persistence';

/** What became of files that lay under their id alone. */
export interface FileMoves {
  moved: number;
  /** Their object is not in the store. */
  missing: number;
  /** The store holds other bytes than were handed in; they are left. */
  damaged: number;
}

interface OldFile {
  id: string;
  caseId: string;
  objectKey: string;
  contentType: string;
  size: number;
  sha256: string;
}

const PAGE_SIZE = 100;

/** An address from before ends with the file's id. */
const OLD_ADDRESSES: Statement = {
  name: 'cases.old-file-addresses',
  text: `SELECT id, case_id AS "caseId", object_key AS "objectKey", content_type AS "contentType", size, sha256 FROM case_file
    WHERE ($1::uuid IS NULL OR id > $1) AND object_key = 'cases/' || case_id || '/' || id ORDER BY id LIMIT $2`,
};
/** The file lies at its new address; what lies at the old one is noted for removal in the same breath. */
const MOVE: Statement = {
  name: 'cases.move-file',
  text: `WITH moved AS (UPDATE case_file SET object_key = $3 WHERE id = $1 AND object_key = $2 RETURNING id)
    INSERT INTO file_removal (object_key, removed_at) SELECT $2, $4 FROM moved RETURNING object_key`,
};

/**
 * Where a case's file lies: under its case, by a keyed digest of its content, and by itself, so that nothing is shared between files. The
 * id comes last: in a folder of files the addresses from before, which end with it, would be in the way of a folder of that name.
 */
export function fileAddress(keyring: Keyring, { caseId, id, sha256 }: Pick<OldFile, 'caseId' | 'id' | 'sha256'>): string {
  return `cases/${caseId}/${keyring.keyedDigest(sha256)}/${id}`;
}

/** Gives files from before, which lie under their id alone, the address by their content. */
@Injectable()
export class FileAddresses {
  constructor(
    private readonly database: Database,
    private readonly store: ObjectStore,
    private readonly keyring: Keyring,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The platform may run. Killed at any point, it is started again: what was moved is passed by, what was half moved is moved anew. */
  async moveAll(onProgress: (moves: FileMoves) => void = () => undefined): Promise<FileMoves> {
    const moves: FileMoves = { moved: 0, missing: 0, damaged: 0 };
    for (let after: string | null = null; ;) {
      const page: OldFile[] = await this.database.query<OldFile>(OLD_ADDRESSES, [after, PAGE_SIZE]);
      for (const file of page) {
        const outcome = await this.move(file);
        if (outcome) moves[outcome] += 1;
        onProgress(moves);
      }
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE_SIZE) return moves;
    }
  }

  /** @returns undefined when the file was removed meanwhile */
  private async move(file: OldFile): Promise<keyof FileMoves | undefined> {
    const address = fileAddress(this.keyring, file);
    const failure = await this.copy(file, address);
    if (failure) return failure;
    const moved = await this.database.query(MOVE, [file.id, file.objectKey, address, new Date(this.clock.now())]);
    if (moved.length > 0) return 'moved';
    await this.store.remove(address);
    return undefined;
  }

  private async copy({ objectKey, contentType, size, sha256 }: OldFile, address: string): Promise<'missing' | 'damaged' | undefined> {
    try {
      const content = await this.store.get(objectKey, { sha256 });
      // What an earlier attempt left there is no row's.
      await this.store.put(address, content, { contentType, maxBytes: size, replace: true });
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (['OBJECT_STORE.NO_SUCH_OBJECT', 'OBJECT_STORE.ERASED'].includes(error.code)) return 'missing';
      if (['OBJECT_STORE.DAMAGED', 'OBJECT_STORE.TOO_LARGE'].includes(error.code)) return 'damaged';
      throw error;
    }
  }
}
