import { Injectable } from '@nestjs/common';
import type { CivilDate } from '@onething/kernel';
import type { Transaction } from '@onething/persistence';

/** What happens to a mandate; `expiring`: its last day is near. */
export type MandateChange = 'offered' | 'accepted' | 'declined' | 'revoked' | 'givenUp' | 'expiring';

export interface RecordedChange {
  id: string;
  mandateId: string;
  what: MandateChange;
  /** Null for the platform. */
  accountId: string | null;
  /** Epoch ms. */
  at: number;
}

interface ChangeRow extends Omit<RecordedChange, 'at'> {
  at: Date;
}

const RECORD = {
  name: 'identity.record-mandate-change',
  text: 'INSERT INTO onething.mandate_change (id, mandate_id, what, account_id, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
};
const EXPIRING = {
  name: 'identity.expiring-mandates',
  text: `SELECT m.id FROM onething.mandate m WHERE m.state = 'accepted' AND m.valid_until BETWEEN $1 AND $2
      AND NOT EXISTS (SELECT FROM onething.mandate_change c WHERE c.mandate_id = m.id AND c.what = 'expiring')
    ORDER BY m.valid_until LIMIT $3`,
};
const TAKE_UNTOLD = {
  name: 'identity.untold-mandate-changes',
  text: `SELECT id, mandate_id AS "mandateId", what, account_id AS "accountId", at FROM onething.mandate_change
    WHERE NOT told ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
};
const MARK_TOLD = { name: 'identity.mark-mandate-changes-told', text: 'UPDATE onething.mandate_change SET told = true WHERE id = ANY($1::uuid[])' };

/** The history of mandates, and which part of it the other side has not been told yet. */
@Injectable()
export class MandateChangeRepository {
  async record(tx: Transaction, { id, mandateId, what, accountId, at }: RecordedChange): Promise<void> {
    await tx.query(RECORD, [id, mandateId, what, accountId, new Date(at)]);
  }

  /** Accepted mandates that end between the two days (both included), of which nobody was told that. */
  async findExpiring(tx: Transaction, from: CivilDate, to: CivilDate, limit: number): Promise<string[]> {
    return (await tx.query<{ id: string }>(EXPIRING, [from, to, limit])).map(({ id }) => id);
  }

  /** Oldest first, held until the transaction ends; other workers pass them over. */
  async takeUntold(tx: Transaction, limit: number): Promise<RecordedChange[]> {
    return (await tx.query<ChangeRow>(TAKE_UNTOLD, [limit])).map((row) => ({ ...row, at: row.at.getTime() }));
  }

  async markTold(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(MARK_TOLD, [ids]);
  }
}
