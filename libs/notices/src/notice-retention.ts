import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';

/** A notice that was made before a day. */
interface OldNotice {
  id: string;
  /** Whose inbox it is in. */
  accountId: string;
  caseId: string;
  endedAt: Date;
}

/** Those that still have to be sent stay. */
const FIND: Statement = {
  name: 'notices.retention-due',
  text: `SELECT n.id, n.account_id AS "accountId", n.case_id AS "caseId", n.created_at AS "endedAt" FROM notice n
    WHERE n.created_at < $1 AND ($2::uuid IS NULL OR n.id > $2)
      AND NOT EXISTS (SELECT FROM notice_delivery d WHERE d.notice_id = n.id AND d.state = 'waiting')
    ORDER BY n.id LIMIT $3`,
};
const ERASE: Statement = {
  name: 'notices.retention-erase',
  text: 'WITH sent AS (DELETE FROM notice_delivery WHERE notice_id = ANY($1::uuid[])) DELETE FROM notice WHERE id = ANY($1::uuid[])',
};

/** Notices that are kept for longer than a rule says. */
@Injectable()
export class NoticeRetention {
  constructor(private readonly database: Database) {}

  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<OldNotice[]> {
    return this.database.query<OldNotice>(FIND, [endedBefore, after ?? null, limit]);
  }

  async erase(ids: readonly string[]): Promise<void> {
    await this.database.query(ERASE, [ids]);
  }
}
