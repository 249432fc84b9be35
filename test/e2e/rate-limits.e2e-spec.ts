import { readEdges } from '@onething/config';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const LIMITS = 'logIn=3, publicRead=4, read=2, command=2, upload=1';
let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform({ settings: { edges: readEdges({ RATE_LIMITS: LIMITS, TRUSTED_PROXIES: '127.0.0.1' }) } });
});
afterAll(() => platform?.stop());

/** Each test comes from an address of its own. */
const from = (address: string) => ({ 'x-forwarded-for': address });
const MINUTE_MS = 60_000;

test('answers tell what is left, and one request too many is 429 with a time to wait', async () => {
  const get = () => platform.request.get('/api/health').set(from('203.0.113.1'));
  const { headers } = await get().expect(200);
  expect(headers).toMatchObject({ 'ratelimit-policy': '"publicRead";q=4;w=60', ratelimit: '"publicRead";r=3;t=15' });
  for (let count = 0; count < 3; count += 1) await get().expect(200);
  const refused = await get().expect(429);
  expect(refused.headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '15', ratelimit: '"publicRead";r=0;t=60', 'x-request-id': refused.body.requestId,
  });
  expect(refused.body).toMatchObject({ code: 'REQUEST.TOO_MANY', status: 429, detail: expect.stringContaining('15 seconds') });
  platform.clock.advanceTo(platform.clock.now() + 15_000);
  await get().expect(200);
});

test('another address, and another class of the same address, have budgets of their own', async () => {
  for (let count = 0; count < 4; count += 1) await platform.request.get('/api/health').set(from('203.0.113.2')).expect(200);
  await platform.request.get('/api/health').set(from('203.0.113.2')).expect(429);
  await platform.request.get('/api/health').set(from('203.0.113.3')).expect(200);
  await platform.request.post('/api/auth/login').set(from('203.0.113.2')).send({ login: 'nobody', password: 'x' }).expect(401);
});

test('all addresses of a /64 share one budget', async () => {
  for (let count = 0; count < 4; count += 1) await platform.request.get('/api/health').set(from(`2001:db8:1:2::${count}`)).expect(200);
  await platform.request.get('/api/health').set(from('2001:db8:1:2:ffff::1')).expect(429);
  await platform.request.get('/api/health').set(from('2001:db8:1:3::1')).expect(200);
});

test('log-ins are counted, right and wrong ones alike, and what does not exist too', async () => {
  const logIn = () => platform.request.post('/api/auth/login').set(from('203.0.113.4')).send({ login: 'mother', password: 'wrong' });
  for (let count = 0; count < 3; count += 1) await logIn().expect(401);
  await logIn().expect(429);
  for (let count = 0; count < 4; count += 1) await platform.request.get(`/api/nowhere/${count}`).set(from('203.0.113.4')).expect(404);
  await platform.request.get('/api/nowhere').set(from('203.0.113.4')).expect(429);
});

test.each([
  ['read', 2, 'get', '/api/cases'], ['command', 2, 'post', '/api/cases'], ['upload', 1, 'post', '/api/cases/01941f29-7c00-7000-8000-0000000000ff/materials/photo/files'],
] as const)('%s: %i pass, whoever sends them', async (rateClass, most, method, path) => {
  platform.clock.advanceTo(platform.clock.now() + MINUTE_MS);
  for (let count = 0; count < most; count += 1) {
    const { status, headers } = await platform.request[method](path).set(from('203.0.113.5'));
    expect(status).not.toBe(429);
    expect(headers['ratelimit-policy']).toContain(`"${rateClass}"`);
  }
  await platform.request[method](path).set(from('203.0.113.5')).expect(429);
});

