import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { storedObjectsOf } from '@onething/object-store';
import { Database, type Statement, type Transaction } from '@onething/persistence';

const TABLE = 'cross_case_file';
const FOLDER = 'cross-cases';

/** A scan or a result that was handed in here. */
export interface CrossCaseFile {
  id: string;
  /** The case a step of which has named it; null until then. */
  caseId: string | null;
  /** Office in which it was handed in. */
  department: string;
  division: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  objectKey: string;
  /** `Idempotency-Key` with which it came. */
  requestKey: string;
  /** Account. */
  addedBy: string;
  addedAt: Date;
}

/** For the backup and the check of the store. */
export const CROSS_CASE_FILE_OBJECTS = storedObjectsOf({ table: TABLE, key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: FOLDER });

export const crossFileKey = (id: string): string => `${FOLDER}/${id}`;

const SELECT = `SELECT id, case_id AS "caseId", department, division, name, content_type AS "contentType", size, sha256, object_key AS "objectKey",
  request_key AS "requestKey", added_by AS "addedBy", added_at AS "addedAt" FROM onething.cross_case_file`;
const BY_KEY: Statement = { name: 'cross-province.file-by-key', text: `${SELECT} WHERE added_by = $1 AND request_key = $2` };
const LOCK: Statement = { name: 'cross-province.lock-files', text: `${SELECT} WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE` };
const OF_CASE: Statement = { name: 'cross-province.files-of-case', text: `${SELECT} WHERE case_id = $1 ORDER BY id` };
const UNNAMED: Statement = {
  name: 'cross-province.files-unnamed',
  text: 'SELECT id, added_at AS "endedAt" FROM onething.cross_case_file WHERE case_id IS NULL AND added_at < $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3',
};
const COUNT_UNNAMED: Statement = { name: 'cross-province.count-unnamed-files', text: 'SELECT count(*)::int AS count FROM onething.cross_case_file WHERE added_by = $1 AND case_id IS NULL' };
const OF_CONVERSATION: Statement = {
  name: 'cross-province.file-of-conversation',
  text: `SELECT f.object_key AS "objectKey" FROM onething.cross_case_file f JOIN onething.cross_case c ON c.id = f.case_id WHERE c.conversation = $1 AND f.sha256 = $2 ORDER BY f.id LIMIT 1`,
};
const INSERT: Statement = {
  name: 'cross-province.insert-file',
  text: `INSERT INTO onething.cross_case_file (id, department, division, name, content_type, size, sha256, object_key, request_key, added_by, added_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (added_by, request_key) DO NOTHING RETURNING id`,
};
const NAME: Statement = { name: 'cross-province.name-files', text: 'UPDATE onething.cross_case_file SET case_id = $2 WHERE id = ANY($1::uuid[])' };
const REMOVE: Statement = { name: 'cross-province.remove-files', text: 'DELETE FROM onething.cross_case_file WHERE id = ANY($1::uuid[])' };

type Row = Omit<CrossCaseFile, 'name'> & { name: Envelope };
type Where = Pick<Transaction, 'query'>;

/** The table of files that were handed in here; their names are encrypted. */
@Injectable()
export class CrossCaseFileRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  async findByKey(accountId: string, key: string): Promise<CrossCaseFile | undefined> {
    return this.read(await this.database.query<Row>(BY_KEY, [accountId, key]))[0];
  }

  /** Until the end of the transaction nobody else names or removes them. */
  async lock(tx: Transaction, ids: readonly string[]): Promise<CrossCaseFile[]> {
    return this.read(await tx.query<Row>(LOCK, [ids]));
  }

  async listOfCase(caseId: string, where: Where = this.database): Promise<CrossCaseFile[]> {
    return this.read(await where.query<Row>(OF_CASE, [caseId]));
  }

  /** Those that no step has named, by id behind `after`. */
  listUnnamed(before: Date, after: string | undefined, limit: number): Promise<{ id: string; endedAt: Date }[]> {
    return this.database.query(UNNAMED, [before, after ?? null, limit]);
  }

  async countUnnamed(accountId: string): Promise<number> {
    return (await this.database.query<{ count: number }>(COUNT_UNNAMED, [accountId]))[0]!.count;
  }

  async findObject(conversation: string, sha256: string): Promise<string | undefined> {
    return (await this.database.query<{ objectKey: string }>(OF_CONVERSATION, [conversation, sha256]))[0]?.objectKey;
  }

  /** @returns false when the same request was faster */
  async insert(file: CrossCaseFile): Promise<boolean> {
    const { id, department, division, name, contentType, size, sha256, objectKey, requestKey, addedBy, addedAt } = file;
    const written = await this.database.query(INSERT, [
      id, department, division, this.keyring.encrypt(namePlace(id), name), contentType, size, sha256, objectKey, requestKey, addedBy, addedAt,
    ]);
    return written.length > 0;
  }

  async name(tx: Transaction, ids: readonly string[], caseId: string): Promise<void> {
    await tx.query(NAME, [ids, caseId]);
  }

  async remove(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(REMOVE, [ids]);
  }

  private read(rows: Row[]): CrossCaseFile[] {
    return rows.map((row) => ({ ...row, name: this.keyring.decrypt(namePlace(row.id), row.name) }));
  }
}

const namePlace = (row: string): Place => ({ table: TABLE, field: 'name', row });
