import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { type EncryptedColumn, type Envelope, type Keyring, type Place, sqlEncryptedColumn, type SqlRunner } from '@onething/crypto';
import type { Database, Statement } from '@onething/persistence';
import type { ReferenceReader } from '../stored-objects';
import type { Seal } from './sealed-frames';

const INSERT: Statement = {
  name: 'objects.insert-seal',
  text: 'INSERT INTO object_seal (id, object_key, data_key) VALUES ($1, $2, $3)',
};
const FIND: Statement = {
  name: 'objects.find-seal',
  text: 'SELECT data_key AS "dataKey" FROM object_seal WHERE id = $1 AND object_key = $2',
};
/** The seal is whole, and those of what lay there before are destroyed. */
const COMPLETE: Statement = {
  name: 'objects.complete-seal',
  text: `WITH replaced AS (DELETE FROM object_seal WHERE object_key = $2 AND id <> $1)
    UPDATE object_seal SET sealed_sha256 = $3 WHERE id = $1`,
};
const DISCARD: Statement = { name: 'objects.discard-seal', text: 'DELETE FROM object_seal WHERE id = $1' };
const DESTROY: Statement = { name: 'objects.destroy-seals', text: 'DELETE FROM object_seal WHERE object_key = $1' };
const IS_WHOLE: Statement = {
  name: 'objects.is-sealed',
  text: 'SELECT EXISTS (SELECT FROM object_seal WHERE object_key = $1 AND sealed_sha256 IS NOT NULL) AS sealed',
};
const DIGESTS = {
  name: 'objects.sealed-digests',
  text: 'SELECT sealed_sha256 AS sha256 FROM onething.object_seal WHERE object_key = $1 AND sealed_sha256 IS NOT NULL',
};

const COLUMN = { table: 'object_seal', field: 'data_key', key: 'id' };
const placeOf = (id: string): Place => ({ table: COLUMN.table, field: COLUMN.field, row: id });

/**
 * The data keys of sealed objects, each wrapped by the current key of the platform. An object whose seal is destroyed can be read
 * by nobody, wherever copies of it lie.
 */
export class ObjectSeals {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** A new key for an object that is about to be written. What lies under the object's key keeps its own until `complete`. */
  async make(objectKey: string): Promise<Seal> {
    const [id, key] = [randomUUID(), randomBytes(32)];
    await this.database.query(INSERT, [id, objectKey, this.keyring.encrypt(placeOf(id), key.toString('base64'))]);
    return { id, objectKey, key: createSecretKey(key) };
  }

  /** @param sealedSha256 of the bytes in the store, lower-case hexadecimal */
  async complete({ id, objectKey }: Seal, sealedSha256: string): Promise<void> {
    await this.database.query(COMPLETE, [id, objectKey, sealedSha256]);
  }

  /** Of an object that was not written. */
  async discard({ id }: Seal): Promise<void> {
    await this.database.query(DISCARD, [id]);
  }

  /** @returns undefined when the seal was destroyed, or is of another object */
  async find(id: string, objectKey: string): Promise<Seal | undefined> {
    const [found] = await this.database.query<{ dataKey: Envelope }>(FIND, [id, objectKey]);
    return found && { id, objectKey, key: createSecretKey(Buffer.from(this.keyring.decrypt(placeOf(id), found.dataKey), 'base64')) };
  }

  async destroy(objectKey: string): Promise<void> {
    await this.database.query(DESTROY, [objectKey]);
  }

  async isSealed(objectKey: string): Promise<boolean> {
    const [row] = await this.database.query<{ sealed: boolean }>(IS_WHOLE, [objectKey]);
    return row!.sealed;
  }
}

/** What a key rotation has to wrap anew. */
export function sealColumns(database: SqlRunner): EncryptedColumn[] {
  return [sqlEncryptedColumn(database, COLUMN)];
}

/** Digests that the bytes of an object in the store may have, if it is sealed: for the backup, which copies them as they lie. */
export async function sealedDigests(reader: ReferenceReader, objectKey: string): Promise<string[]> {
  return (await reader.query<{ sha256: string }>(DIGESTS, [objectKey])).map(({ sha256 }) => sha256);
}
