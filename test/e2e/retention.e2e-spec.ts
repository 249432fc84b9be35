import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { EventFeed, findBrokenLink } from '@onething/cases';
import { Keyring } from '@onething/crypto';
import { ObjectStore } from '@onething/object-store';
import { LegalHolds, Retention } from '@onething/privacy';
import { Client as Postgres } from 'pg';
import { apply, caseOf, type DatedWorld } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { worldOf } from '../acceptance/platform-world';
import { schoolApplication, startPrimarySchool } from '../acceptance/school-entry';
import { clientOf } from '../acceptance/world';
import { brokenThings } from '../races/integrity';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const TABLES = ['case_answers', 'case_file', 'case_material', 'case_note', 'case_party', 'case_result'];
const REASON = '行政诉讼期间保全。';

let platform: TestPlatform;
let world: DatedWorld;
let parent: Client;
/** A place at school, delivered; and an application that still waits. */
let delivered: string;
let waiting: string;
let objectsBefore: number;
/** Sealed documents of the delivered case. */
let documentsBefore: { id: string; object_key: string }[];

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true, seals: true });
  world = worldOf(platform);
  parent = await clientOf(world, 'pupil-parent');
  delivered = await startPrimarySchool(world);
  waiting = await apply(world, schoolApplication('juniorMigrant'));
  await settle(platform.app);
  await addFile(delivered);
  documentsBefore = await sealedDocuments(delivered);
  objectsBefore = (await objects()).length;
}, 180_000);
afterAll(() => platform?.stop());

const sealedDocuments = (caseId: string) => sql<{ id: string; object_key: string }>(
  `SELECT f.id, f.object_key FROM onething.sealed_file f JOIN onething.document d USING (id) WHERE d.case_id = '${caseId}'`);
const retention = () => platform.app.get(Retention, { strict: false });
const rowsOf = async (caseId: string) => Object.fromEntries(await Promise.all(TABLES.map(async (table) =>
  [table, Number((await sql<{ count: string }>(`SELECT count(*) FROM onething.${table} WHERE case_id = '${caseId}'`))[0]!.count)])));
const caseReport = async (dryRun: boolean) => (await retention().run({ dryRun })).find(({ rule }) => rule.class === 'case')!;

test('before the period is over nothing goes', async () => {
  expect((await retention().run()).map(({ records }) => records)).toEqual([[], []]);
  expect((await rowsOf(delivered))['case_answers']).toBeGreaterThan(0);
});

test('then a dry run lists the case that ended, not the one that is open, and erases nothing', async () => {
  platform.clock.advanceTo(Date.parse('2037-03-02T02:00:00Z'));
  const before = await rowsOf(delivered);
  const { records } = await caseReport(true);
  expect(records.map(({ id }) => id)).toEqual([delivered]);
  expect(await rowsOf(delivered)).toEqual(before);
});

test('a hold on the case, or on its person, keeps it', async () => {
  const holds = platform.app.get(LegalHolds, { strict: false });
  const person = await applicantOf(delivered);
  for (const [kind, id] of [['case', delivered], ['person', person]] as const) {
    expect(await holds.place(kind, id, REASON)).toBe(true);
    expect(await holds.place(kind, id, REASON)).toBe(false);
    expect(await caseReport(false)).toMatchObject({ records: [], held: 1 });
    expect(await holds.lift(kind, id, REASON)).toBe(true);
  }
  expect((await rowsOf(delivered))['case_answers']).toBeGreaterThan(0);
  const acts = await sql<{ act: string }>(`SELECT act FROM onething.security_act WHERE act LIKE 'hold.%' ORDER BY position`);
  expect(acts.map(({ act }) => act)).toEqual(['hold.placed', 'hold.lifted', 'hold.placed', 'hold.lifted']);
});

test('a hold that comes after the order to erase calls it back', async () => {
  const holds = platform.app.get(LegalHolds, { strict: false });
  expect((await caseReport(false)).records).toHaveLength(1);
  expect(await holds.place('person', await applicantOf(delivered), REASON)).toBe(true);
  await settle(platform.app);
  expect((await rowsOf(delivered))['case_answers']).toBeGreaterThan(0);
  expect(await holds.lift('person', await applicantOf(delivered), REASON)).toBe(true);
});

test('a hold on a person keeps the notices to them', async () => {
  const holds = platform.app.get(LegalHolds, { strict: false });
  const reportOf = async () => (await retention().run({ dryRun: true })).find(({ rule }) => rule.class === 'notice')!;
  // Every notice so far has gone with the run above: these come back as a restored one would.
  const [account] = await sql<{ id: string }>(`SELECT id FROM onething.account WHERE login = 'pupil-parent'`);
  await sql(`INSERT INTO onething.notice (id, account_id, case_id, kind, data, created_at)
    VALUES (gen_random_uuid(), '${account!.id}', gen_random_uuid(), 'submitted', '{}', '2026-01-01T00:00:00Z')`);
  const due = (await reportOf()).records.length;
  expect(due).toBeGreaterThan(0);
  await holds.place('person', await applicantOf(delivered), REASON);
  const { records, held } = await reportOf();
  expect([records.length, held]).toEqual([due - held, expect.any(Number)]);
  expect(held).toBeGreaterThan(0);
  await holds.lift('person', await applicantOf(delivered), REASON);
});

test('the run erases answers, files with their keys, notes and results; the history tells it, and every chain holds', async () => {
  const feed = platform.app.get(EventFeed, { strict: false });
  const before = await feed.ofCase(delivered);
  expect((await caseReport(false)).records).toHaveLength(1);
  await settle(platform.app);
  expect(Object.values(await rowsOf(delivered))).toEqual(TABLES.map(() => 0));
  expect((await rowsOf(waiting))['case_answers']).toBeGreaterThan(0);

  const after = await feed.ofCase(delivered);
  expect(after).toEqual([...before, expect.objectContaining({ type: 'dataErased', payload: expect.objectContaining({ rule: 'case' }) })]);
  for (const chain of Map.groupBy(after, ({ itemId }) => itemId ?? 'bundle').values()) {
    expect(findBrokenLink(chain.sort((one, other) => one.seq - other.seq))).toBeUndefined();
  }
  expect(await brokenThings(platform.app)).toEqual([]);
  const left = await objects();
  expect(documentsBefore.length).toBeGreaterThan(2);
  expect(await sealedDocuments(delivered)).toEqual([]);
  expect(await sql('SELECT id FROM onething.sealed_file_job')).toEqual([]);
  expect(left.length).toBe(objectsBefore - 1 - documentsBefore.length);
  expect(left.filter((name) => name.includes(delivered))).toEqual([]);
  expect(await sql(`SELECT id FROM onething.object_seal WHERE object_key LIKE 'cases/${delivered}/%'`)).toEqual([]);
});

test('what was erased is not erased again, and its applicant sees that it was', async () => {
  expect((await caseReport(false)).records).toEqual([]);
  parent = await clientOf(world, 'pupil-parent');
  expect((await caseOf(parent, delivered)).state).toBe('delivered');
  const form = await parent.get<{ code: string }>(`/api/cases/${delivered}/form`);
  expect([form.status, form.body.code]).toEqual([404, 'CASES.DRAFT_GONE']);
  const { cases, notices } = parent.expect(await parent.get<Record<string, { id: string; erased?: boolean }[]>>('/api/me/data'), 200);
  expect(cases!.find(({ id }) => id === delivered)).toMatchObject({ erased: true, files: [] });
  expect(cases!.find(({ id }) => id === waiting)).not.toHaveProperty('erased');
  expect(notices).toEqual([]);
});

test('nothing of it is taken up again', async () => {
  const [item] = await sql<{ item_id: string; version: number }>(`SELECT item_id, version FROM onething.item_case WHERE case_id = '${delivered}' LIMIT 1`);
  const supervisor = await clientOf(world, 'supervisor');
  const { status, body } = await supervisor.post<{ code: string }>(`/api/cases/${delivered}/items/${item!.item_id}/reopen`, { version: item!.version, reason: '复议决定撤销。' });
  expect([status, body.code]).toEqual([409, 'CASES.DATA_ERASED']);
});

async function applicantOf(caseId: string): Promise<string> {
  const [row] = await sql<{ person: string }>(`SELECT applicant_person_id AS person FROM onething.bundle_case WHERE id = '${caseId}'`);
  return row!.person;
}

/** A file as an upload leaves it: this story needs none of its own. */
async function addFile(caseId: string): Promise<void> {
  const [id, content] = [randomUUID(), Buffer.from('%PDF-1.7')];
  const key = `cases/${caseId}/${id}`;
  const stored = await platform.app.get(ObjectStore, { strict: false }).put(key, Readable.from([content]), { contentType: 'application/pdf', maxBytes: 100 });
  const name = platform.app.get(Keyring, { strict: false }).encrypt({ table: 'case_file', field: 'name', row: id }, '出生证明.pdf');
  await sql(`INSERT INTO onething.case_file (id, case_id, material, name, content_type, size, sha256, sm3, object_key, created_at)
    VALUES ('${id}', '${caseId}', 'child-photo', '${JSON.stringify(name)}', 'application/pdf', ${stored.size}, '${stored.sha256}', '${stored.sm3}', '${key}', now())`);
}

async function objects(): Promise<string[]> {
  const { objectStore } = platform.settings;
  if (objectStore.kind !== 'file') return [];
  return (await readdir(objectStore.folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
}

async function sql<Row>(text: string): Promise<Row[]> {
  const client = new Postgres({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
