import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { EventFeed, findBrokenLink } from '@onething/cases';
import { Keyring } from '@onething/crypto';
import { AccountUpkeep } from '@onething/identity';
import { ObjectStore } from '@onething/object-store';
import { LegalHolds, Retention } from '@onething/privacy';
import { Client as Postgres } from 'pg';
import { apply, caseOf, type DatedWorld } from '../acceptance/application';
import { giveMandate, type Mandate, takeStep } from '../acceptance/mandates';
import type { Client } from '../acceptance/client';
import { worldOf } from '../acceptance/platform-world';
import { schoolApplication, startPrimarySchool } from '../acceptance/school-entry';
import { clientOf } from '../acceptance/world';
import { brokenThings } from '../races/integrity';
import { PDF } from '../support/materials-platform';
import { logInAs, offered, PASSWORD, type Registered, registerAs, startTestRegister, type TestRegister } from '../support/registering';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const TABLES = ['case_answers', 'case_delivery_choice', 'case_file', 'case_material', 'case_note', 'case_party', 'case_result'];
const REASON = '行政诉讼期间保全。';

let platform: TestPlatform;
let register: TestRegister;
let world: DatedWorld;
let parent: Client;
/** A place at school, delivered; and an application that still waits. */
let delivered: string;
let waiting: string;
let objectsBefore: number;
/** Sealed documents of the delivered case. */
let documentsBefore: { id: string; object_key: string }[];

beforeAll(async () => {
  register = await startTestRegister();
  const settings = { populationRegister: { url: register.url, key: register.key } };
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true, seals: true, sms: true, settings });
  world = worldOf(platform);
  parent = await clientOf(world, 'pupil-parent');
  delivered = await startPrimarySchool(world);
  waiting = await apply(world, schoolApplication('juniorMigrant'));
  await settle(platform.app);
  await addFile(delivered);
  await sql(`INSERT INTO onething.case_delivery_choice (case_id, version, way, chosen_by, chosen_at) VALUES ('${delivered}', 1, 'collected', gen_random_uuid(), now())`);
  documentsBefore = await sealedDocuments(delivered);
  objectsBefore = (await objects()).length;
}, 180_000);
afterAll(async () => {
  await platform?.stop();
  await register?.stop();
});

const sealedDocuments = (caseId: string) => sql<{ id: string; object_key: string }>(
  `SELECT f.id, f.object_key FROM onething.sealed_file f JOIN onething.document d USING (id) WHERE d.case_id = '${caseId}'`);
const retention = () => platform.app.get(Retention, { strict: false });
const rowsOf = async (caseId: string) => Object.fromEntries(await Promise.all(TABLES.map(async (table) =>
  [table, Number((await sql<{ count: string }>(`SELECT count(*) FROM onething.${table} WHERE case_id = '${caseId}'`))[0]!.count)])));
const caseReport = async (dryRun: boolean) => (await retention().run({ dryRun })).find(({ rule }) => rule.class === 'case')!;

test('before the period is over nothing goes', async () => {
  expect((await retention().run()).flatMap(({ records }) => records)).toEqual([]);
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

describe('what is kept of accounts, after its end', () => {
  const DAY = 86_400_000;
  let begun: number;
  /** Checked; checked and closed; neither checked nor used again; not checked, and used. */
  let proven: Registered, closed: Registered, dormant: Registered, used: Registered;
  let ended: Mandate, running: Mandate;
  let correction: string;

  const as = (token: string, method: 'post' | 'delete', path: string) => platform.request[method](path).set('authorization', `Bearer ${token}`);
  const goOn = (days: number) => platform.clock.advanceTo(begun + days * DAY);
  const reportsOf = async (dryRun: boolean) => Object.fromEntries((await retention().run({ dryRun })).map(({ rule, records, held }) => [rule.class, { ids: records.map(({ id }) => id), held }]));
  const addressesOf = async ({ accountId }: Registered) => Promise.all(['notice_address', 'notice_preference'].map((table) => count(table, `account_id = '${accountId}'`)));
  const count = async (table: string, where: string) => Number((await sql<{ count: string }>(`SELECT count(*) FROM onething.${table} WHERE ${where}`))[0]!.count);

  /** Of a role and of a measure that were decided, and one of each that waits; a licence from elsewhere. */
  const proposals: Record<string, { decided: string; waiting: string }> = {};
  let imported: string;

  async function addProposals(table: 'role_grant' | 'account_measure', at: string): Promise<void> {
    proposals[table] = { decided: randomUUID(), waiting: randomUUID() };
    for (const [state, id] of Object.entries(proposals[table])) {
      const reason = JSON.stringify(platform.app.get(Keyring, { strict: false }).encrypt({ table, field: 'reason', row: id }, '李明病假，由王强接替。'));
      const post = table === 'role_grant' ? [`role, department_code, division_code,`, `'clerk', 'health', '650102',`] : ['', ''];
      await sql(`INSERT INTO onething.${table} (id, what, account_id, ${post[0]} reason, state, proposed_by, proposed_at, decided_by, decided_at, version)
        SELECT '${id}', '${table === 'role_grant' ? 'grant' : 'lock'}', c.id, ${post[1]} '${reason}', '${state === 'decided' ? 'approved' : 'proposed'}', a.id, '${at}',
          ${state === 'decided' ? `s.id, '${at}'` : 'NULL, NULL'}, 1
        FROM onething.account c, onething.account a, onething.account s WHERE c.login = 'health.clerk' AND a.login = 'health.head' AND s.login = 'health.reviewer'`);
    }
  }

  beforeAll(async () => {
    await retention().run();
    begun = platform.clock.now();
    [proven, closed, dormant, used] = [await registerAs(platform, offered(0)), await registerAs(platform, offered(1)), await registerAs(platform, offered(2)), await registerAs(platform, offered(3))];
    for (const { token } of [proven, closed]) await as(token, 'post', '/api/me/identity-proofs').expect(200);
    await platform.request.put('/api/me/notice-preferences').set('authorization', `Bearer ${closed.token}`)
      .send({ language: 'zh', email: true, sms: true, emailAddress: 'closed@example.com' }).expect(200);
    expect(await addressesOf(closed)).toEqual([1, 1]);
    await as(closed.token, 'post', '/api/me/closing').send({ password: PASSWORD }).expect(204);
    correction = (await as(proven.token, 'post', '/api/me/corrections').send({ field: 'name', value: '欧阳小明', reason: '登记的姓名与户口簿不一致。' }).expect(201)).body.id as string;
    await as(proven.token, 'post', `/api/me/corrections/${correction}/files`).set({ 'content-type': 'application/octet-stream', 'file-name': 'a.pdf', 'idempotency-key': randomUUID() }).send(PDF).expect(201);
    await as(proven.token, 'delete', `/api/me/corrections/${correction}`).expect(204);
    ended = await takeStep(world, 'mother', await giveMandate(world, 'mother', 'agent', { acts: ['apply'], validUntil: '2037-12-31' }), 'revoke');
    running = await giveMandate(world, 'father', 'agent', { acts: ['apply'], validUntil: '2037-12-31' });
    for (const table of ['role_grant', 'account_measure'] as const) await addProposals(table, new Date(begun).toISOString());
    imported = await addImport(proven.accountId, new Date(begun));
    const [clerk] = await sql<{ id: string }>(`SELECT id FROM onething.account WHERE login = 'health.clerk'`);
    const [head] = await sql<{ id: string }>(`SELECT id FROM onething.account WHERE login = 'health.head'`);
    const at = new Date(begun).toISOString();
    await sql(`INSERT INTO onething.window_recovery (id, account_id, division_code, paper, asked_by, asked_at, confirmed_by, confirmed_at)
      VALUES ('${randomUUID()}', '${proven.accountId}', '650102', 'residentIdCard', '${clerk!.id}', '${at}', '${head!.id}', '${at}')`);
    await sql(`INSERT INTO onething.window_attendance (id, division_code, person_id, account_id, clerk_account_id, paper, begun_at, ends_at, ended_at)
      SELECT '${randomUUID()}', '650102', person_id, id, '${clerk!.id}', 'residentIdCard', '${at}', '${at}', '${at}' FROM onething.account WHERE id = '${proven.accountId}'`);
  });

  test('the mail address and what was said of notices go when the account is closed', async () => {
    expect(await addressesOf(closed)).toEqual([0, 0]);
  });

  test('sessions go after a month, but the last one of an account that nobody has proven', async () => {
    goOn(29);
    expect((await reportsOf(true))['session']!.ids).toEqual([]);
    goOn(33);
    await reportsOf(false);
    const sessionsOf = ({ accountId }: Registered) => count('login_session', `account_id = '${accountId}'`);
    expect([await sessionsOf(proven), await sessionsOf(dormant), await sessionsOf(used)]).toEqual([0, 1, 1]);
    expect(await count('refresh_token', `session_id NOT IN (SELECT id FROM onething.login_session)`)).toBe(0);
  });

  test('an account that is neither checked nor used for a year is closed, and what it claimed goes; who has come back keeps it', async () => {
    goOn(300);
    await logInAs(platform, used.login);
    goOn(364);
    expect(await reportsOf(true)).toMatchObject({ claim: { ids: [] }, recovery: { ids: [] } });
    goOn(368);
    expect((await reportsOf(true))['claim']!.ids).toEqual([dormant.accountId]);
    expect(await reportsOf(false)).toMatchObject({ claim: { ids: [dormant.accountId] }, recovery: { ids: [expect.any(String)] } });
    expect(await sql(`SELECT a.state, a.mobile, c.account_id AS claim FROM onething.account a LEFT JOIN onething.account_claim c ON c.account_id = a.id WHERE a.id = '${dormant.accountId}'`))
      .toEqual([{ state: 'closed', mobile: null, claim: null }]);
    await platform.request.post('/api/auth/login').send({ login: dormant.login, password: PASSWORD }).expect(401);
    await logInAs(platform, used.login);
    expect([await count('window_recovery', 'true'), await count('account_claim', `account_id = '${used.accountId}'`)]).toEqual([0, 1]);
    const [act] = await sql<object>(`SELECT actor_account_id, outcome FROM onething.security_act WHERE act = 'account.closed' AND object_id = '${dormant.accountId}'`);
    expect(act).toEqual({ actor_account_id: null, outcome: 'done' });
  });

  test('mandates, corrections, attendances and closed accounts go after three years; a hold on their person keeps them', async () => {
    expect((await objects()).filter((name) => name.includes(correction))).toHaveLength(1);
    goOn(3 * 365);
    expect(await reportsOf(true)).toMatchObject({ mandate: { ids: [] }, correction: { ids: [] }, attendance: { ids: [] }, closedAccount: { ids: [] }, roleGrant: { ids: [] }, accountMeasure: { ids: [] } });
    goOn(3 * 365 + 4);
    const [{ person }] = await sql<{ person: string }>(`SELECT principal_person_id AS person FROM onething.mandate WHERE id = '${ended.id}'`) as [{ person: string }];
    const holds = platform.app.get(LegalHolds, { strict: false });
    await holds.place('person', person, REASON);
    expect((await reportsOf(true))['mandate']).toEqual({ ids: [], held: 1 });
    await holds.lift('person', person, REASON);
    expect(await reportsOf(false)).toMatchObject({
      mandate: { ids: [ended.id] }, correction: { ids: [correction] }, attendance: { ids: [expect.any(String)] }, closedAccount: { ids: [closed.accountId] },
      roleGrant: { ids: [proposals['role_grant']!.decided] }, accountMeasure: { ids: [proposals['account_measure']!.decided] }, importedLicence: { ids: [] },
    });
    for (const [table, { decided, waiting: open }] of Object.entries(proposals)) {
      expect([await count(table, `id = '${decided}' AND reason IS NULL AND decided_by IS NOT NULL`), await count(table, `id = '${open}' AND reason IS NOT NULL`)]).toEqual([1, 1]);
    }
    expect([await count('mandate', `id = '${ended.id}'`), await count('mandate_change', `mandate_id = '${ended.id}'`), await count('mandate', `id = '${running.id}'`)]).toEqual([0, 0, 1]);
    for (const table of ['master_data_correction', 'correction_file', 'window_attendance']) expect([table, await count(table, 'true')]).toEqual([table, 0]);
    expect((await objects()).filter((name) => name.includes(correction))).toEqual([]);
    expect(await sql(`SELECT login, closed_at IS NOT NULL AS closed FROM onething.account WHERE id = '${closed.accountId}'`)).toEqual([{ login: `closed:${closed.accountId}`, closed: true }]);
    expect([await count('identity_proof', `account_id = '${closed.accountId}'`), await count('identity_proof', `account_id = '${proven.accountId}'`)]).toEqual([0, 1]);
    expect((await reportsOf(true))['closedAccount']!.ids).toEqual([]);
    // It ended with its last day, not when it was answered.
    platform.clock.advanceTo(Date.parse('2041-01-02T02:00:00Z'));
    expect((await reportsOf(true))['mandate']!.ids).toEqual([running.id]);
  });

  test('a licence from elsewhere goes five years after it was brought, its file first', async () => {
    goOn(5 * 365);
    expect((await reportsOf(true))['importedLicence']!.ids).toEqual([]);
    goOn(5 * 365 + 4);
    expect((await objects()).filter((name) => name.includes(imported))).toHaveLength(1);
    expect((await reportsOf(false))['importedLicence']!.ids).toEqual([imported]);
    expect([await count('imported_licence', 'true'), (await objects()).filter((name) => name.includes(imported))]).toEqual([0, []]);
  });

  test('failed log-ins that lock nobody any more are forgotten within the hour', async () => {
    await platform.request.post('/api/auth/login').send({ login: 'nobody.at.all', password: PASSWORD }).expect(401);
    const left = async () => [await count('login_lock', 'true'), await count('login_source_failure', 'true')];
    expect(await left()).toEqual([1, 1]);
    platform.clock.advanceBy(31 * 60_000);
    await platform.app.get(AccountUpkeep, { strict: false }).forget();
    expect(await left()).toEqual([0, 0]);
  });
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

/** A licence from elsewhere as its holder brought it. */
async function addImport(accountId: string, at: Date): Promise<string> {
  const id = randomUUID();
  const key = `imported/${id}/file`;
  const stored = await platform.app.get(ObjectStore, { strict: false }).put(key, Readable.from([Buffer.from('%PDF-1.7')]), { contentType: 'application/pdf', maxBytes: 100 });
  const facts = platform.app.get(Keyring, { strict: false }).encrypt({ table: 'imported_licence', field: 'facts', row: id }, '{}');
  await sql(`INSERT INTO onething.imported_licence (id, holder_person_id, standing, facts, trusted_issuer, object_key, content_type, size, sha256, imported_at)
    SELECT '${id}', person_id, 'unverified', '${JSON.stringify(facts)}', NULL, '${key}', 'application/pdf', ${stored.size}, '${stored.sha256}', '${at.toISOString()}'
    FROM onething.account WHERE id = '${accountId}'`);
  return id;
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
