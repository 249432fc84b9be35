import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@onething/persistence';
import { TALLIED } from './queue-tally-sql';

/** So many changes are folded together at most. */
const BATCH = 20_000;
const KEY = TALLIED.join(', ');
/** A step may be null; the others join as they are. */
const SAME = TALLIED.map((column) => `t.${column} ${column === 'step' ? 'IS NOT DISTINCT FROM' : '='} k.${column}`).join(' AND ');

/**
 * What is deleted here comes back as its sum in the same statement, so whoever counts sees the one or the other. Rows that come while it runs are left for the
 * next time; of two folders the second finds the lock taken and does nothing.
 */
export const FOLD_QUEUE_TALLIES: Statement = {
  name: 'cases.fold-queue-tallies',
  text: `
WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('onething.queue-tally')) AS mine),
fresh AS MATERIALIZED (
  SELECT DISTINCT ${KEY} FROM (SELECT q.* FROM turn JOIN queue_tally q ON turn.mine WHERE NOT q.folded LIMIT ${BATCH}) AS changed
),
gone AS (DELETE FROM queue_tally t USING fresh k WHERE ${SAME} RETURNING t.*)
INSERT INTO queue_tally (${KEY}, items, folded)
SELECT ${KEY}, sum(items), true FROM gone GROUP BY ${KEY} HAVING sum(items) <> 0 ORDER BY ${KEY}`,
};

/** Where what is tallied and what stands in the queue differ. Empty, or something is wrong. */
const DIFFERENCES: Statement = {
  name: 'cases.audit-queue-tallies',
  text: `SELECT department, division_code AS division, state, step, item, sum(items) AS items FROM (
      SELECT ${KEY}, items FROM queue_tally
      UNION ALL SELECT ${TALLIED.map((column) => (column === 'claimed' ? 'claimed_by IS NOT NULL' : column)).join(', ')}, -1 FROM queue_item) AS both_sides
    GROUP BY ${KEY} HAVING sum(items) <> 0 LIMIT 100`,
};

interface Difference {
  department: string;
  division: string;
  state: string;
  step: string | null;
  item: string;
  items: number;
}

/** How many items stand where: triggers of `queue_item` note each change, and a worker folds what they noted. */
@Injectable()
export class QueueTallies {
  constructor(private readonly database: Database) {}

  async fold(): Promise<void> {
    await this.database.query(FOLD_QUEUE_TALLIES, []);
  }

  /** @returns what does not agree, in words */
  async findContradictions(): Promise<string[]> {
    const found = await this.database.query<Difference>(DIFFERENCES, []);
    return found.map(({ department, division, state, step, item, items }) =>
      `the queue of ${department} ${division} is told to have ${items} more of ${item} in ${state} ${step ?? ''} than it has`);
  }
}
