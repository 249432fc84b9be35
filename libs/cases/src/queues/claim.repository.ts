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
  /** Everybody who takes part in the case in person. */
  concernedIds: string[];
  claim: Claim;
  recorded: { requestDigest: Recorded['requestDigest']; outcome: ClaimOutcome } | null;
}

export interface ClaimWrite {
  caseId: string;
  itemId: string;
  accountId: string | null;
  /** Whose claim begins is there as the clerk of a service window. */
  atWindow: boolean;
  what: ClaimChange;
  by: string;
  expected: number;
  now: Date;
  idempotency: Idempotency;
}

const FIND: Statement = {
  name: 'cases.find-claim',
  text: `SELECT q.department, q.division_code AS division, q.claimed_by AS "accountId", q.claim_version AS version,
      ARRAY(SELECT q.applicant_person_id UNION SELECT p.person_id FROM case_party p WHERE p.case_id = q.case_id
        UNION SELECT b.agent_person_id FROM bundle_case b WHERE b.id = q.case_id AND b.agent_person_id IS NOT NULL) AS "concernedIds",
      (SELECT jsonb_build_object('requestDigest', k.request_digest, 'outcome', k.outcome) FROM idempotency_key k
        WHERE k.actor_id = $3 AND k.key = $4) AS recorded
    FROM queue_item q WHERE q.case_id = $1 AND q.item_id = $2`,
};

const WRITE: Statement = {
  name: 'cases.write-claim',
  text: `WITH done AS (
      UPDATE queue_item SET claimed_by = $3, claimed_at = CASE WHEN $3::uuid IS NOT NULL THEN $4::timestamptz END,
        claim_version = claim_version + 1, claimed_at_window = $11
      WHERE case_id = $1 AND item_id = $2 AND claim_version = $6
      RETURNING claim_version AS version
    ), history AS (
      INSERT INTO item_claim_history (case_id, item_id, what, account_id, at, by) SELECT $1, $2, $7, $3, $4, $5 FROM done
    ), recorded AS (
      INSERT INTO idempotency_key (actor_id, key, request_digest, outcome, created_at)
      SELECT $8, $9, $10, jsonb_build_object('caseId', $1::uuid, 'itemId', $2::uuid, 'accountId', $3::uuid, 'version', version), $4 FROM done
    )
    SELECT version FROM done`,
};

/** unique_violation, deadlock_detected: somebody was first. */
const SOMEBODY_WAS_FIRST = new Set(['23505', '40P01']);

@Injectable()
export class ClaimRepository {
  constructor(private readonly database: Database) {}

  /** Items that wait in no queue cannot be claimed. */
  async find(caseId: string, itemId: string, { actorId, key }: Idempotency): Promise<ClaimableItem | undefined> {
    type Row = Claim & Omit<ClaimableItem, 'claim'>;
    const [row] = await this.database.query<Row>(FIND, [caseId, itemId, actorId, key]);
    if (!row) return undefined;
    const { department, division, concernedIds, accountId, version, recorded } = row;
    return { department, division, concernedIds, claim: { accountId, version }, recorded };
  }

  /** @returns undefined when somebody else was first */
  async write({ caseId, itemId, accountId, atWindow, what, by, expected, now, idempotency }: ClaimWrite): Promise<ClaimOutcome | undefined> {
    const { actorId, key, requestDigest } = idempotency;
    try {
      const values = [caseId, itemId, accountId, now, by, expected, what, actorId, key, requestDigest, atWindow];
      const [row] = await this.database.query<{ version: number }>(WRITE, values);
      return row && { caseId, itemId, accountId, version: row.version };
    } catch (error) {
      if (SOMEBODY_WAS_FIRST.has((error as { code?: string }).code ?? '')) return undefined;
      throw error;
    }
  }
}
