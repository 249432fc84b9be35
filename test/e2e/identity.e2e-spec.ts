import { AccountRegister, DEMO_DIVISION } from '@onething/identity';
import { JwtService } from '@nestjs/jwt';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const me = (token: string) => platform.request.get('/api/me').set('authorization', `Bearer ${token}`);
const now = (): number => Math.floor(platform.clock.now() / 1000);

test('a resident logs in and sees whose account it is, the number masked', async () => {
  const response = await me(await platform.login('mother')).expect(200);
  expect(response.body).toMatchObject({
    login: 'mother', kind: 'resident', level: 2, mobile: '199****0001', roles: ['resident'], posts: [],
    person: { kind: 'natural', name: '王丽', number: expect.stringMatching(/^650102\*{8}\d{3}[\dX]$/) },
  });
  expect(response.headers['cache-control']).toBe('no-store');
});

test('staff see their posts, a company its public code', async () => {
  const clerk = await me(await platform.login('health.clerk')).expect(200);
  expect(clerk.body).toMatchObject({
    kind: 'staff', roles: ['clerk'], posts: [{ role: 'clerk', departmentCode: 'health', divisionCode: DEMO_DIVISION }], person: { number: null },
  });
  const company = await me(await platform.login('company')).expect(200);
  expect(company.body.person).toMatchObject({ kind: 'legal', number: '91650100MA7A00017L' });
});

test('an unknown login and a wrong password fail in the same words', async () => {
  const attempt = async (login: string, password: string) => {
    const { body, headers } = await platform.request.post('/api/auth/login').send({ login, password }).expect(401);
    expect(headers['content-type']).toMatch('application/problem+json');
    return { ...body, requestId: '' } as object;
  };
  expect(await attempt('mother', 'wrong')).toEqual(await attempt('nobody', 'wrong'));
});

test('capital letters in a login do not matter', async () => {
  await platform.request.post('/api/auth/login').send({ login: 'moTHer', password: 'onething-demo' }).expect(200);
});

test('without a token, and with one that is none, the answer is 401 with a challenge', async () => {
  const missing = await platform.request.get('/api/me').expect(401);
  expect(missing.headers['www-authenticate']).toBe('Bearer realm="onething"');
  expect(missing.body).toMatchObject({ code: 'IDENTITY.TOKEN_MISSING', status: 401, instance: '/api/me' });
  for (const token of ['', 'x', 'a.b.c', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.']) {
    const { body, headers } = await me(token).expect(401);
    expect(headers['www-authenticate']).toContain('invalid_token');
    expect(body.code).toBe('IDENTITY.TOKEN_INVALID');
  }
});

test('a token is over after fifteen minutes of the platform\'s clock', async () => {
  const token = await platform.login('father');
  platform.clock.advanceBy(899_000);
  await me(token).expect(200);
  platform.clock.advanceBy(1_000);
  await me(token).expect(401);
  await me(await platform.login('father')).expect(200);
});

describe('a token made with', () => {
  const claims = async () => {
    const token = await platform.login('mother');
    const { body } = await me(token);
    const { sid } = platform.app.get(JwtService, { strict: false }).decode<{ sid: string }>(token);
    return { sub: body.accountId as string, sid, iss: 'onething', aud: 'onething-api', iat: now(), exp: now() + 900 };
  };
  const sign = (payload: object, options: object = {}) => platform.app.get(JwtService, { strict: false }).sign(payload, options);

  test('our secret and claims works', async () => {
    await me(sign(await claims())).expect(200);
  });

  test.each([
    ['another secret', {}, { secret: 'another secret that is long enough to be one' }],
    ['another audience', { aud: 'other' }, {}],
    ['another issuer', { iss: 'other' }, {}],
    ['another algorithm', {}, { algorithm: 'HS384' }],
    ['a longer life', { exp: 4_000_000_000 }, {}],
    ['somebody else\'s account', { sub: '01941f29-7c00-7000-8000-000000000002' }, {}],
    ['no session', { sid: undefined }, {}],
    ['a session that does not exist', { sid: '01941f29-7c00-7000-8000-00000000ffff' }, {}],
    ['an account that does not exist', { sub: '01941f29-7c00-7000-8000-00000000ffff' }, {}],
    ['an account that is no UUID', { sub: 'mother' }, {}],
    ['roles in it, for a stranger', { sub: undefined, roles: ['administrator'] }, {}],
  ])('%s is refused', async (_, change, options) => {
    await me(sign({ ...await claims(), ...change }, options)).expect(401);
  });
});

test('a role that was taken away stops working at the next request, although the token is not over', async () => {
  const token = await platform.login('taxation.clerk');
  const { body } = await me(token).expect(200);
  await platform.app.get(AccountRegister).closePost(body.accountId, body.posts[0]);
  const after = await me(token).expect(200);
  expect(after.body).toMatchObject({ kind: 'staff', roles: [], posts: [] });
});

test('who acts is taken from the token alone', async () => {
  const token = await platform.login('mother');
  const { body } = await me(token).set('x-user', 'administrator').set('x-account-id', '01941f29-7c00-7000-8000-000000000002').expect(200);
  expect(body.login).toBe('mother');
  await me(token).query({ accountId: '01941f29-7c00-7000-8000-000000000002' }).expect(400);
});
