import { Injectable } from '@nestjs/common';
import type { DocumentKind } from '@onething/cases';
import type { CivilDate, Text } from '@onething/kernel';
import { Database, type Statement, type Transaction } from '@onething/persistence';

/** A document (文书) that was issued with an event. */
export interface IssuedDocument {
  id: string;
  caseId: string;
  itemId: string | null;
  /** Number of the event in its chain. */
  seq: number;
  kind: DocumentKind;
  authorityUscc: string;
  /** As it was called then. */
  authorityName: Text;
  /** 文号. */
  number: string;
  issuedOn: CivilDate;
}

/** What is to be issued: the serial is taken when it is written. */
export interface NewDocument extends Omit<IssuedDocument, 'number'> {
  /** The number without its serial: `<prefix>12号`. */
  prefix: string;
  year: number;
  createdAt: string;
  /** Account of the official on whose act it rests, or the worker's name: authorises the use of the seal. */
  authorisedBy: string;
}

/**
 * Writes those that are not there yet, with serials in the order in which they came. Serials are taken in the same statement: one
 * that is not used is not taken.
 */
const ISSUE: Statement = {
  name: 'documents.issue',
  text: `WITH asked AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(i int, id uuid, "caseId" uuid, "itemId" uuid, seq int, kind text, "authorityUscc" text,
        "authorityName" jsonb, prefix text, year int, "issuedOn" date, "createdAt" timestamptz)),
    fresh AS (
      SELECT a.*, row_number() OVER w AS place, count(*) OVER (PARTITION BY "authorityUscc", kind, year) AS together
      FROM asked a
      WHERE NOT EXISTS (SELECT FROM document d WHERE d.case_id = a."caseId" AND d.seq = a.seq AND d.kind = a.kind AND d.item_id IS NOT DISTINCT FROM a."itemId")
      WINDOW w AS (PARTITION BY "authorityUscc", kind, year ORDER BY i)),
    taken AS (
      INSERT INTO document_serial AS s (authority_uscc, kind, year, last)
      SELECT "authorityUscc", kind, year, count(*) FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      ON CONFLICT (authority_uscc, kind, year) DO UPDATE SET last = s.last + EXCLUDED.last
      RETURNING authority_uscc, kind, year, last)
    INSERT INTO document (id, case_id, item_id, seq, kind, authority_uscc, authority_name, year, serial, number, issued_on, created_at)
    SELECT f.id, f."caseId", f."itemId", f.seq, f.kind, f."authorityUscc", f."authorityName", f.year, t.last - f.together + f.place,
      f.prefix || (t.last - f.together + f.place) || '号', f."issuedOn", f."createdAt"
    FROM fresh f JOIN taken t ON (t.authority_uscc, t.kind, t.year) = (f."authorityUscc", f.kind, f.year)
    RETURNING id`,
};

const DOCUMENT = `id, case_id AS "caseId", item_id AS "itemId", seq, kind, authority_uscc AS "authorityUscc", authority_name AS "authorityName", number,
  issued_on AS "issuedOn"`;
const FIND: Statement = { name: 'documents.find', text: `SELECT ${DOCUMENT} FROM document WHERE id = $1` };
const IDS_OF_CASE: Statement = { name: 'documents.ids-of-case', text: 'SELECT id FROM document WHERE case_id = $1' };
const OF_CASE: Statement = {
  name: 'documents.of-case',
  text: `SELECT ${DOCUMENT} FROM document WHERE case_id = $1 ORDER BY created_at, item_id NULLS LAST, seq, kind`,
};

@Injectable()
export class DocumentRepository {
  constructor(private readonly database: Database) {}

  /** @returns those that were not there yet */
  async issue(tx: Transaction, documents: NewDocument[]): Promise<NewDocument[]> {
    if (documents.length === 0) return [];
    const rows = await tx.query<{ id: string }>(ISSUE, [JSON.stringify(documents.map((document, i) => ({ ...document, i })))]);
    const issued = new Set(rows.map(({ id }) => id));
    return documents.filter(({ id }) => issued.has(id));
  }

  async find(id: string): Promise<IssuedDocument | undefined> {
    return (await this.database.query<IssuedDocument>(FIND, [id]))[0];
  }

  async idsOfCase(tx: Transaction, caseId: string): Promise<string[]> {
    return (await tx.query<{ id: string }>(IDS_OF_CASE, [caseId])).map(({ id }) => id);
  }

  /** In the order in which they were issued. */
  ofCase(caseId: string): Promise<IssuedDocument[]> {
    return this.database.query<IssuedDocument>(OF_CASE, [caseId]);
  }
}
