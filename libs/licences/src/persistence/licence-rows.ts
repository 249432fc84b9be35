import type { Keyring, Envelope, Place } from '@onething/crypto';
import type { HolderKind, Licence, LicenceFace } from '../domain/licence';
import type { LicenceState } from '../domain/licence-state.machine';

/** Purpose of the blind index over printed numbers; a number is found only together with its type. */
export const NUMBER_INDEX = 'licence.number';

export interface LicenceRow {
  id: string;
  version: number;
  version_id: string;
  identifier: string | null;
  type_code: string;
  number: Envelope;
  holder_person_id: string;
  holder_kind: HolderKind;
  face: Envelope;
  face_digest: string;
  state: LicenceState;
  issuer_uscc: string;
  issuing_department: string;
  division_code: string;
  issued_on: string;
  valid_from: string;
  valid_to: string | null;
  source_case_id: string | null;
  source_item_id: string | null;
  photo_file: string | null;
  origin: 'issued' | 'seeded';
}

/** Dates as text: the driver would turn them into instants of the machine's time zone. */
export const LICENCE_COLUMNS = `id, version, version_id, identifier, type_code, number, holder_person_id, holder_kind, face, face_digest, state,
  issuer_uscc, issuing_department, division_code, issued_on::text, valid_from::text, valid_to::text, source_case_id, source_item_id, photo_file, origin`;

export const numberPlace = (versionId: string): Place => ({ table: 'licence', field: 'number', row: versionId });
export const facePlace = (versionId: string): Place => ({ table: 'licence', field: 'face', row: versionId });

/** @throws DecryptionError when a stored value was altered or its key is gone */
export function readLicence(keyring: Keyring, row: LicenceRow): Licence {
  return {
    id: row.id,
    version: row.version,
    versionId: row.version_id,
    ...(row.identifier === null ? {} : { identifier: row.identifier }),
    typeCode: row.type_code,
    number: keyring.decrypt(numberPlace(row.version_id), row.number),
    state: row.state,
    holder: { personId: row.holder_person_id, kind: row.holder_kind },
    face: JSON.parse(keyring.decrypt(facePlace(row.version_id), row.face)) as LicenceFace,
    faceDigest: row.face_digest,
    issuer: { uscc: row.issuer_uscc, department: row.issuing_department, division: row.division_code },
    issuedOn: row.issued_on,
    validity: row.valid_to === null ? { from: row.valid_from } : { from: row.valid_from, to: row.valid_to },
    ...(row.source_case_id && row.source_item_id ? { source: { caseId: row.source_case_id, itemId: row.source_item_id } } : {}),
    ...(row.photo_file === null ? {} : { photoFile: row.photo_file }),
    origin: row.origin,
  };
}
