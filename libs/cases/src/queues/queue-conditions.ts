import type { Light } from '@onething/deadlines';
import { civilDate, type CivilDate } from '@onething/kernel';
import type { QueueOffice } from './colleagues';

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

/** An item of a version of a one-thing. */
interface Thing {
  oneThing: string;
  oneThingVersion: number;
  item: string;
}

/** What was found before the queue is looked at: by words, by number, by applicant. */
export interface FoundBefore {
  /** At least one, each once. */
  things?: Thing[];
  place?: { caseId: string; itemId: string | null };
  /** Of several numbers, each a whole case or one item of it. */
  places?: { caseId: string; itemId: string | null }[];
  applicants?: string[];
}

/** An office, and between which days of `due_on` that what is looked for lies there, if that is known: both included, `infinity` for what has no deadline. */
export type SearchedOffice = QueueOffice & { fromDue?: string; toDue?: string };

export interface QueueScope {
  offices: SearchedOffice[];
  /** The accounts for which the asker acts: the own one and those of absent colleagues. */
  accounts: string[];
  /** Epoch ms. */
  now: number;
}

export interface Query {
  text: string;
  values: unknown[];
}

const CHINA = 'Asia/Shanghai';

/** The values of one statement, in their order. Present instant and day are there once, if they are used. */
export class Values {
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

/** As `lightOf`. */
export const lightCase = (values: Values): string => `CASE WHEN q.due_on < ${values.today} THEN 'red' WHEN q.paused THEN 'paused'
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

export const OF_OFFICE = 'q.department = o.department AND q.division_code = o.division';
/** An index of its own knows what is at the intake. */
export const AT_INTAKE = `q.waits_for = 'clerk' AND q.step IS NULL`;

export function intakeConditions({ offices }: QueueScope): string[] {
  if (offices.every((office) => office.intakeOnly)) return [AT_INTAKE];
  return offices.some((office) => office.intakeOnly) ? [`(NOT o.intake_only OR ${AT_INTAKE})`] : [];
}

export function officesOf({ offices }: QueueScope, values: Values): string {
  const departments = values.add(offices.map((office) => office.departmentCode));
  const divisions = values.add(offices.map((office) => office.divisionCode));
  const intakeOnly = values.add(offices.map((office) => office.intakeOnly));
  const [from, to] = [values.add(offices.map(({ fromDue = '-infinity' }) => fromDue)), values.add(offices.map(({ toDue = 'infinity' }) => toDue))];
  return `unnest(${departments}::text[], ${divisions}::text[], ${intakeOnly}::boolean[], ${from}::date[], ${to}::date[])
    AS o(department, division, intake_only, from_due, to_due)`;
}

/** What a row of the queue, or a tally of such rows, must be like, claims and days of submission aside. */
export function stateConditions(filter: QueueFilter, values: Values): string[] {
  const conditions: string[] = [];
  const equal = (column: string, value: unknown) => value !== undefined && conditions.push(`q.${column} = ${values.add(value)}`);
  equal('state', filter.state);
  equal('step', filter.step);
  equal('waits_for', filter.waitsFor);
  equal('item', filter.item);
  equal('one_thing', filter.oneThing);
  if (filter.light) conditions.push(lightCondition(filter.light, values));
  if (filter.dueFrom) conditions.push(`q.due_on >= ${values.add(filter.dueFrom)}::date`);
  if (filter.dueTo) conditions.push(`q.due_on <= ${values.add(filter.dueTo)}::date`);
  return conditions;
}

/** What a row of the queue must be like. */
export function conditionsOf(filter: QueueFilter, { accounts }: QueueScope, found: FoundBefore, values: Values): string[] {
  const conditions = stateConditions(filter, values);
  if (filter.submittedFrom) conditions.push(`q.submitted_at >= ${values.add(filter.submittedFrom)}::date::timestamp AT TIME ZONE '${CHINA}'`);
  if (filter.submittedTo) conditions.push(`q.submitted_at < (${values.add(filter.submittedTo)}::date + 1)::timestamp AT TIME ZONE '${CHINA}'`);
  if (filter.claimedBy) conditions.push(`q.claimed_by = ${values.add(filter.claimedBy)}`);
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
  // Each by itself: a join with them would lose the order in which the index is read.
  if (things) conditions.push(`(${things.map((thing) => thingCondition(thing, values)).join(' OR ')})`);
  return conditions;
}

const thingCondition = ({ oneThing, oneThingVersion, item }: Thing, values: Values): string =>
  `(q.one_thing = ${values.add(oneThing)} AND q.one_thing_version = ${values.add(oneThingVersion)} AND q.item = ${values.add(item)})`;
