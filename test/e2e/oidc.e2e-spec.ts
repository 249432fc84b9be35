import { totpCode } from '@onething/identity';
import { Database } from '@onething/persistence';
import { startTestIdentityProvider, type TestIdentityProvider } from '../support/identity-provider';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const CALLBACK = '/api/auth/oidc/callback';

let platform: TestPlatform;
let provider: TestIdentityProvider;
let issuer: string;

/** A real provider on a free port; the platform's own address is told to it when it is known. */
beforeAll(async () => {
  const redirect = `http://127.0.0.1:1${CALLBACK}`;
  provider = await startTestIdentityProvider(redirect);
  issuer = provider.issuer;
  platform = await startTestPlatform({ settings: { oidc: provider.settings } });
});
afterAll(async () => {
  await platform?.stop();
  provider?.stop();
});

/** A browser: it keeps cookies by host and follows redirects one at a time. */
class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  async go(url: string, form?: Record<string, string>): Promise<{ status: number; location?: string; text: string }> {
    const body = form && new URLSearchParams(form);
    const response = await fetch(url, { method: form ? 'POST' : 'GET', body, redirect: 'manual', headers: { cookie: this.cookies(url), connection: 'close' } });
    this.keep(url, response.headers.getSetCookie());
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, location: location && new URL(location, url).href, text: await response.text() };
  }

  keep(url: string, setCookies: string[]): void {
    const jar = this.jarOf(url);
    for (const line of setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!);
      else jar.set(name!, value!);
    }
  }

  cookie(name: string): string | undefined {
    return this.jarOf(platform.url).get(name);
  }

  cookies(url: string): string {
    return [...this.jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private jarOf(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }
}

/** Logs in at the provider. @returns the address to which the provider sends the browser back, at the platform of the test */
async function logInAtProvider(browser: Browser, subject: string): Promise<string> {
  let { location } = await browser.go(`${platform.url}/api/auth/oidc`);
  for (let steps = 0; steps < 12; steps += 1) {
    const url = new URL(location!);
    if (url.pathname === CALLBACK) return `${platform.url}${CALLBACK}${url.search}`;
    const page = await browser.go(url.href);
    if (page.location) {
      location = page.location;
      continue;
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(page.text)![1]!;
    const action = new URL(/action="([^"]+)"/.exec(page.text)![1]!, url).href;
    location = (await browser.go(action, { prompt, ...(prompt === 'login' ? { login: subject, password: 'x' } : {}) })).location;
  }
  throw new Error('The provider sends nobody back');
}

async function comeBack(browser: Browser, subject: string): Promise<string> {
  const { status, location } = await browser.go(await logInAtProvider(browser, subject));
  expect(status).toBe(302);
  return location!.slice(platform.url.length);
}

const send = (browser: Browser, method: 'get' | 'post' | 'delete', path: string) =>
  platform.request[method](path).set({ cookie: browser.cookies(platform.url), 'x-csrf-token': browser.cookie('onething_csrf') ?? '' });

/** Logs in by password in that browser, as the page would. */
async function logInHere(browser: Browser, login: string): Promise<void> {
  const { password, totpSecret } = platform.accounts.find((one) => one.login === login)!;
  const response = await fetch(`${platform.url}/api/auth/browser/login`, {
    method: 'POST', headers: { 'content-type': 'application/json', cookie: browser.cookies(platform.url), connection: 'close' },
    body: JSON.stringify({ login, password, ...(totpSecret && { code: totpCode(totpSecret, platform.clock.now()) }) }),
  });
  expect(response.status).toBe(200);
  browser.keep(platform.url, response.headers.getSetCookie());
}

test('the browser is sent to the provider with code challenge, state and nonce', async () => {
  const { status, location } = await new Browser().go(`${platform.url}/api/auth/oidc`);
  expect(status).toBe(302);
  const asked = new URL(location!).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({ client_id: 'onething', response_type: 'code', scope: 'openid', code_challenge_method: 'S256' });
  for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)!.length).toBeGreaterThan(20);
});

/** Logs in here, goes to the provider and comes back as that subject. */
async function comeBackIn(browser: Browser, login: string, subject: string): Promise<void> {
  await logInHere(browser, login);
  expect(await comeBack(browser, subject)).toBe('/login?external=confirm');
}

test('an identity that nobody has linked opens nothing; linked to an account it logs in, and unlinked no more', async () => {
  const browser = new Browser();
  expect(await comeBack(browser, 'alice')).toBe('/login?external=unlinked');
  expect(browser.cookie('onething_access')).toBeUndefined();
  await comeBackIn(browser, 'mother', 'alice');
  await send(browser, 'post', '/api/auth/oidc/link').expect(204);

  const other = new Browser();
  expect(await comeBack(other, 'alice')).toBe('/');
  expect((await send(other, 'get', '/api/me').expect(200)).body.login).toBe('mother');

  await send(other, 'delete', '/api/auth/oidc/link').expect(204);
  await send(other, 'delete', '/api/auth/oidc/link').expect(404);
  expect(await comeBack(new Browser(), 'alice')).toBe('/login?external=unlinked');
});

test('the owner sees which identities open the account and ends one of them, nobody else does', async () => {
  const [browser, second, other] = [new Browser(), new Browser(), new Browser()];
  await logInHere(other, 'father');
  await comeBackIn(second, 'mother', 'fred');
  await send(second, 'post', '/api/auth/oidc/link').expect(204);
  // They are listed by the time at which they were linked.
  platform.clock.advanceBy(1_000);
  await comeBackIn(browser, 'mother', 'frank');
  await send(browser, 'post', '/api/auth/oidc/link').expect(204);
  const entries = (await send(browser, 'get', '/api/auth/oidc/identities').expect(200)).body.entries as { id: string }[];
  expect(entries).toEqual(Array(2).fill({ id: expect.any(String), issuer, linkedAt: expect.any(String) }));
  expect((await send(other, 'get', '/api/auth/oidc/identities').expect(200)).body).toEqual({ entries: [] });
  await send(other, 'delete', `/api/auth/oidc/identities/${entries[1]!.id}`).expect(404);
  await send(browser, 'delete', `/api/auth/oidc/identities/${entries[1]!.id}`).expect(204);
  expect(await comeBack(new Browser(), 'frank')).toBe('/login?external=unlinked');
  expect(await comeBack(new Browser(), 'fred')).toBe('/');
});

test('what somebody has left at the provider is not linked by who logs in at that machine next', async () => {
  const browser = new Browser();
  await comeBack(browser, 'grace');
  await logInHere(browser, 'mother');
  expect((await send(browser, 'post', '/api/auth/oidc/link').expect(409)).body.code).toBe('IDENTITY.NO_EXTERNAL_LOGIN');
  await comeBackIn(browser, 'mother', 'grace');
  await logInHere(browser, 'retiree');
  expect((await send(browser, 'post', '/api/auth/oidc/link').expect(409)).body.code).toBe('IDENTITY.NO_EXTERNAL_LOGIN');
});

test('some time after the log-in linking asks for the password', async () => {
  const browser = new Browser();
  await comeBackIn(browser, 'father', 'heidi');
  platform.clock.advanceBy(11 * 60_000);
  expect((await send(browser, 'post', '/api/auth/oidc/link').expect(403)).body).toMatchObject({ code: 'IDENTITY.REAUTHENTICATION_NEEDED', errors: [{ field: 'password' }] });
  expect((await send(browser, 'post', '/api/auth/oidc/link').send({ password: 'not it' }).expect(422)).body.code).toBe('IDENTITY.PASSWORD_WRONG');
  await send(browser, 'post', '/api/auth/oidc/link').send({ password: 'onething-demo' }).expect(204);
});

test('one identity belongs to one account', async () => {
  const [one, other] = [new Browser(), new Browser()];
  await comeBackIn(one, 'father', 'bob');
  await comeBackIn(other, 'retiree', 'bob');
  await send(one, 'post', '/api/auth/oidc/link').expect(204);
  expect((await send(other, 'post', '/api/auth/oidc/link').expect(409)).body.code).toBe('IDENTITY.EXTERNAL_IDENTITY_TAKEN');
});

test('staff still give the code of their second factor, and until then the session serves for nothing else', async () => {
  const browser = new Browser();
  await comeBackIn(browser, 'health.clerk', 'carol');
  await send(browser, 'post', '/api/auth/oidc/link').expect(204);
  platform.clock.advanceBy(60_000);
  const again = new Browser();
  expect(await comeBack(again, 'carol')).toBe('/login?lacks=secondFactor');
  expect((await send(again, 'get', '/api/me').expect(403)).body.code).toBe('IDENTITY.SECOND_FACTOR_REQUIRED');
  await send(browser, 'get', '/api/queues/items').expect(200);
  await send(again, 'post', '/api/auth/second-factor/code').send({ code: '000000' }).expect(401);
  const { totpSecret } = platform.accounts.find(({ login }) => login === 'health.clerk')!;
  const { body } = await send(again, 'post', '/api/auth/second-factor/code').send({ code: totpCode(totpSecret!, platform.clock.now()) }).expect(200);
  expect(body).toEqual({ limitedTo: null });
  await send(again, 'get', '/api/queues/items').expect(200);
  const { rows } = await platform.app.get(Database).execute(`SELECT outcome, detail, subject_person_id IS NOT NULL AS known FROM onething.security_act
    WHERE act = 'secondFactor.given' OR act = 'login.failed' ORDER BY position`);
  expect(rows).toEqual([
    { outcome: 'refused', detail: { because: 'secondFactor' }, known: true }, { outcome: 'done', detail: { how: 'code' }, known: true },
  ]);
  expect((await send(browser, 'get', '/api/queues/items').expect(401)).body.code).toBe('IDENTITY.SESSION_REPLACED');
});

test('an answer that another browser has asked for, a changed state and a code that is used twice are refused', async () => {
  const browser = new Browser();
  const answer = await logInAtProvider(browser, 'dave');
  const refused = { status: 401 };
  expect(await new Browser().go(answer)).toMatchObject(refused);
  const stranger = new Browser();
  await stranger.go(`${platform.url}/api/auth/oidc`);
  expect(await stranger.go(answer)).toMatchObject(refused);
  expect((await browser.go(answer)).status).toBe(302);
  expect(await browser.go(answer)).toMatchObject(refused);
  expect((await send(new Browser(), 'post', '/api/auth/oidc/link')).status).toBe(401);
});

test('without a provider in the settings there is none', async () => {
  const plain = await startTestPlatform();
  expect((await plain.request.get('/api/auth/oidc').expect(404)).body.code).toBe('IDENTITY.NO_EXTERNAL_PROVIDER');
  await plain.stop();
});
