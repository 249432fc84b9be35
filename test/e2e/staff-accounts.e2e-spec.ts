import { citizenIdCheckDigit } from '@onething/kernel';
import { Client } from 'pg';
import { codeSentTo, logInAs, startTestRegister, type TestRegister } from '../support/registering';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let register: TestRegister;
let system: string;
let security: string;
let serial = 0;
const PASSWORD = 'The 1st password of an official';
const CLERK = { role: 'clerk', departmentCode: 'health', divisionCode: '650102' };
const AT_PLATFORM = { departmentCode: 'governmentServices', divisionCode: '650000' };
const reason = '新进人员';

beforeAll(async () => {
  register = await startTestRegister();
  platform = await startTestPlatform({ firstStart: true, sms: true, settings: { populationRegister: { url: register.url, key: register.key } } });
});
beforeEach(async () => {
  platform.clock.advanceBy(3_600_000);
  [system, security] = [await platform.login('administrator'), await platform.login('security')];
});
afterAll(async () => {
  await platform?.stop();
  await register?.stop();
});

const as = (token: string, method: 'get' | 'post', path: string) => platform.request[method](path).set('authorization', `Bearer ${token}`);

function somebody() {
  serial += 1;
  const body = `65010219900101${String(400 + serial)}`;
  return { login: `official.${serial}`, name: `官员${serial}`, number: body + citizenIdCheckDigit(body), mobile: `1998888${String(serial).padStart(4, '0')}` };
}

interface Grant { id: string; accountId: string; version: number; state: string }

const proposeAccount = async (post: object = CLERK, who = somebody()): Promise<Grant & ReturnType<typeof somebody>> =>
  ({ ...who, ...(await as(system, 'post', '/api/staff-accounts').send({ ...who, post, reason }).expect(201)).body as Grant });
const propose = (accountId: string, post: object, what = 'grant') => as(system, 'post', '/api/role-grants').send({ what, accountId, post, reason });
const approve = (grant: { id: string; version: number }, token = security) => as(token, 'post', `/api/role-grants/${grant.id}/approve`).send({ version: grant.version });

/** The first password is its owner's: made with a code to the mobile, number and name. */
async function firstPassword({ login, mobile, number, name }: ReturnType<typeof somebody>): Promise<void> {
  await platform.request.post('/api/recoveries/codes').send({ login }).expect(202);
  let code: string | undefined;
  while ((code = await codeSentTo(platform, mobile)) === undefined) await new Promise((resolve) => setImmediate(resolve));
  await platform.request.post('/api/recoveries').send({ login, code, newPassword: PASSWORD, number, name }).expect(204);
}

async function official(post: object = CLERK) {
  const account = await proposeAccount(post);
  await approve(account).expect(200);
  await firstPassword(account);
  return { ...account, token: await logInAs(platform, account.login, PASSWORD) };
}

test('an account is proposed by one, approved by another, and its owner alone makes its password', async () => {
  const account = await proposeAccount();
  expect(account).toMatchObject({ state: 'proposed', version: 1 });
  await platform.request.post('/api/recoveries/codes').send({ login: account.login }).expect(202);
  expect(await codeSentTo(platform, account.mobile)).toBeUndefined();
  expect((await approve(account).expect(200)).body).toMatchObject({ state: 'approved', version: 2, decidedBy: expect.any(String) });
  await firstPassword(account);
  const me = (await as(await logInAs(platform, account.login, PASSWORD), 'get', '/api/me').expect(200)).body;
  expect(me).toMatchObject({ kind: 'staff', roles: ['clerk'], posts: [CLERK], person: { name: account.name } });
  expect((await approve(account).expect(409)).body).toMatchObject({ code: 'IDENTITY.PROPOSAL_DECIDED', current: { state: 'approved', version: 2 } });
});

test('a rejected account never works, and its proposal is over', async () => {
  const account = await proposeAccount();
  const reject = (version: number) => as(security, 'post', `/api/role-grants/${account.id}/reject`).send({ version, reason: '重复申请' });
  await reject(9).expect(409);
  expect((await reject(1).expect(200)).body.state).toBe('rejected');
  await approve(account).expect(409);
  const found = (await as(security, 'post', '/api/staff-accounts/search').send({ login: account.login }).expect(200)).body.entries;
  expect(found).toEqual([expect.objectContaining({ accountId: account.accountId, state: 'closed', posts: [] })]);
});

test('neither administrator takes the other\'s part, and nobody else takes either', async () => {
  const account = await proposeAccount();
  const auditor = await platform.login('auditor');
  for (const token of [system, auditor, await platform.login('health.head'), await platform.login('mother')]) {
    await approve(account, token).expect(403);
    await as(token, 'post', `/api/role-grants/${account.id}/reject`).send({ version: 1, reason }).expect(403);
    await as(token, 'post', `/api/staff-accounts/${account.accountId}/lock`).send({ reason }).expect(403);
  }
  for (const token of [security, auditor, await platform.login('supervisor')]) {
    await as(token, 'post', '/api/staff-accounts').send({ ...somebody(), post: CLERK, reason }).expect(403);
    await as(token, 'post', '/api/role-grants').send({ what: 'grant', accountId: account.accountId, post: CLERK, reason }).expect(403);
  }
  await as(auditor, 'post', '/api/staff-accounts/search').send({}).expect(403);
  await as(auditor, 'get', '/api/role-grants').expect(403);
});

test('nobody holds two of the three parts, nor one of them beside another role, also by two accounts', async () => {
  const clerk = await official();
  expect((await propose(clerk.accountId, { role: 'administrator', ...AT_PLATFORM }).expect(409)).body.code).toBe('IDENTITY.ROLES_CONFLICT');
  const other = { ...somebody(), number: clerk.number, name: clerk.name };
  expect((await as(system, 'post', '/api/staff-accounts').send({ ...other, post: { role: 'auditor', ...AT_PLATFORM }, reason }).expect(409)).body.code).toBe('IDENTITY.ROLES_CONFLICT');
  // Both proposed while neither is held: the second approval finds the first.
  const who = somebody();
  const one = await proposeAccount({ role: 'administrator', ...AT_PLATFORM }, who);
  const two = await proposeAccount({ role: 'securityAdministrator', ...AT_PLATFORM }, { ...who, login: `${who.login}.b` });
  const answers = await Promise.all([approve(one), approve(two)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('IDENTITY.ROLES_CONFLICT');
});

test('a security administrator decides neither on the own role nor, as another, on the own proposal', async () => {
  const second = await official({ role: 'securityAdministrator', ...AT_PLATFORM });
  const end = (await propose(second.accountId, { role: 'securityAdministrator', ...AT_PLATFORM }, 'end').expect(201)).body as Grant;
  expect((await approve(end, second.token).expect(403)).body.code).toBe('IDENTITY.OWN_ROLE');
  // The proposer has become a security administrator meanwhile.
  const [row] = await sql<{ id: string }>('SELECT id FROM onething.account WHERE login = $1', ['security']);
  await sql('UPDATE onething.role_grant SET proposed_by = $2 WHERE id = $1', [end.id, row!.id]);
  expect((await approve(end).expect(403)).body.code).toBe('IDENTITY.OWN_PROPOSAL');
  const refused = await sql<{ act: string }>(`SELECT act FROM onething.security_act WHERE outcome = 'refused' AND act = 'role.approved'`, []);
  expect(refused.length).toBeGreaterThanOrEqual(2);
});

test('a post that was ended stops working at the next request; the last of the three parts stays', async () => {
  const clerk = await official();
  await as(clerk.token, 'get', '/api/queues/items?department=health&division=650102').expect(200);
  const end = (await propose(clerk.accountId, CLERK, 'end').expect(201)).body as Grant;
  expect((await propose(clerk.accountId, CLERK, 'end').expect(409)).body.code).toBe('IDENTITY.ALREADY_PROPOSED');
  await as(clerk.token, 'get', '/api/queues/items?department=health&division=650102').expect(200);
  await approve(end).expect(200);
  await as(clerk.token, 'get', '/api/queues/items?department=health&division=650102').expect(403);
  expect((await propose(clerk.accountId, CLERK, 'end').expect(409)).body.code).toBe('IDENTITY.POST_NOT_HELD');
  const [auditor] = (await as(system, 'post', '/api/staff-accounts/search').send({ role: 'auditor', state: 'active' }).expect(200)).body.entries;
  const last = (await propose(auditor.accountId, auditor.posts[0], 'end').expect(201)).body as Grant;
  expect((await approve(last).expect(409)).body.code).toBe('IDENTITY.LAST_OF_ROLE');
});

test('a lock ends the sessions and keeps the owner out until it is taken off', async () => {
  const clerk = await official();
  const act = (token: string, what: string, accountId = clerk.accountId) => as(token, 'post', `/api/staff-accounts/${accountId}/${what}`).send({ reason: '调离核查' });
  await act(security, 'lock').expect(204);
  await as(clerk.token, 'get', '/api/me').expect(401);
  await platform.request.post('/api/auth/login').send({ login: clerk.login, password: PASSWORD }).expect(401);
  expect((await act(security, 'lock').expect(409)).body.code).toBe('IDENTITY.NOT_ACTIVE');
  await act(security, 'unlock').expect(204);
  await logInAs(platform, clerk.login, PASSWORD);
  const own = (await as(security, 'get', '/api/me')).body.accountId as string;
  expect((await act(security, 'lock', own).expect(403)).body.code).toBe('IDENTITY.OWN_LOCK');
});

interface Measure { id: string; version: number; state: string; recoveryCode?: string }
const measure = (what: string, accountId: string, token = system) => as(token, 'post', '/api/account-measures').send({ what, accountId, reason });
const approveMeasure = ({ id, version }: Measure, token = security) => as(token, 'post', `/api/account-measures/${id}/approve`).send({ version });

test('nobody alone locks an administrator; two do, but never the last of a part', async () => {
  const auditor = await official({ role: 'auditor', ...AT_PLATFORM });
  const lock = (token: string, id: string) => as(token, 'post', `/api/staff-accounts/${id}/lock`).send({ reason });
  expect((await lock(security, auditor.accountId).expect(403)).body.code).toBe('IDENTITY.NEEDS_TWO');
  await as(auditor.token, 'get', '/api/me').expect(200);
  await measure('lock', auditor.accountId, security).expect(403);
  const proposed = (await measure('lock', auditor.accountId).expect(201)).body as Measure;
  expect((await measure('lock', auditor.accountId).expect(409)).body.code).toBe('IDENTITY.ALREADY_PROPOSED');
  await approveMeasure(proposed, system).expect(403);
  expect((await approveMeasure(proposed).expect(200)).body).toMatchObject({ state: 'approved', version: 2 });
  expect((await approveMeasure(proposed).expect(409)).body.code).toBe('IDENTITY.PROPOSAL_DECIDED');
  await as(auditor.token, 'get', '/api/me').expect(401);
  expect((await as(security, 'post', `/api/staff-accounts/${auditor.accountId}/unlock`).send({ reason }).expect(403)).body.code).toBe('IDENTITY.NEEDS_TWO');

  const last = (await as(system, 'post', '/api/staff-accounts/search').send({ role: 'auditor', state: 'active' }).expect(200)).body.entries as { accountId: string }[];
  expect(last).toHaveLength(1);
  const tooMany = (await measure('lock', last[0]!.accountId).expect(201)).body as Measure;
  expect((await approveMeasure(tooMany).expect(409)).body.code).toBe('IDENTITY.LAST_OF_ROLE');
  await as(security, 'post', `/api/account-measures/${tooMany.id}/reject`).send({ version: 1, reason }).expect(200);

  await approveMeasure((await measure('unlock', auditor.accountId).expect(201)).body as Measure).expect(200);
  await logInAs(platform, auditor.login, PASSWORD);
});

test('a security administrator proposes nothing about, and decides nothing on, an account of the own person', async () => {
  const own = (await as(security, 'get', '/api/me')).body.accountId as string;
  const proposed = (await measure('lock', own).expect(201)).body as Measure;
  expect((await approveMeasure(proposed).expect(403)).body.code).toBe('IDENTITY.OWN_ACCOUNT');
  const mine = (await as(system, 'get', '/api/me')).body.accountId as string;
  expect((await measure('lock', mine).expect(403)).body.code).toBe('IDENTITY.OWN_ACCOUNT');
});

test('a lost second factor is reset by two, and only its owner gets in, with the password and the code from the hand of who approved', async () => {
  const clerk = await official();
  const tryLogIn = (code?: string) => platform.request.post('/api/auth/login').send({ login: clerk.login, password: PASSWORD, code });
  const proposed = (await measure('resetSecondFactor', clerk.accountId).expect(201)).body as Measure;
  expect(proposed.recoveryCode).toBeUndefined();
  await as(clerk.token, 'get', '/api/me').expect(200);
  const { recoveryCode } = (await approveMeasure(proposed).expect(200)).body as Measure;
  await as(clerk.token, 'get', '/api/me').expect(401);
  const listed = (await as(system, 'get', `/api/account-measures?accountId=${clerk.accountId}`).expect(200)).body.entries as Measure[];
  expect(listed).toEqual([expect.objectContaining({ state: 'approved' })]);
  expect(JSON.stringify(listed)).not.toContain(recoveryCode);
  await tryLogIn().expect(401);
  expect((await tryLogIn(recoveryCode).expect(200)).body.limitedTo).toBe('enrolment');
  await tryLogIn(recoveryCode).expect(401);
  const acts = await sql<{ act: string }>(`SELECT act FROM onething.security_act WHERE act IN ('accountMeasure.proposed', 'accountMeasure.approved', 'secondFactor.reset')
    AND subject_person_id = (SELECT person_id FROM onething.account WHERE id = $1)`, [clerk.accountId]);
  expect(acts.map(({ act }) => act).sort()).toEqual(['accountMeasure.approved', 'accountMeasure.proposed', 'secondFactor.reset']);
});

test('accounts are found by login, name, role and office, a page at a time', async () => {
  const search = async (body: object) => (await as(system, 'post', '/api/staff-accounts/search').send(body).expect(200)).body as { entries: { login: string; accountId: string }[]; next?: string };
  const account = await proposeAccount();
  expect((await search({ name: account.name })).entries).toEqual([expect.objectContaining({ login: account.login, state: 'proposed' })]);
  expect((await search({ login: 'HEALTH.' })).entries.map(({ login }) => login)).toContain('health.clerk');
  const heads = await search({ role: 'head', divisionCode: '650102', limit: 5 });
  expect(heads.entries).toHaveLength(5);
  const rest = await search({ role: 'head', divisionCode: '650102', limit: 100, after: heads.next });
  expect(rest.entries.some(({ accountId }) => heads.entries.some((entry) => entry.accountId === accountId))).toBe(false);
  expect((await search({ role: 'head', departmentCode: 'taxation' })).entries.map(({ login }) => login)).toEqual(['taxation.head']);
  const page = (await as(security, 'get', '/api/role-grants?state=proposed&limit=1').expect(200)).body;
  expect(page.entries).toEqual([expect.objectContaining({ state: 'proposed', reason })]);
  expect((await as(security, 'get', `/api/role-grants?state=proposed&after=${page.next}`).expect(200)).body.entries[0].id).not.toBe(page.entries[0].id);
  expect((await as(security, 'get', `/api/role-grants?accountId=${account.accountId}`).expect(200)).body.entries).toHaveLength(1);
});

describe('an account is refused, naming the field, with', () => {
  test.each<[string, object, number, string, string]>([
    ['a wrong number', { number: '650102199001010018' }, 422, 'CITIZEN_ID.CHECK_DIGIT', 'number'],
    ['an unknown department', { post: { ...CLERK, departmentCode: 'alchemy' } }, 422, 'IDENTITY.UNKNOWN_DEPARTMENT', 'departmentCode'],
    ['an unknown division', { post: { ...CLERK, divisionCode: '999999' } }, 422, 'IDENTITY.UNKNOWN_DIVISION', 'divisionCode'],
    ['an administrator at a department', { post: { ...CLERK, role: 'auditor' } }, 422, 'IDENTITY.UNKNOWN_DEPARTMENT', 'departmentCode'],
    ['a clerk at the platform\'s office', { post: { role: 'clerk', ...AT_PLATFORM } }, 422, 'IDENTITY.UNKNOWN_DEPARTMENT', 'departmentCode'],
    ['a window clerk without a window', { post: { role: 'windowClerk', departmentCode: 'governmentServices', divisionCode: '650102' } }, 422, 'IDENTITY.WINDOW_MISSING', 'windowId'],
    ['the role of a resident', { post: { ...CLERK, role: 'resident' } }, 400, 'REQUEST.INVALID_INPUT', 'post.role'],
    ['a state of its own choice', { state: 'active' }, 400, 'REQUEST.INVALID_INPUT', 'state'],
    ['a login that is taken', { login: 'mother' }, 409, 'IDENTITY.LOGIN_TAKEN', 'login'],
    ['no reason', { reason: ' ' }, 400, 'REQUEST.INVALID_INPUT', 'reason'],
  ])('%s', async (_, change, status, code, field) => {
    const { body } = await as(system, 'post', '/api/staff-accounts').send({ ...somebody(), post: CLERK, reason, ...change }).expect(status);
    expect(body.code).toBe(code);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });
});

test('one administrator alone learns from no proposal whether a number is known, nor under which name', async () => {
  const { number, name } = await proposeAccount();
  const propose = (who: object) => as(system, 'post', '/api/staff-accounts').send({ ...somebody(), ...who, post: CLERK, reason });
  const [known, unknown] = [await propose({ number }).expect(201), await propose({}).expect(201)];
  expect(Object.keys(known.body as object)).toEqual(Object.keys(unknown.body as object));
  const found = await as(system, 'post', '/api/staff-accounts/search').send({ state: 'proposed', limit: 100 }).expect(200);
  const shown = (found.body.entries as { accountId: string; name: string }[]).find(({ accountId }) => accountId === known.body.accountId)!;
  expect(shown.name).not.toBe(name);
  expect((await approve(known.body as Grant).expect(409)).body.code).toBe('IDENTITY.NAME_DIFFERS');
  await approve(unknown.body as Grant).expect(200);
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
