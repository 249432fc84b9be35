import { caseOf, type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { personOf } from '../acceptance/mandates';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, verifyLicence } from '../acceptance/restaurant';
import type { Outcome } from '../acceptance/views';
import { clientOf } from '../acceptance/world';
import { brokenThings } from '../races/integrity';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const SIGN = 'outdoor-sign';
const FIRE = 'fire-safety-inspection';
const FOOD = 'food-business-licence';
const SIGNED = { face: { filingNumber: 'ZP650102-0001' } };
const REFUSED = { outcomes: { examination: 'promised', decision: 'refuse' }, reasons: '疏散通道被堵塞。' };
let platform: TestPlatform;
let world: DatedWorld;
let company: Client;
let lead: Client;

beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand', firstStart: true });
  world = worldOf(platform);
  company = await clientOf(world, 'company');
  lead = await clientOf(world, 'marketregulation.clerk');
}, 60_000);
afterAll(async () => {
  expect(await brokenThings(platform.app)).toEqual([]);
  await platform.stop();
});

/** Restaurants of this test begin on a plain Monday, or later. */
async function restaurant(): Promise<string> {
  const caseId = await applyForRestaurant(world, 'smallRestaurant');
  await verifyLicence(world, company, caseId);
  return caseId;
}

async function withdraw(caseId: string, code: string): Promise<void> {
  const { id, version } = await itemOf(company, caseId, code);
  company.expect(await company.post(`/api/cases/${caseId}/items/${id}/withdraw`, { version }), 200);
  await settle(platform.app);
}

async function work(caseId: string, code: string, handling: Parameters<typeof handle>[4]): Promise<void> {
  await handle(world, company, caseId, code, handling);
  await settle(platform.app);
}

async function deliver(caseId: string, ...items: string[]): Promise<Outcome> {
  const { version } = await caseOf(company, caseId);
  return lead.expect(await lead.post<Outcome>(`/api/cases/${caseId}/deliver`, { version, how: 'collected', collectorNumber: personOf('company').number, ...(items.length > 0 ? { items } : {}) }), 200);
}

const toDeliver = async (caseId: string) => lead.expect(
  await lead.get<{ entries: { caseId: string; deliverBy: string; overdue: boolean }[] }>('/api/queues/deliveries?limit=100'), 200).entries.find((one) => one.caseId === caseId);
const happened = async (caseId: string, type: string) => company.expect(
  await company.get<{ itemId: string | null; type: string; detail: Record<string, unknown> }[]>(`/api/cases/${caseId}/timeline`), 200)
  .filter((entry) => entry.itemId === null && entry.type === type).map(({ detail }) => detail);

async function daysLater(days: number): Promise<void> {
  platform.clock.advanceBy(days * 86_400_000);
  await settle(platform.app);
}

test('when the last item fails, what was handed over in parts is all there is: delivered, in no queue, and never late', async () => {
  const caseId = await restaurant();
  await withdraw(caseId, FOOD);
  await work(caseId, SIGN, SIGNED);
  await deliver(caseId, SIGN);
  expect((await caseOf(company, caseId)).state).toBe('handling');
  await work(caseId, FIRE, REFUSED);
  expect(await caseOf(company, caseId)).toMatchObject({ state: 'delivered', stage: 'delivered' });
  expect(await toDeliver(caseId)).toBeUndefined();
  await daysLater(30);
  expect([await happened(caseId, 'deliveryOverdue'), (await happened(caseId, 'delivered')).map(({ items, all }) => [items, all])]).toEqual([[], [[[SIGN], false], [[], true]]]);
});

test('an item that is reopened after the delivery is handled, and its result delivered', async () => {
  const caseId = await restaurant();
  await withdraw(caseId, FOOD);
  await work(caseId, SIGN, SIGNED);
  await work(caseId, FIRE, REFUSED);
  expect((await deliver(caseId)).state).toBe('delivered');
  const { id, version } = await itemOf(company, caseId, FIRE);
  const supervisor = await clientOf(world, 'supervisor');
  supervisor.expect(await supervisor.post(`/api/cases/${caseId}/items/${id}/reopen`, { version, reason: '经核查，通道当日已清理。' }), 200);
  await settle(platform.app);
  expect(await caseOf(company, caseId)).toMatchObject({ state: 'handling', stage: 'partlyEnded' });
  await work(caseId, FIRE, { outcomes: { examination: 'promised' }, face: { certificateNumber: 'XF650102-0009' } });
  expect((await caseOf(company, caseId)).state).toBe('completed');
  expect(await toDeliver(caseId)).toMatchObject({ caseId, overdue: false });
  expect((await deliver(caseId)).state).toBe('delivered');
  expect((await happened(caseId, 'delivered')).map(({ items, all }) => [items, all])).toEqual([[[SIGN], true], [[FIRE], true]]);
});

test('ten working days after its decision a result is late, although another item still goes on: the window finds it', async () => {
  const caseId = await restaurant();
  await withdraw(caseId, FIRE);
  await work(caseId, SIGN, SIGNED);
  expect(await toDeliver(caseId)).toBeUndefined();
  await daysLater(30);
  const [late, ...others] = await happened(caseId, 'deliveryOverdue');
  expect([late, others]).toEqual([expect.objectContaining({ items: [SIGN] }), []]);
  expect(await toDeliver(caseId)).toMatchObject({ caseId, deliverBy: late!['dueOn'], overdue: true });
  const { entries } = company.expect(await company.get<{ entries: { caseId: string; kind: string; body: { zh: string } }[] }>('/api/inbox?limit=100'), 200);
  expect(entries.find((entry) => entry.caseId === caseId && entry.kind === 'deliveryLate')!.body.zh).toContain('招牌');
  await deliver(caseId, SIGN);
  expect([(await caseOf(company, caseId)).state, await toDeliver(caseId)]).toEqual(['handling', undefined]);
});
