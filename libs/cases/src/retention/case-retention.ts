import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@onething/kernel';
import { Database, type Statement } from '@onething/persistence';

/** A case that ended before a day and still holds data of persons. */
export interface EndedCase {
  id: string;
  personId: string;
  endedAt: Date;
}

/**
 * Over, nothing of it handled or to be handed over any more, nothing pending. An ended case is written once more when its delivery is
 * late, so the time begins with its last change.
 */
const FIND: Statement = {
  name: 'cases.retention-due',
  text: `
    SELECT b.id, b.applicant_person_id AS "personId", b.updated_at AS "endedAt" FROM bundle_case b
    WHERE b.state IN ('completed', 'delivered') AND b.updated_at < $1 AND ($2::uuid IS NULL OR b.id > $2)
      AND NOT b.clock ? 'dataErasedOn' AND (b.clock->>'deliverBy' IS NULL OR b.clock->>'deliveryPassed' = 'true')
      AND NOT EXISTS (SELECT FROM item_case i WHERE i.case_id = b.id AND i.ended_at IS NULL)
      AND NOT EXISTS (SELECT FROM pending_command p WHERE p.case_id = b.id)
    ORDER BY b.id LIMIT $3`,
};
const ENQUEUE: Statement = {
  name: 'cases.retention-enqueue',
  text: `INSERT INTO pending_command (id, case_id, item_id, type, payload, cause, created_at)
    SELECT gen_random_uuid(), id, NULL, 'eraseData', jsonb_build_object('rule', $2::text), 'retention', $3 FROM unnest($1::uuid[]) AS due(id)
    WHERE NOT EXISTS (SELECT FROM pending_command p WHERE p.case_id = due.id AND p.type = 'eraseData')`,
};

const KEEP: Statement = {
  name: 'cases.retention-keep',
  text: `DELETE FROM pending_command p USING bundle_case b WHERE p.case_id = b.id AND p.type = 'eraseData' AND (b.id = $1 OR b.applicant_person_id = $1)`,
};

/** Which cases are kept for longer than a rule says, and the order to erase their data. The case itself writes it into its history. */
@Injectable()
export class CaseRetention {
  constructor(private readonly database: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<EndedCase[]> {
    return this.database.query<EndedCase>(FIND, [endedBefore, after ?? null, limit]);
  }

  /** An erasure that was ordered and not carried out yet is not carried out. @param id of a case, or of the person whose cases they are */
  async keep(id: string): Promise<void> {
    await this.database.query(KEEP, [id]);
  }

  async erase(ids: readonly string[], rule: string): Promise<void> {
    await this.database.query(ENQUEUE, [ids, rule, new Date(this.clock.now())]);
  }
}
