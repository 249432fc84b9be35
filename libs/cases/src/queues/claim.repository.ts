import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';
import type { Idempotency } from '../persistence/case-write';
import type { Recorded } from '../persistence/case.repository';
import type { Claim, ClaimChange } from './claim-decision';

/** What a command on a claim answers, and answers again. */
export interface ClaimOutcome {
  caseId: string;
  itemId: string;
  accountId: string | null;
  version: number;
}

export interface ClaimableItem {
  department: string;
  division: string;
  claim: Claim;
  recorded: { requestDigest: Recorded['requestDigest']; outcome: ClaimOutcome } | null;
}

export interface ClaimWrite {
  caseId: string;
  itemId: string;
  accountId: string | null;
  what: ClaimChange;
  by: string;
  expected: number;
  now: Date;
  idempotency: Idempotency;
}

const FIND: Statement = {
  name: 'cases.find-claim',
  text: `SELECT q.department, q.division_code AS division, c.account_id AS "accountId", coalesce(c.version, 0) AS version,
      (SELECT jsonb_build_object('requestDigest', k.request_digest, 'outcome', k.outcome) FROM idempotency_key k
        WHERE k.actor_id = $3 AND k.key = $4) AS recorded
    FROM queue_item q LEFT JOIN item_claim c USING (case_id, item_id) WHERE q.case_id = $1 AND q.item_id = $2`,
};

const WRITE: Statement = {
  name: 'cases.write-claim',
  text: `WITH done AS (
      INSERT INTO item_claim AS c (case_id, item_id, account_id, since, by, version)
      SELECT case_id, item_id, $3, $4, $5, $6::int + 1 FROM queue_item WHERE case_id = $1 AND item_id = $2
      ON CONFLICT (case_id, item_id) DO UPDATE SET account_id = EXCLUDED.account_id, since = EXCLUDED.since, by = EXCLUDED.by,
        version = EXCLUDED.version WHERE c.version = $6
      RETURNING c.version
    ), history AS (
      INSERT INTO item_claim_history (case_id, item_id, what, account_id, at, by) SELECT $1, $2, $7, $3, $4, $5 FROM done
    ), recorded AS (
      INSERT INTO idempotency_key (actor_id, key, request_digest, outcome, created_at)
      SELECT $8, $9, $10, jsonb_build_object('caseId', $1::uuid, 'itemId', $2::uuid, 'accountId', $3::uuid, 'version', version), $4 FROM done
    )
    SELECT version FROM done`,
};

/** unique_violation, foreign_key_violation (the item has just left the queue), deadlock_detected: somebody was first. */
const SOMEBODY_WAS_FIRST = new Set(['23505', '23503', '40P01']);

@Injectable()
export class ClaimRepository {
  constructor(private readonly database: Database) {}

  /** Items that wait in no queue cannot be claimed. */
  async find(caseId: string, itemId: string, { actorId, key }: Idempotency): Promise<ClaimableItem | undefined> {
    type Row = Claim & Omit<ClaimableItem, 'claim'>;
    const [row] = await this.database.query<Row>(FIND, [caseId, itemId, actorId, key]);
    return row && { department: row.department, division: row.division, claim: { accountId: row.accountId, version: row.version }, recorded: row.recorded };
  }

  /** @returns undefined when somebody else was first */
  async write({ caseId, itemId, accountId, what, by, expected, now, idempotency }: ClaimWrite): Promise<ClaimOutcome | undefined> {
    const { actorId, key, requestDigest } = idempotency;
    try {
      const values = [caseId, itemId, accountId, now, by, expected, what, actorId, key, requestDigest];
      const [row] = await this.database.query<{ version: number }>(WRITE, values);
      return row && { caseId, itemId, accountId, version: row.version };
    } catch (error) {
      if (SOMEBODY_WAS_FIRST.has((error as { code?: string }).code ?? '')) return undefined;
      throw error;
    }
  }
}
