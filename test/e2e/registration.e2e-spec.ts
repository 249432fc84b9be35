import { Client } from 'pg';
import { Actors, DEMO_RESIDENTS, PersonDirectory, SYNTHETIC_OFFERS } from '@onething/identity';
import { codeSentTo, offered, PASSWORD, type Registered, registerAs, startTestRegister, type TestRegister } from '../support/registering';
import { startTestPlatform, type TestPlatform } from '../support/test-platform';

let platform: TestPlatform;
let register: TestRegister;
const MOTHER = DEMO_RESIDENTS.find(({ login }) => login === 'mother')!;

beforeAll(async () => {
  register = await startTestRegister();
  platform = await startTestPlatform({ firstStart: true, sms: true, settings: { populationRegister: { url: register.url, key: register.key } } });
});
afterAll(async () => {
  await platform?.stop();
  await register?.stop();
});

const as = (token: string, method: 'get' | 'post' | 'put', path: string) => platform.request[method](path).set('authorization', `Bearer ${token}`);
const command = (token: string, path: string) => as(token, 'post', path).set('idempotency-key', `key-${Math.random().toString(36).slice(2)}-x`);
/** An hour on, every count begins anew. */
const nextHour = () => platform.clock.advanceBy(3_600_000);
beforeEach(nextHour);

async function codeFor(mobile: string): Promise<string> {
  await platform.request.post('/api/registrations/codes').send({ mobile }).expect(202);
  return (await codeSentTo(platform, mobile))!;
}

async function draftOf({ token }: Registered): Promise<string> {
  const body = { oneThing: 'newborn', division: '650102', answers: {} };
  return (await command(token, '/api/cases').send(body).expect(201)).body.caseId as string;
}

describe('an account of level 1', () => {
  test('has drafts, and is told how to get further where more is asked', async () => {
    const account = await registerAs(platform, offered(0));
    expect((await as(account.token, 'get', '/api/me').expect(200)).body).toMatchObject({
      level: 1, mobile: '199****0001', roles: ['resident'], person: { kind: 'natural', name: offered(0).name, number: null },
    });
    const caseId = await draftOf(account);
    expect((await as(account.token, 'get', '/api/cases').expect(200)).body.entries).toEqual([expect.objectContaining({ id: caseId, state: 'draft' })]);
    const refused = [
      command(account.token, `/api/cases/${caseId}/submit`).send({ version: 1 }), as(account.token, 'get', '/api/licences'), as(account.token, 'get', '/api/consents'),
    ];
    for (const attempt of refused) {
      expect((await attempt.expect(403)).body).toMatchObject({ code: 'IDENTITY.LEVEL_TOO_LOW', detail: expect.stringContaining('window') });
    }
  });

  test('that claims somebody else\'s number gets nothing of theirs', async () => {
    const { kind, name, number } = MOTHER;
    const mother = await platform.login('mother');
    const own = (await as(mother, 'get', '/api/licences').expect(200)).body.entries as { id: string }[];
    expect(own.length).toBeGreaterThan(0);
    const thief = await registerAs(platform, { kind, name, number, mobile: '19912345678' });
    const caseId = (await command(mother, '/api/cases').send({ oneThing: 'newborn', division: '650102', answers: {} }).expect(201)).body.caseId as string;
    const me = (await as(thief.token, 'get', '/api/me').expect(200)).body;
    expect(me.person).toMatchObject({ number: null });
    expect(me.person.id).not.toBe(MOTHER.id);
    expect((await as(thief.token, 'get', '/api/cases').expect(200)).body.entries).toEqual([]);
    await as(thief.token, 'get', `/api/cases/${caseId}`).expect(404);
    await as(thief.token, 'get', `/api/cases/${caseId}/form`).expect(404);
    await as(thief.token, 'get', `/api/licences/${own[0]!.id}`).expect(403);
    await as(thief.token, 'get', '/api/licences').expect(403);
    const claim = (await as(thief.token, 'get', '/api/me/claim').expect(200)).body;
    expect(JSON.stringify(claim)).not.toContain(number);
    // The form is prefilled with what the thief has typed, with nothing else.
    const draft = await draftOf(thief);
    const form = JSON.stringify((await as(thief.token, 'get', `/api/cases/${draft}/form`).expect(200)).body);
    for (const secret of [number, MOTHER.mobile]) expect(form).not.toContain(secret);
    // The register knows another mobile: no proof, and nothing changed.
    expect((await as(thief.token, 'post', '/api/me/identity-proofs').expect(409)).body.code).toBe('IDENTITY.NOT_CONFIRMED');
    expect((await as(thief.token, 'get', '/api/me')).body).toMatchObject({ level: 1, person: { id: me.person.id } });
  });

  test('is opened in the same words for a number that is known and one that is not', async () => {
    const answers: object[] = [];
    for (const number of [MOTHER.number, offered(11).number, offered(11).number]) {
      nextHour();
      const mobile = '19911112222';
      const said = { kind: 'natural', name: '张三', number, mobile, login: `oracle.${answers.length}`, password: PASSWORD, code: await codeFor(mobile) };
      const { body: answer, status } = await platform.request.post('/api/registrations').send(said);
      answers.push({ status, ...answer, accountId: typeof answer.accountId });
    }
    expect(answers[0]).toEqual({ status: 201, level: 1, accountId: 'string' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('the population register', () => {
  test('proves a person: level 2, the drafts go along, the claim is gone', async () => {
    const account = await registerAs(platform, offered(1));
    const caseId = await draftOf(account);
    expect((await as(account.token, 'post', '/api/me/identity-proofs').expect(200)).body).toEqual({ level: 2 });
    const me = (await as(account.token, 'get', '/api/me').expect(200)).body;
    expect(me).toMatchObject({ level: 2, person: { name: offered(1).name, number: expect.stringMatching(/^650102\*{8}/) } });
    expect((await as(account.token, 'get', '/api/cases').expect(200)).body.entries).toEqual([expect.objectContaining({ id: caseId })]);
    await as(account.token, 'get', '/api/licences').expect(200);
    expect((await as(account.token, 'get', '/api/me/claim').expect(409)).body.code).toBe('IDENTITY.NOTHING_CLAIMED');
    expect((await as(account.token, 'post', '/api/me/identity-proofs').expect(409)).body.code).toBe('IDENTITY.NOTHING_CLAIMED');
  });

  test('proves a legal person with its representative, not without', async () => {
    const company = offered(12);
    const other = await registerAs(platform, { ...company, representative: { role: 'agent', name: offered(5).name, number: offered(5).number } });
    expect((await as(other.token, 'post', '/api/me/identity-proofs').expect(409)).body.code).toBe('IDENTITY.NOT_CONFIRMED');
    const right = await registerAs(platform, company);
    await as(right.token, 'post', '/api/me/identity-proofs').expect(200);
    expect((await as(right.token, 'get', '/api/me')).body.person).toMatchObject({ kind: 'legal', number: company.number });
  });

  test('links to the person that is known already, with its draft, its matters and its licences', async () => {
    const known = offered(2);
    const person = await personOf(known);
    const account = await registerAs(platform, known);
    const before = (await as(account.token, 'get', '/api/me')).body.person.id as string;
    const caseId = await draftOf(account);
    await as(account.token, 'post', '/api/me/identity-proofs').expect(200);
    expect((await as(account.token, 'get', '/api/me')).body.person.id).toBe(person);
    expect((await as(account.token, 'get', '/api/cases')).body.entries).toEqual([expect.objectContaining({ id: caseId })]);
    expect((await sql('SELECT id FROM onething.person WHERE id = $1', [before]))).toEqual([]);
  });

  test('gives one number to one account, also when two prove it at once', async () => {
    const [one, other] = [await registerAs(platform, offered(3)), await registerAs(platform, offered(3))];
    const answers = await Promise.all([one, other].map(({ token }) => as(token, 'post', '/api/me/identity-proofs')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'IDENTITY.PERSON_HAS_ACCOUNT', detail: expect.stringContaining('recover') });
    const loser = answers[0]!.status === 409 ? one : other;
    expect((await as(loser.token, 'get', '/api/me')).body).toMatchObject({ level: 1, person: { number: null } });
  });

  test('that does not answer leaves everything as it is and names the way to a window', async () => {
    const silent = await startTestPlatform({ sms: true, settings: { populationRegister: { url: 'http://127.0.0.1:9', key: register.key } } });
    try {
      const account = await registerAs(silent, offered(4));
      const { body } = await silent.request.post('/api/me/identity-proofs').set('authorization', `Bearer ${account.token}`).expect(503);
      expect(body).toMatchObject({ code: 'IDENTITY.REGISTER_UNAVAILABLE', detail: expect.stringContaining('window') });
      expect((await silent.request.get('/api/me').set('authorization', `Bearer ${account.token}`)).body).toMatchObject({ level: 1 });
    } finally {
      await silent.stop();
    }
  });

  test('is asked five times an hour for one account', async () => {
    const account = await registerAs(platform, { ...offered(4), name: '别人' });
    for (let time = 0; time < 5; time += 1) await as(account.token, 'post', '/api/me/identity-proofs').expect(409);
    const { body, headers } = await as(account.token, 'post', '/api/me/identity-proofs').expect(429);
    expect(body.code).toBe('IDENTITY.TOO_MANY_ATTEMPTS');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  test('proves after what was mistyped is mended', async () => {
    const right = offered(5);
    const account = await registerAs(platform, { ...right, name: '写错' });
    await as(account.token, 'post', '/api/me/identity-proofs').expect(409);
    const fields = { name: right.name, number: right.number };
    await as(account.token, 'put', '/api/me/claim').send({ ...fields, version: 1 }).expect(200);
    expect((await as(account.token, 'put', '/api/me/claim').send({ ...fields, version: 1 }).expect(409)).body.code).toBe('IDENTITY.CLAIM_CHANGED');
    expect((await as(account.token, 'put', '/api/me/claim').send({ ...fields, number: '650102199001010018', version: 2 }).expect(422)).body.errors[0].field).toBe('number');
    await as(account.token, 'post', '/api/me/identity-proofs').expect(200);
    expect((await as(account.token, 'get', '/api/me')).body.person.name).toBe(right.name);
  });
});

describe('a window', () => {
  const found = async (clerk: string, login: string) => (await as(clerk, 'post', '/api/identity-checks/search').send({ login }).expect(200)).body;

  test('confirms a person whose paper the clerk types, and sees the claim masked', async () => {
    const who = offered(6);
    const account = await registerAs(platform, who);
    const clerk = await platform.login('health.clerk');
    const claim = await found(clerk, account.login);
    expect(claim).toMatchObject({ accountId: account.accountId, kind: 'natural', name: '示例·*', mobile: '199****0007', version: 1 });
    expect(claim.number).toMatch(/^650102\*{8}/);
    const path = `/api/identity-checks/${account.accountId}`;
    const paper = { version: 1, paper: 'residentIdCard', name: who.name, number: who.number };
    for (const wrong of [{ name: '别人' }, { number: offered(7).number }, { paper: 'businessLicence' }]) {
      expect((await as(clerk, 'post', path).send({ ...paper, ...wrong }).expect(409)).body.code).toBe('IDENTITY.PAPER_DIFFERS');
    }
    expect((await as(clerk, 'post', path).send({ ...paper, version: 2 }).expect(409)).body.code).toBe('IDENTITY.CLAIM_CHANGED');
    expect((await as(clerk, 'post', path).send(paper).expect(200)).body).toEqual({ level: 2 });
    expect((await as(account.token, 'get', '/api/me')).body.level).toBe(2);
    await as(clerk, 'post', path).send(paper).expect(404);
    await as(clerk, 'post', '/api/identity-checks/search').send({ login: account.login }).expect(404);
    await as(clerk, 'post', '/api/identity-checks/search').send({ login: 'mother' }).expect(404);
  });

  test('is staffed by clerks and heads alone, and nobody confirms an account of their own', async () => {
    const who = offered(7);
    const account = await registerAs(platform, who);
    const paper = { version: 1, paper: 'residentIdCard', name: who.name, number: who.number };
    const path = `/api/identity-checks/${account.accountId}`;
    for (const login of ['father', 'health.reviewer', 'supervisor', 'administrator', 'security']) {
      await as(await platform.login(login), 'post', path).send(paper).expect(403);
      await as(await platform.login(login), 'post', '/api/identity-checks/search').send({ login: account.login }).expect(403);
    }
    await as(account.token, 'post', path).send(paper).expect(403);
    // The clerk is that very person.
    const [row] = await sql<{ person_id: string }>('SELECT person_id FROM onething.account WHERE login = $1', ['health.clerk2']);
    const known = await personOf(who);
    await sql('UPDATE onething.account SET person_id = $2 WHERE login = $1', ['health.clerk2', known]);
    try {
      platform.app.get(Actors, { strict: false }).forget(row!.person_id);
      expect((await as(await platform.login('health.clerk2'), 'post', path).send(paper).expect(403)).body.code).toBe('IDENTITY.OWN_ACCOUNT');
    } finally {
      await sql('UPDATE onething.account SET person_id = $2 WHERE login = $1', ['health.clerk2', row!.person_id]);
    }
  });

  test('confirms a company by its licence and the card of who acts for it', async () => {
    const company = offered(13);
    const account = await registerAs(platform, company);
    const clerk = await platform.login('taxation.head');
    const { name, number } = company.representative!;
    const paper = { version: 1, paper: 'businessLicence', name: company.name, number: company.number };
    const path = `/api/identity-checks/${account.accountId}`;
    expect((await as(clerk, 'post', path).send(paper).expect(422)).body.code).toBe('IDENTITY.REPRESENTATIVE_MISSING');
    await as(clerk, 'post', path).send({ ...paper, representative: { name, number } }).expect(200);
  });
});

describe('a one-time code', () => {
  const body = (change: object) => ({ ...offered(8), login: 'code.test', password: PASSWORD, code: '000000', ...change });
  const send = (change: object) => platform.request.post('/api/registrations').send(body(change));

  test('is tried five times, then it is void although it is the right one', async () => {
    const code = await codeFor(offered(8).mobile);
    const wrong = code === '123456' ? '654321' : '123456';
    for (let time = 0; time < 5; time += 1) expect((await send({ code: wrong }).expect(422)).body.code).toBe('IDENTITY.CODE_WRONG');
    expect((await send({ code }).expect(422)).body.code).toBe('IDENTITY.CODE_WRONG');
  });

  test('is over after five minutes, and void when a newer one was sent', async () => {
    const first = await codeFor(offered(8).mobile);
    platform.clock.advanceBy(300_000);
    await send({ code: first }).expect(422);
    const second = await codeFor(offered(8).mobile);
    const third = await codeFor(offered(8).mobile);
    if (second !== third) await send({ code: second }).expect(422);
    await send({ code: third }).expect(201);
  });

  test('works once, for its mobile and its purpose alone', async () => {
    const code = await codeFor(offered(9).mobile);
    await send({ ...offered(9), mobile: offered(8).mobile, login: 'code.test.2', code }).expect(422);
    const attempts = await Promise.all(['code.test.3', 'code.test.4'].map((login) => send({ ...offered(9), login, code })));
    expect(attempts.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  test('is sent five times an hour to one mobile', async () => {
    for (let time = 0; time < 5; time += 1) await codeFor('19933334444');
    expect((await platform.request.post('/api/registrations/codes').send({ mobile: '19933334444' }).expect(429)).body.code).toBe('IDENTITY.TOO_MANY_ATTEMPTS');
  });

  test('stands neither in the log nor readable in the database', async () => {
    const code = await codeFor(offered(10).mobile);
    const rows = JSON.stringify(await sql('SELECT * FROM onething.one_time_code', []));
    for (const secret of [`"${code}"`, offered(10).mobile]) expect(rows).not.toContain(secret);
    const logged = platform.logLines.join('\n');
    for (const secret of [offered(10).mobile, offered(8).number, offered(8).name, PASSWORD]) expect(logged).not.toContain(secret);
  });
});

describe('a registration is refused, naming the field, with', () => {
  test.each<[string, object, number, string]>([
    ['a wrong check digit', { number: '650102199001010018' }, 422, 'number'],
    ['a company\'s code for a person', { number: '91650100MA7A00017L' }, 422, 'number'],
    ['a representative of a natural person', { representative: { role: 'agent', name: '张三', number: '11010519491231002X' } }, 422, 'representative'],
    ['a mobile of no mobile', { mobile: '12345678901' }, 422, 'mobile'],
    ['a login that is a number', { login: '19900010001' }, 400, 'login'],
    ['a short password', { password: 'short' }, 400, 'password'],
    ['a level of its own choice', { level: 2 }, 400, 'level'],
    ['a person of its own choice', { personId: MOTHER.id }, 400, 'personId'],
    ['roles of its own choice', { roles: ['administrator'] }, 400, 'roles'],
    ['a name of blanks', { name: '   ' }, 400, 'name'],
  ])('%s', async (_, change, status, field) => {
    const { body } = await platform.request.post('/api/registrations')
      .send({ ...offered(10), login: 'refused.one', password: PASSWORD, code: '123456', ...change }).expect(status);
    expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  test('a login that is taken, also in capital letters; the code is not spent', async () => {
    const code = await codeFor(offered(10).mobile);
    const send = (login: string) => platform.request.post('/api/registrations').send({ ...offered(10), login, password: PASSWORD, code });
    expect((await send('MOTHER').expect(409)).body.code).toBe('IDENTITY.LOGIN_TAKEN');
    await send('free.login').expect(201);
  });
});

test('the demonstration offers made-up persons that nobody has proven to be', async () => {
  const { body } = await platform.request.get('/api/registrations/offers').expect(200);
  expect(body).toMatchObject({ synthetic: true, messagesIn: 'sms.jsonl' });
  const numbers = body.entries.map(({ number }: { number: string }) => number) as string[];
  expect(numbers).toContain(offered(11).number);
  expect(numbers).not.toContain(offered(1).number);
  expect(SYNTHETIC_OFFERS.every(({ synthetic }) => synthetic)).toBe(true);
});

/** Registers the person of that number, as a case of somebody else would have done it. */
async function personOf({ kind, name, number }: { kind: 'natural' | 'legal'; name: string; number: string }): Promise<string> {
  return (await platform.app.get(PersonDirectory, { strict: false }).register({ kind, name, number, divisionCode: '650102' })).id;
}

async function sql<Row>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: platform.databases.ownerUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}
