import { AccountRegister, DEMO_DIVISION, PersonDirectory, totpCode } from '@onething/identity';
import { Database } from '@onething/persistence';
import { hash } from '@node-rs/argon2';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const PASSWORD = 'a password of the tests';
const STEP_MS = 30_000;

interface Tokens {
  accessToken: string;
  refreshToken: string;
  limitedTo: string | null;
}

let platform: TestPlatform;
let passwordHash: string;
beforeAll(async () => {
  platform = await startTestPlatform();
  passwordHash = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1 });
});
afterAll(() => platform?.stop());
beforeEach(() => platform.clock.advanceBy(10 * STEP_MS));

let people = 0;

/** A clerk who has just been given an account. */
async function newClerk(): Promise<{ login: string; accountId: string }> {
  people += 1;
  const login = `new.clerk${people}`;
  const { id: personId } = await platform.app.get(PersonDirectory, { strict: false })
    .register({ kind: 'natural', name: '张三', divisionCode: DEMO_DIVISION, synthetic: true });
  const post = { role: 'clerk' as const, departmentCode: 'health', divisionCode: DEMO_DIVISION };
  const accountId = await platform.app.get(AccountRegister, { strict: false })
    .create({ personId, kind: 'staff', login, passwordHash, level: 2, divisionCode: DEMO_DIVISION, posts: [post] });
  return { login, accountId: accountId! };
}

const tryLogIn = (login: string, code?: string, password = PASSWORD) => platform.request.post('/api/auth/login').send({ login, password, code });
const logIn = async (login: string, code?: string) => (await tryLogIn(login, code).expect(200)).body as Tokens;
const send = (method: 'get' | 'post', path: string, { accessToken }: Tokens) => platform.request[method](path).set('authorization', `Bearer ${accessToken}`);
const codeNow = (secret: string, steps = 0) => totpCode(secret, platform.clock.now() + steps * STEP_MS);

async function enrol(login: string, opened?: Tokens): Promise<{ secret: string; recoveryCodes: string[]; session: Tokens }> {
  const session = opened ?? await logIn(login);
  const { body: { secret } } = await send('post', '/api/auth/second-factor', session).expect(200);
  const { body } = await send('post', '/api/auth/second-factor/confirm', session).send({ code: codeNow(secret) }).expect(200);
  platform.clock.advanceBy(STEP_MS);
  return { secret, recoveryCodes: body.recoveryCodes as string[], session };
}

test('the first log-in of a new staff account serves for enrolment alone, until a code was shown', async () => {
  const { login } = await newClerk();
  const session = await logIn(login);
  expect(session.limitedTo).toBe('enrolment');
  expect((await send('get', '/api/queues/items', session).expect(403)).body.code).toBe('IDENTITY.ENROLMENT_REQUIRED');
  await send('get', '/api/me', session).expect(200);
  expect((await send('post', '/api/auth/second-factor/confirm', session).send({ code: '123456' }).expect(409)).body.code).toBe('IDENTITY.SECOND_FACTOR_NOT_BEGUN');

  const { body: { secret, uri } } = await send('post', '/api/auth/second-factor', session).expect(200);
  expect(uri).toContain(`OneThing:${login}?secret=${secret}`);
  const wrong = codeNow(secret, 9);
  expect((await send('post', '/api/auth/second-factor/confirm', session).send({ code: wrong }).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_WRONG');
  const { body } = await send('post', '/api/auth/second-factor/confirm', session).send({ code: codeNow(secret) }).expect(200);
  expect(body).toEqual({ recoveryCodes: expect.any(Array), limitedTo: null });
  await send('get', '/api/queues/items', session).expect(200);
  expect((await send('post', '/api/auth/second-factor', session).expect(409)).body.code).toBe('IDENTITY.SECOND_FACTOR_PRESENT');
});

test('a refresh does not lift the limit', async () => {
  const { login } = await newClerk();
  const { refreshToken } = await logIn(login);
  const { body } = await platform.request.post('/api/auth/refresh').send({ refreshToken }).expect(200);
  expect(body.limitedTo).toBe('enrolment');
  await send('get', '/api/queues/items', body as Tokens).expect(403);
});

test('from then on a log-in needs a code, each serves once, and neighbours of the moment are taken', async () => {
  const { login } = await newClerk();
  const { secret } = await enrol(login);
  expect((await tryLogIn(login).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_REQUIRED');
  expect((await tryLogIn(login, codeNow(secret, 2)).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_WRONG');
  const code = codeNow(secret);
  const session = await logIn(login, `${code.slice(0, 3)} ${code.slice(3)}`);
  expect(session.limitedTo).toBeNull();
  expect((await tryLogIn(login, code).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_USED_BEFORE');
  await send('get', '/api/queues/items', session).expect(200);
  await logIn(login, codeNow(secret, 1));
  expect((await tryLogIn(login, code).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_USED_BEFORE');
  expect((await send('get', '/api/queues/items', session).expect(401)).body.code).toBe('IDENTITY.SESSION_REPLACED');
});

test('of several log-ins with one code at the same moment one succeeds', async () => {
  const { login } = await newClerk();
  const { secret } = await enrol(login);
  const answers = await Promise.all([1, 2, 3, 4].map(() => tryLogIn(login, codeNow(secret))));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
});

test('the right code with a wrong password fails in the usual words, and does not use the code up', async () => {
  const { login } = await newClerk();
  const { secret } = await enrol(login);
  expect((await tryLogIn(login, codeNow(secret), 'wrong').expect(401)).body.code).toBe('IDENTITY.LOGIN_FAILED');
  await logIn(login, codeNow(secret));
});

test('a password alone ends no session of staff', async () => {
  const { login } = await newClerk();
  const { session } = await enrol(login);
  await tryLogIn(login).expect(401);
  await send('get', '/api/queues/items', session).expect(200);
});

test('a recovery code lets in once, removes the lost factor and asks for a new one', async () => {
  const { login } = await newClerk();
  const { secret, recoveryCodes } = await enrol(login);
  expect(new Set(recoveryCodes).size).toBe(8);
  const session = await logIn(login, recoveryCodes[0]!.toLowerCase());
  expect(session.limitedTo).toBe('enrolment');
  const again = await enrol(login, session);
  expect((await tryLogIn(login, codeNow(secret)).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_WRONG');
  for (const old of recoveryCodes.slice(0, 2)) await tryLogIn(login, old).expect(401);
  await logIn(login, codeNow(again.secret));
});

test('between a recovery code and the new factor the password alone opens nothing, nor does what was lost', async () => {
  const { login } = await newClerk();
  const { secret, recoveryCodes, session: older } = await enrol(login);
  const session = await logIn(login, recoveryCodes[0]);
  expect((await tryLogIn(login).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_REQUIRED');
  expect((await tryLogIn(login, codeNow(secret)).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_WRONG');
  expect((await send('post', '/api/auth/second-factor', older).expect(409)).body.code).toBe('IDENTITY.SECOND_FACTOR_PRESENT');
  const { body: { secret: begun } } = await send('post', '/api/auth/second-factor', session).expect(200);
  expect((await tryLogIn(login).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_REQUIRED');
  expect((await tryLogIn(login, codeNow(begun as string)).expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_WRONG');
  await send('post', '/api/auth/second-factor/confirm', older).send({ code: codeNow(begun as string) }).expect(409);
  await send('post', '/api/auth/second-factor/confirm', session).send({ code: codeNow(begun as string) }).expect(200);
  platform.clock.advanceBy(STEP_MS);
  expect((await logIn(login, codeNow(begun as string))).limitedTo).toBeNull();
});

test('some time after the log-in an enrolment asks for the password, whose failures count', async () => {
  const { body: session } = await platform.request.post('/api/auth/login').send({ login: 'mother', password: 'onething-demo' }).expect(200);
  platform.clock.advanceBy(11 * 60_000);
  const begin = (body?: object) => send('post', '/api/auth/second-factor', session as Tokens).send(body);
  expect((await begin().expect(403)).body).toMatchObject({ code: 'IDENTITY.REAUTHENTICATION_NEEDED', errors: [{ field: 'password' }] });
  for (let time = 0; time < 4; time += 1) expect((await begin({ password: 'not it' }).expect(422)).body.code).toBe('IDENTITY.PASSWORD_WRONG');
  await begin({ password: 'onething-demo' }).expect(200);
  for (let time = 0; time < 5; time += 1) await begin({ password: 'not it' }).expect(422);
  await begin({ password: 'onething-demo' }).expect(429);
});

test('secrets and recovery codes stand encrypted or digested', async () => {
  const { login } = await newClerk();
  const { secret, recoveryCodes } = await enrol(login);
  const { rows } = await platform.app.get(Database).execute(
    'SELECT (SELECT string_agg(f::text, \'\') FROM onething.second_factor f) || (SELECT string_agg(c::text, \'\') FROM onething.recovery_code c) AS text',
  );
  const { text } = rows[0] as { text: string };
  for (const plain of [secret, recoveryCodes[0]!, recoveryCodes[0]!.replaceAll('-', '')]) expect(text).not.toContain(plain);
});

test('the demo accounts tell their codes, marked as demo, and with these they log in like everybody', async () => {
  const { body } = await platform.request.get('/api/auth/demo-accounts').expect(200);
  expect(body).toMatchObject({ demo: true, secondsLeft: expect.any(Number) });
  const entries = body.entries as { login: string; password: string; code: string | null }[];
  const clerk = entries.find(({ login }) => login === 'health.clerk')!;
  expect(clerk.code).toMatch(/^\d{6}$/);
  expect(entries.find(({ login }) => login === 'mother')).toMatchObject({ code: null });
  await tryLogIn('health.clerk', undefined, clerk.password).expect(401);
  await tryLogIn('health.clerk', clerk.code!, clerk.password).expect(200);
});
