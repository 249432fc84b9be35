import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import type { ClockFacts } from '@onething/deadlines';
import { type CivilDate, DomainError, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { CrossCase, CrossCaseAct, CrossContent, CrossRequest, DoneBy, Trouble } from '../cross-case';
import { actHash } from '../domain/act-chain';
import { isEnded, type Side, type Standing } from '../domain/standing';

interface CaseRow {
  id: string;
  conversation: string;
  side: Side;
  region: string;
  item: string;
  department: string;
  division: string;
  number: string;
  case_number: string | null;
  applicant_person_id: string | null;
  handled_case_id: string | null;
  handled_item_id: string | null;
  part_of_case_id: string | null;
  part_of_item_id: string | null;
  standing: Standing;
  clock: ClockFacts | null;
  due_on: CivilDate | null;
  trouble: Trouble | null;
  content: Envelope | null;
  version: number;
  request_digest: string | null;
  created_at: Date;
}

const SELECT = `SELECT id, conversation, side, region, item, department, division, number, case_number, applicant_person_id, handled_case_id, handled_item_id, part_of_case_id, part_of_item_id, standing, clock,
  to_char(due_on, 'YYYY-MM-DD') AS due_on, trouble, content, version, request_digest, created_at FROM onething.cross_case`;
const FIND = { name: 'cross-province.find', text: `${SELECT} WHERE id = $1` };
const LOCK = { name: 'cross-province.lock', text: `${SELECT} WHERE id = $1 FOR UPDATE` };
const LOCK_CONVERSATION = { name: 'cross-province.lock-conversation', text: `${SELECT} WHERE conversation = $1 FOR UPDATE` };
const LOCK_HANDLED = { name: 'cross-province.lock-handled', text: `${SELECT} WHERE handled_case_id = $1 FOR UPDATE` };
const LIST_HANDLED = { name: 'cross-province.list-handled', text: 'SELECT handled_case_id AS "caseId" FROM onething.cross_case WHERE handled_case_id = ANY($1::uuid[])' };
const LOCK_PARTS = { name: 'cross-province.lock-parts', text: `${SELECT} WHERE part_of_case_id = $1 ORDER BY id FOR UPDATE` };
const FIND_BY_KEY = { name: 'cross-province.find-by-key', text: `${SELECT} WHERE account_id = $1 AND idempotency_key = $2` };
const QUEUE = {
  name: 'cross-province.queue',
  text: `${SELECT} WHERE NOT ended AND side = $1 AND (department, division) IN (SELECT * FROM unnest($2::text[], $3::text[]))
    AND applicant_person_id IS DISTINCT FROM $4 AND ($5::uuid IS NULL OR id > $5) ORDER BY id LIMIT $6`,
};
const OF_APPLICANT = { name: 'cross-province.of-applicant', text: `${SELECT} WHERE applicant_person_id = $1 ORDER BY id DESC LIMIT 100` };
const OPEN_OF_APPLICANT = {
  name: 'cross-province.open-of-applicant',
  text: `${SELECT} WHERE applicant_person_id = $1 AND (NOT ended OR standing->>'state' = 'decided' AND standing->>'outcome' = 'granted') ORDER BY id DESC LIMIT 100`,
};
const PAGE_OF_APPLICANT = {
  name: 'cross-province.page-of-applicant', text: `${SELECT} WHERE applicant_person_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT 20`,
};
/** A delivery may come after the decision: the time begins with the last act. */
const ENDED = {
  name: 'cross-province.ended',
  text: `SELECT id, applicant_person_id AS "personId", updated_at AS "endedAt" FROM onething.cross_case
    WHERE ended AND content IS NOT NULL AND updated_at < $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};
const ERASE = { name: 'cross-province.erase', text: 'UPDATE onething.cross_case SET content = NULL, trouble = NULL, version = version + 1 WHERE id = $1' };
const ERASE_ACTS = { name: 'cross-province.erase-acts', text: 'UPDATE onething.cross_case_act SET detail = NULL WHERE case_id = $1' };
const INSERT = {
  name: 'cross-province.insert',
  text: `INSERT INTO onething.cross_case (id, conversation, side, region, item, department, division, number, applicant_person_id, standing, content,
      account_id, idempotency_key, request_digest, created_at, updated_at, handled_case_id, handled_item_id, part_of_case_id, part_of_item_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $18, $19) ON CONFLICT (account_id, idempotency_key) WHERE account_id IS NOT NULL DO NOTHING RETURNING id`,
};
const UPDATE = {
  name: 'cross-province.update',
  text: `UPDATE onething.cross_case SET standing = $2, ended = $3, clock = $4, due_on = $5, trouble = $6, case_number = $7, version = version + 1 WHERE id = $1`,
};
const CHAIN_END = { name: 'cross-province.chain-end', text: 'SELECT last_seq AS seq, last_hash AS hash FROM onething.cross_case WHERE id = $1' };
const INSERT_ACT = {
  name: 'cross-province.insert-act',
  text: `INSERT INTO onething.cross_case_act (id, case_id, seq, type, at, account_id, detail, detail_digest, prev_hash, hash, idempotency_key, request_digest)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING RETURNING id`,
};
const MOVE_END = { name: 'cross-province.move-end', text: 'UPDATE onething.cross_case SET last_seq = $2, last_hash = $3, updated_at = $4 WHERE id = $1' };
const ACTS = { name: 'cross-province.acts', text: 'SELECT id, type, at, detail FROM onething.cross_case_act WHERE case_id = $1 ORDER BY seq' };
const ACT_BY_KEY = {
  name: 'cross-province.act-by-key', text: 'SELECT case_id AS "caseId", request_digest AS digest FROM onething.cross_case_act WHERE account_id = $1 AND idempotency_key = $2',
};

const contentPlace = (id: string): Place => ({ table: 'cross_case', field: 'content', row: id });
export const detailPlace = (id: string): Place => ({ table: 'cross_case_act', field: 'detail', row: id });

/** A case that ended and still holds data of persons. */
export interface EndedCrossCase {
  id: string;
  personId?: string;
  caseId: string;
  endedAt: Date;
}

/** Who asks for a queue: offices of the posts, and the person whose own cases are left out. */
export interface Asker {
  offices: readonly { department: string; division: string }[];
  personId: string;
}

/** The tables of cases that two regions handle. */
@Injectable()
export class CrossCaseRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  async find(id: string): Promise<CrossCase | undefined> {
    return this.readFirst(await this.database.query<CaseRow>(FIND, [id]));
  }

  /** Until the end of the transaction nobody else changes it. */
  async lock(tx: Transaction, id: string): Promise<CrossCase | undefined> {
    return this.readFirst(await tx.query<CaseRow>(LOCK, [id]));
  }

  async lockConversation(tx: Transaction, conversation: string): Promise<CrossCase | undefined> {
    return this.readFirst(await tx.query<CaseRow>(LOCK_CONVERSATION, [conversation]));
  }

  /** Those of these cases that were taken in elsewhere. */
  async listHandled(tx: Transaction, caseIds: readonly string[]): Promise<string[]> {
    return (await tx.query<{ caseId: string }>(LIST_HANDLED, [caseIds])).map(({ caseId }) => caseId);
  }

  async lockHandled(tx: Transaction, caseId: string): Promise<CrossCase | undefined> {
    return this.readFirst(await tx.query<CaseRow>(LOCK_HANDLED, [caseId]));
  }

  /** The items of a case of this region that were handed to others. */
  async lockParts(tx: Transaction, caseId: string): Promise<CrossCase[]> {
    return (await tx.query<CaseRow>(LOCK_PARTS, [caseId])).map((row) => this.read(row));
  }

  async findByKey(accountId: string, key: string): Promise<{ found: CrossCase; digest: string } | undefined> {
    const [row] = await this.database.query<CaseRow>(FIND_BY_KEY, [accountId, key]);
    return row && { found: this.read(row), digest: row.request_digest! };
  }

  /** Open ones of these offices that are nobody's own, oldest first. @param after id of the last one of the page before */
  async listQueue(side: Side, { offices, personId }: Asker, after: string | undefined, limit: number): Promise<CrossCase[]> {
    const values = [side, offices.map((office) => office.department), offices.map((office) => office.division), personId, after ?? null, limit];
    return (await this.database.query<CaseRow>(QUEUE, values)).map((row) => this.read(row));
  }

  /** The newest hundred. */
  async listOfApplicant(personId: string): Promise<CrossCase[]> {
    return (await this.database.query<CaseRow>(OF_APPLICANT, [personId])).map((row) => this.read(row));
  }

  /** Not decided, or granted and not handed over; newest first, 100 at most. */
  async listOpenOfApplicant(personId: string): Promise<CrossCase[]> {
    return (await this.database.query<CaseRow>(OPEN_OF_APPLICANT, [personId])).map((row) => this.read(row));
  }

  /** Newest first, twenty. @param after id of the last one of the page before */
  async pageOfApplicant(personId: string, after: string | undefined): Promise<CrossCase[]> {
    return (await this.database.query<CaseRow>(PAGE_OF_APPLICANT, [personId, after ?? null])).map((row) => this.read(row));
  }

  /** Not erased yet, by id behind `after`. */
  async listEnded(before: Date, after: string | undefined, limit: number): Promise<EndedCrossCase[]> {
    const rows = await this.database.query<{ id: string; personId: string | null; endedAt: Date }>(ENDED, [before, after ?? null, limit]);
    return rows.map(({ id, personId, endedAt }) => ({ id, endedAt, caseId: id, ...(personId === null ? {} : { personId }) }));
  }

  /** What was filled in, and what was written in acts so far. */
  async erase(tx: Transaction, id: string): Promise<void> {
    await tx.query(ERASE, [id]);
    await tx.query(ERASE_ACTS, [id]);
  }

  /** @returns false when this idempotency key is there already; nothing is written then */
  async insert(tx: Transaction, one: CrossCase, request?: CrossRequest): Promise<boolean> {
    const content = this.keyring.encrypt(contentPlace(one.id), JSON.stringify(one.content));
    const rows = await tx.query(INSERT, [
      one.id, one.conversation, one.side, one.region, one.item, one.department, one.division, one.number, one.applicantPersonId ?? null, one.standing, content,
      request?.accountId ?? null, request?.key ?? null, request?.digest ?? null, new Date(one.createdAt), one.handledAs?.caseId ?? null, one.handledAs?.itemId ?? null, one.partOf?.caseId ?? null, one.partOf?.itemId ?? null,
    ]);
    return rows.length === 1;
  }

  async update(tx: Transaction, { id, standing, clock, dueOn, trouble, caseNumber }: CrossCase): Promise<void> {
    await tx.query(UPDATE, [id, standing, isEnded(standing), clock ?? null, dueOn ?? null, trouble ?? null, caseNumber ?? null]);
  }

  /**
   * Links an act to the end of the chain of its case, which is locked.
   * @throws DomainError `CROSS_PROVINCE.KEY_REUSED` when the key of the request was used for another case at the same time
   */
  async addAct(tx: Transaction, caseId: string, { type, at, detail = {} }: CrossCaseAct, by?: DoneBy): Promise<void> {
    const [end] = await tx.query<{ seq: number; hash: string }>(CHAIN_END, [caseId]);
    const id = newId(at);
    const act = { caseId, seq: end!.seq + 1, type, at, accountId: by?.accountId ?? null, detailDigest: this.keyring.keyedDigest(detail) };
    const hash = actHash(end!.hash, act);
    const written = await tx.query(INSERT_ACT, [
      id, caseId, act.seq, type, new Date(at), act.accountId, this.keyring.encrypt(detailPlace(id), JSON.stringify(detail)), act.detailDigest, end!.hash, hash,
      by?.request?.key ?? null, by?.request?.digest ?? null,
    ]);
    if (written.length === 0) throw keyReused();
    await tx.query(MOVE_END, [caseId, act.seq, hash, new Date(at)]);
  }

  /** In the order in which they were recorded. */
  async listActs(caseId: string): Promise<CrossCaseAct[]> {
    const rows = await this.database.query<{ id: string; type: CrossCaseAct['type']; at: Date; detail: Envelope | null }>(ACTS, [caseId]);
    return rows.map(({ id, type, at, detail }) => ({
      type, at: at.getTime(), ...(detail ? { detail: JSON.parse(this.keyring.decrypt(detailPlace(id), detail)) as Record<string, unknown> } : {}),
    }));
  }

  /**
   * @returns true when this very request was answered before
   * @throws DomainError `CROSS_PROVINCE.KEY_REUSED` when its key came with another one
   */
  async wasAnswered(tx: Transaction, caseId: string, { accountId, key }: Omit<CrossRequest, 'digest'>, request: object): Promise<boolean> {
    const [recorded] = await tx.query<{ caseId: string; digest: string }>(ACT_BY_KEY, [accountId, key]);
    if (!recorded) return false;
    if (recorded.caseId === caseId && this.keyring.matchesDigest(request, recorded.digest)) return true;
    throw keyReused();
  }

  private readFirst([row]: CaseRow[]): CrossCase | undefined {
    return row && this.read(row);
  }

  private read(row: CaseRow): CrossCase {
    const { id, conversation, side, region, item, department, division, number, standing, version } = row;
    return {
      id, conversation, side, region, item, department, division, number, standing, version, createdAt: row.created_at.getTime(),
      ...(row.content ? { content: JSON.parse(this.keyring.decrypt(contentPlace(id), row.content)) as CrossContent } : {}),
      ...(row.case_number === null ? {} : { caseNumber: row.case_number }),
      ...(row.applicant_person_id === null ? {} : { applicantPersonId: row.applicant_person_id }),
      ...(row.handled_case_id === null ? {} : { handledAs: { caseId: row.handled_case_id, itemId: row.handled_item_id! } }),
      ...(row.part_of_case_id === null ? {} : { partOf: { caseId: row.part_of_case_id, itemId: row.part_of_item_id! } }), ...(row.clock ? { clock: row.clock } : {}),
      ...(row.due_on === null ? {} : { dueOn: row.due_on }), ...(row.trouble ? { trouble: row.trouble } : {}),
    };
  }
}

export function keyReused(): DomainError {
  return new DomainError('keyReused', 'CROSS_PROVINCE.KEY_REUSED', 'This Idempotency-Key came with another request before. Send a new key.');
}
