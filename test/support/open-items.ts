import { FOLD_QUEUE_TALLIES } from '@onething/cases';
import { thresholdsVersion, USUAL_THRESHOLDS } from '@onething/deadlines';
import type { Client } from 'pg';

/** An item of a one-thing, and who takes its steps. */
export interface SampleThing {
  oneThing: string;
  item: string;
  steps: { code: string; role: string }[];
}

export interface SampleOffice {
  department: string;
  division: string;
  /** Accounts that have claimed items there. */
  accounts: string[];
  things: SampleThing[];
}

export interface OpenItemsPlan {
  /** Item cases, spread evenly over the offices, three of a case. */
  items: number;
  offices: SampleOffice[];
  /** Epoch ms: due dates lie around it. */
  now: number;
  /** Persons who are there beside: one case in 500 is of one of them. */
  applicants: string[];
}

/** Ids look like UUIDv7 of the day on which the case was submitted, so that they lie in their partitions. */
const ID = (millis: string, number: string) =>
  `(lpad(to_hex((${millis})::bigint), 12, '0') || '70008000' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;

/** Each number gives the same row at every run; the multipliers spread neighbours. */
const ROWS = `
  CREATE TEMPORARY TABLE sample_row AS
  SELECT n, b.case_id, ${ID('b.submitted_ms + 1', 'n')} AS item_id, b.submitted_ms, t."oneThing" AS one_thing, t.item, o.department, o.division,
    o.accounts, b.applicant, s.state, CASE WHEN s.state = 'handling' THEN CASE WHEN n % 12 = 0 THEN '$procedure' ELSE t.step END END AS step,
    CASE WHEN s.state = 'handling' THEN t.role ELSE 'clerk' END AS waits_for, s.state = 'correcting' OR (s.state = 'handling' AND n % 12 = 0) AS paused,
    $1::date + ((n::bigint * 7919) % 31)::int - 8 AS due_on
  FROM generate_series(0, $2::int - 1) AS n
  CROSS JOIN LATERAL (SELECT (extract(epoch FROM $1::date) * 1000)::bigint - ((n / 3)::bigint * 104729) % (45 * 86400000::bigint) AS submitted_ms) AS d
  CROSS JOIN LATERAL (SELECT d.submitted_ms, ${ID('d.submitted_ms', 'n / 3')} AS case_id,
    CASE WHEN (n / 3) % 500 = 0 THEN ($4::uuid[])[1 + (n / 1500) % cardinality($4::uuid[])]
      ELSE ${ID('1700000000000', '(n / 3) % 30000')} END AS applicant) AS b
  CROSS JOIN LATERAL (SELECT (ARRAY['submitted', 'received', 'correcting', 'handling', 'handling', 'handling', 'handling'])[1 + ((n::bigint * 31) % 7)::int] AS state) AS s
  JOIN jsonb_to_recordset($3::jsonb) AS o(place int, department text, division text, accounts jsonb, things jsonb)
    ON o.place = n % jsonb_array_length($3::jsonb)
  CROSS JOIN LATERAL (SELECT o.things->((n / 20) % jsonb_array_length(o.things)) AS thing) AS chosen
  CROSS JOIN LATERAL (SELECT thing->>'oneThing' AS "oneThing", thing->>'item' AS item, thing->'steps'->(n % jsonb_array_length(thing->'steps')) AS at) AS u
  CROSS JOIN LATERAL (SELECT u."oneThing", u.item, u.at->>'code' AS step, u.at->>'role' AS role) AS t`;

const TABLES = `
  INSERT INTO bundle_case (id, one_thing, one_thing_version, region, division_code, applicant_account_id, applicant_person_id, state, machine, clock,
    ends, deliveries, version, last_seq, last_hash, submitted_at, created_at, updated_at)
  SELECT DISTINCT ON (case_id) case_id, one_thing, 1, '650000', division, applicant, applicant, 'handling', '{"value": "handling"}'::jsonb, '{}'::jsonb,
    '{}'::jsonb, '[]'::jsonb, 2, 2, repeat('0', 64), to_timestamp(submitted_ms / 1000.0), to_timestamp(submitted_ms / 1000.0), to_timestamp(submitted_ms / 1000.0)
  FROM sample_row ORDER BY case_id, n;
  INSERT INTO item_case (case_id, item_id, one_thing, one_thing_version, item, department, authority_uscc, region, division_code, handled_by, state,
    step, machine, clock, due_on, version, last_seq, last_hash, created_at, updated_at)
  SELECT case_id, item_id, one_thing, 1, item, department, '11650102MA00000015', '650000', division, 'local', state, step,
    jsonb_build_object('value', state, 'memory', repeat('m', 200)), jsonb_build_object('dueOn', due_on, 'facts', repeat('f', 400)), due_on, 3, 3,
    repeat('0', 64), to_timestamp(submitted_ms / 1000.0), to_timestamp(submitted_ms / 1000.0)
  FROM sample_row;
  INSERT INTO queue_item (case_id, item_id, one_thing, one_thing_version, item, department, division_code, applicant_person_id, state, step, waits_for,
    paused, due_on, yellow_at, orange_at, lights_version, version, submitted_at, claimed_by, claimed_at, claim_version)
  SELECT case_id, item_id, one_thing, 1, item, department, division, applicant, state, step, waits_for, paused,
    CASE WHEN paused THEN 'infinity' ELSE due_on END, CASE WHEN paused THEN 'infinity' ELSE (due_on - 2)::timestamptz + interval '10 hours' END,
    CASE WHEN paused THEN 'infinity' ELSE due_on::timestamptz + interval '1 hour' END, '${thresholdsVersion(USUAL_THRESHOLDS)}', 3, to_timestamp(submitted_ms / 1000.0),
    c.account, CASE WHEN c.account IS NOT NULL THEN to_timestamp(submitted_ms / 1000.0) END, (c.account IS NOT NULL)::int
  FROM sample_row CROSS JOIN LATERAL (
    SELECT CASE WHEN n % 3 = 0 AND jsonb_array_length(accounts) > 0 THEN (accounts->>(n / 20 % jsonb_array_length(accounts)))::uuid END AS account) AS c;
  INSERT INTO official_number (number, kind, case_id, item_id, issued_at)
  SELECT 'YJS' || lpad(n::text, 12, '0'), 'bundle', case_id, NULL, to_timestamp(submitted_ms / 1000.0) FROM sample_row WHERE n % 3 = 0
  UNION ALL SELECT 'S' || lpad(n::text, 12, '0'), 'receipt', case_id, item_id, to_timestamp(submitted_ms / 1000.0) FROM sample_row WHERE state <> 'submitted'
  UNION ALL SELECT 'B' || lpad(n::text, 12, '0'), 'case', case_id, item_id, to_timestamp(submitted_ms / 1000.0) FROM sample_row WHERE state = 'handling';
  DROP TABLE sample_row`;

/** Lays out open item cases as a region has them, without going through commands: to measure queues and to look at plans. */
export async function layOutOpenItems(owner: Client, { items, offices, now, applicants }: OpenItemsPlan): Promise<void> {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  const places = JSON.stringify(offices.map((office, place) => ({ place, ...office })));
  await owner.query(ROWS, [today, items, places, applicants]);
  await owner.query(TABLES);
  // What the worker does every few seconds, and autovacuum after a while.
  while ((await owner.query(FOLD_QUEUE_TALLIES.text)).rowCount) continue;
  await owner.query('VACUUM (ANALYZE)');
}
