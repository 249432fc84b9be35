import type { Light } from '@onething/deadlines';
import { civilDate, type CivilDate } from '@onething/kernel';
import type { QueueOffice } from './colleagues';

export type QueueSort = 'due' | 'submitted';
export type ClaimFilter = 'mine' | 'none' | 'others';

/** What is asked of a queue. All that is given must hold. */
export interface QueueFilter {
  state?: string;
  step?: string;
  light?: Light;
  waitsFor?: string;
  item?: string;
  oneThing?: string;
  /** Civil days in China, both included. */
  submittedFrom?: CivilDate;
  submittedTo?: CivilDate;
  dueFrom?: CivilDate;
  dueTo?: CivilDate;
  claimed?: ClaimFilter;
  /** An account: what it has claimed. */
  claimedBy?: string;
}

/** What was found before the queue is looked at: by words, by number, by applicant. */
export interface FoundBefore {
  /** One-thing, version and item, each three. */
  things?: { oneThing: string; oneThingVersion: number; item: string }[];
  place?: { caseId: string; itemId: string | null };
  /** Of several numbers, each a whole case or one item of it. */
  places?: { caseId: string; itemId: string | null }[];
  applicants?: string[];
}

export interface QueueScope {
  offices: QueueOffice[];
  /** The accounts for which the asker acts: the own one and those of absent colleagues. */
  accounts: string[];
  /** Epoch ms. */
  now: number;
}

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

export interface Query {
  text: string;
  values: unknown[];
}

const SORT_KEYS = { due: { column: 'due_on', type: 'date' }, submitted: { column: 'submitted_at', type: 'timestamptz' } } as const;

/** As `lightOf`. */
const lightCase = (values: Values): string => `CASE WHEN q.due_on < ${values.today} THEN 'red' WHEN q.paused THEN 'paused'
  WHEN q.orange_at <= ${values.now} THEN 'orange' WHEN q.yellow_at <= ${values.now} THEN 'yellow' ELSE 'green' END`;

/** The same, asked for: of red ones the index knows where they end. */
function lightCondition(light: Light, values: Values): string {
  const inTime = `q.due_on >= ${values.today}`;
  switch (light) {
    case 'red': return `q.due_on < ${values.today}`;
    case 'paused': return `${inTime} AND q.paused`;
    case 'orange': return `${inTime} AND NOT q.paused AND q.orange_at <= ${values.now}`;
    case 'yellow': return `${inTime} AND NOT q.paused AND q.orange_at > ${values.now} AND q.yellow_at <= ${values.now}`;
    case 'green': return `${inTime} AND NOT q.paused AND q.orange_at > ${values.now} AND q.yellow_at > ${values.now}`;
  }
}

const CHINA = 'Asia/Shanghai';

/** Of each office as many as the page holds, then the first of them all: each office is read in the order of its index, only the page's rows whole. */
export function pageQuery(filter: QueueFilter, scope: QueueScope, found: FoundBefore, page: Page): Query {
  const values = new Values(scope);
  const { column, type } = SORT_KEYS[page.sort];
  const conditions = [OF_OFFICE, ...intakeConditions(scope), ...conditionsOf(filter, scope, found, values)];
  if (page.after) {
    const { key, caseId, itemId } = page.after;
    const last = `${values.add(key)}::${type}, ${values.add(caseId)}::uuid, ${values.add(itemId)}::uuid`;
    conditions.push(`(q.${column}, q.case_id, q.item_id) > (${last})`);
  }
  const limit = values.add(page.limit);
  const order = `q.${column}, q.case_id, q.item_id`;
  const text = `SELECT q.case_id AS "caseId", q.item_id AS "itemId", q.one_thing AS "oneThing", q.one_thing_version AS "oneThingVersion", q.item,
      q.department, q.division_code AS division, q.state, q.step, q.waits_for AS "waitsFor", ${lightCase(values)} AS light,
      CASE WHEN isfinite(q.due_on) THEN q.due_on END AS "dueOn", q.submitted_at AS "submittedAt", q.version, q.claimed_by AS "claimedBy",
      q.claimed_at AS "claimedSince", q.claim_version AS "claimVersion", ${numberOf('receipt')} AS "receiptNumber",
      ${numberOf('case')} AS "caseNumber"
    FROM (SELECT q.* FROM ${officesOf(scope, values)} CROSS JOIN LATERAL (
      SELECT q.case_id, q.item_id, q.${column} FROM queue_item q
      WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${limit}) AS q ORDER BY ${order} LIMIT ${limit}) AS place
      JOIN queue_item q USING (case_id, item_id)
    ORDER BY ${order}`;
  return { text, values: values.list };
}

/** How many match, over all pages. */
export function totalQuery(filter: QueueFilter, scope: QueueScope, found: FoundBefore): Query {
  const values = new Values(scope);
  const conditions = conditionsOf(filter, scope, found, values);
  return { text: `SELECT count(*) AS total FROM ${queueOf(scope, conditions, values)}`, values: values.list };
}

/** For the tabs: how many stand where, by office, state and light. */
export function countsQuery(scope: QueueScope): Query {
  const values = new Values(scope);
  const text = `SELECT q.department, q.division_code AS division, q.state, ${lightCase(values)} AS light, count(*) AS items
    FROM ${queueOf(scope, [], values)} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
  return { text, values: values.list };
}

/** Which one-things and items match, and how many of each: for a search by their names, which also tells the total. */
export function thingsQuery(filter: QueueFilter, scope: QueueScope): Query {
  const values = new Values(scope);
  const conditions = conditionsOf(filter, scope, {}, values);
  const text = `SELECT q.one_thing AS "oneThing", q.one_thing_version AS "oneThingVersion", q.item, count(*) AS items
    FROM ${queueOf(scope, conditions, values)} GROUP BY q.one_thing, q.one_thing_version, q.item`;
  return { text, values: values.list };
}

/** The values of one statement, in their order. Present instant and day are there once, if they are used. */
class Values {
  readonly list: unknown[] = [];
  private nowAs?: string;
  private todayAs?: string;

  constructor(private readonly scope: QueueScope) {}

  get now(): string {
    return (this.nowAs ??= `to_timestamp(${this.add(this.scope.now / 1000)})`);
  }

  get today(): string {
    return (this.todayAs ??= `${this.add(civilDate(this.scope.now))}::date`);
  }

  /** @returns how the statement names it */
  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}

const OF_OFFICE = 'q.department = o.department AND q.division_code = o.division';
/** An index of its own knows what is at the intake. */
const AT_INTAKE = `q.waits_for = 'clerk' AND q.step IS NULL`;

function intakeConditions({ offices }: QueueScope): string[] {
  if (offices.every((office) => office.intakeOnly)) return [AT_INTAKE];
  return offices.some((office) => office.intakeOnly) ? [`(NOT o.intake_only OR ${AT_INTAKE})`] : [];
}

/**
 * Each office by itself: so the planner knows how much it has, and reads the index `queue_item_due` alone, which holds all that is counted
 * and filtered by.
 */
function queueOf({ offices }: QueueScope, conditions: string[], values: Values): string {
  const each = offices.map(({ departmentCode, divisionCode, intakeOnly }) => {
    const place = `q.department = ${values.add(departmentCode)} AND q.division_code = ${values.add(divisionCode)}`;
    return `SELECT q.* FROM queue_item q WHERE ${[place, ...(intakeOnly ? [AT_INTAKE] : []), ...conditions].join(' AND ')}`;
  });
  return `(${each.length > 0 ? each.join(' UNION ALL ') : 'SELECT q.* FROM queue_item q WHERE false'}) AS q`;
}

function officesOf({ offices }: QueueScope, values: Values): string {
  const departments = values.add(offices.map((office) => office.departmentCode));
  const divisions = values.add(offices.map((office) => office.divisionCode));
  const intakeOnly = values.add(offices.map((office) => office.intakeOnly));
  return `unnest(${departments}::text[], ${divisions}::text[], ${intakeOnly}::boolean[]) AS o(department, division, intake_only)`;
}

function conditionsOf(filter: QueueFilter, { accounts }: QueueScope, found: FoundBefore, values: Values): string[] {
  const conditions: string[] = [];
  const equal = (column: string, value: unknown) => value !== undefined && conditions.push(`q.${column} = ${values.add(value)}`);
  equal('state', filter.state);
  equal('step', filter.step);
  equal('waits_for', filter.waitsFor);
  equal('item', filter.item);
  equal('one_thing', filter.oneThing);
  if (filter.light) conditions.push(lightCondition(filter.light, values));
  if (filter.submittedFrom) conditions.push(`q.submitted_at >= ${values.add(filter.submittedFrom)}::date::timestamp AT TIME ZONE '${CHINA}'`);
  if (filter.submittedTo) conditions.push(`q.submitted_at < (${values.add(filter.submittedTo)}::date + 1)::timestamp AT TIME ZONE '${CHINA}'`);
  if (filter.dueFrom) conditions.push(`q.due_on >= ${values.add(filter.dueFrom)}::date`);
  if (filter.dueTo) conditions.push(`q.due_on <= ${values.add(filter.dueTo)}::date`);
  equal('claimed_by', filter.claimedBy);
  if (filter.claimed) conditions.push(claimCondition(filter.claimed, () => `${values.add(accounts)}::uuid[]`));
  return [...conditions, ...foundConditions(found, values)];
}

function claimCondition(claimed: ClaimFilter, accounts: () => string): string {
  switch (claimed) {
    case 'mine': return `q.claimed_by = ANY(${accounts()})`;
    case 'none': return 'q.claimed_by IS NULL';
    case 'others': return `q.claimed_by <> ALL(${accounts()})`;
  }
}

function foundConditions({ things, place, places, applicants }: FoundBefore, values: Values): string[] {
  const conditions: string[] = [];
  if (place) conditions.push(`q.case_id = ${values.add(place.caseId)}`);
  if (place?.itemId) conditions.push(`q.item_id = ${values.add(place.itemId)}`);
  if (places) {
    const items = places.flatMap(({ itemId }) => itemId ?? []);
    const wholes = places.flatMap(({ caseId, itemId }) => (itemId === null ? [caseId] : []));
    const cases = [...new Set(places.map(({ caseId }) => caseId))];
    conditions.push(`q.case_id = ANY(${values.add(cases)}::uuid[])`);
    conditions.push(`(q.item_id = ANY(${values.add(items)}::uuid[]) OR q.case_id = ANY(${values.add(wholes)}::uuid[]))`);
  }
  if (applicants) conditions.push(`q.applicant_person_id = ANY(${values.add(applicants)}::uuid[])`);
  if (things) {
    const [oneThings, versions, items] = [
      values.add(things.map((thing) => thing.oneThing)), values.add(things.map((thing) => thing.oneThingVersion)),
      values.add(things.map((thing) => thing.item)),
    ];
    const named = `unnest(${oneThings}::text[], ${versions}::int[], ${items}::text[])`;
    conditions.push(`(q.one_thing, q.one_thing_version, q.item) IN (SELECT * FROM ${named})`);
  }
  return conditions;
}

/** The newest one: an item that was forwarded up is received and accepted there under numbers of that authority. */
const numberOf = (kind: string) =>
  `(SELECT number FROM official_number n WHERE n.case_id = q.case_id AND n.item_id = q.item_id AND n.kind = '${kind}'
    ORDER BY n.issued_at DESC, n.number DESC LIMIT 1)`;
