import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@onething/persistence';
import type { OwnerRank, SealKind } from '../domain/seal-kinds';
import type { SealAct, SealPurpose, SealState } from '../domain/seal-version.machine';

/** A version of a seal with what is common to all versions. */
export interface SealVersion {
  sealId: string;
  version: number;
  kind: SealKind;
  rank: OwnerRank;
  ownerUscc: string;
  useCount: number;
  name: string;
  lowerText: string | null;
  number: string | null;
  purposes: SealPurpose[];
  state: SealState;
  /** Counts the changes of this version. */
  revision: number;
  appliedBy: string;
  appliedByPerson: string;
  appliedAt: Date;
  decidedBy: string | null;
  validFrom: Date | null;
  validTo: Date | null;
}

/** What making adds. */
export interface MadeSeal {
  ownerKeyId: string;
  ownerCertificate: Buffer;
  documentKeyId: string;
  documentCertificate: Buffer;
  /** SESeal in DER. */
  data: Buffer;
  validFrom: Date;
  validTo: Date;
}

export interface SealUse {
  id: string;
  sealId: string;
  version: number;
  /** 1, 2, 3 … of the seal. */
  seq: number;
  purpose: SealPurpose;
  caseId: string | null;
  documentId: string;
  /** SM3 of the document, hexadecimal. */
  digest: string;
  authorisedBy: string;
  usedAt: Date;
}

const COLUMNS = `v.seal_id AS "sealId", v.version, s.kind, s.owner_rank AS rank, s.owner_uscc AS "ownerUscc", s.use_count AS "useCount", v.name,
  v.lower_text AS "lowerText", v.number, v.purposes, v.state, v.revision, v.applied_by AS "appliedBy", v.applied_by_person AS "appliedByPerson",
  v.applied_at AS "appliedAt", v.decided_by AS "decidedBy", v.valid_from AS "validFrom", v.valid_to AS "validTo"`;
const FROM = 'FROM onething.seal_version v JOIN onething.seal s ON s.id = v.seal_id';
const MADE = `v.owner_key_id AS "ownerKeyId", v.owner_certificate AS "ownerCertificate", v.document_key_id AS "documentKeyId",
  v.document_certificate AS "documentCertificate", v.data`;
const USE_COLUMNS = `id, seal_id AS "sealId", version, seq, purpose, case_id AS "caseId", document_id AS "documentId", digest, authorised_by AS "authorisedBy", used_at AS "usedAt"`;

const statement = (name: string, text: string) => ({ name: `seals.${name}`, text });
const INSERT_SEAL = statement('insert-seal', 'INSERT INTO onething.seal (id, kind, owner_rank, owner_uscc) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id');
const LOCK_SEAL = statement('lock-seal', 'SELECT id FROM onething.seal WHERE id = $1 FOR UPDATE');
const INSERT_VERSION = statement('insert-version', `INSERT INTO onething.seal_version
    (seal_id, version, name, lower_text, number, purposes, image, state, revision, applied_by, applied_by_person, applied_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 'applied', 1, $8, $9, $10)`);
const VERSIONS = statement('versions', `SELECT ${COLUMNS} ${FROM} WHERE v.seal_id = $1 ORDER BY v.version`);
const LIST = statement('list', `SELECT ${COLUMNS} ${FROM} WHERE v.version = (SELECT max(version) FROM onething.seal_version l WHERE l.seal_id = v.seal_id)
  AND ($1::text IS NULL OR v.state = $1) AND ($2::text IS NULL OR s.owner_uscc = $2) AND ($3::uuid IS NULL OR v.seal_id < $3) ORDER BY v.seal_id DESC LIMIT $4`);
const ENABLED = statement('enabled', `SELECT ${COLUMNS} ${FROM} WHERE s.owner_uscc = $1 AND v.state = 'enabled' AND $2 = ANY(v.purposes) ORDER BY v.seal_id DESC`);
const IMAGE = statement('image', 'SELECT image FROM onething.seal_version WHERE seal_id = $1 AND version = $2');
const ADVANCE = statement('advance', `UPDATE onething.seal_version SET state = $3, revision = revision + 1, decided_by = coalesce($4, decided_by) WHERE seal_id = $1 AND version = $2`);
const SET_MADE = statement('set-made', `UPDATE onething.seal_version SET owner_key_id = $3, owner_certificate = $4, document_key_id = $5, document_certificate = $6, data = $7,
  valid_from = $8, valid_to = $9, state = 'made', revision = revision + 1 WHERE seal_id = $1 AND version = $2`);
const CLOSE = statement('close', 'UPDATE onething.seal SET closed_at = $2 WHERE id = $1');
const STEP = statement('step', `INSERT INTO onething.seal_step (seal_id, seq, version, act, from_state, to_state, account_id, occurred_at)
  SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7 FROM onething.seal_step WHERE seal_id = $1`);
const MADE_OF = statement('made', `SELECT ${MADE}, v.valid_from AS "validFrom", v.valid_to AS "validTo" FROM onething.seal_version v WHERE v.seal_id = $1 AND v.version = $2 AND v.data IS NOT NULL`);
const COUNT_USE = statement('count-use', 'UPDATE onething.seal SET use_count = use_count + 1 WHERE id = $1 RETURNING use_count AS "useCount"');
const INSERT_USE = statement('insert-use', `INSERT INTO onething.seal_use (id, seal_id, version, seq, purpose, case_id, document_id, digest, authorised_by, used_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`);
const FIND_USE = statement('find-use', `SELECT ${USE_COLUMNS} FROM onething.seal_use WHERE id = $1`);
const LIST_USES = statement('list-uses', `SELECT ${USE_COLUMNS} FROM onething.seal_use WHERE seal_id = $1 AND ($2::bigint IS NULL OR seq < $2) ORDER BY seq DESC LIMIT $3`);

/** The tables of seals. */
@Injectable()
export class SealRepository {
  constructor(private readonly database: Database) {}

  /** @returns false when the owner has an open legal-name seal already */
  async insertSeal(tx: Transaction, seal: Pick<SealVersion, 'sealId' | 'kind' | 'rank' | 'ownerUscc'>): Promise<boolean> {
    return (await tx.query(INSERT_SEAL, [seal.sealId, seal.kind, seal.rank, seal.ownerUscc])).length === 1;
  }

  async insertVersion(tx: Transaction, version: Pick<SealVersion, 'sealId' | 'version' | 'name' | 'lowerText' | 'number' | 'purposes' | 'appliedBy' | 'appliedByPerson' | 'appliedAt'>, image: string): Promise<void> {
    await tx.query(INSERT_VERSION, [
      version.sealId, version.version, version.name, version.lowerText, version.number, version.purposes, image, version.appliedBy, version.appliedByPerson, version.appliedAt,
    ]);
  }

  /** All versions, oldest first, under a lock of the seal until the end of the transaction. */
  async lockVersions(tx: Transaction, sealId: string): Promise<SealVersion[]> {
    await tx.query(LOCK_SEAL, [sealId]);
    return tx.query<SealVersion>(VERSIONS, [sealId]);
  }

  listVersions(sealId: string): Promise<SealVersion[]> {
    return this.database.query<SealVersion>(VERSIONS, [sealId]);
  }

  /** The latest version of each seal, newest seal first. @param page `after`: id of the last one of the page before */
  list({ state, ownerUscc, after, limit }: { state?: SealState; ownerUscc?: string; after?: string; limit: number }): Promise<SealVersion[]> {
    return this.database.query<SealVersion>(LIST, [state ?? null, ownerUscc ?? null, after ?? null, limit]);
  }

  /** Enabled versions that may be used for the purpose, newest seal first. */
  listEnabled(ownerUscc: string, purpose: SealPurpose): Promise<SealVersion[]> {
    return this.database.query<SealVersion>(ENABLED, [ownerUscc, purpose]);
  }

  async findImage(sealId: string, version: number, where: Transaction = this.database): Promise<string | undefined> {
    return (await where.query<{ image: string }>(IMAGE, [sealId, version]))[0]?.image;
  }

  async advance(tx: Transaction, { sealId, version }: SealVersion, to: SealState, decidedBy?: string): Promise<void> {
    await tx.query(ADVANCE, [sealId, version, to, decidedBy ?? null]);
  }

  async setMade(tx: Transaction, { sealId, version }: SealVersion, made: MadeSeal): Promise<void> {
    await tx.query(SET_MADE, [
      sealId, version, made.ownerKeyId, made.ownerCertificate, made.documentKeyId, made.documentCertificate, made.data, made.validFrom, made.validTo,
    ]);
  }

  async close(tx: Transaction, sealId: string, at: Date): Promise<void> {
    await tx.query(CLOSE, [sealId, at]);
  }

  async recordStep(tx: Transaction, step: { sealId: string; version: number; act: SealAct | 'apply'; from: SealState | null; to: SealState; accountId: string; at: Date }): Promise<void> {
    await tx.query(STEP, [step.sealId, step.version, step.act, step.from, step.to, step.accountId, step.at]);
  }

  async findMade(sealId: string, version: number, where: Transaction): Promise<MadeSeal | undefined> {
    return (await where.query<MadeSeal>(MADE_OF, [sealId, version]))[0];
  }

  /** Counts a use and records it. @returns its number */
  async recordUse(tx: Transaction, use: Omit<SealUse, 'seq'>): Promise<number> {
    const [{ useCount }] = (await tx.query<{ useCount: number }>(COUNT_USE, [use.sealId])) as [{ useCount: number }];
    const seq = Number(useCount);
    await tx.query(INSERT_USE, [use.id, use.sealId, use.version, seq, use.purpose, use.caseId, use.documentId, use.digest, use.authorisedBy, use.usedAt]);
    return seq;
  }

  async findUse(id: string, where: Transaction): Promise<SealUse | undefined> {
    return (await where.query<SealUse>(FIND_USE, [id]))[0];
  }

  /** Newest first. @param page `after`: number of the last one of the page before */
  listUses(sealId: string, { after, limit }: { after?: number; limit: number }): Promise<SealUse[]> {
    return this.database.query<SealUse>(LIST_USES, [sealId, after ?? null, limit]);
  }
}
