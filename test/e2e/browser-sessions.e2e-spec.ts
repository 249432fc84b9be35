import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const MOTHER = { login: 'mother', password: 'onething-demo' };

/** A browser's jar: names and values of the cookies that it would send to that path. */
interface Browser {
  cookies: Record<string, string>;
  csrfToken: string;
  /** As they were set. */
  set: string[];
}

async function logIn(headers: Record<string, string> = {}): Promise<Browser> {
  const response = await platform.request.post('/api/auth/browser/login').set(headers).send(MOTHER).expect(200);
  expect(Object.keys(response.body as object).sort()).toEqual(['csrfToken', 'expiresIn', 'limitedTo']);
  return browserOf(response);
}

function browserOf({ body, headers }: { body: { csrfToken: string }; headers: Record<string, unknown> }): Browser {
  const set = headers['set-cookie'] as string[];
  return { set, csrfToken: body.csrfToken, cookies: Object.fromEntries(set.map((line) => line.split(';')[0]!.split('=') as [string, string])) };
}

const jar = ({ cookies }: Browser) => Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ');
const draft = (browser: Browser) => platform.request.delete('/api/auth/sessions/01941f29-7c00-7000-8000-0000000000ff').set('cookie', jar(browser));

test('a browser gets its tokens as cookies that no script reads and no other site sends', async () => {
  const { set, cookies, csrfToken } = await logIn();
  const attributes = Object.fromEntries(set.map((line) => [line.split('=')[0]!, line.split('; ').slice(1).sort()]));
  expect(attributes).toEqual({
    onething_access: ['HttpOnly', 'Path=/api', 'SameSite=Strict'],
    onething_refresh: ['HttpOnly', 'Path=/api/auth/browser', 'SameSite=Strict'],
    onething_csrf: ['Path=/', 'SameSite=Strict'],
  });
  expect(cookies['onething_csrf']).toBe(csrfToken);
});

test('behind TLS the cookies travel over TLS only', async () => {
  const { set } = await logIn({ 'x-forwarded-proto': 'https' });
  for (const line of set) expect(line).toContain('; Secure');
});

test('with its cookie a browser reads; what changes something needs the token of the session too', async () => {
  const browser = await logIn();
  const { body } = await platform.request.get('/api/me').set('cookie', jar(browser)).expect(200);
  expect(body.login).toBe('mother');
  expect((await draft(browser).expect(403)).body.code).toBe('IDENTITY.CSRF_TOKEN');
  expect((await draft(browser).set('x-csrf-token', (await logIn()).csrfToken).expect(403)).body.code).toBe('IDENTITY.CSRF_TOKEN');
  await draft(browser).set('x-csrf-token', browser.csrfToken).expect(404);
});

test.each([
  [{ 'sec-fetch-site': 'cross-site' }], [{ 'sec-fetch-site': 'same-site' }], [{ origin: 'https://evil.example' }], [{ origin: 'null' }],
] as Record<string, string>[][])('another site is refused, although it had the token: %j', async (headers) => {
  const browser = await logIn();
  const { body } = await draft(browser).set('x-csrf-token', browser.csrfToken).set(headers).expect(403);
  expect(body.code).toBe('IDENTITY.CROSS_ORIGIN');
  await platform.request.post('/api/auth/browser/login').set(headers).send(MOTHER).expect(403);
});

test('a client with a bearer token needs none, and its header is not mixed with a cookie', async () => {
  const token = await platform.login('mother');
  await platform.request.delete('/api/auth/sessions/01941f29-7c00-7000-8000-0000000000ff').set('authorization', `Bearer ${token}`).expect(404);
  await platform.request.get('/api/me').set({ authorization: 'Bearer x', cookie: jar(await logIn()) }).expect(401);
});

test('a browser goes on by its refresh cookie, and signs out', async () => {
  const browser = await logIn();
  platform.clock.advanceBy(15 * 60_000);
  await platform.request.get('/api/me').set('cookie', jar(browser)).expect(401);
  const refresh = (one: Browser) => platform.request.post('/api/auth/browser/refresh').set('cookie', jar(one));
  expect((await refresh(browser).expect(403)).body.code).toBe('IDENTITY.CSRF_TOKEN');
  const renewed = browserOf(await refresh(browser).set('x-csrf-token', browser.csrfToken).expect(200));
  expect(renewed.csrfToken).toBe(browser.csrfToken);
  await platform.request.get('/api/me').set('cookie', jar(renewed)).expect(200);

  const out = await platform.request.post('/api/auth/browser/logout').set({ cookie: jar(renewed), 'x-csrf-token': renewed.csrfToken }).expect(204);
  for (const line of out.headers['set-cookie'] as unknown as string[]) expect(line).toMatch(/=;.*Expires=Thu, 01 Jan 1970/);
  await platform.request.get('/api/me').set('cookie', jar(renewed)).expect(401);
  expect((await platform.request.post('/api/auth/browser/refresh').expect(401)).body.code).toBe('IDENTITY.REFRESH_TOKEN_MISSING');
});

test('a page that goes on of its own accord keeps no session awake', async () => {
  const browser = await logIn();
  platform.clock.advanceBy(15 * 60_000);
  const go = (one: Browser, more: Record<string, string> = {}) => platform.request.post('/api/auth/browser/refresh').set({ cookie: jar(one), 'x-csrf-token': one.csrfToken, ...more });
  const renewed = browserOf(await go(browser, { 'x-unattended': '1' }).expect(200));
  platform.clock.advanceBy(15 * 60_000);
  expect((await go(renewed).expect(401)).body.code).toBe('IDENTITY.SESSION_IDLE');
});

describe('where people reach the platform by https', () => {
  let behindTls: TestPlatform;
  beforeAll(async () => {
    behindTls = await startTestPlatform({ settings: { publicUrl: 'https://service.gov.example' } });
  });
  afterAll(() => behindTls?.stop());

  test('reached by https, the cookies are this very host\'s, and those without the prefix are not read', async () => {
    const browser = browserOf(await behindTls.request.post('/api/auth/browser/login').send(MOTHER).expect(200));
    const attributes = Object.fromEntries(browser.set.map((line) => [line.split('=')[0]!, line.split('; ').slice(1).sort()]));
    const hidden = ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure'];
    expect(attributes).toEqual({ '__Host-onething_access': hidden, '__Host-onething_refresh': hidden, '__Host-onething_csrf': hidden.slice(1) });
    await behindTls.request.get('/api/me').set('cookie', jar(browser)).expect(200);
    await behindTls.request.get('/api/me').set('cookie', jar(browser).replaceAll('__Host-', '')).expect(401);
    const refresh = (cookie: string) => behindTls.request.post('/api/auth/browser/refresh').set({ cookie, 'x-csrf-token': browser.csrfToken });
    expect((await refresh(jar(browser).replaceAll('__Host-', '')).expect(401)).body.code).toBe('IDENTITY.REFRESH_TOKEN_MISSING');
    const renewed = browserOf(await refresh(jar(browser)).expect(200));
    const out = await behindTls.request.post('/api/auth/browser/logout').set({ cookie: jar(renewed), 'x-csrf-token': renewed.csrfToken }).expect(204);
    for (const line of out.headers['set-cookie'] as unknown as string[]) expect(line).toMatch(/^__Host-.*Secure/);
  });
});
