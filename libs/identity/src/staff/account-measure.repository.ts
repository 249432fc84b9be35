import { Injectable } from '@nestjs/common';
import { type Envelope, Keyring } from '@onething/crypto';
import { Database, type Transaction } from '@onething/persistence';

export const MEASURES = ['lock', 'unlock', 'resetSecondFactor'] as const;
export type Measure = (typeof MEASURES)[number];

export interface AccountMeasure {
  id: string;
  what: Measure;
  accountId: string;
  /** Of that account. */
  login: string;
  /** Empty when a rule of retention has erased it. */
  reason: string;
  state: 'proposed' | 'approved' | 'rejected';
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  version: number;
}

export const MEASURE_TABLE = 'account_measure';

const COLUMNS = `id, what, account_id AS "accountId", (SELECT account.login FROM onething.account WHERE account.id = account_id) AS login, reason,
  state, proposed_by AS "proposedBy", proposed_at AS "proposedAt", decided_by AS "decidedBy",
  decided_at AS "decidedAt", version`;
const INSERT = {
  name: 'identity.insert-account-measure',
  text: `INSERT INTO onething.account_measure (id, what, account_id, reason, state, proposed_by, proposed_at, version)
    VALUES ($1, $2, $3, $4, 'proposed', $5, $6, 1) ON CONFLICT (account_id, what) WHERE state = 'proposed' DO NOTHING RETURNING id`,
};
const LOCK = { name: 'identity.lock-account-measure', text: `SELECT ${COLUMNS} FROM onething.account_measure WHERE id = $1 FOR UPDATE` };
const DECIDE = {
  name: 'identity.decide-account-measure',
  text: `UPDATE onething.account_measure SET state = $2, decided_by = $3, decided_at = $4, version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
};
const LIST = {
  name: 'identity.list-account-measures',
  text: `SELECT ${COLUMNS} FROM onething.account_measure
    WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR account_id = $2) AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
};

type Stored = Omit<AccountMeasure, 'reason'> & { reason: Envelope | null };

/** Reads and writes proposals about accounts. */
@Injectable()
export class AccountMeasureRepository {
  constructor(private readonly database: Database, private readonly keyring: Keyring) {}

  /** @returns false when the same is proposed already */
  async insert({ id, what, accountId, reason, proposedBy, proposedAt }: AccountMeasure, where: Transaction): Promise<boolean> {
    const values = [id, what, accountId, this.keyring.encrypt(reasonOf(id), reason), proposedBy, proposedAt];
    return (await where.query(INSERT, values)).length === 1;
  }

  async lock(id: string, where: Transaction): Promise<AccountMeasure | undefined> {
    const [stored] = await where.query<Stored>(LOCK, [id]);
    return stored && this.read(stored);
  }

  async decide(id: string, state: 'approved' | 'rejected', by: string, at: Date, where: Transaction): Promise<AccountMeasure> {
    return this.read((await where.query<Stored>(DECIDE, [id, state, by, at]))[0]!);
  }

  /** Newest first. @param page `after` the id of the last one of the page before */
  async list({ state, accountId, after, limit }: { state?: AccountMeasure['state']; accountId?: string; after?: string; limit: number }): Promise<AccountMeasure[]> {
    const rows = await this.database.query<Stored>(LIST, [state ?? null, accountId ?? null, after ?? null, limit]);
    return rows.map((stored) => this.read(stored));
  }

  private read(stored: Stored): AccountMeasure {
    return { ...stored, reason: stored.reason === null ? '' : this.keyring.decrypt(reasonOf(stored.id), stored.reason) };
  }
}

const reasonOf = (row: string) => ({ table: MEASURE_TABLE, field: 'reason', row });
