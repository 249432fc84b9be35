import {
  AT_INTAKE, conditionsOf, type FoundBefore, intakeConditions, lightCase, OF_OFFICE, officesOf, type Query, type QueueFilter, type QueueScope, Values,
} from './queue-conditions';

export type QueueSort = 'due' | 'submitted';

export interface Cursor {
  /** A day or an instant; `infinity` for what has no deadline. */
  key: string;
  caseId: string;
  itemId: string;
}

interface Page {
  sort: QueueSort;
  after?: Cursor;
  limit: number;
}

const SORT_KEYS = { due: { column: 'due_on', type: 'date' }, submitted: { column: 'submitted_at', type: 'timestamptz' } } as const;

/** Of each office as many as the page holds, then the first of them all: each office is read in the order of its index, only the page's rows whole. */
export function pageQuery(filter: QueueFilter, scope: QueueScope, found: FoundBefore, page: Page): Query {
  const values = new Values(scope);
  const { column, type } = SORT_KEYS[page.sort];
  const conditions = [OF_OFFICE, ...intakeConditions(scope), ...conditionsOf(filter, scope, found, values)];
  if (page.sort === 'due' && scope.offices.some(({ fromDue }) => fromDue !== undefined)) conditions.push('q.due_on BETWEEN o.from_due AND o.to_due');
  if (page.after) {
    const { key, caseId, itemId } = page.after;
    const last = `${values.add(key)}::${type}, ${values.add(caseId)}::uuid, ${values.add(itemId)}::uuid`;
    conditions.push(`(q.${column}, q.case_id, q.item_id) > (${last})`);
  }
  const limit = values.add(page.limit);
  const order = `q.${column}, q.case_id, q.item_id`;
  const text = `SELECT q.case_id AS "caseId", q.item_id AS "itemId", q.one_thing AS "oneThing", q.one_thing_version AS "oneThingVersion", q.item,
      q.department, q.division_code AS division, q.state, q.step, q.waits_for AS "waitsFor", ${lightCase(values)} AS light,
      CASE WHEN isfinite(q.due_on) THEN q.due_on END AS "dueOn", q.due_provisional AS provisional, q.submitted_at AS "submittedAt", q.version, q.claimed_by AS "claimedBy",
      q.claimed_at AS "claimedSince", q.claim_version AS "claimVersion", ${numberOf('receipt')} AS "receiptNumber",
      ${numberOf('case')} AS "caseNumber"
    FROM (SELECT q.* FROM ${officesOf(scope, values)} CROSS JOIN LATERAL (
      SELECT q.case_id, q.item_id, q.${column} FROM queue_item q
      WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${limit}) AS q ORDER BY ${order} LIMIT ${limit}) AS place
      JOIN queue_item q USING (case_id, item_id)
    ORDER BY ${order}`;
  return { text, values: values.list };
}

/** Counting stops here: so many match at least. */
export const MOST_COUNTED = 1_000;

/** How many match, for what tallies do not tell (`isTallied`); one more than `MOST_COUNTED` when there are more. */
export function totalQuery(filter: QueueFilter, scope: QueueScope, found: FoundBefore): Query {
  const values = new Values(scope);
  const conditions = conditionsOf(filter, scope, found, values);
  const text = `SELECT count(*) AS total FROM (SELECT FROM ${queueOf(scope, conditions, values)} LIMIT ${MOST_COUNTED + 1}) AS counted`;
  return { text, values: values.list };
}

/** Each office by itself: so the planner knows how much it has. */
function queueOf({ offices }: QueueScope, conditions: string[], values: Values): string {
  const each = offices.map(({ departmentCode, divisionCode, intakeOnly }) => {
    const place = `q.department = ${values.add(departmentCode)} AND q.division_code = ${values.add(divisionCode)}`;
    return `SELECT q.* FROM queue_item q WHERE ${[place, ...(intakeOnly ? [AT_INTAKE] : []), ...conditions].join(' AND ')}`;
  });
  return `(${each.length > 0 ? each.join(' UNION ALL ') : 'SELECT q.* FROM queue_item q WHERE false'}) AS q`;
}

/** The newest one: an item that was forwarded up is received and accepted there under numbers of that authority. */
const numberOf = (kind: string) =>
  `(SELECT number FROM official_number n WHERE n.case_id = q.case_id AND n.item_id = q.item_id AND n.kind = '${kind}'
    ORDER BY n.issued_at DESC, n.number DESC LIMIT 1)`;
