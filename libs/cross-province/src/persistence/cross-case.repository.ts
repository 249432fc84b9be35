import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring, type Place } from '@onething/crypto';
import type { ClockFacts } from '@onething/deadlines';
import { type CivilDate, newId } from '@onething/kernel';
import { Database, type Transaction } from '@onething/persistence';
import type { CrossCase, CrossCaseAct, CrossContent, IntakeRequest, Trouble } from '../cross-case';
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
  applicant_person_id: string | null;
  standing: Standing;
  clock: ClockFacts | null;
  due_on: CivilDate | null;
  trouble: Trouble | null;
  content: Envelope;
  version: number;
  request_digest: string | null;
  created_at: Date;
}

const SELECT = `SELECT id, conversation, side, region, item, department, division, number, applicant_person_id, standing, clock,
  to_char(due_on, 'YYYY-MM-DD') AS due_on, trouble, content, version, request_digest, created_at FROM onething.cross_case`;
const FIND = { name: 'cross-province.find', text: `${SELECT} WHERE id = $1` };
const LOCK = { name: 'cross-province.lock', text: `${SELECT} WHERE id = $1 FOR UPDATE` };
const LOCK_CONVERSATION = { name: 'cross-province.lock-conversation', text: `${SELECT} WHERE conversation = $1 FOR UPDATE` };
const FIND_BY_KEY = { name: 'cross-province.find-by-key', text: `${SELECT} WHERE account_id = $1 AND idempotency_key = $2` };
const QUEUE = {
  name: 'cross-province.queue',
  text: `${SELECT} WHERE NOT ended AND side = $1 AND (department, division) IN (SELECT * FROM unnest($2::text[], $3::text[]))
    AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5`,
};
const OF_APPLICANT = { name: 'cross-province.of-applicant', text: `${SELECT} WHERE applicant_person_id = $1 ORDER BY id DESC LIMIT 100` };
const INSERT = {
  name: 'cross-province.insert',
  text: `INSERT INTO onething.cross_case (id, conversation, side, region, item, department, division, number, applicant_person_id, standing, content,
      account_id, idempotency_key, request_digest, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (account_id, idempotency_key) WHERE account_id IS NOT NULL DO NOTHING RETURNING id`,
};
const UPDATE = {
  name: 'cross-province.update',
  text: `UPDATE onething.cross_case SET standing = $2, ended = $3, clock = $4, due_on = $5, trouble = $6, version = version + 1 WHERE id = $1`,
};
const INSERT_ACT = { name: 'cross-province.insert-act', text: 'INSERT INTO onething.cross_case_act (id, case_id, type, at, account_id, detail) VALUES ($1, $2, $3, $4, $5, $6)' };
const ACTS = { name: 'cross-province.acts', text: 'SELECT id, type, at, detail FROM onething.cross_case_act WHERE case_id = $1 ORDER BY position' };

const contentPlace = (id: string): Place => ({ table: 'cross_case', field: 'content', row: id });
const detailPlace = (id: string): Place => ({ table: 'cross_case_act', field: 'detail', row: id });

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

  async findByKey(accountId: string, key: string): Promise<{ found: CrossCase; digest: string } | undefined> {
    const [row] = await this.database.query<CaseRow>(FIND_BY_KEY, [accountId, key]);
    return row && { found: this.read(row), digest: row.request_digest! };
  }

  /** Open ones of these offices, oldest first. @param after id of the last one of the page before */
  async listQueue(side: Side, offices: readonly { department: string; division: string }[], after: string | undefined, limit: number): Promise<CrossCase[]> {
    const values = [side, offices.map((office) => office.department), offices.map((office) => office.division), after ?? null, limit];
    return (await this.database.query<CaseRow>(QUEUE, values)).map((row) => this.read(row));
  }

  /** The newest hundred. */
  async listOfApplicant(personId: string): Promise<CrossCase[]> {
    return (await this.database.query<CaseRow>(OF_APPLICANT, [personId])).map((row) => this.read(row));
  }

  /** @returns false when this idempotency key is there already; nothing is written then */
  async insert(tx: Transaction, one: CrossCase, request?: IntakeRequest): Promise<boolean> {
    const content = this.keyring.encrypt(contentPlace(one.id), JSON.stringify(one.content));
    const rows = await tx.query(INSERT, [
      one.id, one.conversation, one.side, one.region, one.item, one.department, one.division, one.number, one.applicantPersonId ?? null, one.standing, content,
      request?.accountId ?? null, request?.key ?? null, request?.digest ?? null, new Date(one.createdAt),
    ]);
    return rows.length === 1;
  }

  async update(tx: Transaction, { id, standing, clock, dueOn, trouble }: CrossCase): Promise<void> {
    await tx.query(UPDATE, [id, standing, isEnded(standing), clock ?? null, dueOn ?? null, trouble ?? null]);
  }

  async addAct(tx: Transaction, caseId: string, { type, at, detail }: CrossCaseAct, accountId?: string): Promise<void> {
    const id = newId(at);
    await tx.query(INSERT_ACT, [id, caseId, type, new Date(at), accountId ?? null, this.keyring.encrypt(detailPlace(id), JSON.stringify(detail))]);
  }

  /** In the order in which they were recorded. */
  async listActs(caseId: string): Promise<CrossCaseAct[]> {
    const rows = await this.database.query<{ id: string; type: CrossCaseAct['type']; at: Date; detail: Envelope }>(ACTS, [caseId]);
    return rows.map(({ id, type, at, detail }) => ({ type, at: at.getTime(), detail: JSON.parse(this.keyring.decrypt(detailPlace(id), detail)) as Record<string, unknown> }));
  }

  private readFirst([row]: CaseRow[]): CrossCase | undefined {
    return row && this.read(row);
  }

  private read(row: CaseRow): CrossCase {
    const { id, conversation, side, region, item, department, division, number, standing, version } = row;
    return {
      id, conversation, side, region, item, department, division, number, standing, version, createdAt: row.created_at.getTime(),
      content: JSON.parse(this.keyring.decrypt(contentPlace(id), row.content)) as CrossContent,
      ...(row.applicant_person_id === null ? {} : { applicantPersonId: row.applicant_person_id }), ...(row.clock ? { clock: row.clock } : {}),
      ...(row.due_on === null ? {} : { dueOn: row.due_on }), ...(row.trouble ? { trouble: row.trouble } : {}),
    };
  }
}
