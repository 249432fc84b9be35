import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { Transaction } from '@onething/persistence';
import { comparableName } from '../domain/person-name';
import type { PersonKind } from '../domain/person-number';

export interface PersonRow {
  id: string;
  kind: PersonKind;
  divisionCode: string;
  name: string;
  number: string | null;
  synthetic: boolean;
}

interface StoredPerson extends Omit<PersonRow, 'name' | 'number'> {
  name: Envelope;
  number: Envelope | null;
}

/** Table of the persons, also the `table` of its envelopes' place; the purposes of the blind indexes. */
export const PERSON_TABLE = 'person';
export const NUMBER_PURPOSE = 'person.number';
export const NAME_PURPOSE = 'person.name';

const COLUMNS = 'id, kind, division_code AS "divisionCode", name, number, synthetic';
const BY_IDS = { name: 'identity.person-by-ids', text: `SELECT ${COLUMNS} FROM onething.person WHERE id = ANY($1::uuid[])` };
const BY_INDEX = { name: 'identity.person-by-index', text: `SELECT ${COLUMNS} FROM onething.person WHERE number_index = ANY($1::text[])` };
const BY_NAME = { name: 'identity.person-by-name', text: 'SELECT id FROM onething.person WHERE name_index = ANY($1::text[]) ORDER BY id LIMIT $2' };
/** Any conflict, of the id or of the number, inserts nothing and leaves the transaction usable. */
const INSERT = {
  name: 'identity.insert-person',
  text: `INSERT INTO onething.person (id, division_code, kind, name, number, number_index, synthetic, created_at, name_index)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $10 WHERE NOT EXISTS (SELECT FROM onething.person WHERE number_index = ANY($9::text[]))
    ON CONFLICT DO NOTHING RETURNING id`,
};
const SET_NUMBER = {
  name: 'identity.set-number',
  text: `UPDATE onething.person SET number = $2, number_index = $3
    WHERE id = $1 AND number IS NULL AND NOT EXISTS (SELECT FROM onething.person WHERE number_index = ANY($4::text[])) RETURNING id`,
};
const REPLACE_NUMBER = {
  name: 'identity.replace-number',
  text: `UPDATE onething.person SET number = $2, number_index = $3
    WHERE id = $1 AND number_index = ANY($5::text[]) AND NOT EXISTS (SELECT FROM onething.person WHERE number_index = ANY($4::text[])) RETURNING id`,
};
const RENAME = {
  name: 'identity.rename-person',
  text: 'UPDATE onething.person SET name = $2, name_index = $3 WHERE id = $1 RETURNING id',
};
const REMOVE = { name: 'identity.remove-person', text: 'DELETE FROM onething.person WHERE id = $1 AND number IS NULL' };

/** Reads and writes persons; outside of it nobody sees an envelope. */
@Injectable()
export class PersonRepository {
  constructor(private readonly keyring: Keyring) {}

  async findByIds(where: Transaction, ids: readonly string[]): Promise<PersonRow[]> {
    return (await where.query<StoredPerson>(BY_IDS, [ids])).map((stored) => this.read(stored));
  }

  async findByNumber(where: Transaction, number: string): Promise<PersonRow | undefined> {
    const [stored] = await where.query<StoredPerson>(BY_INDEX, [this.keyring.blindIndexes(NUMBER_PURPOSE, number)]);
    return stored && this.read(stored);
  }

  /** Without reading one of them. */
  async findIdsByName(where: Transaction, name: string, limit: number): Promise<string[]> {
    const indexes = this.keyring.blindIndexes(NAME_PURPOSE, comparableName(name));
    return (await where.query<{ id: string }>(BY_NAME, [indexes, limit])).map((row) => row.id);
  }

  /** @returns false when the id or the number is there already */
  async insert(where: Transaction, person: PersonRow, now: number): Promise<boolean> {
    const name = this.keyring.encrypt({ table: PERSON_TABLE, field: 'name', row: person.id }, person.name);
    const { number, index, indexes } = this.sealNumber(person.id, person.number);
    const nameIndex = this.keyring.blindIndex(NAME_PURPOSE, comparableName(person.name));
    const values = [person.id, person.divisionCode, person.kind, name, number, index, person.synthetic, new Date(now), indexes, nameIndex];
    return (await where.query(INSERT, values)).length === 1;
  }

  /** @returns false when the person has a number, or the number belongs to somebody */
  async setNumber(where: Transaction, id: string, number: string): Promise<boolean> {
    const sealed = this.sealNumber(id, number);
    return (await where.query(SET_NUMBER, [id, sealed.number, sealed.index, sealed.indexes])).length === 1;
  }

  /** @returns false when the person has another number than the old one, or the new one belongs to somebody */
  async replaceNumber(where: Transaction, id: string, { from, to }: { from: string; to: string }): Promise<boolean> {
    const sealed = this.sealNumber(id, to);
    return (await where.query(REPLACE_NUMBER, [id, sealed.number, sealed.index, sealed.indexes, this.keyring.blindIndexes(NUMBER_PURPOSE, from)])).length === 1;
  }

  /** @returns false when there is no such person */
  async setName(where: Transaction, id: string, name: string): Promise<boolean> {
    const sealed = this.keyring.encrypt({ table: PERSON_TABLE, field: 'name', row: id }, name);
    return (await where.query(RENAME, [id, sealed, this.keyring.blindIndex(NAME_PURPOSE, comparableName(name))])).length === 1;
  }

  async removeWithoutNumber(where: Transaction, id: string): Promise<void> {
    await where.query(REMOVE, [id]);
  }

  private sealNumber(id: string, number: string | null): { number: Envelope | null; index: string | null; indexes: string[] } {
    if (number === null) return { number: null, index: null, indexes: [] };
    return {
      number: this.keyring.encrypt({ table: PERSON_TABLE, field: 'number', row: id }, number),
      index: this.keyring.blindIndex(NUMBER_PURPOSE, number),
      indexes: this.keyring.blindIndexes(NUMBER_PURPOSE, number),
    };
  }

  private read(stored: StoredPerson): PersonRow {
    const place = { table: PERSON_TABLE, row: stored.id };
    return {
      ...stored,
      name: this.keyring.decrypt({ ...place, field: 'name' }, stored.name),
      number: stored.number && this.keyring.decrypt({ ...place, field: 'number' }, stored.number),
    };
  }
}
