import { Database } from '@onething/persistence';
import { caseOf, type DatedWorld, itemOf } from '../acceptance/application';
import type { Client } from '../acceptance/client';
import { handle } from '../acceptance/handling';
import { giveMandate, personOf } from '../acceptance/mandates';
import { worldOf } from '../acceptance/platform-world';
import { applyForRestaurant, RESTAURANT_ANSWERS, verifyLicence } from '../acceptance/restaurant';
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

describe('how the applicant wants the results', () => {
  interface Choice { version: number; choice: { way: string; address?: object } | null; ways: string[]; changeable: boolean }
  const ADDRESS = { recipient: '天山小馆前台', mobile: '13900000077', address: '乌鲁木齐市天山区解放南路七号' };
  const pathOf = (caseId: string) => `/api/cases/${caseId}/delivery-choice`;
  const read = async (client: Client, caseId: string) => client.expect(await client.get<Choice>(pathOf(caseId)), 200);
  let caseId: string;

  test('is chosen and changed by the applicant under its own version, encrypted, and in the copy of one\'s data', async () => {
    caseId = await restaurant();
    expect(await read(company, caseId)).toEqual({ version: 0, choice: null, ways: ['electronic', 'collected', 'posted'], changeable: true });
    company.expect(await company.put<Choice>(pathOf(caseId), { version: 0, way: 'collected' }), 200);
    const posted = { way: 'posted', address: ADDRESS };
    expect(company.expect(await company.put<Choice>(pathOf(caseId), { version: 1, ...posted }), 200)).toMatchObject({ version: 2, choice: posted });
    expect(company.expect(await company.put<Choice>(pathOf(caseId), { version: 1, ...posted }), 200).version).toBe(2);
    expect((await company.put<{ code: string }>(pathOf(caseId), { version: 1, way: 'electronic' }))).toMatchObject({ status: 409, body: { code: 'CASES.VERSION_CONFLICT' } });
    for (const [body, code] of [[{ way: 'terminal' }, 'CASES.DELIVERY_WAY_CLOSED'], [{ way: 'posted' }, 'CASES.ADDRESS_MISSING'], [{ way: 'electronic', address: ADDRESS }, 'CASES.ADDRESS_NOT_NEEDED']] as const) {
      expect((await company.put<{ code: string }>(pathOf(caseId), { version: 2, ...body }))).toMatchObject({ status: 422, body: { code } });
    }
    const [row] = await platform.app.get(Database).query<{ text: string }>({ name: 'test.choice', text: 'SELECT d::text AS text FROM case_delivery_choice d WHERE case_id = $1' }, [caseId]);
    for (const value of Object.values(ADDRESS)) expect(row!.text).not.toContain(value);
    const copy = company.expect(await company.get<object>('/api/me/data'), 200);
    expect(JSON.stringify(copy)).toContain(ADDRESS.address);
  });

  test('an agent has results sent to an address only with a mandate to collect them', async () => {
    await giveMandate(world, 'company', 'father', { acts: ['read', 'apply'], validUntil: '2027-12-31' });
    const agent = await clientOf(world, 'father');
    const draft = agent.expect(await agent.post<Outcome>('/api/cases', { oneThing: 'restaurant', division: '650102', answers: RESTAURANT_ANSWERS.smallRestaurant, onBehalfOf: personOf('company').id }), 201);
    const path = pathOf(draft.caseId);
    expect(await agent.put(path, { version: 0, way: 'posted', address: ADDRESS })).toMatchObject({ status: 403, body: { code: 'CASES.MAY_NOT_COLLECT' } });
    agent.expect(await agent.put(path, { version: 0, way: 'collected' }), 200);
    expect(await agent.put(pathOf(caseId), { version: 2, way: 'electronic' })).toMatchObject({ status: 403 });
    expect((await read(agent, caseId)).changeable).toBe(false);
    await giveMandate(world, 'company', 'father', { acts: ['read', 'collect'], validUntil: '2027-12-31' });
    agent.expect(await agent.put(path, { version: 1, way: 'posted', address: ADDRESS }), 200);
  });

  test('its address is read by the window that hands over, while it does, and the applicant sees that', async () => {
    expect(await lead.get(pathOf(caseId))).toMatchObject({ status: 404 });
    await withdraw(caseId, FOOD);
    await work(caseId, SIGN, SIGNED);
    await work(caseId, FIRE, REFUSED);
    expect(await toDeliver(caseId)).toMatchObject({ chosenWay: 'posted' });
    const stranger = await clientOf(world, 'health.clerk');
    for (const other of [stranger, await clientOf(world, 'mother')]) expect(await other.get(pathOf(caseId))).toMatchObject({ status: 404 });
    expect(await read(lead, caseId)).toMatchObject({ choice: { way: 'posted', address: ADDRESS }, changeable: false });
    expect(await lead.put(pathOf(caseId), { version: 2, way: 'electronic' })).toMatchObject({ status: 404 });
    const { entries } = company.expect(await company.get<{ entries: { act: string; object: { id: string } }[] }>('/api/me/access-log'), 200);
    expect(entries.filter(({ act, object }) => act === 'delivery.opened' && object.id === caseId)).toHaveLength(1);
    const { version } = await caseOf(company, caseId);
    lead.expect(await lead.post<Outcome>(`/api/cases/${caseId}/deliver`, { version, how: 'posted', tracking: 'EMS65010200001' }), 200);
    expect(await company.put(pathOf(caseId), { version: 2, way: 'electronic' })).toMatchObject({ status: 409, body: { code: 'CASES.DELIVERY_OVER' } });
    expect(await lead.get(pathOf(caseId))).toMatchObject({ status: 404 });
    expect((await read(company, caseId)).changeable).toBe(false);
  });
});
