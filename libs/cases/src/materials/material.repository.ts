import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EncryptedColumns, type Envelope, Keyring, type Place, sqlEncryptedColumn } from '@onething/crypto';
import { Database, type Statement, type Transaction } from '@onething/persistence';

export type MaterialSource = 'files' | 'licence' | 'predecessorResult' | 'sharedDatum' | 'promise' | 'onlineAuthorisation';

/** What a case has for one material. */
export interface CaseMaterial {
  material: string;
  source: MaterialSource;
  /** With `licence`, and with `predecessorResult` once it is there. */
  licence?: FrozenLicence;
  promisedAt?: Date;
}

/** The version of a licence that a case uses, whatever becomes of the licence later. */
export interface FrozenLicence {
  licenceId: string;
  version: number;
  /** Keyed digest of its face fields. */
  faceDigest: string;
}

export interface CaseFile {
  id: string;
  material: string;
  /** Made safe; as people read it. */
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  sm3: string;
  objectKey: string;
  createdAt: Date;
}

/** Who may change what: the applicant, and which items ask for the material. */
export interface Change {
  caseId: string;
  applicantPersonId: string;
  material: string;
  askedBy: string[];
  now: Date;
}

/** Holds the row until the transaction ends: a submission at the same moment comes before, or sees a new version. */
const OPEN_DRAFT: Statement = {
  name: 'cases.open-draft-materials',
  text: `UPDATE bundle_case SET version = version + 1, updated_at = $3
    WHERE id = $1 AND applicant_person_id = $2 AND state = 'draft' RETURNING version`,
};
/** As `opensMaterial` says. The answer to the correction waits until the transaction ends. */
const OPEN_CORRECTION: Statement = {
  name: 'cases.open-correction-materials',
  text: `SELECT b.version FROM item_case i JOIN bundle_case b ON b.id = i.case_id
    WHERE i.case_id = $1 AND b.applicant_person_id = $2 AND i.item = ANY($3)
      AND (((i.state IN ('correcting', 'returned') OR i.step = '$correction') AND i.clock->'foundAtRequest'->'materials' ? $4)
        OR (i.ended_at IS NULL AND i.clock->'laterMaterials' ? $4))
    FOR SHARE OF i`,
};
const LIST: Statement = {
  name: 'cases.list-materials',
  text: `SELECT material, source, licence_id, licence_version, face_digest, agreed_at FROM case_material WHERE case_id = $1 ORDER BY material`,
};
const LIST_FILES: Statement = {
  name: 'cases.list-files',
  text: `SELECT id, material, name, content_type AS "contentType", size, sha256, sm3, object_key AS "objectKey", created_at AS "createdAt"
    FROM case_file WHERE case_id = $1 ORDER BY id`,
};
const FIND_PHOTO: Statement = {
  name: 'cases.find-photo',
  text: `SELECT id FROM case_file WHERE case_id = $1 AND material = $2 AND content_type IN ('image/jpeg', 'image/png') ORDER BY id DESC LIMIT 1`,
};
const FIND_FILE: Statement = {
  name: 'cases.find-file',
  text: 'SELECT object_key AS "objectKey", sha256 FROM case_file WHERE case_id = $1 AND id = $2',
};
const ADD_FILE: Statement = {
  name: 'cases.add-file',
  text: `INSERT INTO case_file (id, case_id, material, name, content_type, size, sha256, sm3, object_key, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};
const COUNT_FILES: Statement = {
  name: 'cases.count-files',
  text: 'SELECT count(*) AS count FROM case_file WHERE case_id = $1 AND material = $2',
};
const REMOVE_FILE: Statement = {
  name: 'cases.remove-file',
  text: 'DELETE FROM case_file WHERE case_id = $1 AND material = $2 AND id = $3 RETURNING object_key AS "objectKey"',
};
const KEEP: Statement = {
  name: 'cases.keep-material',
  text: `INSERT INTO case_material (case_id, material, source, updated_at) VALUES ($1, $2, 'files', $3) ON CONFLICT DO NOTHING`,
};
const SET_LICENCE: Statement = {
  name: 'cases.set-material-licence',
  text: `UPDATE case_material SET licence_id = $3, licence_version = $4, face_digest = $5
    WHERE case_id = $1 AND material = $2 AND source IN ('files', 'licence', 'promise')`,
};
const SET_PROMISE: Statement = {
  name: 'cases.set-material-promise',
  text: `UPDATE case_material SET agreed_at = $3 WHERE case_id = $1 AND material = $2 AND source IN ('files', 'licence', 'promise')`,
};
/** A licence counts before files, files before a promise; what has nothing left goes. */
const SETTLE: Statement = {
  name: 'cases.settle-material',
  text: `UPDATE case_material m SET updated_at = $3, source = CASE
      WHEN m.licence_id IS NOT NULL THEN 'licence'
      WHEN EXISTS (SELECT FROM case_file f WHERE f.case_id = m.case_id AND f.material = m.material) THEN 'files'
      ELSE 'promise' END
    WHERE m.case_id = $1 AND m.material = $2 AND m.source IN ('files', 'licence', 'promise')`,
};
const DROP_EMPTY: Statement = {
  name: 'cases.drop-empty-material',
  text: `DELETE FROM case_material WHERE case_id = $1 AND material = $2 AND source = 'promise' AND agreed_at IS NULL`,
};

interface MaterialRow {
  material: string;
  source: MaterialSource;
  licence_id: string | null;
  licence_version: number | null;
  face_digest: string | null;
  agreed_at: Date | null;
}

/** The materials and files of a case. A file's name is often a person's, so it is encrypted. */
@Injectable()
export class MaterialRepository implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly columns: EncryptedColumns,
  ) {}

  onModuleInit(): void {
    this.columns.register(sqlEncryptedColumn(this.database, { table: 'case_file', field: 'name', key: 'id' }));
  }

  async list(caseId: string): Promise<CaseMaterial[]> {
    return (await this.database.query<MaterialRow>(LIST, [caseId])).map(materialOf);
  }

  async listFiles(caseId: string): Promise<CaseFile[]> {
    const rows = await this.database.query<Omit<CaseFile, 'name'> & { name: Envelope }>(LIST_FILES, [caseId]);
    return rows.map((row) => ({ ...row, name: this.keyring.decrypt(namePlace(row.id), row.name) }));
  }

  /** The latest picture of a material. @returns id of the file */
  async findPhoto(caseId: string, material: string): Promise<string | undefined> {
    const [row] = await this.database.query<{ id: string }>(FIND_PHOTO, [caseId, material]);
    return row?.id;
  }

  /** Where a file lies, and what it is compared with when it is read. */
  async findPlace(caseId: string, fileId: string): Promise<Pick<CaseFile, 'objectKey' | 'sha256'> | undefined> {
    const [row] = await this.database.query<Pick<CaseFile, 'objectKey' | 'sha256'>>(FIND_FILE, [caseId, fileId]);
    return row;
  }

  /**
   * Opens the material for a change in this transaction: as a draft, whose version it raises, or while an item that asks for
   * it waits for its correction.
   * @returns the version of the case; undefined when it is closed
   */
  async open(
    tx: Transaction,
    { caseId, applicantPersonId, material, askedBy, now }: Change,
  ): Promise<{ version: number; draft: boolean } | undefined> {
    const [draft] = await tx.query<{ version: number }>(OPEN_DRAFT, [caseId, applicantPersonId, now]);
    if (draft) return { version: draft.version, draft: true };
    const [correction] = await tx.query<{ version: number }>(OPEN_CORRECTION, [caseId, applicantPersonId, askedBy, material]);
    return correction && { version: correction.version, draft: false };
  }

  /**
   * @returns how many files the material has now. Nobody else adds one until the transaction ends: `settle` holds the material's
   *   row, and the files are counted after it
   */
  async addFile(tx: Transaction, change: Change, file: CaseFile): Promise<number> {
    await tx.query(ADD_FILE, [
      file.id,
      change.caseId,
      file.material,
      this.keyring.encrypt(namePlace(file.id), file.name),
      file.contentType,
      file.size,
      file.sha256,
      file.sm3,
      file.objectKey,
      file.createdAt,
    ]);
    await this.settle(tx, change);
    const [files] = await tx.query<{ count: number }>(COUNT_FILES, [change.caseId, file.material]);
    return files!.count;
  }

  /** @returns where the object lies that is no longer needed; undefined when there was no such file */
  async removeFile(tx: Transaction, change: Change, fileId: string): Promise<string | undefined> {
    const [removed] = await tx.query<{ objectKey: string }>(REMOVE_FILE, [change.caseId, change.material, fileId]);
    await this.settle(tx, change);
    return removed?.objectKey;
  }

  setLicence(tx: Transaction, change: Change, licence: FrozenLicence | undefined): Promise<void> {
    return this.settle(tx, change, SET_LICENCE, [
      licence?.licenceId ?? null,
      licence?.version ?? null,
      licence?.faceDigest ?? null,
    ]);
  }

  setPromise(tx: Transaction, change: Change, agreed: boolean): Promise<void> {
    return this.settle(tx, change, SET_PROMISE, [agreed ? change.now : null]);
  }

  private async settle(
    tx: Transaction,
    { caseId, material, now }: Change,
    set?: Statement,
    values: unknown[] = [],
  ): Promise<void> {
    await tx.query(KEEP, [caseId, material, now]);
    if (set) await tx.query(set, [caseId, material, ...values]);
    await tx.query(SETTLE, [caseId, material, now]);
    await tx.query(DROP_EMPTY, [caseId, material]);
  }
}

function namePlace(fileId: string): Place {
  return { table: 'case_file', field: 'name', row: fileId };
}

function materialOf(row: MaterialRow): CaseMaterial {
  return {
    material: row.material,
    source: row.source,
    ...(row.licence_id !== null && {
      licence: { licenceId: row.licence_id, version: row.licence_version!, faceDigest: row.face_digest! },
    }),
    ...(row.agreed_at !== null && { promisedAt: row.agreed_at }),
  };
}
