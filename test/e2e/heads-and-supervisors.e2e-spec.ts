import { type Application, apply, caseOf, type DatedWorld } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { NEWBORN_ANSWERS, NEWBORN_FORM } from '../acceptance/newborn-form';
import { worldOf } from '../acceptance/platform-world';
import type { Outcome, Problem, Text } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Approvals {
  extensions: { itemId: string; itemName: Text; days: number; unit: string; dueOn: string; caseNumber: string }[];
}
interface Supervised {
  caseId: string;
  items: { itemId: string; state: string; version: number; mayReopen: boolean }[];
}
interface Preview {
  title: Text;
  number: string;
  facts: { label: Text; value: Text }[];
  reason?: { text: string };
  remedies: Text[];
}

const NEWBORN: Application = { login: 'mother', oneThing: 'newborn', answers: NEWBORN_ANSWERS, form: NEWBORN_FORM };
let platform: TestPlatform;
let world: DatedWorld;
let mother: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ firstStart: true, worker: 'byHand' });
  world = worldOf(platform);
  mother = await clientOf(world, 'mother');
}, 60_000);
afterAll(() => platform?.stop());

/** An accepted item of the health office. */
async function accepted(): Promise<{ caseId: string; itemId: string; path: string; clerk: Client; version: number }> {
  const caseId = await apply(world, NEWBORN);
  const { id: itemId, version } = (await caseOf(mother, caseId)).items.find(({ item }) => item === 'birth-certificate')!;
  const path = `/api/cases/${caseId}/items/${itemId}`;
  const clerk = await clientOf(world, 'health.clerk');
  const received = clerk.expect(await clerk.post<Outcome>(`${path}/receive`, { version }), 200);
  return { caseId, itemId, path, clerk, version: clerk.expect(await clerk.post<Outcome>(`${path}/accept`, { version: received.version }), 200).version };
}
async function waiting(login: string): Promise<Approvals['extensions']> {
  const client = await clientOf(world, login);
  return client.expect(await client.get<Approvals>('/api/queues/approvals'), 200).extensions;
}

test('a proposed extension waits for the heads of that office, but not for who has proposed it, until one has decided', async () => {
  const { itemId, path, clerk, version } = await accepted();
  const proposed = clerk.expect(await clerk.post<Outcome>(`${path}/extension`, { version, days: 3, reason: '需要函询外地。' }), 200);
  expect(await waiting('health.head')).toEqual([expect.objectContaining({ itemId, days: 3, unit: 'workingDays', caseNumber: expect.stringMatching(/\d{5}$/) })]);
  expect(await waiting('publicsecurity.head')).toEqual([]);
  expect((await clerk.get<Problem>('/api/queues/approvals')).status).toBe(403);
  const head = await clientOf(world, 'health.head');
  const rejected = head.expect(await head.post<Outcome>(`${path}/extension/reject`, { version: proposed.version, reason: '可以按期办结。' }), 200);
  expect(await waiting('health.head')).toEqual([]);
  const own = head.expect(await head.post<Outcome>(`${path}/extension`, { version: rejected.version, days: 2, reason: '情况有变。' }), 200);
  const approved = await head.post<{ code: string; current: { version: number } }>(`${path}/extension/approve`, { version: own.version });
  expect([approved.status, approved.body.code]).toEqual([409, 'CASES.COMMAND_NOT_POSSIBLE']);
  expect(await waiting('health.head')).toEqual([]);
}, 60_000);

test('a supervisor finds an item by a number of its case, sees nothing of the applicant, and reopens it with reasons', async () => {
  const { caseId, itemId, path, version } = await accepted();
  const head = await clientOf(world, 'health.head');
  head.expect(await head.post(`${path}/end`, { version, why: 'other', reason: '申请人未到场。' }), 200);
  const { number } = await caseOf(mother, caseId);
  const supervisor = await clientOf(world, 'supervisor');
  const find = async (of: string) => supervisor.get<Supervised & Problem>(`/api/supervision/case?number=${encodeURIComponent(of)}`);
  const found = supervisor.expect(await find(number!.toLowerCase()), 200);
  const item = found.items.find((one) => one.itemId === itemId)!;
  expect(item).toMatchObject({ state: 'ended', mayReopen: true });
  expect(found.items.filter((one) => one.mayReopen)).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain(NEWBORN_FORM['child.name'] as string);
  supervisor.expect(await supervisor.post(`${path}/reopen`, { version: item.version, reason: '终止理由不成立。' }), 200);
  expect((await find(number!)).body.items.find((one) => one.itemId === itemId)).toMatchObject({ state: 'received', mayReopen: false });
  expect((await find('YJS00000000000000000000')).body.code).toBe('CASES.NOT_FOUND');
  expect((await head.get<Problem>(`/api/supervision/case?number=${number}`)).status).toBe(403);
}, 60_000);

test('a decision is shown as its applicant would read it, with remedies where it refuses, and nothing is stored', async () => {
  const { caseId, itemId, clerk } = await accepted();
  const reasons = '出生医学记录与登记不一致。<script>alert(1)</script>';
  const before = await clerk.get(`/api/cases/${caseId}/documents`);
  const preview = async (decision: string) => clerk.expect(await clerk.post<Preview>(`/api/cases/${caseId}/documents/preview`, { itemId, decision, reasons }), 200);
  const refusal = await preview('refuse');
  expect([refusal.title.zh, refusal.reason?.text, refusal.number]).toEqual([expect.stringMatching(/^不予/), reasons, expect.stringMatching(/（不准）〔2026〕＿＿号$/)]);
  expect(refusal.remedies[0]!.zh).toMatch(/六十日.*六个月/);
  expect((await preview('grant')).remedies).toEqual([]);
  expect((await clerk.get(`/api/cases/${caseId}/documents`)).body).toEqual(before.body);
  const other = await clientOf(world, 'publicsecurity.clerk');
  expect((await other.post<Problem>(`/api/cases/${caseId}/documents/preview`, { itemId, decision: 'grant' })).status).toBe(403);
}, 60_000);
