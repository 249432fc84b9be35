import { connect } from 'node:net';
import { Database } from '@onething/persistence';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const logIn = () => platform.request.post('/api/auth/login');

test('health is open to everybody and asks the database', async () => {
  const { body } = await platform.request.get('/api/health').expect(200);
  expect(body).toEqual({ status: 'ok' });
});

test('an answer is dated by the clock of the platform, by which pages reckon', async () => {
  const { headers } = await platform.request.get('/api/health').expect(200);
  expect(Date.parse(headers['date']!)).toBe(Math.floor(platform.clock.now() / 1000) * 1000);
});

test('a problem has all its members', async () => {
  const { body, headers } = await platform.request.get('/api/nowhere?secret=1').expect(404);
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toEqual({
    type: 'urn:onething:problem:REQUEST.NO_SUCH_ROUTE', title: 'Not found', status: 404, code: 'REQUEST.NO_SUCH_ROUTE',
    detail: expect.stringContaining('/api/docs'), instance: '/api/nowhere', requestId: headers['x-request-id'],
  });
});

test('several wrong fields are named at once, each with a way to mend it', async () => {
  const { body } = await logIn().send({ login: '', pass: 'x' }).expect(400);
  expect(body.errors).toEqual(expect.arrayContaining([
    { field: 'pass', code: 'INPUT.UNKNOWN_FIELD', message: expect.stringContaining('Remove it') },
    { field: 'login', code: 'INPUT.IS_LENGTH', message: expect.stringContaining('longer than or equal to 1') },
    { field: 'password', code: 'INPUT.IS_STRING', message: 'Password must be a string.' },
  ]));
});

test('broken JSON is not repeated in the answer', async () => {
  const { body } = await logIn().set('content-type', 'application/json').send('{"password": "hunter2"').expect(400);
  expect(body).toMatchObject({ code: 'REQUEST.BROKEN_JSON', errors: [{ field: 'body' }] });
  expect(JSON.stringify(body)).not.toContain('hunter2');
});

test('a client\'s own request id is not believed', async () => {
  const { headers } = await platform.request.get('/api/health').set('x-request-id', 'mine');
  expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});

test('what is no HTTP is answered and closed', async () => {
  const { port } = new URL(platform.url);
  const ask = (text: string) => new Promise<string>((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => { answer += part; }).on('close', () => resolve(answer)).on('error', reject);
  });
  expect(await ask('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*REQUEST\.BROKEN_HTTP/);
  expect(await ask(`GET /api/health HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 [\s\S]*HEADERS_TOO_LARGE/);
  expect(await ask('GET /api/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json/);
});

test('every answer carries strict security headers', async () => {
  for (const path of ['/api/health', '/api/nowhere']) {
    const { headers } = await platform.request.get(path);
    expect(headers['content-security-policy']).toContain('default-src \'none\'');
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

test('the API describes itself, for programs and for people', async () => {
  const { body } = await platform.request.get('/api/openapi.json').expect(200);
  expect(body.paths['/api/auth/login'].post).toMatchObject({ 'x-action': 'auth.login' });
  expect(body.components.schemas.LoginDto.properties).toHaveProperty('login');
  const page = await platform.request.get('/api/docs').expect(200);
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.headers['content-security-policy']).toContain('script-src \'self\';');
  expect(page.text).not.toMatch(/<script(?![^>]*src=)/);
  const scripts = [...page.text.matchAll(/(?:src|href)="(\.\/docs\/[^"]+)"/g)].map((match) => new URL(match[1]!, `${platform.url}/api/docs`).pathname);
  expect(scripts.length).toBeGreaterThan(2);
  for (const path of scripts) await platform.request.get(path).expect(200);
});

test('a log line says what happened and nothing of what was sent', async () => {
  const before = platform.logLines.length;
  const token = await platform.login('mother');
  await platform.request.get('/api/me?number=650102199403150028').set('authorization', `Bearer ${token}`).expect(400);
  await logIn().send({ login: 'mother', password: 'my secret' }).expect(401);
  const lines = platform.logLines.slice(before).join('');
  expect(lines).toContain('"route":"/api/me"');
  for (const secret of [token, 'my secret', 'onething-demo', '650102199403150028', 'mother', '王丽', 'number=']) expect(lines).not.toContain(secret);
});

test('an unexpected error shows nothing and is logged under the request\'s id; a lost database is 503', async () => {
  const query = jest.spyOn(platform.app.get(Database), 'query');
  query.mockRejectedValueOnce(Object.assign(new Error('invalid input syntax: "650102199403150028"'), { severity: 'ERROR', code: '22P02' }));
  const failed = await platform.request.get('/api/health').expect(500);
  expect(failed.body).toMatchObject({ code: 'PLATFORM.INTERNAL', detail: expect.not.stringContaining('syntax') });
  const line = platform.logLines.find((entry) => entry.includes(failed.body.requestId as string) && entry.includes('22P02'))!;
  expect(line).toContain('frames');
  expect(line).not.toContain('650102199403150028');
  query.mockRejectedValueOnce(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
  const lost = await platform.request.get('/api/health').expect(503);
  expect(lost.headers['retry-after']).toBe('5');
  expect(lost.body.code).toBe('PLATFORM.DATABASE_UNAVAILABLE');
  query.mockRestore();
});
