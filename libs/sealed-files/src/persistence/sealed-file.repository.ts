import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@onething/persistence';
import type { SealPurpose } from '@onething/seals';

/** A file that was sealed, as it is registered. */
export interface SealedFile {
  /** Of the version of the licence, or of the document. */
  id: string;
  kind: string;
  objectKey: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** Of the final bytes, lower-case hexadecimal. */
  sha256: string;
  sm3: string;
  sealId: string;
  sealVersion: number;
  sealUseId: string;
  sealedAt: Date;
}

/** A file that is to be made. */
export interface SealedFileOrder {
  id: string;
  /** Says who renders it. */
  kind: string;
  /** Whose seal it bears. */
  authorityUscc: string;
  purpose: SealPurpose;
  caseId?: string;
  /** Account of the official on whose decision it rests, or the name of a worker. */
  authorisedBy: string;
}

export interface SealedFileJob extends Omit<SealedFileOrder, 'caseId'> {
  act: 'make' | 'erase';
  caseId: string | null;
  attempts: number;
}

const statement = (name: string, text: string) => ({ name: `sealed-files.${name}`, text });
const JOB = `id, act, kind, authority_uscc AS "authorityUscc", purpose, case_id AS "caseId", authorised_by AS "authorisedBy", attempts`;
const FILE = `id, kind, object_key AS "objectKey", content_type AS "contentType", size, sha256, sm3, seal_id AS "sealId", seal_version AS "sealVersion",
  seal_use_id AS "sealUseId", sealed_at AS "sealedAt"`;
const ORDER = statement('order', `INSERT INTO onething.sealed_file_job (id, act, kind, authority_uscc, purpose, case_id, authorised_by, due_at)
  SELECT $1, 'make', $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT FROM onething.sealed_file WHERE id = $1) ON CONFLICT (id) DO NOTHING`);
const CLAIM = statement('claim', `SELECT ${JOB} FROM onething.sealed_file_job WHERE due_at <= $1 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`);
const DONE = statement('done', 'DELETE FROM onething.sealed_file_job WHERE id = $1');
const POSTPONE = statement('postpone', 'UPDATE onething.sealed_file_job SET attempts = attempts + 1, due_at = $2, failure = $3 WHERE id = $1 AND attempts = $4');
const REGISTER = statement('register', `INSERT INTO onething.sealed_file
    (id, kind, object_key, content_type, size, sha256, sm3, seal_id, seal_version, seal_use_id, sealed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`);
const FIND = statement('find', `SELECT ${FILE} FROM onething.sealed_file WHERE id = ANY($1)`);
const FIND_BY_DIGEST = statement('find-by-digest', `SELECT ${FILE} FROM onething.sealed_file WHERE sha256 = $1`);
const WAITING = statement('waiting', `SELECT id, failure FROM onething.sealed_file_job WHERE id = ANY($1) AND act = 'make'`);
const ERASE = statement('erase', `WITH gone AS (DELETE FROM onething.sealed_file WHERE id = ANY($1) RETURNING id, kind)
  INSERT INTO onething.sealed_file_job (id, act, kind, authority_uscc, purpose, authorised_by, due_at)
  SELECT id, 'erase', kind, '', '', '', $2 FROM gone
  ON CONFLICT (id) DO UPDATE SET act = 'erase', due_at = EXCLUDED.due_at, attempts = 0`);
const ERASE_WAITING = statement('erase-waiting', `UPDATE onething.sealed_file_job SET act = 'erase', due_at = $2, attempts = 0 WHERE id = ANY($1)`);

@Injectable()
export class SealedFileRepository {
  constructor(private readonly database: Database) {}

  /** Once for an id. */
  async order(tx: Transaction, { id, kind, authorityUscc, purpose, caseId, authorisedBy }: SealedFileOrder, dueAt: Date): Promise<void> {
    await tx.query(ORDER, [id, kind, authorityUscc, purpose, caseId ?? null, authorisedBy, dueAt]);
  }

  /** One that is due, locked until the transaction ends. */
  async claim(tx: Transaction, now: Date): Promise<SealedFileJob | undefined> {
    return (await tx.query<SealedFileJob>(CLAIM, [now]))[0];
  }

  async done(tx: Transaction, id: string): Promise<void> {
    await tx.query(DONE, [id]);
  }

  async postpone({ id, attempts }: SealedFileJob, dueAt: Date, failure: string): Promise<void> {
    await this.database.query(POSTPONE, [id, dueAt, failure, attempts]);
  }

  async register(tx: Transaction, file: SealedFile): Promise<void> {
    await tx.query(REGISTER, [
      file.id, file.kind, file.objectKey, file.contentType, file.size, file.sha256, file.sm3, file.sealId, file.sealVersion, file.sealUseId, file.sealedAt,
    ]);
  }

  async find(ids: string[]): Promise<SealedFile[]> {
    return (await this.database.query<SealedFile>(FIND, [ids])).map(read);
  }

  async findByDigest(sha256: string): Promise<SealedFile | undefined> {
    return (await this.database.query<SealedFile>(FIND_BY_DIGEST, [sha256])).map(read)[0];
  }

  /** Those that are still to be made, and the code of what was in the way of the last attempt. */
  waiting(ids: string[]): Promise<{ id: string; failure: string | null }[]> {
    return this.database.query(WAITING, [ids]);
  }

  /** The rows go now, the objects by a job. */
  async erase(tx: Transaction, ids: string[], now: Date): Promise<void> {
    await tx.query(ERASE_WAITING, [ids, now]);
    await tx.query(ERASE, [ids, now]);
  }
}

const read = (file: SealedFile): SealedFile => ({ ...file, size: Number(file.size) });
