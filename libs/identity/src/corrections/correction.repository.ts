import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import type { Transaction } from '@onething/persistence';
import type { CorrectableField } from '../domain/correction';

export const CORRECTION_TABLE = 'master_data_correction';
/** Columns that hold envelopes. */
export const CORRECTION_SECRETS = ['old_value', 'new_value', 'reason', 'evidence', 'decision_reason'] as const;

export const CORRECTION_STATES = ['asked', 'corrected', 'refused', 'withdrawn'] as const;
export const CORRECTION_WAYS = ['register', 'window'] as const;

/** What a person asks to have corrected, and what became of it. */
export interface Correction {
  id: string;
  personId: string;
  accountId: string;
  /** Whose windows decide on it. */
  divisionCode: string;
  field: CorrectableField;
  oldValue: string;
  newValue: string;
  /** What is wrong, in the person's words. */
  reason: string;
  /** Which papers show it, in the person's words. */
  evidence: string | null;
  state: (typeof CORRECTION_STATES)[number];
  way: (typeof CORRECTION_WAYS)[number] | null;
  /** That the clerk has seen. */
  paper: string | null;
  decidedBy: string | null;
  /** Why it was refused. */
  decisionReason: string | null;
  askedAt: Date;
  decidedAt: Date | null;
}

export interface CorrectionDecision {
  state: 'corrected' | 'refused';
  way: NonNullable<Correction['way']>;
  paper?: string;
  decidedBy?: string;
  decisionReason?: string;
  decidedAt: Date;
}

type Secret = 'oldValue' | 'newValue' | 'reason' | 'evidence' | 'decisionReason';
type Stored = Omit<Correction, Secret> & Record<'oldValue' | 'newValue' | 'reason', Envelope> & Record<'evidence' | 'decisionReason', Envelope | null>;

const COLUMNS = `id, person_id AS "personId", account_id AS "accountId", division_code AS "divisionCode", field, old_value AS "oldValue", new_value AS "newValue",
  reason, evidence, state, way, paper, decided_by AS "decidedBy", decision_reason AS "decisionReason", asked_at AS "askedAt", decided_at AS "decidedAt"`;
const INSERT = {
  name: 'identity.insert-correction',
  text: `INSERT INTO onething.master_data_correction (id, person_id, account_id, division_code, field, old_value, new_value, reason, evidence, state, asked_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10) ON CONFLICT DO NOTHING RETURNING id`,
};
const OF_PERSON = {
  name: 'identity.corrections-of-person',
  text: `SELECT ${COLUMNS} FROM onething.master_data_correction WHERE person_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};
/** Of the divisions of posts and of those below them. */
const WAITING = {
  name: 'identity.waiting-corrections',
  text: `SELECT ${COLUMNS} FROM onething.master_data_correction
    WHERE state = 'asked' AND division_code LIKE ANY($1::text[]) AND person_id <> $2 ORDER BY id LIMIT 100`,
};
const FIND = { name: 'identity.correction', text: `SELECT ${COLUMNS} FROM onething.master_data_correction WHERE id = $1` };
const LOCK = { name: 'identity.lock-correction', text: `${FIND.text} FOR UPDATE` };
const DECIDE = {
  name: 'identity.decide-correction',
  text: `UPDATE onething.master_data_correction SET state = $2, way = $3, paper = $4, decided_by = $5, decision_reason = $6, decided_at = $7 WHERE id = $1`,
};
const WITHDRAW = {
  name: 'identity.withdraw-correction',
  text: `UPDATE onething.master_data_correction SET state = 'withdrawn', decided_at = $3, told = true
    WHERE id = $1 AND person_id = $2 AND state = 'asked' RETURNING id`,
};
const TAKE_UNTOLD = {
  name: 'identity.untold-corrections',
  text: `UPDATE onething.master_data_correction SET told = true WHERE id IN (
      SELECT id FROM onething.master_data_correction WHERE NOT told AND state <> 'asked' ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
    RETURNING id, account_id AS "accountId", field, state, decided_at AS "decidedAt"`,
};

/** Reads and writes corrections; outside of it nobody sees an envelope. */
@Injectable()
export class CorrectionRepository {
  constructor(private readonly keyring: Keyring) {}

  /** @returns false when the person has asked for the same field already, and it still waits */
  async insert(
    { id, personId, accountId, divisionCode, field, oldValue, newValue, reason, evidence, askedAt }: Correction, where: Transaction,
  ): Promise<boolean> {
    const seal = (column: string, text: string) => this.keyring.encrypt(placeOf(column, id), text);
    const values = [
      id, personId, accountId, divisionCode, field, seal('old_value', oldValue), seal('new_value', newValue), seal('reason', reason),
      evidence === null ? null : seal('evidence', evidence), askedAt,
    ];
    return (await where.query(INSERT, values)).length === 1;
  }

  /** Newest first. */
  async ofPerson(personId: string, { after, limit }: { after?: string; limit: number }, where: Transaction): Promise<Correction[]> {
    return (await where.query<Stored>(OF_PERSON, [personId, after ?? null, limit])).map((stored) => this.read(stored));
  }

  /** Oldest first, at most 100; none of that person. @param divisions as `LIKE` compares them */
  async waitingAt(divisions: readonly string[], notOf: string, where: Transaction): Promise<Correction[]> {
    return (await where.query<Stored>(WAITING, [divisions, notOf])).map((stored) => this.read(stored));
  }

  async find(id: string, where: Transaction): Promise<Correction | undefined> {
    const [stored] = await where.query<Stored>(FIND, [id]);
    return stored && this.read(stored);
  }

  /** Until the end of the transaction nobody else decides on it. */
  async lock(id: string, where: Transaction): Promise<Correction | undefined> {
    const [stored] = await where.query<Stored>(LOCK, [id]);
    return stored && this.read(stored);
  }

  async decide(id: string, { state, way, paper, decidedBy, decisionReason, decidedAt }: CorrectionDecision, where: Transaction): Promise<void> {
    const reason = decisionReason === undefined ? null : this.keyring.encrypt(placeOf('decision_reason', id), decisionReason);
    await where.query(DECIDE, [id, state, way, paper ?? null, decidedBy ?? null, reason, decidedAt]);
  }

  /** @returns false when the person has no such one that waits */
  async withdraw(id: string, personId: string, at: Date, where: Transaction): Promise<boolean> {
    return (await where.query(WITHDRAW, [id, personId, at])).length === 1;
  }

  /** Those of whose end nobody was told; told when the transaction commits. */
  takeUntold(limit: number, where: Transaction): Promise<Pick<Correction, 'id' | 'accountId' | 'field' | 'state' | 'decidedAt'>[]> {
    return where.query(TAKE_UNTOLD, [limit]);
  }

  private read(stored: Stored): Correction {
    const open = (column: string, envelope: Envelope) => this.keyring.decrypt(placeOf(column, stored.id), envelope);
    return {
      ...stored, oldValue: open('old_value', stored.oldValue), newValue: open('new_value', stored.newValue), reason: open('reason', stored.reason),
      evidence: stored.evidence && open('evidence', stored.evidence), decisionReason: stored.decisionReason && open('decision_reason', stored.decisionReason),
    };
  }
}

const placeOf = (field: string, row: string) => ({ table: CORRECTION_TABLE, field, row });
