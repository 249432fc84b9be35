import { Injectable } from '@nestjs/common';
import type { Transaction } from '@onething/persistence';
import type { ConsentState } from './domain/consent.machine';

/** Behind which step a reader goes on: transaction id (as text) and position. */
export interface ConsentPosition {
  xid: string;
  position: number;
}

/** A consent was asked for, or its holder has decided. No personal data. */
export interface ConsentStepTaken {
  consentId: string;
  /** 1, 2, 3 … of this consent. */
  seq: number;
  /** What it is from now on. */
  to: ConsentState;
  caseId: string;
  /** Unknown while nobody with that number is registered. */
  holderPersonId: string | null;
  requestedByAccountId: string;
  /** Codes of licence types. */
  scope: string[];
  /** Epoch ms. */
  expiresAt: number;
  occurredAt: number;
}

interface FeedRow extends Omit<ConsentStepTaken, 'expiresAt' | 'occurredAt'> {
  xid: string;
  position: number;
  expiresAt: Date;
  occurredAt: Date;
}

/** Only transactions older than every running one are read: none of them can still commit before what was read. */
const READ = {
  name: 'licences.read-consent-feed',
  text: `SELECT d.xid::text AS xid, d.position, d.consent_id AS "consentId", d.seq, d.to_state AS "to", d.occurred_at AS "occurredAt", c.case_id AS "caseId",
      c.holder_person_id AS "holderPersonId", c.requested_by_account AS "requestedByAccountId", c.scope, c.expires_at AS "expiresAt"
    FROM onething.licence_consent_decision d JOIN onething.licence_consent c ON c.id = d.consent_id
    WHERE d.xid < pg_snapshot_xmin(pg_current_snapshot()) AND (d.xid, d.position) > ($1::text::xid8, $2::bigint)
    ORDER BY d.xid, d.position LIMIT $3`,
};

/** The steps of consents (授权用证) for those who tell people of them, in an order that never skips a transaction which commits late. */
@Injectable()
export class ConsentFeed {
  /** @returns at most `limit` steps behind `after`, and where to go on */
  async read(tx: Transaction, after: ConsentPosition, limit: number): Promise<{ steps: ConsentStepTaken[]; next: ConsentPosition }> {
    const rows = await tx.query<FeedRow>(READ, [after.xid, after.position, limit]);
    const last = rows.at(-1);
    return { steps: rows.map(stepOf), next: last ? { xid: last.xid, position: last.position } : after };
  }
}

function stepOf({ xid: _, position: __, expiresAt, occurredAt, ...step }: FeedRow): ConsentStepTaken {
  return { ...step, expiresAt: expiresAt.getTime(), occurredAt: occurredAt.getTime() };
}
