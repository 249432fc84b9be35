import { Injectable } from '@nestjs/common';
import { Database } from '@onething/persistence';

const BY_STATE = {
  name: 'seals.count-by-state',
  text: `SELECT state, count(*) AS count FROM (
      SELECT DISTINCT ON (seal_id) seal_id, state FROM onething.seal_version WHERE applied_at < $1 AND state <> 'replaced' ORDER BY seal_id, version DESC
    ) AS newest GROUP BY state ORDER BY state`,
};

/** How many seals there are, by the state of their newest version. */
@Injectable()
export class SealCounts {
  constructor(private readonly database: Database) {}

  /** Of those applied for before that instant, epoch ms. */
  byState(before: number): Promise<{ state: string; count: number }[]> {
    return this.database.query(BY_STATE, [new Date(before)]);
  }
}
