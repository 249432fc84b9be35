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

test('without the database it tells what it can', async () => {
  const query = jest.spyOn(platform.app.get(Database), 'query').mockRejectedValue(new Error('gone'));
  const text = await scrape();
  query.mockRestore();
  expect(text).not.toMatch(/^onething_follower_lag_seconds\{/m);
  expect(valueOf(text, 'onething_password_hashing_waiting')).toBe(0);
});
