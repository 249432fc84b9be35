import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import { storedObjectsOf } from '@onething/object-store';
import { Database, type Statement, type Transaction } from '@onething/persistence';

const TABLE = 'bad_rating_file';
const FOLDER = 'bad-ratings';

/** A file on which something that was written on a bad rating rests (佐证材料). */
export interface BadRatingFile {
  id: string;
  badRatingId: string;
  /** The note that has named it first; null while nothing rests on it. */
  noteId: string | null;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  objectKey: string;
  /** `Idempotency-Key` with which it came. */
  requestKey: string;
  addedBy: string;
  addedAt: Date;
}

/** For the backup and the check of the store. */
export const BAD_RATING_FILE_OBJECTS = storedObjectsOf({ table: TABLE, key: 'object_key', contentType: 'content_type', sha256: 'sha256', folder: FOLDER });

export const evidenceObjectKey = (badRatingId: string, id: string): string => `${FOLDER}/${badRatingId}/${id}`;

const LIST: Statement = {
  name: 'ratings.list-bad-rating-files',
  text: `SELECT id, bad_rating_id AS "badRatingId", note_id AS "noteId", name, content_type AS "contentType", size, sha256, object_key AS "objectKey",
      request_key AS "requestKey", added_by AS "addedBy", added_at AS "addedAt"
    FROM onething.bad_rating_file WHERE bad_rating_id = ANY($1::uuid[]) ORDER BY id`,
};
const INSERT: Statement = {
  name: 'ratings.insert-bad-rating-file',
  text: `INSERT INTO onething.bad_rating_file (id, bad_rating_id, name, content_type, size, sha256, object_key, request_key, added_by, added_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const NAME_IN_NOTE: Statement = {
  name: 'ratings.name-bad-rating-files',
  text: `UPDATE onething.bad_rating_file SET note_id = coalesce(note_id, $3) WHERE bad_rating_id = $1 AND id = ANY($2::uuid[]) RETURNING id`,
};
const REMOVE: Statement = {
  name: 'ratings.remove-bad-rating-file',
  text: `DELETE FROM onething.bad_rating_file WHERE bad_rating_id = $1 AND id = $2 AND note_id IS NULL RETURNING object_key AS "objectKey"`,
};

/** The table of files of bad ratings; names are encrypted here. */
@Injectable()
export class BadRatingFileRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** In the order in which they came. */
  async list(badRatingIds: readonly string[], where: Pick<Transaction, 'query'> = this.database): Promise<BadRatingFile[]> {
    const rows = await where.query<Omit<BadRatingFile, 'name'> & { name: Envelope }>(LIST, [badRatingIds]);
    return rows.map((row) => ({ ...row, name: this.keyring.decrypt(namePlace(row.id), row.name) }));
  }

  async insert(tx: Transaction, file: BadRatingFile): Promise<void> {
    const { id, badRatingId, name, contentType, size, sha256, objectKey, requestKey, addedBy, addedAt } = file;
    await tx.query(INSERT, [id, badRatingId, this.keyring.encrypt(namePlace(id), name), contentType, size, sha256, objectKey, requestKey, addedBy, addedAt]);
  }

  /** @returns how many of them the bad rating has */
  async nameInNote(tx: Transaction, badRatingId: string, noteId: string, ids: readonly string[]): Promise<number> {
    return (await tx.query(NAME_IN_NOTE, [badRatingId, ids, noteId])).length;
  }

  /** One that no note has named. @returns the key of its object; undefined when there is no such file */
  async remove(tx: Transaction, badRatingId: string, id: string): Promise<string | undefined> {
    return (await tx.query<{ objectKey: string }>(REMOVE, [badRatingId, id]))[0]?.objectKey;
  }
}

const namePlace = (row: string): Place => ({ table: TABLE, field: 'name', row });
