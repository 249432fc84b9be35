import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';

/** Words of a rating that was given before a day. */
interface OldWords {
  id: string;
  /** Who gave it. */
  accountId: string;
  caseId: string;
  endedAt: Date;
}

const FIND: Statement = {
  name: 'ratings.retention-due',
  text: `SELECT id, account_id AS "accountId", case_id AS "caseId", given_at AS "endedAt" FROM onething.rating
    WHERE words IS NOT NULL AND given_at < $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
};
const ERASE: Statement = { name: 'ratings.retention-erase', text: 'UPDATE onething.rating SET words = NULL WHERE id = ANY($1::uuid[])' };

/** Words of raters that are kept for longer than a rule says. Grades and tags stay: they are figures. */
@Injectable()
export class RatingRetention {
  constructor(private readonly database: Database) {}

  /** By id, behind `after`. */
  findDue(endedBefore: Date, after: string | undefined, limit: number): Promise<OldWords[]> {
    return this.database.query<OldWords>(FIND, [endedBefore, after ?? null, limit]);
  }

  async erase(ids: readonly string[]): Promise<void> {
    await this.database.query(ERASE, [ids]);
  }
}
