import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { Database, GroupedRead, questions, type Statement, type Transaction } from '@onething/persistence';

/** A result as the case keeps it until the licence register has it, and after. */
export interface CaseResult {
  itemId: string;
  licenceId: string;
  licenceType: string;
  holderPersonId: string;
  face: Record<string, unknown>;
  faceDigest: string;
  issuedOn: string;
  /** File of the case that is the holder's photo. */
  photoFile?: string;
}

const FIND: Statement = {
  name: 'cases.find-results',
  text: `SELECT q.i, r.item_id AS "itemId", r.licence_id AS "licenceId", r.licence_type AS "licenceType",
      r.holder_person_id AS "holderPersonId", r.face, r.face_digest AS "faceDigest", r.issued_on AS "issuedOn", r.photo_file AS "photoFile"
    FROM ${questions('"caseId" uuid')}
    CROSS JOIN LATERAL (SELECT * FROM case_result r WHERE r.case_id = q."caseId" OFFSET 0) AS r ORDER BY r.item_id`,
};

type ResultRow = Omit<CaseResult, 'face' | 'photoFile'> & { face: Envelope; photoFile: string | null };

@Injectable()
export class CaseResults {
  private readonly results: GroupedRead<{ caseId: string }, ResultRow>;

  constructor(database: Database, private readonly keyring: Keyring) {
    this.results = new GroupedRead(database, FIND);
  }

  sealFace(caseId: string, itemId: string, face: Record<string, unknown>): Envelope {
    return this.keyring.encrypt(place(caseId, itemId), JSON.stringify(face));
  }

  digest(face: Record<string, unknown>): string {
    return this.keyring.keyedDigest(face);
  }

  async findAll(caseId: string, within?: Transaction): Promise<CaseResult[]> {
    const rows = await this.results.ask({ caseId }, within);
    return rows.map(({ itemId, licenceId, licenceType, holderPersonId, face, faceDigest, issuedOn, photoFile }) => ({
      itemId, licenceId, licenceType, holderPersonId, faceDigest, issuedOn, ...(photoFile === null ? {} : { photoFile }),
      face: JSON.parse(this.keyring.decrypt(place(caseId, itemId), face)) as Record<string, unknown>,
    }));
  }
}

const place = (caseId: string, itemId: string) => ({ table: 'case_result', field: 'face', row: `${caseId}/${itemId}` });
