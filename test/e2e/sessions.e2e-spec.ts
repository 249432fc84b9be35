import { Database } from '@onething/persistence';
import { credentialsOf } from '../acceptance/entrance';
import { type Colleague, startColleague } from '../races/races';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

const MINUTE_MS = 60_000;

let platform: TestPlatform;
let colleague: Colleague;
beforeAll(async () => {
  platform = await startTestPlatform({ worker: 'byHand' });
  colleague = await startColleague(platform);
});
afterAll(async () => {
  await colleague?.app.close();
  await platform?.stop();
});

async function logIn(login: string, userAgent = 'curl/8.5.0'): Promise<Tokens> {
  const account = platform.accounts.find((one) => one.login === login)!;
  const credentials = credentialsOf(account, platform.clock.now());
  return (await platform.request.post('/api/auth/login').set('user-agent', userAgent).send(credentials).expect(200)).body as Tokens;
}
const me = ({ accessToken }: Tokens) => platform.request.get('/api/me').set('authorization', `Bearer ${accessToken}`);
const as = ({ accessToken }: Tokens) => ({ authorization: `Bearer ${accessToken}` });
const refresh = (refreshToken: string) => platform.request.post('/api/auth/refresh').send({ refreshToken });
const sessionsOf = async (tokens: Tokens) => (await platform.request.get('/api/auth/sessions').set(as(tokens)).expect(200)).body.entries as Record<string, unknown>[];

describe('a refresh token', () => {
  test('gives new tokens of the same session, once', async () => {
    const first = await logIn('mother');
    platform.clock.advanceBy(15 * MINUTE_MS);
    await me(first).expect(401);
    const second = (await refresh(first.refreshToken).expect(200)).body as Tokens;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    await me(second).expect(200);
    expect(await sessionsOf(second)).toEqual(expect.arrayContaining([expect.objectContaining({ current: true, device: 'curl/8.5.0', address: '127.0.0.1' })]));
  });

  test('that comes again later ends its session, also for who has the newest token', async () => {
    const first = await logIn('mother');
    const second = (await refresh(first.refreshToken).expect(200)).body as Tokens;
    await me(second).expect(200);
    platform.clock.advanceBy(11_000);
    expect((await refresh(first.refreshToken).expect(401)).body.code).toBe('IDENTITY.REFRESH_TOKEN_REUSED');
    expect((await me(second).expect(401)).body.code).toBe('IDENTITY.SESSION_REVOKED');
    expect((await refresh(second.refreshToken).expect(401)).body.code).toBe('IDENTITY.SESSION_REVOKED');
  });

  test('sent by two tabs at once gives both the same successor, and neither is thrown out', async () => {
    const first = await logIn('mother');
    const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(first.refreshToken).expect(200)));
    expect(new Set(answers.map(({ body }) => body.refreshToken as string)).size).toBe(1);
    await refresh(answers[0]!.body.refreshToken as string).expect(200);
  });

  test('that comes again when its successor was used is stolen, however early', async () => {
    const first = await logIn('mother');
    const second = (await refresh(first.refreshToken).expect(200)).body as Tokens;
    await refresh(second.refreshToken).expect(200);
    expect((await refresh(first.refreshToken).expect(401)).body.code).toBe('IDENTITY.REFRESH_TOKEN_REUSED');
  });

  test('of ours is none that nobody gave', async () => {
    expect((await refresh('A'.repeat(43)).expect(401)).body.code).toBe('IDENTITY.REFRESH_TOKEN_INVALID');
    expect((await refresh('A').expect(400)).body.errors[0].field).toBe('refreshToken');
    const { accessToken } = await logIn('mother');
    await platform.request.get('/api/me').set('authorization', `Bearer ${'A'.repeat(43)}`).expect(401);
    await refresh(accessToken).expect(400);
  });

  test('stands nowhere in the database, nor does the address', async () => {
    const { refreshToken } = await logIn('mother');
    const { rows } = await platform.app.get(Database).execute('SELECT to_jsonb(t)::text || to_jsonb(s)::text AS row FROM onething.refresh_token t, onething.login_session s');
    const text = rows.map((row) => (row as { row: string }).row).join();
    expect(text).not.toContain(refreshToken);
    expect(text).not.toContain('127.0.0.1');
  });
});

describe('a session', () => {
  test('ends after thirty minutes without a request, and not while it is used', async () => {
    const tokens = await logIn('father');
    platform.clock.advanceBy(14 * MINUTE_MS);
    await me(tokens).expect(200);
    platform.clock.advanceBy(29 * MINUTE_MS);
    const renewed = (await refresh(tokens.refreshToken).expect(200)).body as Tokens;
    platform.clock.advanceBy(30 * MINUTE_MS);
    expect((await refresh(renewed.refreshToken).expect(401)).body.code).toBe('IDENTITY.SESSION_IDLE');
  });

  test('is not used by what a page asks of its own accord', async () => {
    const tokens = await logIn('father');
    platform.clock.advanceBy(14 * MINUTE_MS);
    await me(tokens).set('x-unattended', '1').expect(200);
    platform.clock.advanceBy(16 * MINUTE_MS);
    expect((await refresh(tokens.refreshToken).expect(401)).body.code).toBe('IDENTITY.SESSION_IDLE');
  });

  test('that was ended serves no more from the next request on, at any process', async () => {
    const [here, there] = [await logIn('father'), await logIn('father', 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0')];
    await fetch(`${colleague.url}/api/me`, { headers: as(there) }).then(({ status }) => expect(status).toBe(200));
    const { id } = (await sessionsOf(here)).find(({ device }) => device === 'Firefox · Windows')!;
    await platform.request.delete(`/api/auth/sessions/${id as string}`).set(as(here)).expect(204);
    const refused = await fetch(`${colleague.url}/api/me`, { headers: as(there) });
    expect([refused.status, (await refused.json() as { code: string }).code]).toEqual([401, 'IDENTITY.SESSION_REVOKED']);
    await refresh(there.refreshToken).expect(401);
    await me(here).expect(200);
    await platform.request.delete(`/api/auth/sessions/${id as string}`).set(as(here)).expect(404);
  });

  test('of somebody else does not exist', async () => {
    const [own, other] = [await logIn('father'), await logIn('mother')];
    const { id } = (await sessionsOf(other)).find(({ current }) => current)!;
    expect((await platform.request.delete(`/api/auth/sessions/${id as string}`).set(as(own)).expect(404)).body.code).toBe('IDENTITY.NO_SUCH_SESSION');
    await me(other).expect(200);
  });

  test('ends by signing out, and signing out everywhere ends all of the account', async () => {
    const [one, two, three] = [await logIn('retiree'), await logIn('retiree'), await logIn('retiree')];
    await platform.request.post('/api/auth/logout').set(as(one)).expect(204);
    await me(one).expect(401);
    await me(two).expect(200);
    await platform.request.delete('/api/auth/sessions').set(as(two)).expect(204);
    for (const tokens of [two, three]) await me(tokens).expect(401);
    const other = await logIn('mother');
    await me(other).expect(200);
  });

  test('of staff is the only one: a new log-in ends the older, which is told so', async () => {
    const older = await logIn('health.clerk');
    platform.clock.advanceBy(MINUTE_MS);
    const newer = await logIn('health.clerk');
    expect((await me(older).expect(401)).body.code).toBe('IDENTITY.SESSION_REPLACED');
    expect((await refresh(older.refreshToken).expect(401)).body.code).toBe('IDENTITY.SESSION_REPLACED');
    await me(newer).expect(200);
  });

  test('is looked up by one statement for each group of requests, with the posts of who acts', async () => {
    const tokens = await logIn('health.head');
    await me(tokens).expect(200);
    const query = jest.spyOn(platform.app.get(Database), 'query');
    await Promise.all(Array.from({ length: 20 }, () => platform.request.get('/api/auth/sessions').set(as(tokens)).expect(200)));
    const statements = query.mock.calls.map(([{ name }]) => name);
    query.mockRestore();
    const lookUps = statements.filter((name) => name !== 'identity.list-sessions');
    expect(new Set(lookUps)).toEqual(new Set(['identity.sessions-with-actors']));
    expect(lookUps.length).toBeLessThanOrEqual(20);
  });
});
