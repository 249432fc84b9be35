import { thresholdsVersion, USUAL_THRESHOLDS } from '@onething/deadlines';
import { civilDate } from '@onething/kernel';
import type { Database, Statement } from '@onething/persistence';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database';
import { layOutOpenItems } from '../../../../test/support/open-items';
import { ENQUEUE_CALENDAR, ENQUEUE_BUNDLE_CALENDAR } from '../commands/calendar-watch';
import { ENQUEUE_LIGHTS } from '../commands/lights-watch';
import { BY_PART } from '../reading/case-numbers';
import { PROPOSED_EXTENSIONS } from './approval-queue';
import { OPEN_PROMISES } from './promise-queue';
import { CASES_TO_DELIVER, THINGS_TO_DELIVER } from './delivery-queue';
import { lightOf } from './queue-place';
import type { FoundBefore, Query, QueueFilter, QueueScope } from './queue-conditions';
import { MOST_COUNTED, pageQuery, type QueueSort, totalQuery } from './queue-sql';
import { narrowed } from './queue-reader';
import { FOLD_QUEUE_TALLIES, QueueTallies } from './queue-tallies';
import { countsQuery, isTallied, talliesQuery, type TalliedThing } from './queue-tally-sql';

const NOW = Date.parse('2026-03-02T02:00:00Z');
const APPLICANTS = Array.from({ length: 7 }, (_, i) => `01941f29-7c00-7000-8000-00000000000${i}`);
/** Five clerks in each office. */
const accountsOf = (office: number) => Array.from({ length: 5 }, (_, i) => `01941f29-7c00-7000-8000-00000000${1000 + office * 10 + i}`);
const THINGS = [
  { oneThing: 'newborn', item: 'birth-certificate', steps: [{ code: 'handle', role: 'clerk' }, { code: 'makeCertificate', role: 'clerk' }] },
  { oneThing: 'school-entry', item: 'vaccination-check', steps: [{ code: 'examination', role: 'reviewer' }, { code: 'decision', role: 'head' }] },
];
const OFFICES = Array.from({ length: 20 }, (_, i) => ({ department: `department${i}`, division: '650102', accounts: accountsOf(i), things: THINGS }));
/** Tables that grow with the work of the whole region. */
const BIG = ['queue_item', 'queue_tally', 'item_claim_history', 'official_number', 'item_case', 'bundle_case', 'absence'];

const officeOf = (i: number) => ({ departmentCode: `department${i}`, divisionCode: '650102', intakeOnly: false });
const SCOPE: QueueScope = { offices: [officeOf(3)], accounts: accountsOf(3).slice(0, 1), now: NOW };
/** As the clerk of a service window sees them: several offices, of each what is at the intake. */
const AT_WINDOW: QueueScope = { ...SCOPE, offices: [2, 3, 4, 5].map((i) => ({ ...officeOf(i), intakeOnly: true })) };
const TWO_OFFICES: QueueScope = { ...SCOPE, offices: [officeOf(3), officeOf(4)] };

let clone: TestDatabase;
/** To read an empty partition from one end to the other is no scan. */
let filled: Set<string>;
let client: Client;

beforeAll(async () => {
  clone = await createTestDatabase();
  client = new Client({ connectionString: clone.ownerUrl, options: '-c search_path=onething -c timezone=UTC' });
  await client.connect();
  await layOutOpenItems(client, { items: 40_000, offices: OFFICES, now: NOW, applicants: APPLICANTS });
  filled = new Set((await client.query<{ relname: string }>('SELECT relname FROM pg_class WHERE reltuples > 0')).rows.map(({ relname }) => relname));
}, 60_000);
afterAll(async () => {
  await client?.end();
  await clone?.drop();
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

async function planOf({ text, values }: Query): Promise<PlanNode[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  return nodes(rows[0]!['QUERY PLAN'][0]!.Plan);
}

async function scansOf(query: Query): Promise<string[]> {
  return (await planOf(query))
    .filter((node) => node['Node Type'] === 'Seq Scan' && BIG.some((table) => node['Relation Name']?.startsWith(table)) && filled.has(node['Relation Name']!))
    .map((node) => node['Relation Name']!);
}

/** How the table is read, and by which index. */
async function readsOf(query: Query): Promise<string[]> {
  return (await planOf(query)).filter((node) => node['Relation Name'] === 'queue_item').map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`);
}

const run = async <Row>({ text, values }: Query): Promise<Row[]> => (await client.query(text, values)).rows as Row[];
const talliedBy = async (filter: QueueFilter, scope: QueueScope): Promise<number> =>
  (await run<TalliedThing>(talliesQuery(filter, scope))).reduce((sum, { items }) => sum + Number(items), 0);

interface PageOf {
  scope?: typeof SCOPE;
  found?: FoundBefore;
  sort?: QueueSort;
  limit?: number;
}

const page = (filter: QueueFilter, { scope = SCOPE, found = {}, sort = 'due', limit = 21 }: PageOf = {}) => pageQuery(filter, scope, found, { sort, limit });

const FILTERS: Record<string, QueueFilter> = {
  nothing: {}, state: { state: 'received' }, step: { step: 'examination' }, role: { waitsFor: 'head' }, item: { item: 'birth-certificate' },
  oneThing: { oneThing: 'newborn' }, red: { light: 'red' }, orange: { light: 'orange' }, yellow: { light: 'yellow' }, green: { light: 'green' },
  paused: { light: 'paused' }, submitted: { submittedFrom: '2026-02-20', submittedTo: '2026-02-25' }, due: { dueFrom: '2026-03-01', dueTo: '2026-03-05' },
  mine: { claimed: 'mine' }, unclaimed: { claimed: 'none' }, 'of others': { claimed: 'others' }, 'of a colleague': { claimedBy: accountsOf(3)[0]! },
  many: { state: 'handling', light: 'yellow', oneThing: 'newborn', claimed: 'none', dueTo: '2026-03-30' },
};
const FOUND: Record<string, FoundBefore> = {
  names: { things: [{ oneThing: 'newborn', oneThingVersion: 1, item: 'birth-certificate' }] },
  'the number of a case': { place: { caseId: APPLICANTS[0]!, itemId: null } },
  'the number of an item': { place: { caseId: APPLICANTS[0]!, itemId: APPLICANTS[1]! } },
  'a part of many numbers': { places: Array.from({ length: 2_000 }, (_, i) => ({ caseId: `0188c39f-6400-7000-8000-${i.toString(16).padStart(12, '0')}`, itemId: i % 3 === 0 ? null : APPLICANTS[1]! })) },
  'an applicant': { applicants: [APPLICANTS[0]!] },
  'five hundred namesakes': { applicants: Array.from({ length: 500 }, (_, i) => `0188c39f-6400-7000-8000-${i.toString(16).padStart(12, '0')}`) },
};

describe('nothing scans', () => {
  test.each(Object.entries(FILTERS))('for a page and its total by %s', async (_, filter) => {
    for (const scope of [SCOPE, TWO_OFFICES, AT_WINDOW]) {
      for (const sort of ['due', 'submitted'] as const) expect(await scansOf(page(filter, { scope, sort }))).toEqual([]);
      expect(await scansOf(totalQuery(filter, scope, {}))).toEqual([]);
      expect(await scansOf(talliesQuery(filter, scope))).toEqual([]);
    }
  });

  test.each(Object.entries(FOUND))('for what was found by %s', async (_, found) => {
    expect(await scansOf(page({}, { found }))).toEqual([]);
    expect(await scansOf(page({ claimed: 'mine' }, { found }))).toEqual([]);
    expect(await scansOf(totalQuery({}, SCOPE, found))).toEqual([]);
  });

  test('for counts', async () => {
    for (const scope of [SCOPE, TWO_OFFICES, AT_WINDOW]) expect(await scansOf(countsQuery(scope))).toEqual([]);
  });

  test('what is tallied is not read in the queue itself, but for what one account has claimed', async () => {
    for (const scope of [SCOPE, TWO_OFFICES, AT_WINDOW]) {
      for (const filter of Object.values(FILTERS).filter((one) => one.claimedBy === undefined && one.claimed !== 'mine' && one.claimed !== 'others')) {
        expect(await readsOf(talliesQuery(filter, scope))).toEqual([]);
      }
      expect(await readsOf(countsQuery(scope))).toEqual([]);
    }
  });

  test('what a page leaves out is not read in the table', async () => {
    const found = { things: [{ oneThing: 'newborn', oneThingVersion: 1, item: 'birth-certificate' }] };
    for (const query of [page({ state: 'received', light: 'green' }), page({ waitsFor: 'head', claimed: 'none' }), page({}, { found })]) {
      expect((await readsOf(query)).sort()).toEqual(['Index Only Scan queue_item_due', 'Index Scan queue_item_pkey']);
    }
  });

  test('for what is at the intake of all offices of a service window', async () => {
    expect(await scansOf(page({}, { scope: AT_WINDOW }))).toEqual([]);
    expect(await scansOf(totalQuery({}, AT_WINDOW, {}))).toEqual([]);
  });

  test('for items whose lights were computed under other thresholds', async () => {
    expect(await scansOf({ text: ENQUEUE_LIGHTS.text, values: [thresholdsVersion(USUAL_THRESHOLDS), new Date(NOW)] })).toEqual([]);
  });

  test('for items, and results to deliver, whose dates were provisional under another calendar', async () => {
    for (const { text } of [ENQUEUE_CALENDAR, ENQUEUE_BUNDLE_CALENDAR]) expect(await scansOf({ text, values: ['2027-official', new Date(NOW)] })).toEqual([]);
  });

  test('for results that wait to be handed over', async () => {
    expect(await scansOf({ text: THINGS_TO_DELIVER.text, values: [['650102']] })).toEqual([]);
    expect(await scansOf({ text: CASES_TO_DELIVER.text, values: [['650102'], ['newborn'], [1], null, 21] })).toEqual([]);
  });

  test('for extensions that wait for a head', async () => {
    expect(await scansOf({ text: PROPOSED_EXTENSIONS.text, values: [['department3'], ['650102'], [APPLICANTS[0]], 100] })).toEqual([]);
  });

  test('for promises that are to be checked', async () => {
    await client.query(`UPDATE item_case SET state = 'granted', clock = clock || '{"checkPromiseBy": "2026-03-09"}' WHERE item_id IN (SELECT item_id FROM queue_item ORDER BY item_id LIMIT 50)`);
    expect(await scansOf({ text: OPEN_PROMISES.text, values: [['department3', 'department4'], ['650102', '650102'], '2026-03-09', 100] })).toEqual([]);
  });

  test('for the beginning and the end of a number', async () => {
    const reads = (await planOf({ text: BY_PART.text, values: ['650102023', '320201056'] })).filter((node) => node['Index Name']).map((node) => node['Index Name']);
    expect(reads.sort()).toEqual(['official_number_beginning', 'official_number_end']);
  });

  test('and whoever would scan is found out', async () => {
    expect(await scansOf({ text: `SELECT * FROM queue_item WHERE step = 'examination'`, values: [] })).toEqual(['queue_item']);
  });
});

describe('the statements say what the rules say', () => {
  test('each row has the light that the pure rule gives it; the total and the counts agree', async () => {
    const rows = await run<{ light: string; paused: boolean; caseId: string; itemId: string }>(page({}, { limit: 5_000 }));
    expect(rows).toHaveLength(2_000);
    const places = await client.query<{ item_id: string; paused: boolean; due: string | null; yellow: Date | number; orange: Date | number }>(
      `SELECT item_id, paused, CASE WHEN isfinite(due_on) THEN due_on::text END AS due, yellow_at AS yellow, orange_at AS orange FROM queue_item WHERE department = 'department3'`);
    const byItem = new Map(places.rows.map((row) => [row.item_id, row]));
    for (const row of rows) {
      const place = byItem.get(row.itemId)!;
      const expected = lightOf({ paused: place.paused, dueOn: place.due ?? undefined, yellowAt: Number(place.yellow), orangeAt: Number(place.orange) }, NOW);
      expect(row.light).toBe(expected);
    }
    for (const light of ['red', 'orange', 'yellow', 'green', 'paused'] as const) {
      const expected = rows.filter((row) => row.light === light).length;
      expect(expected).toBeGreaterThan(10);
      expect(await talliedBy({ light }, SCOPE)).toBe(expected);
      const counts = await run<{ light: string; items: string }>(countsQuery(SCOPE));
      expect(counts.filter((count) => count.light === light).reduce((sum, count) => sum + Number(count.items), 0)).toBe(expected);
    }
  });

  test('a service window sees the intake alone, and somebody who is also of an office sees all of that one', async () => {
    const mixed: QueueScope = { ...SCOPE, offices: [officeOf(3), { ...officeOf(4), intakeOnly: true }] };
    for (const scope of [AT_WINDOW, mixed]) {
      const rows = await run<{ department: string; step: string | null; waitsFor: string }>(page({}, { scope, limit: 50_000 }));
      expect(rows).toHaveLength(await talliedBy({}, scope));
      const whole = rows.filter((row) => row.step !== null || row.waitsFor !== 'clerk');
      expect(new Set(whole.map((row) => row.department))).toEqual(new Set(scope === mixed ? ['department3'] : []));
      expect(rows.filter((row) => row.department === 'department4').length).toBeGreaterThan(10);
    }
  });

  test.each(Object.entries(FILTERS))('pages by %s are parts of the whole, in its order, and as many as the total says', async (_, filter) => {
    const whole = await run<{ caseId: string; itemId: string; dueOn: Date | null }>(page(filter, { scope: TWO_OFFICES, limit: 10_000 }));
    const [total] = await run<{ total: string }>(totalQuery(filter, TWO_OFFICES, {}));
    expect(Number(total!.total)).toBe(Math.min(whole.length, MOST_COUNTED + 1));
    const tallied = await talliedBy(filter, TWO_OFFICES);
    if (isTallied(filter)) expect(tallied).toBe(whole.length);
    else expect(tallied).toBeGreaterThanOrEqual(whole.length);
    expect(whole.length).toBeGreaterThan(0);
    const middle = whole[Math.floor(whole.length / 2)]!;
    const key = middle.dueOn ? civilDate(middle.dueOn.getTime()) : 'infinity';
    const rest = await run<{ itemId: string }>(pageQuery(filter, TWO_OFFICES, {}, { sort: 'due', after: { key, caseId: middle.caseId, itemId: middle.itemId }, limit: 10 }));
    const from = whole.findIndex((row) => row.itemId === middle.itemId);
    expect(rest.map((row) => row.itemId)).toEqual(whole.slice(from + 1, from + 11).map((row) => row.itemId));
  });

  test('a page that looks only between the days that the tallies name is the same page', async () => {
    for (const [filter, scope] of [...Object.values(FILTERS).map((one) => [one, AT_WINDOW] as const), [{ light: 'paused' }, TWO_OFFICES] as const]) {
      const tallies = await run<TalliedThing>(talliesQuery(filter, scope));
      const whole = await run<{ itemId: string }>(page(filter, { scope }));
      const seen = await run<{ itemId: string }>(page(filter, { scope: { ...scope, offices: narrowed(scope.offices, tallies) } }));
      expect(seen.map((row) => row.itemId)).toEqual(whole.map((row) => row.itemId));
    }
  });
});

describe('tallies', () => {
  const tallies = () => new QueueTallies({ query: async (statement: Statement, values: unknown[]) => (await client.query(statement.text, values)).rows } as unknown as Database);
  const CHANGES = [
    `UPDATE queue_item SET state = CASE state WHEN 'received' THEN 'handling' ELSE 'received' END, step = CASE state WHEN 'received' THEN 'examination' END`,
    `UPDATE queue_item SET due_on = CASE WHEN isfinite(due_on) THEN due_on + 3 ELSE DATE '2026-03-30' END, orange_at = 'infinity', paused = NOT paused`,
    `UPDATE queue_item SET claimed_by = CASE WHEN claimed_by IS NULL THEN '${APPLICANTS[0]!}'::uuid END`,
    `UPDATE queue_item SET version = version + 1, claimed_by = claimed_by`,
    'DELETE FROM queue_item',
  ];

  test('agree with the queue whatever changes it, whoever folds them meanwhile', async () => {
    const others = await Promise.all([1, 2, 3].map(async () => {
      const other = new Client({ connectionString: clone.ownerUrl, options: '-c search_path=onething -c timezone=UTC' });
      await other.connect();
      return other;
    }));
    const [folder, second, changer] = others as [Client, Client, Client];
    const before = (await client.query<{ rows: number }>('SELECT count(*)::int AS rows FROM queue_item')).rows[0]!.rows;
    for (let turn = 0; turn < 15; turn += 1) {
      const some = (from: number) => `WHERE (case_id, item_id) IN (SELECT case_id, item_id FROM queue_item ORDER BY case_id, item_id OFFSET ${turn * 37 + from} LIMIT 7)`;
      await changer.query(`BEGIN; ${CHANGES[turn % CHANGES.length]!} ${some(0)}`);
      await Promise.all([client.query(`${CHANGES[(turn + 1) % CHANGES.length]!} ${some(5_000)}`), folder.query(FOLD_QUEUE_TALLIES.text), second.query(FOLD_QUEUE_TALLIES.text)]);
      await changer.query(turn % 4 === 0 ? 'ROLLBACK' : 'COMMIT');
      expect(await tallies().findContradictions()).toEqual([]);
    }
    await tallies().fold();
    expect(await tallies().findContradictions()).toEqual([]);
    const { rows: [kept] } = await client.query<{ unfolded: number; items: number }>('SELECT count(*) FILTER (WHERE NOT folded)::int AS unfolded, sum(items)::int AS items FROM queue_tally');
    expect(kept!.unfolded).toBe(0);
    expect(kept!.items).toBeLessThan(before);
    await Promise.all(others.map((other) => other.end()));
  }, 60_000);

  test('and whoever forgets one is found out', async () => {
    await client.query('BEGIN; ALTER TABLE queue_item DISABLE TRIGGER USER; DELETE FROM queue_item WHERE item_id = (SELECT item_id FROM queue_item ORDER BY item_id LIMIT 1)');
    expect(await tallies().findContradictions()).toEqual([expect.stringMatching(/^the queue of department\d+ 650102 is told to have 1 more of /)]);
    await client.query('ROLLBACK');
  });
});
