import { readFile } from 'node:fs/promises';
import { PersonDirectory } from '@onething/identity';
import { Client } from 'pg';
import { codeSentTo, logInAs, offered, PASSWORD, type Registered, registerAs, startTestRegister, type TestRegister } from '../support/registering';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let register: TestRegister;
const NEW_PASSWORD = 'Another password of 0 people';

beforeAll(async () => {
  register = await startTestRegister();
  platform = await startTestPlatform({ firstStart: true, sms: true, settings: { populationRegister: { url: register.url, key: register.key } } });
});
afterAll(async () => {
  await platform?.stop();
  await register?.stop();
});
beforeEach(() => platform.clock.advanceBy(3_600_000));

const as = (token: string, method: 'get' | 'post' | 'put', path: string) => platform.request[method](path).set('authorization', `Bearer ${token}`);

async function checked(index: number): Promise<Registered> {
  const account = await registerAs(platform, offered(index));
  await as(account.token, 'post', '/api/me/identity-proofs').expect(200);
  return account;
}

/** The sending is not waited for by the answer: the code is there when the platform has drained its work. */
async function codeSoon(mobile: string, before?: string): Promise<string> {
  for (;;) {
    const code = await codeSentTo(platform, mobile);
    if (code !== undefined && code !== before) return code;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a forgotten password', () => {
  test('at level 1 is renewed by login and code; every session ends, and every identity of a provider is unlinked', async () => {
    const account = await registerAs(platform, { ...offered(0), mobile: '19955550001' });
    const first = await codeSentTo(platform, '19955550001');
    await sql(`INSERT INTO onething.external_identity (id, account_id, issuer, subject_key, linked_at) VALUES ($1, $1, 'https://id.example', 'thief', now())`,
      [account.accountId]);
    await platform.request.post('/api/recoveries/codes').send({ login: account.login.toUpperCase() }).expect(202);
    const code = await codeSoon('19955550001', first);
    await platform.request.post('/api/recoveries').send({ login: account.login, code, newPassword: NEW_PASSWORD }).expect(204);
    await as(account.token, 'get', '/api/me').expect(401);
    await platform.request.post('/api/auth/login').send({ login: account.login, password: PASSWORD }).expect(401);
    expect((await as(await logInAs(platform, account.login, NEW_PASSWORD), 'get', '/api/auth/oidc/identities').expect(200)).body.entries).toEqual([]);
    await platform.request.post('/api/recoveries').send({ login: account.login, code, newPassword: NEW_PASSWORD }).expect(422);
  });

  test('at level 2 asks for number and name too, which the register must confirm with the mobile', async () => {
    const who = offered(1);
    const { login } = await checked(1);
    const before = await codeSentTo(platform, who.mobile);
    await platform.request.post('/api/recoveries/codes').send({ login }).expect(202);
    const code = await codeSoon(who.mobile, before);
    const send = (more: object) => platform.request.post('/api/recoveries').send({ login, code, newPassword: NEW_PASSWORD, ...more });
    for (const wrong of [{}, { name: who.name }, { name: '别人', number: who.number }, { name: who.name, number: offered(2).number }]) {
      expect((await send(wrong).expect(409)).body.code).toBe('IDENTITY.RECOVERY_NOT_CONFIRMED');
    }
    await platform.request.post('/api/auth/login').send({ login, password: NEW_PASSWORD }).expect(401);
    await send({ name: who.name, number: who.number }).expect(204);
    await logInAs(platform, login, NEW_PASSWORD);
  });

  test('of an account that does not exist gets the same answers as a wrong code', async () => {
    const { login } = await registerAs(platform, { ...offered(2), mobile: '19955550002' });
    const asked = await Promise.all([login, 'nobody.at.all'].map((name) => platform.request.post('/api/recoveries/codes').send({ login: name })));
    expect(asked[1]!.status).toBe(asked[0]!.status);
    expect(asked[1]!.body).toEqual(asked[0]!.body);
    const right = await codeSentTo(platform, '19955550002');
    const code = right === '000000' ? '000001' : '000000';
    const tried = await Promise.all([login, 'nobody.at.all'].map((name) => platform.request.post('/api/recoveries').send({ login: name, code, newPassword: NEW_PASSWORD })));
    const plain = tried.map(({ body, status }) => ({ ...body, status, requestId: '' }) as object);
    expect(plain[1]).toEqual(plain[0]);
    expect(tried[0]!.body.code).toBe('IDENTITY.CODE_WRONG');
  });

  test('of staff whose number nobody has recorded is not renewed by a code alone', async () => {
    const { body } = await recoverStaff();
    expect(body.code).toBe('IDENTITY.CODE_WRONG');
  });

  async function recoverStaff() {
    await platform.request.post('/api/recoveries/codes').send({ login: 'health.clerk' }).expect(202);
    return platform.request.post('/api/recoveries').send({ login: 'health.clerk', code: '000000', newPassword: NEW_PASSWORD }).expect(422);
  }
});

test('a forgotten password of a company asks for who acts for it', async () => {
  const company = offered(12);
  const { login } = await checked(12);
  const before = await codeSentTo(platform, company.mobile);
  await platform.request.post('/api/recoveries/codes').send({ login }).expect(202);
  const code = await codeSoon(company.mobile, before);
  const send = (more: object) => platform.request.post('/api/recoveries').send({ login, code, newPassword: NEW_PASSWORD, name: company.name, number: company.number, ...more });
  const { name, number } = company.representative!;
  expect((await send({}).expect(409)).body.code).toBe('IDENTITY.RECOVERY_NOT_CONFIRMED');
  await send({ representative: { name: '别人', number } }).expect(409);
  await send({ representative: { name, number } }).expect(204);
});

describe('recovery at a window', () => {
  const shown = (index: number) => ({ paper: 'residentIdCard', name: offered(index).name, number: offered(index).number });
  const mobile = '19955550020';

  const confirm = (token: string, id: string, paper: object) => as(token, 'post', `/api/window-recoveries/${id}/confirmation`).send(paper);
  const confirmed = async (id: string, paper: object) => confirm(await platform.login('health.head'), id, paper).expect(204);

  test('changes nothing until a colleague has compared the paper too; the old mobile is told before', async () => {
    const account = await checked(10);
    const before = offered(10).mobile;
    const [clerk, head] = [await platform.login('health.clerk'), await platform.login('health.head')];
    await as(clerk, 'post', '/api/window-recoveries/codes').send({ ...shown(10), mobile: '19955550022' }).expect(202);
    const body = { ...shown(10), mobile: '19955550022', code: await codeSoon('19955550022') };
    const { body: asked } = await as(clerk, 'post', '/api/window-recoveries').send(body).expect(202);
    const messages = (await readFile(platform.settings.smsFile!, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { to: string; text: string });
    expect(messages.filter(({ to }) => to === before).at(-1)!.text).toContain('199****0022');
    expect((await confirm(clerk, asked.id as string, shown(10)).expect(403)).body.code).toBe('IDENTITY.SECOND_CLERK_NEEDED');
    expect((await confirm(head, asked.id as string, { ...shown(10), name: '别人' }).expect(404)).body.code).toBe('IDENTITY.NO_ACCOUNT_OF_PAPER');
    const own = async (token: string) => ((await as(token, 'get', '/api/window-recoveries').expect(200)).body.entries as { id: string; own: boolean }[]).find(({ id }) => id === asked.id)?.own;
    expect([await own(clerk), await own(head)]).toEqual([true, false]);
    expect((await as(account.token, 'get', '/api/me').expect(200)).body.mobile).not.toContain('0022');
    expect((await as(account.token, 'get', '/api/me/data').expect(200)).body.recoveries).toEqual([{ division: '650102', paper: 'residentIdCard', askedAt: expect.any(String), confirmedAt: null }]);
    platform.clock.advanceBy(31 * 60_000);
    expect((await confirm(await platform.login('health.head'), asked.id as string, shown(10)).expect(404)).body.code).toBe('IDENTITY.NO_SUCH_RECOVERY');
  });

  test('leaves each look-up in the security log, found or not, without what was typed', async () => {
    const rows = await sql<{ outcome: string; known: boolean; detail: object }>(
      `SELECT outcome, subject_person_id IS NOT NULL AS known, detail FROM onething.security_act WHERE act = 'account.lookedUp' AND actor_account_id IS NOT NULL`, []);
    expect(rows).toEqual(expect.arrayContaining([
      { outcome: 'done', known: true, detail: { purpose: 'recovery' } },
      { outcome: 'refused', known: false, detail: { purpose: 'recovery', code: 'IDENTITY.NO_ACCOUNT_OF_PAPER' } },
    ]));
    const clerk = await platform.login('health.clerk');
    await as(clerk, 'post', '/api/identity-checks/search').send({ login: 'nobody.at.all' }).expect(404);
    expect(await sql(`SELECT FROM onething.security_act WHERE act = 'account.lookedUp' AND detail->>'purpose' = 'check' AND outcome = 'refused'`, [])).toHaveLength(1);
    expect(JSON.stringify(await sql('SELECT * FROM onething.security_act', []))).not.toContain(offered(8).number);
  });

  test('gives the login back and takes the new mobile, and for a day stands in for the register', async () => {
    const account = await checked(8);
    const clerk = await platform.login('health.clerk');
    const at = (path: string, body: object) => as(clerk, 'post', `/api/window-recoveries${path}`).send(body);
    expect((await at('/search', shown(8)).expect(200)).body).toEqual({ accountId: account.accountId, login: account.login, mobile: '199****0009' });
    for (const wrong of [{ name: '别人' }, { number: offered(9).number }, { number: '1'.repeat(18) }, { paper: 'businessLicence' }]) {
      expect((await at('/search', { ...shown(8), ...wrong }).expect(404)).body.code).toBe('IDENTITY.NO_ACCOUNT_OF_PAPER');
    }
    await at('/codes', { ...shown(8), mobile }).expect(202);
    const code = await codeSoon(mobile);
    await at('', { ...shown(8), mobile, code: code === '000000' ? '000001' : '000000' }).expect(422);
    const asked = (await at('', { ...shown(8), mobile, code }).expect(202)).body as { id: string };
    await confirmed(asked.id, shown(8));
    // The register has the old mobile: without the window it would not confirm.
    await platform.request.post('/api/recoveries/codes').send({ login: account.login }).expect(202);
    const own = await codeSoon(mobile, code);
    const { name, number } = offered(8);
    const recovery = { login: account.login, code: own, newPassword: NEW_PASSWORD, name, number };
    await platform.request.post('/api/recoveries').send({ ...recovery, name: '别人' }).expect(409);
    await platform.request.post('/api/recoveries').send(recovery).expect(204);
    await logInAs(platform, account.login, NEW_PASSWORD);
  });

  test('is over after a day, and after one new password', async () => {
    const account = await checked(9);
    const clerk = await platform.login('health.clerk');
    await as(clerk, 'post', '/api/window-recoveries/codes').send({ ...shown(9), mobile: '19955550021' }).expect(202);
    const asked = await as(clerk, 'post', '/api/window-recoveries').send({ ...shown(9), mobile: '19955550021', code: await codeSoon('19955550021') }).expect(202);
    await confirmed(asked.body.id as string, shown(9));
    platform.clock.advanceBy(24 * 3_600_000);
    const before = await codeSentTo(platform, '19955550021');
    await platform.request.post('/api/recoveries/codes').send({ login: account.login }).expect(202);
    const code = await codeSoon('19955550021', before);
    const { name, number } = offered(9);
    expect((await platform.request.post('/api/recoveries').send({ login: account.login, code, newPassword: NEW_PASSWORD, name, number }).expect(409)).body.code).toBe('IDENTITY.RECOVERY_NOT_CONFIRMED');
  });

  test('is for clerks and heads alone', async () => {
    for (const login of ['mother', 'health.reviewer', 'administrator', 'security', 'auditor']) {
      await as(await platform.login(login), 'post', '/api/window-recoveries/search').send(shown(8)).expect(403);
    }
  });
});

describe('a change of mobile', () => {
  test('needs a code to the new one and the password; the old one is told, masked', async () => {
    const account = await registerAs(platform, { ...offered(3), mobile: '19955550003' });
    const mobile = '19955550004';
    await as(account.token, 'post', '/api/me/mobile/codes').send({ mobile }).expect(202);
    const code = await codeSoon(mobile);
    const send = (change: object) => as(account.token, 'put', '/api/me/mobile').send({ mobile, code, password: PASSWORD, ...change });
    expect((await send({ password: 'wrong' }).expect(422)).body).toMatchObject({ code: 'IDENTITY.PASSWORD_WRONG', errors: [{ field: 'password' }] });
    expect((await send({ mobile: '19955550005' }).expect(422)).body.code).toBe('IDENTITY.CODE_WRONG');
    await send({}).expect(204);
    expect((await as(account.token, 'get', '/api/me')).body.mobile).toBe('199****0004');
    const messages = (await readFile(platform.settings.smsFile!, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { to: string; text: string });
    const told = messages.filter(({ to }) => to === '19955550003').at(-1)!.text;
    expect(told).toContain('199****0004');
    expect(told).not.toContain(mobile);
  });

  test('takes no code that was sent for another account', async () => {
    const [one, other] = [await registerAs(platform, { ...offered(4), mobile: '19955550006' }), await registerAs(platform, { ...offered(5), mobile: '19955550007' })];
    const mobile = '19955550008';
    await as(one.token, 'post', '/api/me/mobile/codes').send({ mobile }).expect(202);
    const code = await codeSoon(mobile);
    await as(other.token, 'put', '/api/me/mobile').send({ mobile, code, password: PASSWORD }).expect(422);
  });
});

describe('closing an account', () => {
  const close = (token: string, password = PASSWORD) => as(token, 'post', '/api/me/closing').send({ password });

  test('discards drafts; nobody logs in with it or takes its login, and the number is free for a new account', async () => {
    const who = offered(6);
    const account = await checked(6);
    const draft = await as(account.token, 'post', '/api/cases').set('idempotency-key', 'a-key-of-closing').send({ oneThing: 'newborn', division: '650102', answers: {} }).expect(201);
    await close(account.token, 'wrong').expect(422);
    expect((await as(account.token, 'get', '/api/me/open-matters').expect(200)).body).toEqual({ entries: [] });
    await sql(`INSERT INTO onething.external_identity (id, account_id, issuer, subject_key, linked_at) VALUES ($1, $1, 'https://id.example', 'key', now())`,
      [account.accountId]);
    await close(account.token).expect(204);
    expect(await sql('SELECT id FROM onething.external_identity WHERE account_id = $1', [account.accountId])).toEqual([]);
    await as(account.token, 'get', '/api/me').expect(401);
    await platform.request.post('/api/auth/login').send({ login: account.login, password: PASSWORD }).expect(401);
    const before = await codeSentTo(platform, who.mobile);
    await platform.request.post('/api/registrations/codes').send({ mobile: who.mobile }).expect(202);
    const code = await codeSoon(who.mobile, before);
    const { body } = await platform.request.post('/api/registrations').send({ ...who, login: account.login, password: PASSWORD, code }).expect(409);
    expect(body.code).toBe('IDENTITY.LOGIN_TAKEN');
    const again = await checked(6);
    expect((await as(again.token, 'get', '/api/cases')).body.entries).toEqual([]);
    await as(again.token, 'get', `/api/cases/${draft.body.caseId}`).expect(200);
  });

  test.each([['handling', {}], ['completed', { deliverBy: '2026-04-01' }]])('is refused with a list while a matter is open: %s', async (state, clock) => {
    const account = await registerAs(platform, { ...offered(7), mobile: state === 'handling' ? '19955550009' : '19955550010' });
    const key = `a-key-of-an-open-matter-${state}`;
    const { body } = await as(account.token, 'post', '/api/cases').set('idempotency-key', key).send({ oneThing: 'newborn', division: '650102', answers: {} }).expect(201);
    await sql('UPDATE onething.bundle_case SET state = $2, clock = $3 WHERE id = $1', [body.caseId, state, clock]);
    const refused = await close(account.token).expect(409);
    expect(refused.body).toMatchObject({ code: 'IDENTITY.MATTERS_OPEN', current: [{ caseId: body.caseId, oneThing: 'newborn', state }] });
    expect((await as(account.token, 'get', '/api/me/open-matters').expect(200)).body.entries).toHaveLength(1);
    await sql('UPDATE onething.bundle_case SET state = $2 WHERE id = $1', [body.caseId, 'delivered']);
    await close(account.token).expect(204);
    // The name that was typed is forgotten with the mobile.
    const [closed] = await sql<{ person_id: string; mobile: unknown }>('SELECT person_id, mobile FROM onething.account WHERE id = $1', [account.accountId]);
    expect(closed!.mobile).toBeNull();
    expect((await platform.app.get(PersonDirectory, { strict: false }).getPerson(closed!.person_id)).name).toBe('已注销');
  });

  test('is refused to staff', async () => {
    expect((await close(await platform.login('health.clerk'), 'onething-demo').expect(409)).body.code).toBe('IDENTITY.STAFF_ACCOUNT');
  });
});

test('what was done stands in the security log, without numbers, names and mobiles', async () => {
  const rows = await sql<{ act: string; outcome: string }>('SELECT * FROM onething.security_act', []);
  const acts = new Set(rows.map((row) => `${row.act} ${row.outcome}`));
  for (const act of [
    'account.registered done', 'account.personProven done', 'account.recovered done', 'account.recovered refused', 'account.mobileChanged done', 'account.closed done',
  ]) expect(acts).toContain(act);
  const text = JSON.stringify(rows) + platform.logLines.join('\n');
  for (const secret of [offered(1).number, offered(1).name, '19955550004', PASSWORD, NEW_PASSWORD]) expect(text).not.toContain(secret);
});

async function sql<Row>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}
