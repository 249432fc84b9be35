import { Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import type { CivilDate } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { Licence } from '../domain/licence';
import type { LicenceState } from '../domain/licence-state.machine';
import type { StatusRecord } from '../domain/status-record';
import { facePlace, LICENCE_COLUMNS, type LicenceRow, NUMBER_INDEX, numberPlace, readLicence } from './licence-rows';

/** Where a page of licences begins: behind this one, newest first. */
export interface LicencePosition {
  issuedOn: CivilDate;
  id: string;
}

/** SM2 signature over the record, and the key of the platform that made it. */
export interface StatusSignature {
  /** DER in base64. */
  signature: string;
  signingKey: string;
}

/** As it is kept; records from before they were signed have no signature. */
export type SignedStatusRecord = Omit<StatusRecord, 'legalDocument'> & { legalDocument: string | null; signature: string | null; signingKey: string | null };

const FIND_CURRENT = {
  name: 'licences.find-current',
  text: `SELECT ${LICENCE_COLUMNS} FROM onething.licence WHERE id = $1 AND is_current`,
};
const FIND_LATEST = {
  name: 'licences.find-latest-for-update',
  text: `SELECT ${LICENCE_COLUMNS} FROM onething.licence WHERE id = $1 ORDER BY version DESC LIMIT 1 FOR UPDATE`,
};
const FIND_VERSION = {
  name: 'licences.find-version',
  text: `SELECT ${LICENCE_COLUMNS} FROM onething.licence WHERE id = $1 AND version = $2`,
};
const FIND_BY_VERSION_ID = {
  name: 'licences.find-version-by-id',
  text: `SELECT ${LICENCE_COLUMNS} FROM onething.licence WHERE version_id = $1`,
};
const FIND_BY_IDENTIFIER = {
  name: 'licences.find-by-identifier',
  text: `SELECT ${LICENCE_COLUMNS} FROM onething.licence WHERE identifier = $1`,
};
const FIND_HELD = {
  name: 'licences.find-held',
  text: `SELECT ${LICENCE_COLUMNS} FROM onething.licence
    WHERE holder_person_id = $1 AND type_code = $2 AND is_current AND state = 'VALID'
      AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)
    ORDER BY issued_on DESC, id DESC LIMIT 1`,
};
const LIST_HELD = {
  name: 'licences.list-held',
  text: `SELECT ${LICENCE_COLUMNS} FROM onething.licence
    WHERE holder_person_id = ANY($1) AND is_current
      AND ($2::date IS NULL OR (issued_on, id) < ($2::date, $3::uuid))
    ORDER BY issued_on DESC, id DESC LIMIT $4`,
};
const HAS_NUMBER = {
  name: 'licences.has-number',
  text: 'SELECT id FROM onething.licence WHERE type_code = $1 AND number_index = ANY($2) AND is_current',
};
const INSERT = {
  name: 'licences.insert',
  text: `INSERT INTO onething.licence (id, version, version_id, identifier, type_code, number, number_index, holder_person_id, holder_kind,
      face, face_digest, state, issuer_uscc, issuing_department, division_code, issued_on, valid_from, valid_to,
      source_case_id, source_item_id, photo_file, origin, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
};
const NEXT_STATUS = {
  name: 'licences.next-status',
  text: 'SELECT coalesce(max(seq), 0) + 1 AS seq FROM onething.licence_status WHERE licence_id = $1',
};
const RECORD_STATUS = {
  name: 'licences.record-status',
  text: `INSERT INTO onething.licence_status
      (licence_id, seq, version, from_state, to_state, reason, legal_document, operator, occurred_at, signature, signing_key)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
const LIST_STATUS = {
  name: 'licences.list-status',
  text: `SELECT licence_id AS "licenceId", version, seq, from_state AS "from", to_state AS "to", reason, legal_document AS "legalDocument", operator,
      occurred_at AS "occurredAt", signature, signing_key AS "signingKey"
    FROM onething.licence_status WHERE licence_id = $1 ORDER BY seq`,
};
const SET_STATE = {
  name: 'licences.set-state',
  text: `UPDATE onething.licence SET state = $3, is_current = ($3 <> 'REPLACED') WHERE id = $1 AND version = $2`,
};
const OPEN_SERIAL = {
  name: 'licences.open-serial',
  text: `INSERT INTO onething.licence_number_serial (type_code, issuer_uscc, year, last) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING`,
};
const LOCK_SERIAL = {
  name: 'licences.lock-serial',
  text: 'SELECT last FROM onething.licence_number_serial WHERE type_code = $1 AND issuer_uscc = $2 AND year = $3 FOR UPDATE',
};
const TAKE_SERIAL = {
  name: 'licences.take-serial',
  text: `UPDATE onething.licence_number_serial SET last = last + 1 WHERE type_code = $1 AND issuer_uscc = $2 AND year = $3 RETURNING last`,
};

/** The register's tables. Numbers and faces are encrypted here and nowhere else. */
@Injectable()
export class LicenceRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  async findCurrent(id: string): Promise<Licence | undefined> {
    return this.first(await this.database.query<LicenceRow>(FIND_CURRENT, [id]));
  }

  /** The latest version, locked until the transaction ends. */
  async findLatestForUpdate(tx: Transaction, id: string): Promise<Licence | undefined> {
    return this.first(await tx.query<LicenceRow>(FIND_LATEST, [id]));
  }

  async findVersion(id: string, version: number, tx: Transaction = this.database): Promise<Licence | undefined> {
    return this.first(await tx.query<LicenceRow>(FIND_VERSION, [id, version]));
  }

  async findByVersionId(versionId: string): Promise<Licence | undefined> {
    return this.first(await this.database.query<LicenceRow>(FIND_BY_VERSION_ID, [versionId]));
  }

  async findByIdentifier(identifier: string): Promise<Licence | undefined> {
    return this.first(await this.database.query<LicenceRow>(FIND_BY_IDENTIFIER, [identifier]));
  }

  /** The newest one in force on that day. */
  async findHeld(personId: string, typeCode: string, today: CivilDate): Promise<Licence | undefined> {
    return this.first(await this.database.query<LicenceRow>(FIND_HELD, [personId, typeCode, today]));
  }

  /** Current versions in any state, newest first. */
  async listHeld(personIds: string[], after: LicencePosition | undefined, limit: number): Promise<Licence[]> {
    const rows = await this.database.query<LicenceRow>(LIST_HELD, [personIds, after?.issuedOn ?? null, after?.id ?? null, limit]);
    return rows.map((row) => readLicence(this.keyring, row));
  }

  async hasNumber(tx: Transaction, typeCode: string, number: string): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(HAS_NUMBER, [typeCode, this.keyring.blindIndexes(NUMBER_INDEX, number)]);
    return rows.length > 0;
  }

  /** @param now epoch ms */
  async insert(tx: Transaction, licence: Licence, now: number): Promise<void> {
    const { versionId } = licence;
    const number = this.keyring.encrypt(numberPlace(versionId), licence.number);
    const face = this.keyring.encrypt(facePlace(versionId), JSON.stringify(licence.face));
    await tx.query(INSERT, [
      licence.id, licence.version, versionId, licence.identifier ?? null, licence.typeCode, number, this.keyring.blindIndex(NUMBER_INDEX, licence.number),
      licence.holder.personId, licence.holder.kind, face, licence.faceDigest, licence.state,
      licence.issuer.uscc, licence.issuer.department, licence.issuer.division,
      licence.issuedOn, licence.validity.from, licence.validity.to ?? null,
      licence.source?.caseId ?? null, licence.source?.itemId ?? null, licence.photoFile ?? null, licence.origin, new Date(now),
    ]);
  }

  /** The number of the next status record; the licence is locked. */
  async nextStatusSeq(tx: Transaction, licenceId: string): Promise<number> {
    return (await tx.query<{ seq: number }>(NEXT_STATUS, [licenceId]))[0]!.seq;
  }

  async recordStatus(tx: Transaction, record: StatusRecord, { signature, signingKey }: StatusSignature): Promise<void> {
    await tx.query(RECORD_STATUS, [
      record.licenceId, record.seq, record.version, record.from, record.to, record.reason, record.legalDocument ?? null, record.operator,
      new Date(record.occurredAt), signature, signingKey,
    ]);
  }

  /** The oldest first. */
  async listStatus(licenceId: string): Promise<SignedStatusRecord[]> {
    const rows = await this.database.query<Omit<SignedStatusRecord, 'occurredAt'> & { occurredAt: Date }>(LIST_STATUS, [licenceId]);
    return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.getTime() }));
  }

  async setState(tx: Transaction, id: string, version: number, state: LicenceState): Promise<void> {
    await tx.query(SET_STATE, [id, version, state]);
  }

  /**
   * Holds the row of a series until the transaction ends: whoever takes a number waits for whoever took the one before, and
   * a number that was rolled back is given again.
   */
  async lockSeries(tx: Transaction, typeCode: string, issuerUscc: string, year: number): Promise<void> {
    await tx.query(OPEN_SERIAL, [typeCode, issuerUscc, year]);
    await tx.query(LOCK_SERIAL, [typeCode, issuerUscc, year]);
  }

  async takeSerial(tx: Transaction, typeCode: string, issuerUscc: string, year: number): Promise<number> {
    const [row] = await tx.query<{ last: number }>(TAKE_SERIAL, [typeCode, issuerUscc, year]);
    return row!.last;
  }

  private first(rows: LicenceRow[]): Licence | undefined {
    return rows[0] && readLicence(this.keyring, rows[0]);
  }
}
