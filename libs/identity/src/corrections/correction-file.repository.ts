import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { storedObjectsOf } from '@onething/object-store';
import type { Transaction } from '@onething/persistence';

export const CORRECTION_FILE_TABLE = 'correction_file';
const FOLDER = 'corrections';

/** A picture of a paper, handed in for a correction. */
export interface CorrectionFile {
  id: string;
  correctionId: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  objectKey: string;
  /** `Idempotency-Key` with which it came. */
  requestKey: string;
  createdAt: Date;
}

/** For the backup and the check of the store. */
export const CORRECTION_FILE_OBJECTS = storedObjectsOf({
  table: CORRECTION_FILE_TABLE, key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: FOLDER,
});

/** By a keyed digest of the content, within one correction; files from before lie under their id alone. @param digest `Keyring.keyedDigest` of the SHA-256 */
export const correctionObjectKey = (correctionId: string, digest: string, id: string): string => `${FOLDER}/${correctionId}/${digest}/${id}`;

const COLUMNS = `id, correction_id AS "correctionId", name, content_type AS "contentType", size, sha256, object_key AS "objectKey",
  request_key AS "requestKey", created_at AS "createdAt"`;
const OF_CORRECTIONS = {
  name: 'identity.files-of-corrections',
  text: `SELECT ${COLUMNS} FROM onething.correction_file WHERE correction_id = ANY($1::uuid[]) ORDER BY id`,
};
const INSERT = {
  name: 'identity.insert-correction-file',
  text: `INSERT INTO onething.correction_file (id, correction_id, name, content_type, size, sha256, object_key, request_key, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (correction_id, request_key) DO NOTHING RETURNING id`,
};
const REMOVE = {
  name: 'identity.remove-correction-file',
  text: 'DELETE FROM onething.correction_file WHERE correction_id = $1 AND id = $2 RETURNING object_key AS "objectKey"',
};

/** The table of files of corrections; names are encrypted here. */
@Injectable()
export class CorrectionFileRepository {
  constructor(private readonly keyring: Keyring) {}

  /** In the order in which they came. */
  async ofCorrections(ids: readonly string[], where: Transaction): Promise<CorrectionFile[]> {
    const rows = await where.query<Omit<CorrectionFile, 'name'> & { name: Envelope }>(OF_CORRECTIONS, [ids]);
    return rows.map((row) => ({ ...row, name: this.keyring.decrypt(nameOf(row.id), row.name) }));
  }

  /** @returns false when the same request has left a file already */
  async insert({ id, correctionId, name, contentType, size, sha256, objectKey, requestKey, createdAt }: CorrectionFile, where: Transaction): Promise<boolean> {
    const values = [id, correctionId, this.keyring.encrypt(nameOf(id), name), contentType, size, sha256, objectKey, requestKey, createdAt];
    return (await where.query(INSERT, values)).length === 1;
  }

  /** @returns the key of its object; undefined when there is no such file */
  async remove(correctionId: string, id: string, where: Transaction): Promise<string | undefined> {
    return (await where.query<{ objectKey: string }>(REMOVE, [correctionId, id]))[0]?.objectKey;
  }
}

const nameOf = (row: string) => ({ table: CORRECTION_FILE_TABLE, field: 'name', row });
