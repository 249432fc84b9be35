import { readEdges } from '@onething/config';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const MOST = 3;
let platform: TestPlatform;
afterEach(() => platform?.stop());

const start = async (TRUSTED_PROXIES: string) => {
  platform = await startTestPlatform({ settings: { tracking: { perAddress: MOST, perNumber: 1_000 }, edges: readEdges({ TRUSTED_PROXIES, RATE_LIMITS: 'off' }) } });
};

/** Statuses of so many look-ups of numbers that nobody has. */
async function lookUps(count: number, forwardedFor: (attempt: number) => string): Promise<number[]> {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < count; attempt += 1) {
    const { status } = await platform.request.post('/api/track').set('x-forwarded-for', forwardedFor(attempt))
      .send({ number: `YJS65000020260302${900_000 + attempt}`, code: '123456' });
    statuses.push(status);
  }
  return statuses;
}

test('without a trusted proxy an invented address changes nothing', async () => {
  await start('10.0.0.0/8');
  expect(await lookUps(MOST + 1, (attempt) => `198.51.100.${attempt}`)).toEqual([...Array<number>(MOST).fill(404), 429]);
});

test('behind a trusted proxy each client counts for itself, whatever it writes before the proxy does', async () => {
  await start('127.0.0.1');
  expect(await lookUps(MOST + 1, (attempt) => `198.51.100.${attempt}, 203.0.113.7`)).toEqual([...Array<number>(MOST).fill(404), 429]);
  expect(await lookUps(1, () => '203.0.113.7, 203.0.113.8')).toEqual([404]);
});

test('behind a trusted proxy all addresses of a /64 count as one', async () => {
  await start('127.0.0.1');
  expect(await lookUps(MOST + 1, (attempt) => `2001:db8:1:2::${attempt}`)).toEqual([...Array<number>(MOST).fill(404), 429]);
  expect(await lookUps(1, () => '2001:db8:1:3::1')).toEqual([404]);
});

test('who comes by IPv4 to both stacks, as the image listens, counts and is shown as that IPv4 address', async () => {
  platform = await startTestPlatform({
    host: '::', settings: { tracking: { perAddress: MOST, perNumber: 1_000 }, edges: readEdges({ TRUSTED_PROXIES: '127.0.0.1', RATE_LIMITS: 'off' }) },
  });
  const url = new URL(platform.url);
  const ask = (path: string, init: RequestInit) => fetch(`http://127.0.0.1:${url.port}${path}`, { ...init, headers: { ...init.headers, connection: 'close', 'content-type': 'application/json' } });
  const login = await ask('/api/auth/login', { method: 'POST', body: JSON.stringify({ login: 'mother', password: 'onething-demo' }) });
  const { accessToken } = await login.json() as { accessToken: string };
  const sessions = await (await ask('/api/auth/sessions', { headers: { authorization: `Bearer ${accessToken}` } })).json() as { entries: { address: string }[] };
  expect(sessions.entries.map(({ address }) => address)).toEqual(['127.0.0.1']);
  const lookUp = async (forwardedFor: string) => (await ask('/api/track', {
    method: 'POST', headers: { 'x-forwarded-for': forwardedFor }, body: JSON.stringify({ number: 'YJS65000020260302900000', code: '123456' }),
  })).status;
  const statuses: number[] = [];
  for (let attempt = 0; attempt <= MOST; attempt += 1) statuses.push(await lookUp(attempt % 2 === 0 ? '203.0.113.7' : '::ffff:203.0.113.7'));
  expect(statuses).toEqual([...Array<number>(MOST).fill(404), 429]);
});
