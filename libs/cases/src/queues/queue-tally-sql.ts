import { intakeConditions, lightCase, OF_OFFICE, officesOf, type Query, type QueueFilter, type QueueScope, stateConditions, Values } from './queue-conditions';

/** All that a queue is counted by, as the columns of `queue_tally` are named. */
export const TALLIED = ['department', 'division_code', 'state', 'step', 'waits_for', 'paused', 'due_on', 'yellow_at', 'orange_at', 'one_thing', 'one_thing_version', 'item', 'claimed'];

/** How many of one item match in one office, and between which days of `due_on`. */
export interface TalliedThing {
  department: string;
  division: string;
  oneThing: string;
  oneThingVersion: number;
  item: string;
  items: number;
  fromDue: string;
  toDue: string;
}

/** Tallies know nothing of days of submission; and of claims, whether there is one. */
export const isTallied = ({ submittedFrom, submittedTo, claimed, claimedBy }: QueueFilter): boolean =>
  submittedFrom === undefined && submittedTo === undefined && (claimed === undefined || claimedBy === undefined);

/** What matches, and perhaps more: of a filter that is not tallied, all that it may find. */
export function talliesQuery(filter: QueueFilter, scope: QueueScope): Query {
  const values = new Values(scope);
  const conditions = [OF_OFFICE, ...intakeConditions(scope), ...stateConditions(filter, values)];
  const text = `SELECT t.* FROM ${officesOf(scope, values)} CROSS JOIN LATERAL (
      SELECT o.department, o.division, q.one_thing AS "oneThing", q.one_thing_version AS "oneThingVersion", q.item, sum(q.items) AS items,
        min(q.due_on)::text AS "fromDue", max(q.due_on)::text AS "toDue"
      FROM ${counted(filter, scope, values)} AS q WHERE ${conditions.join(' AND ')}
      GROUP BY q.one_thing, q.one_thing_version, q.item HAVING sum(q.items) > 0) AS t`;
  return { text, values: values.list };
}

/** For the tabs: how many stand where, by office, state and light. */
export function countsQuery(scope: QueueScope): Query {
  const values = new Values(scope);
  const text = `SELECT t.* FROM ${officesOf(scope, values)} CROSS JOIN LATERAL (
      SELECT o.department, o.division, q.state, ${lightCase(values)} AS light, sum(q.items) AS items
      FROM queue_tally q WHERE ${[OF_OFFICE, ...intakeConditions(scope)].join(' AND ')} GROUP BY q.state, light HAVING sum(q.items) > 0) AS t
    ORDER BY department, division, state, light`;
  return { text, values: values.list };
}

/** What one account has claimed is little, and read itself; what others have is all that is claimed but that. */
function counted({ claimed, claimedBy }: QueueFilter, { accounts }: QueueScope, values: Values): string {
  const claims = (of: string, items: number) => `SELECT *, ${items} AS items FROM queue_item WHERE claimed_by = ${of}`;
  const tallies = (where: string) => `SELECT * FROM queue_tally WHERE ${where}`;
  if (claimedBy !== undefined) return `(${claims(values.add(claimedBy), 1)})`;
  switch (claimed) {
    case undefined: return 'queue_tally';
    case 'none': return `(${tallies('NOT claimed')})`;
    case 'mine': return `(${claims(`ANY(${values.add(accounts)}::uuid[])`, 1)})`;
    case 'others': {
      const of = `ANY(${values.add(accounts)}::uuid[])`;
      const columns = TALLIED.filter((column) => column !== 'claimed').join(', ');
      return `(SELECT ${columns}, items FROM queue_tally WHERE claimed UNION ALL SELECT ${columns}, -1 FROM queue_item WHERE claimed_by = ${of})`;
    }
  }
}
