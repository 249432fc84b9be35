import { once } from 'node:events';
import { createServer } from 'node:net';
import { readEdges } from '@onething/config';
import { Database } from '@onething/persistence';
import { NEWBORN_ANSWERS } from '../acceptance/newborn-form';
import { settle } from '../support/settle';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const TOKEN = 'a token of the tests';
let platform: TestPlatform;
let url: string;
beforeAll(async () => {
  const port = await freePort();
  const edges = readEdges({ RATE_LIMITS: 'off', METRICS_PORT: String(port), METRICS_TOKEN: TOKEN });
  platform = await startTestPlatform({ firstStart: true, worker: 'byHand', settings: { edges } });
  url = `http://127.0.0.1:${port}/metrics`;
});
afterAll(() => platform?.stop());

async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

const scrape = async () => (await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
const valueOf = (text: string, line: string): number => Number(new RegExp(`^${line.replace(/[{}[\]$^.|?*+()/]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);

test('asks for its token, and knows nothing else', async () => {
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  expect((await fetch(url.replace('metrics', 'other'), { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(404);
  await platform.request.get('/metrics').expect(404);
  await platform.request.get('/api/metrics').expect(404);
});

test('tells durations by route and status, and nothing of who asked for what', async () => {
  const token = await platform.login('mother');
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'metrics-1' };
  const { body } = await platform.request.post('/api/cases').set(headers).send({ oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS }).expect(201);
  await platform.request.get(`/api/cases/${body.caseId}`).set(headers).expect(200);
  await platform.request.get('/api/no/such/650102199403150028').expect(404);
  const text = await scrape();
  expect(valueOf(text, 'onething_http_request_duration_seconds_count{method="GET",route="/api/cases/:caseId",status="200"}')).toBe(1);
  expect(valueOf(text, 'onething_http_request_duration_seconds_count{method="GET",route="unknown",status="404"}')).toBeGreaterThanOrEqual(1);
  for (const secret of [body.caseId as string, '650102199403150028', 'mother', '127.0.0.1', token]) expect(text).not.toContain(secret);
});

test('tells what the process and its workers have before them', async () => {
  const before = await scrape();
  expect(valueOf(before, 'onething_commit_batch_size_count')).toBeGreaterThanOrEqual(1);
  for (const name of ['nodejs_eventloop_lag_seconds', 'onething_password_hashing_waiting', 'onething_pending_commands', 'onething_pending_command_attempts']) {
    expect(valueOf(before, name)).not.toBeNaN();
  }
  for (const state of ['idle', 'busy', 'waiting']) expect(valueOf(before, `onething_database_connections{state="${state}"}`)).not.toBeNaN();
  for (const state of ['waiting', 'failed']) expect(valueOf(before, `onething_notice_deliveries{state="${state}"}`)).toBe(0);
});

test('a follower that stands still falls behind, and has caught up when it has read', async () => {
  await settle(platform.app);
  const token = await platform.login('mother');
  await platform.request.post('/api/cases').set({ authorization: `Bearer ${token}`, 'idempotency-key': 'metrics-2' })
    .send({ oneThing: 'newborn', division: '650102', answers: NEWBORN_ANSWERS }).expect(201);
  platform.clock.advanceTo(platform.clock.now() + 90_000);
  const lags = (text: string) => [...text.matchAll(/^onething_follower_lag_seconds\{follower="[\w.-]+"\} (\S+)$/gm)].map((match) => Number(match[1]));
  expect(Math.max(...lags(await scrape()))).toBeGreaterThanOrEqual(90);
  await settle(platform.app);
  const after = lags(await scrape());
  expect(after.length).toBeGreaterThan(2);
  expect(Math.max(...after)).toBe(0);
});

describe('the exchange with other provinces', () => {
  const ID = (last: number) => `01941f29-7c00-7000-8000-00000000000${last}`;
  let administrator: string;
  const ask = (method: 'get' | 'post', path: string, token = administrator) => platform.request[method](`/api/exchange${path}`).set('authorization', `Bearer ${token}`);

  beforeAll(async () => {
    administrator = await platform.login('administrator');
    await platform.app.get(Database).query({
      name: 'test.quarantine',
      text: `WITH delivery AS (
          INSERT INTO exchange_delivery (number, envelope, hub_receipt, received_at, state, due_at) VALUES (7, 'kept', '{}', now(), 'done', now()), (8, '', '{}', now(), 'done', now())
        )
        INSERT INTO exchange_quarantine (id, delivery, code, detail, at) VALUES ($1, 7, 'EXCHANGE.SEAL_WRONG', '', now()), ($2, 8, 'CASES.NOT_IN_THIS_STATE', '', now()), ($3, 8, 'CASES.NOT_IN_THIS_STATE', '', now())`,
    }, [ID(1), ID(2), ID(3)]);
  });

  test('is told of by no metric without a hub, and its console says that there is none', async () => {
    expect(await scrape()).not.toMatch(/^onething_exchange_\w+ /m);
    expect((await ask('get', '/overview').expect(200)).body).toMatchObject({ region: '650000', takesPart: false, quarantined: 3, peers: [], certificates: [], hub: { number: 0, failure: null } });
  });

  test('is shown to administrators alone', async () => {
    const clerk = await platform.login('health.clerk');
    await platform.request.get('/api/exchange/overview').expect(401);
    await ask('get', '/overview', clerk).expect(403);
    await ask('get', '/quarantine', clerk).expect(403);
    await ask('post', `/quarantine/${ID(1)}/retry`, clerk).expect(403);
    await ask('post', `/quarantine/${ID(1)}/reject`, clerk).send({ reason: '重复' }).expect(403);
  });

  test('gives what was refused in pages, and takes each decision once', async () => {
    const first = (await ask('get', '/quarantine?limit=2').expect(200)).body;
    expect(first).toMatchObject({ entries: [{ id: ID(3), retriable: false }, { id: ID(2) }], next: ID(2) });
    expect((await ask('get', `/quarantine?limit=2&after=${first.next}`).expect(200)).body).toEqual({ entries: [expect.objectContaining({ id: ID(1), delivery: 7, retriable: true, state: 'open' })] });
    for (const query of ['?after=x', '?limit=0', '?limit=101', '?state=gone']) await ask('get', `/quarantine${query}`).expect(400);
    expect((await ask('post', `/quarantine/${ID(2)}/retry`).expect(409)).body.code).toBe('EXCHANGE.QUARANTINE_NOT_KEPT');
    for (const body of [{}, { reason: ' ' }, { reason: 'x'.repeat(501) }]) await ask('post', `/quarantine/${ID(2)}/reject`).send(body).expect(400);
    expect((await ask('post', `/quarantine/${ID(2)}/reject`).send({ reason: '重复' }).expect(200)).body).toEqual({ id: ID(2), state: 'rejected' });
    expect((await ask('post', `/quarantine/${ID(2)}/reject`).send({ reason: '重复' }).expect(409)).body.code).toBe('EXCHANGE.QUARANTINE_DECIDED');
    expect((await ask('post', `/quarantine/${ID(1)}/retry`).expect(200)).body).toEqual({ id: ID(1), state: 'retried' });
    expect((await ask('post', `/quarantine/${ID(1)}/retry`).expect(409)).body.code).toBe('EXCHANGE.QUARANTINE_DECIDED');
    await ask('post', `/quarantine/${ID(9)}/retry`).expect(404);
    await ask('post', '/quarantine/x/retry').expect(400);
    expect((await ask('get', '/quarantine?state=rejected').expect(200)).body.entries).toMatchObject([{ id: ID(2), decidedAt: expect.any(String) }]);
  });
});

test('without the database it tells what it can', async () => {
  const query = jest.spyOn(platform.app.get(Database), 'query').mockRejectedValue(new Error('gone'));
  const text = await scrape();
  query.mockRestore();
  expect(text).not.toMatch(/^onething_follower_lag_seconds\{/m);
  expect(valueOf(text, 'onething_password_hashing_waiting')).toBe(0);
});
