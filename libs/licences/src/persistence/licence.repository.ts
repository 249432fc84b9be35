import { Injectable } from '@nestjs/common';
import { Keyring } from '@onething/crypto';
import type { CivilDate } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { Licence } from '../domain/licence';
import type { LicenceState } from '../domain/licence-state.machine';
import { facePlace, LICENCE_COLUMNS, type LicenceRow, NUMBER_INDEX, numberPlace, readLicence } from './licence-rows';

/** Where a page of licences begins: behind this one, newest first. */
export interface LicencePosition {
  issuedOn: CivilDate;
  id: string;
}

/** A status record (证照状态记录): why and on whose word a state changed. */
export interface StatusRecord {
  licenceId: string;
  version: number;
  from: LicenceState | null;
  to: LicenceState;
  reason: string;
  legalDocument?: string;
  /** Account of the staff member, or the name of the worker. */
  operator: string;
  /** Epoch ms. */
  occurredAt: number;
}

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
  text: `INSERT INTO onething.licence (id, version, version_id, type_code, number, number_index, holder_person_id, holder_kind,
      face, face_digest, state, issuer_uscc, issuing_department, division_code, issued_on, valid_from, valid_to,
      source_case_id, source_item_id, origin, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
};
const RECORD_STATUS = {
  name: 'licences.record-status',
  text: `INSERT INTO onething.licence_status
      (licence_id, seq, version, from_state, to_state, reason, legal_document, operator, occurred_at)
    SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM onething.licence_status WHERE licence_id = $1`,
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

  /** @param versionId under which the version's encrypted values stand @param now epoch ms */
  async insert(tx: Transaction, licence: Licence, versionId: string, now: number): Promise<void> {
    const number = this.keyring.encrypt(numberPlace(versionId), licence.number);
    const face = this.keyring.encrypt(facePlace(versionId), JSON.stringify(licence.face));
    await tx.query(INSERT, [
      licence.id, licence.version, versionId, licence.typeCode, number, this.keyring.blindIndex(NUMBER_INDEX, licence.number),
      licence.holder.personId, licence.holder.kind, face, licence.faceDigest, licence.state,
      licence.issuer.uscc, licence.issuer.department, licence.issuer.division,
      licence.issuedOn, licence.validity.from, licence.validity.to ?? null,
      licence.source?.caseId ?? null, licence.source?.itemId ?? null, licence.origin, new Date(now),
    ]);
  }

  async recordStatus(tx: Transaction, record: StatusRecord): Promise<void> {
    await tx.query(RECORD_STATUS, [
      record.licenceId, record.version, record.from, record.to, record.reason, record.legalDocument ?? null, record.operator,
      new Date(record.occurredAt),
    ]);
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
