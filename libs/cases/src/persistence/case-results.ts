import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { Database, type Statement, type Transaction } from '@onething/persistence';

/** A result as the case keeps it until the licence register has it, and after. */
export interface CaseResult {
  itemId: string;
  licenceId: string;
  licenceType: string;
  holderPersonId: string;
  face: Record<string, unknown>;
  faceDigest: string;
  issuedOn: string;
}

const FIND: Statement = {
  name: 'cases.find-results',
  text: `SELECT item_id AS "itemId", licence_id AS "licenceId", licence_type AS "licenceType", holder_person_id AS "holderPersonId", face,
    face_digest AS "faceDigest", issued_on AS "issuedOn" FROM case_result WHERE case_id = $1 ORDER BY item_id`,
};

@Injectable()
export class CaseResults {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  sealFace(caseId: string, itemId: string, face: Record<string, unknown>): Envelope {
    return this.keyring.encrypt(place(caseId, itemId), JSON.stringify(face));
  }

  digest(face: Record<string, unknown>): string {
    return this.keyring.keyedDigest(face);
  }

  async findAll(caseId: string, where: Transaction = this.database): Promise<CaseResult[]> {
    const rows = await where.query<Omit<CaseResult, 'face'> & { face: Envelope }>(FIND, [caseId]);
    return rows.map((row) => ({
      ...row, face: JSON.parse(this.keyring.decrypt(place(caseId, row.itemId), row.face)) as Record<string, unknown>,
    }));
  }
}

const place = (caseId: string, itemId: string) => ({ table: 'case_result', field: 'face', row: `${caseId}/${itemId}` });
