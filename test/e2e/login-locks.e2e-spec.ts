import { readEdges } from '@onething/config';
import { addKey, Keyring } from '@onething/crypto';
import { Database } from '@onething/persistence';
import { type Colleague, startColleague } from '../races/races';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

const MINUTE_MS = 60_000;
const PASSWORD = 'onething-demo';

let platform: TestPlatform;
let colleague: Colleague;
beforeAll(async () => {
  // The tests come from here, as a proxy of ours would.
  platform = await startTestPlatform({ worker: 'byHand', settings: { edges: readEdges({ TRUSTED_PROXIES: '127.0.0.1', RATE_LIMITS: 'off' }) } });
  colleague = await startColleague(platform);
});
afterAll(async () => {
  await colleague?.app.close();
  await platform?.stop();
});
/** Every test begins when what failed before is forgotten. */
beforeEach(() => platform.clock.advanceBy(31 * MINUTE_MS));

const logIn = (login: string, password: string, from = '198.51.100.1') =>
  platform.request.post('/api/auth/login').set('x-forwarded-for', from).send({ login, password });
const me = (token: string) => platform.request.get('/api/me').set('authorization', `Bearer ${token}`);

async function fail(login: string, times: number, from?: string): Promise<void> {
  for (let time = 0; time < times; time += 1) await logIn(login, 'wrong', from).expect(401);
}

describe('a login', () => {
  test('is locked for thirty minutes after five failures, also for the right password; who is logged in goes on', async () => {
    const token = await platform.login('mother');
    await fail('mother', 4);
    await fail('MOTHER', 1);
    const { body, headers } = await logIn('mother', PASSWORD).expect(429);
    expect([body.code, headers['retry-after']]).toEqual(['IDENTITY.LOGIN_LOCKED', '1800']);
    await me(token).expect(200);
    platform.clock.advanceBy(10 * MINUTE_MS);
    expect((await logIn('mother', PASSWORD, '203.0.113.9').expect(429)).headers['retry-after']).toBe('1200');
    platform.clock.advanceBy(20 * MINUTE_MS);
    await logIn('mother', PASSWORD).expect(200);
  });

  test('that nobody has is locked in the same words', async () => {
    const answers = async (login: string, from: string) => {
      const texts = [];
      for (let time = 0; time < 6; time += 1) {
        const { status, body, headers } = await logIn(login, 'wrong', from);
        texts.push([status, body.code, body.detail, headers['retry-after']]);
      }
      return texts;
    };
    expect(await answers('father', '198.51.100.2')).toEqual(await answers('nobody', '198.51.100.3'));
  });

  test('is not locked by four failures and a success, however often', async () => {
    for (let round = 0; round < 3; round += 1) {
      await fail('father', 4);
      await logIn('father', PASSWORD).expect(200);
    }
  });

  test('is locked at every process', async () => {
    await fail('retiree', 5);
    const answer = await fetch(`${colleague.url}/api/auth/login`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'retiree', password: PASSWORD }),
    });
    expect(answer.status).toBe(429);
  });

  test('cannot be guessed faster by guessing at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn('agent', 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  test('of staff is locked by wrong codes too, and asking without a code takes none of them back', async () => {
    const clerk = (code?: string) => platform.request.post('/api/auth/login').send({ login: 'health.clerk', password: PASSWORD, code });
    for (let time = 0; time < 5; time += 1) {
      expect((await clerk().expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_REQUIRED');
      expect((await clerk('000000').expect(401)).body.code).toBe('IDENTITY.SECOND_FACTOR_WRONG');
    }
    await clerk().expect(429);
  });
});

describe('a source', () => {
  test('shared by many is slowed from the third failing login on, and still lets in who knows the password', async () => {
    for (const login of ['a1', 'a2', 'a3']) await fail(login, 1, '203.0.113.7');
    const { body, headers } = await logIn('mother', PASSWORD, '203.0.113.7').expect(429);
    expect([body.code, headers['retry-after']]).toEqual(['IDENTITY.SLOW_DOWN', '1']);
    await logIn('mother', PASSWORD, '203.0.113.8').expect(200);
    platform.clock.advanceBy(1_000);
    await logIn('mother', PASSWORD, '203.0.113.7').expect(200);
  });

  test('is locked after failures with ten different logins, not after many with one', async () => {
    for (let login = 0; login < 10; login += 1) {
      await fail(`b${login}`, 1, '203.0.113.20');
      platform.clock.advanceBy(10_000);
    }
    const { body, headers } = await logIn('mother', PASSWORD, '203.0.113.20').expect(429);
    expect([body.code, headers['retry-after']]).toEqual(['IDENTITY.SOURCE_LOCKED', '1790']);
    await logIn('mother', PASSWORD, '203.0.113.21').expect(200);

    await fail('c1', 5, '203.0.113.30');
    await logIn('c1', 'wrong', '203.0.113.30').expect(429);
    await logIn('mother', PASSWORD, '203.0.113.30').expect(200);
  });

  test('of IPv6 is its /64', async () => {
    for (let host = 1; host <= 10; host += 1) {
      await fail(`d${host}`, 1, `2001:db8:1:2::${host}`);
      platform.clock.advanceBy(10_000);
    }
    expect((await logIn('mother', PASSWORD, '2001:db8:1:2:ffff::1').expect(429)).body.code).toBe('IDENTITY.SOURCE_LOCKED');
    await logIn('mother', PASSWORD, '2001:db8:1:3::1').expect(200);
  });

  test('who writes other addresses in front of its own gains nothing', async () => {
    for (let login = 0; login < 10; login += 1) {
      await fail(`e${login}`, 1, `192.0.2.${login}, 203.0.113.40`);
      platform.clock.advanceBy(10_000);
    }
    expect((await logIn('mother', PASSWORD, '192.0.2.99, 203.0.113.40').expect(429)).body.code).toBe('IDENTITY.SOURCE_LOCKED');
  });

  test('and its logins stand in the database as digests only', async () => {
    await fail('plainlogin', 1, '203.0.113.50');
    const { rows } = await platform.app.get(Database).execute(
      'SELECT coalesce((SELECT string_agg(l::text, \'\') FROM onething.login_lock l), \'\') || (SELECT string_agg(s::text, \'\') FROM onething.login_source_failure s) AS text',
    );
    const { text } = rows[0] as { text: string };
    for (const plain of ['mother', 'plainlogin', '203.0.113']) expect(text).not.toContain(plain);
  });
});

test('a header of forwarding that no trusted proxy wrote is not believed', async () => {
  const closed = await startTestPlatform();
  try {
    const answers = [];
    for (let time = 0; time < 10; time += 1) {
      answers.push((await closed.request.post('/api/auth/login').set('x-forwarded-for', `192.0.2.${time}`).send({ login: `f${time}`, password: 'wrong' })).status);
      closed.clock.advanceBy(10_000);
    }
    expect(new Set(answers)).toEqual(new Set([401]));
    const { body } = await closed.request.post('/api/auth/login').set('x-forwarded-for', '192.0.2.99').send({ login: 'mother', password: PASSWORD }).expect(429);
    expect(body.code).toBe('IDENTITY.SOURCE_LOCKED');
  } finally {
    await closed.stop();
  }
});

test('a rotation of keys opens no lock, forgets no failure, and counts no login twice', async () => {
  const source = '198.51.100.77';
  await fail('father', 5, '198.51.100.78');
  for (const index of [0, 1, 2, 3, 4, 5, 6, 7]) {
    platform.clock.advanceBy(11_000);
    await fail(`rotated.${index}`, 1, source);
  }
  platform.app.get(Keyring).renew(addKey(platform.settings.keys, 'blindIndex'));
  platform.clock.advanceBy(11_000);
  expect((await logIn('father', PASSWORD, '203.0.113.10').expect(429)).body.code).toBe('IDENTITY.LOGIN_LOCKED');
  for (const login of ['rotated.0', 'rotated.8']) {
    platform.clock.advanceBy(11_000);
    await fail(login, 1, source);
  }
  platform.clock.advanceBy(11_000);
  await fail('rotated.9', 1, source);
  expect((await logIn('retiree', PASSWORD, source).expect(429)).body.code).toBe('IDENTITY.SOURCE_LOCKED');
});
