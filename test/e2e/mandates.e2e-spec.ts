import { randomUUID } from 'node:crypto';
import { DEMO_RESIDENTS } from '@onething/identity';
import type { Response } from 'supertest';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
const tokens = new Map<string, string>();
const agent = DEMO_RESIDENTS.find(({ login }) => login === 'agent')!;
const company = DEMO_RESIDENTS.find(({ login }) => login === 'company')!;

beforeAll(async () => {
  platform = await startTestPlatform({ firstStart: true });
  for (const login of ['company', 'agent', 'mother', 'father', 'retiree', 'health.clerk']) tokens.set(login, await platform.login(login));
}, 60_000);
afterAll(() => platform?.stop());

async function send(login: string, method: 'get' | 'post', path: string, body?: object, key: string = randomUUID()): Promise<Response> {
  const call = platform.request[method](`/api/mandates${path}`).set({ authorization: `Bearer ${tokens.get(login)}`, 'idempotency-key': key });
  return body === undefined ? call : call.send(body);
}

const terms = (change: object = {}) => ({ agent: { name: agent.name, number: agent.number }, acts: ['apply'], oneThings: ['restaurant'], validUntil: '2026-12-31', ...change });
/** A second after the one before, so that lists have an order. */
const offer = (login: string, change: object = {}, key?: string) => {
  platform.clock.advanceTo(platform.clock.now() + 1_000);
  return send(login, 'post', '', terms(change), key);
};
const idsOf = async (login: string, list: string): Promise<string[]> => (await send(login, 'get', list)).body.entries.map(({ id }: { id: string }) => id);
const step = (login: string, { id, version }: { id: string; version: number }, name: string) => send(login, 'post', `/${id}/${name}`, { version });

test('offered, accepted, seen by both sides with masked names, revoked', async () => {
  const { status, body: offered } = await offer('mother', { acts: ['withdraw', 'apply'] });
  expect([status, offered.state, offered.inForce, offered.acts]).toEqual([201, 'offered', false, ['read', 'apply', 'withdraw']]);
  expect(offered).toMatchObject({ validFrom: '2026-03-02', oneThings: ['restaurant'], agent: { personId: null, name: '陈芳', number: expect.stringContaining('****') } });
  const [seen] = (await send('agent', 'get', '/held')).body.entries;
  expect(seen).toMatchObject({ id: offered.id, principal: { name: '王*', kind: 'natural' }, agent: { name: '陈*' } });
  expect(JSON.stringify(seen)).not.toContain(agent.number);
  const accepted = await step('agent', seen, 'accept');
  expect([accepted.status, accepted.body.state, accepted.body.inForce]).toEqual([200, 'accepted', true]);
  expect((await send('mother', 'get', `/${offered.id}`)).body).toMatchObject({ state: 'accepted', agent: { personId: agent.id } });
  const stale = await step('mother', offered, 'revoke');
  expect([stale.status, stale.body.code, stale.body.current]).toEqual([409, 'IDENTITY.MANDATE_CHANGED', { state: 'accepted', version: 2 }]);
  const revoked = await step('mother', accepted.body, 'revoke');
  expect(revoked.body).toMatchObject({ state: 'revoked', inForce: false, version: 3 });
  expect((await step('mother', accepted.body, 'revoke')).body).toEqual(revoked.body);
  const late = await step('agent', revoked.body, 'give-up');
  expect([late.status, late.body.code]).toEqual([409, 'IDENTITY.MANDATE_STEP_NOT_POSSIBLE']);
});

test('whether somebody has the name and the number is not told', async () => {
  const reached = (await offer('retiree')).body;
  const answers = [
    await offer('retiree', { agent: { name: '某某', number: agent.number } }),
    await offer('retiree', { agent: { name: '陈芳', number: '11010519491231002X' } }),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(201);
    expect({ ...body, id: 0, agent: 0 }).toEqual({ ...reached, id: 0, agent: 0, offeredAt: body.offeredAt });
    expect(body.agent).toMatchObject({ personId: null, kind: null });
    for (const list of ['/held']) expect(await idsOf('agent', list)).not.toContain(body.id);
    expect((await step('agent', body, 'accept')).status).toBe(404);
    expect((await send('agent', 'get', `/${body.id}`)).status).toBe(404);
  }
  expect(await idsOf('agent', '/held')).toContain(reached.id);
});

test('a company gives mandates with its own account; the agent may decline, and give up', async () => {
  const declined = await step('agent', (await offer('company', { oneThings: ['newborn'] })).body, 'decline');
  expect(declined.body).toMatchObject({ state: 'declined', principal: { name: company.name, number: company.number, kind: 'legal' } });
  const again = (await offer('company', { oneThings: ['newborn'] })).body;
  const held = (await step('agent', again, 'accept')).body;
  expect((await step('agent', held, 'give-up')).body.state).toBe('givenUp');
  const refused = await step('company', { id: held.id, version: 3 }, 'revoke');
  expect([refused.status, refused.body.code]).toEqual([409, 'IDENTITY.MANDATE_STEP_NOT_POSSIBLE']);
});

test('what another mandate allows already is not offered again; more than it allows is', async () => {
  const standing = (await offer('father', { acts: ['apply', 'correct'], oneThings: undefined })).body;
  const contained = await offer('father', { acts: ['correct'], oneThings: ['newborn'] });
  expect([contained.status, contained.body.code, contained.body.current.id]).toEqual([409, 'IDENTITY.MANDATE_CONTAINED', standing.id]);
  expect((await offer('father', { acts: ['withdraw'], oneThings: ['newborn'] })).status).toBe(201);
  await step('father', standing, 'revoke');
  expect((await offer('father', { acts: ['correct'], oneThings: ['newborn'] })).status).toBe(201);
});

test('one key, one offer: sent again, sent at once, and with another request', async () => {
  const key = randomUUID();
  const own = { oneThings: ['retirement'] };
  const both = await Promise.all([offer('retiree', own, key), offer('retiree', own, key)]);
  const again = await offer('retiree', own, key);
  expect(new Set([...both, again].map(({ body }) => body.id)).size).toBe(1);
  const reused = await offer('retiree', { oneThings: ['newborn'] }, key);
  expect([reused.status, reused.body.code]).toEqual([422, 'IDENTITY.IDEMPOTENCY_KEY_REUSED']);
});

test.each([
  ['agent.number', 'IDENTITY.MANDATE_TO_SELF', () => ({ agent: { name: company.name, number: company.number } })],
  ['agent.number', 'IDENTITY.AGENT_NUMBER', () => ({ agent: { name: agent.name, number: '650102199001010018' } })],
  ['oneThings', 'IDENTITY.UNKNOWN_ONE_THING', () => ({ oneThings: ['no-such-thing'] })],
  ['validUntil', 'IDENTITY.MANDATE_PERIOD', () => ({ validUntil: '2026-03-01' })],
])('a wrong %s is refused: %s', async (field, code, change) => {
  const { status, body } = await offer('company', change());
  expect([status, body.code, body.errors[0].field]).toEqual([422, code, field]);
});

test.each([
  ['acts', { acts: [] }], ['acts', { acts: ['everything'] }], ['state', { state: 'accepted' }], ['principalPersonId', { principalPersonId: company.id }],
  ['agentPersonId', { agentPersonId: agent.id }], ['validUntil', { validUntil: '2026-02-30' }], ['oneThings', { oneThings: [] }],
])('a body with a wrong or an undeclared %s is refused', async (field, change) => {
  const { status, body } = await offer('mother', change);
  expect([status, body.errors.map((error: { field: string }) => error.field.split('.')[0])]).toEqual([400, expect.arrayContaining([field])]);
});

test('to everybody else a mandate does not exist, and staff have none', async () => {
  const { body } = await offer('mother', { oneThings: ['retirement'] });
  for (const name of ['accept', 'decline', 'revoke', 'give-up']) {
    for (const login of ['father', 'company']) expect([name, login, (await step(login, body, name)).status]).toEqual([name, login, 404]);
    expect((await step('health.clerk', body, name)).status).toBe(403);
  }
  expect((await step('mother', body, 'accept')).status).toBe(404);
  expect((await step('agent', body, 'revoke')).status).toBe(404);
  expect((await send('father', 'get', `/${body.id}`)).status).toBe(404);
  expect((await send('mother', 'get', `/${body.id}`)).body.state).toBe('offered');
});

test('lists come in pages, newest first', async () => {
  const all = await idsOf('mother', '/given?limit=100');
  expect(all.length).toBeGreaterThan(1);
  const first = (await send('mother', 'get', '/given?limit=1')).body;
  expect(first.next).toBe(all[0]);
  expect((await send('mother', 'get', `/given?limit=1&after=${first.next}`)).body.entries[0].id).toBe(all[1]);
  expect(await idsOf('mother', '/given?state=revoked')).toEqual(all.filter((id) => id !== all[0]));
});

test('neither names nor numbers of agents stand readable in the table or in the log', async () => {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  const { rows: [{ text }] } = await client.query('SELECT jsonb_agg(to_jsonb(mandate))::text AS text FROM onething.mandate');
  await client.end();
  for (const personal of [agent.name, agent.number]) {
    expect(text).not.toContain(personal);
    expect(platform.logLines.join('\n')).not.toContain(personal);
  }
});
