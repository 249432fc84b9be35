import { Injectable } from '@nestjs/common';
import { type EncryptedColumn, type Envelope, Keyring, type Place, sqlEncryptedColumn, type SqlRunner } from '@onething/crypto';
import { Database, type Statement } from '@onething/persistence';
import type { ImportedFacts, ImportStanding } from '../domain/imported-licence';

export interface ImportedLicence {
  id: string;
  holderPersonId: string;
  standing: ImportStanding;
  facts: ImportedFacts;
  /** Address of the platform whose list vouches for it; null when nobody does. */
  trustedIssuer: string | null;
  objectKey: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  importedAt: Date;
}

type Row = Omit<ImportedLicence, 'facts' | 'size'> & { facts: Envelope; size: string };

const COLUMNS = `id, holder_person_id AS "holderPersonId", standing, facts, trusted_issuer AS "trustedIssuer", object_key AS "objectKey", content_type AS "contentType",
  size::text, sha256, imported_at AS "importedAt"`;
const INSERT: Statement = {
  name: 'imports.insert',
  text: `INSERT INTO onething.imported_licence (id, holder_person_id, standing, facts, trusted_issuer, object_key, content_type, size, sha256, imported_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (holder_person_id, sha256) DO NOTHING RETURNING id`,
};
const FIND_SAME: Statement = { name: 'imports.find-same', text: `SELECT ${COLUMNS} FROM onething.imported_licence WHERE holder_person_id = ANY($1) AND sha256 = $2` };
const FIND: Statement = { name: 'imports.find', text: `SELECT ${COLUMNS} FROM onething.imported_licence WHERE id = $1 AND holder_person_id = ANY($2)` };
const LIST: Statement = { name: 'imports.list', text: `SELECT ${COLUMNS} FROM onething.imported_licence WHERE holder_person_id = ANY($1) ORDER BY imported_at DESC, id DESC` };
const REMOVE: Statement = { name: 'imports.remove', text: 'DELETE FROM onething.imported_licence WHERE id = $1' };

const DUE: Statement = {
  name: 'imports.retention-due',
  text: `SELECT id, holder_person_id AS "personId", imported_at AS "endedAt" FROM onething.imported_licence
    WHERE imported_at < $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};
const OBJECTS: Statement = { name: 'imports.objects', text: 'SELECT id, object_key AS "objectKey" FROM onething.imported_licence WHERE id = ANY($1::uuid[])' };

const COLUMN = { table: 'imported_licence', field: 'facts', key: 'id' };
const placeOf = (id: string): Place => ({ table: COLUMN.table, field: COLUMN.field, row: id });

@Injectable()
export class ImportedLicenceRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** @returns false when the holder has this very file already */
  async insert(licence: ImportedLicence): Promise<boolean> {
    const { id, holderPersonId, standing, facts, trustedIssuer, objectKey, contentType, size, sha256, importedAt } = licence;
    const envelope = this.keyring.encrypt(placeOf(id), JSON.stringify(facts));
    return (await this.database.query(INSERT, [id, holderPersonId, standing, envelope, trustedIssuer, objectKey, contentType, size, sha256, importedAt])).length > 0;
  }

  async findSame(holders: readonly string[], sha256: string): Promise<ImportedLicence | undefined> {
    return (await this.database.query<Row>(FIND_SAME, [holders, sha256])).map((row) => this.read(row))[0];
  }

  async find(id: string, holders: readonly string[]): Promise<ImportedLicence | undefined> {
    return (await this.database.query<Row>(FIND, [id, holders])).map((row) => this.read(row))[0];
  }

  /** The newest first. */
  async list(holders: readonly string[]): Promise<ImportedLicence[]> {
    return (await this.database.query<Row>(LIST, [holders])).map((row) => this.read(row));
  }

  /** Brought before a day, by id. */
  findOlder(before: Date, after: string | undefined, limit: number): Promise<{ id: string; personId: string; endedAt: Date }[]> {
    return this.database.query(DUE, [before, after ?? null, limit]);
  }

  findObjects(ids: readonly string[]): Promise<{ id: string; objectKey: string }[]> {
    return this.database.query(OBJECTS, [ids]);
  }

  async remove(id: string): Promise<void> {
    await this.database.query(REMOVE, [id]);
  }

  private read({ facts, size, ...row }: Row): ImportedLicence {
    return { ...row, size: Number(size), facts: JSON.parse(this.keyring.decrypt(placeOf(row.id), facts)) as ImportedFacts };
  }
}

/** What a key rotation has to re-encrypt here. */
export function importColumns(database: SqlRunner): EncryptedColumn[] {
  return [sqlEncryptedColumn(database, COLUMN)];
}
